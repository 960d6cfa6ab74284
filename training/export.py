"""Writes what was learned where the product reads it: encoder as int8 ONNX, heads as numpy arrays, tokenizer, manifest.

Here belongs the form of the files. What they must hold is said in `annotate.events.network`.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "confidence.json")
INPUTS = ("ids", "types", "mask")


def export(network: Network, encoder_files: Path, target: Path) -> None:
    """Writes encoder, heads and tokenizer below `target`; `encoder_files` holds the tokenizer."""
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    given = tuple(torch.ones(2, 16, dtype=torch.long) for _ in INPUTS)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        axes = {name: {0: "windows", 1: "pieces"} for name in (*INPUTS, "hidden")}
        torch.onnx.export(
            network.encoder,
            given,
            str(whole),
            input_names=list(INPUTS),
            output_names=["hidden"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            target / "encoder.onnx",
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
        )
    held = {name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()}
    np.savez_compressed(
        target / "heads.npz", **{name: value for name, value in held.items() if not name.startswith("encoder.")}
    )
    shutil.copyfile(encoder_files / "tokenizer.json", target / "tokenizer.json")


def seal(target: Path, told: dict[str, Any]) -> None:
    """Writes the manifest: the hash of every file, and what is to be said of the model."""
    hashes = {
        name: hashlib.sha256((target / name).read_bytes()).hexdigest() for name in FILES if (target / name).is_file()
    }
    text = json.dumps({"sha256": hashes, **told}, indent=1, ensure_ascii=False)
    (target / "manifest.json").write_text(text + "\n", encoding="utf-8")
