"""Reads a safetensors file by the format's rules alone, with numpy; prints types, shapes, sums of bits and texts as JSON."""
import hashlib, json, struct, sys
import numpy as np

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "U8": "u1"}
raw = open(sys.argv[1], "rb").read()
(n,) = struct.unpack("<Q", raw[:8])
header = json.loads(raw[8 : 8 + n].decode("utf-8"))
texts = header.pop("__metadata__", {})
assert all(isinstance(v, str) for v in texts.values())
buffer, at, seen = raw[8 + n :], 0, {}
for name, t in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
    begin, end = t["data_offsets"]
    array = np.frombuffer(buffer[begin:end], TYPES[t["dtype"]]).reshape(t["shape"])
    assert begin == at and (8 + n + begin) % array.itemsize == 0, name
    at = end
    seen[name] = {"dtype": str(array.dtype), "shape": list(array.shape), "first": array.reshape(-1)[:3].astype(float).tolist(),
                  "sha256": hashlib.sha256(buffer[begin:end]).hexdigest()}
assert at == len(buffer)
print(json.dumps({"tensors": seen, "texts": texts}))
