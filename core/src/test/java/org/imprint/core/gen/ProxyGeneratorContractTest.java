package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ProxyGenerator} promises; a new generator joins by one line in {@link #all()}. */
class ProxyGeneratorContractTest {

    private static final int K = 3;

    static Stream<ProxyGenerator> all() {
        return Stream.of(
                new AllGenerator(),
                new RandomGenerator(K),
                new MeanGenerator(),
                new KMeansGenerator(K),
                new KMedoidsGenerator(K),
                new FarthestPointGenerator(K),
                new CovarianceMaxGenerator(K),
                new XavierGenerator(K),
                new LeastSquaresGenerator(0.1),
                new ClusteredLeastSquaresGenerator(K, 0.1));
    }

    static Stream<Arguments> allInBothSemantics() {
        return inBothSemantics(all());
    }

    static Stream<Arguments> selectingInBothSemantics() {
        return inBothSemantics(all().filter(SelectingGenerator.class::isInstance));
    }

    /** Those whose proxies are made of rows of the class. */
    static Stream<ProxyGenerator> madeOfRows() {
        return all().filter(g -> g instanceof ClassGenerator && !(g instanceof XavierGenerator));
    }

    static Stream<Arguments> madeOfRowsInBothSemantics() {
        return inBothSemantics(madeOfRows());
    }

    static Stream<ProxyGenerator> classLocal() {
        return all().filter(ClassGenerator.class::isInstance);
    }

    private static Stream<Arguments> inBothSemantics(Stream<ProxyGenerator> generators) {
        return generators.flatMap(g -> Stream.of(Semantics.values()).map(s -> Arguments.of(g, s)));
    }

    /** Those for which the proxies for k are the first k of those for a larger k. */
    static Stream<IntFunction<SelectingGenerator>> prefixed() {
        return Stream.of(RandomGenerator::new, FarthestPointGenerator::new, CovarianceMaxGenerator::new);
    }

    @Test
    void everyGeneratorIsUnderContract() {
        Set<String> there = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.imprint.core").stream()
                        .filter(c -> c.isRecord() && c.isAssignableTo(ProxyGenerator.class))
                        .filter(c -> !c.isEquivalentTo(MissingGenerator.class))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(all().map(g -> g.getClass().getSimpleName())).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void wireNamesAreDistinct() {
        assertThat(all().map(ProxyGenerator::wireName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("allInBothSemantics")
    void leavesItsInputUntouched(ProxyGenerator g, Semantics semantics) {
        Task task = Tasks.gaussian(3, 20, 8, 42);
        List<float[]> before =
                task.classes().stream().map(c -> c.rows().toArray()).toList();
        Tasks.proxies(g, task, Tasks.run(semantics, 1));
        for (int c = 0; c < task.size(); c++) {
            assertThat(task.get(c).rows().data()).containsExactly(before.get(c));
        }
    }

    @ParameterizedTest
    @MethodSource("allInBothSemantics")
    void sameSeedGivesTheSameBits(ProxyGenerator g, Semantics semantics) {
        Task task = Tasks.gaussian(3, 20, 8, 42);
        assertSame(Tasks.proxies(g, task, Tasks.run(semantics, 5)), Tasks.proxies(g, task, Tasks.run(semantics, 5)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherSeedMattersExactlyWhereItIsSaidTo(ProxyGenerator g) {
        Task task = Tasks.gaussian(3, 40, 8, 42);
        float[] first = flat(Tasks.proxies(g, task, Tasks.run(Semantics.CORRECTED, 1)));
        boolean differs = Stream.of(2, 3, 4, 5)
                .anyMatch(seed ->
                        !Arrays.equals(first, flat(Tasks.proxies(g, task, Tasks.run(Semantics.CORRECTED, seed)))));
        assertThat(differs).isEqualTo(g.usesSeed());
    }

    @ParameterizedTest
    @MethodSource("classLocal")
    void proxiesOfAClassDoNotDependOnOtherClasses(ProxyGenerator g) {
        Task task = Tasks.gaussian(3, 20, 8, 42);
        Task last = Task.of(List.of(task.get(2)));
        assertThat(Tasks.proxies(g, task, Tasks.run(Semantics.CORRECTED, 1))
                        .get(2)
                        .toArray())
                .containsExactly(Tasks.proxies(g, last, Tasks.run(Semantics.CORRECTED, 1))
                        .get(0)
                        .toArray());
    }

    /** Windows on a larger array must be read from their own offset. */
    @ParameterizedTest
    @MethodSource("allInBothSemantics")
    void windowOfRowsGivesTheProxiesOfItsCopy(ProxyGenerator g, Semantics semantics) {
        FloatMatrix large = Tasks.gaussian(60, 8, 3);
        Task windows = Task.of(List.of(new ClassRows(0, large.rows(7, 29)), new ClassRows(1, large.rows(30, 55))));
        assertSame(
                Tasks.proxies(g, windows, Tasks.run(semantics, 1)),
                Tasks.proxies(g, windows.map(c -> c.with(c.rows().copy())), Tasks.run(semantics, 1)));
    }

    @ParameterizedTest
    @MethodSource("allInBothSemantics")
    void agreesAcrossThreadCounts(ProxyGenerator g, Semantics semantics) {
        Task task = Tasks.gaussian(2, 1300, 9, 42);
        List<FloatMatrix> serial = Tasks.proxies(g, task, Tasks.run(semantics, 1));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            for (int threads = 2; threads <= 4; threads++) {
                Run run = Run.of(semantics, 1, Parallel.on(pool, threads));
                assertSame(Tasks.proxies(g, task, run), serial);
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("selectingInBothSemantics")
    void classWithFewerRowsThanKKeepsThemInTheirOrder(ProxyGenerator g, Semantics semantics) {
        Task task = Tasks.gaussian(2, K - 1, 4, 1);
        List<FloatMatrix> proxies = Tasks.proxies(g, task, Tasks.run(semantics, 1));
        assertSame(proxies, task.classes().stream().map(ClassRows::rows).toList());
    }

    @ParameterizedTest
    @MethodSource("madeOfRowsInBothSemantics")
    void oneRowClassKeepsItsRow(ProxyGenerator g, Semantics semantics) {
        Task task = Tasks.gaussian(2, 1, 4, 1);
        List<FloatMatrix> proxies = Tasks.proxies(g, task, Tasks.run(semantics, 1));
        assertSame(proxies, task.classes().stream().map(ClassRows::rows).toList());
    }

    /** In reference semantics the published code's NaN may come out; it must come out all the same. */
    @ParameterizedTest
    @MethodSource("allInBothSemantics")
    void duplicatesAndZeroRowsGiveFiniteProxiesUnlessReference(ProxyGenerator g, Semantics semantics) {
        FloatMatrix pairs = Tasks.gaussian(4, 5, 1).select(new int[] {0, 0, 1, 1, 2, 2, 3, 3, 0});
        Task task = Task.of(List.of(
                new ClassRows(0, pairs),
                new ClassRows(1, FloatMatrix.zeros(9, 5)),
                new ClassRows(2, pairs.rows(0, 2))));
        for (FloatMatrix proxies : Tasks.proxies(g, task, Tasks.run(semantics, 1))) {
            assertThat(proxies.rows()).isBetween(1, 9);
            for (float value : proxies.toArray()) {
                assertThat(semantics.isReference() || Float.isFinite(value)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("selectingInBothSemantics")
    void selectedRowsAreDistinctEvenAmongDuplicates(ProxyGenerator g, Semantics semantics) {
        ClassRows rows = new ClassRows(0, FloatMatrix.zeros(9, 5));
        assertThat(((SelectingGenerator) g).select(rows, Tasks.run(semantics, 1)))
                .doesNotHaveDuplicates();
    }

    /** Generators that compare rows say so; others pass them on. None hangs or runs off an array. */
    @ParameterizedTest
    @MethodSource("allInBothSemantics")
    void rowsWithNaNAreRefusedOrPassedOn(ProxyGenerator g, Semantics semantics) {
        Task task = Tasks.gaussian(2, 30, 4, 1);
        Arrays.fill(task.get(1).rows().data(), 4 * 7, 4 * 8, Float.NaN);
        try {
            for (FloatMatrix proxies : Tasks.proxies(g, task, Tasks.run(semantics, 1))) {
                assertThat(proxies.rows()).isBetween(1, 30);
            }
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("finite");
        }
    }

    static Stream<ProxyGenerator> comparing() {
        return Stream.of(
                new MeanGenerator(),
                new KMeansGenerator(K),
                new KMedoidsGenerator(K),
                new FarthestPointGenerator(K),
                new CovarianceMaxGenerator(K),
                new LeastSquaresGenerator(0.1),
                new ClusteredLeastSquaresGenerator(K, 0.1));
    }

    @ParameterizedTest
    @MethodSource("comparing")
    void firstRowThatIsNotFiniteIsNamedInCorrected(ProxyGenerator g) {
        Task task = Tasks.gaussian(2, 30, 4, 1);
        task.get(1).rows().data()[4 * 7 + 2] = Float.NEGATIVE_INFINITY;
        task.get(1).rows().data()[4 * 9] = Float.NaN;
        assertThatThrownBy(() -> Tasks.proxies(g, task, Tasks.run(Semantics.CORRECTED, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 1, row 7, column 2 must be finite, was -Infinity");
    }

    @ParameterizedTest
    @MethodSource("madeOfRows")
    void refusesAClassWithoutRows(ProxyGenerator g) {
        Task task = Task.of(List.of(new ClassRows(6, FloatMatrix.zeros(0, 4))));
        assertThatThrownBy(() -> Tasks.proxies(g, task, Tasks.run(Semantics.CORRECTED, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 6 must have at least one row, was 0");
    }

    @ParameterizedTest
    @MethodSource("prefixed")
    void refusesKOutsideItsRange(IntFunction<SelectingGenerator> of) {
        for (int k : new int[] {-1, 0, 10_001}) {
            assertThatThrownBy(() -> of.apply(k)).hasMessageEndingWith("must be in [1, 10000], was " + k);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_240_601})
    void fewerProxiesAreAPrefixOfMore(long seed) {
        ClassRows rows = new ClassRows(2, Tasks.gaussian(40, 6, seed));
        prefixed().forEach(of -> {
            int[] longest = of.apply(40).select(rows, Tasks.run(Semantics.CORRECTED, seed));
            for (int k = 1; k <= 40; k++) {
                assertThat(of.apply(k).select(rows, Tasks.run(Semantics.CORRECTED, seed)))
                        .as(of.apply(k) + ", seed " + seed)
                        .containsExactly(Arrays.copyOf(longest, k));
            }
        });
    }

    /** The shift is a power of two and coordinates are multiples of 2⁻⁸, so no difference between rows is rounded. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void meanFollowsATranslationOfTheData(long seed) {
        FloatMatrix x = Tasks.gaussian(64, 6, seed);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = Math.round(x.data()[i] * 256) / 256f;
        }
        float[] mean = new MeanGenerator()
                .proxies(new ClassRows(0, x), Tasks.run(Semantics.CORRECTED, 1))
                .toArray();
        float[] moved = new MeanGenerator()
                .proxies(new ClassRows(0, Tasks.shifted(x, 2)), Tasks.run(Semantics.CORRECTED, 1))
                .toArray();
        for (int j = 0; j < mean.length; j++) {
            assertThat(moved[j]).as("seed " + seed).isEqualTo(mean[j] + 2);
        }
    }

    private static void assertSame(List<FloatMatrix> actual, List<FloatMatrix> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int c = 0; c < actual.size(); c++) {
            assertThat(actual.get(c).toString()).isEqualTo(expected.get(c).toString());
            assertThat(actual.get(c).toArray()).containsExactly(expected.get(c).toArray());
        }
    }

    private static float[] flat(List<FloatMatrix> proxies) {
        return FloatMatrix.concat(proxies).toArray();
    }
}
