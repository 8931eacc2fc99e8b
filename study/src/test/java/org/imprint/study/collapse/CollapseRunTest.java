package org.imprint.study.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.core.collapse.NeuralCollapse;
import org.imprint.core.collapse.RowBlocks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.run.input.ChangedInputException;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollapseRunTest {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path root;

    private final Outcomes outcomes = new Outcomes();

    /** Expected: the published code on torch 2.13, and NumPy in float64 (fixture nc, case ten_class_l2). */
    @Test
    void givesThePublishedAndTheTextbookNumbersOfAPublishedFile() {
        new CollapseRun(Path.of("../lab/src/test/resources/fixtures/h5"), MIB, Parallel.serial())
                .run(List.of(choice("resnet18", "FashionMNIST")), Set.of(), outcomes);

        Measurement measurement = outcomes.measured.get(0);
        assertThat(measurement.dimension()).isEqualTo(64);
        CollapseResult result = measurement.result();
        assertThat(result.split()).isEqualTo("train");
        assertThat(result.rows()).isEqualTo(600);
        assertThat(result.classes()).isEqualTo(10);
        assertThat(result.textbook().nc1()).isCloseTo(3.5803145521740674, within(4e-5));
        assertThat(result.textbook().vci()).isCloseTo(0.43312418382824924, within(4e-6));
        assertThat(result.textbook().intraTrace()).isCloseTo(0.12722220926804537, within(2e-6));
        assertThat(result.textbook().interRank()).isEqualTo(9);
        assertThat(result.published().nc1()).isCloseTo(14.80765372832175, within(2e-4));
        assertThat(result.published().vci()).isCloseTo(0.44412867888825636, within(5e-6));
        assertThat(result.published().interTrace()).isCloseTo(0.1585453599691391, within(2e-5));
    }

    @Test
    void tellsNothingOfAFileThatWasReplacedAfterItWasIdentified() {
        int[] labels = TestEmbeddings.labels(90, 3);
        TestEmbeddings.write(root, train("Set"), TestEmbeddings.rows(labels, 8, 1), labels);
        CollapseRun run = run(MIB);
        List<CollapseChoice> choices = List.of(choice("net", "Set"));
        EmbeddingInputs.Identified inputs =
                new EmbeddingInputs(root).identify(run.files(choices), root.resolve("inputs.tsv"), Parallel.serial());
        run.on(inputs).run(choices, Set.of(), outcomes);
        assertThat(outcomes.measured).hasSize(1);
        TestEmbeddings.write(root, train("Set"), TestEmbeddings.rows(labels, 8, 2), labels);
        assertThatThrownBy(() -> run.on(inputs).run(choices, Set.of(), outcomes))
                .isInstanceOf(ChangedInputException.class);
        assertThat(outcomes.measured).hasSize(1);
    }

    @Test
    void givesTheSameNumbersReadOnceReadTwiceAndInMemory() {
        int[] labels = TestEmbeddings.labels(900, 12);
        FloatMatrix x = TestEmbeddings.rows(labels, 8, 1);
        TestEmbeddings.write(root, train("Set"), x, labels);
        List<LabelMapping> mappings = List.of(
                LabelMapping.none(),
                mapping("pairs", 0, 0, 1, 1, 2, 2),
                mapping("few", -1, 0, -1, 5),
                mapping("odd", 1, 0));
        List<CollapseChoice> choices = mappings.stream()
                .map(m -> new CollapseChoice("net", List.of("Set"), m, Optional.empty()))
                .toList();
        Outcomes streamed = new Outcomes();
        run(0).run(choices, Set.of(), streamed);
        run(MIB).run(choices, Set.of(), outcomes);

        assertThat(outcomes.measured).hasSize(4).isEqualTo(streamed.measured);
        for (int m = 0; m < mappings.size(); m++) {
            LabelMapping mapping = mappings.get(m);
            int[] mapped = Arrays.stream(labels).map(mapping::apply).toArray();
            CollapseResult result = outcomes.measured.get(m).result();
            assertThat(result.mapping()).isEqualTo(mapping);
            assertSame(result, x, mapped);
        }
    }

    @Test
    void leavesOutClassesThatAMappingDoesNotName() {
        int[] labels = TestEmbeddings.labels(60, 6);
        FloatMatrix x = TestEmbeddings.rows(labels, 5, 2);
        TestEmbeddings.write(root, train("Set"), x, labels);
        run(MIB).run(
                        List.of(new CollapseChoice(
                                "net", List.of("Set"), mapping("few", -1, 0, -1, 0, 7), Optional.empty())),
                        Set.of(),
                        outcomes);

        assertThat(outcomes.measured.get(0).result().rows()).isEqualTo(30);
        assertThat(outcomes.measured.get(0).result().classes()).isEqualTo(2);
    }

    /** The second set's labels 0, 1, 2 are 4, 5, 6 after the four of the first's training file, of whose test file one lacks. */
    @Test
    void mergesDataSetsWithOffsetsOfTheirTrainingLabels() {
        int[] test = TestEmbeddings.labels(30, 3);
        FloatMatrix a = TestEmbeddings.rows(test, 6, 3);
        FloatMatrix b = TestEmbeddings.rows(test, 6, 4);
        TestEmbeddings.write(
                root, train("A"), TestEmbeddings.rows(new int[] {0, 1, 2, 3}, 6, 5), new int[] {0, 1, 2, 3});
        TestEmbeddings.write(root, new EmbeddingPath("A", "net", "test"), a, test);
        TestEmbeddings.write(root, new EmbeddingPath("B", "net", "test"), b, test);
        CollapseChoice merged =
                new CollapseChoice("net", List.of("A", "B"), mapping("some", 0, -1, 1, -1, 1, -1, 2), Optional.empty());
        run(MIB).run(List.of(merged), Set.of(), outcomes);

        CollapseResult result = outcomes.measured.get(0).result();
        assertThat(result.split()).isEqualTo("test");
        int[] first = Arrays.stream(test).map(l -> l == 1 ? -1 : l / 2).toArray();
        int[] second = Arrays.stream(test).map(l -> l == 1 ? -1 : 1 + l / 2).toArray();
        int[] both =
                IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
        assertSame(result, FloatMatrix.concat(List.of(a, b)), both);
    }

    @Test
    void measuresAClassOfOneRow() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {1, 0}, new float[] {0, 1}, new float[] {0, 2});
        TestEmbeddings.write(root, train("Set"), x, new int[] {0, 1, 1});
        run(MIB).run(List.of(choice("net", "Set")), Set.of(), outcomes);

        CollapseResult result = outcomes.measured.get(0).result();
        assertThat(result.textbook().nc1()).isCloseTo(0, within(1e-12));
        assertThat(result.textbook().vci()).isCloseTo(0, within(1e-12));
        assertThat(result.rows()).isEqualTo(3);
    }

    /** Puts one number in place of another wherever that stands in a file. */
    private static void replace(Path file, float from, float to) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at <= bytes.limit() - Float.BYTES; at++) {
            if (bytes.getFloat(at) == from) {
                bytes.putFloat(at, to);
            }
        }
        Files.write(file, bytes.array());
    }

    @Test
    void namesTheRowThatHasNoDirection() throws IOException {
        int[] labels = TestEmbeddings.labels(40, 4);
        FloatMatrix x = TestEmbeddings.rows(labels, 3, 6);
        Arrays.fill(x.data(), x.offset(14), x.offset(15), 12345.5f);
        x.data()[x.offset(23) + 1] = 54321.5f;
        Path file = TestEmbeddings.write(root, train("Set"), x, labels);
        replace(file, 12345.5f, 0); // the writer would refuse these
        replace(file, 54321.5f, Float.NaN);
        List<CollapseChoice> choices = List.of(
                choice("net", "Set"),
                some(mapping("without", 0, 1)),
                some(mapping("odd", -1, 0, -1, 1)),
                some(mapping("high", 0, 1, -1, 1)));
        run(MIB).run(choices, Set.of(), outcomes);

        assertThat(outcomes.measured).hasSize(1);
        assertThat(outcomes.measured.get(0).result().mapping().name()).isEqualTo("without");
        assertThat(outcomes.failed)
                .containsExactly(
                        "Set/net/train (1): " + file
                                + ": row 14 (image 14) has no direction: it must have finite numbers that"
                                + " are not all zero, its largest was 0.0",
                        "Set/net/train, odd (1): " + file + ": row 23 (image 23) has no direction: it must have finite"
                                + " numbers that are not all zero, its largest was NaN",
                        "Set/net/train, high (1): " + file + ": row 23 (image 23) has no direction: it must have finite"
                                + " numbers that are not all zero, its largest was NaN");
    }

    @Test
    void goesOnAfterAMissingFileAndTellsOfItOnce() {
        int[] labels = TestEmbeddings.labels(40, 4);
        TestEmbeddings.write(root, train("Set"), TestEmbeddings.rows(labels, 3, 6), labels);
        CollapseChoice two = new CollapseChoice("net", List.of("None"), mapping("two", 0, 1), Optional.empty());
        run(MIB).run(List.of(choice("net", "None"), choice("net", "Set"), two), Set.of(), outcomes);

        assertThat(outcomes.measured).hasSize(1);
        assertThat(outcomes.failed).hasSize(1);
        assertThat(outcomes.failed.get(0))
                .startsWith("None/net/train to two (2): " + train("None").under(root))
                .endsWith("there is no such file");
    }

    @Test
    void failsWithoutTwoClassesAndWithUnequalWidths() {
        TestEmbeddings.write(root, train("A"), TestEmbeddings.rows(new int[4], 3, 6), new int[4]);
        TestEmbeddings.write(root, train("B"), TestEmbeddings.rows(new int[4], 5, 6), new int[4]);
        CollapseChoice both = new CollapseChoice("net", List.of("A", "B"), LabelMapping.none(), Optional.empty());
        run(MIB).run(List.of(choice("net", "A"), both), Set.of(), outcomes);

        assertThat(outcomes.failed)
                .containsExactly(
                        "A/net/train (1): neural collapse needs at least two classes with rows, was 1",
                        "A+B/net/train (1): " + train("B").under(root) + ": embeddings must have the 3 columns of "
                                + train("A").under(root) + ", had 5");
    }

    @Test
    void doesNotMeasureWhatIsKnown() {
        int[] labels = TestEmbeddings.labels(40, 4);
        TestEmbeddings.write(root, train("Set"), TestEmbeddings.rows(labels, 3, 6), labels);
        List<CollapseChoice> choices = List.of(choice("net", "Set"), some(mapping("two", 0, 1)));
        run(MIB).run(choices, Set.of(), outcomes);
        Outcomes again = new Outcomes();
        run(MIB).run(
                        choices,
                        outcomes.measured.stream()
                                .map(m -> CollapseKey.of(m.result()))
                                .collect(Collectors.toSet()),
                        again);

        assertThat(outcomes.measured).hasSize(2);
        assertThat(again.measured).isEmpty();
        assertThat(again.known).containsExactly("Set/net/train", "Set/net/train, two");
    }

    @Test
    void takesTheSplitThatIsNamed() {
        int[] labels = TestEmbeddings.labels(40, 4);
        TestEmbeddings.write(root, train("Set"), TestEmbeddings.rows(labels, 3, 6), labels);
        TestEmbeddings.write(root, new EmbeddingPath("Set", "net", "val"), TestEmbeddings.rows(labels, 3, 7), labels);
        run(MIB).run(List.of(choice("net", "Set"), choice("net", "Set").withSplit("val")), Set.of(), outcomes);

        assertThat(outcomes.measured.stream().map(m -> m.result().split())).containsExactly("train", "val");
        assertThat(outcomes.measured.get(0).result().textbook())
                .isNotEqualTo(outcomes.measured.get(1).result().textbook());
    }

    @Test
    void whatTheListenerThrowsIsNoFailureOfAMeasurement() {
        int[] labels = TestEmbeddings.labels(40, 4);
        TestEmbeddings.write(root, train("Set"), TestEmbeddings.rows(labels, 3, 6), labels);
        CollapseListener full = new Outcomes() {
            @Override
            public void measured(Measurement measurement) {
                throw new IllegalStateException("disk full");
            }
        };
        assertThatThrownBy(() -> run(MIB).run(List.of(choice("net", "Set")), Set.of(), full))
                .hasMessage("disk full");
    }

    private static void assertSame(CollapseResult result, FloatMatrix x, int[] labels) {
        NeuralCollapse expected = NeuralCollapse.of(RowBlocks.of(x, labels).unitLength(), Parallel.serial());
        assertThat(result.textbook()).isEqualTo(expected.textbook());
        assertThat(result.published()).isEqualTo(expected.published());
    }

    private CollapseRun run(long keptBytes) {
        return new CollapseRun(root, keptBytes, Parallel.serial());
    }

    private static EmbeddingPath train(String dataSet) {
        return new EmbeddingPath(dataSet, "net", "train");
    }

    private static CollapseChoice choice(String backbone, String dataSet) {
        return new CollapseChoice(backbone, List.of(dataSet), LabelMapping.none(), Optional.empty());
    }

    private static CollapseChoice some(LabelMapping mapping) {
        return new CollapseChoice("net", List.of("Set"), mapping, Optional.empty());
    }

    /** Old label l becomes element l. */
    private static LabelMapping mapping(String name, int... newLabels) {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        for (int l = 0; l < newLabels.length; l++) {
            labels.put(l, newLabels[l]);
        }
        return new LabelMapping(name, labels);
    }

    private static class Outcomes implements CollapseListener {
        private final List<Measurement> measured = new ArrayList<>();
        private final List<String> known = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        @Override
        public void measured(Measurement measurement) {
            measured.add(measurement);
        }

        @Override
        public void known(CollapseKey key) {
            known.add(key.name());
        }

        @Override
        public void failed(String what, int count, String error) {
            failed.add(what + " (" + count + "): " + error);
        }
    }
}
