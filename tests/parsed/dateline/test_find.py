"""Datelines of every wire habit, and lines that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.dateline.find import REACH, find_dateline
from assets.parsed.dateline.locate import locate

REPORT = "Ministers of four harbour towns agreed on new rules for the ferry lines in the strait."
HABITS = [
    ("OSLO, Sept. 8 (UPI) -- ", "OSLO", "NOR", "--09-08", "UPI"),
    ("OSLO, Sept 8 (Reuters) - ", "OSLO", "NOR", "--09-08", "Reuters"),
    ("OSLO (Reuters) - ", "OSLO", "NOR", None, "Reuters"),
    ("OSLO, Norway (AP) — ", "OSLO, Norway", "NOR", None, "AP"),
    ("OSLO, Norway — ", "OSLO, Norway", "NOR", None, None),
    ("PARIS (AP) _ ", "PARIS", "FRA", None, "AP"),
    ("Nice, Sept 8, 2025 (AFP) - ", "Nice", "FRA", "2025-09-08", "AFP"),
    ("TUNIS, Nov. 28, 2005 (Xinhua) -- ", "TUNIS", "TUN", "2005-11-28", "Xinhua"),
    ("BUSAN, Sept. 8 (Yonhap) -- ", "BUSAN", "KOR", "--09-08", "Yonhap"),
    ("OSAKA, Sept. 8 (Kyodo) _ ", "OSAKA", "JPN", "--09-08", "Kyodo"),
    ("Osaka, Sept. 8 (Jiji Press)--", "Osaka", "JPN", "--09-08", "Jiji Press"),
    ("MOSCOW, September 8. /TASS/. ", "MOSCOW", "RUS", "--09-08", "TASS"),
    ("MOSCOW, September 8. /TASS Correspondent Ivan Petrov/. ", "MOSCOW", "RUS", "--09-08", "TASS"),
    ("MOSCOW. Sept 8 (Interfax) - ", "MOSCOW", "RUS", "--09-08", "Interfax"),
    ("MOSCOW (Sputnik) - ", "MOSCOW", "RUS", None, "Sputnik"),
    ("KAZAN (UrduPoint News / Sputnik - 08th September, 2025) ", "KAZAN", "RUS", "2025-09-08", "Sputnik"),
    ("New Delhi [India], September 8 (ANI): ", "New Delhi [India]", "IND", "--09-08", "ANI"),
    ("New Delhi, Sep 8 (PTI) ", "New Delhi", "IND", "--09-08", "PTI"),
    ("Hanoi (VNA) – ", "Hanoi", "VNM", None, "VNA"),
    ("Hanoi, September 8 (VNA) - ", "Hanoi", "VNM", "--09-08", "VNA"),
    ("Taipei, Sept. 8 (CNA) ", "Taipei", "TWN", "--09-08", "CNA"),
    ("ISLAMABAD, Sep 08 (APP): ", "ISLAMABAD", "PAK", "--09-08", "APP"),
    ("ISLAMABAD: ", "ISLAMABAD", "PAK", None, None),
    ("WASHINGTON/OSLO (Reuters) - ", "WASHINGTON/OSLO", "USA", None, "Reuters"),
    ("UNITED NATIONS, Sept 8 (Reuters) - ", "UNITED NATIONS", "USA", "--09-08", "Reuters"),
    ("SINGAPORE: ", "SINGAPORE", "SGP", None, None),
    ("NEW DELHI, 8 September 2025: ", "NEW DELHI", "IND", "2025-09-08", None),
    ("Jeddah, September 8, 2025, SPA -- ", "Jeddah", "SAU", "2025-09-08", "SPA"),
    ("Jeddah, Rabi' al-Awwal 16, 1447 AH, September 8, 2025, SPA -- ", "Jeddah", "SAU", "2025-09-08", "SPA"),
    ("Jeddah, 16 Dhu al-Hijjah 1443, 15 July 2022, SPA -- ", "Jeddah", "SAU", "2022-07-15", "SPA"),
    ("Tehran, IRNA – ", "Tehran", "IRN", None, "IRNA"),
    ("Damascus, SANA- ", "Damascus", "SYR", None, "SANA"),
    ("Accra, Sept. 8, GNA - ", "Accra", "GHA", "--09-08", "GNA"),
    ("YEREVAN, SEPTEMBER 8, ARMENPRESS. ", "YEREVAN", "ARM", "--09-08", "Armenpress"),
    ("Baku, September 8, AZERTAC ", "Baku", "AZE", "--09-08", "Azertac"),
    ("Astana. 8 September. Kazinform - ", "Astana", "KAZ", "--09-08", "Kazinform"),
    ("Kyiv. Sept 8. INTERFAX-UKRAINE - ", "Kyiv", "UKR", "--09-08", "Interfax-Ukraine"),
    ("Moscow, 8 September 2025. TASS. ", "Moscow", "RUS", "2025-09-08", "TASS"),
    ("VIENTIANE, Sept 8 (KPL) ", "VIENTIANE", "LAO", "--09-08", "KPL"),
    ("AFP, OSLO - ", "OSLO", "NOR", None, "AFP"),
    ("(Reuters) - ", None, None, None, "Reuters"),
    ("SAN JOSE, 8 JAN 90 (ACAN-EFE) -- ", "SAN JOSE", "CRI", "1990-01-08", "ACAN-EFE"),
    ("SAN JOSE (COSTA RICA), NO DATE (RADIO RELOJ 2) -- ", "SAN JOSE (COSTA RICA)", "CRI", None, "RADIO RELOJ 2"),
    ("NO CITY, NO DATE -- ", None, None, None, None),
    ("PORT-AU-PRINCE, April 9, 1997 (AFP) -- ", "PORT-AU-PRINCE", "HTI", "1997-04-09", "AFP"),
    ("NORTH PLATTE, Neb., June 2 - ", "NORTH PLATTE, Neb.", "USA", "--06-02", None),
    ("WHEELING, W.Va., June 2 - ", "WHEELING, W.Va.", "USA", "--06-02", None),
    ("Trail, British Columbia, June 11 - ", "Trail, British Columbia", "CAN", "--06-11", None),
    ("London, 8 September 2025 – ", "London", "GBR", "2025-09-08", None),
    ("NEW YORK,\nMarch 3 (UPI) -- ", "NEW YORK", "USA", "--03-03", "UPI"),
    ("WASHINGTON, Monday, Sept. 8 (UPI) -- ", "WASHINGTON", "USA", "--09-08", "UPI"),
    ("OSLO (Oct. 8, 2019) -- ", "OSLO", "NOR", "2019-10-08", None),
    ("OSLO [8 October] — ", "OSLO", "NOR", "--10-08", None),
    ("October 8, 2019 (JUBA) - ", "JUBA", "SSD", "2019-10-08", None),
    ("8 October 2019, Oslo - ", "Oslo", "NOR", "2019-10-08", None),
    ("2019-10-08 Oslo - ", "Oslo", "NOR", "2019-10-08", None),
    ("OSLO – 8 October 2019: ", "OSLO", "NOR", "2019-10-08", None),
    ("OSLO – Oct. 8 (AP) – ", "OSLO", "NOR", "--10-08", "AP"),
    ("OSLO, Norway, October 8. ", "OSLO, Norway", "NOR", "--10-08", None),
    ("OSLO, Tuesday, October 8, 1912.—", "OSLO", "NOR", "1912-10-08", None),
    ("OSLO, 7-8 October 2019 – ", "OSLO", "NOR", "2019-10-08", None),
    ("OSLO, Oct. 7-8 (AP) — ", "OSLO", "NOR", "--10-08", "AP"),
    ("OSLO, Sept. 30-Oct. 2, 2019 — ", "OSLO", "NOR", "2019-10-02", None),
    ("OSLO, 8.10.2019 — ", "OSLO", "NOR", "2019-10-08", None),
    ("NEW YORK, 10/08/2019 — ", "NEW YORK", "USA", "2019-10-08", None),
    ("BOSTON, MA / ACCESSWIRE / October 8, 2019 / ", "BOSTON, MA", "USA", "2019-10-08", "ACCESSWIRE"),
    ("BOSTON--(BUSINESS WIRE)--", "BOSTON", "USA", None, "Business Wire"),
    ("BOSTON, Oct. 8, 2019 /PRNewswire/ -- ", "BOSTON", "USA", "2019-10-08", "PRNewswire"),
    ("WASHINGTON/PARIS/OSLO (Reuters) - ", "WASHINGTON/PARIS/OSLO", "USA", None, "Reuters"),
    ("PARIS (Update) - ", "PARIS", "FRA", None, None),
    ("PARIS, Oct. 8 (AP) (Update 2) - ", "PARIS", "FRA", "--10-08", "AP"),
    ("EN ROUTE TO PARIS (AP) — ", "EN ROUTE TO PARIS", None, None, "AP"),
    ("Kampala: ", "Kampala", "UGA", None, None),
    ("(OSLO, Norway) – ", "OSLO, Norway", "NOR", None, None),
    ("ERBIL (northern Iraq) – ", "ERBIL (northern Iraq)", "IRQ", None, None),
    ("ABOARD THE USS NIMITZ, South China Sea (AP) — ", "ABOARD THE USS NIMITZ, South China Sea", None, None, "AP"),
]


@pytest.mark.parametrize(("printed", "place", "country", "date", "agency"), HABITS, ids=[row[0] for row in HABITS])
def test_every_habit_is_read(
    printed: str, place: str | None, country: str | None, date: str | None, agency: str | None
) -> None:
    text = "Header line\n" + printed + REPORT
    found = find_dateline(text, len("Header line\n"), len(text))
    assert found is not None
    assert (found.place, found.country, found.date, found.agency) == (place, country, date, agency)
    assert text[found.start : found.end] == printed.strip()


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING - " + REPORT,
        "EXCLUSIVE: " + REPORT,
        "US: " + REPORT,
        "By Ann Lee, Sept 8 - " + REPORT,
        "Norway - a country of fish and fjords - met its neighbours on Monday.",
        "Harbour festival in Bergen on April 15, 2017. (Photo: Ola Berg, AP)",
        "In an October 2011 CNN poll, most of those asked liked ferries.",
        "To CNN the minister said that ferries are the future of the strait.",
        "On March 18, 2010 — three days before the vote — the council met again.",
        "President Lind - in a speech on Monday - spoke of ferries again and again.",
        "Last updated, Sept 8 - " + REPORT,
        "Tehran, IRNA and the editors of two papers agreed on rules for reports from the strait.",
        "In Accra on Sept. 8, GNA said that the ferry lines of the strait would soon have new rules.",
        "NORWAY: " + REPORT,
        "Paris - Nice",
        "Norway: " + REPORT,
        "Harbourton: " + REPORT,
        "8 October 2019 - " + REPORT,
        "",
        "   ",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(line: str) -> None:
    assert find_dateline(line, 0, len(line)) is None


def test_of_two_datelines_the_inner_one_counts_and_keeps_the_outer_year() -> None:
    text = "TUNIS, Nov. 28, 2005 (Xinhua) -- LUANDA, Nov. 29 (Xinhua) - " + REPORT
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert (found.place, found.country, found.date) == ("LUANDA", "AGO", "2005-11-29")
    assert text[found.start : found.end].endswith("LUANDA, Nov. 29 (Xinhua) -")


def test_two_days_around_a_dash_are_no_span() -> None:
    text = "PARIS, Texas, Oct 19 - Sept 30 end\n Shr 27 cts"
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert found.date == "--10-19"


def test_a_day_that_the_calendar_lacks_makes_no_date() -> None:
    text = "OSLO, Feb. 30 (UPI) -- " + REPORT
    found = find_dateline(text, 0, len(text))
    assert found is None or found.date is None


def test_the_dateline_may_stand_after_header_lines() -> None:
    lines = ["Ferry rules agreed", "By ANN LEE", "OSLO, Sept. 8 (UPI) -- " + REPORT, "PARIS (AP) — " + REPORT]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    ranges = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    found = locate(text, ranges)
    assert found is not None
    assert found.agency == "UPI"
    assert locate(text, ranges, limit=2) is None


def test_a_dateline_with_an_agency_is_taken_before_a_bare_place() -> None:
    first, second = "OSLO — " + REPORT, "PARIS (AP) — " + REPORT
    text = first + "\n" + second
    found = locate(text, [(0, len(first)), (len(first) + 1, len(text))])
    assert found is not None
    assert found.place == "PARIS"


@given(st.text(max_size=300), st.integers(0, 50))
def test_any_text_is_read_without_error_and_within_its_range(text: str, start: int) -> None:
    begin = min(start, len(text))
    found = find_dateline(text, begin, len(text))
    if found is not None:
        assert begin <= found.start < found.end <= len(text)
        assert found.end - found.start <= 2 * REACH + 20


@pytest.mark.parametrize("unit", ["A, ", "OSLO ", "( ", "(A", "- ", "Sept. ", "/a", "8 ", ", of the "])
def test_no_more_of_a_hostile_line_is_read_than_a_dateline_may_take(unit: str) -> None:
    line = unit * (1_000_000 // len(unit))
    short = find_dateline(line[: 4 * REACH], 0, 4 * REACH)
    assert find_dateline(line, 0, len(line)) == short
