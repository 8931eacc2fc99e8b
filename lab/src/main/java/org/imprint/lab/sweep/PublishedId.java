package org.imprint.lab.sweep;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * The name under which the published code files a result: the MD5 of a combination's canonical JSON as an unsigned 128-bit number,
 * written in decimal. Two longs, ordered as unsigned numbers.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record PublishedId(long high, long low) implements Comparable<PublishedId> {

    private static final Comparator<PublishedId> ORDER = Comparator.comparing(PublishedId::high, Long::compareUnsigned)
            .thenComparing(PublishedId::low, Long::compareUnsigned);

    /** Returns the id of a canonical JSON text, which is ASCII. */
    static PublishedId of(String json) {
        return read(md5().digest(json.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns the ids of a combination under each of several seeds; the text before the seed is hashed once. */
    static Stream<PublishedId> of(String beforeSeed, List<Long> seeds, String afterSeed) {
        MessageDigest begun = md5();
        begun.update(beforeSeed.getBytes(StandardCharsets.US_ASCII));
        return seeds.stream()
                .map(seed -> read(copy(begun).digest((seed + afterSeed).getBytes(StandardCharsets.US_ASCII))));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the MD5 of the Java platform can be copied", e);
        }
    }

    private static PublishedId read(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new PublishedId(bytes.getLong(), bytes.getLong());
    }

    /**
     * Reads a decimal id.
     *
     * @throws ImprintException unless it is a number in [0, 2¹²⁸)
     */
    public static PublishedId parse(String decimal) {
        boolean digits =
                !decimal.isEmpty() && decimal.length() <= 39 && decimal.chars().allMatch(c -> c >= '0' && c <= '9');
        BigInteger value = digits ? new BigInteger(decimal) : BigInteger.ONE.negate();
        Checks.require(
                value.signum() >= 0 && value.bitLength() <= 128,
                "published id must be a number in [0, 2^128)",
                "'" + decimal + "'");
        return new PublishedId(value.shiftRight(64).longValue(), value.longValue());
    }

    /** Returns the decimal form, the published file name without its ending. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return new BigInteger(1, bytes).toString();
    }

    @Override
    public int compareTo(PublishedId other) {
        return ORDER.compare(this, other);
    }
}
