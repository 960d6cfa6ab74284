"""What a stage hands to the run: its tables, the outcomes of its checks, and notes for later stages.

Here belongs the record alone. Making it belongs to the stages, keeping it to `run` and `store`.
"""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from checks.results import Outcome
from runtime.outputs.grown import Grown


@dataclass
class Produced:
    """What a stage made of its inputs: tables, outcomes of its checks, and notes for later stages.

    `grown` tells of some tables how they have grown out of those of an earlier run; they are kept accordingly.
    """

    tables: dict[str, pl.DataFrame]
    outcomes: list[Outcome]
    notes: dict[str, Any] = field(default_factory=dict)
    grown: dict[str, Grown] = field(default_factory=dict)
