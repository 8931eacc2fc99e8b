package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    private Path folder;

    @Test
    void quickstartShowsMoreProxiesAndLeastSquaresWinning() throws IOException {
        Imprint run = Imprint.run("quickstart", "--out", folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        double mean = accuracy(run.out(), "Qi et al.");
        double kMeans = accuracy(run.out(), "IMPRINT");
        double leastSquares = accuracy(run.out(), "oracle");
        assertThat(mean).isLessThan(kMeans);
        assertThat(kMeans).isLessThan(leastSquares);
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**quickstart.html");
        for (String picture : new String[] {"curve.png", "curve.svg", "example.png", "example.svg"}) {
            assertThat(folder.resolve("out").resolve(picture)).isNotEmptyFile();
        }
    }

    @Test
    void thePageNeedsNothingFromOutside() throws IOException {
        Imprint.run("quickstart", "--out", folder);
        String page = Files.readString(folder.resolve("quickstart.html"));

        assertThat(page).contains("IMPRINT").contains("<svg").doesNotContain("<script");
        assertThat(page.replaceAll("http://www\\.w3\\.org/[a-zA-Z0-9/]+", "")).doesNotContain("http://", "https://");
    }

    @Test
    void quickstartTakesTheUsersFolders() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1, 7), 12);
        Imprint run = Imprint.run("quickstart", "--data", photos, "--k", 3, "--out", folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 classes").contains("24 images imprinted, 12 answered");
        assertThat(Files.readString(folder.resolve("out/quickstart.html"))).contains("digit 7");
    }

    @Test
    void quickstartKeepsItsEmbeddingsAndTakesThemTheNextTime() throws IOException {
        Path photos = Samples.folders(folder.resolve("my photos"), Set.of(0, 1, 7), 6);
        Files.writeString(photos.resolve("digit 0/notes.txt"), "no image");
        Path out = folder.resolve("out");
        Path train = out.resolve("embeddings/my-photos/imprint-mini/train/embeddings_my-photos_imprint-mini_train.h5");

        Imprint first = Imprint.run("quickstart", "--data", photos, "--k", 2, "--out", out);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("Embeddings: " + train)
                .contains("left out: 1 .txt (names in " + out.resolve("left-out.txt") + ")");
        Object made = Files.getAttribute(train, "unix:ino");

        assertThat(Imprint.run("quickstart", "--data", photos, "--k", 2, "--out", out)
                        .exitCode())
                .isZero();
        assertThat(Files.getAttribute(train, "unix:ino")).isEqualTo(made);

        Files.delete(photos.resolve("digit 0/001.png"));
        Imprint other = Imprint.run("quickstart", "--data", photos, "--k", 2, "--out", out);
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(other.out()).contains("11 images imprinted, 6 answered");
    }

    @Test
    void embedsAndEvaluates() throws IOException {
        Path idx = Samples.idx(folder);
        Path train = folder.resolve("train.h5");
        Path test = folder.resolve("test.h5");
        assertThat(Imprint.run("embed", "--data", idx, "--out", train).exitCode())
                .isZero();
        assertThat(Imprint.run("embed", "--data", idx, "--split", "test", "--out", test)
                        .exitCode())
                .isZero();

        Imprint run = Imprint.run(
                "evaluate",
                "--train",
                train,
                "--test",
                test,
                "--recipe",
                "paper",
                "--k",
                20,
                "--seed",
                17121997,
                "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("test_rows").asInt()).isEqualTo(500);
        assertThat(json.get("confusion")).hasSize(10);
        long right = 0;
        for (int c = 0; c < 10; c++) {
            right += json.get("confusion").get(c).get(c).asLong();
        }
        assertThat(json.get("accuracy").asDouble()).isEqualTo(right / 500.0).isGreaterThan(0.8);
    }

    @Test
    void evaluateSaysTheSameInWords() throws IOException {
        Path idx = Samples.idx(folder);
        Path train = folder.resolve("train.h5");
        Imprint.run("embed", "--data", idx, "--out", train);

        Path test = folder.resolve("test.h5");
        Imprint.run("embed", "--data", idx, "--split", "test", "--out", test);
        Imprint run = Imprint.run("evaluate", "--train", train, "--test", test, "--recipe", "oracle");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("oracle, seed 17121997, corrected: accuracy 96.80 %")
                .contains("most taken for");
    }

    @Test
    void evaluateSaysWhatIsTrainedAndTestedOnAlikeAndRefusesAllOfIt() throws IOException {
        Path train = Samples.folders(folder.resolve("train"), Set.of(3, 8), 4);
        Path test = folder.resolve("test");
        for (String name : List.of("digit 3/001.png", "digit 8/002.png")) {
            Files.createDirectories(test.resolve(name).getParent());
            Files.copy(train.resolve(name), test.resolve(name));
        }
        Path trained = folder.resolve("train.h5");
        Path tested = folder.resolve("test.h5");
        Imprint.run("embed", "--data", train, "--out", trained);
        Imprint.run("embed", "--data", test, "--out", tested);

        for (Path file : List.of(trained, tested)) {
            Imprint refused = Imprint.run("evaluate", "--train", trained, "--test", file);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err())
                    .contains(file + ": all ")
                    .contains(" test images are among the training images (by content: ")
                    .contains("digit 3/001.png")
                    .contains("--allow-overlap");
        }
        assertThat(Imprint.run("evaluate", "--allow-overlap", "--train", trained, "--test", tested)
                        .exitCode())
                .isZero();

        Path mixed = Samples.folders(folder.resolve("mixed"), Set.of(3, 8), 6);
        for (int i = 2; i <= 4; i++) {
            Files.delete(mixed.resolve("digit 3/00" + i + ".png"));
            Files.delete(mixed.resolve("digit 8/00" + i + ".png"));
        }
        Imprint.run("embed", "--data", mixed, "--out", folder.resolve("mixed.h5"));
        Imprint run =
                Imprint.run("evaluate", "--json", "--train", trained, "--test", folder.resolve("mixed.h5"), "--k", 1);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("warning").contains("2 of 6 test images are among the training images");
        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .get("test_rows_in_train")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void noHelpBreaksOffOrShowsAPlaceholder() {
        for (String name : new Main().line().getSubcommands().keySet()) {
            assertHelpIsWhole(new Main().line(name).getSubcommands().get(name));
        }
    }

    private static void assertHelpIsWhole(CommandLine command) {
        assertThat(command.getUsageMessage())
                .as(command.getCommandSpec().qualifiedName())
                .doesNotContain("Default: ..", "Default: .\n", "null", "${");
        command.getSubcommands().values().forEach(CommandLineTest::assertHelpIsWhole);
    }

    @Test
    void helpNamesEveryCommand() {
        Imprint help = Imprint.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("quickstart", "embed", "evaluate");
    }

    private static double accuracy(String table, String recipe) {
        Matcher row = Pattern.compile("(?m)^" + Pattern.quote(recipe) + ".*?([0-9.]+) +[0-9]+$")
                .matcher(table);
        assertThat(row.find()).as("row " + recipe + " in\n" + table).isTrue();
        return Double.parseDouble(row.group(1));
    }
}
