"""The exported file: written by PyTorch, read back and run by ONNX Runtime (Java)."""

import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

RUNTIME = Path.home() / ".m2/repository/com/microsoft/onnxruntime/onnxruntime/1.29.0/onnxruntime-1.29.0.jar"
TOLERANCE = 1e-4


def export(backbone, path):
    """Writes ``backbone`` as ONNX: ``pixels`` [N, 1, 28, 28] to ``embedding`` [N, d], N free."""
    free = {"pixels": {0: "N"}, "embedding": {0: "N"}}
    torch.onnx.export(
        backbone, torch.zeros(2, 1, 28, 28), str(path), opset_version=13,
        input_names=["pixels"], output_names=["embedding"], dynamic_axes=free,
    )


def embed(path, pixels, runtime):
    """Returns the embeddings [n, d] that ONNX Runtime gives for normalised ``pixels`` [n, 1, 28, 28]."""
    for needed in (path, runtime):
        if not Path(needed).is_file():
            raise SystemExit(f"{needed}: no such file")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "pixels"), Path(folder, "embeddings")
        source.write_bytes(np.ascontiguousarray(pixels, "<f4").tobytes())
        program = Path(__file__).with_name("Embed.java")
        command = ["java", "-cp", str(runtime), str(program), str(path), str(source), str(target)]
        quiet = {**os.environ, "ORT_DISABLE_TELEMETRY": "1"}
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, env=quiet)
        if done.returncode != 0:
            raise SystemExit(f"{path}: ONNX Runtime cannot run it\n{done.stderr}")
        return np.fromfile(target, "<f4").reshape(len(pixels), -1)


def embed_as_torch_does(backbone, path, pixels, runtime):
    """Returns (embeddings by ONNX Runtime, largest difference from PyTorch); too large a one ends the program."""
    with torch.no_grad():
        expected = backbone(torch.from_numpy(pixels)).numpy()
    embeddings = embed(path, pixels, runtime)
    difference = float(np.abs(expected - embeddings).max())
    if not difference <= TOLERANCE:
        raise SystemExit(f"{path}: differs from PyTorch by {difference:.2e}, at most {TOLERANCE:.0e} is allowed")
    return embeddings, difference
