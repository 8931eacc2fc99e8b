package org.imprint.lab.sweep.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.yaml.YamlValue;

/** Reads one grid of our schema. */
final class OwnGridReader {

    static final String PAIRED = "paired";

    static final List<String> KEYS = List.of(
            "backbones",
            "datasets",
            "label_remappings",
            "tasks",
            "seeds",
            "norm",
            "presampling",
            "generators",
            "aggregations",
            PAIRED);

    static final List<String> NORM_KEYS = List.of("pre", "post", "inf");

    /** The seed where a file has none; the first of the published seeds. */
    static final long DEFAULT_SEED = 17121997;

    private static final long MAX_METHODS = 10_000_000;
    private static final long MAX_STEPS = 100_000;

    private final YamlValue where;
    private final Map<String, YamlValue> fields;
    private final OwnAxes axes = new OwnAxes();
    private final List<List<Axis<?>>> inStep;

    /**
     * @param where the grid, for what is missing
     * @param fields its keys, with those that all grids share
     */
    OwnGridReader(YamlValue where, Map<String, YamlValue> fields) {
        this.where = where;
        this.fields = fields;
        this.inStep = inStep();
    }

    /** Returns the axes of plain products; several where axes go in step. */
    List<OwnAxes> read() {
        readData();
        readNorm();
        axis(Axis.PRESAMPLING, fields.get("presampling"), OwnMethods::presampling, List.of(new KeepAll()));
        axis(Axis.GENERATORS, required("generators"), OwnMethods::generators, List.of());
        axis(Axis.AGGREGATIONS, fields.get("aggregations"), OwnMethods::aggregations, List.of(new MaxInnerProduct()));
        List<OwnAxes> products = List.of(axes);
        int[] steps =
                inStep.stream().mapToInt(group -> axes.entries(group.get(0))).toArray();
        Optional<String> tooMany = Sizes.tooMany(
                "axes that are paired must have at most %s entries together", Sizes.product(steps), MAX_STEPS);
        if (tooMany.isPresent()) {
            where.problem(tooMany.get());
            return List.of();
        }
        for (List<Axis<?>> group : inStep) {
            products = products.stream().flatMap(p -> split(p, group).stream()).toList();
        }
        for (OwnAxes product : products) {
            tooMany = Sizes.tooMany("a grid must have at most %s methods", product.methodCount(), MAX_METHODS);
            if (tooMany.isPresent()) {
                where.problem(tooMany.get());
                return List.of();
            }
        }
        return products;
    }

    private List<OwnAxes> split(OwnAxes product, List<Axis<?>> group) {
        int length = product.entries(group.get(0));
        for (Axis<?> axis : group) {
            if (product.entries(axis) != length) {
                fields.get(PAIRED)
                        .problem("axes that are paired must have equally many entries, "
                                + group.get(0).path() + " has " + length + ", " + axis.path() + " has "
                                + product.entries(axis));
                return List.of(product);
            }
        }
        List<OwnAxes> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            steps.add(product.only(group, i));
        }
        return steps;
    }

    private void readData() {
        axis(Axis.BACKBONES, required("backbones"), v -> one(WireValues.backbone(v)), List.of());
        axis(Axis.DATASETS, required("datasets"), OwnGridReader::dataSets, List.of());
        YamlValue mappings = fields.get("label_remappings");
        axes.put(
                Axis.LABEL_REMAPPINGS,
                singles(mappings == null ? List.of(LabelMapping.none()) : Labels.ourMappings(mappings)));
        axes.put(
                Axis.TASKS,
                singles(required("tasks").map(t -> Labels.tasks(t, true)).orElse(List.of())));
        String legal = "an integer in [0, " + Combination.MAX_SEED + "]";
        axis(Axis.SEEDS, fields.get("seeds"), v -> one(v.wide(0, Combination.MAX_SEED, legal)), List.of(DEFAULT_SEED));
    }

    static List<DataSets> dataSets(YamlValue value) {
        if (!value.isList()) {
            return WireValues.dataSet(value).map(n -> new DataSets(List.of(n))).stream()
                    .toList();
        }
        List<String> names = new ArrayList<>();
        value.list("names of data sets").forEach(v -> WireValues.dataSet(v).ifPresent(names::add));
        return names.isEmpty() ? List.of() : List.of(new DataSets(names));
    }

    private void readNorm() {
        YamlValue norm = fields.get("norm");
        Map<String, YamlValue> parts = norm == null ? Map.of() : norm.fields(NORM_KEYS, OwnReader::retired);
        axis(Axis.PRE, parts.get("pre"), v -> one(WireValues.rowNorm(v)), List.of(new NoNorm()));
        axis(Axis.POST, parts.get("post"), v -> one(WireValues.norm(v)), List.of(new NoNorm()));
        axis(Axis.INF, parts.get("inf"), v -> one(WireValues.rowNorm(v)), List.of(new NoNorm()));
    }

    private Optional<YamlValue> required(String key) {
        if (!fields.containsKey(key)) {
            where.problem(key + " is required");
        }
        return Optional.ofNullable(fields.get(key));
    }

    private <T> void axis(Axis<T> axis, Optional<YamlValue> value, Function<YamlValue, List<T>> read, List<T> absent) {
        axis(axis, value.orElse(null), read, absent);
    }

    private <T> void axis(Axis<T> axis, YamlValue value, Function<YamlValue, List<T>> read, List<T> absent) {
        if (value == null) {
            axes.put(axis, singles(absent));
            return;
        }
        boolean alone = inStep.stream().noneMatch(group -> group.contains(axis));
        Set<T> seen = new HashSet<>();
        List<List<T>> entries = new ArrayList<>();
        for (YamlValue entry : value.oneOrMore("values")) {
            List<T> values = read.apply(entry);
            List<T> again = values.stream().filter(v -> !seen.add(v)).toList();
            if (alone && !again.isEmpty()) {
                entry.problem("gives again what the axis has already: " + entry.described());
            }
            entries.add(values);
        }
        axes.put(axis, entries);
    }

    private List<List<Axis<?>>> inStep() {
        List<List<Axis<?>>> groups = new ArrayList<>();
        YamlValue paired = fields.get(PAIRED);
        Set<Axis<?>> used = new HashSet<>();
        for (YamlValue value : paired == null ? List.<YamlValue>of() : paired.list("groups of axes")) {
            List<Axis<?>> group = new ArrayList<>();
            for (YamlValue name : value.list("axes that go in step, such as [norm.pre, norm.inf]")) {
                name.<Axis<?>>choice(Axis.ALL, Axis::path).ifPresent(axis -> {
                    if (!used.add(axis)) {
                        name.problem("an axis must be paired once, twice there: " + axis.path());
                    }
                    group.add(axis);
                });
            }
            if (group.size() > 1) {
                groups.add(group);
            } else if (value.isList()) {
                value.problem("at least two axes must be paired, was " + group.size());
            }
        }
        return groups;
    }

    private static <T> List<T> one(Optional<T> value) {
        return value.stream().toList();
    }

    private static <T> List<List<T>> singles(List<T> values) {
        return values.stream().map(List::of).toList();
    }
}
