package org.imprint.vision.checkpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/** What the three permitted functions and the persistent ids of a PyTorch pickle mean. */
final class PickleCalls implements PickleUse {

    private static final Set<PickleOpcode> OPCODES =
            EnumSet.complementOf(EnumSet.of(PickleOpcode.SHORT_BINSTRING, PickleOpcode.BINSTRING));

    /** The largest program; 8 MiB hold some 50,000 tensors. */
    private static final int MAX_PROGRAM = 8 << 20;

    private final FileBytes file;
    private final TorchTensors tensors;
    private final CheckpointFormat format;

    PickleCalls(FileBytes file, TorchTensors tensors, CheckpointFormat format) {
        this.file = file;
        this.tensors = tensors;
        this.format = format;
    }

    @Override
    public String origin() {
        return "torch writes for weights";
    }

    @Override
    public Set<PickleOpcode> opcodes() {
        return OPCODES;
    }

    @Override
    public int mostBytes() {
        return MAX_PROGRAM;
    }

    @Override
    public int mostOpcodes() {
        return MAX_PROGRAM;
    }

    @Override
    public Optional<PickleGlobal> global(String module, String name) {
        return PickleGlobal.of(module, name);
    }

    /** Returns the storage of {@code ("storage", class, key, location, numel[, None])}; the location is ignored. */
    @Override
    public TorchTensors.Storage persistent(Object id) {
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

    @Override
    public Object call(Object function, List<Object> arguments) {
        if (!(function instanceof PickleGlobal.Function known)) {
            throw file.refuse(
                    Reason.FORBIDDEN_CALL,
                    "pickle may call OrderedDict, _rebuild_tensor_v2 and _rebuild_parameter with a tuple only");
        }
        return switch (known) {
            case ORDERED_DICT -> orderedDict(arguments);
            case REBUILD_TENSOR -> tensor(arguments);
            case REBUILD_PARAMETER -> parameter(arguments);
        };
    }

    /** The only attributes that torch writes are a state dict's {@code _metadata}, which we drop. */
    @Override
    public Object build(Object target, Object state) {
        if (target instanceof PickleContainer.Dict dict && dict.ordered && state instanceof PickleContainer.Dict) {
            return dict;
        }
        throw file.refuse(Reason.FORBIDDEN_CALL, "pickle may set attributes of an OrderedDict from a dict only");
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
