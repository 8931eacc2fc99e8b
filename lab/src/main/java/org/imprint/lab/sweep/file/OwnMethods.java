package org.imprint.lab.sweep.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.AggregationMethod;
import org.imprint.lab.sweep.Distance;
import org.imprint.lab.sweep.GeneratorChoice;
import org.imprint.lab.sweep.GeneratorMethod;
import org.imprint.lab.sweep.PresamplingChoice;
import org.imprint.lab.sweep.QuantileBand;

/** Reads the entries of the axes presampling, generators and aggregations: a name alone, or a mapping with parameters. */
final class OwnMethods {

    static final List<String> GENERATOR_KEYS = List.of("method", "k");
    static final List<String> AGGREGATION_KEYS = List.of("method", "distance", "weighting", "m");
    static final List<String> PRESAMPLING_KEYS = List.of("weibull", "few_shot");

    private OwnMethods() {}

    /** Reads {@code kmeans} with its k, or a method that has none. */
    static List<GeneratorChoice> generators(YamlValue entry) {
        Map<String, YamlValue> fields =
                entry.isMapping() ? entry.fields(GENERATOR_KEYS, OwnReader::retired) : Map.of("method", entry);
        List<GeneratorMethod> methods = required(entry, fields, "method", Names::generator);
        YamlValue given = fields.get("k");
        String legal = "in [1, " + ProxyGenerator.MAX_K + "]";
        List<Integer> ks = values(given, v -> v.integer(1, ProxyGenerator.MAX_K, legal), List.of());
        List<GeneratorChoice> choices = new ArrayList<>();
        for (GeneratorMethod method : methods) {
            if (!method.usesK()) {
                if (given != null) {
                    given.problem(method.wireName() + " has no k");
                }
                choices.add(GeneratorChoice.of(method));
            } else if (given == null) {
                entry.problem(method.wireName() + " needs k, as in {method: " + method.wireName() + ", k: [1, 20]}");
            } else {
                ks.forEach(k -> choices.add(new GeneratorChoice(method, k)));
            }
        }
        return choices;
    }

    /** Reads {@code max}, or {@code mnn} with distance, m and weighting. */
    static List<AggregationChoice> aggregations(YamlValue entry) {
        Map<String, YamlValue> fields =
                entry.isMapping() ? entry.fields(AGGREGATION_KEYS, OwnReader::retired) : Map.of("method", entry);
        List<AggregationMethod> methods = required(entry, fields, "method", v -> Names.of(v, AggregationMethod.class));
        List<AggregationChoice> choices = new ArrayList<>();
        for (AggregationMethod method : methods) {
            choices.addAll(method == AggregationMethod.MAX ? max(fields) : mnn(entry, fields));
        }
        return choices;
    }

    private static List<AggregationChoice> max(Map<String, YamlValue> fields) {
        for (String key : List.of("weighting", "m")) {
            if (fields.containsKey(key)) {
                fields.get(key).problem("belongs to mnn; with max one proxy decides");
            }
        }
        return values(fields.get("distance"), v -> Names.of(v, Distance.class), List.of(Distance.INNER_PRODUCT))
                .stream()
                .map(AggregationChoice::max)
                .toList();
    }

    private static List<AggregationChoice> mnn(YamlValue entry, Map<String, YamlValue> fields) {
        List<Distance> metrics = List.of(Distance.values()).stream()
                .filter(d -> d.metric().isPresent())
                .toList();
        List<Distance> distances = required(entry, fields, "distance", v -> v.choice(metrics, Distance::wireName));
        String legal = "in [1, " + NearestVote.MAX_M + "]";
        List<Integer> ms = required(entry, fields, "m", v -> v.integer(1, NearestVote.MAX_M, legal));
        List<Weighting> weightings =
                values(fields.get("weighting"), v -> Names.of(v, Weighting.class), List.of(Weighting.UNIFORM));
        List<AggregationChoice> choices = new ArrayList<>();
        for (Distance distance : distances) {
            for (Weighting weighting : weightings) {
                ms.forEach(m -> choices.add(new AggregationChoice(AggregationMethod.MNN, distance, weighting, m)));
            }
        }
        return choices;
    }

    /** Reads {@code all}, or a Weibull band, few shots, or both: few shots of the band. */
    static List<PresamplingChoice> presampling(YamlValue entry) {
        if (!entry.isMapping()) {
            return entry
                    .choice(List.of(PresamplingChoice.ALL), Function.<String>identity())
                    .map(all -> PresamplingChoice.all())
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
        List<PresamplingChoice> choices = new ArrayList<>();
        for (Optional<QuantileBand> band : bands(fields.get("weibull"))) {
            if (!fields.containsKey("few_shot")) {
                choices.add(new PresamplingChoice(band, OptionalInt.empty()));
            }
            shots.forEach(n -> choices.add(new PresamplingChoice(band, OptionalInt.of(n))));
        }
        return choices;
    }

    /** Reads one band or a list of bands; no value means one choice, that of no band. */
    private static List<Optional<QuantileBand>> bands(YamlValue value) {
        if (value == null) {
            return List.of(Optional.empty());
        }
        boolean several = value.isList() && value.list("bands").stream().allMatch(YamlValue::isList);
        List<Optional<QuantileBand>> bands = new ArrayList<>();
        for (YamlValue band : several ? value.list("bands") : List.of(value)) {
            Names.band(band).map(Optional::of).ifPresent(bands::add);
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
