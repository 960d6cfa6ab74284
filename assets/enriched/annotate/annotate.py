"""Annotates documents: the order of the modules, and spans turned back to raw positions. Pure: no Dagster, no files.

Here belongs the order alone. What is found belongs to the modules that are called.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from assets.enriched.annotate import events, times
from assets.enriched.annotate.names import document_entities, mentions
from assets.enriched.annotate.offices import holders, public_figures
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.places import toponyms
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Annotation, CleanText, Context, Paragraph, Sentence, Speaker
from assets.enriched.annotate.reference import coreference
from assets.enriched.annotate.statements import statements
from assets.enriched.annotate.text.clean import clean


@dataclass(frozen=True, slots=True)
class Source:
    """What annotation reads of one parsed document; `segments` are (raw_start, raw_end, role) in order."""

    raw_text: str
    segments: tuple[tuple[int, int, str], ...]
    context: Context


def annotate(sources: Iterable[Source]) -> Iterator[Annotation]:
    """One annotation a source, in order, every span in raw code points.

    Copies of a text under the same day and dateline are read once: what is said of the clean text is turned into the
    raw positions of each.
    """
    held = list(sources)
    texts = [clean(source.raw_text, source.segments) for source in held]
    alike = [_read_of(source.context, text) for source, text in zip(held, texts, strict=True)]
    left = Counter(alike)
    docs = parse([texts[alike.index(known)] for known in left])
    said: dict[_Read, Annotation] = {}
    for source, text, known in zip(held, texts, alike, strict=True):
        if known not in said:
            said[known] = read(next(docs), text, known[2])
        left[known] -= 1
        annotation = deepcopy(said[known]) if left[known] else said[known]
        annotation.document_id = source.context.document_id
        yield in_raw(annotation, text)


_Read = tuple[str, tuple[Paragraph, ...], Context]


def _read_of(context: Context, text: CleanText) -> _Read:
    """All that the reading of a document depends on: nothing else of its context is shown to it."""
    shown = Context(
        "",
        published_on=context.published_on,
        reference_on=context.reference_on,
        dateline_place=context.dateline_place,
        dateline_country=context.dateline_country,
    )
    return text.text, text.paragraphs, shown


def read(doc: Doc, text: CleanText, context: Context) -> Annotation:
    """Everything one document tells, spans in clean code points."""
    reading = linked(doc, text, context)
    events.find(reading)
    statements.find(reading)
    return reading.annotation


def linked(doc: Doc, text: CleanText, context: Context) -> Reading:
    """A document of which it is known who, where and when, but not yet what happened."""
    reading = Reading(doc, text, context, Annotation(context.document_id))
    reading.annotation.sentences = list(sentences(doc, text))
    mentions.find(reading)
    times.find(reading)
    link(reading)
    return reading


def link(reading: Reading) -> None:
    """Who and where the mentions are: entities, places, holders of offices, what pronouns and role words stand for."""
    document_entities.join(reading)
    toponyms.locate(reading)
    holders.find(reading)
    public_figures.place(reading)
    reading.forget()
    coreference.link(reading)


def sentences(doc: Doc, text: CleanText) -> Iterator[Sentence]:
    """The sentences of every paragraph, without outer white space; none spans two paragraphs."""
    number = 0
    paragraph_no = 0
    for span in doc.sents:
        start, end = span.start_char, span.end_char
        while end > start and text.text[end - 1].isspace():
            end -= 1
        while start < end and text.text[start].isspace():
            start += 1
        if start == end:
            continue
        while paragraph_no + 1 < len(text.paragraphs) and text.paragraphs[paragraph_no].end <= start:
            paragraph_no += 1
        yield Sentence(number, paragraph_no, start, end)
        number += 1


def in_raw(annotation: Annotation, text: CleanText) -> Annotation:
    """The same annotation with every span in raw code points."""
    for mention in annotation.mentions:
        mention.start, mention.end = text.raw_span(mention.start, mention.end)
    for holding in annotation.holdings:
        holding.start, holding.end = text.raw_span(holding.start, holding.end)
    for time in annotation.times:
        time.start, time.end = text.raw_span(time.start, time.end)
    for event in annotation.events:
        event.start, event.end = text.raw_span(event.start, event.end)
        event.trigger_start, event.trigger_end = text.raw_span(event.trigger_start, event.trigger_end)
        for telling in event.tellings:
            telling.start, telling.end = text.raw_span(telling.start, telling.end)
            telling.trigger_start, telling.trigger_end = text.raw_span(telling.trigger_start, telling.trigger_end)
    for statement in annotation.statements:
        statement.start, statement.end = text.raw_span(statement.start, statement.end)
        statement.speakers = [Speaker(*text.raw_span(s.start, s.end), s.entity) for s in statement.speakers]
    annotation.sentences = [
        replace(s, start=text.raw_span(s.start, s.end)[0], end=text.raw_span(s.start, s.end)[1])
        for s in annotation.sentences
    ]
    annotation.referents = [
        replace(r, start=text.raw_span(r.start, r.end)[0], end=text.raw_span(r.start, r.end)[1])
        for r in annotation.referents
    ]
    return annotation


def reference_day(published_on: dt.date | None, dateline_date: str | None) -> dt.date | None:
    """The day that "today" and bare weekdays count from: the dateline's full date, else the publication day."""
    if dateline_date and len(dateline_date) == 10 and dateline_date[0].isdigit():
        return dt.date.fromisoformat(dateline_date)
    return published_on
