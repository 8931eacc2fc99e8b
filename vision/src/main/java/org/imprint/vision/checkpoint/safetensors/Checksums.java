package org.imprint.vision.checkpoint.safetensors;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Checksums in the metadata of a safetensors file, which the format itself has none of.
 *
 * <pre>
 *   "crc32c"        CRC-32C of the header's bytes with this value's digits as zeros; the very first text of the header
 *   "crc32c:NAME"   CRC-32C of the bytes of tensor NAME
 * </pre>
 *
 * <p>Eight lower-case hexadecimal digits each. Other programs see texts; a program that writes the file anew must drop them.
 */
final class Checksums {

    /** Key of the header's own. */
    static final String HEADER = "crc32c";

    /** What all headers with a checksum begin with. */
    static final String BEGIN = "{\"__metadata__\":{\"" + HEADER + "\":\"";

    /** Stands for a checksum that is not known yet. */
    static final String UNKNOWN = "00000000";

    private Checksums() {}

    static String keyOf(String tensor) {
        return HEADER + ":" + tensor;
    }

    static String hex(int crc) {
        return HexFormat.of().toHexDigits(crc);
    }

    /** Returns the checksum of a header that begins as those with a checksum do, whatever its digits. */
    static String ofHeader(String json) {
        int digits = BEGIN.length();
        String without = json.substring(0, digits) + UNKNOWN + json.substring(digits + UNKNOWN.length());
        CRC32C sum = new CRC32C();
        sum.update(without.getBytes(StandardCharsets.UTF_8));
        return hex((int) sum.getValue());
    }

    /** Returns whether a header has a checksum, right or wrong. */
    static boolean isIn(String json) {
        return json.startsWith(BEGIN) && json.length() > BEGIN.length() + UNKNOWN.length();
    }
}
