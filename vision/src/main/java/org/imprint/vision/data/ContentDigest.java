package org.imprint.vision.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.image.RgbImage;

/**
 * What an image is, whatever it is called and wherever it lies: the SHA-256 of its content, as four numbers, the first of which
 * holds the first eight bytes, most significant byte first.
 *
 * @param a bytes 0 to 7
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record ContentDigest(long a, long b, long c, long d) implements Comparable<ContentDigest> {

    /** Length of a digest in bytes. */
    public static final int BYTES = 32;

    /** Returns the digest of a file's bytes. */
    public static ContentDigest of(byte[] content) {
        return from(ByteBuffer.wrap(sha256().digest(content)));
    }

    /**
     * Returns the digest of an image that has no file of its own: that of width and height, four bytes each, most significant
     * first, and its pixels.
     */
    public static ContentDigest of(RgbImage image) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(image.width())
                .putInt(image.height())
                .flip());
        return from(ByteBuffer.wrap(digest.digest(image.pixels())));
    }

    /** Takes 32 bytes from a buffer, wherever it stands and whatever its order. */
    public static ContentDigest from(ByteBuffer buffer) {
        byte[] bytes = new byte[BYTES];
        buffer.get(bytes);
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        return new ContentDigest(numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
    }

    /**
     * Returns the digest with these 64 hexadecimal digits.
     *
     * @throws ImprintException if there are more, fewer or others
     */
    public static ContentDigest ofHex(String hex) {
        Checks.require(hex.length() == 2 * BYTES, "digest must have " + 2 * BYTES + " hexadecimal digits", hex);
        return from(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    /** Returns the 32 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    /** Returns the 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Compares as the hexadecimal digits do. */
    @Override
    public int compareTo(ContentDigest o) {
        int order = Long.compareUnsigned(a, o.a);
        order = order != 0 ? order : Long.compareUnsigned(b, o.b);
        order = order != 0 ? order : Long.compareUnsigned(c, o.c);
        return order != 0 ? order : Long.compareUnsigned(d, o.d);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
