"""What one run was told of how to do its heavy steps.

Here belongs the record alone: the settings and their documentation stand in `resources`, the reading back in `run`.
"""

from dataclasses import dataclass

from runtime.batches.engine import LOCAL, WORKERS
from runtime.batches.worker import LIMIT, MEGABYTES, Limits


@dataclass(frozen=True)
class RunOptions:
    """`full`: everything again; `workers`: processes; `limit`: seconds that a document may take in a stage.

    `megabytes`: what a worker process may hold. `engine`: where the processes are; of those of a cluster 0 `workers`
    are as many as it has processors.
    """

    full: bool = False
    workers: int = WORKERS
    limit: float = LIMIT
    engine: str = LOCAL
    megabytes: int = MEGABYTES

    @property
    def limits(self) -> Limits:
        """What a worker process may take."""
        return Limits(self.limit, self.megabytes)
