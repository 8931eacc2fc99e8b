package org.imprint.lab.sweep;

import java.util.List;
import java.util.TreeMap;

/**
 * A combination as the published code's canonical JSON: Python's {@code json.dumps(…, sort_keys=True)} of its 19 keys, one line.
 *
 * <p>The keys are in alphabetical order below, as they are in the text.
 */
public final class PublishedJson {

    private PublishedJson() {}

    /** Returns the text that the published id is made from. */
    public static String of(Combination c) {
        return text(c, Long.toString(c.seed()));
    }

    /** Returns the text with {@code "seed": null}. */
    public static String withoutSeed(Combination c) {
        return text(c, "null");
    }

    private static String text(Combination c, String seed) {
        StringBuilder out = new StringBuilder(700);
        DataChoice data = c.data();
        Method method = c.method();
        AggregationChoice agg = method.aggregation();
        QuantileBand band = method.presampling().band().orElse(QuantileBand.FULL);
        put(out.append('{'), "aggregation_distance_function", agg.distance().wireName());
        put(out.append(", "), "aggregation_method", agg.method().wireName());
        put(out.append(", "), "aggregation_weighting", agg.weighting().wireName());
        put(out.append(", "), "backbone_name", data.backbone());
        put(out.append(", "), "dataset_name", data.dataSets());
        put(out.append(", "), "k", (long) method.generator().k());
        put(out.append(", "), "m", (long) agg.m());
        put(out.append(", "), "mapping", new TreeMap<>(data.mapping().newLabels()));
        put(out.append(", "), "mapping_name", data.mapping().name());
        put(out.append(", "), "normalize_for_proxy_selection", method.pre().wireName());
        put(out.append(", "), "normalize_input_data", method.inf().wireName());
        put(out.append(", "), "normalize_weights", method.post().wireName());
        put(out.append(", "), "presampling_fewshot_value", (long)
                method.presampling().fewShot().orElse(-1));
        put(out.append(", "), "presampling_method", method.presampling().wireName());
        put(out.append(", "), "presampling_quantiles_value", List.of(band.low(), band.high()));
        put(out.append(", "), "proxy_method", method.generator().method().wireName());
        out.append(", \"seed\": ").append(seed);
        put(out.append(", "), "task_name", data.task().name());
        put(out.append(", "), "task_splits", data.task().splits());
        return out.append('}').toString();
    }

    private static void put(StringBuilder out, String key, Object value) {
        out.append('"').append(key).append("\": ");
        PythonJson.write(value, out);
    }
}
