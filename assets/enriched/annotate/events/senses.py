"""Which sense a verb or noun has in its sentence: by pattern, by what stands beside it, by who its subject is.

Here belongs the choice among the lexicon's senses. What verbs above make of it belongs to `verbs` and `nouns`.
"""

from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.lexicon import NounSense, Sense, lexicon
from assets.knowledge import countries

# Words that say forces are moved against somebody.
AGAINST = frozenset(
    {"against", "near", "along", "off", "toward", "towards", "deter", "counter", "stop", "fight", "attack", "contain"}
)
FORCES = frozenset(
    {"troop", "troops", "soldier", "force", "marine", "tank", "battalion", "brigade", "unit", "peacekeeper"}
)
# Prepositions behind which stands what is fired at; a sea, an orbit or the air is none of it.
AIMED = ("at", "against", "into", "onto", "on")
FIRING = frozenset({"launch", "fire", "lob", "rain", "shoot"})
OPEN = frozenset({"sea", "ocean", "water", "waters", "orbit", "space", "air", "sky", "direction", "pacific", "gulf"})
HITTING = frozenset({"hit", "strike", "kill", "wound", "destroy", "damage", "injure", "slam"})
ORBIT = 20  # tokens behind "put" among which "into orbit" is looked for


def sense_of_verb(verb: Token) -> Sense | None:
    """The sense of the most demanding pattern that fits what stands beside a verb; None where it tells no event."""
    patterns = lexicon().verbs.get(verb.lemma_.lower())
    if not patterns:
        return None
    if verb.lemma_ in {"put", "place", "send", "launch"} and _into_orbit(verb):
        return lexicon().senses["weapons_test"]
    special = _fired_at(verb) or _ordered_out(verb) or _courtesy(verb) or _agreed_to(verb)
    if special is not None:
        return lexicon().senses[special]
    words = grammar.beside(verb)
    if verb.lemma_ == "end" and _together(verb) and _of_gathering(grammar.objects(verb)):
        return None  # who ends talks together has held them
    if "game" in words.heads and "war" not in words.modifiers:
        return None
    fitting = [p for p in patterns if all(word in words.particles for word in p.particles)]
    for company in (words.heads | _wildcards(words), words.modifiers):
        for pattern in fitting:
            if pattern.objects & (
                company | words.behind if pattern.particles or company is words.modifiers else company
            ):
                return _unless_nothing(_by_subject(pattern.sense, verb))
    if not words.heads and verb.lemma_ in {"fire", "launch", "test"}:
        kinds = {noun.lemma_.lower() for noun in grammar.subjects(verb)}
        if kinds & lexicon().lists["missile"]:
            return lexicon().senses["weapons_test"]
    for pattern in fitting:
        if not pattern.objects:
            return _unless_nothing(_by_subject(pattern.sense, verb))
    return None


def _together(verb: Token) -> bool:
    """Whether several do it: "Lee and Ishiba ended", "the ministers ended"."""
    return any(len(grammar.with_conjuncts(n)) > 1 or n.tag_ in {"NNS", "NNPS"} for n in grammar.subjects(verb))


def _fired_at(verb: Token) -> str | None:
    """ "fired rockets at Haifa's port" is an attack, "fired rockets into the sea" a test."""
    if verb.lemma_ not in FIRING:
        return None
    nouns = [member for noun in grammar.objects(verb) for member in grammar.with_conjuncts(noun)]
    nouns += [m for n in nouns for of in grammar.prepositional(n, ("of",)) for m in grammar.with_conjuncts(of)]
    lists = lexicon().lists
    shot = {noun.lemma_.lower() for noun in nouns} & (lists["shot"] | lists["missile"])
    return "shell" if shot and (_aimed([verb, *nouns]) or _that_hit(verb, nouns)) else None


def _aimed(anchors: list[Token]) -> bool:
    """Whether what is fired goes at somebody: at people or a place that is no sea."""
    for noun in (t for anchor in anchors for t in grammar.prepositional(anchor, AIMED)):
        struck = noun.lemma_.lower() in _targets() or noun.ent_type_ in {"GPE", "NORP", "FAC"}
        if struck and not {noun.lemma_.lower(), *(c.lower_ for c in noun.subtree)} & OPEN:
            return True
    return False


def _that_hit(verb: Token, nouns: list[Token]) -> bool:
    """Whether what is fired is told to have hit: "fired rockets that killed two"."""
    clauses = [c for noun in nouns for c in grammar.children(noun, {"relcl"})]
    clauses += grammar.children(verb, {"advcl", "conj"})
    return any(clause.lemma_ in HITTING and clause.tag_ in {"VBD", "VBG"} for clause in clauses)


@cache
def _targets() -> frozenset[str]:
    """Lemmas of people and places that are fired at; a bare "target" may float at sea."""
    lists = lexicon().lists
    return (lists["struck"] | lists["territory"] | lists["troops"] | lists["platform"] | {"civilian"}) - {"target"}


def _ordered_out(verb: Token) -> str | None:
    """ "gave the diplomats a week to leave", "ordered the envoy to leave": an expulsion."""
    if verb.lemma_ not in {"give", "order", "tell"}:
        return None
    leaving = [c for c in grammar.children(verb, {"xcomp", "ccomp"}) if c.lemma_ in {"leave", "depart"}]
    leaving += [c for n in grammar.children(verb, {"dobj"}) for c in grammar.children(n, {"acl", "relcl"})
                if c.lemma_ in {"leave", "depart"}]  # fmt: skip
    people = {t.lemma_.lower() for t in grammar.children(verb, {"dobj", "dative"})}
    people |= {t.lemma_.lower() for clause in leaving for t in grammar.children(clause, {"nsubj"})}
    return "sanction" if leaving and people & lexicon().lists["envoy"] else None


def _agreed_to(verb: Token) -> str | None:
    """ "reached an agreement to hold a vote" is no more than "agreed to hold a vote"."""
    if verb.lemma_ not in {"reach", "come"}:
        return None
    nouns = [*grammar.objects(verb), *grammar.prepositional(verb, ("to",))]
    agreed = [n for n in nouns if n.lemma_ in {"agreement", "understanding", "consensus"}]
    bound = [c for n in (*agreed, verb) for c in grammar.children(n, {"acl", "xcomp", "advcl"})]
    return "agree" if agreed and any(grammar.is_infinitive(clause) for clause in bound) else None


def _courtesy(verb: Token) -> str | None:
    """ "called on the prime minister" without anything asked of him is a meeting."""
    if verb.lemma_ != "call" or grammar.children(verb, {"xcomp", "ccomp", "dobj"}):
        return None
    called = grammar.prepositional(verb, ("on", "upon"))
    asked = grammar.prepositional(verb, ("for", "over"))
    return "meet" if not asked and any(t.ent_type_ == "PERSON" for t in called[:1]) else None


def _of_gathering(nouns: list[Token]) -> bool:
    """Whether nouns name talks or a visit, or days of them."""
    words = {n.lemma_ for noun in nouns for n in (noun, *grammar.prepositional(noun, ("of",)))}
    return bool(words & lexicon().lists["gathering"])


def _into_orbit(verb: Token) -> bool:
    """ "put the satellite into orbit", however the parse hangs the phrase."""
    behind = verb.doc[verb.i + 1 : min(verb.i + ORBIT, verb.sent.end)]
    return any(token.lemma_ == "orbit" and token.head.lower_ in {"into", "in"} for token in behind)


def _by_subject(sense: Sense, verb: Token) -> Sense:
    """Troops that come or go are no visitors: peacekeepers are sent to help, others are deployed or withdrawn."""
    if sense.name == "military_aid" and (around := grammar.beside(verb)).particles & AGAINST:
        platforms = bool(around.heads & lexicon().lists["platform"])
        return lexicon().senses["mobilize_weapons" if platforms else "mobilize"]
    if sense.name == "military_aid" and verb.lemma_ == "send" and _to_no_state(verb):
        return lexicon().senses["mobilize"]
    if sense.name == "military_aid" and grammar.beside(verb).behind & {"border", "frontier"}:
        return lexicon().senses["mobilize"]
    if sense.name not in {"visit", "mobilize"}:
        return sense
    kinds = {
        noun.lemma_.lower() for noun in (grammar.objects(verb) if grammar.is_passive(verb) else grammar.subjects(verb))
    }
    words = {c.lemma_.lower() for noun in grammar.subjects(verb) for c in noun.children} | kinds
    senses = lexicon().senses
    if (
        words & {"peacekeeper", "peacekeeping", "peacekeepers", "multinational", "stabilization", "stabilisation"}
        or "peacekeeper" in grammar.beside(verb).behind
    ):
        return senses["military_aid"]
    if sense.name == "mobilize" and verb.lemma_ in {"deploy", "dispatch", "station"} and _to_partner(verb):
        return senses["military_aid"]
    if sense.name == "visit" and kinds & FORCES:
        return senses["withdraw" if verb.lemma_ in {"leave", "depart", "return"} else "mobilize"]
    return sense


def _to_no_state(verb: Token) -> bool:
    """Whether troops go to a region or a border rather than to a state or an alliance."""
    there = grammar.prepositional(verb, ("to",))
    there += [t for o in grammar.objects(verb) for t in grammar.prepositional(o, ("to",))]
    troops = any(o.lemma_.lower() in lexicon().lists["troops"] for o in grammar.objects(verb))
    states = {"GPE", "NORP", "ORG", "PERSON"}
    named = [t for noun in there for t in (noun, *noun.children)]
    return troops and bool(there) and not any(t.ent_type_ in states or countries.by_name(t.text) for t in named)


def _to_partner(verb: Token) -> bool:
    """Whether forces go to a country with nothing said against whom."""
    words = grammar.beside(verb)
    there = grammar.prepositional(verb, ("to",)) + [
        t for o in grammar.objects(verb) for t in grammar.prepositional(o, ("to",))
    ]
    return any(t.ent_type_ == "GPE" for t in there) and not (words.particles | words.behind) & AGAINST


def _wildcards(words: grammar.Beside) -> frozenset[str]:
    """ "*" where there is any object, "#place" where it is a place by name."""
    found = {"*"} if words.heads else set()
    if words.entities & {"GPE", "LOC", "FAC"}:
        found.add("#place")
    return frozenset(found)


def _unless_nothing(sense: Sense) -> Sense | None:
    return None if sense.type == "NONE" else sense


def noun_senses(noun: Token) -> list[NounSense]:
    """The senses of a noun whose needs its modifiers meet."""
    found = lexicon().nouns.get(noun.lemma_.lower())
    if not found:
        return []
    around = {c.lemma_.lower() for c in noun.children if c.dep_ in {"compound", "amod", "nmod", "poss"}}
    around |= {g.lemma_.lower() for c in noun.children for g in c.children if c.dep_ in {"compound", "amod"}}
    behind = grammar.prepositional(noun, ("of",))
    around |= {of.lemma_.lower() for of in behind} | {g.lemma_.lower() for of in behind for g in of.children}
    known = noun.lemma_.lower() in {"exercise", "drill"} and any(c.lower_ in {"the", "this"} for c in noun.children)
    others = grammar.prepositional(noun, ("with",)) if noun.lower_ == "call" else []
    if any(other.pos_ == "PROPN" for other in others):
        around.add("phone")
    fitting = [s for s in found if not s.needs or s.needs & around or (known and s.sense.frame == "exercise")]
    return sorted(fitting, key=lambda s: not s.needs)
