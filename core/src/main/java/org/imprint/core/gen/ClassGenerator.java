package org.imprint.core.gen;

import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;

/** A generator that makes a class's proxies from the rows of that class alone; open to own ones. */
public non-sealed interface ClassGenerator extends ProxyGenerator {

    /**
     * Returns the proxies of one class.
     *
     * @param rows [n, d] with n ≥ 1, already normalised and presampled; not written to
     * @return [k', d] with 1 ≤ k' ≤ max(n, k)
     */
    FloatMatrix proxies(ClassRows rows, Run run);
}
