"""Where: the place, the country and the forum that the clause of an event names, never those of an unrelated sentence.

Here belong the phrases of place, "here", and the country that a kind of event implies. Where a place lies belongs to
`mentions` and `toponyms`, what the discourse adds to `discourse`.
"""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import CONSULTATIONS, Found
from assets.enriched.annotate.events.parties import country_of
from assets.enriched.annotate.names.gazetteer import phrase_key
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention, Participant
from assets.knowledge import countries
from assets.reference import read_csv, split

AT = ("in", "at", "near", "on", "inside", "outside", "off", "around", "aboard", "across", "over", "along")
# Kinds that happen in the actor's own country unless the text says otherwise, and in the target's.
AT_HOME = frozenset({"weapons_test", "exercise", "resignation"})
AT_TARGET = frozenset({"attack"})
COMPASS = frozenset(
    f"{way}{end}"
    for way in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for end in ("", "ern")
) | {"central"}
# Types of PLOVER that are acts of speech.
SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT"})
DEEP = 5  # phrases behind phrases among which a place is looked for


@dataclass(slots=True)
class Where:
    """Place and forum (positions of local entities) and the country of the place."""

    place: int | None = None
    country: str | None = None
    forum: int | None = None
    sidelines: bool = False
    explicit: bool = False


def where(reading: Reading, event: Found, sentence: Span, participants: list[Participant]) -> Where:
    """Place, country and forum of the event, from its clause."""
    found = Where()
    for token in _places(event):
        mention = reading.mention_of(token)
        if mention is None or mention.entity is None:
            if token.lower_ in {"sideline", "sidelines", "margin", "margins"}:
                found.sidelines = True
            continue
        kind = reading.annotation.entities[mention.entity].kind
        if _is_wide(reading, mention.entity):
            break
        if kind == "forum" and found.forum is None:
            found.forum = mention.entity
        elsewhere = found.explicit and found.country not in {None, country_of(reading, mention.entity)}
        if kind in {"place", "country"} and found.place is None and not elsewhere:
            found.place, found.country, found.explicit = mention.entity, country_of(reading, mention.entity), True
            if kind == "country":
                found.place = _capital(reading, mention, token)
        if kind == "organisation" and found.place is None and found.country is None and _is_venue(token, event):
            found.place = town(
                reading, reading.clean.text[mention.start : mention.end], country_of(reading, mention.entity)
            )
            found.country, found.explicit = country_of(reading, mention.entity), True
    if found.place is None and says_here(event):
        found.place, found.country, found.explicit = dateline_place(reading), reading.context.dateline_country, True
    _forum_in(reading, event, sentence, found)
    if found.country is None:
        found.country = _by_kind(event, participants)
    return found


def _is_wide(reading: Reading, entity: int) -> bool:
    """Whether a place is a continent: it hides where somebody met, and what stands behind it is another place."""
    return reading.annotation.entities[entity].name in {"Africa", "America", "Asia", "Europe", "Oceania", "Eurasia"}


def _is_venue(token: Token, event: Found) -> bool:
    """Whether a body is where something took place: "met at the White House"."""
    return event.sense.kind in CONSULTATIONS and token.dep_ == "pobj" and token.head.lower_ in {"at", "in"}


def says_here(event: Found) -> bool:
    """Whether the clause says "here", which is the dateline's place."""
    anchors = [event.trigger] if event.verb is None else [event.trigger, event.verb]
    return any(child.lower_ == "here" for anchor in anchors for child in anchor.subtree if child.dep_ == "advmod")


def is_of_several(reading: Reading) -> bool:
    """Whether the dateline names several places ("SEOUL/WASHINGTON"), so that none of them is where it was."""
    name = (reading.context.dateline_place or "").lower()
    return "/" in name or " and " in name


def dateline_place(reading: Reading) -> int | None:
    """Position of the dateline's place among the entities, which is added where only the dateline names it; None where
    it names several."""
    if is_of_several(reading):
        return None
    name = (reading.context.dateline_place or "").split(",")[0].strip()
    return town(reading, name.title() if name.isupper() else name, reading.context.dateline_country) if name else None


def town(reading: Reading, name: str, country: str | None) -> int:
    """Position of a place of this name, which is added where the document has no such entity."""
    for position, entity in enumerate(reading.annotation.entities):
        forms = {form.casefold() for form in (entity.name, *entity.aliases)}
        if entity.kind == "place" and name.casefold() in forms:
            return position
    reading.annotation.entities.append(LocalEntity("place", name, country=country))
    return len(reading.annotation.entities) - 1


def _capital(reading: Reading, mention: Mention, token: Token) -> int | None:
    """A capital that stands in a phrase of place is the town, not its government; a country is no place of its own."""
    name = reading.clean.text[mention.start : mention.end]
    entity = reading.annotation.entities[mention.entity] if mention.entity is not None else None
    country = countries.by_code(entity.country) if entity is not None and entity.country else None
    side = [c for c in token.children if c.lower_ in COMPASS and c.i == token.i - 1 and c.idx < mention.start]
    if side and country is not None:
        return town(reading, f"{side[0].text} {name}", country.code)
    if country is None or name.casefold() != (country.capital or "").casefold().removesuffix(" city"):
        return None
    return town(reading, name, country.code)


def _places(event: Found) -> list[Token]:
    """Heads of the phrases that may say where, those of the trigger first."""
    anchors = [event.trigger]
    if event.verb is not None and event.verb is not event.trigger:
        anchors.append(event.verb)
    if event.sense.frame == "visit":
        direct = [] if event.nominal else [m for t in grammar.objects(event.trigger) for m in grammar.with_conjuncts(t)]
        bases = [*anchors, *direct]  # "pay a visit to": the phrase may hang on the noun
        going = [t for word in event.sense.prepositions for base in bases for t in grammar.prepositional(base, (word,))]
        return [*direct, *_chain(going, 2), *_located(event, anchors)]
    if event.sense.frame == "cancel":
        nouns = grammar.objects(event.trigger)
        return [t for noun in nouns for t in grammar.prepositional(noun, ("to", "in", "at"))] + _located(event, anchors)
    if event.sense.frame == "invite":
        clauses = grammar.children(event.trigger, {"xcomp", "ccomp", "advcl"})
        visited = [t for c in clauses for t in (*grammar.objects(c), *grammar.prepositional(c, ("to",)))]
        return [*visited, *grammar.prepositional(event.trigger, ("to",)), *_located(event, anchors)]
    among = [t for target in event.targets for t in grammar.prepositional(target, ("in", "at"))]
    if event.sense.frame == "sole":
        return [
            *grammar.prepositional(event.trigger, ("from", "off")),
            *_from_objects(event),
            *_located(event, anchors),
        ]
    return [*_located(event, anchors), *(among if event.sense.kind in CONSULTATIONS else [])]


def _from_objects(event: Found) -> list[Token]:
    """ "fired a missile from Wonsan": the phrase may hang on the object."""
    nouns = [] if event.nominal else grammar.objects(event.trigger)
    found = [t for noun in nouns for t in grammar.prepositional(noun, ("from",))]
    return _chain(found, DEEP)


def _located(event: Found, anchors: list[Token]) -> list[Token]:
    """Nouns behind prepositions of place, and those behind them: "on the sidelines of a summit in Riga".

    Of an utterance only those beside its verb: "urged restraint in Oran" and "called on Oslo" were uttered elsewhere.
    """
    if event.sense.type in SPOKEN and not event.nominal:
        return [t for anchor in anchors for t in grammar.prepositional(anchor, ("in", "at"))]
    found: list[Token] = []
    for anchor in anchors:
        found += _chain(grammar.prepositional(anchor, AT), DEEP)
        for noun in grammar.objects(anchor) if grammar.is_verb(anchor) else []:
            found += grammar.prepositional(noun, ("in", "at", "near"))
    return found


def _chain(nouns: list[Token], depth: int) -> list[Token]:
    found: list[Token] = []
    for noun in nouns:
        found += [noun, *grammar.children(noun, {"appos"})]
        if depth:
            found += _chain(grammar.prepositional(noun, ("of", "in", "near", "at")), depth - 1)
    return found


def _forum_in(reading: Reading, event: Found, sentence: Span, found: Where) -> None:
    """A forum named in the clause, and whether the parties met on its sidelines."""
    if event.sense.kind not in CONSULTATIONS:
        return
    text = sentence.text.lower()
    forums = [m for m in reading.mentions_in(sentence.start_char, sentence.end_char) if m.kind == "forum"]
    forums = [m for m in forums if not _behind_before(reading, m) and _is_at_hand(reading, m, event)]
    if found.forum is None and forums:
        found.forum = _nearest(forums, event.trigger).entity
    if found.forum is None:
        found.forum = _summit_of_body(reading, event)
    found.sidelines = found.sidelines or "sidelines of" in text or "margins of" in text


def _is_at_hand(reading: Reading, mention: Mention, event: Found) -> bool:
    """Whether no clause of its own lies between a forum and the event or a clause above it."""
    above = {event.trigger.i, *(token.i for token in event.trigger.ancestors)}
    for token in reading.span(mention.start, mention.end).root.ancestors:
        if token.i in above:
            return True
        if grammar.is_verb(token) and token.dep_ in {"relcl", "advcl", "ccomp", "acl"} and not _meanwhile(token):
            return False
    return True


def _meanwhile(clause: Token) -> bool:
    """Whether a clause without a subject of its own tells why those who act were there: "while in Riga to attend"."""
    if grammar.children(clause, {"nsubj", "nsubjpass"}):
        return False
    if clause.lemma_ == "attend" and grammar.is_infinitive(clause):
        return _meanwhile(clause.head)
    return any(child.lower_ == "while" for child in clause.children)


def _summit_of_body(reading: Reading, event: Found) -> int | None:
    """ "leaders of NATO states met for a summit": the summit of the one body named, where it is one that we know."""
    words = [event.trigger, *grammar.prepositional(event.trigger, ("for", "at")), *grammar.objects(event.trigger)]
    if not any(word.lemma_.lower() == "summit" for word in words):
        return None
    bodies = {
        form: mention
        for token in event.trigger.subtree
        for mention in [reading.mention_of(token)]
        if mention is not None and mention.kind == "organisation"
        for form in [reading.clean.text[mention.start : mention.end]]
    }
    names = {name for form in bodies for name in [_summits().get(f"{form} summit".casefold())] if name}
    return _forum(reading, names.pop()) if len(names) == 1 else None


@cache
def _summits() -> dict[str, str]:
    """Every written form of a summit that the reference file knows, in lower case, with its name."""
    return {
        form.casefold(): row["name"] for row in read_csv("forums") for form in (row["name"], *split(row["aliases"]))
    }


def _forum(reading: Reading, name: str) -> int:
    """Position of a forum of this name, which is added where the document has no such entity."""
    for position, entity in enumerate(reading.annotation.entities):
        if entity.kind == "forum" and entity.name == name:
            return position
    key = f"forum:{phrase_key(name).replace(' ', '-')}"
    reading.annotation.entities.append(LocalEntity("forum", name, key=key))
    return len(reading.annotation.entities) - 1


def _behind_before(reading: Reading, mention: Mention) -> bool:
    """Whether a forum only dates what came before it: "met a day before the summit"."""
    root = reading.span(mention.start, mention.end).root
    return any(above.lower_ in {"before", "ahead"} for above in [root, *root.ancestors][: 2 * DEEP])


def _nearest(mentions: list[Mention], token: Token) -> Mention:
    return min(mentions, key=lambda m: abs(m.start - token.idx))


def _by_kind(event: Found, participants: list[Participant]) -> str | None:
    """The country that the kind of event implies: of the actor for tests and drills, of the target for attacks, of the
    host for visits."""
    role = {"visit": "host", "military_aid": "recipient", "refusal": "actor"}.get(event.sense.kind)
    if event.sense.kind in AT_HOME:
        role = "actor"
    if event.sense.kind in AT_TARGET:
        role = "target"
    if event.sense.mode == "expel" or (event.sense.kind == "deployment" and event.sense.mode == "troops"):
        role = "actor"
    if event.sense.kind == "deployment" and any(p.role == "target" for p in participants):
        role = None
    found = {p.country for p in participants if p.role == role and p.country}
    return found.pop() if len(found) == 1 else None
