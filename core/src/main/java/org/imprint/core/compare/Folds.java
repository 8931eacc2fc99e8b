package org.imprint.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.random.NumpyRandom;

/**
 * Which rows of a task are tested in which fold: K folds, drawn anew for each of R repeats, each class spread over them as evenly as can
 * be.
 *
 * <p>In each repeat the rows of a class are shuffled and dealt to the folds in turn, and the next class goes on with the fold after. So
 * the folds of a repeat differ by one row at most, and so do the rows of a class in them. With K = n it leaves one row out at a time. The
 * only row of a class is trained on in every fold and never tested, since no answer without it can be right.
 *
 * <p>Rows are counted class by class in task order. Draws come from NumPy's stream of the seed, so that folds hang on sizes, K, R and
 * seed alone. Immutable; memory 4·R·n bytes.
 */
@Source(
        paper =
                "R. Kohavi, A study of cross-validation and bootstrap for accuracy estimation and model selection, IJCAI 1995",
        url = "https://www.ijcai.org/Proceedings/95-2/Papers/016.pdf",
        oracle = "scikit-learn 1.2.1, sklearn.model_selection.RepeatedStratifiedKFold, by the sizes of folds")
public final class Folds {

    /** The most folds, and the most repeats. */
    public static final int MOST = 1000;

    private static final int NEVER = -1;

    private final int k;
    private final int[][] foldOf;

    private Folds(int k, int[][] foldOf) {
        this.k = k;
        this.foldOf = foldOf;
    }

    /**
     * Draws the folds of a task.
     *
     * @param task of which the sizes of classes count; at least one class of two rows
     * @param k K in [2, {@value #MOST}]; with more than there are rows some folds would be empty, so then it is n
     * @param repeats R in [1, {@value #MOST}]
     * @param seed in [0, 2^32 − 1]
     * @throws ImprintException if no row can be tested
     */
    public static Folds stratified(Task task, int k, int repeats, long seed) {
        Checks.inRange("folds", k, 2, MOST);
        Checks.inRange("repeats", repeats, 1, MOST);
        int[] sizes = task.classes().stream().mapToInt(ClassRows::size).toArray();
        int tested = Arrays.stream(sizes).filter(n -> n > 1).sum();
        Checks.require(
                tested > 0,
                "a class must have at least 2 rows for one to be tested",
                Arrays.stream(sizes).max().orElseThrow());
        int folds = Math.min(k, tested);
        NumpyRandom stream = new NumpyRandom(seed);
        int[][] foldOf = new int[repeats][];
        Arrays.setAll(foldOf, r -> drawn(sizes, folds, stream));
        return new Folds(folds, foldOf);
    }

    private static int[] drawn(int[] sizes, int k, NumpyRandom stream) {
        int[] foldOf = new int[Arrays.stream(sizes).sum()];
        int first = 0;
        int next = 0;
        for (int n : sizes) {
            if (n == 1) {
                foldOf[first] = NEVER;
            } else {
                for (int row : shuffled(first, n, stream)) {
                    foldOf[row] = next++ % k;
                }
            }
            first += n;
        }
        return foldOf;
    }

    private static int[] shuffled(int first, int n, NumpyRandom stream) {
        int[] rows = IntStream.range(first, first + n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = (int) (stream.nextDouble() * (i + 1));
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    /** Returns K. */
    public int k() {
        return k;
    }

    /** Returns R. */
    public int repeats() {
        return foldOf.length;
    }

    /** Returns K·R, how often a recipe is fitted. */
    public int count() {
        return k * repeats();
    }

    /** Returns whether a row is tested at all; if it is, then once in each repeat. */
    public boolean isTested(int row) {
        return foldOf[0][row] != NEVER;
    }

    /** Returns how many rows are tested. */
    public int tested() {
        return (int) IntStream.range(0, foldOf[0].length).filter(this::isTested).count();
    }

    /** Returns whether a row is tested in a fold. @param fold in [0, K·R), repeat after repeat */
    public boolean isTested(int row, int fold) {
        return foldOf[fold / k][row] == fold % k;
    }

    /** Returns the task without the rows that a fold tests: all its classes, at least one row of each. */
    public Task training(Task task, int fold) {
        List<ClassRows> classes = new ArrayList<>();
        int first = 0;
        for (ClassRows c : task.classes()) {
            int from = first;
            int[] kept = IntStream.range(0, c.size())
                    .filter(i -> !isTested(from + i, fold))
                    .toArray();
            classes.add(c.with(c.rows().select(kept)));
            first += c.size();
        }
        return Task.of(classes);
    }

    /** Returns the rows that a fold tests, ascending. */
    public int[] testedIn(int fold) {
        return IntStream.range(0, foldOf[0].length)
                .filter(i -> isTested(i, fold))
                .toArray();
    }
}
