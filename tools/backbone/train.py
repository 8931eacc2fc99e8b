#!/usr/bin/python3
"""Trains, exports, checks and describes the bundled backbone ``imprint-mini``.

Fashion-MNIST is all it learns from. MNIST is only reported on.
"""

import argparse
import hashlib
import json
import string
import time
from pathlib import Path

import numpy as np
import torch

import exported
import idx
import recipes
import training
from net import DIMENSION
from sample import BUNDLED

FASHION = Path("/usr/share/datasets/fashion-mnist")
RIDGES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
ROWS_PER_CLASS = 100


def as_pixels(images):
    """Bytes [n, 28, 28] as float32 [n, 1, 28, 28] in [0, 1]."""
    return images[:, None].astype(np.float32) / np.float32(255)


def statistics(images):
    """Returns (mean, standard deviation) of pixels / 255, rounded to four digits as the descriptor holds them."""
    return round(float(images.mean()) / 255, 4), round(float(images.std()) / 255, 4)


def fit(images, labels, args):
    """Returns (backbone, heads, normalise) trained on bytes [n, 28, 28] with any labels."""
    mean, std = statistics(images)
    targets = np.unique(labels, return_inverse=True)[1]

    def normalise(pixels):
        return (pixels - mean) / std

    backbone, heads = training.train(torch.from_numpy(as_pixels(images)), torch.from_numpy(targets), normalise, args)
    return backbone, heads, normalise


def few(embeddings, labels):
    """The first hundred rows of each class."""
    rows = np.sort(np.concatenate([np.flatnonzero(labels == c)[:ROWS_PER_CLASS] for c in np.unique(labels)]))
    return embeddings[rows], labels[rows]


def leave_out(args):
    """Trains without some garments and imprints these: what choices, λ among them, are made by."""
    (images, labels), (tests, truth) = (idx.read_split(args.fashion, split) for split in ("train", "t10k"))
    new, new_tests = np.isin(labels, args.leave_out), np.isin(truth, args.leave_out)
    backbone, _, normalise = fit(images[~new], labels[~new], args)
    with torch.no_grad():
        x, queries = (
            np.concatenate([backbone(normalise(part)).numpy() for part in torch.from_numpy(as_pixels(rows)).split(1000)])
            for rows in (images[new], tests[new_tests])
        )
    for name, train in (("100 per class", few(x, labels[new])), ("all", (x, labels[new]))):
        for ridge in RIDGES:
            found = recipes.accuracies(train, (queries, truth[new_tests]), ridge)
            print(f"left out {args.leave_out}, {name}, λ = {ridge:g}: {in_words(found)}")


def in_words(found):
    return ", ".join(f"{name} {value:.2f}" for name, value in found.items())


def measure(path, args):
    """Returns the accuracies of the ONNX file by data set, and NC1 and VCI of its own classes; prints them."""
    mean, std = statistics(idx.read_split(args.fashion, "train")[0])
    folders = {"Fashion-MNIST": args.fashion, "sample": args.sample, "MNIST": args.mnist}
    found, collapse = {}, None
    for name, folder in folders.items():
        if folder is None:
            continue
        splits = [idx.read_split(folder, split) for split in ("train", "t10k")]
        rows = [(exported.embed(path, (as_pixels(x) - mean) / std, args.runtime), y) for x, y in splits]
        found[name] = recipes.accuracies(*rows, args.ridge)
        collapse = collapse or recipes.collapse(*rows[0])
        print(f"{name}: {in_words(found[name])}", flush=True)
    print(f"own classes: NC1 {collapse[0]:.3f}, VCI {collapse[1]:.3f}")
    return found, collapse


def describe(path, images, args):
    """Writes the descriptor beside the ONNX file and returns the file's digest."""
    mean, std = statistics(images)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    descriptor = {
        "schema": 1, "name": path.stem, "input": "pixels", "output": "embedding", "channels": 1, "layout": "NCHW",
        "resize": [28, 28], "crop": None, "interpolation": "bilinear", "mean": [mean], "std": [std],
        "dimension": DIMENSION, "lambda": args.ridge, "licence": "Apache-2.0", "sha256": digest,
    }
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in descriptor.items())
    path.with_suffix(".json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    return digest


def table(found):
    """The accuracies as a Markdown table, recipes by row."""
    lines = ["| recipe | " + " | ".join(found) + " |", "|---|" + "--:|" * len(found)]
    for recipe in next(iter(found.values())):
        lines.append(f"| {recipe} | " + " | ".join(f"{values[recipe]:.2f}" for values in found.values()) + " |")
    return "\n".join(lines)


def release(args):
    """Trains on all garments and writes ONNX file, descriptor and model card."""
    images, labels = idx.read_split(args.fashion, "train")
    tests, truth = idx.read_split(args.fashion, "t10k")
    started = time.time()
    backbone, heads, normalise = fit(images, labels, args)
    minutes = (time.time() - started) / 60
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "imprint-mini.onnx"
    exported.export(backbone, path)
    pixels = normalise(as_pixels(tests)).astype(np.float32)
    difference = exported.check_equal(backbone, path, pixels, args.runtime)
    digest = describe(path, images, args)
    own = heads.accuracy(torch.from_numpy(exported.embed(path, pixels, args.runtime)), torch.from_numpy(truth.astype(np.int64)))
    print(f"classifier on its own classes: {own:.2f}; ONNX Runtime differs from PyTorch by {difference:.1e}")
    found, (nc1, vci) = measure(path, args)
    fields = {
        "parameters": f"{sum(p.numel() for p in backbone.parameters()):,}", "bytes": f"{path.stat().st_size:,}",
        "sha256": digest, "seed": args.seed, "epochs": args.epochs, "threads": args.threads, "ridge": f"{args.ridge:g}",
        "minutes": f"{minutes:.0f}", "torch": torch.__version__, "difference": f"{difference:.1e}",
        "own": f"{own:.2f}", "nc1": f"{nc1:.3f}", "vci": f"{vci:.3f}", "table": table(found),
    }
    template = string.Template(Path(__file__).with_name("MODEL_CARD.template.md").read_text(encoding="utf-8"))
    (args.out / "MODEL_CARD.md").write_text(template.substitute(fields), encoding="utf-8")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--fashion", type=Path, default=FASHION, help="folder with Fashion-MNIST (default: %(default)s)")
    add("--mnist", type=Path, help="folder with all of MNIST, to report on (default: not reported)")
    add("--sample", type=Path, default=BUNDLED / "mnist-sample", help="the bundled digits (default: %(default)s)")
    add("--out", type=Path, default=BUNDLED, help="where the files go (default: %(default)s)")
    add("--runtime", type=Path, default=exported.RUNTIME, help="jar of ONNX Runtime (default: %(default)s)")
    add("--epochs", type=int, default=12, help="default: %(default)s")
    add("--batch", type=int, default=256, help="images per step, two views of each (default: %(default)s)")
    add("--class-weight", type=float, default=1.0, help="of cross-entropy beside contrast (default: %(default)s)")
    add("--rate", type=float, default=3e-3, help="highest learning rate (default: %(default)s)")
    add("--seed", type=int, default=17121997, help="default: %(default)s")
    add("--threads", type=int, default=2, help="of PyTorch; part of what the result depends on (default: %(default)s)")
    add("--ridge", type=float, default=1e-3, help="λ of least squares in the descriptor (default: %(default)s)")
    add("--leave-out", type=lambda text: [int(c) for c in text.split(",")], metavar="C,C,…",
        help="train without these garments, imprint them, print the outcome by λ, write nothing")
    add("--check", type=Path, metavar="FILE", help="print the card's figures of this ONNX file, write nothing")
    return parser.parse_args()


def main():
    args = arguments()
    if args.check:
        measure(args.check, args)
    elif args.leave_out:
        leave_out(args)
    else:
        release(args)


if __name__ == "__main__":
    main()
