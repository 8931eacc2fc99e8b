package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What the scripts of a report's page compute, run by Node.js. */
final class PageNumbers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PageNumbers() {}

    /**
     * Writes a report and returns the numbers that its page draws, those of the leaderboard under some filters too. Without Node.js
     * the test is skipped, in CI it fails.
     */
    static JsonNode of(ReportSource source, List<Map<String, String>> filters, Path folder)
            throws IOException, InterruptedException {
        Path node = node();
        Path report = folder.resolve("report.html");
        Report.write(source, report);
        Path script = folder.resolve("numbers.js");
        try (InputStream in = PageNumbers.class.getResourceAsStream("numbers.js")) {
            Files.write(script, in.readAllBytes());
        }
        Path asked = Files.writeString(folder.resolve("filters.json"), JSON.writeValueAsString(filters));
        Path out = folder.resolve("numbers.json");
        Process process = new ProcessBuilder(node.toString(), script.toString(), report.toString(), asked.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return JSON.readTree(out.toFile());
    }

    private static Path node() {
        Optional<Path> node = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst();
        assertThat(node.isPresent() || System.getenv("CI") == null)
                .as("Node.js is there (Debian: nodejs), as it has to be in CI")
                .isTrue();
        Assumptions.assumeTrue(
                node.isPresent(), "SKIPPED: there is no Node.js (Debian: nodejs) to run the page's scripts");
        return node.orElseThrow();
    }
}
