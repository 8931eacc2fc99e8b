package org.imprint.vision.embed;

import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;

/**
 * One backbone of a pass.
 *
 * @param backbone computes the rows
 * @param firstBatch the first batch that is wanted; those before are stored already
 * @param sink is given the rows, batch after batch
 */
record Lane(Backbone backbone, int firstBatch, RowSink sink) {

    boolean wants(int batch) {
        return batch >= firstBatch;
    }

    /** Takes the rows of one batch after the other. */
    interface RowSink {
        void take(int firstSample, FloatMatrix rows);
    }
}
