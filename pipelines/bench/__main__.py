"""`python -m pipelines.bench speed [FOLDER]` and `python -m pipelines.bench growth [SIZE …]`; without a word, both."""

import sys
from pathlib import Path

from assets.reference import SEEDS
from pipelines.bench import growth, speed

if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["all"]
    if what in ("all", "speed"):
        speed.main(Path(rest[0]) if rest else SEEDS / "documents")
    if what in ("all", "growth"):
        growth.main(sorted(map(int, rest)) or growth.SIZES)
