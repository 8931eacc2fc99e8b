package org.imprint.core.unknown;

import java.util.List;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Leaves rows out of a {@link MahalanobisDetector}, from one inverse.
 *
 * <p>The mean of the row's class and the sum of squares go down by the row, by Sherman and Morrison; s and μ of the shrinkage, which all n
 * rows make, are held. In a case of 3 × 60 rows of width 5 distances differ from those of refits by at most 2.3 %; with the row, by 7.9 %. A class
 * that is left out goes by its mean alone: Σ is held.
 */
final class LeftOutMahalanobis {

    private final Task task;
    private final MahalanobisDetector detector;
    private final int n;

    private LeftOutMahalanobis(Task task, MahalanobisDetector detector) {
        this.task = task;
        this.detector = detector;
        this.n = task.classes().stream().mapToInt(ClassRows::size).sum();
    }

    static LeftOutScores of(Task task, Parallel parallel) {
        List<FloatMatrix> rows = task.classes().stream().map(ClassRows::rows).toList();
        LeftOutMahalanobis leftOut = new LeftOutMahalanobis(task, MahalanobisDetector.of(rows, parallel));
        FloatMatrix scores = FloatMatrix.zeros(leftOut.n, task.size());
        int first = 0;
        for (int c = 0; c < task.size(); c++) {
            leftOut.fill(c, first, scores, parallel);
            first += task.get(c).size();
        }
        int[] nearest = new int[leftOut.n];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = LeftOutClassScores.most(scores.row(i));
        }
        return LeftOutClassScores.of(KnownScore.PROXY, scores, nearest, Temperature.ONE, parallel);
    }

    private void fill(int c, int first, FloatMatrix scores, Parallel parallel) {
        detector.forEachTile(task.get(c).rows(), parallel, (from, forms) -> {
            for (int i = 0; i < forms.own().length; i++) {
                int at = scores.offset(first + from + i);
                for (int k = 0; k < task.size(); k++) {
                    scores.data()[at + k] = (float) -distance(forms, i, c, k);
                }
            }
        });
    }

    /** Returns the squared distance of row i of class c to class k; ∞ to its own class if it is alone there. */
    private double distance(MahalanobisDetector.Forms forms, int i, int c, int k) {
        DoubleMatrix between = detector.between();
        int own = task.get(c).size();
        if (own == 1) {
            return k == c ? Double.POSITIVE_INFINITY : forms.distance(i, k, between);
        }
        // (n S − own/(own − 1) e eᵀ) / (n − 1) instead of S, as a Σ − b e eᵀ
        double a = n / (n - 1.0);
        double ratio = detector.kept() / n * own / (own - 1.0); // b / a
        double e = forms.distance(i, c, between);
        double left = Math.max(1 - ratio * e, 1e-12);
        double plain = k == c ? e : forms.distance(i, k, between);
        double along = k == c
                ? e
                : forms.own()[i] - forms.crossed().get(i, k) - forms.crossed().get(i, c) + between.get(c, k);
        double farther = k == c ? own / (own - 1.0) : 1;
        return farther * farther / a * (plain + ratio * along * along / left);
    }
}
