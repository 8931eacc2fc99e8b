package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.lab.store.ResultStore;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CollapseCommandTest {

    @TempDir
    private Path folder;

    /**
     * Rows (1, 0, ±1) and (0, 1, ±1), divided by √2: the means are e₁/√2 and e₂/√2, μ_G their middle with |μ_G|² = ¼, and rows lie
     * √½ from their means along e₃, where no means differ: NC1 is 0 and the traces are ½ and ¼, published ½ + |μ_G|².
     */
    @Test
    void printsBothDefinitionsAsJson() throws IOException {
        write("Two", 4, 3, i -> i % 2, (i, j) -> j == i % 2 ? 1 : j == 2 ? (i < 2 ? 1 : -1) : 0);
        Imprint run = collapse("--data", folder, "--backbone", "net", "--dataset", "Two", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode m = new ObjectMapper().readTree(run.out()).get("measurements").get(0);
        assertThat(m.get("backbone").asText()).isEqualTo("net");
        assertThat(m.get("datasets").get(0).asText()).isEqualTo("Two");
        assertThat(m.get("split").asText()).isEqualTo("train");
        assertThat(m.get("remapping").asText()).isEqualTo("none");
        assertThat(m.get("rows").asInt()).isEqualTo(4);
        assertThat(m.get("classes").asInt()).isEqualTo(2);
        assertThat(m.get("dimension").asInt()).isEqualTo(3);
        assertThat(m.get("textbook").get("nc1").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(m.get("textbook").get("trace_within").asDouble()).isCloseTo(0.5, within(1e-6));
        assertThat(m.get("textbook").get("trace_between").asDouble()).isCloseTo(0.25, within(1e-6));
        assertThat(m.get("textbook").get("rank_within").asInt()).isEqualTo(1);
        assertThat(m.get("published").get("trace_within").asDouble()).isCloseTo(0.75, within(1e-6));
        assertThat(m.get("published").get("rank_within").asInt()).isEqualTo(2);
    }

    @Test
    void printsATableAndMergesDataSets() {
        write("A", 40, 5, i -> i % 10, (i, j) -> Math.sin(i * 5 + j));
        write("B", 40, 5, i -> i % 10, (i, j) -> Math.cos(i * 5 + j));
        Imprint run = collapse("--data", folder, "--backbone", "net", "--dataset", "A,A+B", "--remapping", "combined");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().map(l -> l.replaceAll(" +", " ")))
                .anyMatch(l -> l.startsWith("net A train combined 40 10 5 textbook "))
                .anyMatch(l -> l.startsWith("net A+B train combined 80 10 5 textbook "))
                .anyMatch(l -> l.startsWith(" published "));
    }

    @Test
    void measuresWhatAFileSaysAndGoesOnAfterFailures() throws IOException {
        write("A", 40, 5, i -> i % 10, (i, j) -> Math.sin(i * 5 + j));
        Path file = Files.writeString(
                folder.resolve("c.yaml"), "schema: 1\ncollapse: {backbones: [net, other], datasets: [A, B]}\n");
        Imprint run = collapse(file, "--data", folder, "--workers", "1", "--memory", "1MiB");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("textbook");
        assertThat(run.err().lines()).hasSize(3).allMatch(l -> l.endsWith(".h5: there is no such file"));
        assertThat(run.err()).contains("imprint: not measured: B/net/train: ");
    }

    @Test
    void keepsMeasurementsInAStoreAndMeasuresNothingTwice() throws IOException {
        write("A", 40, 5, i -> i % 10, (i, j) -> Math.sin(i * 5 + j));
        write("B", 40, 5, i -> i % 10, (i, j) -> Math.cos(i * 5 + j));
        Path store = folder.resolve("results");
        Path file = Files.writeString(
                folder.resolve("c.yaml"),
                "schema: 1\ncollapse: {backbones: net, datasets: [A, C]}\nrun: {output: " + store + "}\n");
        assertThat(collapse(file, "--data", folder).exitCode()).isEqualTo(1);
        Imprint second =
                collapse("--data", folder, "--backbone", "net", "--dataset", "A,B,A+B", "--store", store, "--json");

        assertThat(second.exitCode()).as(second.err()).isZero();
        JsonNode root = new ObjectMapper().readTree(second.out());
        assertThat(root.get("measured_earlier").asInt()).isEqualTo(1);
        assertThat(root.get("measurements").findValuesAsText("earlier")).containsExactly("true", "false", "false");
        assertThat(root.get("measurements").get(0).get("datasets").get(0).asText())
                .isEqualTo("A");
        Imprint third = collapse("--data", folder, "--backbone", "net", "--dataset", "A", "--store", store);
        assertThat(third.out().lines().map(l -> l.replaceAll(" +", " ")))
                .anyMatch(l -> l.startsWith("net A train none 40 10 – textbook "))
                .contains("1 measured earlier, as the store has it.");
        try (ResultStore results = ResultStore.open(store)) {
            assertThat(results.collapse().stream().map(r -> String.join("+", r.dataSets())))
                    .containsExactlyInAnyOrder("A", "B", "A+B");
            assertThat(results.collapse().stream().mapToDouble(r -> r.textbook().nc1()))
                    .contains(root.get("measurements")
                            .get(1)
                            .get("textbook")
                            .get("nc1")
                            .asDouble());
        }
    }

    @Test
    void refusesAStoreOfOtherEmbeddings() {
        write("A", 40, 5, i -> i % 10, (i, j) -> Math.sin(i * 5 + j));
        Path store = folder.resolve("results");
        collapse("--data", folder, "--backbone", "net", "--dataset", "A", "--store", store);
        write("A", 40, 5, i -> i % 10, (i, j) -> Math.cos(i * 5 + j));
        Imprint run = collapse("--data", folder, "--backbone", "net", "--dataset", "A", "--store", store);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("A/net/train has other embeddings");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(collapse("--backbone", "net").err()).contains("--dataset");
        assertThat(collapse("c.yaml", "--backbone", "net", "--dataset", "A").exitCode())
                .isEqualTo(2);
        assertThat(collapse("none.yaml").err()).isEqualTo("imprint: none.yaml: no such file" + System.lineSeparator());
        assertThat(collapse("--backbone", "net", "--dataset", "A+").err()).contains("dataSet must consist of");
        assertThat(collapse("--backbone", "net", "--dataset", "A", "--remapping", "map0-0")
                        .err())
                .contains("classes per label must be in [1, 10], was 0");
        assertThat(collapse("--backbone", "net", "--dataset", "A", "--memory", "1")
                        .err())
                .contains("--memory must be a size such as 512MiB or 4GiB, was '1'");
    }

    /** The bound of the whole process: heap, code and what the JVM itself takes. */
    @Test
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    void measuresSixtyThousandRowsOfAThousandClassesInOneGibibyte() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        write("Large", 60_000, 2048, i -> i % 1000, (i, j) -> random.nextDouble() + (j == i % 1000 ? 3 : 0));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx900m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Peak.class.getName(),
                        "collapse",
                        "--data",
                        folder.toString(),
                        "--backbone",
                        "net",
                        "--dataset",
                        "Large"))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(out).isZero();
        Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(out);
        assertThat(peak.find()).as(out).isTrue();
        assertThat(Long.parseLong(peak.group(1))).isLessThan(1L << 20);
    }

    /** The command, then what Linux says of the process's memory. */
    static final class Peak {

        private Peak() {}

        public static void main(String[] args) throws IOException {
            Imprint run = Imprint.run((Object[]) args);
            System.out.println(run.out() + run.err());
            Files.readAllLines(Path.of("/proc/self/status")).forEach(System.out::println);
            System.exit(run.exitCode());
        }
    }

    private static Imprint collapse(Object... args) {
        List<Object> all = new ArrayList<>(List.of("collapse"));
        all.addAll(List.of(args));
        return Imprint.run(all.toArray());
    }

    private interface Element {
        double at(int i, int j);
    }

    private void write(String dataSet, int n, int d, IntUnaryOperator label, Element element) {
        SampleIndex index = SampleIndex.of(
                IntStream.range(0, n).map(label).boxed().toList(),
                IntStream.range(0, n).mapToObj(i -> "image " + i).toList(),
                List.of());
        Provenance provenance = new Provenance(
                "net", "ab".repeat(32), "{}", OptionalDouble.empty(), dataSet, "/data", "train", 1, new TreeMap<>());
        Path file = new EmbeddingPath(dataSet, "net", "train").under(folder);
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, new EmbeddingSpec(d, Precision.FLOAT32, provenance), index)) {
            for (int from = 0; from < n; from += 1000) {
                FloatMatrix block = FloatMatrix.zeros(Math.min(1000, n - from), d);
                for (int i = 0; i < block.rows(); i++) {
                    for (int j = 0; j < d; j++) {
                        block.data()[block.offset(i) + j] = (float) element.at(from + i, j);
                    }
                }
                writer.append(block);
            }
            writer.finish();
        }
    }
}
