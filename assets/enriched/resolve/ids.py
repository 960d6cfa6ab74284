"""Makes the identifiers of the enriched tables: from what a row is, never from a counter or the order of documents.

Here belongs how an id is spelled. Which id a group of reports or names keeps is decided where they are grouped.
"""

import hashlib
import re

KIND_PREFIX = {
    "person": "per",
    "organisation": "org",
    "country": "cou",
    "nationality": "cou",
    "place": "pla",
    "office": "off",
    "forum": "for",
    "equipment": "equ",
    "agreement": "agr",
}
_NOT_SLUG = re.compile(r"[^0-9a-z]+")


def digest(*parts: object, length: int = 16) -> str:
    """Hex digits of a hash over the parts; parts are kept apart, so that ("a", "bc") and ("ab", "c") differ."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def keyed_entity_id(kind: str, key: str) -> str:
    """The id of something a gazetteer knows: `country:KOR` becomes `cou-kor`.

    A key without a single letter or digit of the Latin alphabet is hashed.
    """
    slug = _NOT_SLUG.sub("-", key.partition(":")[2].lower()).strip("-")
    return f"{KIND_PREFIX[kind]}-{slug or digest(key)}"


def named_entity_id(kind: str, name_key: str, country: str | None) -> str:
    """The id of something known by its name and country alone."""
    return f"{KIND_PREFIX[kind]}-{digest(KIND_PREFIX[kind], name_key, country)}"


def mention_id(document_id: str, start: int, end: int, kind: str) -> str:
    """The id of a span that names something."""
    return f"me-{digest(document_id, start, end, kind)}"


def report_id(document_id: str, trigger_start: int, trigger_end: int, event_kind: str, nth: int = 0) -> str:
    """The event id that a report lends to its event where it is the first report of it.

    `nth` counts the reports of one kind that one trigger gives ("met the ministers of A and, apart, of B").
    """
    return f"ev-{digest('event', document_id, trigger_start, trigger_end, event_kind, nth)}"


def statement_id(document_id: str, start: int, end: int) -> str:
    """The id of a statement by its content's span."""
    return f"st-{digest('statement', document_id, start, end)}"


def tenure_id(
    person_id: str, office: str, country: str | None, organisation_id: str | None, status: str, nth: int
) -> str:
    """The id of a tenure; `nth` counts the separate times that a person held the office, in order of time."""
    return f"te-{digest('tenure', person_id, office, country, organisation_id, status, nth)}"
