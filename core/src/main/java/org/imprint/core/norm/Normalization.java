package org.imprint.core.norm;

import java.util.List;
import org.imprint.core.Named;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;

/** A normalisation of proxies (NORMpost); those that need one row alone are {@link RowNormalization}s and fit everywhere. */
public sealed interface Normalization extends Named permits RowNormalization, ProxyNormalization {

    /** Returns the name that people read. */
    default String title() {
        return wireName();
    }

    /** Returns whether its code is at hand; if not, runs of it can be read and shown, but not computed. */
    default boolean isKnown() {
        return !(this instanceof MissingNormalization);
    }

    /**
     * Returns the normalised proxies of all classes.
     *
     * @param proxies one matrix [k_c, d] per class, in task order; not written to
     * @return matrices of the same shapes
     */
    List<FloatMatrix> ofProxies(List<FloatMatrix> proxies, Semantics semantics);
}
