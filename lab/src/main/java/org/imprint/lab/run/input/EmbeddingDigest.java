package org.imprint.lab.run.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.store.EmbeddingFile;

/**
 * The digest of what an embeddings file holds: SHA-256 of n and d, the numbers as little-endian floats, and the labels as
 * little-endian integers. How a file stores them makes no difference.
 */
public final class EmbeddingDigest {

    private static final int ROOM_FLOATS = 1 << 18;

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer room = bytes(Float.BYTES * ROOM_FLOATS);

    private EmbeddingDigest(int rows, int dimension) {
        sha256.update(bytes(8).putInt(rows).putInt(dimension).flip());
    }

    /**
     * Returns the digest of rows and labels in memory.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public static String of(FloatMatrix rows, int[] labels) {
        EmbeddingDigest digest = new EmbeddingDigest(rows.rows(), rows.cols());
        digest.add(rows);
        return digest.end(labels);
    }

    /** Returns the digest of an open file; reads all of it. */
    static String of(EmbeddingFile file) {
        EmbeddingDigest digest = new EmbeddingDigest(file.rows(), file.dimension());
        file.forEachBlock((first, block) -> digest.add(block));
        return digest.end(file.labels());
    }

    private void add(FloatMatrix block) {
        long n = (long) block.rows() * block.cols();
        for (long at = 0; at < n; at += ROOM_FLOATS) {
            int count = (int) Math.min(ROOM_FLOATS, n - at);
            room.clear();
            room.asFloatBuffer().put(block.data(), block.offset(0) + (int) at, count);
            sha256.update(room.limit(Float.BYTES * count));
        }
    }

    private String end(int[] labels) {
        ByteBuffer last = bytes(Integer.BYTES * labels.length);
        last.asIntBuffer().put(labels);
        sha256.update(last);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static ByteBuffer bytes(int n) {
        return ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
