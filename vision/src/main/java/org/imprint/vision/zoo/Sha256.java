package org.imprint.vision.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.imprint.core.Checks;
import org.imprint.vision.checkpoint.CheckpointException;
import org.imprint.vision.checkpoint.CheckpointException.Reason;

/**
 * A SHA-256 digest, or as much of its beginning as is known; torchvision puts the first 8 digits into its file names.
 *
 * @param hex 8 to 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    private static final int DIGITS = 64;
    private static final int BUFFER = 1 << 16;

    /** Checks the digits. */
    public Sha256 {
        Checks.require(hex.matches("[0-9a-f]{8,64}"), "sha256 must be 8 to 64 lower-case hexadecimal digits", hex);
    }

    /** Returns whether all 64 digits are known. */
    public boolean isComplete() {
        return hex.length() == DIGITS;
    }

    /** Returns the complete digest of a file. Cost: one pass over it. */
    public static Sha256 of(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.read(buffer);
            while (read >= 0) {
                digest.update(buffer, 0, read);
                read = in.read(buffer);
            }
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Throws unless the digest of {@code file} begins with the known digits.
     *
     * @throws CheckpointException naming both digests
     */
    public void verify(Path file) {
        try {
            Sha256 actual = of(file);
            if (!actual.hex.startsWith(hex)) {
                throw new CheckpointException(
                        file.toString(),
                        Reason.BAD_CRC,
                        "sha256 must begin with " + hex + ", was " + actual.hex
                                + ": the file is damaged or another one");
            }
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), Reason.UNREADABLE, "cannot be read: " + e, e);
        }
    }
}
