package org.imprint.vision.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Turns the unchecked exceptions that the bzip2 decoder throws on damaged data into IOExceptions. */
final class CheckedBzip2 extends FilterInputStream {

    CheckedBzip2(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (RuntimeException e) {
            throw new IOException("damaged bzip2 data: " + e, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("damaged bzip2 data: " + e, e);
        }
    }
}
