"""Parts a very long document into stretches that are read one by one, and joins what was found in them.

Here belongs where a text may be cut, and how what the parts say becomes what the document says. The model's memory and
the rules' time grow with a text; a document of a hundred pages is read like twenty of five. What refers back beyond a
cut ("he", "the minister") stays open there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assets.enriched.annotate.annotate import Source
from assets.enriched.annotate.records import (
    Annotation,
    EventMention,
    LocalEntity,
    Mention,
    Statement,
    Telling,
    TimeMention,
)

PART = 100_000  # code points: some 17,000 words, which take ten seconds
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]{0,2}\s")
LOOK_BACK = 2_000  # code points before a cut among which a sentence's end is looked for


def parts(source: Source) -> list[Source]:
    """The source itself, or stretches of at most PART code points that together hold all its segments, in order."""
    if sum(end - start for start, end, _ in source.segments) <= PART:
        return [source]
    found: list[list[tuple[int, int, str]]] = [[]]
    room = PART
    for start, end, role in _short(source):
        if end - start > room and found[-1]:
            found.append([])
            room = PART
        found[-1].append((start, end, role))
        room -= end - start
    return [replace(source, segments=tuple(own)) for own in found]


def _short(source: Source) -> Iterator[tuple[int, int, str]]:
    """The segments, those longer than a part cut behind a sentence, else behind a word, else anywhere."""
    for start, end, role in source.segments:
        at = start
        while end - at > PART:
            cut = _cut(source.raw_text, max(at + PART - LOOK_BACK, at + PART // 2), at + PART)
            yield at, cut, role
            at = cut
        yield at, end, role


def _cut(text: str, earliest: int, latest: int) -> int:
    """Where the text may be cut, between two positions."""
    ends = [found.end() for found in SENTENCE_END.finditer(text, earliest, latest)]
    return ends[-1] if ends else text.rfind(" ", earliest, latest) + 1 or latest


def join(annotations: Sequence[Annotation]) -> Annotation:
    """What the parts of one document say, as one: sentences and paragraphs are counted on, equal entities are one."""
    whole = annotations[0]
    for part in annotations[1:]:
        _renumber(part, _entities(whole, part), len(whole.sentences), _paragraphs(whole), len(whole.events))
        whole.sentences += part.sentences
        whole.mentions += part.mentions
        whole.holdings += part.holdings
        whole.referents += part.referents
        whole.times += part.times
        whole.events += part.events
        whole.statements += part.statements
    return whole


def _paragraphs(annotation: Annotation) -> int:
    return max((sentence.paragraph_no for sentence in annotation.sentences), default=-1) + 1


def _entities(whole: Annotation, part: Annotation) -> list[int]:
    """For each entity of the part its number in the whole, to which those that are new there are added."""
    known = {_identity(entity): number for number, entity in reversed(list(enumerate(whole.entities)))}
    numbers = []
    for entity in part.entities:
        number = known.setdefault(_identity(entity), len(whole.entities))
        if number == len(whole.entities):
            whole.entities.append(entity)
        else:
            held = whole.entities[number]
            held.aliases += [a for a in (entity.name, *entity.aliases) if a not in {held.name, *held.aliases}]
            held.country, held.office = held.country or entity.country, held.office or entity.office
        numbers.append(number)
    return numbers


def _identity(entity: LocalEntity) -> tuple[str, str]:
    return (entity.kind, entity.key or f"name:{entity.name}")


def _renumber(part: Annotation, entities: Sequence[int], sentences: int, paragraphs: int, events: int) -> None:
    """Turns the part's numbers of entities, sentences, paragraphs and events into those of the whole, in place."""

    def own(number: int | None) -> int | None:
        return None if number is None else entities[number]

    part.sentences = [
        replace(s, sentence_no=s.sentence_no + sentences, paragraph_no=s.paragraph_no + paragraphs)
        for s in part.sentences
    ]
    part.referents = [replace(r, entities=tuple(entities[n] for n in r.entities)) for r in part.referents]
    counts: list[Mention | TimeMention | EventMention | Statement | Telling] = [*part.mentions, *part.times]
    counts += [*part.events, *part.statements, *(telling for event in part.events for telling in event.tellings)]
    for counted in counts:
        counted.sentence_no += sentences if counted.sentence_no >= 0 else 0
    for mention in part.mentions:
        mention.entity = own(mention.entity)
    for holding in part.holdings:
        holding.entity, holding.organisation = entities[holding.entity], own(holding.organisation)
    for event in part.events:
        event.place, event.forum = own(event.place), own(event.forum)
        for participant in event.participants:
            participant.entity = entities[participant.entity]
    for statement in part.statements:
        statement.event = None if statement.event is None else statement.event + events
        statement.speakers = [replace(s, entity=own(s.entity)) for s in statement.speakers]
