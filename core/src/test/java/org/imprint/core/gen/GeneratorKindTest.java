package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What kinds claim, plans rely on: each claim is held to what its generators do. */
class GeneratorKindTest {

    static Stream<Arguments> kindsInBothSemantics() {
        return GeneratorKind.ours().stream()
                .flatMap(kind -> Stream.of(Semantics.values()).map(s -> Arguments.of(kind, s)));
    }

    static List<GeneratorKind> kinds() {
        return GeneratorKind.ours();
    }

    private static List<FloatMatrix> proxies(ProxyGenerator generator, Task task, Semantics semantics) {
        return Tasks.proxies(generator.withLambda(0.1), task, Tasks.run(semantics, 1));
    }

    private static void assertSame(List<FloatMatrix> actual, List<FloatMatrix> expected) {
        for (int c = 0; c < expected.size(); c++) {
            assertThat(actual.get(c).toArray()).isEqualTo(expected.get(c).toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("kindsInBothSemantics")
    void noClassGetsMoreThanItsMost(GeneratorKind kind, Semantics semantics) {
        Task task =
                Task.of(List.of(new ClassRows(0, Tasks.gaussian(9, 5, 7)), new ClassRows(1, Tasks.gaussian(4, 5, 8))));
        List<FloatMatrix> proxies = proxies(kind.of(5), task, semantics);
        for (int c = 0; c < task.size(); c++) {
            assertThat((long) proxies.get(c).rows())
                    .isLessThanOrEqualTo(kind.of(5).most(task.get(c).size()));
        }
    }

    @ParameterizedTest
    @MethodSource("kindsInBothSemantics")
    void smallClassesAreKeptWhereThatIsClaimed(GeneratorKind kind, Semantics semantics) {
        Task task = Tasks.gaussian(3, 4, 5, 7);
        if (kind.has(GeneratorFact.KEEPS_SMALL_CLASSES)) {
            assertSame(proxies(kind.of(5), task, semantics), proxies(new AllGenerator(), task, semantics));
        }
    }

    @ParameterizedTest
    @MethodSource("kindsInBothSemantics")
    void fewProxiesBeginManyWhereThatIsClaimed(GeneratorKind kind, Semantics semantics) {
        Task task = Tasks.gaussian(1, 12, 5, 7);
        if (kind.has(GeneratorFact.HAS_PREFIXES)) {
            assertSame(
                    proxies(kind.of(2), task, semantics),
                    List.of(proxies(kind.of(6), task, semantics).get(0).rows(0, 2)));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesItsGeneratorsKAndRidge(GeneratorKind kind) {
        ProxyGenerator generator = kind.of(3);
        assertThat(generator.kind()).isEqualTo(kind);
        assertThat(generator).isInstanceOf(kind.type());
        assertThat(generator.k() == 3).isEqualTo(kind.usesK());
        assertThat(generator.withLambda(0.5).equals(generator)).isEqualTo(!kind.has(GeneratorFact.NEEDS_RIDGE));
        assertThat(generator instanceof JointGenerator).isEqualTo(kind.isJoint());
        assertThat(kind.source()).isPresent();
        assertThat(kind.isKnown()).isTrue();
    }

    @Test
    void namesAndTitlesTellKindsApart() {
        assertThat(kinds()).extracting(GeneratorKind::wireName).doesNotHaveDuplicates();
        assertThat(kinds()).extracting(GeneratorKind::title).doesNotHaveDuplicates();
        assertThat(kinds()).isSorted();
    }

    @Test
    void aKindWithoutCodeComesLastAndMakesNothing() {
        GeneratorKind missing = new MissingGenerator("gone", 3).kind();
        assertThat(missing).isEqualTo(new MissingGenerator("gone", 5).kind()).isGreaterThan(XavierGenerator.KIND);
        assertThat(missing.isKnown()).isFalse();
        assertThat(missing.of(3)).isEqualTo(new MissingGenerator("gone", 3));
    }

    @Test
    void aRidgeOfTheBackboneMustBePutIn() {
        Task task = Tasks.gaussian(2, 5, 4, 1);
        assertThatThrownBy(
                        () -> Tasks.proxies(LeastSquaresGenerator.KIND.only(), task, Tasks.run(Semantics.CORRECTED, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("λ of the backbone");
        assertThatThrownBy(() -> KMeansGenerator.KIND.only()).hasMessage("kmeans needs k, was none");
    }
}
