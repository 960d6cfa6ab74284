import pytest

from assets.knowledge.nicknames import is_nickname


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("joe", "joseph", True), ("joseph", "joe", True), ("bill", "william", True), ("bill", "joseph", False)],
)
def test_a_short_form_stands_for_its_full_forms(one: str, other: str, same: bool) -> None:
    assert is_nickname(one, other) is same
