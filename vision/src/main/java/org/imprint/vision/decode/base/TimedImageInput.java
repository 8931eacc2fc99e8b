package org.imprint.vision.decode.base;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes for an image reader that stop coming when decoding has taken too long. */
final class TimedImageInput extends ImageInputStreamImpl {

    /** A look at the clock costs as much as some reads. */
    private static final int READS_PER_LOOK = 64;

    private final Bytes in;
    private final byte[] bytes;
    private int reads;

    TimedImageInput(Bytes in, byte[] bytes) {
        this.in = in;
        this.bytes = bytes;
        setByteOrder(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public int read() throws IOException {
        checkTime();
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        checkTime();
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return length == 0 ? 0 : -1;
        }
        int n = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, to, offset, n);
        streamPos += n;
        return n;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    private void checkTime() throws IOException {
        if (++reads % READS_PER_LOOK == 0 && in.late()) {
            throw new IOException("decoding took too long");
        }
    }
}
