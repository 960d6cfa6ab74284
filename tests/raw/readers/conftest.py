"""What tests of readers share: reading a file of given bytes through the table of formats."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assets.raw.readers.inbox import read_file
from assets.raw.records import RawDocument, Refusal

Read = Callable[[str, bytes | str], list[RawDocument | Refusal]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file of that name and content as a file of an inbox."""

    def reading(name: str, content: bytes | str) -> list[RawDocument | Refusal]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_file(path, tmp_path))

    return reading
