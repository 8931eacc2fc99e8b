package org.imprint.lab.store.frame;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Walks the frames of a segment from a position to its end, over whatever is damaged between them. One walk. */
public final class FrameScanner {

    private static final int WINDOW = 1 << 20;

    private final Bytes.Source file;
    private final long size;
    private byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;

    /** Sees what a walk passes. */
    public interface Visitor {
        /** A whole frame whose checksums are right. */
        void frame(long offset, byte[] bytes, int payload, int length);

        /** Bytes before {@code end} that are no frame although one follows them. */
        void damaged(long offset, long end);
    }

    /** How a walk ended: with the last whole frame, or with bytes after it. */
    public enum Ending {
        CLEAN,
        HALF_WRITTEN,
        DAMAGED
    }

    /**
     * Where a walk ended.
     *
     * @param position end of the last whole frame: where the next walk starts
     * @param ending what comes after it
     */
    public record End(long position, Ending ending) {}

    /** Prepares a walk over the first {@code size} bytes of a file. */
    public FrameScanner(Bytes.Source file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Walks from a position, which must be the start of a frame or the end, and shows the visitor all on the way. */
    public End scan(long from, Visitor visitor) throws IOException {
        long at = from;
        long good = from;
        while (at < size) {
            long length = frameLength(at);
            if (length > 0 && payloadIsRight(at, length)) {
                if (at > good) {
                    visitor.damaged(good, at);
                }
                visitor.frame(at, window, place(at) + Frame.HEADER, (int) length - Frame.HEADER);
                at += length;
                good = at;
            } else if (at == good && isUnfinished(at, length)) {
                return new End(good, Ending.HALF_WRITTEN);
            } else {
                at = length > 0 && at + length <= size ? at + length : nextStart(at + 1);
            }
        }
        Ending ending = good == size ? Ending.CLEAN : isZero(good) ? Ending.HALF_WRITTEN : Ending.DAMAGED;
        return new End(good, ending);
    }

    /** Returns whether a whole frame starts here. */
    public boolean isFrame(long at) throws IOException {
        long length = frameLength(at);
        return length > 0 && payloadIsRight(at, length);
    }

    /** Returns the bytes of the frame that starts here, header included, as far as its header can be trusted; 0 if not. */
    private long frameLength(long at) throws IOException {
        if (!load(at, Frame.HEADER)) {
            return 0;
        }
        int i = place(at);
        int check = (window[i + 6] & 0xFF) << 8 | window[i + 7] & 0xFF;
        boolean trusted = isStart(i) && check == (Frame.crc(window, i, 6) & 0xFFFF);
        int payload = Frame.u32(window, i + 2);
        return trusted && payload >= 0 && payload <= Frame.MOST ? (long) Frame.HEADER + payload : 0;
    }

    private boolean payloadIsRight(long at, long length) throws IOException {
        if (!load(at, (int) length)) {
            return false;
        }
        int i = place(at);
        return Frame.u32(window, i + 8) == Frame.crc(window, i + Frame.HEADER, (int) length - Frame.HEADER);
    }

    private boolean isUnfinished(long at, long length) throws IOException {
        if (length > 0) {
            return at + length > size;
        }
        int left = (int) Math.min(size - at, Frame.HEADER);
        load(at, left);
        int i = place(at);
        return left < Frame.HEADER && (window[i] & 0xFF) == Frame.FIRST && (left == 1 || isStart(i));
    }

    private long nextStart(long from) throws IOException {
        long at = from;
        while (at < size) {
            if (!load(at, 2)) {
                return size;
            }
            int i = place(at);
            while (i + 1 < windowLength && !isStart(i)) {
                i++;
            }
            at = windowStart + i;
            if (i + 1 < windowLength) {
                return at;
            }
        }
        return size;
    }

    private boolean isStart(int i) {
        return (window[i] & 0xFF) == Frame.FIRST && (window[i + 1] & 0xFF) == Frame.SECOND;
    }

    private boolean isZero(long from) throws IOException {
        for (long at = from; at < size; at++) {
            load(at, 1);
            if (window[place(at)] != 0) {
                return false;
            }
        }
        return true;
    }

    private int place(long at) {
        return (int) (at - windowStart);
    }

    /** Makes n bytes from {@code at} on lie in the window; false if the file ends before. */
    private boolean load(long at, int n) throws IOException {
        if (at >= windowStart && at + n <= windowStart + windowLength) {
            return true;
        }
        if (at + n > size) {
            return false;
        }
        if (window.length < n) {
            window = new byte[Math.max(n, 2 * window.length)];
        }
        int wanted = (int) Math.min(window.length, size - at);
        windowStart = at;
        windowLength = file.read(at, ByteBuffer.wrap(window, 0, wanted));
        return windowLength >= n;
    }
}
