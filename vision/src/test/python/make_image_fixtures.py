"""Writes src/test/resources/images/decode: small image files and what Pillow makes of them.

Run with Debian 12's Python: python3-pil 9.4.0 (libjpeg-turbo 2.1.5, zlib 1.2.13, libtiff 4.5.0, libwebp 1.2.4), python3-numpy 1.24.2.
    /usr/bin/python3 make_image_fixtures.py
expected.json holds for every file the size and the SHA-256 of the RGB bytes of
    Image.open(f).convert("RGB")                          ("stored")
    ImageOps.exif_transpose(Image.open(f)).convert("RGB") ("upright")
Files that Pillow cannot write are put together by hand below; Pillow still says what they show.
"""
import hashlib
import io
import json
import pathlib
import struct
import zlib

import numpy as np
import PIL
from PIL import Image, ImageOps, features

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "images" / "decode"
RNG = np.random.RandomState(20240601)
FILES = {}


def picture(w, h, channels=3):
    """Smooth waves with some noise: edges and clamping for JPEG, few repeats for PNG."""
    y, x = np.mgrid[0:h, 0:w].astype(float)
    planes = [127 + 140 * np.sin(x / (3.0 + c) + c) * np.cos(y / (4.0 + c)) for c in range(channels)]
    a = np.stack(planes, -1) + RNG.normal(0, 12, (h, w, channels))
    return np.clip(a, 0, 255).astype(np.uint8)


def pil(a, mode=None):
    return Image.fromarray(a.squeeze() if a.shape[-1] == 1 else a, mode)


def add(name, data):
    FILES[name] = data


def save(name, image, **options):
    f = io.BytesIO()
    image.save(f, {"png": "PNG", "jpg": "JPEG", "bmp": "BMP", "gif": "GIF", "tif": "TIFF",
                   "webp": "WEBP", "ppm": "PPM", "pgm": "PPM", "pbm": "PPM"}[name.rsplit(".", 1)[1]], **options)
    add(name, f.getvalue())


# ---- PNG ------------------------------------------------------------------------------------------------------

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack_row(row, bits):
    """row: samples of one row, all channels after each other."""
    if bits == 16:
        return row.astype(">u2").tobytes()
    if bits == 8:
        return row.astype(np.uint8).tobytes()
    per = 8 // bits
    padded = np.zeros(-(-len(row) // per) * per, np.uint8)
    padded[: len(row)] = row
    out = np.zeros(len(padded) // per, np.uint8)
    for i in range(per):
        out |= padded[i::per] << (8 - bits * (i + 1))
    return out.tobytes()


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def png(samples, bits, colour, interlaced=False, extra=b""):
    h, w, _ = samples.shape
    raw = b""
    for x0, y0, dx, dy in ADAM7 if interlaced else [(0, 0, 1, 1)]:
        part = samples[y0::dy, x0::dx]
        if part.size:
            for row in part:
                raw += b"\0" + pack_row(row.reshape(-1), bits)
    header = struct.pack(">IIBBBBB", w, h, bits, colour, 0, 0, int(interlaced))
    z = zlib.compress(raw, 9)
    half = len(z) // 2  # two IDAT chunks, as large files have them
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", z[:half]) + chunk(b"IDAT", z[half:])
            + chunk(b"IEND", b""))


def make_png():
    w, h = 19, 13
    save("grey8.png", pil(picture(w, h, 1)))
    save("grey_alpha8.png", Image.fromarray(picture(w, h, 2), "LA"))
    save("rgb8.png", pil(picture(w, h)))
    save("rgba8.png", pil(picture(w, h, 4)))
    save("bilevel.png", pil(picture(w, h, 1)).convert("1"))
    for bits in (1, 2, 4):
        s = RNG.randint(0, 1 << bits, (h, w, 1))
        add(f"grey{bits}.png", png(s, bits, 0))
        add(f"grey{bits}_trns_interlaced.png", png(s, bits, 0, True, chunk(b"tRNS", b"\0\1")))
        palette = RNG.bytes(3 << bits)
        add(f"palette{bits}.png", png(s, bits, 3, False, chunk(b"PLTE", palette)))
        add(f"palette{bits}_interlaced.png", png(s, bits, 3, True, chunk(b"PLTE", palette)))
    s = RNG.randint(0, 200, (h, w, 1))
    plte = chunk(b"PLTE", RNG.bytes(600))
    add("palette8_trns.png", png(s, 8, 3, False, plte + chunk(b"tRNS", RNG.bytes(100))))
    add("palette8_index_beyond.png", png(s + 55, 8, 3, False, plte))
    add("palette4_too_many_colours.png", png(s % 16, 4, 3, False, plte))
    g = RNG.randint(0, 1 << 16, (h, w, 1))
    add("grey16.png", png(g, 16, 0))
    add("grey16_small.png", png(g >> 7, 16, 0, True))
    add("grey_alpha16.png", png(RNG.randint(0, 1 << 16, (h, w, 2)), 16, 4))
    add("rgb16.png", png(RNG.randint(0, 1 << 16, (h, w, 3)), 16, 2))
    add("rgb16_interlaced.png", png(RNG.randint(0, 1 << 16, (h, w, 3)), 16, 2, True))
    add("rgba16.png", png(RNG.randint(0, 1 << 16, (h, w, 4)), 16, 6))
    rgb = picture(w, h).astype(int)
    add("rgb8_interlaced.png", png(rgb, 8, 2, True))
    add("rgb8_trns.png", png(rgb, 8, 2, False, chunk(b"tRNS", b"\0\1\0\2\0\3")))
    add("rgb8_gamma_text.png", png(rgb, 8, 2, False, chunk(b"gAMA", struct.pack(">I", 100000)) + chunk(b"tEXt", b"a\0b")
                                   + chunk(b"iCCP", b"no profile\0\0garbage")))
    add("rgb8_no_end.png", png(rgb, 8, 2)[:-12])
    add("one.png", png(np.array([[[7, 8, 9]]]), 8, 2))
    for o in range(1, 9):
        exif = b"MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0" + bytes([o]) + b"\0\0\0\0\0\0"
        add(f"exif{o}.png", png(picture(7, 5).astype(int), 8, 2, False, chunk(b"eXIf", exif)))


# ---- JPEG -----------------------------------------------------------------------------------------------------

def segments(data):
    """Yields (marker, start, end) up to and with the first scan header."""
    at = 2
    while True:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        yield marker, at, at + 2 + length
        if marker == 0xDA:
            return
        at += 2 + length


def without(data, marker):
    for m, start, end in list(segments(data))[::-1]:
        if m == marker:
            data = data[:start] + data[end:]
    return data


def renamed(data, ids):
    """Gives the three components other ids in frame and scan headers."""
    data = bytearray(data)
    for m, start, end in list(segments(bytes(data))):
        if m in (0xC0, 0xC1, 0xC2):
            for c in range(3):
                data[start + 10 + 3 * c] = ids[c]
        if m == 0xDA:
            for c in range(3):
                data[start + 5 + 2 * c] = ids[c]
    return bytes(data)


def adobe(transform):
    return b"\xff\xee\x00\x0eAdobe\x00\x64\0\0\0\0" + bytes([transform])


def make_jpeg():
    save("grey.jpg", pil(picture(37, 29, 1)), quality=90)
    for sub, name in ((0, "444"), (1, "422"), (2, "420")):
        for w, h in ((37, 29), (64, 48)):
            save(f"rgb{name}_{w}x{h}.jpg", pil(picture(w, h)), quality=88, subsampling=sub)
        save(f"progressive{name}.jpg", pil(picture(45, 33)), quality=75, subsampling=sub, progressive=True)
    save("low_quality.jpg", pil(picture(61, 47)), quality=8)
    save("full_quality.jpg", pil(picture(61, 47)), quality=100, subsampling=0, optimize=True)
    save("one.jpg", pil(picture(1, 1)), quality=75)
    save("wide.jpg", pil(picture(200, 3)), quality=75)
    save("icc.jpg", pil(picture(20, 20)), quality=75, icc_profile=b"not a profile")
    # 4:4:0: the 4:2:2 file of the transposed picture with the sampling factors of luma exchanged
    data = FILES["rgb422_64x48.jpg"]
    for m, start, end in segments(data):
        if m == 0xC0:
            # 64x48 in 4:2:2 has 4x6 units of two luma blocks; as 4:4:0 the same 24 units cover 32x96
            data = data[: start + 5] + struct.pack(">HH", 96, 32) + data[start + 9 :]
            data = data[: start + 11] + b"\x12" + data[start + 12 :]
    add("rgb440.jpg", data)
    plain = FILES["rgb444_37x29.jpg"]
    bare = without(plain, 0xE0)
    add("no_jfif.jpg", bare)
    add("no_jfif_420.jpg", without(FILES["rgb420_37x29.jpg"], 0xE0))
    add("adobe_rgb.jpg", bare[:2] + adobe(0) + bare[2:])
    add("adobe_ycc.jpg", bare[:2] + adobe(1) + bare[2:])
    add("ids_rgb.jpg", renamed(bare, b"RGB"))
    add("ids_odd.jpg", renamed(bare, b"\0\1\2"))
    add("jfif_ids_rgb.jpg", renamed(plain, b"RGB"))
    cmyk = pil(picture(33, 21, 4), "CMYK")
    save("cmyk.jpg", cmyk, quality=90)
    data = FILES["cmyk.jpg"]
    bare = without(data, 0xEE)
    add("cmyk_no_adobe.jpg", bare)
    add("ycck.jpg", bare[:2] + adobe(2) + bare[2:])
    for o in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = o
        save(f"exif{o}.jpg", pil(picture(17, 11)), quality=90, exif=exif.tobytes())
    little = b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"
    add("exif6_little.jpg", plain[:2] + b"\xff\xe1" + struct.pack(">H", 2 + len(little)) + little + plain[2:])
    add("trailing.jpg", plain + b"\0\1\2garbage")


# ---- BMP ------------------------------------------------------------------------------------------------------

def bmp(w, h, bits, pixels, compression=0, palette=b"", masks=b"", header=40, colours=0):
    if header == 12:
        dib = struct.pack("<IHHHH", 12, w, h, 1, bits)
    else:
        dib = struct.pack("<IiiHHIIiiII", header, w, h, 1, bits, compression, len(pixels), 2835, 2835, colours, 0)
        dib += masks if header > 40 else b""
        dib = dib.ljust(header, b"\0") + (masks if header == 40 else b"")
    offset = 14 + len(dib) + len(palette)
    return b"BM" + struct.pack("<IHHI", offset + len(pixels), 0, 0, offset) + dib + palette + pixels


def rows(a, bits):
    """a: [h, w] samples or [h, w, bytes]; bottom row first, padded to four bytes."""
    out = b""
    for row in a[::-1]:
        raw = pack_row(row.reshape(-1), bits) if bits <= 8 else row.tobytes()
        out += raw + b"\0" * (-len(raw) % 4)
    return out


def rle(a, four):
    """Runs of equal indices after a literal run in most rows. No jumps: Pillow 9.4 reads two bytes too many after one."""
    out = b""
    for y, row in enumerate(a[::-1]):
        x = 0
        if y != 2:
            head = row[:6] if four else row[:5]
            packed = bytes(head[0::2] << 4 | head[1::2]) if four else head.tobytes()
            out += bytes([0, len(head)]) + packed + b"\0" * (len(packed) % 2)
            x = len(head)
        while x < (12 if y == 3 else len(row)):  # one row ends early: the rest of it has index 0
            n = 1
            while x + n < len(row) and row[x + n] == row[x] and n < 255:
                n += 1
            out += bytes([n, row[x] << 4 | row[x] if four else row[x]])
            x += n
        out += b"\0\0"
    return out + b"\0\1"


def make_bmp():
    w, h = 19, 11
    save("rgb24.bmp", pil(picture(w, h)))
    save("grey8.bmp", pil(picture(w, h, 1)))
    save("bilevel.bmp", pil(picture(w, h, 1)).convert("1"))
    save("rgba32.bmp", pil(picture(w, h, 4)))
    for bits in (1, 4, 8):
        a = RNG.randint(0, 1 << bits, (h, w)).astype(np.uint8)
        palette = b"".join(RNG.bytes(3) + b"\0" for _ in range(1 << bits))
        add(f"palette{bits}.bmp", bmp(w, h, bits, rows(a, bits), palette=palette))
        add(f"palette{bits}_top_down.bmp", bmp(w, -h, bits, rows(a[::-1], bits), palette=palette))
    a = RNG.randint(0, 100, (h, w)).astype(np.uint8)
    palette = b"".join(RNG.bytes(3) + b"\0" for _ in range(100))
    add("palette8_100_colours.bmp", bmp(w, h, 8, rows(a, 8), palette=palette, colours=100))
    add("os2_palette4.bmp", bmp(w, h, 4, rows(a % 16, 4), palette=RNG.bytes(48), header=12))
    add("os2_rgb24.bmp", bmp(w, h, 24, rows(picture(w, h), 24), header=12))
    add("rgb24_top_down.bmp", bmp(w, -h, 24, rows(picture(w, h), 24)))
    add("v5_rgb24.bmp", bmp(w, h, 24, rows(picture(w, h), 24), header=124))
    add("rgbx32.bmp", bmp(w, h, 32, rows(picture(w, h, 4), 32)))
    s = RNG.randint(0, 1 << 16, (h, w)).astype("<u2")
    add("rgb555.bmp", bmp(w, h, 16, rows(s, 16)))
    add("rgb565.bmp", bmp(w, h, 16, rows(s, 16), 3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
    add("rgb555_masks.bmp", bmp(w, h, 16, rows(s, 16), 3, masks=struct.pack("<III", 0x7C00, 0x3E0, 0x1F)))
    q = RNG.randint(0, 1 << 32, (h, w), dtype=np.uint32).astype("<u4")
    add("bgrx32_masks.bmp", bmp(w, h, 32, rows(q, 32), 3, masks=struct.pack("<III", 0xFF0000, 0xFF00, 0xFF)))
    add("xbgr32_masks.bmp", bmp(w, h, 32, rows(q, 32), 3, masks=struct.pack("<III", 0xFF000000, 0xFF0000, 0xFF00)))
    add("bgra32_v4.bmp", bmp(w, h, 32, rows(q, 32), 3, header=108,
                             masks=struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)))
    add("rgba32_v5.bmp", bmp(w, h, 32, rows(q, 32), 3, header=124,
                             masks=struct.pack("<IIII", 0xFF, 0xFF00, 0xFF0000, 0xFF000000)))
    for bits in (4, 8):
        a = (RNG.randint(0, 1 << bits, (h, w)) // 3 * 3).astype(np.uint8)
        a[:, 8:15] = a[:, 8:9]
        palette = b"".join(RNG.bytes(3) + b"\0" for _ in range(1 << bits))
        add(f"rle{bits}.bmp", bmp(w, h, bits, rle(a, bits == 4), {4: 2, 8: 1}[bits], palette=palette))


# ---- GIF ------------------------------------------------------------------------------------------------------

def lzw(indices, bits):
    """Codes of bits + 1 bits each, a clear code often enough that they never grow."""
    clear, codes = 1 << bits, []
    for i, v in enumerate(indices):
        if i % ((1 << bits) - 2) == 0:
            codes.append(clear)
        codes.append(int(v))
    codes.append(clear + 1)
    n = sum(c << (i * (bits + 1)) for i, c in enumerate(codes))
    raw = n.to_bytes((len(codes) * (bits + 1) + 7) // 8, "little")
    return bytes([bits]) + b"".join(bytes([len(raw[i : i + 255])]) + raw[i : i + 255] for i in range(0, len(raw), 255)) + b"\0"


def gif(screen, frame, indices, bits, global_table=b"", local_table=b"", transparent=None, interlaced=False):
    def size(table):
        return (len(table) // 3).bit_length() - 2
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, (0x80 | size(global_table)) if global_table else 0, 3, 0) + global_table
    out += b"!\xfe\x05hello\0"
    if transparent is not None:
        out += b"!\xf9\x04" + bytes([1, 0, 0, transparent]) + b"\0"
    flags = ((0x80 | size(local_table)) if local_table else 0) | (0x40 if interlaced else 0)
    return out + b"," + struct.pack("<HHHHB", *frame, flags) + local_table + lzw(indices, bits) + b";"


def make_gif():
    save("palette.gif", pil(picture(23, 17)).quantize(60))
    save("grey.gif", pil(picture(23, 17, 1)))
    save("interlaced.gif", pil(picture(23, 17)).quantize(200), interlace=1)
    frames = [pil(picture(23, 17)).quantize(20) for _ in range(3)]
    save("animated.gif", frames[0], save_all=True, append_images=frames[1:], duration=50)
    v = RNG.randint(0, 16, 8 * 6)
    table, other = RNG.bytes(48), RNG.bytes(48)
    add("offset.gif", gif((15, 12), (3, 4, 8, 6), v, 4, table))
    add("offset_transparent.gif", gif((15, 12), (3, 4, 8, 6), v, 4, table, transparent=5))
    add("local_table.gif", gif((8, 6), (0, 0, 8, 6), v, 4, table, other))
    add("no_table.gif", gif((8, 6), (0, 0, 8, 6), v, 4))
    add("beyond_screen.gif", gif((5, 5), (3, 4, 8, 6), v, 4, table))
    add("small_table.gif", gif((8, 6), (0, 0, 8, 6), v, 4, table[:12]))
    add("rows_interlaced.gif", gif((8, 6), (0, 0, 8, 6), v, 4, table, interlaced=True))


# ---- PNM ------------------------------------------------------------------------------------------------------

def make_pnm():
    w, h = 19, 11
    save("rgb8.ppm", pil(picture(w, h)))
    save("grey8.pgm", pil(picture(w, h, 1)))
    save("bits.pbm", pil(picture(w, h, 1)).convert("1"))
    grey = RNG.randint(0, 101, (h, w))
    header = f"{w} # columns\n{h}\n# the largest\n100\n".encode()
    add("largest100.pgm", b"P5\n" + header + grey.astype(np.uint8).tobytes())
    add("digits100.pgm", b"P2\n" + header + " ".join(map(str, grey.reshape(-1))).encode() + b"\n")
    add("digits.pbm", b"P1\n" + f"{w} {h}\n".encode() + b"".join(b"01"[v % 2 : v % 2 + 1] for v in grey.reshape(-1)) + b"\n")
    colours = RNG.randint(0, 1001, (h, w, 3))
    add("largest1000.ppm", b"P6 %d %d 1000\n" % (w, h) + colours.astype(">u2").tobytes())
    add("digits1000.ppm", b"P3 %d %d 1000\n" % (w, h) + " ".join(map(str, colours.reshape(-1))).encode() + b"\n")
    wide = RNG.randint(0, 1 << 9, (h, w))
    add("grey16.pgm", b"P5 %d %d 65535\n" % (w, h) + wide.astype(">u2").tobytes())
    add("largest500.pgm", b"P5 %d %d 500\n" % (w, h) + np.minimum(wide, 500).astype(">u2").tobytes())


# ---- TIFF -----------------------------------------------------------------------------------------------------

def tiff(samples, photometric, extra=(), order="<", tile=None):
    """samples: [h, w, n] uint8 or uint16; one strip without compression, or tiles of (w, h)."""
    h, w, n = samples.shape
    bits = 8 * samples.dtype.itemsize
    raw = samples.astype(samples.dtype.newbyteorder(order))
    tags = [(256, "H", [w]), (257, "H", [h]), (258, "H", [bits] * n), (259, "H", [1]), (262, "H", [photometric]),
            (277, "H", [n]), *extra]
    parts = [raw.tobytes()]
    if tile:
        tw, th = tile
        padded = np.zeros((-(-h // th) * th, -(-w // tw) * tw, n), raw.dtype)
        padded[:h, :w] = raw
        parts = [padded[y : y + th, x : x + tw].tobytes() for y in range(0, h, th) for x in range(0, w, tw)]
        tags += [(322, "H", [tw]), (323, "H", [th]), (325, "I", [len(p) for p in parts])]
    else:
        tags += [(278, "H", [h]), (279, "I", [len(parts[0])])]
    at, offsets = 8, []
    for part in parts:
        offsets.append(at)
        at += len(part)
    tags.append((324 if tile else 273, "I", offsets))
    more, entries = b"", b""
    directory = at + at % 2
    data_at = directory + 2 + 12 * len(tags) + 4
    for tag, code, values in sorted(tags):
        packed = struct.pack(order + str(len(values)) + code, *values)
        entries += struct.pack(order + "HHI", tag, {"H": 3, "I": 4}[code], len(values))
        if len(packed) > 4:
            entries += struct.pack(order + "I", data_at + len(more))
            more += packed + b"\0" * (len(packed) % 2)
        else:
            entries += packed.ljust(4, b"\0")
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", directory)
    return head + b"".join(parts) + b"\0" * (at % 2) + struct.pack(order + "H", len(tags)) + entries + b"\0" * 4 + more


def make_tiff():
    w, h = 45, 33
    rgb, grey = pil(picture(w, h)), pil(picture(w, h, 1))
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        save(f"rgb_{compression.split('_')[-1]}.tif", rgb, compression=compression)
    save("rgb_deflate_predictor.tif", rgb, compression="tiff_adobe_deflate", tiffinfo={317: 2})
    save("grey_jpeg.tif", grey, compression="jpeg")
    for compression in ("group3", "group4"):
        save(f"bits_{compression}.tif", grey.convert("1"), compression=compression)
    save("grey.tif", grey)
    save("rgba.tif", pil(picture(w, h, 4)), compression="tiff_lzw")
    save("palette.tif", rgb.quantize(60))
    save("cmyk.tif", pil(picture(w, h, 4), "CMYK"), compression="tiff_lzw")
    save("pages.tif", rgb, save_all=True, append_images=[grey])
    for o in range(1, 9):
        save(f"orientation{o}.tif", pil(picture(17, 11)), tiffinfo={274: o})
    for order, name in (("<", "little"), (">", "big")):
        add(f"rgb16_{name}.tif", tiff(RNG.randint(0, 1 << 16, (h, w, 3)).astype(np.uint16), 2, order=order))
        add(f"grey16_{name}.tif", tiff(RNG.randint(0, 1 << 9, (h, w, 1)).astype(np.uint16), 1, order=order))
    add("white_is_zero.tif", tiff(picture(w, h, 1), 0))
    add("premultiplied.tif", tiff(picture(w, h, 4), 2, [(338, "H", [1])]))
    add("tiled.tif", tiff(picture(w, h), 2, tile=(16, 32)))


# ---- WebP -----------------------------------------------------------------------------------------------------

def make_webp():
    for w, h in ((45, 33), (64, 48), (1, 1), (17, 2)):
        save(f"lossy_{w}x{h}.webp", pil(picture(w, h)), quality=80)
        save(f"lossless_{w}x{h}.webp", pil(picture(w, h)), lossless=True)
    for quality, method in ((1, 0), (30, 4), (60, 6), (100, 6)):
        save(f"lossy_quality{quality}.webp", pil(picture(61, 47)), quality=quality, method=method)
    smooth = Image.fromarray(np.repeat(np.repeat(picture(8, 6), 16, 0), 16, 1))
    save("lossy_flat.webp", smooth, quality=50)
    save("lossy_alpha.webp", pil(picture(45, 33, 4)), quality=70)
    save("lossless_alpha.webp", pil(picture(45, 33, 4)), lossless=True, exact=True)
    save("lossless_palette.webp", pil(picture(45, 33)).quantize(7).convert("RGB"), lossless=True)
    frames = [pil(picture(23, 17)) for _ in range(3)]
    save("animated.webp", frames[0], save_all=True, append_images=frames[1:], duration=50, lossless=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    save("exif6.webp", pil(picture(17, 11)), lossless=True, exif=exif.tobytes())


def main():
    make_png()
    make_jpeg()
    make_bmp()
    make_gif()
    make_pnm()
    make_tiff()
    make_webp()
    OUT.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, data in sorted(FILES.items()):
        (OUT / name).write_bytes(data)
        entry = {}
        for key, turn in (("stored", lambda i: i), ("upright", ImageOps.exif_transpose)):
            image = Image.open(io.BytesIO(data))
            # Pillow 9.4 turns TIFF while it loads the pixels, and would turn them again.
            image = (image if image.format == "TIFF" else turn(image)).convert("RGB")
            entry[key] = {"width": image.width, "height": image.height,
                          "sha256": hashlib.sha256(image.tobytes()).hexdigest()}
        expected[name] = entry
    Image.open(io.BytesIO(FILES["rgb440.jpg"])).convert("RGB").save(OUT / "rgb440.pillow.png")
    versions = {"pillow": PIL.__version__, "libjpeg_turbo": features.version("libjpeg_turbo"),
                "libtiff": features.version("libtiff"), "libwebp": features.version("webp"),
                "zlib": features.version("zlib"), "numpy": np.__version__}
    (OUT / "expected.json").write_text(json.dumps({"versions": versions, "files": expected}, indent=1) + "\n")


if __name__ == "__main__":
    main()
