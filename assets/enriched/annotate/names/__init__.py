"""Names: the reading of a document comes in; its mentions, and the entities they name, go out.

Order, in `mentions`: `gazetteer` (known names), `body_patterns` (ministries, ships, acronyms), `person_names` (where a
name begins and ends) and `model_entities` (what the model finds) give `candidates`; one decision a span is made;
`false_persons` and `repeated_names` look again. Then `document_entities` says which mentions are one entity.

A name is missed or cut: `person_names`. A ship is a person: `model_entities`, `body_patterns`. Two people of one
document are one: `document_entities`.
"""
