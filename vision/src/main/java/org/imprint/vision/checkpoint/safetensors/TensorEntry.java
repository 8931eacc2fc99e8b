package org.imprint.vision.checkpoint.safetensors;

import java.util.List;
import org.imprint.vision.checkpoint.base.DType;

/**
 * A tensor as the header of a safetensors file has it; shape, type and range agree.
 *
 * @param name unique in the file
 * @param dtype type of the elements
 * @param shape sizes of the axes, outermost first; none for a scalar
 * @param begin first byte, counted from the end of the header
 * @param end byte behind the last
 */
public record TensorEntry(String name, DType dtype, List<Long> shape, long begin, long end) {

    /** Copies the shape. */
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Returns the number of elements, the product of the shape. */
    public long numel() {
        return (end - begin) / dtype.size();
    }

    /** Returns type and shape, such as {@code F32[20, 1280]}. */
    @Override
    public String toString() {
        return dtype.safetensorsName() + shape;
    }
}
