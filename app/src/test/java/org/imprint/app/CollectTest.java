package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collecting shards of which one is missing, damaged or of another sweep. */
class CollectTest {

    private static final String SWEEP = """
            schema: 1
            sweep:
              backbones: [resnet18]
              datasets: [FashionMNIST]
              tasks: {all: [0, 1, 2]}
              generators: [mean, {method: random, k: [1, 2, 3]}]
            """;

    @TempDir
    private Path folder;

    private Path sweep;
    private Path shards;

    @BeforeEach
    void runTwoShards() throws IOException {
        sweep = Files.writeString(folder.resolve("sweep.yaml"), SWEEP);
        shards = folder.resolve("shards");
        run("job-0", "--shard", "0/2");
        run("job-1", "--shard", "1/2");
    }

    @Test
    void aShardThatIsNotThereLeavesItsRunsMissing() throws IOException {
        Path away = Files.move(shards.resolve("job-1"), folder.resolve("away"));
        Imprint collected = collect();
        assertThat(collected.exitCode()).isEqualTo(1);
        assertThat(collected.out())
                .contains("Missing: backbone=resnet18", "1 shards merged; 4 combinations planned, ")
                .doesNotContain(", 0 missing");

        Files.move(away, shards.resolve("job-1"));
        collected = collect();
        assertThat(collected.exitCode()).as(collected.out()).isZero();
        assertThat(collected.out()).contains("2 shards merged; 4 combinations planned, 0 missing, 0 failed");
    }

    @Test
    void damageIsNamedBesideWhatItCost() throws IOException {
        Path segment = segment(shards.resolve("job-1"));
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 0x40;
        Files.write(segment, bytes);

        Imprint collected = collect();

        assertThat(collected.exitCode()).isEqualTo(1);
        assertThat(collected.out()).contains("Damaged: " + segment + ", byte ", "Missing: backbone=resnet18");

        run("job-1", "--shard", "1/2");
        Imprint again = collect();
        assertThat(again.exitCode()).as(again.out()).isZero();
    }

    /** Its name comes first in the folder: what is collected is decided by the sweep, not by who is first. */
    @Test
    void aShardOfOtherSemanticsIsNamedAndNothingIsMerged() {
        run("another", "--semantics", "reference");

        Imprint collected = collect();

        assertThat(collected.exitCode()).isEqualTo(2);
        assertThat(collected.err())
                .contains(shards.resolve("another")
                        + ": must have been made under the settings of the sweep and of the other shards, was another:"
                        + " semantics are reference, the store's are corrected");
        assertThat(folder.resolve("merged")).doesNotExist();
    }

    private static Path segment(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(f -> f.toString().endsWith(".seg")).findFirst().orElseThrow();
        }
    }

    private void run(String store, String... more) {
        List<Object> words = new ArrayList<>(List.of("run", sweep, "--data", data(), "--store", shards.resolve(store)));
        words.addAll(List.of(more));
        Imprint run = Imprint.run(words.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private Imprint collect(String... more) {
        List<Object> words = new ArrayList<>(List.of("k8s", "collect", sweep, "--data", data()));
        words.addAll(List.of("--from", shards, "--store", folder.resolve("merged")));
        words.addAll(List.of(more));
        return Imprint.run(words.toArray());
    }

    private static Path data() {
        return Path.of("../lab/src/test/resources/fixtures/h5").toAbsolutePath().normalize();
    }
}
