"""Finds what is reported without quotation marks: "said that …", "…, he said", "according to …", "stressed the need …".

Here belongs what a cue reports. Cues come from `cues`, speakers from `speakers`, edges from `content_spans`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from assets.enriched.annotate.records import Speaker, Statement
from assets.enriched.annotate.statements.attribution import Frames
from assets.enriched.annotate.statements.content_spans import tells, trim, without_direct
from assets.enriched.annotate.statements.cues import Cue, is_actual, is_document, is_instrument, is_speechless, stances
from assets.enriched.annotate.statements.reporting_nouns import report_nouns
from assets.enriched.annotate.statements.speakers import issuer_of, speakers_of

_COMPLETES = frozenset({"dobj", "xcomp", "oprd", "ccomp", "pcomp"})
_COMPLETES_BY = frozenset({"as", "of", "for", "to", "with", "over", "on", "against"})
_CLAUSE = frozenset({"ccomp"})
_CLAUSE_ONLY = frozenset({"clause"})

Reported = tuple[Statement, Cue | None]


def find(frames: Frames, paragraphs: Sequence[tuple[int, int]], direct: Sequence[Statement]) -> list[Reported]:
    """Indirect statements with their cues, in order; of one inside the content of another only one is kept."""
    found: list[Reported] = []
    for cue in (*frames.cues, *frames.outside(stances(frames.reading))):
        cue = _with_agent(cue)
        if may_report(cue) and not _is_nobodys(frames, cue) and _within(cue.start, paragraphs):
            found += _reported(frames, cue, _contents(frames, cue), direct)
    for noun in report_nouns(frames.reading):
        for cue in frames.outside([noun.cue]):
            if cue.subject is not None and not is_speechless(cue.subject) and _within(cue.start, paragraphs):
                found += _reported(frames, cue, _subtree(cue, noun.content), direct)
    return _unnested(frames, found)


def may_report(cue: Cue) -> bool:
    """Whether a cue says that somebody or something that can speak has said something."""
    if cue.subject is None or not is_actual(cue):
        return False
    return cue.verb.form == "according to" or not is_speechless(cue.subject)


def _is_nobodys(frames: Frames, cue: Cue) -> bool:
    """Whether a cue only describes what was drawn up, nobody is told by whom: "a resolution demanding a halt"."""
    thing = cue.subject
    if thing is None or cue.token.dep_ not in ("acl", "relcl") or not is_instrument(thing):
        return False
    return issuer_of(frames.reading, thing) is None


def _with_agent(cue: Cue) -> Cue:
    """A passive cue with the one by whom it was said; with nobody where the sentence does not tell."""
    own = cue.subject is not None and cue.subject.dep_ == "nsubjpass" and cue.subject.head is cue.token
    participle = cue.token.tag_ == "VBN" and (cue.token.dep_ == "acl" or _agent(cue.token) is not None)
    return replace(cue, subject=_agent(cue.token)) if own or participle else cue


def _agent(verb: Token) -> Token | None:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((noun for noun in by.children if noun.dep_ == "pobj"), None) if by is not None else None


def _reported(
    frames: Frames, cue: Cue, contents: Iterable[tuple[int, int]], direct: Sequence[Statement]
) -> Iterator[Reported]:
    spans = [span for whole in contents for span in without_direct(frames, whole, direct)]
    trimmed = [span for span in (trim(frames, *span) for span in spans) if tells(frames, cue, *span)]
    speakers = speakers_of(frames.reading, cue.subject) if trimmed and cue.subject is not None else []
    for start, end in trimmed:
        yield _row(frames, cue, start, end, speakers), cue


def _unnested(frames: Frames, found: list[Reported]) -> list[Reported]:
    """Drops what is reported inside a report; of a medium or a document that tells what others said, the outer one."""
    dropped: set[int] = set()
    ordered = sorted(range(len(found)), key=lambda n: (found[n][0].start, -found[n][0].end))
    for place, outer in enumerate(ordered):
        for inner in ordered[place + 1 :]:
            if found[inner][0].start >= found[outer][0].end:
                break
            if found[inner][1] is found[outer][1] or outer in dropped:
                continue
            dropped.add(outer if _passes_on(found[outer]) or _yields(found[outer], found[inner]) else inner)
    dropped |= {n for n in ordered if _passes_on(found[n]) and _holds_cue(frames, found[n])}
    return [found[n] for n in ordered if n not in dropped]


def _holds_cue(frames: Frames, row: Reported) -> bool:
    """Whether the content is itself about what somebody said."""
    return any(
        c.subject is not None and is_actual(c) and c.verb.content for c in frames.cues_in(row[0].start, row[0].end)
    )


def _passes_on(row: Reported) -> bool:
    """Whether the outer cue only hands on: "X said …, Yonhap reported", "X stressed …, their statement said"."""
    cue = row[1]
    return cue is not None and (cue.verb.form == "report" or is_document(cue.subject))


def _yields(outer: Reported, inner: Reported) -> bool:
    """Whether a stance gives way to what was said, told within it: "backed the plan, which officials said …"."""
    return _is_stance(outer) and not _is_stance(inner)


def _is_stance(row: Reported) -> bool:
    return row[1] is not None and row[1].verb.stance


def _row(frames: Frames, cue: Cue, start: int, end: int, speakers: list[Speaker]) -> Statement:
    reading = frames.reading
    joint = len({(s.entity, s.start) for s in speakers}) > 1
    joint = joint or bool(re.search(r"(?i)\bjoint (?:statement|communiqu|declaration)", cue.token.sent.text))
    printed = reading.clean.text[cue.start : cue.end]
    return Statement(reading.sentence_at(start), "indirect", joint, printed, start, end, list(speakers))


def _within(position: int, paragraphs: Sequence[tuple[int, int]]) -> bool:
    found = bisect_right(paragraphs, position, key=_first) - 1
    return found >= 0 and position < paragraphs[found][1]


def _first(paragraph: tuple[int, int]) -> int:
    return paragraph[0]


def _contents(frames: Frames, cue: Cue) -> Iterator[tuple[int, int]]:
    """Ranges of what a cue reports, by what its verb takes."""
    if cue.verb.form == "according to":
        yield from _sentence_without(cue)
        return
    children = list(cue.token.children)
    if " " in cue.verb.form:  # "is confident that": the clause may hang on the adjective
        children += [c for child in children if child.dep_ == "acomp" for c in child.children]
    clause = next((c for c in children if c.dep_ in _CLAUSE and "clause" in cue.verb.content), None)
    if clause is None and "clause" in cue.verb.content:
        clause = _attached(cue)
    if clause is None and "infinitive" in cue.verb.content:
        clause = _infinitive(cue)
        if clause is not None:
            yield _with_addressee(cue, clause)
            return
    told_as = cue.token.dep_ == "advcl" and any(child.lower_ == "as" and child.i < cue.token.i for child in children)
    if clause is None and "object" in cue.verb.content and not told_as:
        yield from _complements(cue)
    elif clause is not None:
        yield from _subtree(cue, clause)
    elif "clause" in cue.verb.content:
        yield from _around_aside(cue)


def _around_aside(cue: Cue) -> Iterator[tuple[int, int]]:
    """The sentence around an aside between commas, at its end or before it: "The port, she said, will open"."""
    sentence, subject, doc = cue.token.sent, cue.subject, cue.token.doc
    if subject is None:
        return
    first = min(subject.left_edge.i, cue.token.i)
    if first > sentence.start and doc[first - 1].lower_ == "as":  # "as she said"
        first -= 1
    behind = max(cue.token.i, subject.right_edge.i) + 1
    opens = first == sentence.start and doc[first].lower_ == "as"
    told = cue.token.right_edge.i + 1
    if opens and told < sentence.end and doc[told].text == ",":
        yield doc[told].idx + 1, sentence.end_char
    elif sentence.start < first and doc[first - 1].text == "," and subject.i < cue.token.i:
        before = doc[first - 1].idx
        if behind < sentence.end - 1 and doc[behind].text == ",":
            yield sentence.start_char, before
            yield doc[behind].idx + 1, sentence.end_char
        elif behind == sentence.end - 1 and doc[behind].text == "." and cue.verb.content == _CLAUSE_ONLY:
            yield sentence.start_char, before


def _attached(cue: Cue) -> Token | None:
    """A that-clause which the parser hung on a noun between it and its verb: "said in a statement that …"."""
    for child in cue.token.children:
        for noun in (n for n in child.children if child.dep_ == "prep" and n.dep_ == "pobj"):
            for clause in noun.children:
                if clause.dep_ in ("acl", "relcl", "ccomp") and clause.left_edge.lower_ == "that" and is_document(noun):
                    return clause
    return None


def _infinitive(cue: Cue) -> Token | None:
    """The infinitive behind a verb, or behind the one addressed, on whom the parser may have hung it."""
    for child in cue.token.rights:
        if child.dep_ in ("xcomp", "ccomp") and _is_infinitive(child):
            return child
        addressed = child if child.dep_ == "dobj" else next((n for n in child.children if n.dep_ == "pobj"), None)
        if cue.verb.addressee and addressed is not None and child.dep_ in ("dobj", "prep"):
            for clause in addressed.rights:
                if clause.dep_ in ("acl", "relcl") and _is_infinitive(clause):
                    return clause
    return None


def _with_addressee(cue: Cue, clause: Token) -> tuple[int, int]:
    """The infinitive with the one who is to do it: "urged [the council to meet]"."""
    first, last = clause.left_edge, clause.right_edge
    for child in cue.token.rights if cue.verb.addressee else ():
        addressed = child if child.dep_ == "dobj" else next((n for n in child.children if n.dep_ == "pobj"), None)
        if addressed is not None and child.dep_ in ("dobj", "prep") and addressed.i < first.i:
            first = min(first, addressed.left_edge, key=lambda token: token.i)
            break
    return first.idx, last.idx + len(last)


def _is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def _complements(cue: Cue) -> Iterator[tuple[int, int]]:
    """The object of a verb, or of the preposition of its form, with what completes it: "called the plan a mistake"."""
    particle = cue.verb.form.partition(" ")[2]
    subject = next((child for child in cue.token.children if child.dep_ == "nsubjpass"), None)
    first = subject or _object(cue, particle)
    if subject is None and cue.token.dep_ == "acl" and cue.token.tag_ == "VBN":  # "a plan backed by the union"
        yield cue.token.head.left_edge.idx, cue.token.idx
        return
    if first is None:
        return
    last = first.right_edge
    for child in cue.token.rights if subject is None else ():
        joined = child.dep_ in _COMPLETES or (child.dep_ == "prep" and child.lower_ in _COMPLETES_BY)
        if joined and child.i > first.i and child.lower_ != particle:
            last = max(last, child.right_edge, key=lambda token: token.i)
    yield first.left_edge.idx, last.idx + len(last)


def _object(cue: Cue, particle: str) -> Token | None:
    for child in cue.token.rights:
        if particle and child.dep_ == "prep" and child.lower_ == particle:
            return next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
        if particle and child.left_edge.lower_ == particle and child.left_edge.dep_ == "mark":
            return child
        gerund = child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG"
        if (gerund or child.dep_ in ("dobj", "ccomp")) and (not particle or _has_particle(cue, particle)):
            return child
    return None


def _has_particle(cue: Cue, particle: str) -> bool:
    """Whether the second word of the form is an adverb, so that the verb has an object of its own: "play it down"."""
    return any(child.dep_ == "prt" and child.lower_ == particle for child in cue.token.children)


def _subtree(cue: Cue, clause: Token) -> Iterator[tuple[int, int]]:
    """The range of a clause; in two parts where the cue stands inside it."""
    first, last = clause.left_edge, clause.right_edge
    start, end = first.idx, last.idx + len(last)
    if start < cue.start < end:
        subject = cue.subject
        left = min(cue.start, subject.left_edge.idx) if subject is not None else cue.start
        right = max(cue.end, subject.right_edge.idx + len(subject.right_edge)) if subject is not None else cue.end
        yield start, left
        yield right, end
    else:
        yield start, end


def _sentence_without(cue: Cue) -> Iterator[tuple[int, int]]:
    """The sentence of "according to X" without that phrase."""
    sentence = cue.token.sent
    subject = cue.subject
    right = max(cue.end, subject.right_edge.idx + len(subject.right_edge)) if subject is not None else cue.end
    before, behind = (sentence.start_char, cue.start), (right, sentence.end_char)
    yield before if before[1] - before[0] > behind[1] - behind[0] else behind
