"""The collector's thresholds come back, whatever happens in the block."""

import gc

import pytest

from runtime.memory import RARELY, rarely_collected


def test_garbage_waits_in_the_block_and_not_behind_it() -> None:
    before = gc.get_threshold()
    with rarely_collected():
        assert gc.get_threshold() == RARELY
    assert gc.get_threshold() == before
    with pytest.raises(ValueError, match="no"), rarely_collected():
        raise ValueError("no")
    assert gc.get_threshold() == before
