package org.imprint.core.proxycount;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.cluster.KMeans;
import org.imprint.core.cluster.Precision;
import org.imprint.core.cluster.Silhouette;
import org.imprint.core.collapse.ClassCollapse;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.proxycount.ProxyCount.Ground;
import org.imprint.core.recipe.Recipe;

/**
 * Chooses the number of proxies of each class by what the whole classifier gains on rows that the proxies were not made from.
 *
 * <pre>
 *   k = argmax  Σ_i ln p_i(k_1 … k_C) − ½ ln(n) Σ_c k_c        p_i: softmax of the scores / T, of the true class of row i
 * </pre>
 *
 * <p>Row i is asked of proxies made without its fold, one of five; nothing is held. The left-out likelihood pays for badly placed proxies by
 * itself, so that a proxy is one choice more and costs ½ ln n nats, as a parameter does in Schwarz's criterion, not d of them.
 *
 * <p>Order, without a draw: first the rung that is best for all classes at once; then class by class in task order, the others held, the
 * best rung of its ladder, of equals the smaller; at most {@value #PASSES} times over all classes, until nothing changes. T is fitted to
 * the scores before each time. The ladder is 1 to 6, 8, 10, 15, 20 and so on, to n_c/2 and the k of GEN.
 *
 * <p>A class whose variance within is at most {@value #COLLAPSED} of the variance between classes gets 1 untried, as does one of fewer than
 * {@value #LEAST_ROWS} rows. A number whose k-means partition has a mean silhouette of at most 0 gives way to the next smaller one.
 *
 * <p>Of a class of more than {@value #MOST_ROWS} rows that many are drawn; of many classes fewer, so that the exponentials of one time
 * over all classes are at most 4·10⁹: n·C where the score of a class is its own, 500 rows of 200 classes, and L times as many where
 * proxies vote, for ladders of L rungs. Time that of making all proxies of
 * the ladders five times, on four fifths of the rows; memory n·ΣL numbers. The seed decides folds and generators; threads change nothing.
 */
@Source(
        paper =
                "G. Schwarz, Estimating the dimension of a model, Annals of Statistics 6(2), 1978, for the price of a choice; "
                        + "left-out likelihood: M. Stone, JRSS B 36, 1974",
        url = "https://doi.org/10.1214/aos/1176344136",
        oracle = "scikit-learn 1.2.1, sklearn.cluster.KMeans seeded as in 1.5.2, and numpy 1.24.2 on the formula")
public final class ProxyCountSearch {

    /** The most variance within a class, as a share of the variance between classes, that counts as collapsed. */
    public static final double COLLAPSED = 0.05;

    /** The fewest rows of a class that may get more than one proxy. */
    public static final int LEAST_ROWS = 4;

    /** The most rows of a class that are looked at. */
    public static final int MOST_ROWS = 1000;

    /** The fewest rows of a class that are worth looking at where classes are many. */
    private static final int FEWEST_ROWS = 10;

    private static final double MOST_WORK = 4e9;
    private static final int PASSES = 3;

    private final Task seen;
    private final Run run;
    private final int[][] ladders;
    private final FoldScores scores;
    private final int[] truth;
    private final double[] collapse;

    private ProxyCountSearch(Task task, int[][] ladders, double[] collapse, Recipe recipe, Run run) {
        FoldedRows rows =
                new FoldedRows(task, mostRows(task, recipe), run.draws().seed());
        int[] labels = task.classes().stream().mapToInt(ClassRows::label).toArray();
        List<FloatMatrix> asked =
                IntStream.range(0, FoldedRows.FOLDS).mapToObj(rows::asked).toList();
        this.seen = Task.of(IntStream.range(0, task.size())
                .mapToObj(c -> new ClassRows(labels[c], recipe.pre().beforeGeneration(rows.all(c), run.semantics())))
                .toList());
        this.run = run;
        this.ladders = ladders;
        this.collapse = collapse;
        this.truth = rows.truth();
        this.scores = FoldScores.of(FoldProxies.of(rows, labels, ladders, recipe, run), asked, recipe, run);
    }

    /**
     * Returns the count of each class, in task order.
     *
     * @param task raw embeddings
     * @param recipe one that {@link #requireChoosable} takes; the k of its GEN is the most that a class gets
     * @param run corrected semantics, and the seed that the proxies are to be made with
     * @throws ImprintException if the recipe leaves no choice, classes are too many for one, or rows are not finite
     */
    public static List<ProxyCount> of(Task task, Recipe recipe, Run run) {
        requireChoosable(recipe);
        double[] collapse = collapse(task, recipe, run);
        int[][] ladders = IntStream.range(0, task.size())
                .mapToObj(c -> task.size() == 1 ? new int[] {1} : ladder(task, c, collapse[c], recipe))
                .toArray(int[][]::new);
        ProxyCountSearch search = new ProxyCountSearch(task, ladders, collapse, recipe, run);
        int[] rungs = search.alike();
        search.byClass(rungs, IntStream.range(0, task.size()).toArray());
        return search.counts(rungs);
    }

    /**
     * Returns the count of one class of a task, while the others keep theirs.
     *
     * @param counts k of each class; that of {@code c} is not looked at
     * @throws ImprintException as {@link #of(Task, Recipe, Run)}
     */
    public static ProxyCount of(Task task, int c, int[] counts, Recipe recipe, Run run) {
        requireChoosable(recipe);
        double[] collapse = collapse(task, recipe, run);
        int[][] ladders = IntStream.range(0, task.size())
                .mapToObj(i -> i == c && task.size() > 1
                        ? ladder(task, c, collapse[c], recipe)
                        : new int[] {i == c ? 1 : counts[i]})
                .toArray(int[][]::new);
        ProxyCountSearch search = new ProxyCountSearch(task, ladders, collapse, recipe, run);
        int[] rungs = new int[task.size()];
        search.byClass(rungs, new int[] {c});
        return search.count(c, rungs);
    }

    /** Throws if the recipe has no number of proxies for single classes to choose. */
    public static void requireChoosable(Recipe recipe) {
        Checks.require(
                recipe.generator() instanceof ClassGenerator
                        && recipe.generator().kind().usesK()
                        && !LeaveOneOut.needsRefits(recipe),
                "k can be chosen only where GEN makes k proxies from the rows of one class, without presampling, NORMpost looks at one row and"
                        + " the metric at none; GEN",
                recipe.generator().wireName());
    }

    private static double[] collapse(Task task, Recipe recipe, Run run) {
        if (task.size() == 1) {
            return new double[] {Double.POSITIVE_INFINITY};
        }
        return ClassCollapse.ratios(task.map(c -> c.with(recipe.pre().beforeGeneration(c.rows(), run.semantics()))));
    }

    private static int[] ladder(Task task, int c, double collapse, Recipe recipe) {
        int n = task.get(c).size();
        return collapse <= COLLAPSED || n < LEAST_ROWS
                ? new int[] {1}
                : ProxyLadder.of(
                        Math.min(n, mostRows(task, recipe)), recipe.generator().k());
    }

    /** Returns how many rows of a class are looked at. @throws ImprintException if there are so many classes that it would be too few */
    private static int mostRows(Task task, Recipe recipe) {
        int largest = task.classes().stream().mapToInt(ClassRows::size).max().orElse(1);
        double each = recipe.aggregation() instanceof MaxInnerProduct
                ? 1
                : ProxyLadder.of(
                                Math.min(largest, MOST_ROWS), recipe.generator().k())
                        .length;
        double perRow = each * task.size() * task.size() * task.size();
        int most = (int) Math.min(MOST_ROWS, MOST_WORK / perRow);
        if (most < Math.min(largest, FEWEST_ROWS)) {
            throw new ImprintException("classes must be at most " + (int) Math.cbrt(MOST_WORK / each / FEWEST_ROWS)
                    + " for k to be chosen for each, was " + task.size() + "; give k a number");
        }
        return most;
    }

    /** Returns the best of the rungs that all classes stand on, or on their last one. */
    private int[] alike() {
        int most = Arrays.stream(ladders).mapToInt(l -> l.length).max().orElse(1);
        int[][] choices = IntStream.range(0, most)
                .mapToObj(l -> Arrays.stream(ladders)
                        .mapToInt(x -> Math.min(l, x.length - 1))
                        .toArray())
                .toArray(int[][]::new);
        double[] net = new double[most];
        run.parallel().forEach(most, l -> {
            FloatMatrix s = scores.scores(choices[l]);
            net[l] = Worth.of(s, truth, Temperature.fit(s, truth)).sum() - price(choices[l]);
        });
        return choices[first(net)].clone();
    }

    /** Moves the rungs of some classes to the best, one class after the other. */
    private void byClass(int[] rungs, int[] classes) {
        for (int pass = 0; pass < PASSES; pass++) {
            int[] before = rungs.clone();
            Temperature t = temperature(rungs);
            for (int c : classes) {
                Worth[] worths = worths(rungs, c, t);
                double[] net = IntStream.range(0, worths.length)
                        .mapToDouble(l -> worths[l].sum() - price(with(rungs, c, l)))
                        .toArray();
                rungs[c] = first(net);
            }
            if (Arrays.equals(before, rungs)) {
                return;
            }
        }
    }

    private Temperature temperature(int[] rungs) {
        return Temperature.fit(scores.scores(rungs), truth);
    }

    /** Returns the worth of each rung of a class, the others held. */
    private Worth[] worths(int[] rungs, int c, Temperature t) {
        return scores.worths(rungs, c, truth, t, run.parallel());
    }

    private static int[] with(int[] rungs, int c, int l) {
        int[] other = rungs.clone();
        other[c] = l;
        return other;
    }

    /** Returns what the proxies of a choice cost in nats. */
    private double price(int[] rungs) {
        int proxies =
                IntStream.range(0, rungs.length).map(c -> ladders[c][rungs[c]]).sum();
        return proxies * Math.log(Math.max(1, truth.length)) / 2;
    }

    private static int first(double[] net) {
        int best = 0;
        for (int l = 1; l < net.length; l++) {
            best = net[l] > net[best] ? l : best;
        }
        return best;
    }

    private List<ProxyCount> counts(int[] rungs) {
        List<ProxyCount> counts = new ArrayList<>();
        for (int c = 0; c < rungs.length; c++) {
            counts.add(count(c, rungs));
        }
        return counts;
    }

    private ProxyCount count(int c, int[] rungs) {
        int[] ladder = ladders[c];
        if (ladder.length == 1) {
            return ProxyCount.untried(untried(c), collapse[c]);
        }
        Worth[] worths = worths(rungs, c, temperature(rungs));
        int tried = rungs[c] > 0 ? rungs[c] : bestOfMore(worths);
        int apart = rungs[c];
        while (apart > 0 && silhouette(c, ladder[apart]).orElse(0) <= 0) {
            apart--;
        }
        Ground ground = rungs[c] == 0 ? Ground.NO_GAIN : apart == rungs[c] ? Ground.GAIN : Ground.NO_GROUPS;
        return new ProxyCount(
                ladder[apart],
                ground,
                ladder[tried],
                LeftOutGain.of(worths[tried], worths[0]),
                collapse[c],
                silhouette(c, ladder[tried]));
    }

    private Ground untried(int c) {
        if (ladders.length == 1) {
            return Ground.ALONE;
        }
        if (seen.get(c).size() < LEAST_ROWS) {
            return Ground.FEW_ROWS;
        }
        return collapse[c] <= COLLAPSED ? Ground.COLLAPSED : Ground.ONE_AT_MOST;
    }

    private static int bestOfMore(Worth[] worths) {
        return 1 + first(Arrays.stream(worths).skip(1).mapToDouble(Worth::sum).toArray());
    }

    /** Returns the silhouette of the k-means partition of a class; empty if all rows fall into one cluster. */
    private OptionalDouble silhouette(int c, int k) {
        FloatMatrix rows = seen.get(c).rows();
        int[] clusters = new KMeans(k)
                .fit(rows, run.draws().seed(), Precision.FLOAT, run.parallel())
                .labels();
        return Arrays.stream(clusters).distinct().count() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Silhouette.mean(rows, clusters, run.parallel()));
    }
}
