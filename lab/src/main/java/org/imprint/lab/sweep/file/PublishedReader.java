package org.imprint.lab.sweep.file;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.core.Semantics;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.SweepException;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.lab.sweep.yaml.Problems;
import org.imprint.lab.sweep.yaml.YamlText;
import org.imprint.lab.sweep.yaml.YamlValue;

/**
 * Reads a configuration file of the published code to the combinations that it gives there.
 *
 * <p>Stricter than the published code, which runs its defaults when a file is missing, malformed or misspelt: here these are errors.
 * A key that is missing takes the published default, and a note says so. The sweep has corrected semantics until somebody asks for
 * others.
 */
final class PublishedReader {

    private static final List<Integer> TEN_CLASSES = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    private static final List<Long> SEEDS = List.of(17121997L, 123987L, 12412312L);
    private static final int DEFAULT_K = 20;

    private final Map<PublishedKey, YamlValue> values = new EnumMap<>(PublishedKey.class);
    private final Problems problems;

    private PublishedReader(YamlValue root, Problems problems) {
        this.problems = problems;
        root.fields(PublishedKey.names(), key -> Optional.empty())
                .forEach((key, value) -> values.put(PublishedKey.named(key).orElseThrow(), value));
    }

    static SweepFile read(Path path, String content) {
        Problems problems = new Problems();
        YamlValue root = YamlText.withoutPublishedComments(content).parse(path.toString(), problems);
        if (!root.isMapping()) {
            root.mustBe("a mapping with keys of " + String.join(", ", PublishedKey.names()));
            problems.throwIfAny(path.toString());
        }
        PublishedReader reader = new PublishedReader(root, problems);
        List<DataChoice> data = reader.data(path);
        PublishedAxes axes = reader.axes();
        List<Long> seeds = reader.seeds();
        problems.throwIfAny(path.toString());
        PublishedGrid grid = new PublishedGrid(axes);
        refuse(
                path,
                "a grid must have at most %s rows per data combination before its filters",
                grid.rowsBeforeFilters(),
                PublishedGrid.MAX_ROWS);
        List<Method> methods = grid.methods();
        refuse(
                path,
                "a sweep must have at most %s combinations",
                Sizes.product(data.size(), methods.size(), seeds.size()),
                Sizes.MOST_COMBINATIONS);
        Sweep sweep = new Sweep(Semantics.CORRECTED, List.of(new Grid(data, methods, seeds)));
        if (sweep.size() == 0) {
            throw new SweepException(path + ": the published filters must leave at least one combination, was 0");
        }
        return new SweepFile(path, sweep, RunSettings.none(), reader.notes());
    }

    private static void refuse(Path path, String what, BigInteger number, long most) {
        Sizes.tooMany(what, number, most).ifPresent(why -> {
            throw new SweepException(path + ": " + why);
        });
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (PublishedKey key : PublishedKey.values()) {
            if (!values.containsKey(key)) {
                notes.add(key.wireName() + " is not in the file; as in the published code it is "
                        + key.publishedDefault());
            }
        }
        return notes;
    }

    private List<DataChoice> data(Path path) {
        List<String> backbones =
                list(PublishedKey.BACKBONES, "names of backbones", WireValues::backbone, List.of("resnet18"));
        List<List<String>> dataSets = list(
                PublishedKey.DATASETS,
                "lists of names of data sets",
                PublishedReader::dataSets,
                List.of(List.of("MNIST")));
        List<LabelMapping> mappings = mappings();
        List<TaskSplits> tasks = tasks();
        refuse(
                path,
                "a sweep must have at most %s choices of data",
                Sizes.product(backbones.size(), dataSets.size(), mappings.size(), tasks.size()),
                Sizes.MOST_DATA);
        List<DataChoice> data = new ArrayList<>();
        for (String backbone : backbones) {
            for (List<String> names : dataSets) {
                for (LabelMapping mapping : mappings) {
                    boolean skipped = mapping.name().startsWith("map") && !names.equals(List.of("ImageNet"));
                    for (TaskSplits task : skipped ? List.<TaskSplits>of() : tasks) {
                        data.add(new DataChoice(backbone, names, mapping, task));
                    }
                }
            }
        }
        return data;
    }

    private static Optional<List<String>> dataSets(YamlValue value) {
        return all(value.list("names of data sets"), WireValues::dataSet);
    }

    private List<LabelMapping> mappings() {
        YamlValue value = values.get(PublishedKey.LABEL_REMAPPINGS);
        return value == null ? List.of(LabelMapping.none()) : Labels.publishedMappings(value);
    }

    private List<TaskSplits> tasks() {
        YamlValue value = values.get(PublishedKey.TASK_SPLITS);
        return value == null ? List.of(new TaskSplits("all", List.of(TEN_CLASSES))) : Labels.tasks(value, false);
    }

    private List<Long> seeds() {
        String legal = "an integer in [0, " + Combination.MAX_SEED + "]";
        return list(PublishedKey.SEEDS, "seeds", v -> v.wide(0, Combination.MAX_SEED, legal), SEEDS);
    }

    private PublishedAxes axes() {
        return new PublishedAxes(
                new PublishedAxes.Norms(
                        list(
                                PublishedKey.NORMALIZE_FOR_PROXY_SELECTION,
                                "normalizations",
                                WireValues::rowNorm,
                                List.<RowNormalization>of(new NoNorm())),
                        list(
                                PublishedKey.NORMALIZE_INPUT_DATA,
                                "normalizations",
                                WireValues::rowNorm,
                                List.<RowNormalization>of(new L2Norm())),
                        list(
                                PublishedKey.NORMALIZE_WEIGHTS,
                                "normalizations",
                                WireValues::norm,
                                List.of(new L2Norm()))),
                presampling(),
                list(
                        PublishedKey.PROXY_METHODS,
                        "proxy methods",
                        WireValues::generator,
                        List.of(new MissingGenerator(WireGenerator.LMEANS, DEFAULT_K).kind())),
                list(
                        PublishedKey.KS,
                        "proxies per class",
                        v -> orMinusOne(v, ProxyGenerator.MAX_K, ", -1 for every row"),
                        List.of(DEFAULT_K)),
                aggregation());
    }

    private PublishedAxes.Presampling presampling() {
        List<Boolean> weibull = list(
                PublishedKey.PRESAMPLING_METHODS,
                "presampling methods",
                v -> v.choice(List.of(WirePresampling.ALL, WirePresampling.WEIBULL), Function.<String>identity())
                        .map(WirePresampling.WEIBULL::equals),
                List.of(false));
        List<Band> bands =
                list(PublishedKey.PRESAMPLING_QUANTILES_VALUES, "pairs of quantiles", WireValues::band, List.of());
        return new PublishedAxes.Presampling(
                weibull,
                values.containsKey(PublishedKey.PRESAMPLING_QUANTILES_VALUES) ? Optional.of(bands) : Optional.empty(),
                list(
                        PublishedKey.PRESAMPLING_FEWSHOT_VALUES,
                        "shots",
                        v -> orMinusOne(v, Integer.MAX_VALUE, ", -1 for all rows"),
                        List.of(-1)));
    }

    private PublishedAxes.Aggregation aggregation() {
        return new PublishedAxes.Aggregation(
                list(
                        PublishedKey.AGGREGATION_DISTANCE_FUNCTIONS,
                        "distances",
                        WireValues::distance,
                        List.of(MaxInnerProduct.DISTANCE)),
                list(
                        PublishedKey.AGGREGATION_METHODS,
                        "aggregation methods",
                        WireValues::aggregation,
                        List.of(AggregationKind.MAX)),
                list(
                        PublishedKey.AGGREGATION_WEIGHTINGS,
                        "weightings",
                        v -> WireValues.of(v, Weighting.class),
                        List.of(Weighting.UNIFORM)),
                list(
                        PublishedKey.MS,
                        "numbers of neighbours",
                        v -> orMinusOne(v, Integer.MAX_VALUE, ", -1 for max"),
                        List.of(-1)));
    }

    private static Optional<Integer> orMinusOne(YamlValue value, int hi, String meaning) {
        Optional<Integer> read = value.integer(-1, hi, "-1 or in [1, " + hi + "]" + meaning);
        if (read.isPresent() && read.get() == 0) {
            value.mustBe("-1 or in [1, " + hi + "]" + meaning);
            return Optional.empty();
        }
        return read;
    }

    private <T> List<T> list(
            PublishedKey key,
            String ofWhat,
            Function<YamlValue, Optional<? extends T>> read,
            List<? extends T> absent) {
        YamlValue value = values.get(key);
        return value == null
                ? List.copyOf(absent)
                : PublishedReader.<T>all(value.list(ofWhat), read).orElse(List.of());
    }

    private static <T> Optional<List<T>> all(
            List<YamlValue> elements, Function<YamlValue, Optional<? extends T>> read) {
        List<T> all = new ArrayList<>();
        for (YamlValue element : elements) {
            read.apply(element).ifPresent(all::add);
        }
        return all.size() == elements.size() && !all.isEmpty() ? Optional.of(all) : Optional.empty();
    }
}
