package org.imprint.lab.plan;

/**
 * What a batch costs, in units that a {@link CostModel} turns into seconds.
 *
 * @param floatFlops operations in float matrix products
 * @param doubleFlops operations in double matrix products
 * @param coordinates coordinates compared one by one
 * @param generations how often a generator runs
 * @param passes how often test rows are scored against proxies
 * @param bytes memory needed while it runs, beyond that of the place
 * @param resident memory for the embeddings of the place
 */
public record Work(
        double floatFlops,
        double doubleFlops,
        double coordinates,
        long generations,
        long passes,
        long bytes,
        long resident) {

    /** No work. */
    public static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0);

    /** Returns work of which nothing is known but how often stages run, as where embeddings are not made yet. */
    static Work counted(long generations, long passes) {
        return new Work(0, 0, 0, generations, passes, 0, 0);
    }

    /** Returns whether the rows of some of it were known; if not, only its counts say something. */
    public boolean isSized() {
        return resident > 0;
    }

    /** Returns this work and the other; of memory, the larger. */
    public Work plus(Work other) {
        return new Work(
                floatFlops + other.floatFlops,
                doubleFlops + other.doubleFlops,
                coordinates + other.coordinates,
                generations + other.generations,
                passes + other.passes,
                Math.max(bytes, other.bytes),
                Math.max(resident, other.resident));
    }

    /** Returns a share of this work; memory stays. */
    public Work times(double share) {
        return new Work(
                floatFlops * share,
                doubleFlops * share,
                coordinates * share,
                Math.round(generations * share),
                Math.round(passes * share),
                bytes,
                resident);
    }
}
