package org.imprint.study.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.study.analysis.method.Methods;

/** Runs made by hand, in the order in which they are added. */
public final class Runs {

    static final Session SESSION = new Session("test", Instant.EPOCH, "host", 1, "0", "17", "none", 0);
    public static final Method MEAN = Methods.normalized(new MeanGenerator());
    static final Method LS = Methods.normalized(new LeastSquaresGenerator(Ridge.ofBackbone()));

    private final List<StoredRun> runs = new ArrayList<>();

    public static DataChoice data(String backbone, String dataSet) {
        return new DataChoice(
                backbone, List.of(dataSet), LabelMapping.none(), new TaskSplits("all", List.of(List.of(0, 1))));
    }

    public static Method kMeans(int k) {
        return Methods.normalized(new KMeansGenerator(k));
    }

    /** Adds one run per accuracy in per cent, of seeds 1, 2, …, each of one second. */
    public Runs add(DataChoice data, Method method, double... accuracies) {
        for (int s = 0; s < accuracies.length; s++) {
            add(new Combination(data, method, s + 1), accuracies[s], 1);
        }
        return this;
    }

    public Runs add(Combination combination, double accuracy, double seconds) {
        Scores scores = new PublishedScores(accuracy, List.of(), List.of(), OptionalDouble.empty());
        Cost cost = new Cost(seconds, 0);
        return add(combination, new Outcome.Done(scores, cost), Optional.of(scores), Optional.of(cost));
    }

    public Runs add(Combination combination, ClassCounts counts) {
        Scores scores = CountedScores.of(counts);
        Cost cost = new Cost(1, 0);
        return add(combination, new Outcome.Done(scores, cost), Optional.of(scores), Optional.of(cost));
    }

    public Runs equal(Combination combination, Combination other, double accuracy) {
        Scores scores = new PublishedScores(accuracy, List.of(), List.of(), OptionalDouble.empty());
        return add(
                combination, new Outcome.EqualTo(other, "no seed"), Optional.of(scores), Optional.of(new Cost(0, 0)));
    }

    public Runs failed(Combination combination, String error) {
        return add(combination, new Outcome.Failed(error), Optional.empty(), Optional.empty());
    }

    private Runs add(Combination combination, Outcome outcome, Optional<Scores> scores, Optional<Cost> cost) {
        runs.add(new StoredRun(combination, outcome, scores, cost, SESSION, Instant.EPOCH));
        return this;
    }

    public Stream<StoredRun> stream() {
        return runs.stream();
    }

    public Stream<StoredRun> reversed() {
        List<StoredRun> copy = new ArrayList<>(runs);
        Collections.reverse(copy);
        return copy.stream();
    }
}
