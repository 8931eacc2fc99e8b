package org.imprint.vision.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;

/**
 * CIFAR-10's binary version: records of a label byte and 3 × 32 × 32 bytes, all red, then green, then blue; five files for training
 * and one for testing.
 *
 * <p>Images are read from the disk when asked for; only the labels are kept.
 */
final class CifarReader implements Opener {

    /** The folder within the official archive. */
    static final String FOLDER = "cifar-10-batches-bin";

    private final List<String> classNames;

    CifarReader(List<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        List<String> names = split == Split.TEST
                ? List.of("test_batch.bin")
                : IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> "data_batch_" + i + ".bin")
                        .toList();
        List<Path> files = names.stream()
                .map(n -> place.need(List.of(FOLDER + "/" + n, n)))
                .toList();
        return read(files, classNames);
    }

    static SampleSource read(List<Path> files, List<String> classNames) {
        List<CifarBatch> batches = new ArrayList<>();
        try {
            for (Path file : files) {
                batches.add(CifarBatch.open(file, classNames.size()));
            }
            return new CifarSource(batches, classNames);
        } catch (DataException e) {
            batches.forEach(CifarBatch::close);
            throw e;
        }
    }
}
