package org.imprint.vision.embed;

import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;

/** A source of images with the embedding of each, held in memory. */
public final class EmbeddedSource {

    private final SampleSource source;
    private final FloatMatrix rows;

    private EmbeddedSource(SampleSource source, FloatMatrix rows) {
        this.source = source;
        this.rows = rows;
    }

    /** Joins samples and their embeddings, [n, d]. */
    public static EmbeddedSource of(SampleSource source, FloatMatrix rows) {
        EmbeddedSource embedded = new EmbeddedSource(source, rows);
        embedded.requireUsable();
        return embedded;
    }

    private void requireUsable() {
        for (int i = 0; i < rows.rows(); i++) {
            boolean zero = true;
            for (int j = 0; j < rows.cols(); j++) {
                float value = rows.get(i, j);
                zero &= value == 0;
                if (!Float.isFinite(value)) {
                    throw new DataException(source.name() + ": the embedding of " + source.id(i)
                            + " must be finite, was " + value + " at " + j);
                }
            }
            if (zero) {
                throw new DataException(
                        source.name() + ": the embedding of " + source.id(i) + " must not be all zeros");
            }
        }
    }

    /** Returns the images. */
    public SampleSource source() {
        return source;
    }

    /** Returns the embeddings, [n, d]. */
    public FloatMatrix rows() {
        return rows;
    }

    /** Returns the label of each row. */
    public int[] labels() {
        int[] labels = new int[source.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = source.label(i);
        }
        return labels;
    }
}
