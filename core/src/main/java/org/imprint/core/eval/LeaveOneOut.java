package org.imprint.core.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;

/**
 * What a recipe answers for each training row when its proxies are made without that row: scores [n, C], answers and truth, n rows
 * class by class in task order.
 *
 * <p>A class of one row is gone without it: for that row it scores −∞, or has no votes, and the answer cannot be right.
 *
 * <p>{@link How} tells how it was had:
 *
 * <ul>
 *   <li>In closed form, as a refit without the row but for the last bits of floats: mean, all, no data, least squares (Sherman and
 *       Morrison, with the changed n and class mean), whatever the aggregation; every generator that keeps the rows of classes of
 *       fewer than k; classes of at most 16 rows, which are generated anew.
 *   <li>Held, an approximation, for larger classes of k-means: each row stays with its centre, which is the mean without the row left out,
 *       and is gone with its only row; of generators that choose rows: a proxy is gone with its row, the others stay. A partition that is
 *       held still knows the row: where clusters are little but noise, more answers are right than after refits, 79 instead of 72 % in
 *       a made-up case of {@code docs/decisions/0093}; where classes are apart, answers agree. {@link #exactly} refits instead.
 *   <li>By refits, one for each row, where rows act on the proxies of other classes in other ways: presampling, NORMpost of all
 *       proxies, other joint generators, and the Mahalanobis metric. {@link #needsRefits} tells before.
 * </ul>
 *
 * <p>Time about that of answering n queries, plus n·d² for least squares; memory n·C numbers. In corrected semantics alone. Immutable.
 */
public final class LeaveOneOut {

    /** How scores were had. */
    public enum How {
        /** As refits give them, but for rounding, without refits of all. */
        CLOSED_FORM,
        /** With the partition of at least one class held: an approximation. */
        HELD,
        /** By one refit for each row. */
        REFITS
    }

    private final FloatMatrix scores;
    private final int[] answers;
    private final int[] truth;
    private final How how;

    private LeaveOneOut(Task task, LeftOutAnswers found, How how) {
        this(
                found.scores(),
                found.winners(),
                IntStream.range(0, task.size())
                        .flatMap(c -> IntStream.range(0, task.get(c).size()).map(i -> c))
                        .toArray(),
                how);
    }

    private LeaveOneOut(FloatMatrix scores, int[] answers, int[] truth, How how) {
        this.scores = scores;
        this.answers = answers;
        this.truth = truth;
        this.how = how;
    }

    /** Returns what {@link #of(Task, Recipe, List, Run)} returns, for the price of making the proxies. */
    public static LeaveOneOut of(Task task, Recipe recipe, Run run) {
        return of(task, recipe, Imprinter.proxies(task, recipe, run), run);
    }

    /**
     * Leaves out each row of a task.
     *
     * @param task raw embeddings, n ≥ 2 rows in all
     * @param proxies those of {@link Imprinter#proxies}, before NORMpost; least squares and refits do without
     * @param run corrected semantics, and the seed that the proxies were made with
     * @throws ImprintException if there is a single row, or semantics are not the corrected ones
     */
    public static LeaveOneOut of(Task task, Recipe recipe, List<FloatMatrix> proxies, Run run) {
        return of(task, recipe, proxies, run, LeftOutProxies.SMALL_CLASS);
    }

    /**
     * Returns what {@link #of(Task, Recipe, List, Run)} returns, with nothing held: where it would be, a row costs that its class is
     * generated anew.
     */
    public static LeaveOneOut exactly(Task task, Recipe recipe, List<FloatMatrix> proxies, Run run) {
        return of(task, recipe, proxies, run, Integer.MAX_VALUE);
    }

    /**
     * Returns what {@link #of(Task, Recipe, List, Run)} returns of classes that have each their own k.
     *
     * @param recipe one without {@linkplain #needsRefits refits}, whose GEN takes k
     * @param k of each class, at least 1, in the place of the recipe's
     */
    public static LeaveOneOut of(Task task, Recipe recipe, int[] k, List<FloatMatrix> proxies, Run run) {
        ProxyGenerator generator = recipe.generator();
        Checks.require(
                !needsRefits(recipe) && generator.kind().usesK(),
                "classes can have their own k only where each is generated alone",
                generator.wireName());
        Checks.require(k.length == task.size(), "k must be as many as classes, " + task.size(), k.length);
        List<LeftOutProxies> changes = changes(
                task,
                recipe,
                c -> (ClassGenerator) generator.kind().of(k[c]),
                proxies,
                run,
                LeftOutProxies.SMALL_CLASS);
        LeftOutAnswers answers = new LeftOutAnswers(rows(task, run), task.size(), votes(recipe));
        return new LeaveOneOut(task, answers, locally(task, changes, recipe, proxies, run, answers));
    }

    private static LeaveOneOut of(Task task, Recipe recipe, List<FloatMatrix> proxies, Run run, int smallClass) {
        LeftOutAnswers answers = new LeftOutAnswers(rows(task, run), task.size(), votes(recipe));
        if (needsRefits(recipe)) {
            refit(task, recipe, run, answers);
            return new LeaveOneOut(task, answers, How.REFITS);
        }
        if (recipe.generator() instanceof LeastSquaresGenerator ls) {
            new LeastSquaresLeaveOut(task, recipe, run, answers)
                    .answer(ls.ridge().lambda());
            return new LeaveOneOut(task, answers, How.CLOSED_FORM);
        }
        ClassGenerator generator = (ClassGenerator) recipe.generator();
        List<LeftOutProxies> changes = changes(task, recipe, c -> generator, proxies, run, smallClass);
        return new LeaveOneOut(task, answers, locally(task, changes, recipe, proxies, run, answers));
    }

    /** Returns n. */
    private static int rows(Task task, Run run) {
        Checks.require(!run.semantics().isReference(), "leave-one-out must have corrected semantics", run.semantics());
        int n = task.classes().stream().mapToInt(ClassRows::size).sum();
        Checks.require(n >= 2, "rows must be at least 2 for one to be left out", n);
        return n;
    }

    private static boolean votes(Recipe recipe) {
        return recipe.aggregation().voters().isPresent() || recipe.aggregation() instanceof NearestProxy;
    }

    private static List<LeftOutProxies> changes(
            Task task,
            Recipe recipe,
            IntFunction<ClassGenerator> generators,
            List<FloatMatrix> proxies,
            Run run,
            int smallClass) {
        Checks.require(
                proxies.size() == task.size(), "proxies must be those of " + task.size() + " classes", proxies.size());
        List<LeftOutProxies> changes = new ArrayList<>();
        for (int c = 0; c < task.size(); c++) {
            ClassRows rows = task.get(c);
            ClassRows seen = rows.with(recipe.pre().beforeGeneration(rows.rows(), run.semantics()));
            changes.add(LeftOutProxies.of(seen, proxies.get(c), generators.apply(c), run, smallClass));
        }
        return changes;
    }

    private static How locally(
            Task task,
            List<LeftOutProxies> changes,
            Recipe recipe,
            List<FloatMatrix> proxies,
            Run run,
            LeftOutAnswers answers) {
        Head head = Head.of(
                recipe.post().ofProxies(proxies, run.semantics()),
                recipe.inf(),
                recipe.aggregation(),
                run.semantics(),
                Optional.empty());
        new LocalLeaveOut(head, recipe.post(), run, answers).answer(task, changes);
        return changes.stream().allMatch(LeftOutProxies::isExact) ? How.CLOSED_FORM : How.HELD;
    }

    private static void refit(Task task, Recipe recipe, Run run, LeftOutAnswers answers) {
        int before = 0;
        for (int c = 0; c < task.size(); c++) {
            int ofClass = c;
            int first = before;
            FloatMatrix rows = task.get(c).rows();
            run.parallel().forEach(rows.rows(), i -> {
                Head head = Imprinter.imprint(without(task, ofClass, i), recipe, run);
                answers.take(first + i, head, ofClass, rows.rows(i, i + 1));
            });
            before += rows.rows();
        }
    }

    private static Task without(Task task, int c, int i) {
        List<ClassRows> classes = new ArrayList<>(task.classes());
        FloatMatrix rows = task.get(c).rows();
        if (rows.rows() == 1) {
            classes.remove(c);
        } else {
            int[] others = IntStream.range(0, rows.rows()).filter(j -> j != i).toArray();
            classes.set(c, task.get(c).with(rows.select(others)));
        }
        return Task.of(classes);
    }

    /** Returns whether each row costs a refit of the whole recipe. */
    public static boolean needsRefits(Recipe recipe) {
        ProxyGenerator generator = recipe.generator();
        boolean leastSquares = generator instanceof LeastSquaresGenerator;
        boolean local = generator instanceof ClassGenerator && recipe.post() instanceof RowNormalization;
        boolean whitened = votes(recipe) && recipe.aggregation().shape() == MeasureShape.NEEDS_ROWS;
        return !recipe.presampling().isAll() || whitened || !leastSquares && !local;
    }

    /**
     * Returns the same of the rows of some classes alone; the others stay among those that answer.
     *
     * @param asked whether the rows of a class stay
     */
    public LeaveOneOut ofClasses(IntPredicate asked) {
        int[] staying =
                IntStream.range(0, size()).filter(i -> asked.test(truth[i])).toArray();
        return new LeaveOneOut(
                scores.select(staying),
                IntStream.of(staying).map(i -> answers[i]).toArray(),
                IntStream.of(staying).map(i -> truth[i]).toArray(),
                how);
    }

    /**
     * Returns the same with classes in another order; rows stay where they are.
     *
     * @param order which class comes at each place, a permutation of [0, C)
     */
    public LeaveOneOut inOrder(int[] order) {
        Checks.require(
                Arrays.equals(
                        IntStream.of(order).sorted().toArray(),
                        IntStream.range(0, classes()).toArray()),
                "order must be a permutation of " + classes() + " classes",
                Arrays.toString(order));
        int[] places = new int[order.length];
        FloatMatrix moved = FloatMatrix.zeros(size(), order.length);
        for (int at = 0; at < order.length; at++) {
            places[order[at]] = at;
            for (int i = 0; i < size(); i++) {
                moved.data()[moved.offset(i) + at] = scores.get(i, order[at]);
            }
        }
        return new LeaveOneOut(
                moved,
                IntStream.of(answers).map(c -> places[c]).toArray(),
                IntStream.of(truth).map(c -> places[c]).toArray(),
                how);
    }

    /** Returns n. */
    public int size() {
        return truth.length;
    }

    /** Returns C. */
    public int classes() {
        return scores.cols();
    }

    /** Returns the score of every class for each row, [n, C], as {@link Head#classScores}; shared, not to be written to. */
    public FloatMatrix scores() {
        return scores;
    }

    /** Returns the class index answered for each row; of equal largest products the first. */
    public int[] answers() {
        return answers.clone();
    }

    /** Returns the class index of each row. */
    public int[] truth() {
        return truth.clone();
    }

    /** Returns how often each class was answered for rows of each class. Time O(n + C²). */
    public Confusion confusion() {
        return Confusion.of(truth, answers, classes());
    }

    /** Returns how many answers are right. */
    public int right() {
        return (int) IntStream.range(0, truth.length)
                .filter(i -> truth[i] == answers[i])
                .count();
    }

    /** Returns the 95 % interval of the accuracy, as if rows were drawn independently of each other. */
    public WilsonInterval interval() {
        return WilsonInterval.of(right(), size());
    }

    /** Returns how scores were had. */
    public How how() {
        return how;
    }

    /** Returns whether scores are those of refits, but for rounding. */
    public boolean isExact() {
        return how != How.HELD;
    }
}
