package org.imprint.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.DataException;

/**
 * A published digest of a file's bytes, or as much of its beginning as is published: torchvision puts the first 8 digits of a
 * SHA-256 into the names of its weight files.
 *
 * @param algorithm what it was made with
 * @param hex its digits, lower case; at least 8, and all 32 of an MD5
 */
public record Digest(Algorithm algorithm, String hex) {

    private static final int BUFFER = 1 << 16;

    /** How a digest is made. */
    public enum Algorithm {
        /** SHA-256, 64 digits. */
        SHA256("SHA-256", 8, 64),
        /** MD5, 32 digits; for publishers who give nothing better. It finds damage, not malice. */
        MD5("MD5", 32, 32);

        private final String javaName;
        private final int fewest;
        private final int digits;

        Algorithm(String javaName, int fewest, int digits) {
            this.javaName = javaName;
            this.fewest = fewest;
            this.digits = digits;
        }
    }

    /** Checks the digits. */
    public Digest {
        Checks.require(
                hex.matches("[0-9a-f]{" + algorithm.fewest + "," + algorithm.digits + "}"),
                algorithm.javaName + " digest must be " + algorithm.fewest + " to " + algorithm.digits
                        + " lower-case hexadecimal digits",
                hex);
    }

    /** Returns a SHA-256 digest from its 64 digits or the first of them. */
    public static Digest sha256(String hex) {
        return new Digest(Algorithm.SHA256, hex);
    }

    /**
     * Returns a digest that must be a SHA-256.
     *
     * @param what begins the message
     * @throws ImprintException if it is another kind
     */
    public static Digest requireSha256(String what, Digest digest) {
        Checks.require(digest.algorithm == Algorithm.SHA256, what + " must be known by a SHA-256", digest);
        return digest;
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

    /** Returns the digest of bytes in memory. */
    public static Digest of(Algorithm algorithm, byte[] bytes) {
        return new Digest(algorithm, HexFormat.of().formatHex(digest(algorithm).digest(bytes)));
    }

    /** Returns whether all digits are known. */
    public boolean isComplete() {
        return hex.length() == algorithm.digits;
    }

    /** Returns whether another digest is of the same kind and begins with these digits. */
    public boolean fits(Digest other) {
        return other.algorithm == algorithm && other.hex.startsWith(hex);
    }

    /**
     * Throws unless the digest of a file, or of its content, fits.
     *
     * @param file begins the message
     * @param actual its complete digest
     * @throws DataException naming both
     */
    public void require(Path file, Digest actual) {
        if (!fits(actual)) {
            throw new DataException(
                    file + ": must have " + this + ", was " + actual + ": the file is damaged or another one");
        }
    }

    private static MessageDigest digest(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and MD5", e);
        }
    }

    /** Returns the algorithm's name and the digits, such as {@code SHA-256 beginning with f37072fd}. */
    @Override
    public String toString() {
        return algorithm.javaName + (isComplete() ? " " : " beginning with ") + hex;
    }
}
