package org.imprint.vision.embed.pipeline;

import java.util.function.IntPredicate;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;

/**
 * One backbone of a pass.
 *
 * @param backbone computes the rows
 * @param missing which samples' rows are wanted; the others are stored already
 * @param sink is given the rows, batch after batch
 */
public record Lane(Backbone backbone, IntPredicate missing, RowSink sink) {

    boolean wantsAny(int[] samples) {
        for (int sample : samples) {
            if (missing.test(sample)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the rows of one batch after the other. */
    public interface RowSink {
        /**
         * Takes rows that can be used.
         *
         * @param samples the sample of each row
         */
        void take(int[] samples, FloatMatrix rows);
    }
}
