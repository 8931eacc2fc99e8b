package org.imprint.core.proxycount;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.random.TorchRandom;

/**
 * The rows of a task in folds: each fold has about a fifth of every class.
 *
 * <p>The rows of a class are drawn by the seed alone, so that a class's folds do not hang on its place.
 */
final class FoldedRows {

    static final int FOLDS = 5;

    private final FloatMatrix[][] folds;

    /** @param most rows of a class that are used, drawn from all */
    FoldedRows(Task task, int most, long seed) {
        this.folds = new FloatMatrix[task.size()][];
        for (int c = 0; c < folds.length; c++) {
            FloatMatrix rows = task.get(c).rows();
            int[] drawn = new TorchRandom(seed).permutation(rows.rows());
            int n = Math.min(most, drawn.length);
            folds[c] = new FloatMatrix[FOLDS];
            for (int f = 0; f < FOLDS; f++) {
                int fold = f;
                folds[c][f] = rows.select(IntStream.range(0, n)
                        .filter(i -> i % FOLDS == fold)
                        .map(i -> drawn[i])
                        .toArray());
            }
        }
    }

    int classes() {
        return folds.length;
    }

    /** Returns the rows of a class that are used. */
    FloatMatrix all(int c) {
        return FloatMatrix.concat(Arrays.asList(folds[c]));
    }

    /** Returns how many rows of a class are used. */
    int size(int c) {
        return Arrays.stream(folds[c]).mapToInt(FloatMatrix::rows).sum();
    }

    /** Returns the rows of a class in the other folds; its only row, if it has but one. */
    FloatMatrix without(int c, int fold) {
        return size(c) == 1
                ? all(c)
                : FloatMatrix.concat(IntStream.range(0, FOLDS)
                        .filter(f -> f != fold)
                        .mapToObj(f -> folds[c][f])
                        .toList());
    }

    /** Returns the rows of a fold that are asked, class by class; none of a class that has but one. */
    FloatMatrix asked(int fold) {
        return FloatMatrix.concat(IntStream.range(0, classes())
                .mapToObj(c -> size(c) == 1 ? folds[c][fold].rows(0, 0) : folds[c][fold])
                .toList());
    }

    /** Returns the class of each row asked, fold after fold, in the order of {@link #asked}. */
    int[] truth() {
        return IntStream.range(0, FOLDS)
                .flatMap(f -> IntStream.range(0, classes())
                        .filter(c -> size(c) > 1)
                        .flatMap(c -> IntStream.range(0, folds[c][f].rows()).map(i -> c)))
                .toArray();
    }
}
