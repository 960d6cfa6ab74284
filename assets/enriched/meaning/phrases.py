"""What rules of meaning have in common: remedies, and conditions that several tables share.

Here belong the makers of rules. Which table has which rule stands in the modules beside this one.
"""

from assets.contract import Rule

REREAD = "the document is published without annotations; report it to us with the run's id"
LOOK = "look at these rows: an unusual text, or a fault of ours"
PARTIES = "('person', 'organisation', 'country')"
_IN_SENTENCE = (
    "NOT EXISTS (SELECT 1 FROM sentences s WHERE s.document_id = t.document_id AND s.sentence_no = t.sentence_no"
    " AND {start} BETWEEN s.raw_start AND s.raw_end - 1 AND {end} <= s.raw_end)"
)


def lies(name: str, what: str, start: str = "t.raw_start", end: str = "t.raw_start + 1") -> Rule:
    """Lies in the sentence of its `sentence_no`."""
    return Rule(name, what, _IN_SENTENCE.format(start=start, end=end), "quarantine", REREAD, alone=True)


def apart(table: str, what: str, which: str = "true") -> Rule:
    """No two spans of a document share a character."""
    key = "(t.document_id, t.raw_start, t.raw_end)"
    behind = "PARTITION BY document_id ORDER BY raw_start, raw_end ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    ends = f"SELECT *, max(raw_end) OVER ({behind}) AS before FROM {table} WHERE {which}"
    broken = f"{key} IN (SELECT (document_id, raw_start, raw_end) FROM ({ends}) WHERE raw_start < before)"
    return Rule("apart", what, f"{which} AND {broken}" if which != "true" else broken, "quarantine", REREAD, alone=True)


def of_kind(column: str, kinds: str, what: str) -> Rule:
    """What the column points to is of these kinds."""
    broken = f"t.{column} IN (SELECT entity_id FROM entities WHERE kind NOT IN {kinds})"
    return Rule(f"{column}_kind", what, broken, "quarantine", REREAD)


def filled(*columns: str) -> Rule:
    """None of these texts is blank."""
    broken = " OR ".join(f"trim(t.{column}, E' \\t\\n\\r') = ''" for column in columns)
    return Rule("filled", f"{' and '.join(columns)} hold more than blanks", broken, "quarantine", REREAD, alone=True)


def in_order(first: str, last: str) -> Rule:
    return Rule(
        f"{last}_after", f"{last} is not before {first}", f"t.{last} < t.{first}", "quarantine", REREAD, alone=True
    )


def years(column: str, first: int, last: int, share: float) -> Rule:
    """Days of the reading's own making lie in a range of years; older ones may well be told of."""
    broken = f"year(t.{column}) NOT BETWEEN {first} AND {last}"
    return Rule(f"{column}_sane", f"{column} is of {first} to {last}", broken, "warn", LOOK, share / 4, share, True)


KNOWN_COUNTRY = Rule(
    "country_exists",
    "country is the code of a country",
    "t.country IS NOT NULL AND t.country NOT IN (SELECT code FROM known_countries)",
    "quarantine",
    REREAD,
)
SEEN_IN_ORDER = in_order("first_seen_on", "last_seen_on")
