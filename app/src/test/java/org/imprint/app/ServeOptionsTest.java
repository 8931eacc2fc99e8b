package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeOptionsTest {

    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void save() {
        file = folder.resolve("birds.imprint");
        EmbeddingClassifier birds =
                EmbeddingClassifier.empty(2, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        birds.learn("heron", FloatMatrix.ofRows(new float[] {1, 0}, new float[] {1, 0.1f}));
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
    }

    @Test
    void saysPlainlyThatThePortIsInUseAndLetsGoOfTheFile() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                refuses(
                        "port " + taken.getLocalPort() + " is in use; --port 0 takes a free one",
                        "--port",
                        taken.getLocalPort());
            }
        }
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        refuses("port must be in [0, 65535], was 65536", "--port", 65_536);
        refuses("--max-body must be in [1MiB, 1GiB], was 2GiB", "--max-body", "2GiB");
        refuses("--max-in-flight must be in [1, 4096], was 0", "--max-in-flight", 0);
        refuses("--tls-cert and --tls-key go together, was only --tls-key", "--tls-key", file);
        refuses("origin must be http(s)://HOST[:PORT] without a path or wildcard, was *", "--allow-origin", "*");
        refuses("host must be NAME or NAME:PORT, was http://a", "--allow-host", "http://a");
        Path token = Files.writeString(folder.resolve("token"), "x".repeat(40));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        refuses("must not be readable by others (chmod o-r), was readable by all", "--token-file", token);
    }

    @Test
    void opensAllFilesOrNone() {
        Path none = folder.resolve("none");
        for (int i = 0; i < 2; i++) {
            Imprint run = Imprint.run("serve", file, none, "--port", 0);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("none: file does not exist; --new makes a classifier that is taught from nothing");
            Imprint named = Imprint.run("serve", file, none, "--new", "--port", 0);
            assertThat(named.err()).contains("none: file does not exist; a new classifier must be called NAME.imprint");
            assertThat(none).doesNotExist();
        }
    }

    @Test
    void nothingNewIsMadeToBeReadAlone() {
        Path none = folder.resolve("unknown.imprint");
        Imprint run = Imprint.run("serve", none, "--new", "--read-only", "--port", 0);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--new must not go with --read-only: a new classifier is to be taught");
        assertThat(none).doesNotExist();
    }

    private static void refuses(String error, Object option, Object value) {
        Imprint run = Imprint.run("serve", file, option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(error);
    }
}
