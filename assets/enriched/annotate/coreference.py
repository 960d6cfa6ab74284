"""Pronouns: whom "he", "she" and "they" stand for, where that is safe.

Here belongs the running focus of a text: who was subject, who was named together. Role words belong to `roles`.
"""

from dataclasses import dataclass, field
from itertools import islice

from spacy.tokens import Span, Token

from assets.enriched.annotate import roles
from assets.enriched.annotate.names import is_female, is_male
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, Referent
from assets.enriched.annotate.referents import entities_of

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
IT = frozenset({"it"})
COUNTS = {"two": 2, "three": 3, "four": 4}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Sentences back that a pronoun may look for a person; newswire repeats the name sooner.
NEAR = 3
NEAR_GROUP = 2
FAR_GROUP = 8  # for a number that says how many are meant
MEETING = frozenset(
    {"meet", "visit", "host", "talk", "greet", "join", "receive", "welcome", "telephone", "call", "phone"}
)


@dataclass(slots=True)
class Focus:
    """Who may be meant: when and how each was seen last, and the last group that was named together."""

    people: dict[int, tuple[int, bool, int]] = field(default_factory=dict)  # entity: sentence, was subject, position
    group: tuple[int, ...] = ()
    group_sentence: int = -9
    body: tuple[int, int] | None = None  # entity and sentence of the last country or body that was a subject


def link(reading: Reading) -> None:
    """Fills `annotation.referents`, in order: role words and pronouns."""
    found = roles.find(reading)
    reading.annotation.referents = sorted(found, key=lambda r: (r.start, r.end))
    reading.forget()
    focus = Focus()
    genders = {
        position: _gender(entity.name, reading) for position, entity in enumerate(reading.annotation.entities)
        if entity.kind == "person"
    }  # fmt: skip
    for sentence in reading.doc.sents:
        number = reading.sentence_at(sentence.start_char)
        quoted = False
        for token in sentence:
            if token.text in ("“", '"', "”", "``", "''"):
                quoted = token.text == "“" or (token.text in ('"', "``") and not quoted)
            low = token.lower_
            if low in HE or low in SHE or low in THEY or low in IT or _is_the_two(token):
                if not quoted:
                    referent = _pronoun(token, number, focus, genders)
                    if referent is not None:
                        found.append(referent)
                continue
            _notice(reading, token, number, focus)
        _notice_group(reading, number, focus)
    reading.annotation.referents = sorted(found, key=lambda r: (r.start, r.end))
    reading.forget()


def _is_the_two(token: Token) -> bool:
    """Whether a number stands for those named together: "The two agreed"."""
    return token.lower_ in COUNTS and token.dep_ in SUBJECTS and any(c.lower_ == "the" for c in token.children)


def _gender(name: str, reading: Reading) -> str | None:
    """ "f", "m" or None by given name and by the honorific before the surname anywhere in the text."""
    if is_female(name):
        return "f"
    if is_male(name):
        return "m"
    last = name.split()[-1]
    for form in (f"Mrs {last}", f"Ms {last}", f"Mrs. {last}", f"Ms. {last}"):
        if form in reading.clean.text:
            return "f"
    return "m" if f"Mr {last}" in reading.clean.text or f"Mr. {last}" in reading.clean.text else None


def _notice(reading: Reading, token: Token, number: int, focus: Focus) -> None:
    """Takes down a name or a role word that has been read."""
    mention = reading.mention_of(token)
    if mention is not None and mention.entity is not None:
        if reading.doc[token.i].idx + len(token) != mention.end:
            return
        _notice_mention(reading, mention, number, focus)
        return
    referent = reading.referent_of(token)
    if referent is not None and token.idx + len(token) == referent.end:
        if len(referent.entities) > 1:
            focus.group, focus.group_sentence = referent.entities, number
        elif reading.annotation.entities[referent.entities[0]].kind == "person":
            focus.people[referent.entities[0]] = (number, _is_subject(token), token.idx)


def _notice_mention(reading: Reading, mention: Mention, number: int, focus: Focus) -> None:
    root = reading.span(mention.start, mention.end).root
    if mention.entity is None:
        return
    if mention.kind == "person":
        focus.people[mention.entity] = (number, _is_subject(root), mention.start)
    elif _is_subject(root) and (mention.kind in ("organisation", "country") or mention.method == "government"):
        focus.body = (mention.entity, number)


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("conj", "compound", "appos", "flat") and token.head.i != token.i:
        token = token.head
    return token.dep_ in SUBJECTS


def _notice_group(reading: Reading, number: int, focus: Focus) -> None:
    """People or states that one sentence names together as subject, or as subject and partner of a meeting."""
    if not reading.annotation.sentences:
        return
    sentence = reading.annotation.sentences[min(number, len(reading.annotation.sentences) - 1)]
    parties: list[int] = []
    others: list[int] = []
    meets = False
    for mention in reading.mentions_in(sentence.start, sentence.end):
        if mention.entity is None or (mention.kind not in ("person", "country") and mention.method != "government"):
            continue
        root = reading.span(mention.start, mention.end).root
        (parties if _is_subject(root) else others).append(mention.entity)
        meets = meets or _meets(root)
    people = [e for e in dict.fromkeys(parties) if reading.annotation.entities[e].kind == "person"]
    partners = [e for e in dict.fromkeys(others) if reading.annotation.entities[e].kind == "person"]
    states = [e for e in dict.fromkeys(parties) if reading.annotation.entities[e].kind == "country"]
    if len(people) > 1:
        focus.group, focus.group_sentence = tuple(people), number
    elif people and partners and meets:
        focus.group, focus.group_sentence = (people[0], partners[0]), number
    elif len(states) > 1:
        focus.group, focus.group_sentence = tuple(states), number
    else:
        _notice_envoys(reading, reading.span(sentence.start, sentence.end), number, focus)


def _notice_envoys(reading: Reading, sentence: Span, number: int, focus: Focus) -> None:
    """States whose leaders or officials are the subject together: "the leaders of Poland, Latvia and Estonia say"."""
    for token in sentence:
        if token.dep_ in SUBJECTS and token.tag_ == "NNS" and reading.mention_of(token) is None:
            behind = [n for of in token.children if of.lower_ == "of" for n in of.children if n.dep_ == "pobj"]
            found = [e for noun in behind for e in entities_of(reading, noun)]
            states = [e for e in dict.fromkeys(found) if reading.annotation.entities[e].kind == "country"]
            if len(states) > 1:
                focus.group, focus.group_sentence = tuple(states), number
                return


def _meets(root: Token) -> bool:
    """Whether a name hangs on a verb of meeting."""
    return any(ancestor.lemma_.lower() in MEETING for ancestor in islice(root.ancestors, 5))


def _pronoun(token: Token, number: int, focus: Focus, genders: dict[int, str | None]) -> Referent | None:
    low = token.lower_
    start, end = token.idx, token.idx + len(token)
    if _is_the_two(token) and len(focus.group) != COUNTS[low]:
        return None
    if low in THEY or low in COUNTS:
        if low == "both" and token.dep_ not in SUBJECTS:
            return None
        near = FAR_GROUP if low in COUNTS else NEAR_GROUP
        if number - focus.group_sentence <= near and focus.group:
            focus.group_sentence = number if token.dep_ in SUBJECTS else focus.group_sentence
            return Referent(start, end, focus.group, "pronoun", 0.65)
        return None
    if low in IT:
        if token.dep_ == "nsubj" and focus.body and number - focus.body[1] <= 1 and token.head.pos_ == "VERB":
            return Referent(start, end, (focus.body[0],), "pronoun", 0.5)
        return None
    wanted = "f" if low in SHE else "m"
    person, sure = _person(token, number, focus, genders, wanted)
    if person is None:
        return None
    seen = focus.people[person]
    focus.people[person] = (number, token.dep_ in SUBJECTS or seen[1], token.idx)
    return Referent(start, end, (person,), "pronoun", 0.8 if sure else 0.6)


def _person(
    token: Token, number: int, focus: Focus, genders: dict[int, str | None], wanted: str
) -> tuple[int | None, bool]:
    """The person a pronoun stands for and whether nobody else comes near: a late subject before others."""
    scored: list[tuple[float, int, int]] = []
    for person, (sentence, subject, position) in focus.people.items():
        away = number - sentence
        if away > NEAR or genders.get(person) not in (wanted, None):
            continue
        score = (2.0 if subject else 0.0) - 1.5 * away + (0.5 if genders.get(person) == wanted else 0.0)
        scored.append((score, position, person))
    if not scored:
        return None, False
    scored.sort(reverse=True)
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.25 and token.dep_ not in SUBJECTS:
        return scored[0][2], False
    return scored[0][2], len(scored) == 1 or scored[0][0] - scored[1][0] >= 1
