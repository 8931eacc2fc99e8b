package org.imprint.core.presample;

import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;

/** Chooses the rows of a class that its proxies are made from. */
public sealed interface Presampling permits KeepAll, WeibullBand, FewShot, Chained {

    /**
     * Returns the indices of the rows kept, in the order in which the generator sees them.
     *
     * @param rows [n, d] with n ≥ 1, after NORMpre; not written to
     */
    int[] keep(ClassRows rows, Run run);

    /** Returns the presampling that applies this one first and {@code next} to the rows that it kept. */
    default Presampling then(Presampling next) {
        return new Chained(this, next);
    }
}
