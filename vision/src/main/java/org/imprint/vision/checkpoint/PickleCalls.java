package org.imprint.vision.checkpoint;

import java.util.List;
import org.imprint.vision.checkpoint.CheckpointException.Reason;

/** What the three permitted functions and the persistent ids of a PyTorch pickle mean. */
final class PickleCalls {

    private final FileBytes file;
    private final TorchTensors tensors;
    private final CheckpointFormat format;

    PickleCalls(FileBytes file, TorchTensors tensors, CheckpointFormat format) {
        this.file = file;
        this.tensors = tensors;
        this.format = format;
    }

    /** Returns the storage of {@code ("storage", class, key, location, numel[, None])}; the location is ignored. */
    TorchTensors.Storage persistent(Object id) {
        int arity = format == CheckpointFormat.TORCH_LEGACY ? 6 : 5;
        if (id instanceof PickleContainer.Tuple tuple
                && tuple.values.size() == arity
                && "storage".equals(tuple.values.get(0))
                && tuple.values.get(1) instanceof PickleGlobal.StorageClass storage
                && tuple.values.get(2) instanceof String key
                && tuple.values.get(3) instanceof String
                && tuple.values.get(4) instanceof Long numel) {
            if (arity == 6 && tuple.values.get(5) != Unpickler.NONE) {
                throw file.refuse(Reason.UNSUPPORTED, "views of storages (written before torch 0.4) are not read");
            }
            return tensors.storage(storage.dtype(), key, numel);
        }
        throw file.refuse(
                Reason.FORBIDDEN_PERSISTENT_ID,
                "a persistent id must be (\"storage\", class, key, location, numel), but is something else");
    }

    /** Calls one of the permitted functions. */
    Object call(PickleGlobal.Function function, List<Object> arguments) {
        return switch (function) {
            case ORDERED_DICT -> orderedDict(arguments);
            case REBUILD_TENSOR -> tensor(arguments);
            case REBUILD_PARAMETER -> parameter(arguments);
        };
    }

    private PickleContainer.Dict orderedDict(List<Object> arguments) {
        if (!arguments.isEmpty()) {
            throw file.refuse(
                    Reason.FORBIDDEN_CALL, "OrderedDict must be called without arguments, was " + arguments.size());
        }
        return new PickleContainer.Dict(true);
    }

    private TorchTensors.View tensor(List<Object> arguments) {
        if (arguments.size() == 6
                && arguments.get(0) instanceof TorchTensors.Storage storage
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof PickleContainer.Tuple shape
                && arguments.get(3) instanceof PickleContainer.Tuple stride
                && arguments.get(4) instanceof Boolean
                && arguments.get(5) instanceof PickleContainer.Dict) {
            return tensors.view(storage, offset, longs(shape, "size"), longs(stride, "stride"));
        }
        throw file.refuse(
                Reason.MALFORMED,
                "_rebuild_tensor_v2 must be called with (storage, offset, size, stride, requires_grad, hooks)");
    }

    private TorchTensors.View parameter(List<Object> arguments) {
        if (arguments.size() == 3
                && arguments.get(0) instanceof TorchTensors.View view
                && arguments.get(1) instanceof Boolean
                && arguments.get(2) instanceof PickleContainer.Dict) {
            return view;
        }
        throw file.refuse(Reason.MALFORMED, "_rebuild_parameter must be called with (tensor, requires_grad, hooks)");
    }

    private long[] longs(PickleContainer.Tuple tuple, String what) {
        long[] values = new long[tuple.values.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(tuple.values.get(i) instanceof Long value)) {
                throw file.refuse(Reason.MALFORMED, "tensor " + what + " must be a tuple of integers below 2^63");
            }
            values[i] = value;
        }
        return values;
    }
}
