package org.imprint.lab.sweep.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.yaml.YamlValue;

/** Reads the entries of the axes presampling, generators and aggregations: a name alone, or a mapping with parameters. */
final class OwnMethods {

    static final List<String> GENERATOR_KEYS = List.of("method", "k");
    static final List<String> AGGREGATION_KEYS = List.of("method", "distance", "weighting", "m");
    static final List<String> PRESAMPLING_KEYS = List.of("weibull", "few_shot");

    private OwnMethods() {}

    /** Reads {@code kmeans} with its k, or a method that has none. */
    static List<ProxyGenerator> generators(YamlValue entry) {
        Map<String, YamlValue> fields =
                entry.isMapping() ? entry.fields(GENERATOR_KEYS, OwnReader::retired) : Map.of("method", entry);
        List<GeneratorKind> methods = required(entry, fields, "method", WireValues::generator);
        YamlValue given = fields.get("k");
        String legal = "in [1, " + ProxyGenerator.MAX_K + "]";
        List<Integer> ks = values(given, v -> v.integer(1, ProxyGenerator.MAX_K, legal), List.of());
        List<ProxyGenerator> choices = new ArrayList<>();
        for (GeneratorKind method : methods) {
            if (!method.usesK()) {
                if (given != null) {
                    given.problem(method.wireName() + " has no k");
                }
                choices.add(method.only());
            } else if (given == null) {
                entry.problem(method.wireName() + " needs k, as in {method: " + method.wireName() + ", k: [1, 20]}");
            } else {
                ks.forEach(k -> choices.add(method.of(k)));
            }
        }
        return choices;
    }

    /** Reads {@code max}, {@code mnn} with distance, m and weighting, or an own aggregation with its m. */
    static List<Aggregation> aggregations(YamlValue entry) {
        Map<String, YamlValue> fields =
                entry.isMapping() ? entry.fields(AGGREGATION_KEYS, OwnReader::retired) : Map.of("method", entry);
        List<AggregationKind> methods = required(entry, fields, "method", WireValues::aggregation);
        List<Aggregation> choices = new ArrayList<>();
        for (AggregationKind method : methods) {
            if (method.equals(AggregationKind.MAX)) {
                choices.addAll(max(fields));
            } else if (method.equals(AggregationKind.MNN)) {
                choices.addAll(mnn(entry, fields));
            } else {
                choices.addAll(own(method, entry, fields));
            }
        }
        return choices;
    }

    private static List<Aggregation> max(Map<String, YamlValue> fields) {
        refused(fields, List.of("weighting", "m"), "belongs to mnn; with max one proxy decides");
        return values(fields.get("distance"), WireValues::distance, List.of(MaxInnerProduct.DISTANCE)).stream()
                .map(d -> new WireAggregation(
                                AggregationKind.MAX.wireName(), d, Weighting.UNIFORM, WireAggregation.NO_VOTE)
                        .aggregation())
                .toList();
    }

    private static List<Aggregation> mnn(YamlValue entry, Map<String, YamlValue> fields) {
        List<Metric> metrics = required(entry, fields, "distance", v -> WireValues.of(v, Metric.class));
        List<Integer> ms = ms(entry, fields);
        List<Weighting> weightings =
                values(fields.get("weighting"), v -> WireValues.of(v, Weighting.class), List.of(Weighting.UNIFORM));
        List<Aggregation> choices = new ArrayList<>();
        for (Metric metric : metrics) {
            for (Weighting weighting : weightings) {
                ms.forEach(m -> choices.add(new NearestVote(m, metric, weighting)));
            }
        }
        return choices;
    }

    private static List<Aggregation> own(AggregationKind method, YamlValue entry, Map<String, YamlValue> fields) {
        refused(fields, List.of("distance", "weighting"), "belongs to mnn; " + method.wireName() + " has none");
        if (!method.usesM()) {
            refused(fields, List.of("m"), "belongs to mnn; " + method.wireName() + " has none");
            return List.of(method.of(1));
        }
        return ms(entry, fields).stream().map(method::of).toList();
    }

    private static List<Integer> ms(YamlValue entry, Map<String, YamlValue> fields) {
        String legal = "in [1, " + NearestVote.MAX_M + "]";
        return required(entry, fields, "m", v -> v.integer(1, NearestVote.MAX_M, legal));
    }

    private static void refused(Map<String, YamlValue> fields, List<String> keys, String why) {
        keys.stream().filter(fields::containsKey).forEach(key -> fields.get(key).problem(why));
    }

    /** Reads {@code all}, or a Weibull band, few shots, or both: few shots of the band. */
    static List<Presampling> presampling(YamlValue entry) {
        if (!entry.isMapping()) {
            return entry
                    .choice(List.of(WirePresampling.ALL), Function.<String>identity())
                    .<Presampling>map(all -> new KeepAll())
                    .stream()
                    .toList();
        }
        Map<String, YamlValue> fields = entry.fields(PRESAMPLING_KEYS, OwnReader::retired);
        if (fields.isEmpty()) {
            entry.problem("must be all, or a mapping with weibull: [low, high], few_shot: n, or both");
            return List.of();
        }
        String legal = "in [1, " + Integer.MAX_VALUE + "]";
        List<Integer> shots = values(fields.get("few_shot"), v -> v.integer(1, Integer.MAX_VALUE, legal), List.of());
        List<Presampling> choices = new ArrayList<>();
        for (Optional<Band> band : bands(fields.get("weibull"))) {
            if (!fields.containsKey("few_shot")) {
                choices.add(Presampling.of(band, OptionalInt.empty()));
            }
            shots.forEach(n -> choices.add(Presampling.of(band, OptionalInt.of(n))));
        }
        return choices;
    }

    /** Reads one band or a list of bands; no value means one choice, that of no band. */
    private static List<Optional<Band>> bands(YamlValue value) {
        if (value == null) {
            return List.of(Optional.empty());
        }
        boolean several = value.isList() && value.list("bands").stream().allMatch(YamlValue::isList);
        List<Optional<Band>> bands = new ArrayList<>();
        for (YamlValue band : several ? value.list("bands") : List.of(value)) {
            WireValues.band(band).map(Optional::of).ifPresent(bands::add);
        }
        return bands;
    }

    private static <T> List<T> required(
            YamlValue entry, Map<String, YamlValue> fields, String key, Function<YamlValue, Optional<T>> read) {
        if (!fields.containsKey(key)) {
            entry.problem(key + " is required");
        }
        return values(fields.get(key), read, List.of());
    }

    private static <T> List<T> values(YamlValue value, Function<YamlValue, Optional<T>> read, List<T> absent) {
        return value == null
                ? absent
                : value.oneOrMore("values").stream()
                        .flatMap(v -> read.apply(v).stream())
                        .toList();
    }
}
