package org.imprint.vision.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.checkpoint.safetensors.TensorHeader;

/** Turns a mapped safetensors file into tensors, each a view of it. */
final class Safetensors {

    private Safetensors() {}

    static StateDict read(FileBytes file) {
        int n = TensorHeader.checkedLength(file.name(), file.i64(0), file.size());
        String json = file.utf8(Long.BYTES, n, Reason.BAD_JSON, "safetensors header");
        long buffer = Long.BYTES + (long) n;
        TensorHeader header = TensorHeader.parse(file.name(), json, file.size() - buffer);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        header.tensors().forEach((name, entry) -> {
            long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
            tensors.put(
                    name,
                    new Tensor(
                            entry.dtype(),
                            shape,
                            TorchTensors.rowMajor(shape),
                            0,
                            file.slice(buffer + entry.begin(), entry.end() - entry.begin())));
        });
        return new StateDict(file.name(), CheckpointFormat.SAFETENSORS, List.of(), tensors);
    }
}
