package org.imprint.core.norm;

import org.imprint.core.Source;
import org.imprint.core.matrix.FloatMatrix;

/** Leaves rows as they are. */
@Source(paper = Source.IMPRINT + ", normalization 'none'", url = Source.IMPRINT_URL, oracle = "the identity")
public record NoNorm() implements RowNormalization {

    @Override
    public String wireName() {
        return "none";
    }

    @Override
    public FloatMatrix ofRows(FloatMatrix x) {
        return x;
    }
}
