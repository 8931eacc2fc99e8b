package org.imprint.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.imprint.core.Checks;

/**
 * A published digest of a file's bytes.
 *
 * @param algorithm what it was made with
 * @param hex all its digits, lower case
 */
public record Digest(Algorithm algorithm, String hex) {

    private static final int BUFFER = 1 << 16;

    /** How a digest is made. */
    public enum Algorithm {
        /** SHA-256, 64 digits. */
        SHA256("SHA-256", 64),
        /** MD5, 32 digits; for publishers who give nothing better. It finds damage, not malice. */
        MD5("MD5", 32);

        private final String javaName;
        private final int digits;

        Algorithm(String javaName, int digits) {
            this.javaName = javaName;
            this.digits = digits;
        }
    }

    /** Checks the digits. */
    public Digest {
        Checks.require(
                hex.matches("[0-9a-f]{" + algorithm.digits + "}"),
                algorithm.javaName + " digest must be " + algorithm.digits + " lower-case hexadecimal digits",
                hex);
    }

    /** Returns a SHA-256 digest from its 64 digits. */
    public static Digest sha256(String hex) {
        return new Digest(Algorithm.SHA256, hex);
    }

    /** Returns an MD5 digest from its 32 digits. */
    public static Digest md5(String hex) {
        return new Digest(Algorithm.MD5, hex);
    }

    /**
     * Returns the digest of a file. Cost: one pass over it.
     *
     * @throws IOException if it cannot be read
     */
    public static Digest of(Algorithm algorithm, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(algorithm, in);
        }
    }

    /**
     * Returns the digest of a stream, read to its end.
     *
     * @throws IOException if it cannot be read
     */
    public static Digest of(Algorithm algorithm, InputStream in) throws IOException {
        MessageDigest digest = digest(algorithm);
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return new Digest(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and MD5", e);
        }
    }

    /** Returns the algorithm's name, a space and the digits. */
    @Override
    public String toString() {
        return algorithm.javaName + " " + hex;
    }
}
