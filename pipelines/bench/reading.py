"""Measures reading in this process beside others that do the same work over the same text.

- parsing and annotation beside the plain language model over the raw text, for each kind of text
- our quotations beside textacy's, and our times beside dateparser's, over texts that are parsed already
- our reader of saved pages beside trafilatura with metadata

Prints nothing. A peer that is not installed is told of, and the rest is measured. Here belongs what needs no run.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain

import trafilatura
from spacy.language import Language

from assets.enriched.annotate import events, times
from assets.enriched.annotate.annotate import linked
from assets.enriched.annotate.parsing.parse import parse as parsed_by_model
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.statements import statements
from assets.enriched.annotate.text.clean import clean
from assets.enriched.annotate.text.language_model import as_installed
from assets.enriched.step import BATCH, alike, annotate_batch, source
from assets.parsed.step import parse_batch
from assets.raw.html.page import read_html
from assets.raw.records import RawDocument
from pipelines.bench.past import Figures
from pipelines.bench.texts import words

ROUNDS = 2  # of those that the faster counts
A_THOUSAND = 1_000
MISSING = "{peer} is not installed and was not measured: pip install --require-hashes -r requirements-bench.lock"


def plain(documents: Sequence[RawDocument]) -> float:
    """Processor seconds of the plain language model over the raw texts, as it is installed."""
    model = _plain_model()
    return least(lambda: list(model.pipe([d.raw_text for d in documents], batch_size=BATCH)))


@cache
def _plain_model() -> Language:
    return as_installed()


def beside_the_model(kind: str, documents: Sequence[RawDocument]) -> Figures:
    """Words a processor second of parsing and annotation, and of the plain model over the same raw texts."""
    _read(documents[:2])  # what is loaded once is no text's time
    count = words(documents)
    theirs, ours = plain(documents), least(lambda: _read(documents))
    return {
        f"{kind}, plain model, words a CPU s": count / theirs,
        f"{kind}, parsing and annotation, words a CPU s": count / ours,
        f"{kind}, parsing and annotation beside the plain model": theirs / ours,
    }


def _read(documents: Sequence[RawDocument]) -> None:
    """What workers do of these documents, in the batches that a run would make."""
    parsed = parse_batch(list(documents))
    good = [source(d, p) for d, p in zip(documents, parsed, strict=True) if not any(i.quarantine for i in p.issues)]
    good.sort(key=alike)
    for at in range(0, len(good), BATCH):
        annotate_batch(good[at : at + BATCH])


def parts(documents: Sequence[RawDocument]) -> Figures:
    """Quotations beside textacy's and times beside dateparser's, over the same texts, parsed before by the model."""
    readings = list(_linked(documents))
    count = sum(len(reading.clean.text.split()) for reading in readings) / A_THOUSAND
    ours = least(lambda: _each(statements.find, readings))
    direct = sum(s.kind == "direct" for reading in readings for s in reading.annotation.statements)
    found = {"our statements, CPU ms a 1,000 words": A_THOUSAND * ours / count, "our direct quotations": float(direct)}
    took = least(lambda: _each(_timed_anew, readings))
    told = sum(len(reading.annotation.times) for reading in readings)
    found |= {"our times, CPU ms a 1,000 words": A_THOUSAND * took / count, "our times found": float(told)}
    return found | _quotations(readings, count) | _days(readings, count)


def missing() -> list[str]:
    """A sentence for each peer that is not installed."""
    return [MISSING.format(peer=peer) for peer in ("textacy", "dateparser") if find_spec(peer) is None]


def pages(saved: Sequence[str]) -> Figures:
    """Pages a processor second of our reader, and of trafilatura with metadata."""
    for page in saved[:2]:
        read_html(page)
        trafilatura.bare_extraction(page, with_metadata=True)
    ours = least(lambda: [read_html(page) for page in saved])
    theirs = least(lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in saved])
    return {
        "trafilatura, pages a CPU s": len(saved) / theirs,
        "our reader of pages, pages a CPU s": len(saved) / ours,
        "our reader beside trafilatura": theirs / ours,
    }


def least(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of some rounds."""
    return min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _linked(documents: Sequence[RawDocument]) -> Iterator[Reading]:
    """Each document as it is when its statements are looked for."""
    held = parse_batch(list(documents))
    sources = [source(d, p) for d, p in zip(documents, held, strict=True) if not any(i.quarantine for i in p.issues)]
    texts = [clean(own.raw_text, own.segments) for own in sources]
    for own, text, doc in zip(sources, texts, parsed_by_model(texts), strict=True):
        reading = linked(doc, text, own.context)
        events.find(reading)
        yield reading


def _each(step: Callable[[Reading], None], readings: Sequence[Reading]) -> None:
    for reading in readings:
        step(reading)


def _timed_anew(reading: Reading) -> None:
    reading.annotation.times = []
    times.find(reading)


def _quotations(readings: Sequence[Reading], thousands: float) -> Figures:
    """What textacy takes and finds. It refuses a text in which quotation marks are not even in number."""
    if find_spec("textacy") is None:
        return {}
    from textacy.extract import direct_quotations

    refused = 0

    def whole() -> list[object]:
        nonlocal refused
        refused, found = 0, []
        for reading in readings:
            try:
                found += list(direct_quotations(reading.doc))
            except ValueError:
                refused += 1
        return found

    return {
        "textacy, direct quotations, CPU ms a 1,000 words": A_THOUSAND * least(whole) / thousands,
        "textacy, direct quotations": float(len(whole())),
        "textacy, texts that it refuses": float(refused),
    }


def _days(readings: Sequence[Reading], thousands: float) -> Figures:
    """What dateparser takes to search the same texts, and how many of our expressions it reads as a day, and which."""
    if find_spec("dateparser") is None:
        return {}
    import dateparser
    from dateparser.search import search_dates

    def searched() -> int:
        return sum(len(search_dates(reading.clean.text, languages=["en"]) or ()) for reading in readings)

    return {
        "dateparser, search, CPU ms a 1,000 words": A_THOUSAND * _seconds(searched) / thousands,
        "dateparser, times found": float(searched()),
        **_same_expressions(readings, dateparser.parse),
    }


def _same_expressions(readings: Sequence[Reading], parse: Callable[..., object]) -> Figures:
    """How many of the expressions that we read as one day dateparser reads, from the same day on, and as that day."""
    read = same = 0
    asked = list(chain.from_iterable(_single_days(reading) for reading in readings))
    for words_of_it, base, day in asked:
        moment = parse(words_of_it, languages=["en"], settings={"RELATIVE_BASE": base})
        read += moment is not None
        same += moment is not None and str(moment)[:10] == day
    return {
        "expressions that we read as one day": float(len(asked)),
        "of these dateparser reads as a day": float(read),
        "of these as the same day": float(same),
    }


def _single_days(reading: Reading) -> Iterator[tuple[str, dt.datetime, str]]:
    """The words of each expression that is one day, the day that it counts from, and the day that it is."""
    base = reading.context.reference_on
    for told in reading.annotation.times if base else ():
        if told.precision == "day" and told.start_on is not None and told.start_on == told.end_on:
            start = dt.datetime.combine(base or told.start_on, dt.time())
            yield reading.clean.text[told.start : told.end], start, told.start_on.isoformat()
