"""How well two readers agree: the second's firm events taken as rows and judged by the first's labels.

`python -m training.agreement`; the texts are not needed. Here belongs that comparison alone.
"""

from assets.knowledge.countries import by_name
from training.labels import OWN, Json, lines
from training.matching import day
from training.signing import Party, Row, judge, wanted


def main() -> None:
    """Prints signed precision, signed recall, and what is found, over the documents that were read twice."""
    first = {gold["id"]: gold for gold in lines(OWN / "labels_of_open_texts.jsonl")}
    rows = signed = found = asked = 0
    for second in lines(OWN / "second_readings.jsonl"):
        labels = first[second["id"]]["events"]
        verdicts = judge(labels, [_row(event) for event in wanted(second["events"])])
        rows += len(verdicts)
        signed += sum(not verdict.faults for verdict in verdicts)
        found += sum(verdict.label is not None for verdict in verdicts)
        asked += len(wanted(labels))
    print(f"{rows} rows of the second reader, {asked} labels of the first")
    print(f"signed precision {signed / rows:.3f}, recall {signed / asked:.3f}")
    print(f"found precision {found / rows:.3f}, recall {found / asked:.3f}")


def _row(event: Json) -> Row:
    parties = tuple(Party(_kind(p), p["country"], (p["name"],)) for p in event["participants"])
    days = (day(event["start_on"]), day(event["end_on"]), event["date_precision"])
    spans = tuple((mention["span"][0], mention["span"][1]) for mention in event["mentions"])
    return Row(event["event_kind"], event["status"], days, parties, spans)


def _kind(participant: Json) -> str:
    """Whether a labelled participant is a person, a country by its own name, or a body."""
    country = by_name(participant["name"])
    if participant["person"]:
        return "person"
    return "country" if country is not None and country.code == participant["country"] else "organisation"


if __name__ == "__main__":
    main()
