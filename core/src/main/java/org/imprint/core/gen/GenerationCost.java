package org.imprint.core.gen;

/**
 * What a generator costs for one class, as plans estimate it.
 *
 * @param floatFlops operations in float matrix products
 * @param doubleFlops operations in double matrix products
 * @param coordinates coordinates read or compared one by one
 * @param bytes memory while it runs
 */
public record GenerationCost(double floatFlops, double doubleFlops, double coordinates, long bytes) {

    /** Nothing. */
    public static final GenerationCost NONE = new GenerationCost(0, 0, 0, 0);

    /** Rounds of Lloyd's algorithm until it settles, as seen on embeddings. */
    private static final int LLOYD_ROUNDS = 20;

    /** Returns the cost of reading n rows of width d so many times. */
    public static GenerationCost reading(int n, int d, int times) {
        double cells = (double) n * d;
        return new GenerationCost(0, 0, cells * times, (long) (cells * 4));
    }

    /** Returns the operations of k-means with k centres over n rows of width d. */
    static double clustering(int n, int d, int k) {
        return 2 * ((double) n * d) * k * (LLOYD_ROUNDS + 2 + Math.log(k + 1.0));
    }
}
