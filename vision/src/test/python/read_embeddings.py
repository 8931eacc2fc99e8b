"""Prints, as one line of JSON, what h5py sees in a file of embeddings; EmbeddingH5pyTest compares it with what was written.

With a second argument it first adds that many rows of ones, labelled 7, as somebody would who grows our files.
"""

import json
import sys

import h5py
import numpy as np

path = sys.argv[1]
if len(sys.argv) > 2:
    with h5py.File(path, "r+") as f:
        more = int(sys.argv[2])
        n, d = f["embeddings"].shape
        f["embeddings"].resize(n + more, axis=0)
        f["labels"].resize(n + more, axis=0)
        f["embeddings"][n:] = 1
        f["labels"][n:] = 7

with h5py.File(path, "r") as f:
    e, y = f["embeddings"], f["labels"]
    print(
        json.dumps(
            {
                "shape": e.shape,
                "maxshape": e.maxshape,
                "dtype": str(e.dtype),
                "bits": np.asarray(e[:], dtype="f4").view("i4").ravel().tolist(),
                "labels": y[:].tolist(),
                "labels_dtype": str(y.dtype),
                "labels_maxshape": y.maxshape,
                "sample_ids": f["sample_ids"].asstr()[:].tolist(),
                "class_names": f["class_names"].asstr()[:].tolist(),
                "attributes": {k: v if isinstance(v, str) else v.item() for k, v in f.attrs.items()},
            }
        )
    )
