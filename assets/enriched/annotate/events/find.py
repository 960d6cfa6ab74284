"""Finds the events of one document: reads it as a whole, and gives one event mention an act with all its tellings.

Here belongs the order of the modules, and how an event mention is put together.
"""

from assets.enriched.annotate.events import ontology
from assets.enriched.annotate.events.acts import Act, acts_of
from assets.enriched.annotate.events.cast import article_of
from assets.enriched.annotate.events.confidence import confidence, threshold
from assets.enriched.annotate.events.location import goes_abroad, opposed, received, where
from assets.enriched.annotate.events.participants import participant
from assets.enriched.annotate.events.readings import Reading, read
from assets.enriched.annotate.events.syntax.clauses import clause_of, lemmas_of
from assets.enriched.annotate.events.words import Article
from assets.enriched.annotate.reading import Reading as Document
from assets.enriched.annotate.records import DatePrecision, EventMention, Telling

PRECISIONS: dict[str, DatePrecision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
COARSER: dict[str, DatePrecision] = {"season": "month", "quarter": "month", "decade": "year", "century": "year"}


def find(document: Document) -> None:
    """Fills `annotation.events`, in the order of the text."""
    article = article_of(document)
    events = []
    least = threshold(len(document.annotation.sentences))
    for act in acts_of(article, read(article)):
        sure = confidence(article, act)
        roles = [part.role for part in act.parts]
        if sure >= least and roles and ontology.enough(act.kind, roles) and ontology.is_told(act.kind, act.status):
            event = _event(document, article, act, sure)
            if event.event_kind != "visit" or goes_abroad(event.participants, event.country):
                events.append(event)
    document.annotation.events = sorted(events, key=lambda event: (event.trigger_start, event.event_kind))


def _event(document: Document, article: Article, act: Act, sure: float) -> EventMention:
    lead = act.mentions[0]
    told = _telling(document, article, lead)
    parts = [participant(document, article.cast[part.member], part.role) for part in act.parts]
    lemmas = {lemma for mention in act.mentions for lemma in lemmas_of(article, mention.word)}
    start, end, precision = act.days
    place, country, forum, place_told = where(document, article, act, parts)
    parts = opposed(document, act.kind, received(document, parts, country), country)
    event_type, event_mode = ontology.type_and_mode(act.kind, act.status, lemmas, [p.country for p in parts])
    return EventMention(
        sentence_no=told.sentence_no,
        start=told.start,
        end=told.end,
        trigger_start=told.trigger_start,
        trigger_end=told.trigger_end,
        event_type=event_type,
        event_kind=act.kind,
        event_mode=event_mode,
        contexts=list(ontology.kind(act.kind).contexts),
        status=act.status,
        start_on=start,
        end_on=end,
        date_precision=PRECISIONS.get(precision) or COARSER.get(precision, "none") if start or end else "none",
        place=place,
        country=country,
        forum=forum,
        participants=parts,
        confidence=sure,
        background=act.chances["central"] < 0.5,
        place_told=place_told,
        tellings=[_telling(document, article, mention) for mention in sorted(act.mentions, key=lambda m: m.word)],
    )


def _telling(document: Document, article: Article, mention: Reading) -> Telling:
    start, end = clause_of(article, mention.word)
    trigger_start, trigger_end = int(article.start[mention.word]), int(article.end[mention.word])
    return Telling(document.sentence_at(trigger_start), start, end, trigger_start, trigger_end)
