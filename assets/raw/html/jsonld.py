"""Reads a page's JSON-LD: the node that describes the article, with its references to other nodes followed.

Here belong the shapes that publishers give it (arrays, `@graph`, `mainEntity`, references by `@id`, broken escapes).
What a field means belongs to `metadata`.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson
from lxml import etree  # type: ignore[import-untyped]

ARTICLE = re.compile(r"article$|posting$|^report$|^opinion|review$", re.I)
ORGANISATION = re.compile(r"organization$", re.I)
PAGE = re.compile(r"^webpage$|^itempage$", re.I)
_OPEN = r"<!--|(?://|/\*)?\s{0,5}<!\[CDATA\[(?:\s{0,5}\*/)?"
_CLOSE = r"(?:-->|(?://|/\*)?\s{0,5}\]\]>(?:\s{0,5}\*/)?);?"
WRAPPING = re.compile(rf"^\s{{0,50}}(?:{_OPEN})|{_CLOSE}\s{{0,50}}$")
NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement")
MAX_SCRIPT = 2_000_000
MAX_NODES = 2_000
MAX_DEPTH = 6

Node = dict[str, Any]


def nodes(tree: etree._Element) -> list[Node]:
    """Every typed node of the page's JSON-LD, outer before inner, in document order."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in typed(load(script.text or ""), 0):
                found.append(node)
                if len(found) >= MAX_NODES:
                    return found
    return found


def load(text: str) -> Any:
    """The script's JSON, as forgiving as browsers' readers are; None where it is none."""
    text = WRAPPING.sub("", text[:MAX_SCRIPT]).strip()
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return None


def typed(value: Any, depth: int) -> Iterator[Node]:
    """The nodes with a type in a value, itself first."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from typed(item, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type"):
            yield value
        for name in NESTED:
            if isinstance(value.get(name), dict | list):
                yield from typed(value[name], depth + 1)


def is_type(node: Node, pattern: re.Pattern[str]) -> bool:
    """Whether one of the node's types fits."""
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def article_node(found: list[Node], titles: list[str]) -> Node:
    """The node of the page's article: of the article types the fullest whose headline the page's titles share.

    Falls back on the page's own node, which many pages give the dates; empty where there is neither.
    """
    best: Node = {}
    best_score = 0.0
    for order, node in enumerate(found):
        article = is_type(node, ARTICLE)
        if not article and not is_type(node, PAGE):
            continue
        headline = squeezed(text_of(node.get("headline")) or text_of(node.get("name")) or "")
        named = any(headline and (headline in squeezed(title) or squeezed(title) in headline) for title in titles)
        full = sum(bool(node.get(name)) for name in ("headline", "datePublished", "author", "articleBody"))
        score = 4.0 * article + 3.0 * named + full - min(order, 50) / 100
        if full and score > best_score:
            best, best_score = node, score
    return best


def squeezed(text: str) -> str:
    """Letters and digits alone, case folded."""
    return re.sub(r"[\W_]+", "", text).casefold()


def text_of(value: Any) -> str | None:
    """A value as plain text: the first of a list, an object's name; entities decoded, blanks single."""
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    if isinstance(value, str):
        return " ".join(html.unescape(html.unescape(value)).split()) or None
    return None


def texts_of(value: Any) -> list[str]:
    """A value as plain texts: one for each item of a list; a JSON array in a string is one too."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        value = load(value) or value
    items = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, items) if text]


def authors(node: Node, found: list[Node]) -> tuple[list[str], list[str]]:
    """The names of the node's authors, as (persons, organisations); those given by `@id` alone are looked up."""
    by_id = named(found)
    for field in ("author", "creator"):
        value = node.get(field)
        items = [resolved(item, by_id) for item in (value if isinstance(value, list) else [value])]
        bodies = [i for i in items if isinstance(i, dict) and is_type(i, ORGANISATION)]
        persons = [name for item in items if item not in bodies for name in names_of(item)]
        if persons or bodies:
            return persons, [name for item in bodies for name in names_of(item)]
    return [], []


def named(found: list[Node]) -> dict[str, Node]:
    """The nodes that have a name, by their `@id`."""
    return {node["@id"]: node for node in found if isinstance(node.get("@id"), str) and node.get("name")}


def resolved(item: Any, by_id: dict[str, Node]) -> Any:
    """The node that an item without a name refers to, else the item."""
    return by_id.get(str(item.get("@id")), item) if isinstance(item, dict) and not item.get("name") else item


def names_of(item: Any) -> list[str]:
    """The names of a person's or body's node, or of a plain string."""
    return texts_of(item.get("name") if isinstance(item, dict) else item)
