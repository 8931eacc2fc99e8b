package org.imprint.vision.mat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many bytes in pieces: grows with what arrives, without copying, and may pass 2 GiB. */
public final class Chunks {

    private static final int SIZE = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>();
    private final long length;

    private Chunks(long length) {
        this.length = length;
    }

    /**
     * Reads n bytes.
     *
     * @throws EOFException if the stream ends before
     */
    static Chunks read(InputStream in, long n) throws IOException {
        Chunks all = new Chunks(n);
        long left = n;
        while (left > 0) {
            int want = (int) Math.min(SIZE, left);
            byte[] chunk = in.readNBytes(want);
            if (chunk.length < want) {
                throw new EOFException("needs " + n + " bytes, holds " + (n - left + chunk.length));
            }
            all.chunks.add(chunk);
            left -= want;
        }
        return all;
    }

    /** Returns the number of bytes. */
    public long length() {
        return length;
    }

    /** Returns the unsigned byte at a place. */
    public int get(long at) {
        return chunks.get((int) (at / SIZE))[(int) (at % SIZE)] & 0xff;
    }

    /** Returns a copy of the bytes in [from, from + n). */
    public byte[] copy(long from, int n) {
        byte[] out = new byte[n];
        int done = 0;
        while (done < n) {
            byte[] chunk = chunks.get((int) ((from + done) / SIZE));
            int start = (int) ((from + done) % SIZE);
            int piece = Math.min(n - done, chunk.length - start);
            System.arraycopy(chunk, start, out, done, piece);
            done += piece;
        }
        return out;
    }

    /** Returns all bytes as one array. */
    byte[] toArray() {
        return chunks.size() == 1 ? Arrays.copyOf(chunks.get(0), (int) length) : copy(0, Math.toIntExact(length));
    }
}
