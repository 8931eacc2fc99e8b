package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        Imprint run = Imprint.run("evaluate", "--train", train, "--test", train, "--recipe", "oracle");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("oracle, seed 17121997, corrected: accuracy 9")
                .contains("most taken for");
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
