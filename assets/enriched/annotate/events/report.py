"""A report while it is judged: the words that tell an event beside the event mention made of them.

Here belongs the record alone.
"""

from dataclasses import dataclass, field

from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.records import EventMention


@dataclass(slots=True)
class Report:
    """An event as found in the parse, and as it will be published.

    `located` where its own clause says where, `dated` where it says when; `told` where its day is that on which
    somebody told of it; `referred` the entities that its clause means by their deed alone ("the launch").
    """

    found: Found
    mention: EventMention
    located: bool = False
    told: bool = False
    dated: bool = False
    referred: set[int] = field(default_factory=set)
