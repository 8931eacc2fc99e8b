package org.imprint.lab.store.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/** The combination of a published result file, from its 19 keys. */
final class CombinationFields {

    private CombinationFields() {}

    static Combination combination(Fields fields) {
        return new Combination(data(fields), method(fields), fields.seed("seed"));
    }

    private static DataChoice data(Fields fields) {
        return new DataChoice(
                fields.text("backbone_name"),
                fields.texts("dataset_name"),
                new LabelMapping(fields.text("mapping_name"), mapping(fields.need("mapping"))),
                new TaskSplits(fields.text("task_name"), fields.integerLists("task_splits")));
    }

    /** JSON has labels as text; they are integers. */
    private static Map<Integer, Integer> mapping(JsonNode object) {
        Checks.require(object.isObject(), "mapping must be an object", object);
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        object.properties().forEach(e -> {
            Checks.require(e.getKey().matches("-?[0-9]{1,9}"), "labels of the mapping must be integers", e.getKey());
            labels.put(Integer.valueOf(e.getKey()), Fields.integer("mapping", e.getValue()));
        });
        return labels;
    }

    private static Method method(Fields fields) {
        return new Method(
                rows(fields, "normalize_for_proxy_selection"),
                known(fields, "normalize_weights", KnownMethods.get().normalizations()),
                rows(fields, "normalize_input_data"),
                presampling(fields),
                generator(fields),
                aggregation(fields));
    }

    private static RowNormalization rows(Fields fields, String key) {
        return known(fields, key, KnownMethods.get().rowNormalizations());
    }

    /** The published default names no method, but its results have ids. */
    private static ProxyGenerator generator(Fields fields) {
        String name = fields.text("proxy_method");
        if (!name.equals(WireGenerator.LMEANS)) {
            known(fields, "proxy_method", KnownMethods.get().generators());
        }
        return new WireGenerator(name, fields.integer("k")).generator();
    }

    private static Aggregation aggregation(Fields fields) {
        AggregationKind kind =
                known(fields, "aggregation_method", KnownMethods.get().aggregations());
        String distance = fields.text("aggregation_distance_function");
        boolean legal =
                WireAggregation.distances().contains(distance) || distance.equals(ScoringAggregation.OWN_MEASURE);
        Checks.require(
                legal,
                "aggregation_distance_function must be one of " + String.join(", ", WireAggregation.distances()),
                distance);
        return new WireAggregation(
                        kind.wireName(),
                        distance,
                        Weighting.of(fields.text("aggregation_weighting")),
                        fields.integer("m"))
                .aggregation();
    }

    private static <T extends Named> T known(Fields fields, String key, List<T> known) {
        String name = fields.text(key);
        return known.stream()
                .filter(k -> k.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImprintException(key + " must be one of "
                        + known.stream().map(Named::wireName).collect(Collectors.joining(", ")) + ", was " + name));
    }

    private static Presampling presampling(Fields fields) {
        int shots = fields.integer("presampling_fewshot_value");
        Checks.require(shots == -1 || shots > 0, "presampling_fewshot_value must be -1 or at least 1", shots);
        return Presampling.of(band(fields), shots == -1 ? OptionalInt.empty() : OptionalInt.of(shots));
    }

    private static Optional<Band> band(Fields fields) {
        String method = fields.text("presampling_method");
        if (method.equals(WirePresampling.ALL)) {
            return Optional.empty();
        }
        Checks.require(
                method.equals(WirePresampling.WEIBULL),
                "presampling_method must be one of " + WirePresampling.ALL + ", " + WirePresampling.WEIBULL,
                method);
        JsonNode values = fields.need("presampling_quantiles_value");
        Checks.require(
                values.isArray() && values.size() == 2, "presampling_quantiles_value must be [low, high]", values);
        return Optional.of(WirePresampling.band(quantile(values.get(0)), quantile(values.get(1))));
    }

    /** Ids tell 0 from 0.0. */
    private static Number quantile(JsonNode value) {
        Checks.require(value.isNumber(), "presampling_quantiles_value must be numbers", value);
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        return value.asDouble();
    }
}
