package org.imprint.vision.source;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.image.RgbImage;

/**
 * Grey images and labels in the IDX format of MNIST, Fashion-MNIST and their kin, plain or gzip.
 *
 * <p>Images are {@code [n, h, w]} and labels {@code [n]}, both unsigned bytes. The bytes stay in memory (47 MB for MNIST's
 * 60,000 training images); an image becomes RGB when it is asked for.
 */
public final class IdxSource implements SampleSource {

    private static final List<String> SEPARATORS = List.of("-", ".");
    private static final List<String> ENDINGS = List.of("", ".gz");

    private final String name;
    private final IdxFile images;
    private final IdxFile labels;
    private final List<String> classNames;

    private IdxSource(String name, IdxFile images, IdxFile labels, List<String> classNames) {
        this.name = name;
        this.images = images;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        check();
    }

    private void check() {
        if (images.axis(0) == 0 || images.axis(1) == 0 || images.axis(2) == 0) {
            throw new DataException(images.name() + ": must hold at least one image, was " + images.axis(0) + "×"
                    + images.axis(1) + "×" + images.axis(2));
        }
        if (images.axis(0) != labels.axis(0)) {
            throw new DataException(labels.name() + ": must hold one label per image, was " + labels.axis(0)
                    + " labels for " + images.axis(0) + " images in " + images.name());
        }
        for (int i = 0; i < size(); i++) {
            if (label(i) >= classNames.size()) {
                throw new DataException(labels.name() + ": label of row " + i + " must be in [0, "
                        + (classNames.size() - 1) + "], was " + label(i));
            }
        }
    }

    /**
     * Reads an images file and its labels; the classes are called "0", "1", … up to the largest label.
     *
     * @throws DataException if a file is missing, truncated, has another magic, or the row counts differ
     */
    public static IdxSource open(Path images, Path labels) {
        IdxFile labelFile = IdxFile.read(labels, 1);
        return new IdxSource(images.toString(), IdxFile.read(images, 3), labelFile, numbers(largest(labelFile)));
    }

    /** As {@link #open(Path, Path)}, with names for the labels 0, 1, …; a label without a name is an error. */
    public static IdxSource open(Path images, Path labels, List<String> classNames) {
        return new IdxSource(images.toString(), IdxFile.read(images, 3), IdxFile.read(labels, 1), classNames);
    }

    /**
     * Reads two streams to their end and closes them, such as resources of the class path.
     *
     * @param name starts error messages and the samples' ids
     */
    public static IdxSource read(String name, InputStream images, InputStream labels, List<String> classNames) {
        return new IdxSource(
                name,
                IdxFile.read(name + " (images)", images, 3),
                IdxFile.read(name + " (labels)", labels, 1),
                classNames);
    }

    /**
     * Reads a split of a folder with the usual names: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte},
     * {@code t10k-images-idx3-ubyte}, {@code t10k-labels-idx1-ubyte}, each plain or with {@code .gz}.
     *
     * <p>Where both splits are there, the classes go up to the largest label of both, so that they agree.
     *
     * @throws DataException if the folder has no such files or one of them is damaged
     */
    public static IdxSource open(Path folder, Split split) {
        if (split == Split.VALIDATION) {
            throw new DataException(folder + ": IDX files have the splits train and test, was asked for val");
        }
        Path images = imagesOf(folder, split)
                .orElseThrow(() ->
                        new DataException(folder + ": holds no IDX file " + prefix(split) + "-images-idx3-ubyte[.gz]"));
        Split other = split == Split.TRAIN ? Split.TEST : Split.TRAIN;
        Optional<Path> otherLabels = imagesOf(folder, other).flatMap(IdxSource::labelsOf);
        int atLeast = otherLabels.map(p -> largest(IdxFile.read(p, 1))).orElse(0);
        return beside(images, atLeast);
    }

    /**
     * Reads an images file whose labels lie beside it under the usual name.
     *
     * @throws DataException if the labels file is missing or one of the two is damaged
     */
    public static IdxSource open(Path images) {
        return beside(images, 0);
    }

    private static IdxSource beside(Path images, int atLeast) {
        if (!Files.exists(images)) {
            throw new DataException(images + ": file does not exist");
        }
        Path labels = labelsOf(images)
                .orElseThrow(() -> new DataException(images + ": no labels file "
                        + labelsName(images.getFileName().toString()) + "[.gz] beside it"));
        IdxFile labelFile = IdxFile.read(labels, 1);
        return new IdxSource(
                images.toString(), IdxFile.read(images, 3), labelFile, numbers(Math.max(atLeast, largest(labelFile))));
    }

    /** Returns the images file of a split in a folder, if it is there. */
    static Optional<Path> imagesOf(Path folder, Split split) {
        return SEPARATORS.stream()
                .flatMap(separator -> ENDINGS.stream()
                        .map(ending -> folder.resolve(prefix(split) + "-images" + separator + "idx3-ubyte" + ending)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Path> labelsOf(Path images) {
        String plain = labelsName(images.getFileName().toString());
        return ENDINGS.stream()
                .map(ending -> images.resolveSibling(plain + ending))
                .filter(Files::isRegularFile)
                .filter(p -> !p.equals(images))
                .findFirst();
    }

    private static String labelsName(String imagesName) {
        String plain = imagesName.endsWith(".gz") ? imagesName.substring(0, imagesName.length() - 3) : imagesName;
        return plain.replace("images", "labels").replace("idx3", "idx1");
    }

    private static String prefix(Split split) {
        return split == Split.TRAIN ? "train" : "t10k";
    }

    private static int largest(IdxFile labels) {
        int largest = 0;
        for (byte b : labels.data()) {
            largest = Math.max(largest, b & 0xff);
        }
        return largest;
    }

    private static List<String> numbers(int largest) {
        return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return images.axis(0);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        return labels.data()[i] & 0xff;
    }

    /** Returns the images file's name without {@code .gz}, a hash sign and the row: {@code t10k-images-idx3-ubyte#17}. */
    @Override
    public String id(int i) {
        String file = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
        return (file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file) + "#" + i;
    }

    @Override
    public RgbImage image(int i) {
        int area = images.axis(1) * images.axis(2);
        return RgbImage.grey(
                images.axis(2), images.axis(1), Arrays.copyOfRange(images.data(), i * area, (i + 1) * area));
    }
}
