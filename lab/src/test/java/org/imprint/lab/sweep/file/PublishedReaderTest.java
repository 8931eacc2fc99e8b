package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.core.Semantics;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.SweepException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published loader prints and forgets is an error here; what it quietly fills in is noted. */
class PublishedReaderTest {

    @TempDir
    private Path folder;

    @Test
    void missingFilesAreErrors() {
        assertMessage(folder.resolve("no.yaml"), folder.resolve("no.yaml") + ": no such file");
        assertMessage(folder, folder + ": must be a file of at most 2000000 bytes, was a folder");
    }

    @Test
    void filesThatAreNotTextAreErrors() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, new byte[] {'a', (byte) 0xe9, 'b'});

        assertMessage(file, file + ": must be UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a comment"})
    void emptyFilesAreErrors(String text) {
        assertThatThrownBy(() -> read(text)).hasMessage("published.yaml: must hold a sweep, was empty");
    }

    @Test
    void malformedFilesAreErrorsWithTheLineOfTheFile() {
        assertThatThrownBy(() -> read("{\n \"ks\": [1], # a\n # b\n \"ms\": [-1]]\n}\n"))
                .isInstanceOf(SweepException.class)
                .message()
                .startsWith("published.yaml: is not YAML in line 4: ");
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(SweepException.class)
                .message()
                .startsWith("published.yaml: is n");
    }

    @Test
    void aListIsNoConfiguration() {
        assertThatThrownBy(() -> read("[1, 2]"))
                .isInstanceOf(SweepException.class)
                .message()
                .startsWith(
                        "published.yaml has 1 problem(s):\n  file (line 1): must be a mapping with keys of backbones, ")
                .endsWith("was a list");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> read("""
                        {
                            "k": [1],  # a comment
                            "proxy_method": ["kmeans"],
                            "proxy_methods": ["kmean", "lmeans"],
                            "datasets": ["MNIST"],
                            "label_remappings": {"pairs": {"0": 1}},
                            "seeds": 5,
                            "ks": [0],
                            "presampling_quantiles_values": [[0, 0.5, 1]],
                            "aggregation_distance_functions": ["euclid"],
                            "ms": [-2],
                        }
                        """)).isInstanceOf(SweepException.class).hasMessage("""
                        published.yaml has 11 problem(s):
                          k (line 2): unknown key; did you mean ks?
                          proxy_method (line 3): unknown key; did you mean proxy_methods?
                          proxy_methods[0] (line 4): must be one of kmeans, kmedoids, mean, ls, kls, cov_max, random, fps, all, \
                        none, was 'kmean'; did you mean kmeans?
                          proxy_methods[1] (line 4): must be one of kmeans, kmedoids, mean, ls, kls, cov_max, random, fps, all, \
                        none, was 'lmeans'; did you mean kmeans?
                          datasets[0] (line 5): must be a list of names of data sets, was 'MNIST'
                          label_remappings.pairs (line 6): must be a key that is a class label, an integer >= 0 without quotes, \
                        was '0'
                          seeds (line 7): must be a list of seeds, was 5
                          ks[0] (line 8): must be -1 or in [1, 10000], -1 for every row, was 0
                          presampling_quantiles_values[0] (line 9): must be two quantiles [low, high] with 0 <= low < high <= 1, \
                        had 3 values
                          aggregation_distance_functions[0] (line 10): must be one of inner_product, cosine, euclidean, \
                        manhattan, chebyshev, mahalanobis, was 'euclid'; did you mean euclidean?
                          ms[0] (line 11): must be -1 or in [1, 2147483647], -1 for max, was -2""");
    }

    /** The published rule: everything behind the first # of a line is gone, in quotes too, and the end of the line with it. */
    @Test
    void cutsLinesAtTheFirstHashEvenInQuotes() {
        Sweep sweep = read("{\"backbones\": [\"a#b\"],\nc\"], \"proxy_methods\": [\"mean\"]}")
                .sweep();

        assertThat(sweep.combinations().map(c -> c.data().backbone()).distinct())
                .containsExactly("ac");
    }

    @Test
    void notesThePublishedDefaults() {
        SweepFile file = read("{\"proxy_methods\": [\"mean\"], \"seeds\": [1]}");

        assertThat(file.notes())
                .hasSize(15)
                .contains(
                        "normalize_weights is not in the file; as in the published code it is l2",
                        "ks is not in the file; as in the published code it is 20");
        assertThat(file.sweep().semantics()).isEqualTo(Semantics.CORRECTED);
        assertThat(file.sweep().size()).isEqualTo(1);
    }

    @Test
    void theDefaultThatNamesNoMethodHasAnIdButCannotBeRun() {
        Combination c =
                read("{\"seeds\": [1]}").sweep().combinations().findFirst().orElseThrow();

        assertThat(c.method().generator().kind()).isEqualTo(new MissingGenerator("lmeans", 20).kind());
        assertThatThrownBy(() -> Planner.plan(read("{\"seeds\": [1]}").sweep(), place -> Optional.empty()))
                .hasMessage("proxy_methods must be given: the published default names no method, was 'lmeans'");
    }

    @Test
    void filtersThatLeaveNothingAreAnError() {
        assertThatThrownBy(() -> read("{\"proxy_methods\": [\"kmeans\"], \"ks\": [-1]}"))
                .hasMessage("published.yaml: the published filters must leave at least one combination, was 0");
    }

    private static SweepFile read(String text) {
        return SweepFile.parse(Path.of("published.yaml"), text);
    }

    private static void assertMessage(Path file, String message) {
        assertThatThrownBy(() -> SweepFile.read(file))
                .isInstanceOf(SweepException.class)
                .hasMessage(message);
    }
}
