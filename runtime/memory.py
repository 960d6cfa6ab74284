"""Lets Python look for cyclic garbage rarely while many records are made that hold none.

Records by the hundred thousand make the collector walk over all of them again and again, in vain: nothing in them
points back. Here belongs its tuning alone.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = (200_000, 50, 1_000)  # new objects before a young collection, and how many of these before an older one


@contextmanager
def rarely_collected() -> Iterator[None]:
    """For as long as the block runs, garbage in cycles may wait; what is no longer pointed to is freed as always."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
