package org.imprint.lab.store.record;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Predictions;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;

/** Predictions as deflated bytes: one a row if all class indices are below 256, else two. */
final class PackedPredictions {

    private static final int MOST_ROWS = 1 << 27;

    private PackedPredictions() {}

    static void write(ByteSink out, Predictions predictions) {
        int[] classes = predictions.toArray();
        boolean wide = false;
        for (int c : classes) {
            wide |= c > 0xFF;
        }
        ByteSink plain = new ByteSink();
        for (int c : classes) {
            if (wide) {
                plain.u16(c);
            } else {
                plain.u8(c);
            }
        }
        out.varint(classes.length);
        out.u8(wide ? 2 : 1);
        out.bytes(deflated(plain));
    }

    private static byte[] deflated(ByteSink plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain.array(), 0, plain.size());
            deflater.finish();
            ByteSink packed = new ByteSink();
            byte[] block = new byte[4096];
            while (!deflater.finished()) {
                packed.raw(block, 0, deflater.deflate(block));
            }
            return packed.toArray();
        } finally {
            deflater.end();
        }
    }

    static Predictions read(ByteSource in) {
        int rows = in.count();
        int width = in.u8();
        if (rows > MOST_ROWS || width < 1 || width > 2) {
            throw new ImprintException("predictions must be at most " + MOST_ROWS + " rows of 1 or 2 bytes, were "
                    + rows + " of " + width);
        }
        ByteSource plain = new ByteSource(inflated(in.bytes(), rows * width), 0, rows * width);
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = width == 1 ? plain.u8() : plain.u16();
        }
        return Predictions.of(classes);
    }

    private static byte[] inflated(byte[] packed, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[length];
            int done = 0;
            int n = 1;
            while (done < length && n > 0) {
                n = inflater.inflate(plain, done, length - done);
                done += n;
            }
            if (done < length) {
                throw new ImprintException("predictions must unpack to " + length + " bytes, were " + done);
            }
            return plain;
        } catch (DataFormatException e) {
            throw new ImprintException("predictions cannot be unpacked: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
