package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void embedSomeDigits() throws IOException {
        Path idx = Samples.idx(folder);
        Path file = folder.resolve("embeddings/digits/mini/test/embeddings_digits_mini_test.h5");
        Imprint run = Imprint.run("embed", "--data", idx, "--split", "test", "--out", file);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private Imprint map(Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "map", "--data", folder, "--backbone", "mini", "--dataset", "digits", "--out", folder.resolve("maps")));
        args.addAll(List.of(more));
        return Imprint.run(args.toArray());
    }

    @Test
    void drawsEmbeddingsOfSomeClasses() throws IOException {
        Imprint run = map("--class", "0,1", "--limit", 20);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("20 embeddings of 2 labels projected on the first two principal components. mini of digits,"
                        + " split test, classes 0, 1, coloured by class; 20 of ");
        for (String form : List.of("svg", "pdf", "png", "csv")) {
            assertThat(folder.resolve("maps/map-mini-digits-test-class-0-1-pca." + form))
                    .isNotEmptyFile();
        }
        assertThat(Files.readAllLines(folder.resolve("maps/map-mini-digits-test-class-0-1-pca.csv")))
                .hasSize(21);
    }

    @Test
    void aMapOfOtherClassesDoesNotTakeThePlaceOfAnother() {
        map("--limit", 20);
        map("--limit", 20, "--class", 3);
        map("--limit", 20, "--color", "source");

        assertThat(folder.resolve("maps"))
                .isDirectoryContaining("glob:**/map-mini-digits-test-pca.svg")
                .isDirectoryContaining("glob:**/map-mini-digits-test-class-3-pca.svg")
                .isDirectoryContaining("glob:**/map-mini-digits-test-by-source-pca.svg");
    }

    @Test
    void theSameSeedGivesTheSameMap() throws IOException {
        List<byte[]> maps = new ArrayList<>();
        for (int seed : new int[] {3, 3, 4}) {
            Imprint run = map("--limit", 40, "--method", "tsne", "--color", "source", "--seed", seed);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("t-SNE (perplexity 12, seed " + seed + ")", "of 1 label");
            maps.add(Files.readAllBytes(folder.resolve("maps/map-mini-digits-test-by-source-tsne.csv")));
        }
        assertThat(maps.get(1)).isEqualTo(maps.get(0));
        assertThat(maps.get(2)).isNotEqualTo(maps.get(0));
    }

    @Test
    void whatCannotBeIsOneSentence() {
        assertRefused(map("--method", "umap"), "--method must be one of pca, tsne, was umap");
        assertRefused(map("--color", "blue"), "color must be one of class, source, was blue");
        assertRefused(map("--class", "x"), "classes must be names or labels in digits, was 'x'");
        assertRefused(map("--limit", 1), "limit must be in [2, 100000], was 1");
        assertRefused(map("--method", "tsne", "--limit", 5), "t-SNE needs at least 8 rows, was 5");
        assertRefused(map("--split", "val"), "embeddings_digits_mini_val.h5: there is no such file");
        assertThat(folder.resolve("maps")).doesNotExist();
    }

    private static void assertRefused(Imprint run, String sentence) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> !line.startsWith("Help: "))).hasSize(1);
        assertThat(run.err()).contains(sentence).doesNotContain("internal error");
    }
}
