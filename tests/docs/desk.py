"""Rows of a small store of which the right answers are known: what the pages of questions are asked of.

Here belong the rows. Among them stand, beside what each question asks for, its nearest wrong answers: a call beside
meetings, a minister of another time, a test of another weapon, words said by somebody else.
"""

import datetime as dt
from typing import Any

from tests.tables.conftest import article, document, entity, event, party, report

Rows = list[dict[str, Any]]
FIRST_RUN, LAST_RUN = "20250901T060000-00000001", "20250910T060000-00000002"
PEOPLE = {
    "nakatani": ("Gen Nakatani", "JPN"),
    "hamada": ("Yasukazu Hamada", "JPN"),
    "kihara": ("Minoru Kihara", "JPN"),
    "kishi": ("Nobuo Kishi", "JPN"),
    "ahn": ("Ahn Gyu-back", "KOR"),
    "lee": ("Lee Jong-sup", "KOR"),
    "blinken": ("Antony Blinken", "USA"),
    "biden": ("Joe Biden", "USA"),
    "qin": ("Qin Gang", "CHN"),
}
COUNTRIES = {"JPN": "Japan", "KOR": "South Korea", "PRK": "North Korea", "USA": "United States", "CHN": "China"}
PLACES = {"Seoul": (37.57, 126.98, "KOR"), "Singapore": (1.29, 103.85, "SGP"), "Beijing": (39.9, 116.4, "CHN")}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def run(run_id: str, started: str) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "started_at": dt.datetime.fromisoformat(started).replace(tzinfo=dt.UTC),
        "status": "published",
        "code_version": "1",
        "schema_version": "1",
        "documents_in": 3,
        "documents_published": 3,
        "documents_quarantined": 0,
        "settings": "{}",
    }


def tenure(number: int, person: str, office: str, first: str, last: str) -> dict[str, Any]:
    return {
        "tenure_id": f"te-{number:016x}",
        "person_id": f"per-{person}",
        "office": office,
        "country": PEOPLE[person][1],
        "status": "current",
        "first_seen_on": day(first),
        "last_seen_on": day(last),
        "document_count": 2,
    }


def said(number: int, person: str, on: str, content: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A statement and its speaker."""
    identity = f"st-{number:016x}"
    statement = {
        "statement_id": identity,
        "document_id": f"{1:032x}",
        "sentence_no": 0,
        "kind": "direct",
        "joint": False,
        "cue": "said",
        "content": content,
        "raw_start": number,
        "raw_end": number + len(content),
        "said_on": day(on),
    }
    speaker = {"statement_id": identity, "entity_id": f"per-{person}", "speaker_text": PEOPLE[person][0]}
    return statement, speaker


_TO = "PRK target"
# number: kind, type, status, first day, place, outlets' articles with their sentence, parties as "name role"
EVENTS: dict[int, tuple[str, str, str, str | None, str | None, dict[int, str], tuple[str, ...]]] = {
    1: ("meeting", "CONSULT", "happened", "2023-06-04", "Singapore", {1: "They met in Singapore."}, ("hamada", "lee")),
    2: ("meeting", "CONSULT", "happened", "2025-09-08", "Seoul", {2: "They met.", 3: "They met."}, ("nakatani", "ahn")),
    3: ("call", "CONSULT", "happened", "2025-08-01", None, {2: "They spoke by phone."}, ("nakatani", "ahn")),
    4: ("meeting", "CONSULT", "happened", "2018-10-20", "Singapore", {1: "Ministers met in 2018."}, ("JPN", "KOR")),
    5: (
        "visit",
        "CONSULT",
        "happened",
        "2023-06-18",
        "Beijing",
        {1: "He came."},
        ("blinken visitor", "CHN host"),
    ),
    6: (
        "visit",
        "CONSULT",
        "happened",
        "2023-03-01",
        "Seoul",
        {1: "He came."},
        ("blinken visitor", "KOR host"),
    ),
    7: (
        "visit",
        "CONSULT",
        "happened",
        "2024-04-01",
        "Seoul",
        {1: "He came."},
        ("kihara visitor", "KOR host"),
    ),
    8: (
        "visit",
        "CONSULT",
        "denied",
        "2023-02-05",
        "Beijing",
        {1: "A trip is off."},
        ("kishi visitor", "CHN host"),
    ),
    9: ("planned_meeting", "AGREE", "denied", None, None, {1: "Talks with Qin are off."}, ("blinken", "qin")),
    10: ("planned_meeting", "AGREE", "planned", "2025-12-01", None, {2: "They will meet."}, ("nakatani", "ahn")),
    11: ("weapons_test", "MOBILIZE", "happened", "2022-03-24", None, {1: "It launched an ICBM."}, ("PRK",)),
    12: ("weapons_test", "MOBILIZE", "happened", "2022-05-31", None, {1: "It launched a satellite."}, ("PRK",)),
    13: ("weapons_test", "MOBILIZE", "happened", "2023-07-12", None, {1: "It fired a missile."}, ("PRK",)),
    14: ("weapons_test", "MOBILIZE", "hypothetical", "2022-12-01", None, {1: "It may test a missile."}, ("PRK",)),
    15: (
        "condemnation",
        "ACCUSE",
        "happened",
        "2022-03-24",
        None,
        {1: "They condemn it."},
        ("kishi", "USA", _TO),
    ),
    16: (
        "condemnation",
        "ACCUSE",
        "denied",
        "2022-03-25",
        None,
        {1: "Seoul did not."},
        ("KOR", _TO),
    ),
    17: ("sanction", "SANCTION", "happened", "2025-09-09", None, {3: "It blacklisted them."}, ("USA", _TO)),
}
TOLD_AT = {1: "2023-06-20", 2: "2025-09-09", 3: "2025-09-10"}  # the articles
TEXTS = {
    1: ("Harvest is late", "Rain fell."),
    2: ("Ministers end radar dispute", "The radar disputes are over."),
    3: ("Radar sold", "A radar was sold."),
}


def rows() -> dict[str, Rows]:
    """The rows of every table that is filled."""
    spoken = [
        said(1, "biden", "2022-03-24", "We will answer an attack."),
        said(2, "biden", "2022-03-25", "Sanctions follow attacks of this kind."),
        said(3, "biden", "2022-03-26", "It was a good day."),
        said(4, "qin", "2023-06-18", "No attack was meant."),
        said(5, "qin", "2023-06-19", "We oppose sanctions."),
    ]
    held: dict[str, Rows] = {
        "runs": [run(FIRST_RUN, "2025-09-01T06:00"), run(LAST_RUN, "2025-09-10T06:00")],
        "documents": [document(number) for number in TEXTS],
        "articles": [
            article(number, ("Wire A", "Wire B", "Wire C")[number - 1])
            | {"title": title, "body": text, "published_on": day(TOLD_AT[number])}
            | ({"url": None} if number == 2 else {})
            for number, (title, text) in TEXTS.items()
        ],
        "entities": [
            *(
                entity(f"per-{key}", "person", name, of, aliases=[name.split()[-1]])
                for key, (name, of) in PEOPLE.items()
            ),
            *(entity(f"cou-{of}", "country", name, of, latitude=1.0, longitude=2.0) for of, name in COUNTRIES.items()),
            *(entity(f"pla-{n}", "place", n, of, latitude=a, longitude=o) for n, (a, o, of) in PLACES.items()),
            entity("for-1", "forum", "Shangri-La Dialogue", None),
        ],
        "tenures": [
            tenure(1, "kishi", "defence minister", "2020-09-16", "2022-08-01"),
            tenure(2, "hamada", "defence minister", "2022-08-10", "2023-06-20"),
            tenure(3, "kihara", "defence minister", "2023-09-13", "2024-09-01"),
            tenure(4, "lee", "defence minister", "2022-05-11", "2023-10-06"),
        ],
        "statements": [statement for statement, _ in spoken],
        "statement_speakers": [speaker for _, speaker in spoken],
    }
    for table, more in _of_events().items():
        held[table] = more
    return held


def _of_events() -> dict[str, Rows]:
    """Events, who took part, the reports of them and their sentences."""
    held: dict[str, Rows] = {"events": [], "event_participants": [], "event_reports": [], "sentences": []}
    for number, (kind, type_of, status, on, place, told, parties) in EVENTS.items():
        start = day(on) if on else None
        more = {
            "start_on": start,
            "end_on": start,
            "date_precision": "day" if on else "none",
            "place_id": f"pla-{place}" if place else None,
            "country": PLACES[place][2] if place else ("PRK" if "PRK" in parties else None),
            "forum_id": "for-1" if number == 1 else None,
            "document_count": len(told),
            "outlet_count": len(told),
            "confidence": round(0.95 - number / 100, 2),
            "first_run_id": LAST_RUN if set(told) - {1} and number != 2 else FIRST_RUN,
        }
        held["events"].append(event(number, kind, type_of, status, **more))
        for who in parties:
            key, _, role = who.partition(" ")
            identity = f"cou-{key}" if key in COUNTRIES else f"per-{key}"
            of = key if key in COUNTRIES else PEOPLE[key][1]
            held["event_participants"].append(party(number, identity, role or "actor", of))
        for source, sentence in told.items():
            # Wire C tells the meeting of 8 September a day later than Wire B.
            told_on = start + dt.timedelta(days=1) if start and number == 2 and source == 3 else start
            held["event_reports"].append(
                report(number, source)
                | {
                    "sentence_no": number,
                    "reported_start_on": told_on,
                    "reported_kind": kind,
                    "reported_status": status,
                }
            )
            held["sentences"].append(
                {
                    "document_id": f"{source:032x}",
                    "sentence_no": number,
                    "paragraph_no": 0,
                    "raw_start": number,
                    "raw_end": number + 1,
                    "text": sentence,
                }
            )
    for number, (_, text) in TEXTS.items():
        held["sentences"].append(
            {
                "document_id": f"{number:032x}",
                "sentence_no": 0,
                "paragraph_no": 0,
                "raw_start": 0,
                "raw_end": 9,
                "text": text,
            }
        )
    return held
