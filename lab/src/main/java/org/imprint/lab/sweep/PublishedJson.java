package org.imprint.lab.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.lab.sweep.label.LabelMapping;

/**
 * A combination as the published code's canonical JSON: Python's {@code json.dumps(…, sort_keys=True)} of its 19 keys, one line.
 *
 * <p>In alphabetical order, keys of the method and of the data take turns: three pieces each, and the seed before the last.
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

    /** Returns the 19 keys and their values in alphabetical order; labels of the mapping keep the order of the mapping. */
    public static Map<String, Object> values(Combination c) {
        Method method = c.method();
        WireAggregation agg = WireAggregation.of(method.aggregation());
        WireGenerator gen = WireGenerator.of(method.generator());
        WirePresampling rows = WirePresampling.of(method.presampling());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("aggregation_distance_function", agg.distance());
        values.put("aggregation_method", agg.method());
        values.put("aggregation_weighting", agg.weighting().wireName());
        values.put("backbone_name", c.data().backbone());
        values.put("dataset_name", c.data().dataSets());
        values.put("k", gen.k());
        values.put("m", agg.m());
        values.put("mapping", c.data().mapping().newLabels());
        values.put("mapping_name", c.data().mapping().name());
        values.put("normalize_for_proxy_selection", method.pre().wireName());
        values.put("normalize_input_data", method.inf().wireName());
        values.put("normalize_weights", method.post().wireName());
        values.put("presampling_fewshot_value", rows.fewShot());
        values.put("presampling_method", rows.method());
        values.put("presampling_quantiles_value", List.of(rows.low(), rows.high()));
        values.put("proxy_method", gen.name());
        values.put("seed", c.seed());
        values.put("task_name", c.data().task().name());
        values.put("task_splits", c.data().task().splits());
        return values;
    }

    /**
     * Returns text as Python's {@code json.dumps(values, indent=4)} writes it.
     *
     * @param values maps, lists, strings, integers, doubles, booleans and nulls
     */
    public static String indented(Map<String, Object> values) {
        return PythonJson.indented(values);
    }

    private static String text(Combination c, String seed) {
        Pieces data = pieces(c.data());
        return beforeSeed(pieces(c.method()), data) + seed + data.third;
    }

    /** Returns the text up to the seed; what follows the seed is the third piece of the data. */
    static String beforeSeed(Pieces method, Pieces data) {
        return method.first + data.first + method.second + data.second + method.third;
    }

    /** Returns what a method adds to the text; its third piece ends where the seed stands. */
    public static Pieces pieces(Method method) {
        WireAggregation agg = WireAggregation.of(method.aggregation());
        WireGenerator gen = WireGenerator.of(method.generator());
        WirePresampling rows = WirePresampling.of(method.presampling());
        return new Pieces(
                "{" + pair("aggregation_distance_function", agg.distance()) + ", "
                        + pair("aggregation_method", agg.method()) + ", "
                        + pair("aggregation_weighting", agg.weighting().wireName()) + ", ",
                pair("k", gen.k()) + ", " + pair("m", agg.m()) + ", ",
                pair("normalize_for_proxy_selection", method.pre().wireName()) + ", "
                        + pair("normalize_input_data", method.inf().wireName()) + ", "
                        + pair("normalize_weights", method.post().wireName()) + ", "
                        + pair("presampling_fewshot_value", rows.fewShot()) + ", "
                        + pair("presampling_method", rows.method()) + ", "
                        + pair("presampling_quantiles_value", List.of(rows.low(), rows.high())) + ", "
                        + pair("proxy_method", gen.name()) + ", \"seed\": ");
    }

    /** Returns what the data add to the text; their third piece is what follows the seed. */
    public static Pieces pieces(DataChoice data) {
        LabelMapping mapping = data.mapping();
        return new Pieces(
                pair("backbone_name", data.backbone()) + ", " + pair("dataset_name", data.dataSets()) + ", ",
                pair("mapping", new TreeMap<>(mapping.newLabels())) + ", " + pair("mapping_name", mapping.name())
                        + ", ",
                ", " + pair("task_name", data.task().name()) + ", "
                        + pair("task_splits", data.task().splits()) + "}");
    }

    private static String pair(String key, Object value) {
        return "\"" + key + "\": " + PythonJson.text(value);
    }

    /** What a method or the data add to the text, in order: {@code m1 d1 m2 d2 m3 seed d3}. */
    public record Pieces(String first, String second, String third) {}
}
