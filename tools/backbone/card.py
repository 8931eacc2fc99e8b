"""What is said of an ONNX file: its figures, its descriptor, its model card."""

import hashlib
import json
import string
from pathlib import Path

import exported
import idx
import recipes
from net import DIMENSION

TEMPLATE = Path(__file__).with_name("MODEL_CARD.template.md")


def statistics(images):
    """Returns (mean, standard deviation) of bytes / 255, rounded as the descriptor holds them."""
    return round(float(images.mean()) / 255, 4), round(float(images.std()) / 255, 4)


def digest(path):
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def in_words(accuracies):
    return ", ".join(f"{name} {value:.2f}" for name, value in accuracies.items())


def measure(path, folders, ridge, runtime):
    """Returns accuracies by data set, and (NC1, VCI) of the first data set, all from the ONNX file; prints them.

    ``folders`` maps names to folders of IDX files, the backbone's own classes first: pixels are normalised by these.
    """
    figures, collapse = {}, None
    for name, folder in folders.items():
        splits = [idx.read_split(folder, split) for split in ("train", "t10k")]
        if collapse is None:
            mean, std = statistics(splits[0][0])
        rows = [(exported.embed(path, (idx.as_pixels(x) - mean) / std, runtime), y) for x, y in splits]
        collapse = collapse or recipes.collapse(*rows[0])
        figures[name] = recipes.accuracies(*rows, ridge)
        print(f"{name}: {in_words(figures[name])}", flush=True)
    print(f"own classes: NC1 {collapse[0]:.3f}, VCI {collapse[1]:.3f}")
    return figures, collapse


def descriptor(path, mean, std, ridge):
    """The JSON that goes beside the ONNX file: what the toolkit must know to feed it."""
    entries = {
        "schema": 1, "name": path.stem, "input": "pixels", "output": "embedding", "channels": 1, "layout": "NCHW",
        "resize": [28, 28], "crop": None, "interpolation": "bilinear", "mean": [mean], "std": [std],
        "dimension": DIMENSION, "lambda": ridge, "licence": "Apache-2.0", "sha256": digest(path),
    }
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items())
    return f"{{\n{lines}\n}}\n"


def model_card(fields, figures):
    """The Markdown of the card: the template with its numbers."""
    template = string.Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(fields, table=_table(figures))


def _table(figures):
    lines = ["| recipe | " + " | ".join(figures) + " |", "|---|" + "--:|" * len(figures)]
    for recipe in recipes.NAMES:
        lines.append(f"| {recipe} | " + " | ".join(f"{values[recipe]:.2f}" for values in figures.values()) + " |")
    return "\n".join(lines)
