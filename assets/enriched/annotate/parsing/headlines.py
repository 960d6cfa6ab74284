"""The comma that stands for "and" in headlines: "Brazil, Russia sign pact".

Here belongs finding it. The parser is shown "and"; the token stays a comma.
"""

from spacy.tokens import Doc

from assets.enriched.annotate.names.gazetteer import known_in
from assets.enriched.annotate.records import CleanText

_KINDS = frozenset({"country", "organisation", "nationality"})


def joined(doc: Doc, clean: CleanText, start: int, end: int) -> dict[int, str]:
    """The last comma of a list of names that begins the headline of tokens [start, end), to be shown as "and"."""
    first, last = doc[start].idx, doc[end - 1].idx + 1
    ends: dict[int, int] = {}
    for match in known_in(clean.text)[1]:
        if match.entry.kind in _KINDS or match.entry.sense == "capital":
            ends[match.start] = max(match.end, ends.get(match.start, 0))
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            ends.setdefault(ent.start_char, ent.end_char)
    text = clean.text
    at, comma = first, -1
    while at in ends:
        stop = ends[at] + (text[ends[at] : ends[at] + 1] == ".")
        if text[stop : stop + 2] == ", " and stop + 2 in ends:
            comma, at = stop, stop + 2
            continue
        if comma < 0 or stop >= last or text[stop : stop + 1] != " " or text.startswith(("and ", "& "), stop + 1):
            break
        span = doc.char_span(comma, comma + 1)
        return {} if span is None else {span.start: "and"}
    return {}
