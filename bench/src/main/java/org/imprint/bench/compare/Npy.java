package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.matrix.FloatMatrix;

/** Float32 matrices in NumPy's .npy format, version 1, row-major: as much as a comparison needs. */
final class Npy {

    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+), (\\d+)\\)");
    private static final int PREFIX = 10;
    private static final int ALIGNMENT = 64;

    private Npy() {}

    /** Reads a matrix. */
    static FloatMatrix read(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = all.getShort(8);
        String header = new String(all.array(), PREFIX, length, StandardCharsets.US_ASCII);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || header.contains("True") || !shape.find()) {
            throw new IOException(file + ": expected a row-major float32 matrix, was " + header.trim());
        }
        FloatMatrix m = FloatMatrix.zeros(Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)));
        all.position(PREFIX + length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(m.data());
        return m;
    }

    /** Writes a matrix. */
    static void write(FloatMatrix m, Path file) throws IOException {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + m.rows() + ", " + m.cols() + "), }";
        int length = (PREFIX + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX;
        String header = text + " ".repeat(length - 1 - text.length()) + "\n";
        ByteBuffer all =
                ByteBuffer.allocate(PREFIX + length + 4 * m.rows() * m.cols()).order(ByteOrder.LITTLE_ENDIAN);
        all.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        all.put((byte) 1).put((byte) 0).putShort((short) length);
        all.put(header.getBytes(StandardCharsets.US_ASCII));
        all.asFloatBuffer().put(m.toArray());
        Files.write(file, all.array());
    }
}
