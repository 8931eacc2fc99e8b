package org.imprint.study.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Element j of row i of a file is 1000 j + i, so that each row tells which it is. */
class MapRowsTest {

    @TempDir
    private Path folder;

    private void write(String dataSet, int n, int d, List<String> names, IntUnaryOperator label) {
        SampleIndex index = SampleIndex.of(
                IntStream.range(0, n).map(label).boxed().toList(),
                IntStream.range(0, n).mapToObj(i -> "image " + i).toList(),
                names);
        Provenance provenance = new Provenance(
                "net", "ab".repeat(32), "{}", OptionalDouble.empty(), dataSet, "/data", "test", 1, new TreeMap<>());
        Path file = new EmbeddingPath(dataSet, "net", "test").under(folder);
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, new EmbeddingSpec(d, Precision.FLOAT32, provenance), index)) {
            FloatMatrix rows = FloatMatrix.zeros(n, d);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < d; j++) {
                    rows.data()[rows.offset(i) + j] = 1000 * j + i;
                }
            }
            writer.append(rows);
            writer.finish();
        }
    }

    private MapRows read(MapColour colour, List<String> classes, int limit, long seed, String... dataSets) {
        return MapRows.read(folder, new MapChoice("net", List.of(dataSets), "test", classes, colour, limit, seed));
    }

    private static List<Integer> numbers(MapRows rows) {
        return IntStream.range(0, rows.rows().rows())
                .mapToObj(i -> (int) rows.rows().get(i, 0))
                .toList();
    }

    @Test
    void takesAllRowsClassByClassWhereTheyAreFew() {
        write("A", 6, 3, List.of("cat", "dog"), i -> i % 2);
        MapRows rows = read(MapColour.CLASS, List.of(), 100, 1, "A");
        assertThat(numbers(rows)).containsExactly(0, 2, 4, 1, 3, 5);
        assertThat(rows.labels()).containsExactly("cat", "cat", "cat", "dog", "dog", "dog");
        assertThat(rows.rows().get(2, 2)).isEqualTo(2004);
        assertThat(rows.available()).isEqualTo(6);
    }

    @Test
    void takesEvenlyFromAllClassesAndMoreWhereOthersHaveNone() {
        assertThat(MapRows.evenly(new int[] {100, 2, 50}, 10)).containsExactly(4, 2, 4);
        assertThat(MapRows.evenly(new int[] {3, 3}, 5)).containsExactly(3, 2);
        assertThat(MapRows.evenly(new int[] {3, 0}, 9)).containsExactly(3, 0);
    }

    @Test
    void theSampleHangsOnTheSeedAndALargerOneHoldsASmallerOne() {
        write("A", 400, 3, List.of(), i -> i % 4);
        List<Integer> twenty = numbers(read(MapColour.CLASS, List.of(), 20, 1, "A"));
        List<Integer> hundred = numbers(read(MapColour.CLASS, List.of(), 100, 1, "A"));
        assertThat(numbers(read(MapColour.CLASS, List.of(), 20, 1, "A"))).isEqualTo(twenty);
        assertThat(numbers(read(MapColour.CLASS, List.of(), 20, 2, "A"))).isNotEqualTo(twenty);
        assertThat(hundred).containsAll(twenty).doesNotHaveDuplicates();
        for (int c = 0; c < 4; c++) {
            int label = c;
            assertThat(hundred.stream().filter(i -> i % 4 == label)).hasSize(25);
        }
    }

    @Test
    void otherClassesAndDataSetsChangeNothing() {
        write("A", 400, 3, List.of(), i -> i % 4);
        write("B", 400, 3, List.of(), i -> i % 4);
        List<Integer> alone = numbers(read(MapColour.CLASS, List.of("2"), 10, 1, "A"));
        List<Integer> all =
                numbers(read(MapColour.SOURCE, List.of(), 80, 1, "B", "A")).subList(40, 80);
        assertThat(all).containsAll(alone);
    }

    @Test
    void coloursAClassOfSeveralDataSetsBySource() {
        write("A", 20, 3, List.of("cat", "dog"), i -> i % 2);
        write("B", 20, 3, List.of("dog", "cow"), i -> i % 2);
        MapRows dogs = read(MapColour.SOURCE, List.of("dog"), 100, 1, "A", "B");
        assertThat(dogs.labels()).hasSize(20).startsWith("A").endsWith("B");
        assertThat(numbers(dogs).subList(0, 10)).allMatch(i -> i % 2 == 1);
        assertThat(numbers(dogs).subList(10, 20)).allMatch(i -> i % 2 == 0);
        List<String> expected = new ArrayList<>(Collections.nCopies(10, "dog"));
        assertThat(read(MapColour.CLASS, List.of("1"), 100, 1, "A").labels()).isEqualTo(expected);
    }

    @Test
    void saysWhatCannotBe() {
        write("A", 40, 3, List.of(), i -> i);
        write("B", 4, 2, List.of(), i -> 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(MapColour.CLASS, List.of(), 100, 1, "A"))
                .withMessage("a map can tell at most 30 labels apart; choose classes, or colour by source, was 40");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(MapColour.CLASS, List.of("3", "cat"), 100, 1, "A"))
                .withMessage("classes must be names or labels in A, was 'cat'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(MapColour.CLASS, List.of(), 100, 1, "A", "A"))
                .withMessage("data sets of a map must be different, was A+A");
        assertThatThrownBy(() -> read(MapColour.SOURCE, List.of(), 100, 1, "A", "B"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("embeddings must have the 3 columns of the first data set, had 2");
    }
}
