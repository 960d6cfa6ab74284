import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.knowledge.countries import by_capital, by_code, by_demonym, by_name, by_seat, countries, written_forms


def code(country: object) -> str | None:
    return getattr(country, "code", None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("South Korea", "KOR"),
        ("S. Korea", "KOR"),
        ("ROK", "KOR"),
        ("DPRK", "PRK"),
        ("SOUTH KOREA", "KOR"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("the United States", "USA"),
        ("The Netherlands", "NLD"),
        ("UAE", "ARE"),
        ("Soviet Union", "RUS"),
        ("Zaire", "COD"),
        ("West Germany", "DEU"),
        ("East Germany", "DEU"),
        ("Yugoslavia", "SRB"),
        ("Czechoslovakia", "CZE"),
        ("Burma", "MMR"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Republic of China", "TWN"),
        ("People's Republic of China", "CHN"),
        ("us", None),
        ("Us", None),
        ("turkey", None),
        ("China Daily", None),
        ("", None),
    ],
)
def test_names_follow_the_case_rules(name: str, expected: str | None) -> None:
    assert code(by_name(name)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("South Korean", "KOR"),
        ("S. Koreans", "KOR"),
        ("North Koreans", "PRK"),
        ("Chinese", "CHN"),
        ("Germans", "DEU"),
        ("Dutchmen", "NLD"),
        ("Frenchwomen", "FRA"),
        ("Iraqis", "IRQ"),
        ("PHILIPPINE", "PHL"),
        ("Soviet", "RUS"),
        ("Omanis", "OMN"),
        ("polish", None),
    ],
)
def test_demonyms_have_plurals(word: str, expected: str | None) -> None:
    assert code(by_demonym(word)) == expected


def test_capitals_and_seats_stand_for_governments() -> None:
    assert code(by_capital("Kiev")) == code(by_capital("Kyiv")) == "UKR"
    assert code(by_capital("Peking")) == code(by_capital("BEIJING")) == "CHN"
    assert code(by_capital("Washington")) == "USA"
    assert code(by_capital("Busan")) is None
    assert code(by_seat("the Kremlin")) == "RUS"
    assert code(by_seat("Blue House")) == "KOR"
    assert code(by_seat("Downing Street")) == "GBR"
    assert code(by_seat("Pentagon")) == "USA"


def test_codes_are_unique_and_found() -> None:
    codes = [country.code for country in countries()] + [country.alpha2 for country in countries()]
    assert len(codes) == len(set(codes))
    assert code(by_code("KOR")) == code(by_code("KR")) == "KOR"
    assert by_code("kor") is None
    assert all(-90 <= c.latitude <= 90 and -180 <= c.longitude <= 180 for c in countries())


def test_no_form_names_two_countries() -> None:
    names = [form for c in countries() for form in (c.name, *c.aliases)]
    demonyms = [form for c in countries() for form in c.demonyms]
    assert len(names) == len(set(names))
    assert len(demonyms) == len(set(demonyms))


@given(st.sampled_from(sorted(written_forms()[0])))
def test_every_written_name_is_found_and_in_small_letters_only_where_so_written(form: str) -> None:
    assert by_name(form) is not None
    lowered = form.lower()
    assert (by_name(lowered) is None) == (lowered not in written_forms()[0])


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    for look_up in (by_name, by_demonym, by_capital, by_seat, by_code):
        found = look_up(text)
        assert found is None or found.code.isupper()
