"""Writes the HDF5 files that HdfLayoutTest reads: what the format allows and embeddings files may meet.

Run with Debian's h5py 3.7.0 (HDF5 1.10.8), numpy 1.24.2:

    /usr/bin/python3 make_layout_fixtures.py ../resources/org/imprint/vision/store/layouts

Files under read/ hold (i - 11) * 2**(j - 5) for i = 0 .. 22 and j = 0 .. 9, which every layout here holds exactly, and the
labels i % 5; those under refused/ must not be read. What h5py reads of them is compared before this script ends.
"""

import sys
from pathlib import Path

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

ROWS, DIMENSION = 23, 10
X = ((np.arange(ROWS)[:, None] - 11.0) * 2.0 ** (np.arange(DIMENSION)[None, :] - 5)).astype("f4")
Y = np.arange(ROWS) % 5


def plain(f, embeddings=True, labels=True):
    if embeddings:
        f.create_dataset("embeddings", data=X)
    if labels:
        f.create_dataset("labels", data=Y.astype("i4"))


def low(f, name, data, file_type, plist=None):
    """A dataset of a type that numpy does not have; the library converts."""
    space = h5s.create_simple(data.shape)
    d = h5d.create(f.id, name.encode(), file_type, space, plist)
    d.write(h5s.ALL, h5s.ALL, np.ascontiguousarray(data))


def bfloat16(base):
    t = base.copy()
    t.set_fields(15, 7, 8, 0, 7)
    t.set_ebias(127)
    return t


def wide_exponent():
    t = h5t.IEEE_F32LE.copy()
    t.set_fields(31, 20, 11, 0, 20)
    t.set_ebias(1023)
    return t


def padded_integer(base, precision, offset):
    t = base.copy()
    t.set_precision(precision)
    t.set_offset(offset)
    return t


def three_bytes():
    t = h5t.STD_I32BE.copy()
    t.set_precision(24)
    t.set_size(3)
    return t


def of_float(path, file_type):
    with h5py.File(path, "w") as f:
        plain(f, embeddings=False)
        low(f, "embeddings", X, file_type)


def of_labels(path, file_type, values=Y.astype("i8")):
    with h5py.File(path, "w") as f:
        plain(f, labels=False)
        low(f, "labels", values, file_type)


def enumerated(path):
    t = h5py.enum_dtype({"ape": 0, "bee": 1, "cat": 2, "dog": 3, "eel": 4}, basetype="u1")
    with h5py.File(path, "w") as f:
        plain(f, labels=False)
        f.create_dataset("labels", data=Y.astype("u1"), dtype=t)


def links(path):
    with h5py.File(path, "w") as f:
        plain(f.create_group("run/7"))
        f["run/latest"] = h5py.SoftLink("7")
        f["embeddings"] = h5py.SoftLink("/run/latest/embeddings")
        f["labels"] = h5py.SoftLink("run/./latest/labels")


def named_types(path):
    with h5py.File(path, "w") as f:
        f["number"] = np.dtype("f4")
        f["label"] = np.dtype("i8")
        f.create_dataset("embeddings", data=X, dtype=f["number"])
        f.create_dataset("labels", data=Y, dtype=f["label"], chunks=(7,))


def compact(path, libver):
    with h5py.File(path, "w", libver=libver) as f:
        plist = h5p.create(h5p.DATASET_CREATE)
        plist.set_layout(h5d.COMPACT)
        low(f, "embeddings", X, h5t.IEEE_F32LE, plist)
        low(f, "labels", Y.astype("i8"), h5t.STD_I16LE, plist)


def user_block(path):
    with h5py.File(path, "w", userblock_size=1024) as f:
        plain(f)


def skipped_filter(path, libver):
    """Two chunks of eight rows without the compression that the third has, as programs write those that do not get smaller."""
    with h5py.File(path, "w", libver=libver) as f:
        plain(f, embeddings=False)
        e = f.create_dataset("embeddings", X.shape, "f4", chunks=(8, DIMENSION), compression="gzip", shuffle=True)
        for start in (0, 8):
            e.id.write_direct_chunk((start, 0), X[start : start + 8].tobytes(), filter_mask=3)
        e[16:] = X[16:]


def checksummed(path):
    with h5py.File(path, "w") as f:
        plain(f, embeddings=False)
        f.create_dataset("embeddings", data=X, chunks=(5, 3), fletcher32=True, shuffle=True, compression="lzf")


def many_members(path):
    """So many names that they lie in a heap, and among them one that cannot be read."""
    with h5py.File(path, "w", libver="latest") as f:
        plain(f)
        for i in range(20):
            f.create_dataset(f"other-{i:02}", data=i)
        f["elsewhere"] = h5py.ExternalLink("missing.h5", "/x")
        layout = h5py.VirtualLayout(shape=(2,), dtype="f4")
        f.create_virtual_dataset("view", layout)
        f.create_dataset("outside", (2,), "f4", external=[("missing.bin", 0, 8)])


def indexed(path, maxshape, fill_early=False):
    """Chunks as HDF5 1.10 indexes them."""
    with h5py.File(path, "w", libver="latest") as f:
        plain(f, embeddings=False)
        plist = h5p.create(h5p.DATASET_CREATE)
        plist.set_chunk((4, 3))
        if fill_early:
            plist.set_alloc_time(h5d.ALLOC_TIME_EARLY)
        space = h5s.create_simple(X.shape, maxshape)
        h5d.create(f.id, b"embeddings", h5t.IEEE_F32LE, space, plist).write(h5s.ALL, h5s.ALL, X)


def unfilled(path, what):
    with h5py.File(path, "w") as f:
        plain(f, embeddings=what != "embeddings", labels=what != "labels")
        if what == "embeddings":
            e = f.create_dataset("embeddings", X.shape, "f4", chunks=(7, 5), fillvalue=np.nan)
            e[:, :5] = X[:, :5]
        else:
            f.create_dataset("labels", (ROWS,), "i4", chunks=(5,), fillvalue=-1)[:10] = Y[:10]


def never_written(path):
    with h5py.File(path, "w") as f:
        plain(f, labels=False)
        f.create_dataset("labels", (ROWS,), "i4")


def refused(folder):
    unfilled(folder / "fill-embeddings.h5", "embeddings")
    unfilled(folder / "fill-labels.h5", "labels")
    never_written(folder / "never-written.h5")
    long_double = h5t.NATIVE_LDOUBLE.copy()
    of_float(folder / "long-double.h5", long_double)
    with h5py.File(folder / "external-link.h5", "w") as f:
        plain(f, embeddings=False)
        f["embeddings"] = h5py.ExternalLink("other.h5", "/deep/embeddings")
    with h5py.File(folder / "external-storage.h5", "w") as f:
        plain(f, embeddings=False)
        f.create_dataset("embeddings", X.shape, "f4", external=[("numbers.bin", 0, X.nbytes)])
    with h5py.File(folder / "virtual.h5", "w", libver="latest") as f:
        plain(f, embeddings=False)
        layout = h5py.VirtualLayout(shape=X.shape, dtype="f4")
        layout[:] = h5py.VirtualSource("other.h5", "embeddings", shape=X.shape)
        f.create_virtual_dataset("embeddings", layout)
    with h5py.File(folder / "scale-offset.h5", "w") as f:
        plain(f, embeddings=False)
        f.create_dataset("embeddings", data=X, chunks=(5, 5), scaleoffset=2)
    with h5py.File(folder / "broken-link.h5", "w") as f:
        plain(f, embeddings=False)
        f["embeddings"] = h5py.SoftLink("/gone/embeddings")
    with h5py.File(folder / "link-cycle.h5", "w") as f:
        plain(f, embeddings=False)
        f["embeddings"] = h5py.SoftLink("/second")
        f["second"] = h5py.SoftLink("/embeddings")
    with h5py.File(folder / "group.h5", "w") as f:
        plain(f, embeddings=False)
        f.create_group("embeddings")
    with h5py.File(folder / "no-shape.h5", "w") as f:
        plain(f, embeddings=False)
        f["embeddings"] = h5py.Empty("f4")
    with h5py.File(folder / "text-labels.h5", "w") as f:
        plain(f, labels=False)
        f.create_dataset("labels", data=["cat", "dog"] * 11 + ["cat"], dtype=h5py.string_dtype())
    with h5py.File(folder / "too-large.h5", "w") as f:
        plain(f, embeddings=False)
        f.create_dataset("embeddings", data=np.where(np.arange(230).reshape(X.shape) == 57, 1e300, X.astype("f8")))
    of_labels(folder / "unsigned-64.h5", h5t.STD_U64LE, np.full(ROWS, 2**64 - 1, "u8"))
    with h5py.File(folder / "open.h5", "w", libver="latest") as f:
        plain(f)
        f.swmr_mode = True
        f.flush()
        (folder / "being-written.h5").write_bytes((folder / "open.h5").read_bytes())
    (folder / "open.h5").unlink()


def read(folder):
    for name, t in {
        "float16-be": h5t.IEEE_F16BE,
        "float32-be": h5t.IEEE_F32BE,
        "float64-be": h5t.IEEE_F64BE,
        "bfloat16": bfloat16(h5t.IEEE_F16LE),
        "bfloat16-be": bfloat16(h5t.IEEE_F16BE),
        "float32-wide-exponent": wide_exponent(),
    }.items():
        of_float(folder / f"{name}.h5", t)
    for name, t in {
        "int16-be": h5t.STD_I16BE,
        "int64-be": h5t.STD_I64BE,
        "uint32-be": h5t.STD_U32BE,
        "uint64": h5t.STD_U64LE,
        "int11-at-bit-5-of-32": padded_integer(h5t.STD_I32LE, 11, 5),
        "int24-be-in-3-bytes": three_bytes(),
    }.items():
        of_labels(folder / f"labels-{name}.h5", t)
    enumerated(folder / "labels-enum.h5")
    links(folder / "soft-links.h5")
    named_types(folder / "named-types.h5")
    compact(folder / "compact.h5", "earliest")
    compact(folder / "compact-latest.h5", "latest")
    user_block(folder / "user-block.h5")
    skipped_filter(folder / "skipped-filter.h5", "earliest")
    skipped_filter(folder / "skipped-filter-latest.h5", "latest")
    checksummed(folder / "fletcher32.h5")
    many_members(folder / "many-members.h5")
    indexed(folder / "index-fixed-array.h5", X.shape)
    indexed(folder / "index-extensible.h5", (h5s.UNLIMITED, DIMENSION))
    indexed(folder / "index-tree.h5", (h5s.UNLIMITED, h5s.UNLIMITED))
    indexed(folder / "index-implicit.h5", X.shape, fill_early=True)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for part in ("read", "refused"):
        (target / part).mkdir(parents=True, exist_ok=True)
    read(target / "read")
    refused(target / "refused")
    for path in sorted((target / "read").iterdir()):
        with h5py.File(path) as f:
            assert np.array_equal(f["embeddings"][:].astype("f4"), X), path
            labels = np.empty(ROWS, "i8")
            if path.name == "labels-enum.h5":
                labels[:] = f["labels"][:]
            else:
                f["labels"].id.read(h5s.ALL, h5s.ALL, labels)  # numpy has no type for some
            assert np.array_equal(labels, Y), path
