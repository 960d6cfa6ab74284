"""What stands around an author's name in a byline and is no part of it: ranks of several words, "Xinhua writers".

Here belongs cutting it off, and turning "Roe, Jane" round. Which words are a name belongs to `byline`.
"""

import re

from assets.knowledge.agencies import named
from assets.reference import read_yaml

_RANK_WORDS = frozenset(read_yaml("bylines")["rank_words"])
_SERVICE = re.compile(
    r"^((?:[A-Z][\w.]{1,20} ){0,3}?)(?i:staff |special |news )?"
    r"(?i:writers?|reporters?|correspondents?|journalists?|editors?)\s*:?\s+(?=[A-Z])"
)
_TURNED = re.compile(r"([A-Z][\w'’-]{1,30}), ([A-Z][\w'’-]{1,30}(?: [A-Z]\.?)?)")


def without_service(text: str) -> str:
    """The names behind the agency and office that they share: "Xinhua writers Li Na, Wang Wei"."""
    found = _SERVICE.match(text)
    shared = found is not None and (not found[1] or named(found[1].strip()) is not None)
    return text[found.end() :] if found is not None and shared else text


def without_rank(text: str) -> str:
    """A name without the rank before it, "Petty Officer 2nd Class Jane Roe"; as it is where no two words are left."""
    parts = text.split()
    at = 0
    while at < len(parts) - 2 and parts[at].lower().strip(".") in _RANK_WORDS:
        at += 1
    return " ".join(parts[at:])


def turned(text: str) -> str:
    """ "Jane Roe" for "Roe, Jane", where that is all there is."""
    found = _TURNED.fullmatch(text.strip(" ."))
    return f"{found[2]} {found[1]}" if found else text
