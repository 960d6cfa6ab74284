"""Who took part in which role: fills a sense's frame from the phrases that its trigger governs.

Here belong the frames of the lexicon: `mutual` (all are actors), `visit` and `host`, `invite`, `attend`, `act` (actor
and target or recipient), `give`, `exercise`, `sole`.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar, when
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.parties import Party, participant, parties_of, state
from assets.enriched.annotate.events.where import says_here
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Participant, ParticipantRole
from assets.knowledge import countries

MOST = 12  # participants of one report; a longer list is a parse gone wrong
ON_A_VISIT = frozenset({"on", "during", "at", "after", "for", "of"})


def participants(reading: Reading, event: Found) -> list[Participant]:
    """The participants of an event as its clause tells them, actors first, each entity once."""
    frame = FRAMES[event.sense.frame]
    found: dict[int, Participant] = {}
    if event.sense.needs_person and not _with_person(reading, event):
        return []
    for party, role in frame(reading, event):
        if party.entity not in found and len(found) < MOST:
            found[party.entity] = participant(reading, party, role)
    return list(found.values())


def _with_person(reading: Reading, event: Found) -> bool:
    """Whether the other side is a person or the holder of an office: one receives a minister, and also letters."""
    if event.sense.name == "call" and len(parties_of(reading, event.sources, deep=False)) > 1:
        return True
    parties = parties_of(reading, event.targets[:2], deep=False)
    return any(p.kind == "person" for p in parties) or any(reading.office_of(t) for t in event.targets[:2])


Roles = Iterable[tuple[Party, ParticipantRole]]


def _mutual(reading: Reading, event: Found) -> Roles:
    """All are actors: subject, "with" and "between"; a bare place is no party."""
    sources = _acting(parties_of(reading, event.sources))
    others = _acting(parties_of(reading, _with_members(event.targets)))
    if event.nominal and not event.sources:
        sources = _acting(_owners_before(reading, event.trigger))
        if event.verb is not None and len(_countries([*sources, *others])) < 2 and _takes_part(event.trigger):
            sources += _acting(parties_of(reading, grammar.agents(event.verb)))
    brokers = {p.entity for p in parties_of(reading, [t for t in event.targets if _brokers(t)])}
    for party in one_a_side([*sources, *others]):
        yield party, "mediator" if party.entity in brokers else "actor"


def _brokers(token: Token) -> bool:
    """Whether somebody stands behind "brokered by": who brings the sides together."""
    return token.head.lower_ == "by" and token.head.head.lemma_ in {"broker", "mediate", "facilitate", "moderate"}


def _with_members(tokens: list[Token]) -> list[Token]:
    """Phrases and those that "including" names as part of them."""
    return [t for token in tokens for t in (token, *grammar.prepositional(token, ("including",)))]


def _takes_part(noun: Token) -> bool:
    """Whether who does what the clause tells also took part: "after talks with Lee, Hamada said"."""
    return grammar.path_preposition(noun) in {"after", "at", "during", "in", "following", "for", "into", "of", "before"}


def _owners_before(reading: Reading, noun: Token) -> list[Party]:
    """ "a U.S.-China summit", "Japanese-Korean talks": names before the noun, and those joined to them."""
    labels = {"compound", "amod", "nmod"}
    before = [token for c in grammar.children(noun, labels) for token in (*grammar.children(c, labels), c)]
    return parties_of(reading, (token for token in before if reading.mention_of(token)))


def _distinct(parties: list[Party]) -> set[int]:
    return {party.entity for party in parties}


def _countries(parties: list[Party]) -> set[str | int]:
    """The sides of parties: their countries, of those without one each entity for itself."""
    return {party.country or party.entity for party in parties}


def _acting(parties: list[Party]) -> list[Party]:
    """Parties that can speak or act: no towns."""
    return [party for party in parties if party.kind != "place"]


def one_a_side(parties: list[Party]) -> list[Party]:
    """Persons win over their country: "Defence Minister X of Japan" is X alone."""
    persons = {party.country for party in parties if party.kind == "person"}
    return [p for p in parties if p.kind not in {"country", "nationality"} or p.country not in persons]


def _visit(reading: Reading, event: Found) -> Roles:
    """Visitor and host: the traveller, and the country of the destination."""
    travellers = _acting(parties_of(reading, event.sources or _by(event.trigger)))
    if not travellers and event.nominal:
        travellers = _acting(_owners_before(reading, event.trigger))
        if not travellers and event.verb is not None and grammar.path_preposition(event.trigger) in ON_A_VISIT:
            travellers = _acting(parties_of(reading, grammar.agents(event.verb), deep=False))
    for party in travellers:
        yield party, "visitor"
    for party in destinations(reading, event):
        if party.country not in {t.country for t in travellers} or party.country is None:
            yield party, "host"


def _by(noun: Token) -> list[Token]:
    return grammar.prepositional(noun, ("by",))


def destinations(reading: Reading, event: Found) -> list[Party]:
    """Where a visit goes: the country itself, in place of its town, or the person who is visited."""
    found = []
    for party in parties_of(reading, event.targets, deep=False):
        host = country_party(reading, party) if party.kind == "place" else party
        if host is not None and host not in found:
            found.append(host)
    if not found and says_here(event):
        position = state(reading, reading.context.dateline_country)
        if position is not None:
            found.append(Party(position, reading.context.dateline_country, "country", event.trigger.i))
    return found


def country_party(reading: Reading, party: Party) -> Party | None:
    """The country of a place as a party; None where it is not known."""
    position = state(reading, party.country)
    return Party(position, party.country, "country", party.at) if position is not None else None


def _host(reading: Reading, event: Found) -> Roles:
    for party in _acting(parties_of(reading, event.sources)):
        yield party, "host"
    for party in _acting(parties_of(reading, event.targets)):
        yield party, "visitor"


def _invite(reading: Reading, event: Found) -> Roles:
    """The inviting side is the host, the invited one the visitor."""
    for party in _acting(parties_of(reading, event.sources)):
        yield party, "host"
    for party in _acting(parties_of(reading, event.targets[:1])):
        yield party, "visitor"


def _cancel(reading: Reading, event: Found) -> Roles:
    """Who was to meet or to travel: the one who calls it off, and whom the object names."""
    nouns = grammar.objects(event.trigger)
    travels = any(noun.lemma_ in {"visit", "trip", "tour"} for noun in nouns)
    owners = [owner for noun in nouns for owner in grammar.children(noun, {"poss"})]
    before = [party for noun in nouns for party in _owners_before(reading, noun)]
    sources = _acting(parties_of(reading, owners or event.sources))
    others = _acting([*before, *parties_of(reading, [*event.targets, *_beyond(nouns)])])
    for party in one_a_side(sources):
        yield party, "visitor" if travels else "actor"
    for party in one_a_side(others):
        if party.entity not in _distinct(sources):
            yield party, "host" if travels else "actor"


def _beyond(nouns: list[Token]) -> list[Token]:
    """Who is named behind the object: "a visit to Moscow for talks with Putin"."""
    found = [t for noun in nouns for t in grammar.prepositional(noun, ("with", "between", "by"))]
    further = [t for noun in nouns for t in grammar.prepositional(noun, ("for",))]
    return found + [t for noun in further for t in grammar.prepositional(noun, ("with",))]


def _act(reading: Reading, event: Found) -> Roles:
    """Actor, and the first phrase that names somebody else; of a mutual act without one, all subjects are actors."""
    sources = parties_of(reading, event.sources)
    if not sources and event.sense.kind in {"military_aid", "deployment"} and not event.nominal:
        forces = grammar.objects(event.trigger)
        sources = parties_of(reading, forces, deep=False) or parties_of(reading, _led_by(forces))
    actors = one_a_side(sources)
    for party in actors:
        yield party, "actor"
    acting = _distinct(actors)
    for phrase in event.targets:
        deep = not (event.sense.kind == "agreement" and phrase.lemma_ in lexicon().lists["pact"])
        named = one_a_side(parties_of(reading, [phrase], deep))
        if event.sense.type in when.UTTERED | {"SANCTION"} and reading.mention_of(phrase) is not None:
            named = named if phrase.head.lower_ in {"in", "at"} else [_government(reading, p) for p in named]
        others = [p for p in named if p.entity not in acting]
        others = [p for p in others if _other_side(p, actors, event.sense.mutual or event.sense.kind == "threat")]
        if not others and event.sense.kind == "threat" and any(_own_people(p, actors) for p in named):
            return  # who warns his own citizens threatens nobody
        if others:
            role: ParticipantRole = "actor" if _shared(event, phrase) else event.sense.role
            for party in others:
                yield party, role
            return


def _government(reading: Reading, party: Party) -> Party:
    """What is said to a capital is said to its state: "bowed to pressure from Delhi"."""
    capital = party.kind == "place" and countries.by_capital(reading.annotation.entities[party.entity].name)
    return (country_party(reading, party) or party) if capital else party


def _led_by(forces: list[Token]) -> list[Token]:
    """Who leads forces: "a multinational force led by Kenya", "the Kenyan-led force"."""
    leading = [c for noun in forces for c in grammar.children(noun, {"acl", "amod"}) if c.lemma_ in {"lead", "led"}]
    return [t for verb in leading for t in (*grammar.agents(verb), *grammar.children(verb, {"npadvmod"}))]


def _own_people(party: Party, actors: list[Party]) -> bool:
    """Whether a party is of the country of those who act."""
    return party.country is not None and party.country in {actor.country for actor in actors}


def _other_side(party: Party, actors: list[Party], mutual: bool) -> bool:
    """Whether a party can be the other one: no region without a government, nor, of a `mutual` act, one's own side."""
    if party.kind == "place" and party.country is None:
        return False
    return not (mutual and party.country is not None and party.country in {a.country for a in actors})


def _shared(event: Found, phrase: Token) -> bool:
    """Whether the other party does the same: "agreed with", "signed a pact with", "a deal between"."""
    return event.sense.mutual and phrase.head.lower_ in {"with", "between", "among"}


def _sole(reading: Reading, event: Found) -> Roles:
    """One side acts alone; towns are where it did."""
    sources = event.sources or event.targets
    actors = one_a_side(_acting(parties_of(reading, sources)))
    if not actors:
        where = parties_of(reading, grammar.prepositional(event.trigger, ("from", "in")), deep=False)
        actors = [party for place in where for party in [country_party(reading, place)] if party is not None]
    for party in actors:
        yield party, "actor"


FRAMES = {
    "mutual": _mutual,
    "attend": _mutual,
    "visit": _visit,
    "host": _host,
    "invite": _invite,
    "act": _act,
    "give": _act,
    "exercise": _mutual,
    "sole": _sole,
    "cancel": _cancel,
}
