"""Writes the HDF5 files that EmbeddingFileTest reads, as other people's programs write them.

Run with Debian's h5py 3.7.0 (HDF5 1.10.8), numpy 1.24.2:

    /usr/bin/python3 make_store_fixtures.py ../resources/org/imprint/vision/store

Row i of every file is i + j / 64 for j = 0 .. 9, and its label is i % 5. The files have 23 rows.
"""

import sys
from pathlib import Path

import h5py
import numpy as np

ROWS, DIMENSION = 23, 10


def rows(dtype):
    return (np.arange(ROWS)[:, None] + np.arange(DIMENSION)[None, :] / 64).astype(dtype)


def labels(dtype):
    return (np.arange(ROWS) % 5).astype(dtype)


def grown(path):
    """Compressed, and grown three times by resize(), with chunks that do not divide the shape."""
    with h5py.File(path, "w") as f:
        e = f.create_dataset(
            "embeddings", (7, DIMENSION), "f4", maxshape=(None, DIMENSION), chunks=(4, 3), compression="gzip", shuffle=True
        )
        y = f.create_dataset("labels", (7,), "i4", maxshape=(None,), chunks=(4,), compression="gzip")
        e[:], y[:] = rows("f4")[:7], labels("i4")[:7]
        for end in (8, 16, ROWS):
            start = e.shape[0]
            e.resize(end, axis=0)
            y.resize(end, axis=0)
            e[start:], y[start:] = rows("f4")[start:end], labels("i4")[start:end]


def latest(path):
    """The newest format of the library, double numbers, 64-bit labels, lzf, ids of variable length."""
    with h5py.File(path, "w", libver="latest") as f:
        f.create_dataset("embeddings", data=rows("f8"), maxshape=(None, DIMENSION), chunks=(5, DIMENSION), compression="lzf")
        f.create_dataset("labels", data=labels("i8"), maxshape=(None,), chunks=(5,))
        f.create_dataset("sample_ids", data=[f"bild-ä-{i}" for i in range(ROWS)], dtype=h5py.string_dtype())
        f.create_dataset("class_names", data=["a", "b", "c", "d", "é"], dtype=h5py.string_dtype())


def half(path):
    """Half precision, unsigned bytes, contiguous: the plainest way to call create_dataset."""
    with h5py.File(path, "w") as f:
        f.create_dataset("embeddings", data=rows("f2"))
        f.create_dataset("labels", data=labels("u1"))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    grown(folder / "h5py-grown.h5")
    latest(folder / "h5py-latest.h5")
    half(folder / "h5py-half.h5")
