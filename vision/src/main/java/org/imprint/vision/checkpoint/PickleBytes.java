package org.imprint.vision.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A string of Python 2: bytes in the file, of no encoding. */
record PickleBytes(ByteBuffer bytes) {

    /** Returns each byte as a character. */
    String text() {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
