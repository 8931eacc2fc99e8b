package org.imprint.core.unknown;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.OpenSetScores;
import org.imprint.core.matrix.Parallel;

/**
 * Scores of training rows as if each had not been learned, and which score tells best what is unknown.
 *
 * <p>Each row is asked without itself: {@link KnownScore#PROXY}, {@link KnownScore#ENERGY} and {@link KnownScore#SOFTMAX} take what
 * {@link LeaveOneOut} found; {@link KnownScore#NEIGHBOURS} passes over the row, which is exact; {@link KnownScore#MAHALANOBIS} goes down by
 * the row in mean and covariance, with the shrinkage held.
 *
 * <p>{@link #choose} leaves out one class after the other: its rows are unknown to the classifier of the others, whose rows, each left out,
 * are known; the AUROC is the mean over the classes. The simplest score of {@link KnownScore#SIMPLEST_FIRST} wins that comes within
 * {@value #MARGIN} of the best; {@link KnownScore#SOFTMAX} is a baseline, which has its AUROC and never wins over another. Proxies of other
 * classes do not move when a class goes if GEN and NORMpost see one class at a time; elsewhere, as with least squares, the class goes by its
 * column alone and the others still know its rows as none of theirs. Σ of Mahalanobis is held likewise.
 *
 * <p>Time O(n·C) for scores of classes, O(n²·d) for neighbours, O(n·d² + d³) for Mahalanobis; to choose O(n log n) for each class and
 * score. Immutable; results do not depend on threads.
 */
public final class LeftOutRows {

    /** How much AUROC a score must gain for a simpler one to be left. */
    public static final double MARGIN = 0.01;

    /** The most rows of which all pairs are looked at without being asked to. */
    public static final int MOST_ROWS = 10_000;

    /** The most classes that are left out, evenly among all. */
    private static final int MOST_CLASSES = 100;

    private static final int FEWEST_CLASSES = 3;

    private final Task task;
    private final int[] truth;
    private final int neighbours;
    private final Map<KnownScore, LeftOutScores> scores = new EnumMap<>(KnownScore.class);

    private LeftOutRows(Task task, int[] truth) {
        this.task = task;
        this.truth = truth;
        this.neighbours = NeighbourDetector.neighbours(
                task.classes().stream().mapToInt(ClassRows::size).toArray());
    }

    /**
     * Scores the rows of a task.
     *
     * @param task raw embeddings of the classes; classes that answer and have no rows are behind them in {@code found}, and never left out
     * @param found what leave-one-out gave for it
     * @param temperature T of energy and probabilities
     * @param wanted the scores to make
     */
    public static LeftOutRows of(
            Task task, LeaveOneOut found, Temperature temperature, Set<KnownScore> wanted, Parallel parallel) {
        LeftOutRows rows = new LeftOutRows(task, found.truth());
        Checks.require(
                found.classes() >= task.size(),
                "classes must be at most those of leave-one-out, " + found.classes(),
                task.size());
        for (KnownScore score : wanted) {
            rows.scores.put(
                    score,
                    switch (score) {
                        case PROXY, ENERGY, SOFTMAX ->
                            LeftOutClassScores.of(score, found.scores(), found.answers(), temperature, parallel);
                        case NEIGHBOURS -> LeftOutNeighbours.of(task, rows.neighbours, parallel);
                        case MAHALANOBIS -> LeftOutMahalanobis.of(task, parallel);
                    });
        }
        return rows;
    }

    /**
     * Returns why a score cannot be had of rows, as an error for people; empty if it can.
     *
     * @param n rows in all
     * @param classes C
     * @param d width
     */
    public static Optional<String> obstacle(KnownScore score, int n, int classes, int d) {
        return score == KnownScore.MAHALANOBIS && n - classes < 2L * d
                ? Optional.of("the score mahalanobis needs examples less classes to be at least 2 d = " + 2L * d
                        + " for a covariance, was " + n + " - " + classes)
                : Optional.empty();
    }

    /** Returns the scores that {@link #choose} may try for a task: none that is slow. @param votes whether class scores are shares of votes */
    public static Set<KnownScore> candidates(Task task, boolean votes, boolean examplesStay) {
        int n = task.classes().stream().mapToInt(ClassRows::size).sum();
        Set<KnownScore> all = new TreeSet<>();
        for (KnownScore score : KnownScore.values()) {
            boolean isSlow = score.needsExamples() && (n > MOST_ROWS || !examplesStay);
            // When a class is masked, the shares that are left are those of fewer voters
            boolean isShare = votes && !score.needsExamples();
            if (!isSlow
                    && !isShare
                    && obstacle(score, n, task.size(), task.dim()).isEmpty()) {
                all.add(score);
            }
        }
        return all.isEmpty() ? Set.of(KnownScore.PROXY) : all;
    }

    /**
     * Returns the score of each row without itself; NaN for one that is alone in its class, which is gone without it.
     *
     * @throws ImprintException if it was not wanted
     */
    public float[] of(KnownScore score) {
        LeftOutScores made = made(score);
        float[] all = new float[truth.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = isAlone(i) ? Float.NaN : made.score(i);
        }
        return all;
    }

    private LeftOutScores made(KnownScore score) {
        return Optional.ofNullable(scores.get(score))
                .orElseThrow(() -> new ImprintException(
                        "scores must be among those made, " + scores.keySet() + ", was " + score.wireName()));
    }

    private boolean isAlone(int i) {
        return task.get(truth[i]).size() == 1;
    }

    /** Returns the choice of a score that was asked for by name. */
    public KnownScoreChoice named(KnownScore score) {
        return choice(score, KnownScoreChoice.Basis.NAMED, Map.of());
    }

    /** Returns the choice among the scores that were made: the largest probability only where no other was. */
    public KnownScoreChoice choose(Parallel parallel) {
        List<KnownScore> eligible = KnownScore.SIMPLEST_FIRST.stream()
                .filter(scores::containsKey)
                .filter(s -> s.mayWin() || scores.size() == 1)
                .toList();
        KnownScore simplest = eligible.get(0);
        if (scores.size() == 1) {
            return choice(simplest, KnownScoreChoice.Basis.ONLY_ONE, Map.of());
        }
        if (task.size() < FEWEST_CLASSES) {
            return choice(simplest, KnownScoreChoice.Basis.FEW_CLASSES, Map.of());
        }
        Map<KnownScore, Double> aurocs = new HashMap<>();
        scores.forEach((score, made) -> aurocs.put(score, auroc(made, parallel)));
        if (aurocs.containsValue(Double.NaN)) { // no known row is left
            return choice(simplest, KnownScoreChoice.Basis.FEW_EXAMPLES, Map.of());
        }
        double best = eligible.stream().mapToDouble(aurocs::get).max().orElseThrow();
        KnownScore winner = eligible.stream()
                .filter(s -> aurocs.get(s) >= best - MARGIN)
                .findFirst()
                .orElseThrow();
        return choice(winner, KnownScoreChoice.Basis.LEFT_OUT_CLASSES, aurocs);
    }

    private KnownScoreChoice choice(KnownScore score, KnownScoreChoice.Basis basis, Map<KnownScore, Double> aurocs) {
        return new KnownScoreChoice(score, score == KnownScore.NEIGHBOURS ? neighbours : 0, basis, aurocs);
    }

    /** Returns the mean AUROC over the classes that are left out, rows that are alone not among the known ones. */
    private double auroc(LeftOutScores made, Parallel parallel) {
        double[] aurocs = new double[Math.min(task.size(), MOST_CLASSES)];
        parallel.forEach(aurocs.length, o -> aurocs[o] = auroc(made, (int) ((long) o * task.size() / aurocs.length)));
        return Arrays.stream(aurocs).filter(a -> !Double.isNaN(a)).average().orElse(Double.NaN);
    }

    private double auroc(LeftOutScores made, int c) {
        double[] known = IntStream.range(0, truth.length)
                .filter(i -> truth[i] != c && !isAlone(i))
                .mapToDouble(i -> made.without(c, i))
                .toArray();
        double[] unknown = IntStream.range(0, truth.length)
                .filter(i -> truth[i] == c)
                .mapToDouble(i -> made.without(c, i))
                .toArray();
        boolean[] right = new boolean[known.length];
        Arrays.fill(right, true);
        return OpenSetScores.of(known, right, unknown).value(OpenSetMeasure.AUROC);
    }
}
