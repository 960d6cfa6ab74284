"""Finds the spans that name something: one decision a span, from model, gazetteer and patterns together.

Here belongs which span names what kind of thing. Which thing it is belongs to `people` and `resolve`.
"""

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, MentionKind

MODEL_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "NORP": "nationality",
}


def find(reading: Reading) -> None:
    """Fills `annotation.mentions`, in order, none overlapping but an office and the country in it."""
    for span in reading.doc.ents:
        kind = MODEL_KINDS.get(span.label_)
        if kind:
            number = reading.sentence_at(span.start_char)
            reading.annotation.mentions.append(Mention(span.start_char, span.end_char, kind, "model", 0.7, number))
