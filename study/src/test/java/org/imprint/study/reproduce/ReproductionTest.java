package org.imprint.study.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.result.Session;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.collapse.TestEmbeddings;
import org.imprint.study.reproduce.need.Surroundings;
import org.imprint.study.reproduce.section.Section;
import org.imprint.study.reproduce.section.SectionOutcome;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.fetch.RetryPolicy;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.ridge.GivenRidge;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {

    private static final List<Section> SOME =
            List.of(Section.PREVIOUS_METHODS, Section.IMAGENET, Section.COMBIDIGITS, Section.COLLAPSE);

    @TempDir
    private Path folder;

    private final List<String> begun = new ArrayList<>();

    @Test
    void quickGoesTheWholeWayOnTheBundledDigits() throws InterruptedException, IOException {
        ReproductionResult result = reproduction().quick(SOME, Optional.empty());

        assertThat(result.complete()).as(result.toString()).isTrue();
        assertThat(result.quick()).isTrue();
        assertThat(result.data()).contains("1,500 bundled MNIST digits").contains("imprint-mini");
        assertThat(result.recipes()).hasSize(5).allMatch(r -> r.groups() == 8).allMatch(r -> r.ours() > 50);
        assertThat(result.page()).contains(folder.resolve("out/index.html"));
        String page = Files.readString(folder.resolve("out/README.md"));
        assertThat(page)
                .contains("These are not the paper's data")
                .contains("| oracle |")
                .contains("94.54")
                .contains("sections/5.3-imagenet/figures/accuracy-per-task.svg")
                .contains("sections/5.3-combidigits/figures/map.svg")
                .contains("sections/collapse/figures/gain.svg")
                .contains("map3-1");
        for (String link : links(Files.readString(result.page().orElseThrow()))) {
            assertThat(folder.resolve("out").resolve(link)).isNotEmptyFile();
        }
        assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
        assertThat(begun).contains("Making small embeddings", "Tables, figures and report");
    }

    @Test
    void quickSaysThatAFolderHasNoEmbeddings() throws InterruptedException {
        Path typo = folder.resolve("imprint-dta");
        ReproductionResult result = reproduction().quick(List.of(Section.COLLAPSE), Optional.of(typo));

        assertThat(result.data())
                .startsWith("There are no embeddings to train and to test below " + typo)
                .contains("1,500 bundled MNIST digits");
    }

    @Test
    void dataOfAnotherKindDoNotMixWithAStores() throws InterruptedException {
        reproduction().quick(List.of(Section.COLLAPSE), Optional.empty());
        Path data = folder.resolve("data");
        int[] labels = TestEmbeddings.labels(400, 10);
        for (String split : List.of("train", "test")) {
            TestEmbeddings.write(
                    data, new EmbeddingPath("MNIST", "resnet18", split), TestEmbeddings.rows(labels, 20, 1), labels);
        }
        String message = folder.resolve("out/store")
                + ": has results on other data, such as imprint-mini on digits-a, which would mix with these; name another --out";

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> reproduction().quick(List.of(Section.COLLAPSE), Optional.of(data)))
                .withMessage(message);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> reproduction().full(List.of(Section.COLLAPSE), around(data), unreachable()))
                .withMessage(message);
    }

    @Test
    void quickDoesNothingTwice() throws InterruptedException {
        List<Section> collapse = List.of(Section.COMBIDIGITS, Section.COLLAPSE);
        reproduction().quick(collapse, Optional.empty());
        ReproductionResult again = reproduction().quick(collapse, Optional.empty());

        assertThat(again.complete()).isTrue();
        try (ResultStore store = ResultStore.open(folder.resolve("out/store"))) {
            assertThat(store.runs().map(r -> r.session().startedAt()).distinct())
                    .containsExactly(Instant.ofEpochSecond(1));
        }
    }

    /** Labels 3, 5, 7, …; one data set is dealt out to two. */
    @Test
    void quickTakesSmallPartsOfEmbeddingsThatAreThere() throws InterruptedException {
        int[] train = IntStream.range(0, 26 * 30).map(i -> 3 + 2 * (i % 26)).toArray();
        int[] test = IntStream.range(0, 26 * 8).map(i -> 3 + 2 * (i % 26)).toArray();
        Path data = folder.resolve("data");
        TestEmbeddings.write(
                data, new EmbeddingPath("Letters", "net", "train"), TestEmbeddings.rows(train, 60, 1), train);
        TestEmbeddings.write(data, new EmbeddingPath("Letters", "net", "val"), TestEmbeddings.rows(test, 60, 2), test);
        List<Section> sections = List.of(Section.PREVIOUS_METHODS, Section.COMBIDIGITS);
        Reproduction without = reproduction();
        assertThatThrownBy(() -> without.quick(sections, Optional.of(data)))
                .hasMessageStartingWith("least squares needs a ridge λ for net, ");
        ridges = RidgeRule.of(List.of(GivenRidge.parse("net=0.01")));
        ReproductionResult result = reproduction().quick(sections, Optional.of(data));

        assertThat(result.complete()).as(result.toString()).isTrue();
        assertThat(result.data()).contains("Letters").contains("net").contains(data.toString());
        Path copy = new EmbeddingPath("Letters-b", "net", "train").under(folder.resolve("out/data"));
        try (EmbeddingFile file = EmbeddingFile.open(copy)) {
            assertThat(file.rows()).isEqualTo(10 * 15);
            assertThat(IntStream.of(file.labels()).distinct()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(file.sampleIds(0, 1)).containsExactly("row 26");
            assertThat(file.lambda()).isEmpty();
        }
    }

    @Test
    void runsWhatIsThereAndNamesEverythingElseOnce() throws InterruptedException, IOException {
        Path data = folder.resolve("data");
        int[] labels = TestEmbeddings.labels(400, 10);
        for (String split : List.of("train", "test")) {
            TestEmbeddings.write(
                    data, new EmbeddingPath("MNIST", "resnet18", split), TestEmbeddings.rows(labels, 20, 1), labels);
        }
        ReproductionResult result =
                reproduction().full(List.of(Section.PREVIOUS_METHODS, Section.IMAGENET), around(data), unreachable());

        assertThat(result.complete()).isFalse();
        assertThat(result.quick()).isFalse();
        assertThat(result.failures())
                .filteredOn(f -> f.startsWith("resnet50: "))
                .hasSize(1)
                .allMatch(f -> f.endsWith("; to take it from a file: imprint backbone install resnet50 --from FILE"));
        assertThat(result.failures())
                .filteredOn(f -> f.startsWith("CIFAR10: "))
                .hasSize(1)
                .allMatch(f -> f.endsWith(": imprint dataset fetch CIFAR10 --from DIR --root " + data));
        assertThat(result.failures())
                .filteredOn(f -> f.startsWith("ImageNet: has to be asked for: register at https://"))
                .hasSize(1);
        SectionOutcome previous = result.outcomes().get(0);
        assertThat(previous.combinations()).isEqualTo(720 / 12);
        assertThat(previous.failed()).isZero();
        assertThat(previous.leftOut()).hasSize(11).contains("resnet18 on CIFAR10");
        SectionOutcome imageNet = result.outcomes().get(1);
        assertThat(imageNet.combinations()).isZero();
        assertThat(imageNet.leftOut()).hasSize(4);
        assertThat(result.recipes()).allMatch(r -> r.groups() == 4);
        assertThat(Files.readString(folder.resolve("out/README.md")))
                .contains("ImageNet: has to be asked for")
                .contains("Nothing could be run.")
                .doesNotContain("not the paper's data");
    }

    @Test
    void saysSoIfNothingIsThere() throws InterruptedException {
        ReproductionResult result =
                reproduction().full(List.of(Section.IMAGENET), around(folder.resolve("data")), unreachable());

        assertThat(result.page()).isEmpty();
        assertThat(result.complete()).isFalse();
        assertThat(result.failures()).isNotEmpty();
    }

    private static List<String> links(String html) {
        return Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private Surroundings around(Path data) {
        return new Surroundings(data, DataSets.at(folder.resolve("sets")), BackboneHome.at(folder.resolve("home")));
    }

    /** A proxy that nobody listens at. */
    private static Downloader unreachable() {
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", 1)))
                .build();
        return Downloader.of(client).withRetries(new RetryPolicy(1, Duration.ZERO, Duration.ZERO), duration -> {});
    }

    private long started = 1;

    private RidgeRule ridges = RidgeRule.standard();

    private Reproduction reproduction() {
        Session session = new Session("test", Instant.ofEpochSecond(started++), "host", 1, "0.1", "17", "none", 0);
        ReproduceOptions options =
                new ReproduceOptions(folder.resolve("out"), Semantics.CORRECTED, ridges, 2, session, CsvForm.EXACT);
        return new Reproduction(options, Parallel.serial(), new ReproductionListener() {
            @Override
            public void begins(String sentence) {
                begun.add(sentence);
            }

            @Override
            public void progress(String what, long done, long total) {
                assertThat(done).isBetween(0L, total);
            }
        });
    }
}
