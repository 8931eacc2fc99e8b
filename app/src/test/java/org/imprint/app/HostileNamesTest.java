package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names from files and folders never steer the terminal, whichever command says them. */
class HostileNamesTest {

    @TempDir
    private Path folder;

    private Path sweep;

    @BeforeEach
    void copySweep() throws IOException {
        sweep = folder.resolve("escapes.yaml");
        try (InputStream in = HostileNamesTest.class.getResourceAsStream("escapes.yaml")) {
            Files.copy(in, sweep);
        }
    }

    @Test
    void sweepsAndJobsOfNamesWithEscapes() {
        assertQuiet(Imprint.run("run", sweep, "--data", folder, "--store", folder.resolve("s"), "--dry-run"), "RED");
        assertQuiet(Imprint.run("run", sweep, "--data", folder, "--store", folder.resolve("s")), "RED");
        assertQuiet(Imprint.run("k8s", "generate", sweep, "--out", folder.resolve("jobs")), "RED");
    }

    @Test
    void wordsOfTheCommandLine() {
        assertQuiet(Imprint.run("run", "--st\u001b[31more"), "\\u001b[31m");
        assertQuiet(Imprint.run("em\u009bbed"), "\\u009b");
        assertQuiet(Imprint.run("embed", "--data", "no\u001b]0;x\u0007", "--out", "x.h5"), "\\u0007");
    }

    @Test
    void nobodyElseBeginsALineWithOurName() {
        Imprint run = Imprint.run("embed", "--data", "no\nimprint: all is well", "--out", folder.resolve("x.h5"));
        assertThat(run.err().lines().filter(l -> l.startsWith("imprint:"))).hasSize(1);
    }

    private static void assertQuiet(Imprint run, String shown) {
        String all = run.out() + run.err();
        assertThat(all).contains(shown);
        assertThat(all.chars().filter(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0))
                .isEmpty();
    }
}
