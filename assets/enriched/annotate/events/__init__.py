"""Events of one document: in comes a reading with mentions, entities, references and times, out go event mentions.

`lexicon` loads what words tell, `grammar` walks the dependency parse, `senses` picks a word's sense, `verbs` and
`nouns` compose it with the verbs above, `triggers` picks the events of a sentence, `status` says whether they happened,
`parties` and `frames` who took part, `outcome` what it amounts to, `when`, `where` and `discourse` date and place it,
`select` keeps what is worth a row, `sureness` says how sure it is. `resolve` merges the reports of one event.
"""

from assets.enriched.annotate.events.find import find

__all__ = ["find"]
