package org.imprint.core.norm;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;

/** A normalisation of proxies (NORMpost); those that need one row alone are {@link RowNormalization}s and fit everywhere. */
public sealed interface Normalization permits RowNormalization, QuantileNorm {

    /** Returns the name in sweep and result files. */
    String wireName();

    /**
     * Returns the normalised proxies of all classes.
     *
     * @param proxies one matrix [k_c, d] per class, in task order; not written to
     * @return matrices of the same shapes
     */
    List<FloatMatrix> ofProxies(List<FloatMatrix> proxies, Semantics semantics);
}
