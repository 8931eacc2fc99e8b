package org.imprint.study.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.presample.KeepAll;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/** Runs made by hand. */
final class ReportRuns {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Session SESSION =
            new Session("sweep.yaml", NOON, "host", 1, "0.1.0", "17.0.15", "Linux amd64, 2 processors", 10);

    private ReportRuns() {}

    static DataChoice data(String backbone, String dataSet) {
        return new DataChoice(
                backbone, List.of(dataSet), LabelMapping.none(), new TaskSplits("all", List.of(List.of(0, 1))));
    }

    /** Returns a task whose two classes come one after the other. */
    static DataChoice continual() {
        return new DataChoice(
                "resnet18",
                List.of("MNIST"),
                LabelMapping.none(),
                new TaskSplits("a", List.of(List.of(0), List.of(1))));
    }

    static Method kMeans(int k) {
        return method(new KMeansGenerator(k));
    }

    static Method mean() {
        return method(new MeanGenerator());
    }

    private static Method method(ProxyGenerator generator) {
        return new Method(new L2Norm(), new L2Norm(), new L2Norm(), new KeepAll(), generator, new MaxInnerProduct());
    }

    /** Returns scores of 100 rows of two classes, {@code right} of them answered rightly. */
    static Scores scores(int right) {
        int first = Math.min(60, right);
        int second = right - first;
        return CountedScores.of(new ClassCounts(
                List.of(60, 40), List.of(first + 40 - second, second + 60 - first), List.of(first, second)));
    }

    static StoredRun done(Combination c, int right) {
        Cost cost = new Cost(0.5, 0.25);
        return new StoredRun(
                c, new Outcome.Done(scores(right), cost), Optional.of(scores(right)), Optional.of(cost), SESSION, NOON);
    }

    static StoredRun done(DataChoice data, Method method, long seed, int right) {
        return done(new Combination(data, method, seed), right);
    }

    /** Returns a run of a continual task with 80 of 100 rows right in the end. */
    static StoredRun stepwise(Combination c, StepCounts... steps) {
        CountedScores scores = new CountedScores(
                ((CountedScores) scores(80)).test(), Optional.empty(), List.of(steps), Optional.empty());
        Cost cost = new Cost(0.5, 0.25);
        return new StoredRun(c, new Outcome.Done(scores, cost), Optional.of(scores), Optional.of(cost), SESSION, NOON);
    }

    static StoredRun equal(Combination c, Combination other, int right, String rule) {
        return new StoredRun(
                c,
                new Outcome.EqualTo(other, rule),
                Optional.of(scores(right)),
                Optional.of(new Cost(0.5, 0.25)),
                SESSION,
                NOON);
    }

    static StoredRun failed(Combination c, String error) {
        return new StoredRun(c, new Outcome.Failed(error), Optional.empty(), Optional.empty(), SESSION, NOON);
    }

    static ReportSource source(String name, Stream<StoredRun> runs) {
        return new ReportSource(
                name,
                new Settings(Semantics.CORRECTED, Settings.REVISION, new TreeMap<>(), new TreeMap<>()),
                runs,
                List.of(),
                NOON,
                "0.1.0",
                List.of("a note"));
    }
}
