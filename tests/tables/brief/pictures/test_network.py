"""The network of who met whom."""

from math import hypot

from assets.tables.brief.pictures.charts import matrix
from assets.tables.brief.pictures.network import RADIUS, network
from tests.tables.brief.world import pairs

NAMES = {"a": "Ann", "b": "Bob", "c": "Cid", "d": "Dan"}


def test_a_line_a_pair_thicker_the_more_often_they_met() -> None:
    drawn = network(matrix(pairs([["a", "b"], ["a", "b"], ["a", "c"], ["c", "d"]]), NAMES))
    assert drawn is not None
    assert sorted(node.name for node in drawn.nodes) == ["Ann", "Bob", "Cid", "Dan"]
    lines = {line.said: line for line in drawn.lines}
    assert set(lines) == {"Ann and Bob: 2", "Ann and Cid: 1", "Cid and Dan: 1"}
    assert lines["Ann and Bob: 2"].width > lines["Ann and Cid: 1"].width
    ends = {(node.x, node.y): node.name for node in drawn.nodes}
    for said, line in lines.items():
        assert {ends[line.x1, line.y1], ends[line.x2, line.y2]} == set(said.partition(":")[0].split(" and "))


def test_all_stand_on_one_circle_within_the_picture() -> None:
    drawn = network(matrix(pairs([list("abcd")]), NAMES))
    assert drawn is not None
    for node in drawn.nodes:
        assert abs(hypot(node.x - drawn.width / 2, node.y - drawn.height / 2) - RADIUS) < 0.2
        assert 0 < node.label_x < drawn.width
        assert 0 < node.label_y < drawn.height


def test_two_make_no_network() -> None:
    assert network(matrix(pairs([["a", "b"]]), NAMES)) is None
    assert network(None) is None
