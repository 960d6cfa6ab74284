"""Walks the dependency parse: subjects, objects, agents, prepositional objects, across coordination and control.

Here belongs syntax alone (spaCy's English labels, which follow ClearNLP). What words mean belongs elsewhere.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

BARE_PARTICIPLE = frozenset({"acl", "relcl", "xcomp", "oprd", "acomp", "advcl"})
PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SPANS = frozenset({"day", "week", "month", "year", "hour", "decade"})
# Prepositions of several words whose last has not its own meaning: "according to reports" leads to no recipient.
WHOLE = frozenset(
    {"according", "due", "owing", "thanks", "prior", "contrary", "compared", "regardless", "next", "close"}
)
DEPTH = 8  # clauses nest; a longer chain is a parse gone wrong
# Verbs whose object is the subject of the infinitive below them: "urged Iran to return".
OBJECT_CONTROL = frozenset(
    [
        "urge",
        "ask",
        "order",
        "tell",
        "force",
        "allow",
        "help",
        "invite",
        "permit",
        "press",
        "push",
        "want",
        "request",
        "encourage",
        "advise",
        "instruct",
        "require",
        "persuade",
        "warn",
        "call",
        "authorize",
        "authorise",
        "compel",
        "let",
        "make",
        "see",
        "lead",
        "enable",
        "cause",
        "get",
        "send",
    ]
)


# Nouns that only measure what stands behind "of": "a series of talks", "tonnes of food".
QUANTITIES = frozenset(
    [
        "series",
        "round",
        "set",
        "package",
        "number",
        "batch",
        "group",
        "ton",
        "tonne",
        "pair",
        "dozen",
        "thousand",
        "hundred",
        "million",
        "billion",
        "spate",
        "string",
        "wave",
        "amount",
        "lot",
        "worth",
        "kind",
        "variety",
        "sort",
        "handful",
        "couple",
        "box",
        "shipment",
        "consignment",
        "team",
        "contingent",
        "day",
        "hour",
        "week",
    ]
)


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause or is a participle."""
    return token.pos_ in {"VERB", "AUX"}


def children(token: Token, labels: Collection[str]) -> list[Token]:
    """The children with one of these labels."""
    return [child for child in token.children if child.dep_ in labels]


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _before_title(name: Token) -> list[Token]:
    """Who stands before the title of another: the parse hangs "Lee" on the name or its title in "Lee and Thai Foreign
    Minister Maris"."""
    if name.ent_type_ != "PERSON":
        return []
    before = [c for c in children(name, {"compound", "nmod"}) if c.pos_ == "PROPN"]
    before += [n for title in before for n in children(title, {"nmod", "compound"})]
    return [n for n in before if n.ent_type_ == "PERSON" and children(n, {"cc"})]


def with_conjuncts(token: Token) -> list[Token]:
    """A noun and the nouns coordinated behind it."""
    found = [token, *_before_title(token)]
    for member in found:
        if len(found) > 40:
            break
        coordinated = children(member, {"conj"})
        found += coordinated
        if coordinated and member.ent_type_ != "PERSON":
            found += children(member, {"appos"})
    return found


def is_passive(verb: Token) -> bool:
    """Whether what looks like the subject is the one acted upon."""
    below = {child.dep_ for child in verb.children}
    if below & PASSIVE:
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in BARE_PARTICIPLE and not below & {"nsubj", "aux", "dobj"}:
        return True
    if verb.dep_ == "conj" and is_verb(verb.head):
        return not below & {"nsubj", "dobj"} and not _has(verb) and is_passive(verb.head)
    return "agent" in below


def _has(verb: Token) -> bool:
    return any(child.lemma_ == "have" for child in children(verb, {"aux"}))


def subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """Heads of the grammatical subject: own, shared with a coordinated verb, or controlled from above."""
    own = children(verb, {"nsubj", "nsubjpass", "csubj", "expl"})
    own = [token for token in own if token.lower_ not in {"it", "there"} or token.dep_ != "expl"]
    own = own or [noun for aux in children(verb, {"aux"}) for noun in children(aux, {"nsubj", "nsubjpass"})]
    if own:
        return [_antecedent(token, verb) for token in own[-1:]]
    if depth == 0:
        return []
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and not is_verb(head):
        return owners(head, depth - 1) if verb.dep_ == "acl" and is_infinitive(verb) else [head]
    if verb.dep_ == "pcomp":
        outer = head.head
        if outer.i == head.i:
            return []
        return subjects(outer, depth - 1) if is_verb(outer) else owners(outer, depth - 1)
    if verb.dep_ in {"xcomp", "ccomp"} and is_verb(head):
        controlled = objects(head) if head.lemma_ in OBJECT_CONTROL else []
        if controlled and not is_passive(head):
            return controlled
        return subjects(head, depth - 1)
    if verb.dep_ in {"xcomp", "acl", "ccomp"} and head.pos_ in {"ADJ", "NOUN"}:
        return owners(head, depth - 1) if head.pos_ == "NOUN" else subjects(head.head, depth - 1)
    if verb.dep_ in {"conj", "advcl", "dep", "parataxis"} and is_verb(head):
        return subjects(head, depth - 1)
    return []


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in RELATIVE and token.tag_ in {"WP", "WDT", "IN", "DT"}:
        clause = verb
        for _ in range(DEPTH):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.dep_ not in {"conj", "xcomp", "ccomp"}:
                break
            clause = clause.head
    return token


def owners(noun: Token, depth: int = DEPTH) -> list[Token]:
    """Whose it is: possessive, "by", else the subject of the verb that the noun is the object of."""
    own = children(noun, {"poss"}) or prepositional(noun, ("by",))
    if own or depth == 0:
        return own
    verb = governor(noun)
    return subjects(verb, depth - 1) if verb is not None else []


def objects(verb: Token) -> list[Token]:
    """Heads of the direct object (of a passive: of its subject); of a relative clause without one, its antecedent."""
    if is_passive(verb):
        return subjects(verb)
    own = children(verb, {"dobj"})
    if own:
        return [_antecedent(token, verb) for token in own]
    shared = [
        token for other in children(verb, {"conj"}) if is_verb(other) and other.i - verb.i <= 3
        for token in children(other, {"dobj"})
    ]  # fmt: skip
    if shared and not children(verb, {"prep", "ccomp", "xcomp", "prt"}):
        return shared
    stranded = any(not children(word, {"pobj", "pcomp", "prep"}) for word in children(verb, {"prep"}))
    if verb.dep_ == "relcl" and children(verb, {"nsubj"}) and not stranded and not children(verb, {"ccomp", "xcomp"}):
        subject = children(verb, {"nsubj"})[0]
        if subject.lower_ not in RELATIVE and not is_verb(verb.head):
            return [verb.head]
    return []


def agents(verb: Token) -> list[Token]:
    """Who acts: the subject, or of a passive the noun behind "by"."""
    if not is_passive(verb):
        return subjects(verb)
    found = [noun for by in children(verb, {"agent"}) for noun in children(by, {"pobj"})]
    return found or prepositional(verb, ("by",))


def prepositional(token: Token, prepositions: Collection[str]) -> list[Token]:
    """Heads of the nouns that stand behind one of these prepositions at a token, in the order of the text."""
    found: list[Token] = []
    for preposition in token.children:
        if preposition.dep_ not in {"prep", "dative", "agent", "prt", "advmod"}:
            continue
        found += _behind(preposition, preposition.lower_, prepositions, DEPTH)
    return found


def _behind(preposition: Token, words: str, wanted: Collection[str], depth: int) -> Iterator[Token]:
    """The objects of a preposition, or of one that continues it ("out of", "ahead of")."""
    if words in wanted:
        yield from children(preposition, {"pobj"})
        for attribute in children(preposition, {"pcomp"}):
            if attribute.lower_ == "visiting":  # "with visiting Minister X": the parse takes the adjective for a verb
                yield from children(attribute, {"dobj"})
    if depth and preposition.lower_ not in WHOLE:
        for honour in children(preposition, {"pobj"}):
            if honour.lower_ in {"honor", "honour"}:
                for of in children(honour, {"prep"}):
                    yield from _behind(of, f"{words} {honour.lower_} {of.lower_}", wanted, 0)
        for further in children(preposition, {"prep"}):
            yield from _behind(further, f"{words} {further.lower_}", wanted, depth - 1)
            if further.lower_ in wanted:
                yield from children(further, {"pobj"})


def governor(noun: Token) -> Token | None:
    """The verb that the noun is subject or object of, through coordination, prepositions and "a series of"; or None."""
    token = noun
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "dative", "oprd", "npadvmod"} and is_verb(head):
            return head
        if token.dep_ == "conj" or (token.dep_ in {"pobj", "prep"} and not is_verb(head)):
            token = head
            continue
        if token.dep_ in {"prep", "agent", "prt", "advmod", "acomp"} and is_verb(head):
            return head
        if token.dep_ == "prep" and head.pos_ == "ADJ":
            token = head
            continue
        return None
    return None


def measured(noun: Token) -> Token:
    """The noun that measures this one, as "round" in "a round of talks"; else the noun itself."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in QUANTITIES:
        return noun.head.head
    return noun


def path_preposition(noun: Token) -> str | None:
    """The preposition directly above a noun, or None."""
    token = measured(noun)
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.head.lower_ if token.dep_ == "pobj" else None


def is_apart(clause: Token) -> bool:
    """Whether a clause is days or years away from the one above it: "days after the state tested a missile"."""
    marks = {child.lower_ for child in clause.children if child.dep_ in {"mark", "prep", "advmod"}}
    measures = {child.lemma_.lower() for child in children(clause, {"npadvmod", "nmod"})}
    return clause.dep_ == "advcl" and bool(marks & {"after", "before"}) and bool(measures & SPANS)


def is_time(token: Token) -> bool:
    """Whether a noun names a time: "on Tuesday" is no particle of its verb."""
    return token.ent_type_ in {"DATE", "TIME"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a verb, as lemmas: particles and prepositions, heads of its objects, their modifiers, and what
    stands behind its prepositions. `entities` are the model's labels of the object heads."""

    particles: frozenset[str]
    heads: frozenset[str]
    modifiers: frozenset[str]
    behind: frozenset[str]
    markers: frozenset[str]
    entities: frozenset[str]


def beside(verb: Token) -> Beside:
    """What stands beside a verb; times are left out."""
    particles: set[str] = set()
    behind: set[str] = set()
    for child in verb.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ != "NOUN":
            nouns = [n for p in (child, *children(child, {"prep"})) for n in children(p, {"pobj"})]
            if not nouns and verb.dep_ == "relcl":
                continue
            if nouns and all(is_time(noun) for noun in nouns):
                continue
            particles.update((child.lower_, *(g.lower_ for g in children(child, {"prep"}))))
            behind.update((child.lower_, *(noun.lemma_.lower() for noun in nouns)))
        elif child.dep_ in {"prt", "acomp", "oprd", "advmod"}:
            particles.add(child.lower_)
            behind.add(child.lemma_.lower())
        elif child.dep_ in {"xcomp", "ccomp", "advcl"}:
            _add_clause(child, particles, behind)
    if verb.i and verb.nbor(-1).lower_ in {"test", "test-"}:
        particles.add("test")
    heads: set[str] = set()
    modifiers: set[str] = set()
    objects_ = [noun for noun in (*objects(verb), *children(verb, {"attr"})) if not is_time(noun)]
    for noun in objects_:
        for member in with_conjuncts(noun):
            _add_object(member, heads, modifiers, particles)
    labels = {noun.ent_type_ for noun in objects_}
    markers = {child.lower_ for child in verb.children if child.dep_ in {"prep", "prt", "agent"}} | (
        behind & {"to", "that"}
    )
    return Beside(*map(frozenset, (particles, heads, modifiers, behind, markers, labels)))


def _add_clause(clause: Token, particles: set[str], behind: set[str]) -> None:
    infinitive = any(g.lower_ == "to" and g.dep_ == "aux" for g in clause.children)
    if clause.dep_ == "advcl" and not infinitive:
        return
    behind.add(clause.lemma_.lower())
    if infinitive:
        behind.add("to")
    particles.add(clause.lower_ if clause.pos_ == "ADJ" else clause.lemma_.lower())
    if clause.dep_ == "ccomp":
        particles.add("that")
        behind.add("that")


def _add_object(noun: Token, heads: set[str], modifiers: set[str], particles: set[str]) -> None:
    heads.add(noun.lemma_.lower())
    modifiers.update(g.lemma_.lower() for g in children(noun, {"compound", "amod", "nmod"}))
    for preposition in children(noun, {"prep"}):
        if preposition.lower_ == "of" and noun.lemma_.lower() in QUANTITIES:
            counted = [m for n in children(preposition, {"pobj"}) for m in with_conjuncts(n)]
            heads.update(n.lemma_.lower() for n in counted)
        if noun.lemma_ in {"part", "aim", "siege"}:
            particles.add(preposition.lower_)
            heads.update(n.lemma_.lower() for n in children(preposition, {"pobj"}))
