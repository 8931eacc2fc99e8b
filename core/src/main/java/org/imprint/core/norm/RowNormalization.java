package org.imprint.core.norm;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;

/** A normalisation of single rows, fit for NORMpre, NORMpost and NORMinf. */
public sealed interface RowNormalization extends Normalization permits NoNorm, L2Norm {

    /** Returns the normalised rows of x [n, d]; x itself if there is nothing to do. Time O(n·d). */
    FloatMatrix ofRows(FloatMatrix x);

    /**
     * Returns the rows of one class as the generator sees them (NORMpre).
     *
     * <p>Differs from {@link #ofRows} for zero rows only, and in {@link Semantics#REFERENCE} only.
     */
    FloatMatrix beforeGeneration(FloatMatrix x, Semantics semantics);

    @Override
    default List<FloatMatrix> ofProxies(List<FloatMatrix> proxies, Semantics semantics) {
        return proxies.stream().map(this::ofRows).toList();
    }
}
