"""One run's cost: memory of a process and of its descendants is told apart."""

import subprocess
import sys

import pytest

from pipelines.bench.runs import PROC, Cost, Watch, family, peak
from runtime.store import STAGES

HOLDS = "held = bytearray(60_000_000); import sys; print(len(held), flush=True); sys.stdin.read()"
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {HOLDS!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
print("there", flush=True)
sys.stdin.read()
child.communicate()
"""


@pytest.mark.skipif(not (PROC / "self" / "status").exists(), reason="this system has no /proc")
def test_memory_of_a_process_and_of_its_largest_descendant_is_told_apart() -> None:
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    family_of_it = list(family(process.pid))
    assert family_of_it[0] == process.pid
    assert len(family_of_it) == 2
    watch = Watch(process.pid)
    watch.look()
    process.communicate()
    watch.look()  # what has ended keeps its mark
    main, worker = watch.peaks()
    assert main < 60 < worker
    assert peak(process.pid) == 0


def test_publishing_is_told_apart_from_all_else() -> None:
    cost = Cost(20.0, 9.0, {stage: float(n) for n, stage in enumerate(STAGES)}, 0.0, 0.0, 0)
    assert cost.publishing == sum(n for n, stage in enumerate(STAGES) if stage in ("snapshots", "warehouse", "brief"))
    assert cost.apart + cost.publishing == cost.seconds
