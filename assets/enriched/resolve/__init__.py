"""Resolve: the annotations of all documents come in; entities, tenures, events and their evidence go out.

Order, in `resolve`: `named` lays out what the documents name; `entities` groups it, people through `persons`,
everything else through `named_things`, and `entity` says what each is called; `offices` makes tenures; `events` makes
one event of its reports; `document_rows` writes down what each document says. `rulings` are analysts' decisions,
`previous_ids` keeps ids from run to run, `ids` spells them, `union_find` joins. Reading text does not belong here.

Two people are one, or one is two: `persons`. Two reports are one event, or one event is two: `events.matching`.
"""
