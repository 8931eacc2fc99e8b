package org.imprint.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;

/** All pairs by tiles against plain loops in double. */
class AllPairsTest {

    private static final Parallel SERIAL = Parallel.serial();

    private static FloatMatrix gaussian(int n, int d, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            x.data()[i] = (float) rng.nextGaussian();
        }
        return x;
    }

    private static double cosine(FloatMatrix x, int i, int j) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int k = 0; k < x.cols(); k++) {
            dot += (double) x.get(i, k) * x.get(j, k);
            a += (double) x.get(i, k) * x.get(i, k);
            b += (double) x.get(j, k) * x.get(j, k);
        }
        return a == 0 || b == 0 ? 0 : dot / Math.sqrt(a * b);
    }

    private static void equalsPlainLoops(FloatMatrix x, int m, double limit) {
        AllPairs.Found found = AllPairs.of(x, m, limit, SERIAL);
        int n = x.rows();
        int[] groups = IntStream.range(0, n).toArray();
        for (int i = 0; i < n; i++) {
            int row = i;
            double[] cosines =
                    IntStream.range(0, n).mapToDouble(j -> cosine(x, row, j)).toArray();
            int[] order = IntStream.range(0, n)
                    .filter(j -> j != row)
                    .boxed()
                    .sorted((j, k) -> Double.compare(Math.round(cosines[k] * 1e12), Math.round(cosines[j] * 1e12)))
                    .mapToInt(j -> j)
                    .toArray();
            for (int j = 0; j < m; j++) {
                assertThat(1 - found.nearest().value(i, j)).isEqualTo(cosines[order[j]], within(1e-12));
                assertThat(cosines[found.nearest().proxy(i, j)]).isEqualTo(cosines[order[j]], within(1e-12));
            }
            for (int j = 0; j < i; j++) {
                if (cosines[j] >= limit) {
                    int a = groups[i];
                    int b = groups[j];
                    groups = Arrays.stream(groups)
                            .map(g -> g == Math.max(a, b) ? Math.min(a, b) : g)
                            .toArray();
                }
            }
        }
        assertThat(found.groups()).isEqualTo(groups);
    }

    @Test
    void findsWhatPlainLoopsFind() {
        equalsPlainLoops(gaussian(700, 24, 1), 5, 0.7);
        equalsPlainLoops(gaussian(129, 3, 2), 1, 0.999);
        equalsPlainLoops(gaussian(2, 7, 3), 1, 0.5);
    }

    /** Cosines that differ by less than floats can tell, among them the limit. */
    @Test
    void decidesInDoubleWhereFloatsCannot() {
        FloatMatrix x = gaussian(1, 64, 4);
        SplittableRandom rng = new SplittableRandom(5);
        FloatMatrix near = FloatMatrix.zeros(300, 64);
        for (int i = 0; i < near.rows() * 64; i++) {
            near.data()[i] = x.data()[i % 64] + (float) (1e-4 * rng.nextGaussian());
        }
        double[] cosines = IntStream.range(1, 300)
                .mapToDouble(j -> cosine(near, 0, j))
                .sorted()
                .toArray();
        equalsPlainLoops(near, 7, cosines[290]);
    }

    @Test
    void equalAndZeroRowsComeInTheirOrder() {
        FloatMatrix x = FloatMatrix.zeros(400, 4);
        for (int i = 0; i < 390; i++) { // the last ten stay zero
            x.data()[x.offset(i) + i % 2] = 1 + i % 3;
        }
        AllPairs.Found found = AllPairs.of(x, 3, 0.5, SERIAL);
        assertThat(IntStream.range(0, 3).map(j -> found.nearest().proxy(0, j))).containsExactly(2, 4, 6);
        assertThat(IntStream.range(0, 3).map(j -> found.nearest().proxy(389, j)))
                .containsExactly(1, 3, 5);
        assertThat(IntStream.range(0, 3).map(j -> found.nearest().proxy(395, j)))
                .containsExactly(0, 1, 2);
        assertThat(found.nearest().value(395, 0)).isEqualTo(1);
        assertThat(Arrays.stream(found.groups()).distinct())
                .containsExactly(0, 1, 390, 391, 392, 393, 394, 395, 396, 397, 398, 399);
    }

    /** Products that overflow floats tell nothing: sums in double decide alone. */
    @Test
    void hugeNumbersAreNoHindrance() {
        FloatMatrix x = gaussian(150, 5, 6);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] *= 1e25f;
        }
        equalsPlainLoops(x, 2, 0.9);
    }

    @Test
    void threadsChangeNothing() {
        FloatMatrix x = gaussian(1500, 16, 7);
        AllPairs.Found one = AllPairs.of(x, 4, 0.8, SERIAL);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            AllPairs.Found four = AllPairs.of(x, 4, 0.8, Parallel.on(pool, 4));
            assertThat(four.groups()).isEqualTo(one.groups());
            for (int i = 0; i < 1500; i++) {
                for (int j = 0; j < 4; j++) {
                    assertThat(four.nearest().proxy(i, j))
                            .isEqualTo(one.nearest().proxy(i, j));
                    assertThat(four.nearest().value(i, j))
                            .isEqualTo(one.nearest().value(i, j));
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void whatCannotBeComparedIsAnError() {
        assertThatThrownBy(() -> AllPairs.of(gaussian(1, 3, 8), 1, 0.9, SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("rows must be at least 2 to be compared, was 1");
        assertThatThrownBy(() -> AllPairs.of(gaussian(3, 3, 8), 1, 1.5, SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessageStartingWith("limit must be in [");
    }
}
