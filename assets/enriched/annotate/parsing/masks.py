"""Which word stands for a chain before the parser, and what the words of the chain are among themselves.

Here belong the masks, and tags and heads inside a chain: its words hang on the last word of the name.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from assets.enriched.annotate.parsing.chains import Chain, words
from assets.reference import read_yaml

_STOPS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class Mask:
    """Tokens [start, end) that the parser sees as one word; it stands for `head`.

    `inner` are the other tokens, each with its tag, its dependency and the token it hangs on.
    """

    start: int
    end: int
    head: int
    word: str
    inner: tuple[tuple[int, str, str, int], ...]


def masks(doc: Doc, held: list[Chain]) -> list[Mask]:
    """One mask a chain; counted from every sentence anew, because some pairs of names are parsed better than others."""
    names: list[str] = read_yaml("parsing")["masks"]
    made: list[Mask] = []
    at = number = 0
    for chain in held:
        number = 0 if any(token.text in _STOPS or token.is_space for token in doc[at : chain.start]) else number
        made.append(_mask(doc, chain, names[number % len(names)]))
        at, number = chain.end, number + 1
    return made


def _mask(doc: Doc, chain: Chain, name: str) -> Mask:
    head = chain.stop - 1
    while head > chain.name and doc[head].is_punct:
        head -= 1
    inner = [(i, *_inner(doc[i], i >= chain.name), head) for i in range(chain.start, chain.stop) if i != head]
    if chain.stop < chain.end:  # "of Norway"
        of, country = chain.stop, chain.end - 1
        inner.append((of, "IN", "prep", head))
        inner += [(i, *_inner(doc[i], False), country) for i in range(of + 1, country)]
        inner.append((country, "NNP", "pobj", of))
    owned = chain.start > 0 and doc[chain.start - 1].lower_ in words("owning")
    word = read_yaml("parsing")["owned_mask"] if owned else name
    return Mask(chain.start, chain.end, head, word, tuple(inner))


def _inner(token: Token, named: bool) -> tuple[str, str]:
    """Tag and dependency of a word of a chain other than its head."""
    low = token.lower_
    if token.is_punct:
        return ("HYPH" if token.text == "-" else token.text if token.text in ".,:" else "NFP"), "punct"
    small = read_yaml("parsing")["small"]
    if low in small and not (named or token.text[:1].isupper()):
        return small[low][0], small[low][1]
    if named or token.text[:1].isupper():
        return "NNP", "compound"
    return ("JJ", "amod") if low in words("qualities") else ("NN", "compound")
