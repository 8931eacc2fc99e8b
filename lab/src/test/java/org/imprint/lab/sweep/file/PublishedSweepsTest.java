package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.PublishedId;
import org.imprint.lab.sweep.PublishedJson;
import org.imprint.lab.sweep.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published files give the published combinations: fixture config.json, made by the published code on pandas 1.5.3. */
class PublishedSweepsTest {

    static Stream<JsonNode> files() {
        return Fixtures.stream(Fixtures.json("config.json"));
    }

    static Stream<JsonNode> randomFiles() {
        return Fixtures.stream(Fixtures.json("random_configs.json"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void givesThePublishedCombinationsInThePublishedOrder(JsonNode expected) {
        Sweep sweep = sweep(expected);
        List<PublishedId> ids = sweep.publishedIds().toList();

        assertThat(sweep.size()).isEqualTo(expected.get("total").asLong()).isEqualTo(ids.size());
        assertThat(ids.stream().distinct().count())
                .isEqualTo(expected.get("unique_ids").asLong());
        assertThat(md5(ids))
                .isEqualTo(expected.get("md5_of_all_ids_joined_by_newline").asText());
        assertThat(ids.stream().limit(5).map(PublishedId::toString))
                .isEqualTo(Fixtures.texts(expected.get("first5_ids")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void writesThePublishedJson(JsonNode expected) {
        Grid grid = sweep(expected).grids().get(0);

        assertThat(PublishedJson.of(grid.get(0)))
                .isEqualTo(expected.get("first_json").asText());
        assertThat(PublishedJson.of(grid.get(grid.size() - 1)))
                .isEqualTo(expected.get("last_json").asText());
        assertThat(grid.get(0).seedIndependentId().toString())
                .isEqualTo(expected.get("seed_independent_id_of_first").asText());
    }

    @ParameterizedTest
    @MethodSource("files")
    void combinesDataInThePublishedOrder(JsonNode expected) {
        Grid grid = sweep(expected).grids().get(0);

        assertThat(grid.data()).hasSize(expected.get("data_combinations").asInt());
        assertThat((long) grid.methods().size() * grid.seeds().size())
                .isEqualTo(
                        expected.get("combinations_per_data_combination").get(0).asLong());
        DataChoice last = grid.data().get(grid.data().size() - 1);
        JsonNode named = expected.get("per_data_combination");
        JsonNode expectedLast = named.get(named.size() - 1);
        if (expectedLast.isArray()) {
            assertThat(last.backbone()).isEqualTo(expectedLast.get(0).asText());
            assertThat(last.dataSets()).isEqualTo(Fixtures.texts(expectedLast.get(1)));
            assertThat(last.mapping().name()).isEqualTo(expectedLast.get(2).asText());
            assertThat(last.task().name()).isEqualTo(expectedLast.get(3).asText());
        }
    }

    @Test
    void thePaperHas405063Combinations() {
        assertThat(files().mapToLong(f -> sweep(f).size()).sum()).isEqualTo(405_063);
    }

    /**
     * Sixty configurations drawn at random, with repeated seeds, bands, few shots, missing keys, names outside ASCII and {@code #} in
     * quotes. Expected values: scikit-learn 1.2.1 ParameterGrid, PyYAML 6.0, and the published filters on plain lists in CPython 3.11.
     */
    @ParameterizedTest
    @MethodSource("randomFiles")
    void expandsRandomFilesAsPythonDoes(JsonNode expected) {
        Sweep sweep = SweepFile.parse(
                        Path.of("random.yaml"), expected.get("text").asText())
                .sweep();
        List<PublishedId> ids =
                sweep.combinations().map(Combination::publishedId).toList();

        assertThat(ids).hasSize(expected.get("total").asInt());
        assertThat(ids.get(0).toString()).isEqualTo(expected.get("first").asText());
        assertThat(ids.stream().distinct().count())
                .isEqualTo(expected.get("unique").asLong());
        assertThat(md5(ids)).isEqualTo(expected.get("md5").asText());
    }

    private static Sweep sweep(JsonNode expected) {
        String file = expected.get("config").asText();
        return SweepFile.parse(Path.of(file), PublishedText.of(file)).sweep();
    }

    private static String md5(List<PublishedId> ids) {
        try {
            String joined = ids.stream().map(PublishedId::toString).collect(Collectors.joining("\n"));
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(joined.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
