#!/usr/bin/python3
"""Draws the bundled sample of MNIST digits: 100 training and 50 test images per class."""

import argparse
import hashlib
from pathlib import Path

import numpy as np

import idx

BUNDLED = Path(__file__).resolve().parents[2] / "vision/src/main/resources/org/imprint/vision/bundled"
ROWS_PER_CLASS = {"train": 100, "t10k": 50}


def draw(labels, rows_per_class, rng):
    """Returns row numbers, ``rows_per_class`` of each label without repetition, in the order of the source."""
    fewest = np.bincount(labels)[np.unique(labels)].min()
    if fewest < rows_per_class:
        raise SystemExit(f"every class needs {rows_per_class} images, one has {fewest}")
    chosen = [rng.permutation(np.flatnonzero(labels == label))[:rows_per_class] for label in np.unique(labels)]
    return np.sort(np.concatenate(chosen))


def write_sample(source, target, seed):
    """Writes the four files of the sample and prints their digests."""
    target.mkdir(parents=True, exist_ok=True)
    for split, rows_per_class in ROWS_PER_CLASS.items():
        images, labels = idx.read_split(source, split)
        rows = draw(labels, rows_per_class, np.random.RandomState(seed))
        for name, array in (("images-idx3-ubyte", images[rows]), ("labels-idx1-ubyte", labels[rows])):
            path = target / f"{split}-{name}.gz"
            idx.write(path, array)
            print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}  {array.shape}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mnist", type=Path, help="folder with the four IDX files of MNIST, gzipped or plain")
    parser.add_argument("--out", type=Path, default=BUNDLED / "mnist-sample", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=17121997, help="default: %(default)s")
    args = parser.parse_args()
    write_sample(args.mnist, args.out, args.seed)


if __name__ == "__main__":
    main()
