package org.imprint.vision.dataset.reader;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.Tensor;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.data.DataException;

/** Images {@code [n, h, w, 3]} and labels {@code [n]} of a PyTorch file; the only place that knows how such files are read. */
final class TensorPair {

    private static final long MAX_LABEL = 1_000_000;

    private final Path file;
    private final int height;
    private final int width;
    private final byte[] pixels;
    private final int[] labels;

    private TensorPair(Path file, Tensor images, Tensor labels) {
        this.file = file;
        this.height = images.shape().get(1).intValue();
        this.width = images.shape().get(2).intValue();
        this.pixels = images.toBytes();
        long[] numbers = labels.toLongs();
        this.labels = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || numbers[i] > MAX_LABEL) {
                throw new DataException(
                        file + ": label of row " + i + " must be in [0, " + MAX_LABEL + "], was " + numbers[i]);
            }
            this.labels[i] = (int) numbers[i];
        }
    }

    /**
     * Reads a file that holds a pair of tensors; nothing in it is executed.
     *
     * @throws DataException if it is missing, damaged, or holds something else
     */
    static TensorPair read(Path file) {
        try {
            Collection<Tensor> tensors = Checkpoint.open(file).tensors().values();
            if (tensors.size() != 2) {
                throw new DataException(file + ": must hold a pair of images and labels, was " + tensors);
            }
            List<Tensor> pair = List.copyOf(tensors);
            check(file, pair.get(0), pair.get(1));
            return new TensorPair(file, pair.get(0), pair.get(1));
        } catch (CheckpointException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    private static void check(Path file, Tensor images, Tensor labels) {
        List<Long> shape = images.shape();
        boolean pictures = images.dtype() == DType.UINT8
                && shape.size() == 4
                && shape.get(3) == 3
                && shape.get(1) >= 1
                && shape.get(2) >= 1;
        boolean numbers =
                !labels.dtype().isFloating() && labels.shape().equals(shape.isEmpty() ? shape : shape.subList(0, 1));
        if (!pictures || !numbers) {
            throw new DataException(file + ": must hold images, uint8[n, h, w, 3], and whole numbers [n], was " + images
                    + " and " + labels);
        }
    }

    Path file() {
        return file;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Returns the shared bytes, RGB interleaved. */
    byte[] pixels() {
        return pixels;
    }

    /** Returns the shared labels. */
    int[] labels() {
        return labels;
    }
}
