package org.imprint.vision.dataset.reader;

import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;

/** Opens one split of one data set; it may give more classes than wanted where leaving them out saves nothing. */
@FunctionalInterface
public interface Opener {

    /**
     * Opens the split from the files at a place.
     *
     * @throws org.imprint.vision.data.DataException if a file is missing or not as published
     */
    SampleSource open(Place place, Split split, Classes classes);
}
