package org.imprint.lab.sweep.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merged and remapped labels: fixture dataset.offsets_mapping, made by the published code. */
class LabelRuleTest {

    static Stream<JsonNode> cases() {
        return Fixtures.stream(
                Fixtures.manifest("dataset.offsets_mapping").get("expected").get("cases"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void choosesThePublishedRowsWithThePublishedLabels(JsonNode expected) {
        SelectedRows selected = select(expected, Semantics.REFERENCE);

        assertThat(rows(selected, Fixtures.texts(expected.get("datasets"))))
                .isEqualTo(Fixtures.stream(expected.get("rows"))
                        .map(r -> r.get(0).asText() + " " + r.get(1).asInt())
                        .toList());
        assertThat(labels(selected)).isEqualTo(Fixtures.integers(expected.get("labels")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void semanticsAgreeWhereTheOffsetMakesNoDifference(JsonNode expected) {
        assertThat(labels(select(expected, Semantics.CORRECTED)))
                .isEqualTo(labels(select(expected, Semantics.REFERENCE)));
    }

    /** The quirk of the fixture: rows chosen by label 3, class 0 of the second data set, come back with label 0. */
    @Test
    void referenceLosesTheOffsetOfTheSecondDataSet() {
        LabelRule rule = LabelRule.of(LabelMapping.none(), Semantics.REFERENCE, raw(List.of("D1", "D2")));

        assertThat(labels(rule.select(raw(List.of("D1", "D2")), List.of(0, 3))))
                .isEqualTo(Fixtures.integers(Fixtures.manifest("dataset.offsets_mapping")
                        .get("expected")
                        .get("quirks")
                        .get(0)
                        .get("labels")));
    }

    @Test
    void correctedKeepsTheOffsetOfTheSecondDataSet() {
        LabelRule rule = LabelRule.of(LabelMapping.none(), Semantics.CORRECTED, raw(List.of("D1", "D2")));
        SelectedRows selected = rule.select(raw(List.of("D1", "D2")), List.of(0, 3));

        assertThat(labels(selected)).containsExactly(0, 0, 0, 0, 0, 3, 3, 3);
        assertThat(selected.withLabel(3)).containsExactly(5, 6, 7);
    }

    /** Defect D6's second case: with a mapping for offset labels the published code merges classes silently. */
    @Test
    void referenceMergesClassesThatAMappingKeepsApart() {
        LabelMapping mapping = new LabelMapping("apart", Map.of(0, 0, 1, 1, 2, 2, 3, 3));
        List<int[]> labels = List.of(new int[] {0, 1}, new int[] {0, 1});

        LabelRule reference = LabelRule.of(mapping, Semantics.REFERENCE, labels);
        LabelRule corrected = LabelRule.of(mapping, Semantics.CORRECTED, labels);

        assertThat(labels(reference.select(labels, List.of(0, 1, 2, 3)))).containsExactly(0, 1, 0, 1);
        assertThat(labels(corrected.select(labels, List.of(0, 1, 2, 3)))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void offsetsComeFromTrainingLabelsWhateverTheSplitHolds() {
        LabelRule rule =
                LabelRule.of(LabelMapping.none(), Semantics.CORRECTED, List.of(new int[] {0, 1, 2}, new int[] {0}));

        assertThat(rule.choosing(1, 0)).isEqualTo(3);
        assertThat(labels(rule.select(List.of(new int[] {0}, new int[] {0}), List.of(3))))
                .containsExactly(3);
    }

    @Test
    void leavesOutWhatTheMappingDoesNotName() {
        LabelMapping mapping = new LabelMapping("some", Map.of(4, 0, 5, -1));

        assertThat(IntStream.of(3, 4, 5).map(mapping::apply)).containsExactly(-1, 0, -1);
    }

    @Test
    void describesAMappingInItsOrder() {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        labels.put(10, 0);
        labels.put(7, -1);
        labels.put(2, 1);

        assertThat(new LabelMapping("m", labels).description()).isEqualTo("10->0 & 2->1");
    }

    @Test
    void refusesToMergeLabelsWithGaps() {
        List<int[]> gap = List.of(new int[] {0, 5}, new int[] {0});

        assertThatThrownBy(() -> LabelRule.of(LabelMapping.none(), Semantics.CORRECTED, gap))
                .hasMessage(
                        "labels of data set 0, which is merged with the next, must be 0 to n - 1; 2 distinct labels, "
                                + "the highest, was 5");
        assertThat(LabelRule.of(LabelMapping.none(), Semantics.REFERENCE, gap).choosing(1, 0))
                .isEqualTo(2);
    }

    private static SelectedRows select(JsonNode expected, Semantics semantics) {
        Map<Integer, Integer> mapping = new LinkedHashMap<>();
        expected.get("mapping")
                .forEach(p -> mapping.put(p.get(0).asInt(), p.get(1).asInt()));
        List<int[]> raw = raw(Fixtures.texts(expected.get("datasets")));
        return LabelRule.of(new LabelMapping("m", mapping), semantics, raw)
                .select(raw, Fixtures.integers(expected.get("task_split")));
    }

    private static List<int[]> raw(List<String> dataSets) {
        return dataSets.stream()
                .map(name -> {
                    try (EmbeddingFile file = EmbeddingFile.open(
                            new EmbeddingPath(name, "resnet18", "train").under(Fixtures.folder("h5_offsets")))) {
                        return file.labels();
                    }
                })
                .toList();
    }

    private static List<String> rows(SelectedRows selected, List<String> names) {
        return IntStream.range(0, selected.size())
                .mapToObj(i -> names.get(selected.dataSet(i)) + " " + selected.row(i))
                .toList();
    }

    private static List<Integer> labels(SelectedRows selected) {
        return IntStream.range(0, selected.size()).mapToObj(selected::label).toList();
    }
}
