"""What tests of the UI are given."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Served:
    """A UI that is served: its port, and the store and the inbox that its operator gave it."""

    port: int
    home: Path
    inbox: Path

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.port}"
