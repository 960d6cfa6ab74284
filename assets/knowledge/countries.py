"""Countries and how news writes them: names, abbreviations, demonyms, capitals, and seats of government.

Here belong exact look-ups of one written form in `seeds/reference/countries.csv`. Which of several readings a text
means (Georgia the country or the state, Washington the city or the government) belongs to `annotate`.

Case rules: an abbreviation (no lower-case letter, or dotted: "US", "U.K.") is found only as it is written, so that "us"
is no country; any other form is found as written and in capitals ("SOUTH KOREA"), and never without a capital
("turkey"). "the" before a name is passed over.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assets.reference import read_csv, split

_ARTICLE = re.compile(r"[Tt][Hh][Ee] ")
_MAN = ("shman", "chman", "tsman", "xman", "yman", "woman")
_NO_PLURAL = ("s", "sh", "ch", "x", "z", "ese", "ois", "ais", "men")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or main territory. `code` and `alpha2` are ISO 3166-1; coordinates are degrees of its middle."""

    code: str
    alpha2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    capital_aliases: tuple[str, ...]
    seats: tuple[str, ...]
    latitude: float
    longitude: float


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the reference file, in its order; demonyms with their regular plurals."""
    return tuple(
        Country(
            row["code"],
            row["alpha2"],
            row["name"],
            split(row["aliases"]),
            tuple(form for demonym in split(row["demonyms"]) for form in _with_plural(demonym)),
            row["capital"] or None,
            split(row["capital_aliases"]),
            split(row["seats"]),
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in read_csv("countries")
    )


def by_code(code: str) -> Country | None:
    """The country of an alpha-3 or alpha-2 code in capitals."""
    return _codes().get(code)


def by_name(name: str) -> Country | None:
    """The country that a name, alias or abbreviation is written for; former states give their successor."""
    return _find(_names(), name)


def by_demonym(word: str) -> Country | None:
    """The country of an adjective or of its people: "South Korean", "S. Koreans", "Dutchman"."""
    return _find(_demonyms(), word)


def by_capital(name: str) -> Country | None:
    """The country whose capital, or former or acting capital, bears the name: "Kiev", "Peking", "Tel Aviv"."""
    return _find(_capitals(), name)


def by_seat(name: str) -> Country | None:
    """The country whose government a building or quarter stands for: "the Kremlin", "Downing Street"."""
    return _find(_seats(), name)


def written_forms() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Every form as written, for gazetteers: names with aliases, demonyms, capitals, seats."""
    return frozenset(_names()), frozenset(_demonyms()), frozenset(_capitals()), frozenset(_seats())


def _find(table: dict[str, Country], name: str) -> Country | None:
    found = table.get(name)
    if found is None and _ARTICLE.match(name):
        found = table.get(name[4:])
    return found


def _with_plural(demonym: str) -> tuple[str, ...]:
    if demonym.endswith(_MAN):
        return demonym, f"{demonym[:-3]}men"
    if demonym.endswith(_NO_PLURAL):
        return (demonym,)
    return demonym, f"{demonym}s"


def _is_abbreviation(form: str) -> bool:
    return "." in form or form.upper() == form


def _table(pairs: Iterable[tuple[str, Country]]) -> dict[str, Country]:
    """Form to country, with forms in capitals; the first country that has a form keeps it."""
    table: dict[str, Country] = {}
    for form, country in pairs:
        bare = form[4:] if form.startswith("the ") else form
        table.setdefault(bare, country)
        if not _is_abbreviation(bare):
            table.setdefault(bare.upper(), country)
    return table


@cache
def _codes() -> dict[str, Country]:
    return {code: country for country in countries() for code in (country.code, country.alpha2)}


@cache
def _names() -> dict[str, Country]:
    return _table((form, country) for country in countries() for form in (country.name, *country.aliases))


@cache
def _demonyms() -> dict[str, Country]:
    return _table((form, country) for country in countries() for form in country.demonyms)


@cache
def _capitals() -> dict[str, Country]:
    return _table(
        (form, country) for country in countries() for form in (country.capital, *country.capital_aliases) if form
    )


@cache
def _seats() -> dict[str, Country]:
    return _table((form, country) for country in countries() for form in country.seats)
