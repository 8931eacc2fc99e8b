package org.imprint.core.search;

import org.imprint.core.matrix.FloatMatrix;

/** Mahalanobis search in corrected semantics: exact Euclidean search among whitened vectors rounded to float. */
final class WhitenedSearch implements TileSearch {

    private final Whitening whitening;
    private final ProductSearch euclidean;

    WhitenedSearch(Whitening whitening, FloatMatrix proxies) {
        this.whitening = whitening;
        this.euclidean = new ProductSearch(Measure.EUCLIDEAN, whitening.applyToFloat(proxies));
    }

    @Override
    public int tileRows(int m) {
        return euclidean.tileRows(m);
    }

    @Override
    public Neighbours[] nearest(FloatMatrix queries, int[] ms) {
        return euclidean.nearest(whitening.applyToFloat(queries), ms);
    }
}
