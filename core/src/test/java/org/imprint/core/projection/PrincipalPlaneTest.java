package org.imprint.core.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {

    private static final int[] SIZES = {3, 4, 5};

    /** numpy 2.4.6: eigh of M of rows sin(1.7 i + 0.9 j) + 1.5 [j = c] as float32, 12 rows of 3 classes, d = 4. */
    private static final double[][] AXES = {
        {0.79951232, -0.20467581, -0.4983769, -0.26553404}, {0.23784452, -0.66136904, 0.70473705, -0.09678157}
    };

    private static final double[][] POINTS_0_5_11 = {
        {0.29288426, 0.16097675}, {0.52889231, -0.67652256}, {-0.54993782, 0.37875745}
    };

    private static final double SHARE = 0.7118769764578076;

    @Test
    void findsTheAxesOfTheLargestEigenvalues() {
        PrincipalPlane plane = PrincipalPlane.of(task(SIZES, 4), Parallel.serial());
        for (int a = 0; a < 2; a++) {
            for (int j = 0; j < 4; j++) {
                assertThat(plane.axes().get(a, j)).isCloseTo((float) AXES[a][j], within(2e-5f));
            }
        }
        int[] rows = {0, 5, 11};
        for (int i = 0; i < rows.length; i++) {
            for (int a = 0; a < 2; a++) {
                assertThat(plane.points().get(rows[i], a)).isCloseTo((float) POINTS_0_5_11[i][a], within(2e-5f));
            }
        }
        assertThat(plane.share()).isCloseTo(SHARE, within(1e-5));
    }

    @Test
    void doesNotDependOnThreads() {
        Task task = task(new int[] {1100, 700, 3}, 20);
        ForkJoinPool pool = new ForkJoinPool(4);
        try {
            assertThat(PrincipalPlane.of(task, Parallel.on(pool, 4)).points().toArray())
                    .isEqualTo(
                            PrincipalPlane.of(task, Parallel.serial()).points().toArray());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aRowMoreMovesTheOthersLittle() {
        float[] before = PrincipalPlane.of(task(new int[] {300, 300, 300}, 12), Parallel.serial())
                .points()
                .toArray();
        float[] after = PrincipalPlane.of(task(new int[] {300, 300, 301}, 12), Parallel.serial())
                .points()
                .toArray();
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(0.02f));
        }
    }

    @Test
    void rowsThatAreAllEqualLieInOnePoint() {
        Task equal = Task.of(List.of(new ClassRows(0, FloatMatrix.of(2, 2, new float[] {3, 4, 6, 8}))));
        PrincipalPlane plane = PrincipalPlane.of(equal, Parallel.serial());
        assertThat(plane.share()).isZero();
        assertThat(plane.points().toArray()).containsOnly(0f);
    }

    @Test
    void oneDimensionHasOneAxis() {
        Task line = Task.of(List.of(new ClassRows(0, FloatMatrix.of(3, 1, new float[] {3, -4, 0}))));
        PrincipalPlane plane = PrincipalPlane.of(line, Parallel.serial());
        assertThat(plane.points().toArray()).containsExactly(1f, 0f, -1f, 0f, 0f, 0f);
        assertThat(plane.share()).isEqualTo(1);
    }

    @Test
    void saysWhichRowIsNotFinite() {
        Task bad = Task.of(List.of(new ClassRows(7, FloatMatrix.of(2, 2, new float[] {3, 4, Float.NaN, 8}))));
        assertThatThrownBy(() -> PrincipalPlane.of(bad, Parallel.serial()))
                .isInstanceOf(ImprintException.class)
                .hasMessageContaining("class 7 row 1");
    }

    private static Task task(int[] sizes, int d) {
        List<ClassRows> classes = new ArrayList<>();
        int i = 0;
        for (int c = 0; c < sizes.length; c++) {
            FloatMatrix x = FloatMatrix.zeros(sizes[c], d);
            for (int r = 0; r < sizes[c]; r++, i++) {
                for (int j = 0; j < d; j++) {
                    x.data()[x.offset(r) + j] = (float) (Math.sin(1.7 * i + 0.9 * j) + (j == c ? 1.5 : 0));
                }
            }
            classes.add(new ClassRows(c, x));
        }
        return Task.of(classes);
    }
}
