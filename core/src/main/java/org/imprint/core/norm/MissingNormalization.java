package org.imprint.core.norm;

import org.imprint.core.matrix.FloatMatrix;

/**
 * A normalisation of which the name is known but not the code: results of it can be read, stored, filtered and shown, nothing can be
 * computed.
 *
 * @param wireName its name
 */
public record MissingNormalization(String wireName) implements RowNormalization {

    @Override
    public FloatMatrix ofRows(FloatMatrix x) {
        throw new IllegalStateException("the code of the normalisation " + wireName + " is not at hand");
    }
}
