package org.imprint.core.cluster;

import org.imprint.core.matrix.DoubleMatrix;

/** A partition of n rows into k clusters, and how it was found. */
public final class Clustering {

    private final DoubleMatrix centres;
    private final int[] labels;
    private final int[] seeds;
    private final int iterations;

    Clustering(DoubleMatrix centres, int[] labels, int[] seeds, int iterations) {
        this.centres = centres;
        this.labels = labels;
        this.seeds = seeds;
        this.iterations = iterations;
    }

    /** Returns the centres [k, d]; with {@link Precision#FLOAT} each is a float value. */
    public DoubleMatrix centres() {
        return centres;
    }

    /**
     * Returns the cluster of each row, n numbers in [0, k). A cluster may have no row.
     *
     * <p>They are those of the last assignment; if the iteration stopped by tolerance, centres need not be the exact means
     * of their rows.
     */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns the rows that k-means++ chose as first centres, in the order of choice; none if centres were given. */
    public int[] seeds() {
        return seeds.clone();
    }

    /** Returns the number of Lloyd iterations, in [1, 300]. */
    public int iterations() {
        return iterations;
    }
}
