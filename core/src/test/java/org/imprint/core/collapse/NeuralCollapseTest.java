package org.imprint.core.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/**
 * Expected values: the published code on torch 2.13, and NumPy in float64 for the textbook definition (fixture nc). The ten
 * classes are the train rows of the reference HDF5 file (FashionMNIST, resnet18 name), kept here as .npy.
 */
class NeuralCollapseTest {

    private static final JsonNode CASES = Fixtures.json("nc.json").get("cases");

    @Test
    void givesThePublishedNumbers() {
        assertThat(CASES.size()).isEqualTo(3);
        for (JsonNode c : CASES) {
            CollapseMeasures measures = collapse(blocks(c)).measures(Semantics.REFERENCE);
            double nc1 = c.get("nc_1").asDouble();
            assertThat(measures.nc1()).isCloseTo(nc1, within(2e-3 * nc1));
            assertThat(measures.vci()).isCloseTo(c.get("vci").asDouble(), within(2e-3));
            double intra = c.get("intra_trace").asDouble();
            assertThat(measures.intraTrace()).isCloseTo(intra, within(1e-4 * intra));
            double inter = c.get("inter_trace").asDouble();
            assertThat(measures.interTrace()).isCloseTo(inter, within(1e-4 * inter));
            assertThat(measures.interRank()).isEqualTo(c.get("inter_rank").asInt());
            // in float32 a few eigenvalues fall on the other side of the bound
            assertThat(measures.intraRank()).isCloseTo(c.get("intra_rank").asInt(), within(3));
            JsonNode wide = c.get("float64");
            assertClose(measures.nc1(), wide.get("nc1_as_implemented_f64"));
            assertClose(measures.vci(), wide.get("vci_as_implemented_f64"));
            assertClose(measures.intraTrace(), wide.get("intra_trace_as_implemented_f64"));
        }
    }

    @Test
    void givesTheTextbookNumbers() {
        for (JsonNode c : CASES) {
            NeuralCollapse collapse = collapse(blocks(c));
            CollapseMeasures measures = collapse.measures(Semantics.CORRECTED);
            JsonNode wide = c.get("float64");
            assertClose(measures.nc1(), wide.get("nc1_textbook"));
            assertClose(measures.vci(), wide.get("vci_textbook"));
            assertClose(measures.intraTrace(), wide.get("intra_trace_textbook"));
            assertThat(measures.interRank()).isEqualTo(wide.get("rank_inter").asInt());
            assertThat(measures).isEqualTo(collapse.textbook());
            assertClose(collapse.published().nc1() - measures.nc1(), wide.get("correction_muSBmu_over_C"));
            assertClose(collapse.published().intraTrace() - measures.intraTrace(), wide.get("mu_norm_sq"));
        }
    }

    /** 10⁻⁵: the fixture normalises in float64 where we, as the published code, do it in float. */
    private static void assertClose(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(1e-5 * expected.asDouble()));
    }

    /** The published number for such data is far from 0: μ_Gᵀ Σ_B⁺ μ_G / C is added. */
    @Test
    void isZeroForCollapsedClassesByTheTextbookOnly() {
        FloatMatrix x = FloatMatrix.zeros(60, 8);
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 3;
            Arrays.fill(x.data(), x.offset(i), x.offset(i) + 8, 3f);
            x.data()[x.offset(i) + labels[i]] += 1;
        }
        NeuralCollapse collapse = collapse(RowBlocks.of(x, labels));
        assertThat(collapse.textbook().nc1()).isZero();
        assertThat(collapse.textbook().vci()).isCloseTo(0, within(1e-12));
        assertThat(collapse.textbook().intraTrace()).isZero();
        assertThat(collapse.textbook().intraRank()).isZero();
        assertThat(collapse.textbook().interRank()).isEqualTo(2);
        assertThat(collapse.published().intraTrace()).isCloseTo(5 * 9 + 3 * (10.0 / 3) * (10.0 / 3), within(1e-9));
        assertThat(collapse.published().intraRank()).isEqualTo(1);
    }

    /** μ_G of the first two coordinates lies in the span of Σ_B here, so the addition can be worked out by hand. */
    @Test
    void addsTheMeanToThePublishedNumber() {
        FloatMatrix x =
                FloatMatrix.ofRows(new float[] {2, 0}, new float[] {2, 0}, new float[] {4, 0}, new float[] {4, 0});
        NeuralCollapse collapse = collapse(RowBlocks.of(x, new int[] {0, 0, 1, 1}));
        assertThat(collapse.textbook().nc1()).isZero();
        assertThat(collapse.published().nc1()).isCloseTo(9.0 / 1 / 2, within(1e-12));
    }

    @Test
    void doesNotChangeUnderRotationAndTranslationByTheTextbook() {
        FloatMatrix x = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        FloatMatrix moved = x.copy();
        double angle = 0.7;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.cols(); j += 2) {
                float a = x.get(i, j);
                float b = x.get(i, j + 1);
                moved.data()[moved.offset(i) + j] = (float) (Math.cos(angle) * a - Math.sin(angle) * b + 0.5);
                moved.data()[moved.offset(i) + j + 1] = (float) (Math.sin(angle) * a + Math.cos(angle) * b - 0.25);
            }
        }
        CollapseMeasures before = collapse(RowBlocks.of(x, labels)).textbook();
        CollapseMeasures after = collapse(RowBlocks.of(moved, labels)).textbook();
        assertThat(after.nc1()).isCloseTo(before.nc1(), within(1e-5));
        assertThat(after.vci()).isCloseTo(before.vci(), within(1e-4));
        assertThat(after.intraTrace()).isCloseTo(before.intraTrace(), within(1e-5));
        assertThat(after.interTrace()).isCloseTo(before.interTrace(), within(1e-5));
        assertThat(after.interRank()).isEqualTo(before.interRank());
    }

    @Test
    void doesNotChangeUnderScaleOrNewNamesOfClasses() {
        FloatMatrix x = Fixtures.smallTrain();
        int[] labels = Fixtures.smallTrainLabels();
        FloatMatrix large = x.copy();
        for (int i = 0; i < large.data().length; i++) {
            large.data()[i] *= 64;
        }
        int[] renamed = Arrays.stream(labels).map(l -> 1_000_000 - 7 * l).toArray();
        CollapseMeasures before = collapse(RowBlocks.of(x, labels)).textbook();
        CollapseMeasures after = collapse(RowBlocks.of(large, renamed)).textbook();
        assertThat(after.nc1()).isCloseTo(before.nc1(), within(1e-12));
        assertThat(after.vci()).isCloseTo(before.vci(), within(1e-9));
        assertThat(after.interTrace()).isCloseTo(before.interTrace() * 4096, within(1e-8));
    }

    @Test
    void givesTheSameBitsForAnyBlocksAndThreads() throws InterruptedException {
        FloatMatrix x = random(3000, 12);
        int[] labels = labels(3000, 5);
        CollapseMeasures whole = collapse(RowBlocks.of(x, labels)).published();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            for (int height : new int[] {1, 7, 256, 2999}) {
                NeuralCollapse pieces = NeuralCollapse.of(cut(x, labels, height), Parallel.on(pool, 4));
                assertThat(pieces.published()).isEqualTo(whole);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void leavesOutRowsOfNoClass() {
        FloatMatrix x = random(100, 6);
        int[] labels = labels(100, 3);
        int[] all = Arrays.copyOf(labels, 120);
        Arrays.fill(all, 100, 120, RowBlocks.NO_CLASS);
        FloatMatrix more = FloatMatrix.concat(List.of(x, random(20, 6)));
        assertThat(collapse(RowBlocks.of(more, all)).textbook())
                .isEqualTo(collapse(RowBlocks.of(x, labels)).textbook());
    }

    @Test
    void readsATaskClassByClass() {
        FloatMatrix x =
                FloatMatrix.ofRows(new float[] {1, 0}, new float[] {2, 0}, new float[] {0, 1}, new float[] {0, 2});
        Task task = Task.of(List.of(new ClassRows(4, x.rows(0, 2)), new ClassRows(2, x.rows(2, 4))));
        assertThat(collapse(RowBlocks.of(task)).textbook())
                .isEqualTo(collapse(RowBlocks.of(x, new int[] {4, 4, 2, 2})).textbook());
    }

    /** Σ_B from its [C, C] and from its [d, d] Gram matrix must agree: the same rows, padded with zeros to more columns. */
    @Test
    void handlesMoreClassesThanDimensions() {
        FloatMatrix narrow = random(400, 4);
        int[] labels = labels(400, 9);
        FloatMatrix wide = FloatMatrix.zeros(400, 12);
        for (int i = 0; i < 400; i++) {
            System.arraycopy(narrow.data(), narrow.offset(i), wide.data(), wide.offset(i), 4);
        }
        CollapseMeasures few = collapse(RowBlocks.of(narrow, labels)).textbook();
        CollapseMeasures many = collapse(RowBlocks.of(wide, labels)).textbook();
        assertThat(few.interRank()).isEqualTo(4);
        assertThat(many.nc1()).isCloseTo(few.nc1(), within(1e-12 * few.nc1()));
        assertThat(many.vci()).isCloseTo(few.vci(), within(1e-12));
        assertThat(many.interRank()).isEqualTo(4);
        assertThat(many.intraRank()).isEqualTo(few.intraRank());
    }

    @Test
    void isInfiniteIfAllClassMeansCoincide() {
        FloatMatrix x =
                FloatMatrix.ofRows(new float[] {1, 2}, new float[] {3, 2}, new float[] {3, 2}, new float[] {1, 2});
        NeuralCollapse collapse = collapse(RowBlocks.of(x, new int[] {0, 0, 1, 1}));
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(collapse.published()).isEqualTo(new CollapseMeasures(infinite, infinite, 0, 0, 0, 0));
        assertThat(collapse.textbook()).isEqualTo(new CollapseMeasures(infinite, 1, 1, 0, 1, 0));
    }

    @Test
    void normalisesWithThePublishedSmallAddition() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {3, 4}, new float[] {0, 0});
        RowBlocks.of(x, new int[] {0, 1}).unitLength().forEach((rows, labels) -> {
            assertThat(rows.row(0)).containsExactly(3 / 5.0000001192f, 4 / 5.0000001192f);
            assertThat(rows.row(1)).containsExactly(0, 0);
        });
        assertThat(x.row(0)).containsExactly(3, 4);
    }

    @Test
    void refusesBadInputAndSaysWhatIsWrong() {
        FloatMatrix x = random(3, 2);
        assertThatThrownBy(() -> collapse(RowBlocks.of(x, new int[] {1, 1, -1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neural collapse needs at least two classes with rows, was 1");
        assertThatThrownBy(() -> RowBlocks.of(x, new int[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be as many as rows, 3, was 2");
        assertThatThrownBy(() -> collapse(RowBlocks.of(x, new int[] {1, 0, -2})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was -2");
        x.data()[3] = Float.NaN;
        assertThatThrownBy(() -> collapse(RowBlocks.of(x, new int[] {1, 0, 1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("embeddings must be finite, sum of coordinate 1, was NaN");
    }

    private static NeuralCollapse collapse(RowBlocks blocks) {
        return NeuralCollapse.of(blocks, Parallel.serial());
    }

    private static RowBlocks blocks(JsonNode c) {
        boolean ten = c.get("name").asText().startsWith("ten_class");
        RowBlocks raw = ten
                ? RowBlocks.of(Fixtures.floats("nc/ten_class.npy"), Fixtures.ints("nc/ten_class_labels.npy"))
                : RowBlocks.of(Fixtures.smallTrain(), Fixtures.smallTrainLabels());
        return c.get("l2_eps").asBoolean() ? raw.unitLength() : raw;
    }

    private static RowBlocks cut(FloatMatrix x, int[] labels, int height) {
        return new RowBlocks() {
            @Override
            public int dim() {
                return x.cols();
            }

            @Override
            public void forEach(BiConsumer<FloatMatrix, int[]> each) {
                for (int from = 0; from < x.rows(); from += height) {
                    int to = Math.min(from + height, x.rows());
                    each.accept(x.rows(from, to), Arrays.copyOfRange(labels, from, to));
                }
            }
        };
    }

    private static int[] labels(int n, int classes) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i * i % classes % (classes - 1) + i % 2;
        }
        return labels;
    }

    private static FloatMatrix random(int n, int d) {
        SplittableRandom rng = new SplittableRandom(n);
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            x.data()[i] = (float) (rng.nextGaussian() + i / d % 5);
        }
        return x;
    }
}
