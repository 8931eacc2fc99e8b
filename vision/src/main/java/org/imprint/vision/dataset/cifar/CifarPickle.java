package org.imprint.vision.dataset.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.vision.checkpoint.ArrayPickle;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/**
 * One file of CIFAR-10's Python version: a dictionary with {@code data}, uint8 {@code [n, 3072]} (red, green and blue planes), and
 * {@code labels}. It stays in memory, 31 MB each.
 */
final class CifarPickle implements CifarBatch {

    private static final int MAX_BYTES = 256 << 20;

    private final Path file;
    private final ByteBuffer data;
    private final int[] labels;

    private CifarPickle(Path file, ByteBuffer data, int[] labels) {
        this.file = file;
        this.data = data;
        this.labels = labels;
    }

    /**
     * Reads a batch.
     *
     * @throws DataException if it is missing, damaged or holds something else
     */
    static CifarPickle open(Path file, int classes) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
        ArrayPickle values;
        try {
            values = ArrayPickle.read(file.toString(), ByteBuffer.wrap(bytes));
        } catch (CheckpointException e) {
            throw new DataException(e.getMessage(), e);
        }
        Optional<ArrayPickle.Bytes> data = values.array("data");
        Optional<List<OptionalInt>> numbers = values.numbers("labels");
        if (data.isEmpty() || numbers.isEmpty()) {
            throw new DataException(file + ": must hold data and labels, holds " + values.keys());
        }
        int n = numbers.get().size();
        ByteBuffer content = data.get().content();
        List<Long> shape = List.of((long) n, (long) PIXELS);
        if (n == 0 || !data.get().shape().equals(shape) || content.remaining() != (long) n * PIXELS) {
            throw new DataException(file + ": data must have 3072 bytes for each of the " + n + " labels, was "
                    + content.remaining() + " bytes");
        }
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = numbers.get().get(i).orElse(-1);
            CifarBatch.requireLabel(file, i, labels[i], classes);
        }
        return new CifarPickle(file, content, labels);
    }

    @Override
    public Path file() {
        return file;
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
    public RgbImage image(int i) {
        return CifarBatch.interleave(data.slice(i * PIXELS, PIXELS));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
