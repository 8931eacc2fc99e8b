package org.imprint.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for k-means whatever the data. */
class KMeansLawsTest {

    static Stream<Arguments> seedsAndPrecisions() {
        return Stream.of(Precision.values())
                .flatMap(p -> Stream.of(1L, 2L, 3L, 20_240_601L).map(seed -> Arguments.of(p, seed)));
    }

    @ParameterizedTest
    @MethodSource("seedsAndPrecisions")
    void kEqualToNGivesTheRowsBack(Precision precision, long seed) {
        FloatMatrix x = Samples.gaussian(12, 7, seed);
        Clustering c = new KMeans(12).fit(x, seed, precision, Parallel.serial());
        int[] labels = c.labels();
        assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(12);
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 7; j++) {
                assertThat(c.centres().get(labels[i], j)).isCloseTo(x.get(i, j), within(1e-6));
            }
        }
    }

    /** Plain Lloyd steps from where the run ended: each row already has its nearest centre, each centre its mean. */
    @ParameterizedTest
    @MethodSource("seedsAndPrecisions")
    void endsWhereNoStepLowersTheObjective(Precision precision, long seed) {
        FloatMatrix x = Samples.blobs(700, 10, 9, seed);
        Clustering c = new KMeans(6).fit(x, seed, precision, Parallel.serial());
        double reached = KMeansTest.inertia(x, c);
        Clustering again = new KMeans(6).fitFrom(x, c.centres(), precision, Parallel.serial());
        assertThat(KMeansTest.inertia(x, again)).isLessThanOrEqualTo(reached * (1 + 1e-6));
        int[] labels = c.labels();
        for (int i = 0; i < x.rows(); i++) {
            double own = distance(x, i, c.centres(), labels[i]);
            for (int j = 0; j < 6; j++) {
                assertThat(own).isLessThanOrEqualTo(distance(x, i, c.centres(), j) * (1 + 1e-5));
            }
        }
    }

    /** Rows skipped by bounds must have the labels of a full assignment: one step at a time, bounds are never used. */
    @ParameterizedTest
    @MethodSource("seedsAndPrecisions")
    void skippingRowsChangesNothing(Precision precision, long seed) {
        FloatMatrix x = Samples.gaussian(900, 20, seed);
        Clustering c = new KMeans(8).fit(x, seed, precision, Parallel.serial());
        assertThat(c.iterations()).isGreaterThan(5);
        DoubleMatrix centres = x.select(c.seeds()).toDouble();
        int[] labels = new int[0];
        for (int step = 0; step < c.iterations(); step++) {
            labels = plainLabels(x, centres);
            centres = means(x, labels, 8);
        }
        assertThat(c.labels()).containsExactly(labels);
    }

    @ParameterizedTest
    @MethodSource("seedsAndPrecisions")
    void permutingColumnsPermutesTheCentres(Precision precision, long seed) {
        FloatMatrix x = Samples.blobs(300, 5, 4, seed);
        int[] order = {3, 0, 4, 1, 2};
        FloatMatrix permuted = FloatMatrix.zeros(300, 5);
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < 5; j++) {
                permuted.data()[permuted.offset(i) + j] = x.get(i, order[j]);
            }
        }
        Clustering a = new KMeans(4).fit(x, seed, precision, Parallel.serial());
        Clustering b = new KMeans(4).fit(permuted, seed, precision, Parallel.serial());
        assertThat(b.labels()).containsExactly(a.labels());
        for (int c = 0; c < 4; c++) {
            for (int j = 0; j < 5; j++) {
                assertThat(b.centres().get(c, j)).isCloseTo(a.centres().get(c, order[j]), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seedsAndPrecisions")
    void centresFollowATranslation(Precision precision, long seed) {
        FloatMatrix x = Samples.blobs(300, 5, 4, seed);
        FloatMatrix moved = x.copy();
        for (int i = 0; i < moved.data().length; i++) {
            moved.data()[i] += 2.5f * (i % 5);
        }
        Clustering a = new KMeans(4).fit(x, seed, precision, Parallel.serial());
        Clustering b = new KMeans(4).fit(moved, seed, precision, Parallel.serial());
        assertThat(b.labels()).containsExactly(a.labels());
        for (int c = 0; c < 4; c++) {
            for (int j = 0; j < 5; j++) {
                assertThat(b.centres().get(c, j)).isCloseTo(a.centres().get(c, j) + 2.5 * j, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void everyNumberOfThreadsGivesTheSameBits(Precision precision) {
        FloatMatrix x = Samples.gaussian(3000, 70, 11);
        float[] before = x.toArray();
        Clustering serial = new KMeans(20).fit(x, 7, precision, Parallel.serial());
        for (int threads = 2; threads <= 3; threads++) {
            Samples.withThreads(threads, parallel -> {
                Clustering c = new KMeans(20).fit(x, 7, precision, parallel);
                assertThat(c.seeds()).containsExactly(serial.seeds());
                assertThat(c.labels()).containsExactly(serial.labels());
                assertThat(c.iterations()).isEqualTo(serial.iterations());
                assertThat(c.centres().toArray())
                        .containsExactly(serial.centres().toArray());
            });
        }
        assertThat(x.toArray()).containsExactly(before);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void oneClusterIsTheMean(Precision precision) {
        FloatMatrix x = Samples.gaussian(50, 3, 2);
        Clustering c = new KMeans(1).fit(x, 1, precision, Parallel.serial());
        assertThat(c.iterations()).isEqualTo(2);
        for (int j = 0; j < 3; j++) {
            int column = j;
            double mean = IntStream.range(0, 50)
                    .mapToDouble(i -> x.get(i, column))
                    .average()
                    .orElseThrow();
            assertThat(c.centres().get(0, j)).isCloseTo(mean, within(1e-6));
        }
    }

    private static int[] plainLabels(FloatMatrix x, DoubleMatrix centres) {
        int[] labels = new int[x.rows()];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 1; j < centres.rows(); j++) {
                if (distance(x, i, centres, j) < distance(x, i, centres, labels[i])) {
                    labels[i] = j;
                }
            }
        }
        return labels;
    }

    private static DoubleMatrix means(FloatMatrix x, int[] labels, int k) {
        DoubleMatrix means = DoubleMatrix.zeros(k, x.cols());
        int[] counts = new int[k];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            for (int j = 0; j < x.cols(); j++) {
                means.data()[means.offset(labels[i]) + j] += x.get(i, j);
            }
        }
        for (int i = 0; i < means.data().length; i++) {
            means.data()[i] /= counts[i / x.cols()];
        }
        return means;
    }

    private static double distance(FloatMatrix x, int i, DoubleMatrix centres, int c) {
        double sum = 0;
        for (int j = 0; j < x.cols(); j++) {
            double difference = x.get(i, j) - centres.get(c, j);
            sum += difference * difference;
        }
        return sum;
    }
}
