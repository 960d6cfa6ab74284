"""`python -m pipelines.bench [speed [FOLDER] | growth [SIZE …] | peers [REPORTS]]`; without a word, all of them.

`peers` adds a line to build/bench.jsonl, and says what has moved since the last one.
"""

import sys
from pathlib import Path

from assets.reference import SEEDS
from pipelines.bench import growth, past, peers, speed

if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["all"]
    if what in ("all", "speed"):
        speed.main(Path(rest[0]) if rest else SEEDS / "documents")
    if what in ("all", "growth"):
        growth.main(sorted(map(int, rest)) or growth.SIZES)
    if what in ("all", "peers"):
        size = int(rest[0]) if rest else peers.REPORTS
        figures = peers.main(size)
        for line in past.moved(past.before(past.FILE, size), figures):
            print(line)
        past.keep(past.FILE, size, figures)
