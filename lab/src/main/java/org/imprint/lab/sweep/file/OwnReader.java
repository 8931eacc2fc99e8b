package org.imprint.lab.sweep.file;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.yaml.Problems;
import org.imprint.lab.sweep.yaml.YamlText;
import org.imprint.lab.sweep.yaml.YamlValue;

/**
 * Reads a sweep file of our schema.
 *
 * <pre>
 *   schema: 1
 *   sweep:                      # what: axes, each a value or a list of values
 *     semantics: corrected      # or reference
 *     backbones: [resnet18]
 *     datasets: [MNIST, [MNIST, USPS]]          # a list within the list: merged into one
 *     label_remappings: {none: {}, parity: {0: [0, 2, 4], 1: [1, 3, 5]}}
 *     tasks: {all: [0, 1, 2], two_steps: [[0, 1], [2]]}
 *     seeds: [1, 2, 3]
 *     norm: {pre: [none, l2], post: [none, l2, quantile], inf: [none, l2]}
 *     presampling: [all, {few_shot: [5, 20]}, {weibull: [0.1, 0.9]}]
 *     generators: [mean, {method: [kmeans, kmedoids], k: [1, 20]}]
 *     aggregations: [max, {method: mnn, distance: [cosine], weighting: [uniform], m: [3, 5]}]
 *     paired: [[norm.pre, norm.inf]]            # first with first, second with second, …
 *     grids: [{…}, {…}]                         # one after the other; what they leave out is taken from above
 *   run:                        # how
 *     workers: 2
 *     memory: 4GiB
 *     output: results
 * </pre>
 */
final class OwnReader {

    static final int SCHEMA = 1;
    static final List<String> KEYS = List.of("schema", "sweep", "run");
    static final List<String> RUN_KEYS = List.of("workers", "memory", "output");
    static final String GRIDS = "grids";
    static final String SEMANTICS = "semantics";

    private static final int MAX_WORKERS = 1024;

    private OwnReader() {}

    static SweepFile read(Path path, String content) {
        String name = path.toString();
        Problems problems = new Problems();
        YamlValue root = YamlText.of(content).parse(name, problems);
        Map<String, YamlValue> fields = root.fields(KEYS, OwnReader::retired);
        checkSchema(root, fields.get("schema"));
        RunSettings run = fields.containsKey("run") ? run(fields.get("run")) : RunSettings.none();
        if (!fields.containsKey("sweep")) {
            root.problem("sweep is required");
            problems.throwIfAny(name);
        }
        Sweep sweep = sweep(fields.get("sweep"), problems);
        problems.throwIfAny(name);
        return new SweepFile(path, sweep, run, List.of());
    }

    /** Returns what to write instead of a key that is not, or no longer, one of ours. */
    static Optional<String> retired(String key) {
        if (key.equals("lambda")) {
            return Optional.of(
                    "is no key of a sweep: the ridge belongs to the backbone, whose card or --lambda has it");
        }
        if (key.equals(CollapseReader.SECTION)) {
            return Optional.of("is no part of a sweep: a file of its own has it, read by imprint collapse");
        }
        return PublishedKey.named(key).map(k -> "is a key of the published files; here it is '" + k.ours() + "'");
    }

    static void checkSchema(YamlValue root, YamlValue schema) {
        if (schema == null) {
            root.problem("schema is required; this version reads schema: " + SCHEMA);
        } else {
            schema.integer(SCHEMA, SCHEMA, Integer.toString(SCHEMA));
        }
    }

    private static Sweep sweep(YamlValue value, Problems problems) {
        List<String> legal = new ArrayList<>(List.of(SEMANTICS, GRIDS));
        legal.addAll(OwnGridReader.KEYS);
        Map<String, YamlValue> shared = new LinkedHashMap<>(value.fields(legal, OwnReader::retired));
        YamlValue named = shared.remove(SEMANTICS);
        Semantics semantics = named == null
                ? Semantics.CORRECTED
                : WireValues.of(named, Semantics.class).orElse(Semantics.CORRECTED);
        YamlValue grids = shared.remove(GRIDS);
        List<OwnAxes> products = new ArrayList<>();
        if (grids == null) {
            products.addAll(new OwnGridReader(value, shared).read());
        } else {
            for (YamlValue grid : grids.list("grids")) {
                Map<String, YamlValue> fields = new LinkedHashMap<>(shared);
                fields.putAll(grid.fields(OwnGridReader.KEYS, OwnReader::retired));
                products.addAll(new OwnGridReader(grid, fields).read());
            }
        }
        total(products, OwnAxes::size, "a sweep must have at most %s combinations", Sizes.MOST_COMBINATIONS)
                .ifPresent(value::problem);
        total(products, OwnAxes::dataCount, "a sweep must have at most %s choices of data", Sizes.MOST_DATA)
                .ifPresent(value::problem);
        return new Sweep(semantics, problems.isEmpty() ? gathered(products) : List.of());
    }

    private static Optional<String> total(
            List<OwnAxes> products, Function<OwnAxes, BigInteger> count, String what, long most) {
        return Sizes.tooMany(what, products.stream().map(count).reduce(BigInteger.ZERO, BigInteger::add), most);
    }

    /** Puts the methods of products with the same data and seeds into one grid, so that what they share stays together. */
    private static List<Grid> gathered(List<OwnAxes> products) {
        Map<Place, Set<Method>> methods = new LinkedHashMap<>();
        for (OwnAxes product : products) {
            methods.computeIfAbsent(new Place(product.data(), product.values(Axis.SEEDS)), p -> new LinkedHashSet<>())
                    .addAll(product.methods());
        }
        return methods.entrySet().stream()
                .map(e -> new Grid(
                        e.getKey().data(), List.copyOf(e.getValue()), e.getKey().seeds()))
                .toList();
    }

    private record Place(List<DataChoice> data, List<Long> seeds) {}

    static RunSettings run(YamlValue value) {
        Map<String, YamlValue> fields = value.fields(RUN_KEYS, OwnReader::retired);
        Optional<Integer> workers = Optional.ofNullable(fields.get("workers"))
                .flatMap(v -> v.integer(1, MAX_WORKERS, "in [1, " + MAX_WORKERS + "]"));
        OptionalLong memory = fields.containsKey("memory") ? bytes(fields.get("memory")) : OptionalLong.empty();
        Optional<String> output = Optional.ofNullable(fields.get("output")).flatMap(v -> v.text("a folder"));
        return new RunSettings(workers.map(OptionalInt::of).orElse(OptionalInt.empty()), memory, output);
    }

    private static OptionalLong bytes(YamlValue value) {
        Optional<String> text = value.text(MemorySize.LEGAL);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = MemorySize.find(text.get());
        if (bytes.isEmpty()) {
            value.mustBe(MemorySize.LEGAL);
        }
        return bytes;
    }
}
