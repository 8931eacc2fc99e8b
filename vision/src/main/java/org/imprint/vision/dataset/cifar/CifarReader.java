package org.imprint.vision.dataset.cifar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.Opener;
import org.imprint.vision.dataset.reader.Place;

/**
 * CIFAR-10: five files for training and one for testing, in the binary version (records of a label byte and 3 × 32 × 32 bytes, all red, then
 * green, then blue) or else in the Python version that torchvision keeps, of which nothing is executed.
 *
 * <p>Binary images are read from the disk when asked for; only the labels are kept.
 */
public final class CifarReader implements Opener {

    /** The folder within the official archive. */
    public static final String FOLDER = "cifar-10-batches-bin";

    /** The folder within the archive of the Python version, which torchvision keeps. */
    public static final String PYTHON_FOLDER = "cifar-10-batches-py";

    private final List<String> classNames;

    /** Creates a reader. @param classNames name of label l is the l-th */
    public CifarReader(List<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        List<String> names = split == Split.TEST
                ? List.of("test_batch")
                : IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i).toList();
        List<Path> files = names.stream()
                .map(n -> place.need(List.of(FOLDER + "/" + n + ".bin", n + ".bin", PYTHON_FOLDER + "/" + n)))
                .toList();
        return read(files, classNames);
    }

    /**
     * Reads batches one after the other; each is binary or Python's by its content.
     *
     * @param files at least one
     * @param classNames name of label l is the l-th
     * @throws DataException if a file is not whole or has another label, naming it
     */
    public static SampleSource read(List<Path> files, List<String> classNames) {
        List<CifarBatch> batches = new ArrayList<>();
        try {
            for (Path file : files) {
                boolean records = file.getFileName().toString().endsWith(".bin");
                batches.add(
                        records
                                ? CifarRecords.open(file, classNames.size())
                                : CifarPickle.open(file, classNames.size()));
            }
            return new CifarSource(batches, classNames);
        } catch (DataException e) {
            batches.forEach(CifarBatch::close);
            throw e;
        }
    }
}
