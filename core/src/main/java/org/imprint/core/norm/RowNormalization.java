package org.imprint.core.norm;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;

/** A normalisation of single rows, fit for NORMpre, NORMpost and NORMinf; open to own ones. */
public non-sealed interface RowNormalization extends Normalization {

    /** Returns the normalised rows of x [n, d]; x itself if there is nothing to do. Time O(n·d). */
    FloatMatrix ofRows(FloatMatrix x);

    /**
     * Returns the rows of one class as the generator sees them (NORMpre).
     *
     * <p>Ours differ from {@link #ofRows} for zero rows only, and in {@link Semantics#REFERENCE} only.
     */
    default FloatMatrix beforeGeneration(FloatMatrix x, Semantics semantics) {
        return ofRows(x);
    }

    @Override
    default List<FloatMatrix> ofProxies(List<FloatMatrix> proxies, Semantics semantics) {
        return proxies.stream().map(this::ofRows).toList();
    }
}
