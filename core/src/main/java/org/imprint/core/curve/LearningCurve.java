package org.imprint.core.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;

/**
 * How right a recipe is with some of the rows of a task and with nearly all, each row asked by what was learned without it.
 *
 * <pre>
 *   shares 1, 1/√2, 1/2, … of each class's K − 1 parts are learned, the same rows and more; its other part is asked
 * </pre>
 *
 * <p>{@link #forecast} and {@link #forecastOf} say what more rows would bring. In corrected semantics. Time: repeats · folds · sizes fits and
 * answers. Immutable; results do not depend on threads.
 */
@Source(
        paper =
                "C. Perlich, F. Provost, J. Simonoff, Tree Induction vs. Logistic Regression: A Learning-Curve Analysis, JMLR 4, 2003; "
                        + "T. Viering, M. Loog, The Shape of Learning Curves, IEEE TPAMI 2023, section 2",
        url = "https://arxiv.org/abs/2103.10948",
        oracle = "numpy 1.24.2, the same folds answered by nearest means")
public final class LearningCurve {

    private static final int RESAMPLES = 400;

    private final CurveErrors errors;
    private final List<double[]> sizes;
    private final double[] meanSizes;
    private final List<PowerLaw[]> resampled;

    private LearningCurve(CurveErrors errors, List<double[]> sizes, double[] meanSizes, List<PowerLaw[]> resampled) {
        this.errors = errors;
        this.sizes = sizes;
        this.meanSizes = meanSizes;
        this.resampled = resampled;
    }

    /**
     * Measures a curve.
     *
     * @param task raw embeddings
     * @param names of the classes, for errors
     * @param recipe λ put in
     * @throws ImprintException if a class has a single row, by name; if half of the classes have fewer than {@link CurvePlan#fewestRows}; or if
     *     an embedding is not finite, or zero where its length is divided by
     */
    public static LearningCurve of(Task task, List<String> names, Recipe recipe, CurvePlan plan, Parallel parallel) {
        int middle = middle(task, names, plan);
        Imprinter.requireUsable(task, recipe.pre());
        double[] shares = plan.shares(middle);
        CurveFolds folds = new CurveFolds(task, recipe, plan, shares);
        int[] counts = task.classes().stream().mapToInt(ClassRows::size).toArray();
        CurveErrors errors = new CurveErrors(folds.wrong(parallel), counts, plan.repeats());
        List<double[]> sizes = new ArrayList<>();
        double[] mean = new double[shares.length];
        for (int count : counts) {
            double[] own = new double[shares.length];
            for (int s = 0; s < shares.length; s++) {
                own[s] = folds.meanRows(count, shares[s]);
                mean[s] += own[s] / counts.length;
            }
            sizes.add(own);
        }
        List<PowerLaw[]> resampled = errors.resampled(sizes, mean, new Bootstrap(RESAMPLES, plan.seed()), parallel);
        return new LearningCurve(errors, sizes, mean, resampled);
    }

    /** Returns the size of the class in the middle, the smaller of two. */
    private static int middle(Task task, List<String> names, CurvePlan plan) {
        for (int c = 0; c < task.size(); c++) {
            Checks.require(
                    task.get(c).size() >= 2,
                    "class " + names.get(c) + " must have at least 2 examples for a learning curve",
                    task.get(c).size());
        }
        int[] sizes = task.classes().stream().mapToInt(ClassRows::size).sorted().toArray();
        int middle = sizes[(sizes.length - 1) / 2];
        Checks.require(
                middle >= plan.fewestRows(),
                "examples of a class must be at least " + plan.fewestRows()
                        + " in the middle (median) of classes for a learning curve by " + plan.folds() + " folds",
                middle);
        return middle;
    }

    /** Returns C. */
    public int classes() {
        return sizes.size();
    }

    /** Returns how many rows of a class were learned, on average over classes and the folds that ask them, rising. */
    public double[] sizes() {
        return meanSizes.clone();
    }

    /** Returns how many rows of class c were learned, on average over the folds that ask one, rising. */
    public double[] sizesOf(int c) {
        return sizes.get(c).clone();
    }

    /** Returns the share of right answers with each size. */
    public double[] accuracies() {
        return right(errors.all());
    }

    /** Returns the share of rows of class c that were answered rightly with each size: its recall. */
    public double[] accuraciesOf(int c) {
        return right(errors.ofClass(c));
    }

    private static double[] right(double[] wrong) {
        return IntStream.range(0, wrong.length).mapToDouble(s -> 1 - wrong[s]).toArray();
    }

    /** Returns what other numbers of examples would bring, the same share of each class. */
    public Forecast forecast() {
        return Forecast.of(meanSizes, errors.all(), errors.rows(), resampled.get(classes()));
    }

    /** Returns what other numbers of examples would bring to the recall of class c if all classes had as many more. */
    public Forecast forecastOf(int c) {
        return Forecast.of(sizes.get(c), errors.ofClass(c), errors.rowsOf(c), resampled.get(c));
    }
}
