"""The curve that is written from judged events, and the tables that are printed."""

from pathlib import Path

import yaml

from checks.calibrate import causes, reliability, report, write_points, write_weights
from checks.judging import Asked, Judged, Label, Row, Verdict

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


def test_the_reliability_table_shows_every_point() -> None:
    assert reliability([(0.4, 0.25, 8)])[1:] == ["         0.400        0.250       8"]


def test_points_are_replaced_and_the_rest_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "calibration.yaml"
    file.write_text("# why\npoints:\n  - {raw: 0.0, right: 0.0, events: 0}\nfurther_outlet: 0.25\n")
    write_points([(0.4, 0.25, 8), (0.8, 0.9, 10)], file)
    assert file.read_text().startswith("# why\n")
    assert yaml.safe_load(file.read_text()) == {
        "points": [{"raw": 0.4, "right": 0.25, "events": 8}, {"raw": 0.8, "right": 0.9, "events": 10}],
        "further_outlet": 0.25,
    }


def test_weights_are_replaced_and_comments_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "sureness.yaml"
    file.write_text("# why\nweights:\n  start: 0.0\n  gone: 1.0\n")
    write_weights({"start": 0.25, "opening": -1.5}, file)
    assert file.read_text() == "# why\nweights:\n  start: 0.250\n  opening: -1.500\n"
