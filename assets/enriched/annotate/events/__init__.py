"""Events of one document: in comes a reading with mentions, entities, references and times, out go event mentions.

An article is read as a whole, in this order: `cast` (who can take part; `words` is the view it fills), `pieces` and
`features` (what the network sees), `network` (the trained scores), `readings` (every mention of an act, nothing left
out), `acts` (mentions of one act joined, their slots united; `syntax` is what the parse binds), `confidence` (would an
analyst sign it?), then `find` makes the rows with `ontology`, `participants` and `location`. `resolve.events` joins the
reports of several documents.

Where to look: a party missing from the cast: `cast`, or the mention and reference modules before it; a wrong kind,
status, party or day: the network (`make train`, `training/`); one act in two rows, or two in one: `acts`; a row that
nobody would sign: `confidence`; a wrong type, mode or role for its kind: `events/ontology.yaml`.
"""

from assets.enriched.annotate.events.find import find

__all__ = ["find"]
