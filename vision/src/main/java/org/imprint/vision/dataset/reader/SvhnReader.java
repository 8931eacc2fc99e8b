package org.imprint.vision.dataset.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.mat.Chunks;
import org.imprint.vision.mat.MatFile;
import org.imprint.vision.mat.MatValue;

/**
 * SVHN's cropped digits: a MAT-file with {@code X} uint8 {@code [h, w, 3, n]} in column-major order and {@code y} {@code [n, 1]} in [1, 10],
 * where 10 stands for the digit 0.
 *
 * <p>The pixels stay in memory: 225 MB for the 73,257 training images.
 */
public final class SvhnReader implements Opener {

    private static final int TEN = 10;

    private final List<String> classNames;

    /** Creates a reader. @param classNames name of label l is the l-th */
    public SvhnReader(List<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        return read(place.need(List.of(split.wireName() + "_32x32.mat")), classNames);
    }

    /**
     * Reads one MAT-file.
     *
     * @param classNames ten names; name of label l is the l-th
     * @throws DataException if the file is not as published, naming it
     */
    public static SampleSource read(Path file, List<String> classNames) {
        Map<String, MatValue> variables = MatFile.read(file, Set.of("X", "y"));
        if (!(variables.get("X") instanceof MatValue.UnsignedBytes pixels)
                || pixels.dims().size() != 4
                || pixels.dims().get(2) != 3) {
            throw new DataException(file + ": must hold X, unsigned bytes of size [h, w, 3, n]");
        }
        int height = pixels.dims().get(0);
        int width = pixels.dims().get(1);
        int n = pixels.dims().get(3);
        int[] labels =
                variables.getOrDefault("y", new MatValue.Other("missing")).asInts();
        if (labels.length != n) {
            throw new DataException(file + ": must hold y, one whole number for each of the " + n + " images of X");
        }
        if (height < 1 || width < 1 || (long) height * width > 1 << 24) {
            throw new DataException(file + ": images must have 1 to 16777216 pixels, was " + height + "×" + width);
        }
        for (int i = 0; i < n; i++) {
            if (labels[i] < 1 || labels[i] > TEN) {
                throw new DataException(file + ": y of row " + i + " must be in [1, 10], was " + labels[i]);
            }
            labels[i] %= TEN;
        }
        String id = Naming.stem(file);
        return new MemorySource(file.toString(), id, labels, classNames, i -> image(pixels.data(), i, height, width));
    }

    private static RgbImage image(Chunks data, int i, int height, int width) {
        int area = height * width;
        byte[] columns = data.copy(3L * area * i, 3 * area);
        byte[] rgb = new byte[3 * area];
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    rgb[3 * (y * width + x) + c] = columns[c * area + x * height + y];
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
