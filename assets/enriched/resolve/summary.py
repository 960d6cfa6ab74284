"""Says an event in one plain sentence made from its fields.

Here belongs the wording alone; nothing is read from the documents' text.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def summarise(event: Mapping[str, Any], participants: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """One sentence: who, what, whom, where, when. `names` gives the name of every entity."""
    who = [names.get(p["entity_id"], "?") for p in participants]
    return f"{', '.join(who)}: {event['event_kind'].replace('_', ' ')}."
