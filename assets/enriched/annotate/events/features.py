"""What an article says of a pair of places in it, in numbers, beside what the encoder's vectors say.

Here belong distance, order, syntax and kind of: a trigger and a member of the cast, a day, a place, another trigger.
The order of the numbers is the model's: a change here needs `make train`.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from assets.enriched.annotate.events.words import Article, Day, Place, Span
from assets.enriched.annotate.records import Context

LABELS = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "poss",
    "compound",
    "amod",
    "conj",
    "appos",
    "agent",
    "dative",
    "nmod",
    "ROOT",
    "attr",
)
PREPOSITIONS = ("with", "by", "to", "in", "from", "of", "between", "against", "for", "on", "at", "among")
LINKS = (
    "person",
    "country",
    "nationality",
    "organisation",
    "place",
    "office",
    "forum",
    "equipment",
    "agreement",
    "pronoun",
    "nominal",
    "group",
)
MEMBER_KINDS = ("person", "country", "organisation", "place", "forum")
PRECISIONS = ("day", "week", "month", "year", "season", "quarter", "none")
CONSULTATIONS = frozenset({"meeting", "visit", "call", "summit", "forum_sideline", "planned_meeting"})
DEEP = 12  # steps up the parse that are followed
NEAREST, DAYS, FIRST_DAYS, PLACES = 3, 10, 3, 8
FAR = 400  # days from the report at which distance no longer counts

PAIR = 12 + 2 * len(LABELS) + len(PREPOSITIONS)
ROLE = PAIR + len(LINKS) + len(MEMBER_KINDS) + 8
DAY = PAIR + len(PRECISIONS) + 9
PLACE = PAIR + 2
TRIGGER = 10
SAME_ACT = 8


@dataclass(slots=True)
class Rows:
    """Candidates of one trigger: which each is (a position in the cast, the days or the places), where, its numbers."""

    which: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[list[float]] = field(default_factory=list)

    def add(self, which: int, span: Span, numbers: list[float]) -> None:
        """Takes a candidate in."""
        self.which.append(which)
        self.spans.append((span.start, span.end))
        self.numbers.append(numbers)


def role_rows(article: Article, trigger: int) -> Rows:
    """Of every member of the cast the places that may tell its part in the act: near, before, behind, and its first."""
    rows = Rows()
    sentence = article.sentence[trigger]
    here = [[s for s in member.spans if article.sentence[s.start] == sentence] for member in article.cast]
    present = [member.country if spans else None for member, spans in zip(article.cast, here, strict=True)]
    for which, member in enumerate(article.cast):
        if not member.spans:
            continue
        others = sum(1 for at, code in enumerate(present) if at != which and code and code == member.country)
        shared = [
            math.log1p(len(member.spans)) / 3,
            min(article.sentence[member.spans[0].start], 8) / 8,
            float(bool(here[which])),
            float(member.in_office),
            float(member.country is not None),
        ]
        tail = [min(others, 2) / 2, math.log1p(len(article.cast)) / 4]
        kind = _one_of(MEMBER_KINDS, member.kind)
        for span in _telling(article, member.spans, here[which], trigger):
            numbers = pair(article, trigger, span) + _one_of(LINKS, span.link) + kind + shared
            rows.add(which, span, [*numbers, float(span is member.spans[0]), *tail])
    return rows


def _telling(article: Article, spans: Sequence[Span], here: Sequence[Span], trigger: int) -> list[Span]:
    sentence = article.sentence[trigger]
    near = sorted(here, key=lambda s: abs(s.start - trigger))[:NEAREST]
    before = [s for s in spans if article.sentence[s.start] < sentence][-1:]
    behind = [] if near else [s for s in spans if article.sentence[s.start] > sentence][:1]
    return list(dict.fromkeys([*near, *before, *behind, spans[0]]))


def day_rows(article: Article, trigger: int) -> Rows:
    """The days nearest to a trigger, and the first that the article names."""
    order = _nearest(article, trigger, [day.span for day in article.days])
    chosen = order[:DAYS] + [at for at in range(min(FIRST_DAYS, len(article.days))) if at not in order[:DAYS]]
    rows = Rows()
    for at in chosen:
        day = article.days[at]
        low, high = min(trigger, day.span.start), max(trigger, day.span.start)
        between = sum(1 for other in article.days if low < other.span.start < high)
        numbers = pair(article, trigger, day.span) + _one_of(PRECISIONS, day.time.precision)
        numbers += _from_report(article.context, day)
        rows.add(at, day.span, [*numbers, float(at == chosen[0]), float(at == order[0]), min(between, 3) / 3])
    return rows


def _from_report(context: Context, day: Day) -> list[float]:
    first = day.time.start_on or day.time.end_on
    if context.reference_on is None or first is None:
        return [0.0] * 6
    off = (first - context.reference_on).days
    signs = [off == 0, off < 0, off > 0]
    return [*map(float, signs), min(abs(off), FAR) / FAR, float(-8 < off < 0), float(0 < off < 40)]


def place_rows(article: Article, trigger: int) -> Rows:
    """The places nearest to a trigger."""
    rows = Rows()
    for at in _nearest(article, trigger, [place.span for place in article.places])[:PLACES]:
        place = article.places[at]
        rows.add(at, place.span, [*pair(article, trigger, place.span), *_of_place(article.context, place)])
    return rows


def _of_place(context: Context, place: Place) -> list[float]:
    home = context.dateline_country is not None and place.country == context.dateline_country
    return [float(place.kind == "place"), float(home)]


def trigger_numbers(article: Article, trigger: int) -> list[float]:
    """What the place of a trigger says, for the choice of the report's own day and place, or of none."""
    context, tag = article.context, article.tag[trigger]
    near = sum(1 for day in article.days if article.sentence[day.span.start] == article.sentence[trigger])
    return [
        float(context.reference_on is not None),
        float(context.dateline_place is not None),
        min(article.sentence[trigger], 10) / 10,
        float(article.title[trigger]),
        min(article.paragraph[trigger], 10) / 10,
        float(tag in {"VBD", "VBN"}),
        float(tag in {"VBZ", "VBP"}),
        float(tag == "VB"),
        float(article.pos[trigger] == "NOUN"),
        min(near, 3) / 3,
    ]


def same_act(article: Article, one: int, other: int, kinds: tuple[str, str]) -> list[float]:
    """Of two triggers in their order: do they read as one act?"""
    apart = article.sentence[other] - article.sentence[one]
    return [
        float(kinds[0] == kinds[1]),
        float(CONSULTATIONS.issuperset(kinds)),
        float(article.lemma[one] == article.lemma[other]),
        min(apart, 10) / 10,
        float(apart == 0),
        float(article.title[one]),
        float(article.title[other]),
        float(article.paragraph[one] == article.paragraph[other]),
    ]


def pair(article: Article, trigger: int, span: Span) -> list[float]:
    """Distance, order and syntax between a trigger and a stretch of words."""
    same = article.sentence[trigger] == article.sentence[span.start]
    sentences = article.sentence[span.start] - article.sentence[trigger]
    words = span.start - trigger if span.start > trigger else span.end - 1 - trigger
    numbers = [
        float(same),
        float(span.start > trigger),
        min(abs(sentences), 6) / 6,
        math.log1p(abs(words)) / 6,
        float(article.title[span.start]),
        float(article.title[trigger]),
        float(article.paragraph[span.start] == article.paragraph[trigger]),
    ]
    path = _path(article, trigger, span.root) if same else None
    if path is None:
        numbers += [0.0] * (5 + len(LABELS))
    else:
        up, down, child = path
        numbers += [1.0, min(up, 5) / 5, min(down, 5) / 5, float(up == 0), float(down == 0)]
        numbers += _one_of(LABELS, article.dep[child])
    return numbers + _standing(article, span.root)


def _standing(article: Article, word: int) -> list[float]:
    """What a word's own place in the parse says, whatever the trigger."""
    found = article.standing.get(word)
    if found is None:
        found = _one_of(LABELS, article.dep[word]) + _one_of(PREPOSITIONS, preposition(article, word))
        article.standing[word] = found
    return found


def _path(article: Article, one: int, other: int) -> tuple[int, int, int] | None:
    """Steps from each of two words to the first word above both, and the word below that on the other's side."""
    above = {word: steps for steps, word in enumerate(_upwards(article, one))}
    last = other
    for steps, word in enumerate(_upwards(article, other)):
        if word in above:
            return above[word], steps, last
        last = word
    return None


def _upwards(article: Article, word: int) -> Iterator[int]:
    for _ in range(DEEP):
        yield word
        if article.head[word] == word:
            return
        word = article.head[word]


def preposition(article: Article, word: int) -> str | None:
    """The preposition that a noun, or the phrase that it is part of, hangs on."""
    at = preposition_at(article, word)
    return None if at is None else article.words[at].lower()


def preposition_at(article: Article, word: int) -> int | None:
    """Where that preposition stands."""
    for _ in range(4):
        head = article.head[word]
        if article.dep[head] in {"prep", "agent"} or article.pos[head] == "ADP":
            return head
        if head == word or article.dep[word] not in {"pobj", "conj", "compound", "amod", "poss", "appos", "nmod"}:
            return None
        word = head
    return None


def _nearest(article: Article, trigger: int, spans: Sequence[Span]) -> list[int]:
    sentence = article.sentence[trigger]
    return sorted(
        range(len(spans)),
        key=lambda at: (abs(article.sentence[spans[at].start] - sentence), abs(spans[at].start - trigger)),
    )


@cache
def _one_of(names: tuple[str, ...], name: str | None) -> list[float]:
    """A one at the place of a name; the list is shared and stays as it is."""
    return [float(name == each) for each in names]
