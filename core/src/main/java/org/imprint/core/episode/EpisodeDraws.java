package org.imprint.core.episode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.random.NumberedStreams;
import org.imprint.core.random.NumberedStreams.Use;
import org.imprint.core.random.TorchRandom;

/**
 * Draws the episodes of a task, each from streams of its own.
 *
 * <p>Episode i depends on seed, i, and labels and sizes of the classes alone: not on recipes, threads or other episodes. Stream i gives
 * {@code randperm(C)}, of which the first N are learned and those behind them unknown; stream (i, label) of each class gives
 * {@code randperm(n_c)}, of which the first are asked and those behind them learned. So 1 shot and 5 shots ask the same, and 5 shots learn
 * the one and four more. Immutable; may be shared by threads.
 */
public final class EpisodeDraws {

    private final Task task;
    private final EpisodeShape shape;
    private final NumberedStreams streams;

    /**
     * Creates the draws of a task.
     *
     * @param names of the classes, for errors
     * @param seed in [0, 2^32 − 1]
     * @throws org.imprint.core.ImprintException if the shape does not {@linkplain EpisodeShape#requireFit fit}
     */
    public EpisodeDraws(Task task, List<String> names, EpisodeShape shape, long seed) {
        shape.requireFit(task, names);
        this.task = task;
        this.shape = shape;
        this.streams = new NumberedStreams(seed, Use.EPISODES);
    }

    /** Returns episode i ≥ 0. Time O(C + Σ n_c) over its classes. */
    public Episode draw(int i) {
        int[] classes = streams.stream(i).permutation(task.size());
        List<DrawnClass> known = new ArrayList<>();
        for (int c = 0; c < shape.ways(); c++) {
            known.add(drawn(i, classes[c], shape.shots()));
        }
        List<DrawnClass> unknown = new ArrayList<>();
        for (int c = 0; c < shape.unknownWays(); c++) {
            unknown.add(drawn(i, classes[shape.ways() + c], 0));
        }
        return new Episode(known, unknown);
    }

    private DrawnClass drawn(int i, int c, int shots) {
        ClassRows rows = task.get(c);
        TorchRandom stream = streams.stream(i, rows.label());
        int[] order = stream.sample(rows.size(), shape.queries() + shots);
        return new DrawnClass(
                c, Arrays.copyOfRange(order, shape.queries(), order.length), Arrays.copyOf(order, shape.queries()));
    }
}
