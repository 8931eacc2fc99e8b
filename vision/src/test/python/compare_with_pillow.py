"""Writes what Pillow makes of every image below a folder, for ImageSuiteTest to compare with.

    /usr/bin/python3 compare_with_pillow.py FOLDER OUT
OUT gets a P6 file for every file that Pillow reads, ImageOps.exif_transpose(Image.open(f)).convert("RGB"), and
one ending in .refused with the error for every other; OUT/versions.txt tells the versions.
"""
import pathlib
import sys
import warnings

import PIL
from PIL import Image, ImageOps, features

ENDINGS = {
    ".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".pnm", ".ppm", ".pgm",
    ".pbm",
}

root, out = map(pathlib.Path, sys.argv[1:])
warnings.simplefilter("ignore")
for file in sorted(root.rglob("*")):
    if file.suffix.lower() not in ENDINGS or not file.is_file():
        continue
    target = out / file.relative_to(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with Image.open(file) as image:
            # Pillow 9.4 turns TIFF while it loads the pixels, and would turn them again.
            rgb = (image if image.format == "TIFF" else ImageOps.exif_transpose(image)).convert("RGB")
        rgb.save(f"{target}.ppm")
    except Exception as e:
        pathlib.Path(f"{target}.refused").write_text(f"{type(e).__name__}: {e}\n")
libraries = {name: features.version(name) for name in ("jpg", "zlib", "libtiff", "webp")}
(out / "versions.txt").write_text(f"Pillow {PIL.__version__}, {libraries}\n")
