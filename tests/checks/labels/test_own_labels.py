"""The tables that are printed of judged events."""

from checks.labels.judging import Asked, Judged, Label, Row, Verdict
from checks.labels.own_labels import causes, reliability, report

MEETING = Label(
    "a.txt", "wire", "meeting", "happened", None, None, "they met", True, (Asked("fiji", frozenset(), "FJI"),)
)
CALL = Label("a.txt", "live", "call", "happened", None, None, "they spoke", True, (Asked("fiji", frozenset(), "FJI"),))
ASIDE = Label(
    "a.txt", "live", "visit", "happened", None, None, "he had gone there", False, (Asked("fiji", frozenset(), "FJI"),)
)
ROW = Row("ev1", "meeting", "happened", None, 0.8, ("a.txt",), (), ())
FOUND = Judged(
    verdicts=(
        Verdict(ROW, "wire", MEETING, None),
        Verdict(ROW, "wire", None, "day"),
        Verdict(ROW, "live", None, "kind"),
    ),
    labels=(MEETING, CALL, ASIDE),
    missed=(CALL,),
)


def test_precision_is_of_events_and_recall_of_central_labels() -> None:
    lines = report(FOUND, "register", lambda v: v.register, lambda label: label.register)
    assert [line.split() for line in lines[1:]] == [
        ["live", "1", "0", "0.00", "1", "0", "0.00"],
        ["wire", "2", "1", "0.50", "1", "1", "1.00"],
    ]


def test_a_kind_that_nobody_published_has_no_precision() -> None:
    lines = report(FOUND, "kind", lambda v: v.row.kind, lambda label: label.kind)
    assert lines[1].split() == ["call", "0", "0", "-", "1", "0", "0.00"]


def test_causes_are_counted() -> None:
    assert [line.split()[-1] for line in causes(FOUND)[1:]] == ["0", "1", "0", "0", "1"]


def test_the_reliability_table_counts_every_event() -> None:
    lines = [line.split() for line in reliability(FOUND.verdicts, bins=1)]
    assert lines[1:] == [["0.800", "0.333", "3"]]
