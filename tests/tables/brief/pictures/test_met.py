"""Who met whom, as the warehouse is asked: the same as counting all meetings one by one."""

from random import Random

from assets.tables.brief import words
from assets.tables.brief.pictures import met
from assets.tables.brief.pictures.charts import MOST_NODES, matrix
from tests.tables.brief.world import Rows, opened, pairs
from tests.tables.conftest import entity, event, party

LANDS = ("FRA", "DEU", "JPN", "KOR", None)


def test_pairs_of_the_most_frequent_are_those_of_counting_all() -> None:
    choose = Random(3)
    people = [f"per-{n:02}" for n in range(20)]
    bodies = [entity("org-1", "organisation", "A body", "FRA")]
    bodies += [entity(p, "person", f"Person {p}", None) for p in people]
    rows: Rows = {"entities": bodies, "events": [], "event_participants": []}
    there: list[list[tuple[str, str | None]]] = []
    for n in range(60):
        held = [(p, choose.choice(LANDS)) for p in choose.sample([*people, "org-1"], choose.randrange(1, 5))]
        rows["events"].append(event(n, "meeting", "CONSULT", "planned" if n % 9 == 0 else "happened"))
        rows["event_participants"] += [party(n, p, "actor", land) for p, land in held]
        there += [] if n % 9 == 0 else [held]
    con = opened(rows)
    names = {p: f"Person {p}" for p in people}
    drawn = met.people(con)
    assert drawn == matrix(pairs([p for p, _ in m if p != "org-1"] for m in there), names)
    assert drawn is not None
    assert len(drawn.names) <= MOST_NODES < len(people)
    lands = {code: words.country(code) for code in LANDS if code}
    assert met.countries(con) == matrix(pairs([land for _, land in m if land] for m in there), lands)


def test_where_nobody_met_there_is_nothing_to_draw() -> None:
    con = opened({})
    assert (met.people(con), met.countries(con)) == (None, None)
