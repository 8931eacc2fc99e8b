package org.imprint.vision.checkpoint.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;
import org.imprint.vision.checkpoint.base.DType;

/** The CRC-32C of each row of a matrix as it is stored, four bytes each, little-endian. Used by one thread. */
final class RowSums {

    private final DType dtype;
    private final ByteBuffer row;
    private final byte[] sum = new byte[Integer.BYTES];

    RowSums(DType dtype, int cols) {
        this.dtype = dtype;
        this.row = ByteBuffer.allocate(cols * dtype.size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the name of the tensor that holds the sums of another. */
    static String nameOf(String tensor) {
        return tensor + ".crc32c";
    }

    /** Returns the sum of row i; the array is used again for the next. */
    byte[] of(FloatMatrix m, int i) {
        row.clear();
        if (dtype == DType.FLOAT16) {
            for (int j = 0; j < m.cols(); j++) {
                row.putShort(Half.of(m.get(i, j)));
            }
        } else {
            row.asFloatBuffer().put(m.data(), m.offset(i), m.cols());
        }
        putSum(row.clear(), sum, 0);
        return sum;
    }

    private static void putSum(ByteBuffer bytes, byte[] sums, int i) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        ByteBuffer.wrap(sums).order(ByteOrder.LITTLE_ENDIAN).putInt(i * Integer.BYTES, (int) crc.getValue());
    }

    /** Returns whether stored bytes have the i-th of some sums. */
    static boolean fits(ByteBuffer bytes, byte[] sums, int i) {
        byte[] actual = new byte[Integer.BYTES];
        putSum(bytes, actual, 0);
        int expected = ByteBuffer.wrap(sums).order(ByteOrder.LITTLE_ENDIAN).getInt(i * Integer.BYTES);
        return expected
                == ByteBuffer.wrap(actual).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
