package org.imprint.vision.dataset;

import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;

/** Opens one split of one data set; it may give more classes than wanted where leaving them out saves nothing. */
@FunctionalInterface
interface Opener {

    /** Opens the split from the files at a place. */
    SampleSource open(Place place, Split split, Classes classes);
}
