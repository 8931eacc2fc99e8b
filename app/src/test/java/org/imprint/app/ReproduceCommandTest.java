package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {

    @TempDir
    private Path folder;

    @Test
    void quickWritesAPageAndSaysThatTheseAreNotThePapersData() {
        Imprint run =
                Imprint.run("reproduce", "5.3-combidigits", "collapse", "--quick", "--out", folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("These are not the paper's data")
                .contains("5.3-combidigits")
                .contains("91.06")
                .contains("Page: " + folder.resolve("out/index.html"));
        assertThat(run.err()).contains("Neural collapse (section 5.3, figures 11a and 12) …");
    }

    @Test
    void aDryRunSaysWhatIsNeededAndDoesNothing() {
        Imprint run = Imprint.run(
                "reproduce",
                "figure-6",
                "5.3-imagenet",
                "--data",
                folder.resolve("data"),
                "--out",
                folder.resolve("out"),
                "--dry-run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().map(l -> l.replaceAll(" +", " ")))
                .anyMatch(l -> l.startsWith("Embeddings: 0 of 32 files are there."))
                .anyMatch(l -> l.matches("data set ImageNet on request .*register at https://.*"))
                .anyMatch(l -> l.matches("embeddings MNIST/resnet18/train to get 122.9 MB 60,000 images to embed"))
                .anyMatch(l -> l.matches("5\\.3-imagenet 54,000 .*"))
                .anyMatch(l -> l.startsWith("figure-6 1,836 "));
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    @Test
    void refusesUnknownSections() {
        Imprint run = Imprint.run("reproduce", "figure-7", "--quick", "--out", folder.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("was 'figure-7'; did you mean figure-6?");
    }

    @Test
    void aFolderThatIsNotThereIsNotReplacedByTheBundledDigits() {
        Path missing = folder.resolve("missing");
        for (List<String> options : List.of(List.<String>of(), List.of("--dry-run"))) {
            List<Object> words = new ArrayList<>(
                    List.of("reproduce", "all", "--quick", "--data", missing, "--out", folder.resolve("out")));
            words.addAll(options);
            Imprint run = Imprint.run(words.toArray());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("--data with --quick must be a folder of embeddings that is there, was " + missing);
        }
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }
}
