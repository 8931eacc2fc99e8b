"""IDX files, the format of MNIST and Fashion-MNIST, gzipped or plain."""

import gzip
import math
from pathlib import Path

import numpy as np

UBYTE = 0x08


def read(path):
    """Returns the array of unsigned bytes in an IDX file; the header must match the length exactly."""
    path = Path(path)
    if not path.is_file():
        raise SystemExit(f"{path}: no such file")
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] != UBYTE:
        raise SystemExit(f"{path}: magic must be 00 00 08 nn, was {data[:4].hex(' ')}")
    dims = data[3]
    shape = tuple(int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(dims))
    held = len(data) - 4 - 4 * dims
    if held != math.prod(shape):
        raise SystemExit(f"{path}: header promises {math.prod(shape)} bytes {shape}, file holds {held}")
    return np.frombuffer(data, np.uint8, offset=4 + 4 * dims).reshape(shape)


def write(path, array):
    """Writes unsigned bytes as gzipped IDX; equal arrays give equal files (no name, no time)."""
    header = bytes([0, 0, UBYTE, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape)
    Path(path).write_bytes(gzip.compress(header + array.tobytes(), compresslevel=9, mtime=0))


def read_split(folder, split):
    """Returns (images [n, 28, 28], labels [n]) of split ``train`` or ``t10k``, gzipped or plain."""
    images, labels = (read(_locate(Path(folder), f"{split}-{kind}")) for kind in ("images-idx3-ubyte", "labels-idx1-ubyte"))
    if len(images) != len(labels):
        raise SystemExit(f"{folder}: {split} has {len(images)} images and {len(labels)} labels")
    return images, labels


def as_pixels(images):
    """Bytes [n, 28, 28] as float32 [n, 1, 28, 28] in [0, 1]."""
    return images[:, None].astype(np.float32) / np.float32(255)


def _locate(folder, name):
    for path in (folder / f"{name}.gz", folder / name):
        if path.is_file():
            return path
    raise SystemExit(f"{folder}: neither {name}.gz nor {name} is there")
