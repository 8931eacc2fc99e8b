package org.imprint.vision.dataset.cifar;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/** One file of CIFAR-10's binary version, open for reading at any place from any thread. */
final class CifarRecords implements CifarBatch {

    private static final int RECORD = 1 + PIXELS;
    private static final int MAX_ROWS = 1 << 24;

    private final Path file;
    private final FileChannel channel;
    private final int[] labels;

    private CifarRecords(Path file, FileChannel channel, int[] labels) {
        this.file = file;
        this.channel = channel;
        this.labels = labels;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public Path file() {
        return file;
    }

    static CifarRecords open(Path file, int classes) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": file does not exist");
        }
        try {
            long size = Files.size(file);
            if (size == 0 || size % RECORD != 0 || size / RECORD > MAX_ROWS) {
                throw new DataException(file + ": must hold 1 to " + MAX_ROWS + " whole records of " + RECORD
                        + " bytes, was " + size + " bytes");
            }
            int[] labels = labels(file, (int) (size / RECORD), classes);
            return new CifarRecords(file, FileChannel.open(file), labels);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    private static int[] labels(Path file, int n, int classes) throws IOException {
        int[] labels = new int[n];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int i = 0; i < n; i++) {
                labels[i] = in.read();
                in.skipNBytes(RECORD - 1);
                CifarBatch.requireLabel(file, i, labels[i], classes);
            }
        }
        return labels;
    }

    @Override
    public RgbImage image(int i) {
        ByteBuffer planes = ByteBuffer.allocate(PIXELS);
        try {
            while (planes.hasRemaining()) {
                if (channel.read(planes, (long) i * RECORD + 1 + planes.position()) < 0) {
                    throw new EOFException("it has become shorter");
                }
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
        return CifarBatch.interleave(planes);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataException(file + ": cannot be closed: " + e, e);
        }
    }
}
