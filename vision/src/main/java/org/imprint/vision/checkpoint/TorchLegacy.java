package org.imprint.vision.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/**
 * Reads PyTorch's legacy stream: five pickles (magic, protocol, system, object, storage keys), then per key an int64 element
 * count and the elements.
 */
final class TorchLegacy {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private final FileBytes file;
    private final TorchTensors tensors;
    private int at;

    private TorchLegacy(FileBytes file) {
        this.file = file;
        this.tensors = new TorchTensors(file);
    }

    static StateDict read(FileBytes file) {
        return new TorchLegacy(file).stateDict();
    }

    private StateDict stateDict() {
        if (!MAGIC.equals(next())) {
            throw file.refuse(Reason.BAD_MAGIC, "is a pickle, but not one of torch: the magic number is wrong");
        }
        Object protocol = next();
        if (!Long.valueOf(PROTOCOL).equals(protocol)) {
            throw file.refuse(
                    Reason.UNSUPPORTED,
                    "torch stream protocol must be 1001, was "
                            + (protocol instanceof Long ? protocol : "not a number"));
        }
        if (!(next() instanceof PickleContainer.Dict system)
                || !Boolean.TRUE.equals(system.values.get("little_endian"))) {
            throw file.refuse(Reason.UNSUPPORTED, "system record must say little_endian, but does not");
        }
        Object object = next();
        if (!(next() instanceof PickleContainer.Items keys)) {
            throw file.refuse(Reason.MALFORMED, "list of storage keys must be a list, but is not");
        }
        Map<String, ByteBuffer> buffers = storages(keys.values);
        return tensors.stateDict(object, CheckpointFormat.TORCH_LEGACY, storage -> buffers.get(storage.key()));
    }

    private Object next() {
        PickleCalls calls = new PickleCalls(file, tensors, CheckpointFormat.TORCH_LEGACY);
        Unpickler unpickler = new Unpickler(file, at, file.size(), calls);
        Object object = unpickler.run();
        at = unpickler.position();
        return object;
    }

    private Map<String, ByteBuffer> storages(List<Object> keys) {
        Map<String, ByteBuffer> buffers = new LinkedHashMap<>();
        long here = at;
        for (Object key : keys) {
            TorchTensors.Storage storage =
                    key instanceof String name ? tensors.storages().get(name) : null;
            if (storage == null || buffers.containsKey(storage.key())) {
                throw file.refuse(
                        Reason.MALFORMED, "list of storage keys must name each declared storage once, but does not");
            }
            long numel = file.i64(here);
            if (numel != storage.numel()) {
                throw file.refuse(
                        numel < 0 ? Reason.NEGATIVE_SIZE : Reason.SIZE_MISMATCH,
                        "storage " + storage.key() + " must have " + storage.numel() + " elements, was " + numel);
            }
            buffers.put(storage.key(), file.slice(here + 8, storage.bytes()));
            here += 8 + storage.bytes();
        }
        if (buffers.size() != tensors.storages().size()) {
            throw file.refuse(
                    Reason.MALFORMED,
                    "list of storage keys must name all " + tensors.storages().size() + " storages, was "
                            + buffers.size());
        }
        if (here != file.size()) {
            throw file.refuse(Reason.MALFORMED, "must end at byte " + here + ", was " + file.size());
        }
        return buffers;
    }
}
