package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.tools.ToolProvider;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.lab.store.ResultStore;
import org.imprint.vision.store.EmbeddingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/own-methods.md} shows, built outside the toolkit and run by registration alone: in a process of its own that has it
 * on the class path, and read in this one, which has not.
 */
class OwnMethodsTest {

    private static final Path PAGE = Path.of("..", "docs", "own-methods.md");

    @TempDir
    private Path folder;

    private Path classes;
    private Path sweep;
    private Path store;

    @BeforeEach
    void build() throws Exception {
        classes = Files.createDirectories(folder.resolve("classes"));
        List<String> sources = new ArrayList<>();
        for (String code : blocks("java")) {
            Matcher name =
                    Pattern.compile("public (?:final class|record) (\\w+)").matcher(code);
            assertThat(name.find()).as(code).isTrue();
            Path source = folder.resolve("src").resolve(name.group(1) + ".java");
            Files.createDirectories(source.getParent());
            sources.add(Files.writeString(source, code).toString());
        }
        Path core = Path.of(KnownMethods.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> arguments =
                new ArrayList<>(List.of("-d", classes.toString(), "-cp", core.toString(), "-Xlint:all", "-proc:none"));
        arguments.addAll(sources);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("org.imprint.core.recipe.OwnMethods"),
                blocks("text").get(0));
        sweep = SmallSweep.file(folder, blocks("yaml").get(0));
        store = folder.resolve("store");
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Runs commands in one process that has the methods on its class path, and returns what they said. */
    private String withMethods(List<Object[]> commands) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + classPath(),
                SeveralCommands.class.getName()));
        for (Object[] command : commands) {
            Stream.of(command).map(Object::toString).forEach(words::add);
            words.add(SeveralCommands.THEN);
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void whatThePageShowsGoesThroughPlanStoreTablesFiguresAndReport() throws Exception {
        Path tables = folder.resolve("tables");
        Path page = folder.resolve("page.html");
        assertThat(withMethods(List.of(
                        new Object[] {"run", sweep, "--data", SmallSweep.DATA, "--store", store},
                        new Object[] {
                            "analyze", "--store", store, "--out", tables, "--filter", "generator=first rows,mean"
                        },
                        new Object[] {"report", "--store", store, "--out", page})))
                .contains("108 combinations: 108 run, 0 folded, 0 there before, 0 failed");
        assertThat(folder.resolve("tables/README.md")).content().contains("first rows", "mean of best");
        assertThat(folder.resolve("tables/figures/accuracy-over-k.svg"))
                .content()
                .contains("first rows");
        assertThat(facts(page)).contains("first rows", "mean of best, m = 3", "power");

        theNumbersAreThoseOfThePlainLoops();
        withoutTheJarTheStoreStillOpens();
    }

    private void withoutTheJarTheStoreStillOpens() throws IOException {
        Imprint query = Imprint.run(
                "results",
                "query",
                "--store",
                store,
                "SELECT generator, k, norm_pre, aggregation, distance, m, count(*) AS n FROM runs"
                        + " WHERE generator = 'first' AND aggregation = 'mean_of_best' GROUP BY ALL");
        assertThat(query.exitCode()).as(query.err()).isZero();
        assertThat(query.out()).contains("first", "power", "mean_of_best", "none");
        Path page = folder.resolve("without.html");
        Imprint report = Imprint.run("report", "--store", store, "--out", page);
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(facts(page)).contains("\"first\"", "mean_of_best");
        Imprint tables = Imprint.run("analyze", "--store", store, "--out", folder.resolve("without"), "--no-figures");
        assertThat(tables.exitCode()).as(tables.err()).isZero();

        Imprint run = Imprint.run("run", sweep, "--data", SmallSweep.DATA, "--store", store);
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("generators[1].method", "must be one of kmeans, kmedoids", "'first'");
    }

    /** The first row of each class is its proxy; a query's class is that of the largest inner product. */
    private void theNumbersAreThoseOfThePlainLoops() {
        Rows train = rows("train");
        Rows test = rows("test");
        int right = 0;
        for (int i = 0; i < test.x.rows(); i++) {
            double most = Double.NEGATIVE_INFINITY;
            int answer = -1;
            for (int c = 0; c < 10; c++) {
                int first = IntStream.of(train.labels).boxed().toList().indexOf(c);
                double product = 0;
                for (int t = 0; t < test.x.cols(); t++) {
                    product += (double) test.x.get(i, t) * train.x.get(first, t);
                }
                if (product > most) {
                    most = product;
                    answer = c;
                }
            }
            right += answer == test.labels[i] ? 1 : 0;
        }
        double expected = right / (double) test.x.rows();
        try (ResultStore results = ResultStore.open(store)) {
            assertThat(results.settings().code())
                    .containsOnlyKeys("aggregation mean_of_best", "generator first", "normalisation power");
            List<Double> accuracies = results.runs()
                    .filter(r -> r.combination().method().generator().equals(new MissingGenerator("first", 1)))
                    .filter(r -> Stream.of(r.combination().method())
                            .flatMap(m -> Stream.of(m.pre(), m.post(), m.inf()))
                            .allMatch(norm -> norm.wireName().equals("none")))
                    .map(r -> r.scores().orElseThrow().accuracy())
                    .toList();
            // max, and the mean of the best one and of the best three of one
            assertThat(accuracies).containsExactly(expected, expected, expected);
        }
    }

    /** Returns what a page knows of its methods. */
    private static String facts(Path page) throws IOException {
        Matcher block = Pattern.compile("id=\"block-facts\">([^<]*)<").matcher(Files.readString(page));
        assertThat(block.find()).isTrue();
        byte[] deflated = Base64.getDecoder().decode(block.group(1));
        InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true));
        return new String(inflated.readAllBytes(), StandardCharsets.UTF_8);
    }

    private record Rows(FloatMatrix x, int[] labels) {}

    private static Rows rows(String split) {
        String name = "embeddings_FashionMNIST_resnet18_" + split + ".h5";
        try (EmbeddingFile file = EmbeddingFile.open(
                SmallSweep.DATA.resolve(Path.of("embeddings", "FashionMNIST", "resnet18", split, name)))) {
            return new Rows(file.readAll(), file.labels());
        }
    }
}
