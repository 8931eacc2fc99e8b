package org.imprint.serve.playground;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, as it is and packed.
 *
 * @param type content type of HTTP
 * @param packed the same by gzip
 * @param digest SHA-256 of the bytes in hexadecimal digits
 */
record PageFile(String name, String type, byte[] bytes, byte[] packed, String digest) {

    /** Reads a file from inside the program. */
    static PageFile read(String name, String type) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the program must hold the file " + name + " of its page, but does not");
            }
            byte[] bytes = in.readAllBytes();
            return new PageFile(name, type, bytes, packed(bytes), digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the entity tag of the bytes as they are. */
    String tag() {
        return "\"" + digest.substring(0, 32) + "\"";
    }

    /** Returns the entity tag of the packed bytes; another, because they are. */
    String packedTag() {
        return "\"" + digest.substring(0, 32) + "-gzip\"";
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
