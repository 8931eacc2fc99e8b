package org.imprint.vision.checkpoint;

import java.util.Optional;
import org.imprint.vision.checkpoint.base.DType;

/** The names a pickle may refer to: three functions and the storage classes. They are constants here, never looked up. */
sealed interface PickleGlobal {

    /** Returns the global of exactly this module and name. */
    static Optional<PickleGlobal> of(String module, String name) {
        if (module.equals("torch")) {
            return DType.ofTorchStorage(name).map(StorageClass::new);
        }
        for (Function function : Function.values()) {
            if (function.module.equals(module) && function.name.equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** A function that REDUCE may call, each with one fixed list of argument types. */
    enum Function implements PickleGlobal {
        ORDERED_DICT("collections", "OrderedDict"),
        REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
        REBUILD_PARAMETER("torch._utils", "_rebuild_parameter");

        private final String module;
        private final String name;

        Function(String module, String name) {
            this.module = module;
            this.name = name;
        }
    }

    /** A class such as {@code torch.FloatStorage}; it names an element type and can never be called. */
    record StorageClass(DType dtype) implements PickleGlobal {}
}
