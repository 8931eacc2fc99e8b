package org.imprint.vision.embed.pipeline;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which samples are embedded together.
 *
 * <p>A pass from nothing takes the samples in their order, in whole batches and a last one of what is left. A row's last bits
 * may depend on the size of its batch; so a pass that finds rows there takes the others in their order, in whole batches too,
 * the last of them filled up; and if one of those is missing that were left at the end, all of them in one batch of just these.
 */
public final class Plan {

    private final int batch;
    private final int last;
    private final int[] whole;
    private final int[] rest;

    private Plan(int batch, int last, int[] whole, int[] rest) {
        this.batch = batch;
        this.last = last;
        this.whole = whole;
        this.rest = rest;
    }

    /**
     * Plans what is missing.
     *
     * @param samples n
     * @param missing whether a sample's row is not there yet
     */
    public static Plan of(int samples, int batch, IntPredicate missing) {
        int last = samples % batch;
        int[] whole = IntStream.range(0, samples - last).filter(missing).toArray();
        int[] rest = IntStream.range(samples - last, samples).toArray();
        return new Plan(batch, last, whole, Arrays.stream(rest).anyMatch(missing) ? rest : new int[0]);
    }

    /** Returns the number of batches. */
    public int batches() {
        return wholeBatches() + (rest.length > 0 ? 1 : 0);
    }

    private int wholeBatches() {
        return (int) (((long) whole.length + batch - 1) / batch);
    }

    /** Returns the samples of a batch. */
    int[] samples(int index) {
        return index < wholeBatches()
                ? Arrays.copyOfRange(whole, index * batch, (int) Math.min(whole.length, (index + 1L) * batch))
                : rest;
    }

    /** Returns how many images the inference of a batch has: at least as many as samples. */
    int inference(int index) {
        return index < wholeBatches() ? batch : last;
    }
}
