"""Ids in parts: all of them once and in order, none with too many or too long texts unless it is one page alone."""

from hypothesis import given
from hypothesis import strategies as st

from assets.tables.site import parts as subject
from assets.tables.site.parts import ROOM, parts

LENGTHS = st.lists(st.one_of(st.none(), st.integers(0, 2 * ROOM)), max_size=30)


@given(LENGTHS, st.integers(1, 5))
def test_parts_hold_every_id_in_order_and_no_more_than_there_is_room_for(lengths: list[int | None], most: int) -> None:
    ids = [str(number) for number in range(len(lengths))]
    known = {identity: length for identity, length in zip(ids, lengths, strict=True) if length is not None}
    found = list(parts(ids, known, most))
    assert [identity for part in found for identity in part] == ids
    for part, behind in zip(found, [*found[1:], []], strict=False):
        held = sum(known.get(identity, 0) for identity in part)
        assert 1 <= len(part) <= most
        assert held <= ROOM or len(part) == 1
        assert not behind or len(part) == most or held + known.get(behind[0], 0) > ROOM  # as few as can be


def test_there_are_few_parts_of_short_texts() -> None:
    ids = [str(number) for number in range(50_000)]
    assert len(list(parts(ids, dict.fromkeys(ids, 1_000)))) == -(-50_000 // subject.AT_ONCE)
