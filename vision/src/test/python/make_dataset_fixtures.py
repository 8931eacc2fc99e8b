"""Makes small data set files with scipy, torch, bz2, tarfile and Pillow, and writes down what those libraries read back.

The expected pixels and labels follow what torchvision.datasets does with the loaded arrays (SVHN, USPS, ImageNet).
Run: python3 make_dataset_fixtures.py ../resources/datasets   (Debian 12: scipy 1.10.1, torch 1.13, numpy 1.24, Pillow 9.4)
"""

import bz2
import hashlib
import io
import json
import pathlib
import pickle
import sys
import tarfile

import numpy as np
import PIL
import scipy
import scipy.io
import scipy.sparse
import torch
from PIL import Image

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
rng = np.random.RandomState(7)
expected = {"made_with": {"scipy": scipy.__version__, "torch": torch.__version__, "numpy": np.__version__, "Pillow": PIL.__version__}}


def sha(image):
    """Of an image [h, w, 3], row by row."""
    return hashlib.sha256(np.ascontiguousarray(image).tobytes()).hexdigest()


def rgb(grey):
    return np.repeat(grey[..., None], 3, axis=-1)


def svhn(name, n, compress, label_type):
    x = rng.randint(0, 256, (32, 32, 3, n)).astype(np.uint8)
    y = np.array([[10], [3], [1], [9], [10], [5]][:n]).astype(label_type)
    scipy.io.savemat(out / name, {"junk": np.arange(20.0), "X": x, "y": y, "text": "hello"}, do_compression=compress)
    mat = scipy.io.loadmat(out / name)
    labels = mat["y"].astype(np.int64).squeeze()
    np.place(labels, labels == 10, 0)
    images = np.transpose(mat["X"], (3, 0, 1, 2))
    expected[name] = {"labels": labels.tolist(), "images": [sha(i) for i in images]}


# Every kind of value that MatFileTest looks at.
pair = np.zeros((1, 2), dtype=[("name", "O"), ("size", "O")])
pair[0, 0], pair[0, 1] = ("a", 7.0), ("b", 8.0)
cell = np.zeros((1, 2), dtype=object)
cell[0, 0], cell[0, 1] = "x", 1.0
kinds = {
    "doubles": np.array([[1.5, 2, 3], [-4, 5.25, 1e300]]),
    "ints": np.array([[-3, 70000]], dtype=np.int32),
    "bytes": np.array([[0, 1], [2, 255]], dtype=np.uint8),
    "big": np.array([[2**63]], dtype=np.uint64),
    "text": "Grüße",
    "empty": np.zeros((0, 0)),
    "cell": cell,
    "complex": np.array([[1 + 2j]]),
    "sparse": scipy.sparse.csc_matrix(np.eye(3)),
    "structs": pair,
}
scipy.io.savemat(out / "kinds.mat", kinds)
scipy.io.savemat(out / "kinds_deflated.mat", kinds, do_compression=True)


svhn("train_32x32.mat", 6, True, np.uint8)
svhn("test_32x32.mat", 3, False, np.float64)


def usps(name, n):
    values = rng.uniform(-1, 1, (n, 256))
    values[0, :8] = [-1, 1, 0, 0.999, -0.999, 0.5, -0.5, 1e-7]
    text = ""
    for row in range(n):
        text += f"{row % 10 + 1} " + " ".join(f"{i + 1}:{v:.8g}" for i, v in enumerate(values[row])) + " \n"
    (out / name).write_bytes(bz2.compress(text.encode()))
    with bz2.open(out / name) as file:
        raw = [line.decode().split() for line in file.readlines()]
    pixels = np.asarray([[x.split(":")[-1] for x in line[1:]] for line in raw], dtype=np.float32).reshape((-1, 16, 16))
    images = ((pixels + 1) / 2 * 255).astype(dtype=np.uint8)
    expected[name] = {"labels": [int(line[0]) - 1 for line in raw], "images": [sha(rgb(i)) for i in images]}


usps("usps.bz2", 12)
usps("usps.t.bz2", 3)


def short(text):
    return b"U" + bytes([len(text)]) + text.encode()


def cifar_batch(name, n):
    """The opcodes that Python 2's cPickle wrote, read back as torchvision reads them."""
    pixels = rng.randint(0, 256, (n, 3072)).astype(np.uint8)
    labels = rng.randint(0, 10, n)
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\nq\x07cnumpy\nndarray\nq\x08K\x00\x85q\x09U\x01b\x87q\x0aRq\x0b"
        + b"(K\x01K" + bytes([n]) + b"M\x00\x0c\x86cnumpy\ndtype\nq\x0cU\x02u1K\x00K\x01\x87q\x0dRq\x0e"
        + b"(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
        + b"T" + (n * 3072).to_bytes(4, "little") + pixels.tobytes() + b"tb"
    )
    names = b"](" + b"".join(short(f"image_{i}.png") for i in range(n)) + b"e"
    program = (
        b"\x80\x02}q\x01(" + short("batch_label") + b"q\x02" + short("training batch") + short("labels") + b"]r\x03\x00\x00\x00("
        + b"".join(b"K" + bytes([v]) for v in labels) + b"e" + short("data") + array + short("filenames") + names + b"u."
    )
    (out / name).write_bytes(program)
    entry = pickle.loads(program, encoding="latin1")
    images = entry["data"].reshape(-1, 3, 32, 32).transpose((0, 2, 3, 1))
    expected[name] = {"labels": entry["labels"], "images": [sha(i) for i in images]}


cifar_batch("data_batch_1", 4)


def mnist_m(name, n, zipped):
    images = torch.from_numpy(rng.randint(0, 256, (n, 28, 28, 3)).astype(np.uint8))
    labels = torch.arange(n) % 10
    buffer = io.BytesIO()
    torch.save((images, labels), buffer, _use_new_zipfile_serialization=zipped)
    with tarfile.open(out / (name + ".tar.gz"), "w:gz") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = len(buffer.getvalue())
        tar.addfile(entry, io.BytesIO(buffer.getvalue()))
    data, targets = torch.load(io.BytesIO(buffer.getvalue()))
    expected[name] = {"labels": targets.tolist(), "images": [sha(i) for i in data.numpy()]}


mnist_m("mnist_m_train.pt", 4, True)
mnist_m("mnist_m_test.pt", 3, False)

# ImageNet: four leaves and one inner synset; the official numbers are not in the order of the WordNet ids.
SYNSETS = [
    (1, "n03126707", "crane", "lifts and moves heavy objects", 0),
    (2, "n01440764", "tench, Tinca tinca", "freshwater dace-like game fish", 0),
    (3, "n02012849", "crane", "large long-necked wading bird", 0),
    (4, "n01443537", "goldfish, Carassius auratus", "small golden or orange-red fish", 0),
    (5, "n00001740", "entity", "that which exists", 2),
]
FIELDS = ["ILSVRC2012_ID", "WNID", "words", "gloss", "num_children", "children", "wordnet_height", "num_train_images"]
meta = np.zeros((len(SYNSETS), 1), dtype=[(f, "O") for f in FIELDS])
for row, (number, wnid, words, gloss, children) in enumerate(SYNSETS):
    meta[row, 0] = (float(number), wnid, words, gloss, float(children), np.arange(1.0, children + 1), 0.0, 1300.0)
TRUTH = [4, 1, 2, 3, 2, 1]


def add(tar, name, content):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def png(seed, width, height):
    pixels = np.random.RandomState(seed).randint(0, 256, (height, width, 3)).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue(), sha(pixels)


buffer = io.BytesIO()
scipy.io.savemat(buffer, {"synsets": meta}, do_compression=True)
with tarfile.open(out / "ILSVRC2012_devkit_t12.tar.gz", "w:gz") as tar:
    add(tar, "ILSVRC2012_devkit_t12/readme.txt", b"not read")
    add(tar, "ILSVRC2012_devkit_t12/data/meta.mat", buffer.getvalue())
    truth = "".join(f"{t}\n" for t in TRUTH).encode()
    add(tar, "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt", truth)

leaves = [s for s in scipy.io.loadmat(io.BytesIO(buffer.getvalue()), squeeze_me=True)["synsets"] if s[4] == 0]
number_to_wnid = {int(s[0]): s[1] for s in leaves}
wnids = sorted(number_to_wnid.values())
val = {}
names = [f"ILSVRC2012_val_{i + 1:08d}.JPEG" for i in range(len(TRUTH))]
with tarfile.open(out / "ILSVRC2012_img_val.tar", "w") as tar:
    for i in [3, 0, 5, 1, 4, 2]:
        content, digest = png(i, 5 + i, 4)
        add(tar, names[i], content)
        val[names[i]] = digest
rows = sorted((wnids.index(number_to_wnid[t]), n) for n, t in zip(names, TRUTH))
expected["val"] = {
    "wnids": wnids,
    "labels": [r[0] for r in rows],
    "ids": [wnids[r[0]] + "/" + r[1] for r in rows],
    "images": [val[r[1]] for r in rows],
}

train = {}
with tarfile.open(out / "ILSVRC2012_img_train.tar", "w") as outer:
    for wnid in ["n02012849", "n01440764", "n03126707", "n01443537"]:
        inner_bytes = io.BytesIO()
        with tarfile.open(fileobj=inner_bytes, mode="w") as inner:
            for number in [17, 5]:
                content, digest = png(int(wnid[1:]) % 1000 + number, 6, 7)
                add(inner, f"{wnid}_{number}.JPEG", content)
                train[f"{wnid}/{wnid}_{number}.JPEG"] = digest
        add(outer, wnid + ".tar", inner_bytes.getvalue())
ids = sorted(train)
expected["train"] = {
    "labels": [wnids.index(i.split("/")[0]) for i in ids],
    "ids": ids,
    "images": [train[i] for i in ids],
}

(out / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
