package org.imprint.core.gen;

import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;

/**
 * A generator whose proxies are rows of the class itself, so that each proxy is a sample that can be shown.
 *
 * <p>A class with fewer than k rows keeps them all, in their order, without a draw; so does a class of one row.
 */
public interface SelectingGenerator extends ClassGenerator {

    /**
     * Returns which rows become proxies.
     *
     * @param rows [n, d] with n ≥ 1; not written to
     * @return distinct indices in [0, n), proxy by proxy
     * @throws ImprintException if there is no row, or a row that the method cannot compare is not finite
     */
    int[] select(ClassRows rows, Run run);

    @Override
    default FloatMatrix proxies(ClassRows rows, Run run) {
        return rows.rows().select(select(rows, run));
    }
}
