package org.imprint.core.episode;

import java.util.EnumMap;
import java.util.Map;
import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.PairedDifference;
import org.imprint.core.unknown.KnownScore;

/** How right one recipe was in each episode, and how well its scores told unknown queries from known ones. Immutable. */
@Source(
        paper =
                "C. Finn, P. Abbeel, S. Levine, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks, ICML 2017, section 5.2",
        url = "https://arxiv.org/abs/1703.03400",
        oracle = "numpy 1.24.2, mean and std(ddof=1)")
public final class RecipeEpisodes {

    private final double[] accuracies;
    private final Map<KnownScore, Map<OpenSetMeasure, double[]>> openSet;

    RecipeEpisodes(double[] accuracies, Map<KnownScore, Map<OpenSetMeasure, double[]>> openSet) {
        this.accuracies = accuracies;
        this.openSet = openSet;
    }

    /** Returns T, how many episodes there were. */
    public int episodes() {
        return accuracies.length;
    }

    /** Returns a copy of the accuracies, the share of an episode's known queries that were answered with their class. */
    public double[] accuracies() {
        return accuracies.clone();
    }

    /** Returns the mean accuracy, ± 1.96 · s / √T. It is of new episodes of the same classes, not of other classes or data. */
    public Estimate accuracy() {
        return Estimate.ofMean(accuracies);
    }

    /**
     * Returns how much more accurate this recipe is than another on the same episodes. What is hard for both in an episode is in neither,
     * so the interval is mostly narrower than those of the two accuracies.
     */
    public PairedDifference differenceFrom(RecipeEpisodes other) {
        Checks.require(
                other.accuracies.length == accuracies.length,
                "episodes of both recipes must be the same, " + accuracies.length,
                other.accuracies.length);
        double[] differences = new double[accuracies.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = accuracies[i] - other.accuracies[i];
        }
        return PairedDifference.ofTasks(differences);
    }

    /** Returns whether unknown queries were asked. */
    public boolean hasUnknown() {
        return !openSet.isEmpty();
    }

    /** Returns the mean of each measure of the head's own score over episodes, ± 1.96 · s / √T; empty without unknown queries. */
    public Map<OpenSetMeasure, Estimate> openSet() {
        return openSet(KnownScore.PROXY);
    }

    /** As {@link #openSet()}, of another score: {@link KnownScore#NEIGHBOURS}, which but for OSCR is the same for all recipes. */
    public Map<OpenSetMeasure, Estimate> openSet(KnownScore score) {
        Map<OpenSetMeasure, Estimate> means = new EnumMap<>(OpenSetMeasure.class);
        openSet.getOrDefault(score, Map.of()).forEach((measure, values) -> means.put(measure, Estimate.ofMean(values)));
        return means;
    }
}
