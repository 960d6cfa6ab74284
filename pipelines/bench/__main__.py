"""`python -m pipelines.bench [speed [FOLDER] | peers [DOCUMENTS] | growth [SIZE …] | disk [DAYS [SIZE]]]`.

Without a word, all of them. All but `speed` add a line to build/bench.jsonl, say what has moved since the last one of
the same size, and show what is asked beside what was found.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assets.reference import SEEDS
from pipelines.bench import asked, disk, growth, past, peers, speed
from pipelines.bench.past import Figures


def main(words: Sequence[str]) -> None:
    """What the command line asks for. Ends the program with a sentence where that is nothing there is."""
    what, *rest = words or ["all"]
    if what not in ("all", "speed", "peers", "growth", "disk"):
        sys.exit(f"{what!r} is no bench: {(__doc__ or '').splitlines()[0]}")
    found: Figures = {}
    if what in ("all", "speed"):
        speed.main(Path(rest[0]) if rest else SEEDS / "documents")
    if what in ("all", "peers"):
        count = int(rest[0]) if rest else peers.REPORTS
        found |= _kept(f"peers {count}", lambda: peers.main(count))
    if what in ("all", "growth"):
        sizes = sorted(set(map(int, rest))) or growth.SIZES
        found |= _kept(" ".join(map(str, ("growth", *sizes))), lambda: growth.main(sizes))
    if what in ("all", "disk"):
        days, size = (*map(int, rest), *(disk.DAYS, disk.SIZE)[len(rest) :])
        found |= _kept(f"disk {days} {size}", lambda: disk.main(days, size))
    asked.show(found)


def _kept(what: str, measure: Callable[[], Figures]) -> Figures:
    """What is found, kept as a line, and what of it has moved since the last one that is alike."""
    found = measure()
    for line in past.moved(past.before(past.FILE, what), found):
        print(line)
    past.keep(past.FILE, what, found)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
