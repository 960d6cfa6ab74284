"""Finds the statements of a document: who said what, in quotation marks or reported, alone or together.

Here belongs what counts as a statement, and its row. The parts: `quotations` pairs marks, `cues` reads verbs of speech,
`attribution` joins the two, `speakers` names who speaks, `indirect_speech` finds what is reported without marks,
`transcripts` the turns under a speaker's label.
"""

import re

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Speaker, Statement
from assets.enriched.annotate.statements import carried_speakers, indirect_speech, transcripts
from assets.enriched.annotate.statements.attribution import Attribution, Frames, attribute
from assets.enriched.annotate.statements.circumstances import place_and_date
from assets.enriched.annotate.statements.cues import Cue, cues
from assets.enriched.annotate.statements.quotations import Quotation, quotations

LEAST_WORDS = 4  # a quotation of fewer words is a fragment, unless it is a full sentence with a cue of its own
_TITLED = re.compile(
    r"(?i)(?:called|titled|entitled|named|dubbed|nicknamed|known as|so-called|song|film|movie|book|album|novel|play|"
    r"show|series|article|essay|poem|headline|headlined|documentary|operation|codenamed|labelled|labeled)[ ,:]{1,2}$"
)
_FUNCTION_WORDS = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by", "from"})
_SPOKEN = ("paragraph", "lead")


def find(reading: Reading) -> None:
    """Fills `annotation.statements`, in order; direct ones do not overlap."""
    paragraphs = [(p.start, p.end) for p in reading.clean.paragraphs if p.role in _SPOKEN]
    frames = Frames(reading, quotations(reading.clean.text, paragraphs), list(cues(reading)))
    direct: list[tuple[Statement, Cue | None]] = []
    for quotation, said in zip(frames.quotations, attribute(frames), strict=True):
        if _is_speech(reading, quotation, said):
            direct.append((_row(reading, quotation, said), said.cue if said else None))
    reported = list(indirect_speech.find(frames, paragraphs, [row for row, _ in direct]))
    turns = [(row, None) for row in transcripts.find(reading, paragraphs)]
    reported = [pair for pair in reported if not any(turn.start <= pair[0].start < turn.end for turn, _ in turns)]
    rows = sorted([*direct, *reported, *turns], key=lambda pair: (pair[0].start, pair[0].kind))
    carried_speakers.carry(reading, rows)
    rows = [pair for pair in rows if not _is_nobodys_it(reading, pair[0])]
    for row, cue in rows:
        place_and_date(reading, row, cue)
    reading.annotation.statements = [row for row, _ in rows]


def _is_speech(reading: Reading, quotation: Quotation, said: Attribution | None) -> bool:
    """Whether somebody said or wrote it: no scare quotes, titles or names of things."""
    text = reading.clean.text
    content = text[quotation.start : quotation.end]
    words = [word for word in content.split() if any(c.isalnum() for c in word)]
    telling = [word for word in words if word.lower() not in _FUNCTION_WORDS]
    sentence = _is_sentence(text, quotation)
    announced = text[max(0, quotation.outer_start - 2) : quotation.outer_start].rstrip().endswith((",", ":"))
    called = bool(_TITLED.search(text[max(0, quotation.outer_start - 16) : quotation.outer_start]))
    if (
        called
        and len(words) < 12
        and (said is None or not said.own or _is_title(telling) or len(words) < LEAST_WORDS - 1)
    ):
        return False
    plain = said is not None and said.own and (sentence or announced)
    if 1 < len(words) < 12 and not content.isupper() and _is_title(telling) and not plain:
        return False
    if said is None:
        return len(words) >= (LEAST_WORDS if sentence else 2 * LEAST_WORDS)
    if said.own and len(words) == LEAST_WORDS - 1 and "." in text[quotation.end : quotation.outer_end + 1]:
        return True  # "he called it 'a grave mistake.'": it ends what he says
    return len(words) >= LEAST_WORDS or (sentence and (len(words) > 1 or content[-1:] in ("!", "?")))


def _is_nobodys_it(reading: Reading, row: Statement) -> bool:
    """Whether what is reported has no speaker but an "it" that stands for nothing known."""
    alone = row.speakers[0] if row.kind == "indirect" and len(row.speakers) == 1 else None
    return alone is not None and alone.entity is None and reading.clean.text[alone.start : alone.end].lower() == "it"


def _is_title(words: list[str]) -> bool:
    """Whether the words that carry meaning are nearly all in capitals, as in the name of a show."""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capitals >= 0.75 * len(words)


def _is_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a short quotation is a whole sentence: a capital, and a stop or the comma before its cue."""
    closing = text[quotation.end - 1] + text[quotation.end : quotation.outer_end + 1]
    return text[quotation.start].isupper() and bool(re.search(r"[.,!?]", closing))


def _row(reading: Reading, quotation: Quotation, said: Attribution | None) -> Statement:
    speakers = list(said.speakers) if said else []
    number = reading.sentence_at(quotation.start)
    cue = said.printed if said else ""
    return Statement(number, "direct", is_joint(reading, speakers, said), cue, quotation.start, quotation.end, speakers)


def is_joint(reading: Reading, speakers: list[Speaker], said: Attribution | None) -> bool:
    """Whether it was issued in the name of two or more, or the sentence of its cue calls it joint."""
    if len({(s.entity, s.start) for s in speakers}) > 1:
        return True
    if said is None or said.cue is None:
        return False
    sentence = said.cue.token.sent.text
    return bool(re.search(r"(?i)\bjoint (?:written |press )?(?:statement|communiqu|declaration|letter)", sentence))
