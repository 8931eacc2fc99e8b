package org.imprint.serve.protocol.tensor;

import java.util.List;
import org.imprint.serve.http.HttpProblem;

/**
 * The shape of a tensor that a client gives.
 *
 * @param dims lengths of its axes, each at least 1, with a product below 2³¹
 */
public record TensorShape(List<Long> dims) {

    private static final long MOST = Integer.MAX_VALUE - 8L;

    /** Checks the lengths. @throws HttpProblem if one is below 1, or there are too many elements */
    public TensorShape {
        dims = List.copyOf(dims);
        long elements = 1;
        for (long dim : dims) {
            if (dim < 1) {
                throw new HttpProblem(400, "shape must have lengths ≥ 1, was " + dims);
            }
            if (dim > MOST / elements) {
                throw new HttpProblem(400, "shape must have at most " + MOST + " elements, was " + dims);
            }
            elements *= dim;
        }
    }

    /** Returns the number of axes. */
    public int rank() {
        return dims.size();
    }

    /** Returns the length of an axis. */
    public int dim(int axis) {
        return (int) (long) dims.get(axis);
    }

    /** Returns the number of elements. */
    public int elements() {
        return (int) (long) dims.stream().reduce(1L, (a, b) -> a * b);
    }

    /** Returns where an element stands, such as {@code [3, 17]}. @param element its place in row-major order */
    public String place(int element) {
        StringBuilder place = new StringBuilder("]");
        int rest = element;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            place.insert(0, (axis == 0 ? "[" : ", ") + rest % dim(axis));
            rest /= dim(axis);
        }
        return place.toString();
    }

    /** Returns it as JSON has it. */
    @Override
    public String toString() {
        return dims.toString();
    }
}
