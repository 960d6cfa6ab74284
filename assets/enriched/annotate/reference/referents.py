"""What a noun phrase stands for: the look-up by which events find participants and statements find speakers.

Here belongs reading off what mentions, offices and references already say. Finding out whom "he" or "the minister"
means belongs to `coreference`.
"""

from spacy.tokens import Span, Token

from assets.enriched.annotate.reading import Reading

# Words inside a noun phrase that can say whose it is: "Japanese officials", "the Kremlin spokesman", "Japan's navy".
OWNERS = frozenset({"compound", "amod", "nmod", "poss", "nn"})
# Prepositions behind a noun that say whose it is: "the government of Japan", "officials from Seoul".
OF_WHOM = frozenset({"of", "from", "for"})
DEPTH = 6  # noun phrases nest; a longer chain is a parse gone wrong


def entities_of(reading: Reading, phrase: Token | Span) -> list[int]:
    """Positions in `annotation.entities` of what a noun phrase names or stands for, in order, each once.

    `phrase` is the head token of the phrase, or a span whose root is. A name gives its entity; a coordination gives all
    its members ("Lee and Hamada"); an office gives its holder ("the defence minister", where the document says who),
    else the country or body it serves; a reference ("he", "both ministers") gives what it refers to; "Japanese
    officials" and "the government of Japan" give the country. An empty list means: not known.
    """
    head = phrase.root if isinstance(phrase, Span) else phrase
    found: list[int] = []
    for member in (head, *head.conjuncts):
        if member.i < head.i and member in head.ancestors:
            continue
        for entity in _of_member(reading, member, DEPTH):
            if entity not in found:
                found.append(entity)
    return found


def _of_member(reading: Reading, token: Token, depth: int) -> list[int]:
    """What one member of a coordination stands for: by name, by reference, by office, by whom it belongs to."""
    mention = reading.mention_of(token)
    if mention is not None and mention.entity is not None:
        return [mention.entity]
    referent = reading.referent_of(token)
    if referent is not None:
        return list(referent.entities)
    office = reading.office_of(token)
    if office is not None and office.entity is not None:
        return [office.entity]
    if depth == 0:
        return []
    named = _by_apposition(reading, token, depth)
    if named:
        return named
    return _by_owner(reading, token, depth)


def _by_apposition(reading: Reading, token: Token, depth: int) -> list[int]:
    """The name beside a description: "his counterpart, Gen Nakatani", "the group Hamas"."""
    for child in token.children:
        if child.dep_ == "appos":
            mention = reading.mention_of(child)
            if mention is not None and mention.entity is not None and mention.kind != "nationality":
                return [mention.entity]
            return _of_member(reading, child, depth - 1)
    return []


def _by_owner(reading: Reading, token: Token, depth: int) -> list[int]:
    """The country or body whose minister, government or officials the phrase is about."""
    found: list[int] = []
    for child in token.children:
        if child.dep_ in OWNERS:
            mention = reading.mention_of(child)
            if mention is not None and mention.entity is not None and mention.kind != "person":
                found += [mention.entity]
                found += [e for other in child.conjuncts for e in _of_member(reading, other, 0)]
    if found:
        return list(dict.fromkeys(found))
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in OF_WHOM:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found += [e for n in (noun, *noun.conjuncts) for e in _of_member(reading, n, 0)]
    return list(dict.fromkeys(found))
