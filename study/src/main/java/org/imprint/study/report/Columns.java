package org.imprint.study.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.zip.Deflater;

/**
 * Columns of integers as bytes that deflate well.
 *
 * <pre>
 *   column = varint(number of values), then zigzag varints of each value minus the one before
 * </pre>
 *
 * <p>{@code data.js} reads them in the order in which they were written.
 */
final class Columns {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Columns add(int[] values) {
        varint(values.length);
        int before = 0;
        for (int value : values) {
            int step = value - before;
            varint((step << 1) ^ (step >> 31));
            before = value;
        }
        return this;
    }

    <T> Columns add(List<T> rows, ToIntFunction<T> column) {
        return add(rows.stream().mapToInt(column).toArray());
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    /** Returns the columns, deflated and in base 64. */
    String text() {
        return text(bytes.toByteArray());
    }

    /** Returns a text, deflated and in base 64. */
    static String text(String content) {
        return text(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } finally {
            deflater.end();
        }
    }
}
