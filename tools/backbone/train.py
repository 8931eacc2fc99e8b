#!/usr/bin/python3
"""Trains, exports, checks and describes the bundled backbone ``imprint-mini``.

Fashion-MNIST is all it learns from. MNIST is only reported on.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

import card
import exported
import idx
import recipes
import training
from sample import BUNDLED

FASHION = Path("/usr/share/datasets/fashion-mnist")
GARMENTS = 10
RIDGES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
ROWS_PER_CLASS = 100


def fit(images, labels, args):
    """Returns (backbone, heads, normalise) trained on bytes [n, 28, 28] with any labels."""
    mean, std = card.statistics(images)
    targets = np.unique(labels, return_inverse=True)[1]

    def normalise(pixels):
        return (pixels - mean) / std

    pixels = torch.from_numpy(idx.as_pixels(images))
    return *training.train(pixels, torch.from_numpy(targets), normalise, args), normalise


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
        embeddings, queries = (
            torch.cat([backbone(part) for part in normalise(torch.from_numpy(idx.as_pixels(rows))).split(1000)]).numpy()
            for rows in (images[new], tests[new_tests])
        )
    test = queries, truth[new_tests]
    for name, train in (("100 per class", few(embeddings, labels[new])), ("all", (embeddings, labels[new]))):
        print(f"left out {args.leave_out}, {name}: {card.in_words(recipes.accuracies(train, test, args.ridge))}")
        oracles = {f"λ {ridge:g}": recipes.oracle(train, test, ridge) for ridge in RIDGES}
        print(f"  oracle by {card.in_words(oracles)}")


def release(args):
    """Trains on all garments and writes ONNX file, descriptor and model card, or nothing."""
    (images, labels), (tests, truth) = (idx.read_split(args.fashion, split) for split in ("train", "t10k"))
    folders = data_folders(args)
    started = time.process_time()
    backbone, heads, normalise = fit(images, labels, args)
    minutes = (time.process_time() - started) / 60
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "imprint-mini.onnx")
        exported.export(backbone, path)
        pixels = normalise(idx.as_pixels(tests))
        embeddings, difference = exported.embed_as_torch_does(backbone, path, pixels, args.runtime)
        own = heads.accuracy(embeddings, truth)
        print(f"classifier on its own classes: {own:.2f}; ONNX Runtime differs from PyTorch by {difference:.1e}")
        figures, (nc1, vci) = card.measure(path, folders, args.ridge, args.runtime)
        fields = {
            "parameters": f"{sum(p.numel() for p in backbone.parameters()):,}", "bytes": f"{path.stat().st_size:,}",
            "sha256": card.digest(path), "seed": args.seed, "epochs": args.epochs, "threads": args.threads,
            "ridge": f"{args.ridge:g}", "minutes": f"{minutes:.0f}", "torch": torch.__version__,
            "difference": f"{difference:.1e}", "own": f"{own:.2f}", "nc1": f"{nc1:.3f}", "vci": f"{vci:.3f}",
        }
        path.with_name("MODEL_CARD.md").write_text(card.model_card(fields, figures), encoding="utf-8")
        described = card.descriptor(path, *card.statistics(images), args.ridge)
        path.with_suffix(".json").write_text(described, encoding="utf-8")
        shutil.copytree(folder, args.out, dirs_exist_ok=True)


def data_folders(args):
    """Folders to report on, by the names in the card; every file of them is read once, so that errors come early."""
    folders = {"Fashion-MNIST": args.fashion, "sample": args.sample, "MNIST": args.mnist}
    given = {name: folder for name, folder in folders.items() if folder is not None}
    for folder in given.values():
        for split in ("train", "t10k"):
            idx.read_split(folder, split)
    return given


def garments(text):
    """Parses ``0,3,5``: at least two to leave out, at least two to train on."""
    chosen = sorted({int(part) for part in text.split(",")})
    if not set(chosen) <= set(range(GARMENTS)) or not 2 <= len(chosen) <= GARMENTS - 2:
        raise argparse.ArgumentTypeError(f"must be 2 to {GARMENTS - 2} classes in [0, {GARMENTS - 1}], was {text}")
    return chosen


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--fashion", type=Path, default=FASHION, help="folder with Fashion-MNIST (default: %(default)s)")
    add("--mnist", type=Path, help="folder with all of MNIST, to report on (default: not reported)")
    add("--sample", type=Path, default=BUNDLED / "mnist-sample", help="the bundled digits (default: %(default)s)")
    add("--out", type=Path, default=BUNDLED, help="where the files go (default: %(default)s)")
    add("--runtime", type=Path, default=exported.RUNTIME, help="jar of ONNX Runtime (default: %(default)s)")
    add("--epochs", type=int, default=4, help="default: %(default)s")
    add("--batch", type=int, default=256, help="images per step, two views of each (default: %(default)s)")
    add("--rate", type=float, default=3e-3, help="highest learning rate (default: %(default)s)")
    add("--class-weight", type=float, default=1.0, help="of cross-entropy beside contrast (default: %(default)s)")
    add("--seed", type=int, default=17121997, help="default: %(default)s")
    add("--threads", type=int, default=1, help="of PyTorch; the result depends on it (default: %(default)s)")
    add("--ridge", type=float, default=1e-2, help="λ of least squares in the descriptor (default: %(default)s)")
    add("--leave-out", type=garments, metavar="C,C,…",
        help="train without these garments, imprint them, print the outcome by λ, write nothing")
    add("--check", type=Path, metavar="FILE", help="print the card's figures of this ONNX file, write nothing")
    return parser.parse_args()


def main():
    args = arguments()
    if args.check:
        card.measure(args.check, data_folders(args), args.ridge, args.runtime)
        print(f"SHA-256 {card.digest(args.check)}")
    elif args.leave_out:
        leave_out(args)
    else:
        release(args)


if __name__ == "__main__":
    main()
