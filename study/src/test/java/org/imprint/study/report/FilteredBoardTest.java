package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.median.Spread;
import org.imprint.study.analysis.ranking.Placing;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page recomputes the leaderboard after a filter; medians, means, ranks and ties are those of the analysis under that filter. */
class FilteredBoardTest {

    private static final double PART = 1e-9;
    /** Times are stored to 0.12 %, and their median is that of two such. */
    private static final double PART_OF_TIME = 3e-3;

    @TempDir
    private Path folder;

    /** A filter as the page has it, and what it leaves in terms of the store. */
    private record Filter(Map<String, String> page, Predicate<DataChoice> groups, Predicate<Method> methods) {}

    private static Filter groups(Map<String, String> page, Predicate<DataChoice> groups) {
        return new Filter(page, groups, m -> true);
    }

    private static Filter methods(Map<String, String> page, Predicate<Method> methods) {
        return new Filter(page, d -> true, methods);
    }

    private static List<Filter> filters() {
        Predicate<DataChoice> imageNet = d -> d.dataSets().equals(List.of("ImageNet"));
        Predicate<Method> kMeans = m -> m.generator().kind() == KMeansGenerator.KIND;
        Predicate<Method> five =
                m -> m.generator().kind().usesK() && m.generator().k() == 5;
        Predicate<Method> everyRow = m -> m.presampling().isAll();
        return List.of(
                groups(Map.of(), d -> true),
                groups(Map.of("backbone", "backbone-0"), d -> d.backbone().equals("backbone-0")),
                groups(Map.of("dataSet", "ImageNet"), imageNet),
                groups(
                        Map.of("dataSet", "ImageNet", "task", "other"),
                        imageNet.and(d -> d.task().name().equals("other"))),
                groups(Map.of("mapping", "none"), d -> d.mapping().isIdentity()),
                groups(Map.of("mapping", "map2-0"), d -> d.mapping().name().equals("map2-0")),
                groups(Map.of("dataSet", "no such"), d -> false),
                methods(Map.of("generator", "k-means"), kMeans),
                methods(Map.of("k", "5"), five),
                methods(Map.of("rows", "all rows"), everyRow),
                methods(
                        Map.of("generator", "k-means", "rows", "all rows", "k", "5"),
                        kMeans.and(five).and(everyRow)),
                methods(
                        Map.of("text", "kmedoids k=5"),
                        five.and(m -> m.generator().kind() == KMedoidsGenerator.KIND)),
                new Filter(Map.of("dataSet", "ImageNet", "k", "5"), imageNet, five),
                new Filter(
                        Map.of("backbone", "backbone-0", "text", "k-means"),
                        d -> d.backbone().equals("backbone-0"),
                        kMeans));
    }

    @ParameterizedTest
    @CsvSource({"21, true, COUNTED", "22, false, COUNTED", "24, false, TIED", "25, false, PERCENTAGE"})
    void ranksAndMediansAreThoseOfTheAnalysis(long seed, boolean complete, RandomStore.Answers answers)
            throws Exception {
        RandomStore store = RandomStore.of(seed, complete, answers);
        RunTable table = RunTable.of(store.runs().stream());
        Medians medians = Medians.of(store.runs().stream(), Semantics.CORRECTED);
        List<Filter> filters = new ArrayList<>(filters());
        int sets =
                ComparableSet.of(MedianCell.of(table), table.methods().size()).size();
        List<Map<String, String>> asked = new ArrayList<>();
        filters.forEach(f -> asked.add(f.page()));
        IntStream.range(0, sets).forEach(s -> asked.add(Map.of("set", String.valueOf(s))));

        JsonNode page = PageNumbers.of(store.source(), asked, folder);

        for (int f = 0; f < asked.size(); f++) {
            List<Integer> groups;
            List<Integer> methods;
            if (f < filters.size()) {
                Filter filter = filters.get(f);
                groups = places(
                        medians.groups().size(),
                        g -> filter.groups().test(medians.groups().get(g).data()));
                methods = places(
                        medians.methods().size(),
                        m -> filter.methods().test(medians.methods().get(m)));
            } else {
                JsonNode set = page.get("sets").get(f - filters.size());
                groups = mapped(
                        set.get("groups"),
                        g -> medians.group(table.groups().get(g)).orElseThrow());
                methods = mapped(
                        set.get("methods"),
                        m -> medians.method(table.methods().get(m)).orElseThrow());
            }
            assertSame(asked.get(f).toString(), page.get("boards").get(f), table, medians, groups, methods);
        }
        assertThat(page.get("boards").get(0)).isNotEmpty();
    }

    private static void assertSame(
            String what, JsonNode board, RunTable table, Medians medians, List<Integer> groups, List<Integer> methods) {
        Map<Integer, JsonNode> shown = new HashMap<>();
        board.forEach(row -> row.get("places")
                .forEach(place -> shown.put(
                        medians.method(table.methods().get(place.asInt())).orElseThrow(), row)));
        List<Integer> run = methods.stream()
                .filter(m -> groups.stream().anyMatch(g -> medians.hasRuns(g, m)))
                .toList();
        assertThat(shown.keySet()).as(what).containsExactlyInAnyOrderElementsOf(run);
        for (Placing placing : Placing.of(medians, groups, run)) {
            JsonNode row = shown.get(placing.method());
            String name = what + ": " + row.get("label").asText();
            assertThat(row.get("n").asInt()).as(name).isEqualTo(placing.rank().n());
            assertNear(name + ", rank", row.get("rank"), placing.rank().mean(), PART);
            assertNear(
                    name + ", accuracy", row.get("accuracy"), placing.accuracy().mean() / 100, PART);
            assertNear(
                    name + ", deviation",
                    row.get("deviation"),
                    placing.accuracy().std() / 100,
                    PART);
            double[] times = groups.stream()
                    .mapToDouble(g -> Spread.median(medians.generationSeconds(g, placing.method())))
                    .filter(t -> !Double.isNaN(t))
                    .toArray();
            assertNear(name + ", time", row.get("time"), Spread.median(times), PART_OF_TIME);
            assertThat(row.get("failed").asInt())
                    .as(name)
                    .isEqualTo(groups.stream()
                            .mapToInt(g -> medians.errors(g, placing.method()).size())
                            .sum());
        }
    }

    /** JSON has no NaN: null stands for it. */
    private static void assertNear(String what, JsonNode page, double expected, double part) {
        if (Double.isNaN(expected)) {
            assertThat(page.isNull()).as(what).isTrue();
        } else {
            assertThat(page.asDouble()).as(what).isCloseTo(expected, within(Math.max(PART, part * expected)));
        }
    }

    private static List<Integer> places(int n, Predicate<Integer> taken) {
        return IntStream.range(0, n).boxed().filter(taken).toList();
    }

    private static List<Integer> mapped(JsonNode places, IntUnaryOperator map) {
        List<Integer> mapped = new ArrayList<>();
        places.forEach(place -> mapped.add(map.applyAsInt(place.asInt())));
        return mapped;
    }
}
