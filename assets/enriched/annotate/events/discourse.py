"""What the discourse adds to a report: the day of the lead, the dateline's place, "the talks" that were named before.

Here belongs what one sentence takes from another; only from the lead or from the report that it continues.
"""

from assets.enriched.annotate.events.triggers import CONSULTATIONS
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import EventMention

LEAD = 4  # sentences of the body that tell the day's news
UTTERANCES = frozenset({"condemnation", "accusation", "threat", "appeal", "refusal", "support", "commitment"})


def complete(reading: Reading, reported: list[EventMention]) -> None:
    """Fills place and day of central events from the lead and the dateline."""
    lead = [event for event in reported if in_lead(reading, event) and event.status == "happened" and not event.history]
    dated = [event for event in lead if event.date_precision == "day"]
    for event in lead:
        if event.date_precision == "none" and dated and (event.event_kind in CONSULTATIONS | UTTERANCES):
            event.start_on, event.end_on, event.date_precision = dated[0].start_on, dated[0].end_on, "day"
        if event.place is None and event.country is None and event.event_kind in CONSULTATIONS:
            event.country = reading.context.dateline_country if event.event_kind != "call" else None


def in_lead(reading: Reading, event: EventMention) -> bool:
    """Whether a report stands among the first sentences of the body."""
    return event.sentence_no < first_of_body(reading) + LEAD


def first_of_body(reading: Reading) -> int:
    """Number of the first sentence that is not of the title."""
    titles = [p for p in reading.clean.paragraphs if p.role == "title"]
    if not titles:
        return 0
    return sum(1 for s in reading.annotation.sentences if s.start < titles[-1].end)
