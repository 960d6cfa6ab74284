"""Pronouns: whom "he", "she" and "they" stand for, where that is safe.

Here belongs the running focus of a text: who was subject, who was named together. Role words belong to `nominals`.
"""

from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from spacy.tokens import Token

from assets.enriched.annotate.names.person_names import is_female, is_male
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, Referent
from assets.enriched.annotate.reference import nominals
from assets.enriched.annotate.reference.referents import entities_of
from assets.reference import read_yaml

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
IT = frozenset({"it"})
PRONOUNS = HE | SHE | THEY | IT
QUOTES = frozenset({"“", '"', "”", "``", "''"})
COUNTS = {"two": 2, "three": 3, "four": 4}
OBJECTS = frozenset({"dobj", "dative", "pobj"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Sentences back that a pronoun may look for a person; newswire repeats the name sooner.
NEAR = 3
NEAR_GROUP = 2
FAR_GROUP = 8  # for a number that says how many are meant
NOBODY = -1  # in place of an entity: somebody whom the text does not name
HERE = 1.25  # for whom the sentence itself brings in without a name: he is not talked of for long
MOST = 6  # who are named together
MEETING = frozenset(
    {"meet", "visit", "host", "talk", "greet", "join", "receive", "welcome", "telephone", "call", "phone"}
)


@dataclass(slots=True)
class Focus:
    """Who may be meant: when and how each was seen last, and the last group that was named together."""

    people: dict[int, tuple[int, bool, int]] = field(default_factory=dict)  # entity: sentence, was subject, position
    group: tuple[int, ...] = ()  # nobody, where those named last together are nobody known ("the protesters")
    group_sentence: int = -9
    groups: dict[int, tuple[tuple[int, ...], int]] = field(default_factory=dict)  # size: last of that size, sentence
    bodies: dict[int, tuple[int, bool, int]] = field(default_factory=dict)  # countries and bodies, as `people`

    def together(self, group: tuple[int, ...], number: int) -> None:
        """Takes down that a sentence names these together."""
        self.group, self.group_sentence = group, number
        self.groups[len(group)] = group, number


def link(reading: Reading) -> None:
    """Fills `annotation.referents`, in order: role words and pronouns."""
    found = nominals.find(reading)
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
            low = token.lower_
            if low in QUOTES:
                quoted = low == "“" or (low in ('"', "``") and not quoted)
            if low in PRONOUNS or (low in COUNTS and _is_the_two(token)):
                if not quoted:
                    referent = _pronoun(reading, token, number, focus, genders)
                    if referent is not None:
                        found.append(referent)
                continue
            _notice(reading, token, number, focus)
            _notice_many(reading, token, number, focus)
        _notice_group(reading, number, focus)
    reading.annotation.referents = sorted(found, key=lambda r: (r.start, r.end))
    reading.forget()


def _is_the_two(token: Token) -> bool:
    """Whether a number stands for those named together: "The two agreed"."""
    return token.dep_ in SUBJECTS and any(c.lower_ in ("the", "all") for c in token.children)


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
    """Takes down a name or a role word that has been read, and somebody without a name, who may be meant as well."""
    mention = reading.mention_of(token)
    if mention is not None and mention.entity is not None:
        if token.idx + len(token) == mention.end:
            _notice_mention(reading, mention, number, focus)
        return
    referent = reading.referent_of(token)
    if referent is None:
        if token.tag_ == "NN" and token.dep_ in SUBJECTS | OBJECTS and _is_somebody(reading, token, number, focus):
            focus.people[NOBODY] = (number, _is_subject(token), token.idx)
    elif token.idx + len(token) == referent.end and len(referent.entities) == 1:
        if reading.annotation.entities[referent.entities[0]].kind == "person":
            focus.people[referent.entities[0]] = (number, _is_subject(token), token.idx)
        elif _is_somebody(reading, token, number, focus):
            focus.people[NOBODY] = (number, _is_subject(token), token.idx)


def _is_somebody(reading: Reading, token: Token, number: int, focus: Focus) -> bool:
    """Whether a noun is of a person whom the text does not name: "a man", "a senior official", then "the official".

    "The candidate" may be anybody who has been named, unless such a person has been spoken of just before.
    """
    determiner = next((child.lower_ for child in token.children if child.dep_ in ("det", "nummod", "poss")), None)
    if determiner not in ("a", "an", "one", "another"):
        seen = focus.people.get(NOBODY)
        if seen is None or number - seen[0] > NEAR:
            return False
    office = reading.office_of(token)
    if office is not None:
        return office.entity is None
    named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
    return token.lower_ in _words("somebody") and not named


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("references")[name])


def _notice_mention(reading: Reading, mention: Mention, number: int, focus: Focus) -> None:
    root = reading.span(mention.start, mention.end).root
    if mention.entity is None:
        return
    if mention.kind == "person":
        focus.people[mention.entity] = (number, _is_subject(root), mention.start)
    elif mention.kind in ("organisation", "country") or mention.method == "government":
        together = any(True for _ in root.conjuncts) or (root.tag_ in ("NNS", "NNPS") and mention.kind != "country")
        if not together and root.dep_ not in ("compound", "amod", "appos", "npadvmod", "nmod"):
            focus.bodies[mention.entity] = (number, _is_subject(root), mention.start)


def _notice_many(reading: Reading, token: Token, number: int, focus: Focus) -> None:
    """Takes down a plural or coordinated subject, or names joined elsewhere: those whom a later "they" means."""
    if token.dep_ not in SUBJECTS | OBJECTS or token.pos_ not in ("NOUN", "PROPN"):
        return
    joined = any(True for _ in token.conjuncts)
    if token.dep_ in OBJECTS and (not joined or token.pos_ != "PROPN" or focus.group_sentence == number):
        return
    if token.tag_ not in ("NNS", "NNPS") and not joined:
        return
    mention = reading.mention_of(token)
    if mention is not None and not joined and mention.kind in ("country", "person"):
        return  # "the United States", "Mr. Rogers"
    able = ("person", "country", "organisation")
    found = [e for e in entities_of(reading, token) if reading.annotation.entities[e].kind in able]
    itself = mention is not None or reading.referent_of(token) is not None or joined
    others = any(child.lower_ in _words("at_odds") for child in token.children)
    if others or (not itself and token.lemma_.lower() not in _words("servants")):
        found = []  # "Chilean students" are not Chile
    focus.together(tuple(found[:MOST]), number)


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("conj", "compound", "appos", "flat") and token.head.i != token.i:
        token = token.head
    return token.dep_ in SUBJECTS


def _notice_group(reading: Reading, number: int, focus: Focus) -> None:
    """Somebody who meets somebody: the subject of a sentence and whoever is partner of a meeting in it."""
    if not reading.annotation.sentences:
        return
    sentence = reading.annotation.sentences[min(number, len(reading.annotation.sentences) - 1)]
    parties: list[int] = []
    partners: list[int] = []
    for mention in reading.mentions_in(sentence.start, sentence.end):
        if mention.entity is not None and mention.kind == "person":
            root = reading.span(mention.start, mention.end).root
            if _is_subject(root):
                parties.append(mention.entity)
            elif _meets(root):
                partners.append(mention.entity)
    people, others = list(dict.fromkeys(parties)), [e for e in dict.fromkeys(partners) if e not in parties]
    if len(people) == 1 and others:
        focus.together((people[0], others[0]), number)


def _meets(root: Token) -> bool:
    """Whether a name hangs on a verb of meeting."""
    return any(ancestor.lemma_.lower() in MEETING for ancestor in islice(root.ancestors, 5))


def _pronoun(
    reading: Reading, token: Token, number: int, focus: Focus, genders: dict[int, str | None]
) -> Referent | None:
    low = token.lower_
    start, end = token.idx, token.idx + len(token)
    if low in THEY or low in COUNTS:
        return _plural(token, number, focus)
    if low in IT:
        body = _body(number, focus) if token.dep_ == "nsubj" and token.head.pos_ == "VERB" else None
        return None if body is None else Referent(start, end, (body,), "pronoun", 0.5)
    barred = _own_subject(reading, token)
    near = {person: seen for person, seen in focus.people.items() if person not in barred}
    person, sure = _person(token, number, near, genders, "f" if low in SHE else "m")
    if person is None or person == NOBODY:
        return None
    seen = focus.people[person]
    focus.people[person] = (number, token.dep_ in SUBJECTS or seen[1], token.idx)
    return Referent(start, end, (person,), "pronoun", 0.8 if sure else 0.6)


def _plural(token: Token, number: int, focus: Focus) -> Referent | None:
    """ "They", "both", "the two": those named together last, of a number as many as it says."""
    low = token.lower_
    if low == "both" and token.dep_ not in SUBJECTS:
        return None
    group, sentence = focus.group, focus.group_sentence
    if low in COUNTS:
        group, sentence = focus.groups.get(COUNTS[low], ((), -FAR_GROUP))
    if not group or number - sentence > (FAR_GROUP if low in COUNTS else NEAR_GROUP):
        return None
    focus.together(group, number if token.dep_ in SUBJECTS else sentence)
    return Referent(token.idx, token.idx + len(token), group, "pronoun", 0.65)


def _own_subject(reading: Reading, token: Token) -> list[int]:
    """Whoever is subject of the clause whose object a pronoun is: nobody blames "him" who is himself."""
    if token.dep_ not in OBJECTS or token.lower_.endswith("self"):
        return []
    verb = token.head if token.dep_ != "pobj" else token.head.head
    for _ in range(3):
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if subjects or verb.dep_ not in ("advcl", "xcomp", "conj"):
            break
        verb = verb.head
    named = [e for subject in subjects if subject.pos_ == "PROPN" for e in entities_of(reading, subject)]
    return named or ([NOBODY] if any(subject.tag_ == "NN" for subject in subjects) else [])


def _body(number: int, focus: Focus) -> int | None:
    """The country or body that "it" stands for: a subject of this sentence or the last, else one named in this."""
    scored = [
        (subject, sentence, position, body)
        for body, (sentence, subject, position) in focus.bodies.items()
        if sentence == number or (subject and sentence == number - 1)
    ]
    return max(scored)[3] if scored else None


def _person(
    token: Token, number: int, people: dict[int, tuple[int, bool, int]], genders: dict[int, str | None], wanted: str
) -> tuple[int | None, bool]:
    """The person a pronoun stands for and whether nobody else comes near: a late subject before others."""
    scored: list[tuple[float, int, int]] = []
    for person, (sentence, subject, position) in people.items():
        away = number - sentence
        if away > NEAR or genders.get(person) not in (wanted, None):
            continue
        score = (2.0 if subject else 0.0) - 1.5 * away + (0.5 if genders.get(person) == wanted else 0.0)
        score += HERE if person == NOBODY and away == 0 else 0.0
        scored.append((score, position, person))
    if not scored:
        return None, False
    scored.sort(reverse=True)
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.25 and token.dep_ not in SUBJECTS:
        return scored[0][2], False
    return scored[0][2], len(scored) == 1 or scored[0][0] - scored[1][0] >= 1
