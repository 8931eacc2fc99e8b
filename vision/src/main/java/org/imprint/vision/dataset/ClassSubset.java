package org.imprint.vision.dataset;

import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;
import org.imprint.vision.dataset.reader.Classes;

/** The samples of some classes of another source, in its order and with its labels. */
public final class ClassSubset {

    private ClassSubset() {}

    /**
     * Returns the samples of the wanted classes; closing them closes the source.
     *
     * @throws DataException if there are none
     */
    public static SampleSource of(SampleSource source, Classes classes) {
        if (classes.isAll()) {
            return source;
        }
        int[] labels = IntStream.range(0, source.classNames().size())
                .map(l -> classes.contains(l) ? l : -1)
                .toArray();
        return SubsetSource.owning(source, labels, source.classNames(), "holds no image of the wanted classes");
    }
}
