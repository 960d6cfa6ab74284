"""Names: the reading of a document comes in; its mentions, and the entities they name, go out.

Order, in `mentions`: `gazetteer` (known names), `body_patterns` (ministries, acronyms), `named_patterns` (ships,
handles, armed groups), `person_names` (where a name begins and ends) and `model_entities` (what the model finds) give
`candidates`; one decision a span is made; `false_persons` and `repeated_names` look again. Then `document_entities`
says which mentions are one entity, and `document_people` which are one person.

A name is missed or cut: `person_names`. A ship is a person: `named_patterns`, `model_entities`. Two people of one
document are one: `document_people`.
"""
