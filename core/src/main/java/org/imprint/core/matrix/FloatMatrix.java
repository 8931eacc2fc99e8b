package org.imprint.core.matrix;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * A dense row-major matrix of {@code float}, or a window of whole rows of one.
 *
 * <p>Element (i, j) lies at {@code data()[offset(i) + j]}. Matrices made by {@link #of} and {@link #rows(int, int)} share
 * their array with the giver; whoever holds a matrix may read it, only its maker writes to it. Shape [rows, cols] with
 * rows ≥ 0 and cols ≥ 1.
 */
public final class FloatMatrix {

    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final float[] data;
    private final int offset;
    private final int rows;
    private final int cols;

    private FloatMatrix(float[] data, int offset, int rows, int cols) {
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.cols = cols;
    }

    /**
     * Wraps an array without copying it.
     *
     * @param data row-major elements, exactly rows·cols of them
     * @throws ImprintException if the length does not fit the shape
     */
    public static FloatMatrix of(int rows, int cols, float[] data) {
        if (data.length != size(rows, cols)) {
            throw new ImprintException("matrix of shape [" + rows + ", " + cols + "] must have " + (long) rows * cols
                    + " elements, was " + data.length);
        }
        return new FloatMatrix(data, 0, rows, cols);
    }

    /**
     * Wraps the first rows·cols elements of an array, which may be longer, without copying them.
     *
     * @throws ImprintException if the array is too short
     */
    public static FloatMatrix within(int rows, int cols, float[] room) {
        Checks.require(
                room.length >= size(rows, cols), "room for [" + rows + ", " + cols + "] must suffice", room.length);
        return new FloatMatrix(room, 0, rows, cols);
    }

    /** Returns a new matrix of zeros. */
    public static FloatMatrix zeros(int rows, int cols) {
        return new FloatMatrix(new float[size(rows, cols)], 0, rows, cols);
    }

    /** Returns a new matrix with copies of the given rows; at least one row, all of one length. */
    public static FloatMatrix ofRows(float[]... rows) {
        Checks.require(rows.length > 0, "matrix needs at least one row", 0);
        FloatMatrix m = zeros(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            Checks.require(rows[i].length == m.cols, "row " + i + " must have " + m.cols + " elements", rows[i].length);
            System.arraycopy(rows[i], 0, m.data, m.offset(i), m.cols);
        }
        return m;
    }

    /** Returns the rows of all parts, one below the other, in a new matrix; parts have one width. */
    public static FloatMatrix concat(List<FloatMatrix> parts) {
        Checks.require(!parts.isEmpty(), "concat needs at least one matrix", 0);
        int cols = parts.get(0).cols;
        FloatMatrix all = zeros(parts.stream().mapToInt(FloatMatrix::rows).reduce(0, Math::addExact), cols);
        int at = 0;
        for (FloatMatrix part : parts) {
            Checks.require(part.cols == cols, "all parts must have " + cols + " columns", part.cols);
            System.arraycopy(part.data, part.offset, all.data, at, part.rows * cols);
            at += part.rows * cols;
        }
        return all;
    }

    private static int size(int rows, int cols) {
        if (rows < 0 || cols < 1 || (long) rows * cols > MAX_SIZE) {
            throw new ImprintException("matrix must have rows ≥ 0, cols ≥ 1 and fewer than 2^31 elements, was [" + rows
                    + ", " + cols + "]");
        }
        return rows * cols;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the number of columns. */
    public int cols() {
        return cols;
    }

    /** Returns the shared array; element (i, j) is at {@link #offset}(i) + j. */
    public float[] data() {
        return data;
    }

    /** Returns where row i starts in {@link #data()}. */
    public int offset(int i) {
        return offset + i * cols;
    }

    /** Returns element (i, j). */
    public float get(int i, int j) {
        return data[offset + i * cols + j];
    }

    /** Returns the column of the first NaN or infinity of row i, or −1 if all its elements are finite. */
    public int firstNonFinite(int i) {
        if (isFinite(i)) {
            return -1;
        }
        int j = 0;
        while (Float.isFinite(get(i, j))) {
            j++;
        }
        return j;
    }

    /** 0·x is NaN for NaN and infinity and ±0 otherwise; four sums because one would wait for itself. */
    private boolean isFinite(int i) {
        int end = offset(i) + cols;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = offset(i);
        for (; j + 4 <= end; j += 4) {
            s0 += 0 * data[j];
            s1 += 0 * data[j + 1];
            s2 += 0 * data[j + 2];
            s3 += 0 * data[j + 3];
        }
        for (; j < end; j++) {
            s0 += 0 * data[j];
        }
        return s0 + s1 + s2 + s3 == 0;
    }

    /** Returns a copy of row i. */
    public float[] row(int i) {
        return Arrays.copyOfRange(data, offset(i), offset(i) + cols);
    }

    /** Returns a window of rows [from, to) on the same array. */
    public FloatMatrix rows(int from, int to) {
        if (from < 0 || from > to || to > rows) {
            throw new ImprintException("row window must lie in [0, " + rows + "], was [" + from + ", " + to + ")");
        }
        return new FloatMatrix(data, offset(from), to - from, cols);
    }

    /** Returns a new matrix with copies of the rows of the given indices, in that order; repeats are allowed. */
    public FloatMatrix select(int[] indices) {
        FloatMatrix chosen = zeros(indices.length, cols);
        for (int i = 0; i < indices.length; i++) {
            Checks.inRange("row index", indices[i], 0, rows - 1);
            System.arraycopy(data, offset(indices[i]), chosen.data, chosen.offset(i), cols);
        }
        return chosen;
    }

    /** Returns a copy that shares nothing with this matrix. */
    public FloatMatrix copy() {
        return new FloatMatrix(toArray(), 0, rows, cols);
    }

    /** Returns a copy of the elements, row-major. */
    public float[] toArray() {
        return Arrays.copyOfRange(data, offset, offset + rows * cols);
    }

    /** Returns the same numbers in double. */
    public DoubleMatrix toDouble() {
        DoubleMatrix wide = DoubleMatrix.zeros(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            wide.data()[i] = data[offset + i];
        }
        return wide;
    }

    /** Returns the shape, such as {@code [60, 512]}. */
    @Override
    public String toString() {
        return "[" + rows + ", " + cols + "]";
    }
}
