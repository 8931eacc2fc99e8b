package org.imprint.vision.dataset.reader;

import java.util.List;
import java.util.stream.Stream;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.source.IdxSource;

/** MNIST and Fashion-MNIST: IDX files, plain or gzip, with {@code -} or {@code .} before the kind. */
public final class IdxReader implements Opener {

    private final List<String> classNames;

    /** Creates a reader. @param classNames name of label l is the l-th */
    public IdxReader(List<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        String prefix = split == Split.TRAIN ? "train" : "t10k";
        return IdxSource.open(
                place.need(names(prefix + "-images", "idx3-ubyte")),
                place.need(names(prefix + "-labels", "idx1-ubyte")),
                classNames);
    }

    private static List<String> names(String what, String kind) {
        return Stream.of("-", ".")
                .flatMap(separator -> Stream.of("", ".gz").map(ending -> what + separator + kind + ending))
                .toList();
    }
}
