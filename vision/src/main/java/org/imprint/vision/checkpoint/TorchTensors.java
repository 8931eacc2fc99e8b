package org.imprint.vision.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.checkpoint.base.DType;

/** The storages and tensors that the pickle of one PyTorch file declares; checked here, given bytes later. */
final class TorchTensors {

    /** More elements than the storage has are possible with stride 0; this many are enough for any honest file. */
    private static final long MAX_EXPANDED = 1 << 20;

    private static final int MAX_RANK = 32;
    private static final int MAX_NESTING = 2;
    private static final Pattern KEY = Pattern.compile("[0-9]{1,20}");
    /** Keys of dictionaries of tensors beside others, the one to use before the one to leave. */
    private static final List<String> WRAPPERS = List.of(
            "model",
            "state_dict",
            "model_state_dict",
            "net",
            "network",
            "backbone",
            "encoder",
            "teacher",
            "student",
            "model_ema",
            "state_dict_ema",
            "module");

    private final FileBytes file;
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    TorchTensors(FileBytes file) {
        this.file = file;
    }

    /** A declared storage: {@code numel} elements under a key. */
    record Storage(DType dtype, String key, long numel) {
        long bytes() {
            return numel * dtype.size();
        }
    }

    /** A declared view of a storage. */
    record View(Storage storage, long offset, long[] shape, long[] stride) {}

    Map<String, Storage> storages() {
        return storages;
    }

    /** Declares a storage; the same key must always mean the same. */
    Storage storage(DType dtype, String key, long numel) {
        if (!KEY.matcher(key).matches()) {
            throw file.refuse(
                    Reason.BAD_STORAGE_KEY, "storage key must be 1 to 20 digits, was \"" + shorten(key) + "\"");
        }
        if (numel < 0) {
            throw file.refuse(Reason.NEGATIVE_SIZE, "storage " + key + " must have 0 or more elements, was " + numel);
        }
        if (numel > file.size() / dtype.size()) {
            throw file.refuse(
                    Reason.SIZE_MISMATCH,
                    "storage " + key + " declares " + numel + " " + dtype.wireName()
                            + " elements, more than the whole file of " + file.size() + " bytes can hold");
        }
        Storage storage = new Storage(dtype, key, numel);
        Storage before = storages.putIfAbsent(key, storage);
        if (before != null && !before.equals(storage)) {
            throw file.refuse(
                    Reason.SIZE_MISMATCH, "storage " + key + " is declared as " + before + " and as " + storage);
        }
        return storage;
    }

    /** Declares a view whose every element lies in its storage. */
    View view(Storage storage, long offset, long[] shape, long[] stride) {
        if (shape.length != stride.length) {
            throw file.refuse(
                    Reason.MALFORMED,
                    "tensor must have one stride per axis, was " + shape.length + " axes and " + stride.length
                            + " strides");
        }
        if (shape.length > MAX_RANK) {
            throw file.refuse(Reason.LIMIT, "tensor must have at most " + MAX_RANK + " axes, was " + shape.length);
        }
        requireNotNegative("tensor offset", offset);
        BigInteger numel = BigInteger.ONE;
        BigInteger last = BigInteger.valueOf(offset);
        for (int i = 0; i < shape.length; i++) {
            requireNotNegative("tensor size", shape[i]);
            requireNotNegative("tensor stride", stride[i]);
            numel = numel.multiply(BigInteger.valueOf(shape[i]));
            last = last.add(BigInteger.valueOf(shape[i] - 1).multiply(BigInteger.valueOf(stride[i])));
        }
        long most = Math.max(storage.numel(), MAX_EXPANDED);
        if (numel.compareTo(BigInteger.valueOf(most)) > 0) {
            throw file.refuse(
                    Reason.LIMIT,
                    "a view of storage " + storage.key() + " must have at most " + most + " elements, was " + numel);
        }
        if (numel.signum() > 0 && last.compareTo(BigInteger.valueOf(storage.numel())) >= 0) {
            throw file.refuse(
                    Reason.OUT_OF_BOUNDS,
                    "a tensor reaches element " + last + " of storage " + storage.key() + ", which has "
                            + storage.numel());
        }
        return new View(storage, offset, shape, stride);
    }

    private void requireNotNegative(String what, long value) {
        if (value < 0) {
            throw file.refuse(Reason.NEGATIVE_SIZE, what + " must be 0 or more, was " + value);
        }
    }

    /** Finds the dictionary of tensors in what the pickle made and gives each storage its bytes. */
    StateDict stateDict(Object root, CheckpointFormat format, Function<Storage, ByteBuffer> bytes) {
        List<String> path = new ArrayList<>();
        PickleContainer.Dict dict = locate(numbered(root), path);
        Map<String, ByteBuffer> buffers = new LinkedHashMap<>();
        storages.forEach((key, storage) -> buffers.put(key, bytes.apply(storage)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        dict.values.forEach((name, value) -> {
            View view = (View) value;
            tensors.put(
                    (String) name,
                    new Tensor(
                            view.storage().dtype(),
                            view.shape(),
                            view.stride(),
                            view.offset(),
                            buffers.get(view.storage().key())));
        });
        return new StateDict(file.name(), format, path, tensors);
    }

    /** A data set's file holds a tuple of tensors; its places become the names 0, 1, …; anything else is left as it is. */
    private static Object numbered(Object root) {
        if (!(root instanceof PickleContainer.Tuple tuple)
                || !tuple.values.stream().allMatch(View.class::isInstance)) {
            return root;
        }
        PickleContainer.Dict dict = new PickleContainer.Dict(true);
        for (int i = 0; i < tuple.values.size(); i++) {
            dict.values.put(Integer.toString(i), tuple.values.get(i));
        }
        return dict;
    }

    private PickleContainer.Dict locate(Object root, List<String> path) {
        Object here = root;
        while (here instanceof PickleContainer.Dict dict) {
            if (isStateDict(dict)) {
                return dict;
            }
            if (path.size() == MAX_NESTING) {
                break;
            }
            String wrapper = WRAPPERS.stream()
                    .filter(key -> dict.values.get(key) instanceof PickleContainer.Dict)
                    .findFirst()
                    .orElseGet(() -> onlyStateDict(dict));
            if (wrapper.isEmpty()) {
                break;
            }
            path.add(wrapper);
            here = dict.values.get(wrapper);
        }
        throw file.refuse(
                Reason.NOT_A_STATE_DICT,
                "must hold a dictionary of tensors at the top level or under one of " + WRAPPERS
                        + " (at most two levels down), but holds something else");
    }

    /** Returns the key of the one value that is a dictionary of tensors; empty if there is none or several. */
    private static String onlyStateDict(PickleContainer.Dict dict) {
        List<String> keys = new ArrayList<>();
        dict.values.forEach((key, value) -> {
            if (key instanceof String name && value instanceof PickleContainer.Dict inner && isStateDict(inner)) {
                keys.add(name);
            }
        });
        return keys.size() == 1 ? keys.get(0) : "";
    }

    private static boolean isStateDict(PickleContainer.Dict dict) {
        return !dict.values.isEmpty()
                && dict.values.keySet().stream().allMatch(String.class::isInstance)
                && dict.values.values().stream().allMatch(View.class::isInstance);
    }

    /** Returns the strides of a row-major tensor without gaps. */
    static long[] rowMajor(long[] shape) {
        long[] stride = new long[shape.length];
        long next = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            stride[axis] = next;
            next *= Math.max(1, shape[axis]);
        }
        return stride;
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
