"""Events of one document: in comes a reading with mentions, entities, references and times, out go event mentions.

`lexicon` loads what words tell, `grammar` walks the dependency parse, `triggers` finds the words that report an event and
composes them with the verbs above them, `status` says whether it happened, `parties` and `frames` say who took part,
`when_where` dates and places it, `select` keeps what is worth a row. `resolve` merges reports of one event.
"""

from assets.enriched.annotate.events.find import find

__all__ = ["find"]
