"""Puts what was supplied beside a text into its record, where that is more than a value in place of an inferred one.

Here belong supplied authors, the marks that supplied facts leave, and a supplied day that can be read in two ways. What
each fact is in its supplied form belongs to `assets.raw.readers.supplied`.
"""

import datetime as dt

from assets.parsed.records import Issue, Parsed, Published
from assets.raw.readers.supplied_day import readings
from assets.raw.records import Supplied

FLAGS = {
    "supplied_day_open": "The supplied day can be read in two ways: give it in ISO 8601, or run with --day-order.",
    "supplied_day_unread": "A supplied day cannot be read, and was passed over: give it in ISO 8601.",
    "supplied_title_long": "The supplied title is longer than any headline, and was passed over.",
    "supplied_url_malformed": "The supplied address is none, and was passed over.",
    "supplied_language_unknown": "The supplied language is none that is known, and was passed over.",
    "truncated": "The crawler says that it cut the page off.",
}
_NEAR = dt.timedelta(days=1)


def with_supplied(parsed: Parsed, supplied: Supplied) -> Parsed:
    """The record with what was supplied, and a mark for each fact that could not be taken as it stands."""
    article = parsed.article
    if supplied.authors:
        article.byline = list(supplied.authors)
    if supplied.open_day is not None and supplied.published is None:
        article.published = unless_it_differs(article.published, supplied.open_day)
    parsed.issues += [Issue(flag, FLAGS.get(flag, "A mark of the reader."), False) for flag in supplied.flags]
    return parsed


def unless_it_differs(published: Published, given: str) -> Published:
    """The day that the text itself shows, where it is one of the two that the supplied one may be; else none."""
    evidence = (("supplied", given), *published.evidence)
    if published.on is not None and any(abs(published.on - day) <= _NEAR for day in readings(given)):
        return Published(
            published.on, published.at, published.precision, published.method, published.confidence, evidence
        )
    return Published(evidence=evidence)
