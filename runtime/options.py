"""What one run was told of how to do its heavy steps.

Here belongs the record alone: the settings and their documentation stand in `resources`, the reading back in `run`.
"""

from dataclasses import dataclass

from runtime.batches.engine import WORKERS
from runtime.batches.worker import LIMIT, MEGABYTES


@dataclass(frozen=True)
class RunOptions:
    """`full`: everything again; `workers`: processes; `limit`: seconds that a document may take in a stage.

    `megabytes`: what a worker process may hold.
    """

    full: bool = False
    workers: int = WORKERS
    limit: float = LIMIT
    megabytes: int = MEGABYTES
