package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.method.Titles;
import org.imprint.study.analysis.ranking.Highlight;
import org.imprint.study.analysis.ranking.Slice;
import org.imprint.study.analysis.ranking.Standing;
import org.imprint.study.gallery.Gallery;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One store, two readers: what the page of a report draws are the numbers of the figures and tables of an analysis. */
class ReportAgreesWithAnalysisTest {

    @TempDir
    private Path folder;

    /** Rows of a figure's table: by panel, series and x the y. */
    private static Map<String, Double> drawn(Gallery gallery, String kind) {
        Map<String, Double> points = new TreeMap<>();
        gallery.figures().stream()
                .filter(f -> f.kind().equals(kind))
                .flatMap(f -> f.figure().table().rows().stream())
                .filter(row -> !row.get(3).isEmpty())
                .forEach(row -> points.put(
                        row.get(0) + " | " + row.get(1) + " | " + row.get(2), Double.parseDouble(row.get(3))));
        return points;
    }

    private JsonNode page(RandomStore store) throws IOException, InterruptedException {
        return PageNumbers.of(store.source(), List.of(), folder);
    }

    private static void assertSame(String what, Map<String, Double> page, Map<String, Double> figure, double part) {
        assertThat(page.keySet()).as(what).isNotEmpty().isEqualTo(figure.keySet());
        figure.forEach((point, y) ->
                assertThat(page.get(point)).as(what + ": " + point).isCloseTo(y, within(part * Math.abs(y))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void figuresShowTheSamePoints(long seed) throws Exception {
        RandomStore store = RandomStore.of(seed, seed % 2 == 0);
        Analysis analysis = Analysis.of(store.runs().stream(), AnalysisOptions.defaults());
        Gallery gallery = Gallery.of(analysis, store.collapse(), new TrainRows(store.settings()));
        JsonNode page = page(store);

        assertSame("collapse", collapse(page), drawn(gallery, "collapse"), 1e-12);
        assertSame("gain", gain(page), gains(gallery), 1e-9);
        assertSame("accuracy per task", modes(page), drawn(gallery, "accuracy-per-task"), 1e-9);
        assertSame("few shots", shots(page), fewShots(store), 1e-9);
        assertSame("times", times(page), runTimes(analysis), 3e-3);
        assertSame("accuracy over k", proxies(page), drawn(gallery, "accuracy-over-k"), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void tablesShowTheSameRanksAndAccuracies(long seed) throws Exception {
        RandomStore store = RandomStore.of(seed, true);
        Analysis analysis =
                Analysis.of(store.runs().stream(), AnalysisOptions.defaults().and(Slice.by(Highlight.GENERATOR)));
        JsonNode page = page(store);

        List<Standing> standings =
                analysis.ranking("by-generator").orElseThrow().standings();
        Map<String, Standing> byTitle =
                standings.stream().collect(Collectors.toMap(s -> Titles.configuration(s.method()), s -> s));
        List<String> shown = new ArrayList<>();
        for (JsonNode row : page.get("board")) {
            List<String> names = new ArrayList<>(List.of(row.get("label").asText()));
            row.get("also").forEach(also -> names.add(also.asText()));
            shown.addAll(names);
            for (String name : names) {
                Standing standing = byTitle.get(name);
                assertThat(100 * row.get("accuracy").asDouble())
                        .isCloseTo(standing.accuracy().mean(), within(1e-9));
                assertThat(row.get("rank").asDouble()).isCloseTo(standing.rank().mean(), within(1e-9));
                assertThat(row.get("n").asInt()).isEqualTo(standing.accuracy().n());
            }
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(byTitle.keySet());
        assertThat(page.get("board"))
                .filteredOn(row -> row.get("also").size() > 0)
                .singleElement()
                .satisfies(row -> assertThat(row.get("also").get(0).asText()).startsWith("k-means, k = 1;"));

        Map<String, Double> diagram = new TreeMap<>();
        page.get("diagrams").forEach(d -> {
            if (d.get("axis").asText().equals("GEN")) {
                d.get("entries")
                        .forEach(e -> diagram.put(
                                e.get("label").asText(), e.get("rank").asDouble()));
            }
        });
        Map<String, Double> compared =
                analysis.ranking("by-generator").orElseThrow().comparison().orElseThrow().methods().stream()
                        .collect(Collectors.toMap(m -> m.label(), m -> m.averageRank(), (a, b) -> a, TreeMap::new));
        assertSame("critical differences", diagram, compared, 1e-12);
    }

    private static Map<String, Double> collapse(JsonNode page) {
        Map<String, Double> points = new TreeMap<>();
        for (JsonNode series : page.get("collapse")) {
            boolean line = series.get("type").asText().equals("line");
            for (JsonNode p : series.get("data")) {
                String name = line ? series.get("name").asText() : p.get(2).asText();
                String x = line ? p.get(0).asText() : series.get("name").asText();
                points.put(" | " + name + " | " + x, p.get(1).asDouble());
            }
        }
        return points;
    }

    private static Map<String, Double> gain(JsonNode page) {
        Map<String, Double> points = new TreeMap<>();
        for (JsonNode series : page.get("gain")) {
            for (JsonNode p : series.get("data")) {
                String backbone =
                        page.get("groups").get(p.get(2).asInt()).get("backbone").asText();
                points.put(
                        series.get("name").asText() + ", " + backbone + " | "
                                + p.get(0).asDouble(),
                        100 + p.get(1).asDouble());
            }
        }
        return points;
    }

    private static Map<String, Double> gains(Gallery gallery) {
        Map<String, Double> points = new TreeMap<>();
        gallery.figures().stream()
                .filter(f -> f.kind().equals("gain"))
                .flatMap(f -> f.figure().table().rows().stream())
                .forEach(row -> points.put(
                        row.get(1) + " | " + Double.parseDouble(row.get(2)), 100 + Double.parseDouble(row.get(3))));
        return points;
    }

    private static Map<String, Double> modes(JsonNode page) {
        Map<String, Double> points = new TreeMap<>();
        for (JsonNode panel : page.get("modes")) {
            for (JsonNode series : panel.get("series")) {
                for (JsonNode p : series.get("data")) {
                    points.put(
                            panel.get("label").asText() + " | "
                                    + series.get("name").asText() + " | "
                                    + p.get(0).asText(),
                            p.get(1).asDouble());
                }
            }
        }
        return points;
    }

    private static Map<String, Double> shots(JsonNode page) {
        Map<String, Double> points = new TreeMap<>();
        for (JsonNode group : page.get("groups")) {
            if (!group.get("whole").asBoolean()
                    || !group.get("mapping").asText().equals("none")) {
                continue;
            }
            for (JsonNode series : group.get("shots")) {
                String k = series.get("name").asText().replace("k-means, ", "");
                series.get("data")
                        .forEach(p -> points.put(
                                group.get("backbone").asText() + ", "
                                        + group.get("dataSet").asText() + " | " + k + " | "
                                        + p.get(0).asText(),
                                p.get(1).asDouble()));
            }
        }
        return points;
    }

    /** Only the figure of one backbone names it in its panels; its line k = n repeats points of others. */
    private static Map<String, Double> fewShots(RandomStore store) {
        Map<String, Double> points = new TreeMap<>();
        store.runs().stream()
                .map(r -> r.combination().data().backbone())
                .distinct()
                .forEach(backbone -> {
                    AnalysisOptions one = AnalysisOptions.defaults()
                            .withFilter(CombinationFilter.parse(List.of("backbone=" + backbone)));
                    Analysis analysis = Analysis.of(store.runs().stream(), one);
                    points.putAll(drawn(Gallery.of(analysis, List.of(), new TrainRows(store.settings())), "few-shot"));
                });
        points.keySet().removeIf(point -> point.contains("| k = n |"));
        return points;
    }

    private static Map<String, Double> times(JsonNode page) {
        Map<String, Double> medians = new TreeMap<>();
        page.get("times")
                .forEach(row -> medians.put(
                        row.get("name").asText(), row.get("box").get(2).asDouble()));
        return medians;
    }

    private static Map<String, Double> runTimes(Analysis analysis) {
        return analysis.runTimes().rows().stream()
                .collect(Collectors.toMap(row -> row.title(), row -> row.quantile(0.5), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Double> proxies(JsonNode page) {
        Map<String, Double> points = new TreeMap<>();
        for (JsonNode group : page.get("groups")) {
            if (!group.get("whole").asBoolean()
                    || !group.get("mapping").asText().equals("none")) {
                continue;
            }
            for (JsonNode series : group.get("proxies")) {
                series.get("data")
                        .forEach(p -> points.put(
                                group.get("backbone").asText() + ", "
                                        + group.get("kind").asText() + " | "
                                        + series.get("name").asText() + " | "
                                        + p.get(0).asText(),
                                p.get(1).asDouble()));
            }
        }
        return points;
    }
}
