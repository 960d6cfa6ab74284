"""Which word stands for a chain before the parser, and what the words of the chain are among themselves.

Here belong the masks, and tags and heads inside a chain: all its words hang on the last word of the name.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from assets.enriched.annotate.parsing.chains import Chain, words
from assets.reference import read_yaml


@dataclass(frozen=True, slots=True)
class Mask:
    """Tokens [start, end) that the parser sees as one word; those beside `head` hang on it, with `tags` and `deps`."""

    start: int
    end: int
    head: int
    word: str
    tags: tuple[str, ...]
    deps: tuple[str, ...]


def masks(doc: Doc, held: list[Chain]) -> list[Mask]:
    """One mask a chain; neighbours have different ones, as names in one sentence do."""
    names: list[str] = read_yaml("parsing")["masks"]
    return [_mask(doc, chain, names[number % len(names)]) for number, chain in enumerate(held)]


def _mask(doc: Doc, chain: Chain, name: str) -> Mask:
    head = chain.end - 1
    while head > chain.name and doc[head].is_punct:
        head -= 1
    inner = [_inner(doc[i], i >= chain.name) for i in range(chain.start, chain.end) if i != head]
    owned = chain.start > 0 and doc[chain.start - 1].lower_ in words("owning")
    word = read_yaml("parsing")["owned_mask"] if owned else name
    return Mask(chain.start, chain.end, head, word, tuple(tag for tag, _ in inner), tuple(dep for _, dep in inner))


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
