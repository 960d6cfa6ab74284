"""Annotate: one parsed document comes in, one `Annotation` goes out: what it names, when, who says what, what happens.

Order, in `annotate`: `text` (clean text and language model), `names` (mention detection, entities of the document),
`times` (temporal expressions), `places` (where the places lie), `offices` (who holds what), `reference` (whom pronouns
and role words mean), `events`, `statements`. `reading` is the view of the document that all of them share, `records`
what they hand on. What two documents tell together belongs to `resolve`.
"""
