package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Packages of npm, fetched once for all tests; where that cannot be, a test is skipped and says so, but not in CI. */
final class NpmPackage {

    private static final long PATIENCE_MINUTES = 5;

    private NpmPackage() {}

    /** Returns the folder of a package, such as {@code onnxruntime-web@1.30.0}; its own scripts are not run. */
    static Path folder(String nameAndVersion) throws IOException, InterruptedException {
        Path root = Path.of("target", "npm", nameAndVersion.replace('@', '-')).toAbsolutePath();
        Path folder =
                root.resolve("node_modules").resolve(nameAndVersion.substring(0, nameAndVersion.lastIndexOf('@')));
        if (!Files.exists(folder.resolve("package.json"))) {
            Files.createDirectories(root);
            run(
                    root,
                    List.of(
                            "npm",
                            "install",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            ".",
                            nameAndVersion));
        }
        return folder;
    }

    /** Returns what a program of Node.js prints. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("npm", ".out");
        Path err = Files.createTempFile("npm", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(Map.of("ORT_DISABLE_TELEMETRY", "1"));
            Process process = start(builder);
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            boolean isFetch = command.get(0).equals("npm");
            if (isFetch && (!ended || process.exitValue() != 0)) {
                skip("npm cannot fetch " + command.get(command.size() - 1) + ": " + Files.readString(err));
            }
            assertThat(ended && process.exitValue() == 0)
                    .as(command + ": " + Files.readString(err))
                    .isTrue();
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            skip(builder.command().get(0) + " must be installed for this test (apt-get install nodejs npm): "
                    + e.getMessage());
            throw new IllegalStateException("unreachable", e);
        }
    }

    /** Skips the test, aloud, unless this is CI, where it fails. */
    static void skip(String why) {
        assertThat(System.getenv("CI")).as(why).isNotEqualTo("true");
        System.err.println("SKIPPED: " + why);
        Assumptions.abort(why);
    }
}
