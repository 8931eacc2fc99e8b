package org.imprint.lab.sweep.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Named;

/** The keys of the published configuration files, with what the published code takes where a key is missing and ours instead. */
enum PublishedKey implements Named {
    BACKBONES("backbones", "resnet18", "sweep.backbones"),
    DATASETS("datasets", "MNIST", "sweep.datasets"),
    LABEL_REMAPPINGS("label_remappings", "none", "sweep.label_remappings"),
    TASK_SPLITS("task_splits", "all: 0 to 9", "sweep.tasks"),
    SEEDS("seeds", "17121997, 123987, 12412312", "sweep.seeds"),
    NORMALIZE_INPUT_DATA("normalize_input_data", "l2", "sweep.norm.inf"),
    NORMALIZE_FOR_PROXY_SELECTION("normalize_for_proxy_selection", "none", "sweep.norm.pre"),
    NORMALIZE_WEIGHTS("normalize_weights", "l2", "sweep.norm.post"),
    PRESAMPLING_METHODS("presampling_methods", "all", "sweep.presampling"),
    PRESAMPLING_QUANTILES_VALUES("presampling_quantiles_values", "0 to 1", "sweep.presampling[].weibull"),
    PRESAMPLING_FEWSHOT_VALUES("presampling_fewshot_values", "-1", "sweep.presampling[].few_shot"),
    PROXY_METHODS("proxy_methods", "lmeans, which no method is called", "sweep.generators[].method"),
    KS("ks", "20", "sweep.generators[].k"),
    AGGREGATION_METHODS("aggregation_methods", "max", "sweep.aggregations[].method"),
    AGGREGATION_DISTANCE_FUNCTIONS("aggregation_distance_functions", "inner_product", "sweep.aggregations[].distance"),
    AGGREGATION_WEIGHTINGS("aggregation_weightings", "uniform", "sweep.aggregations[].weighting"),
    MS("ms", "-1", "sweep.aggregations[].m");

    private final String wireName;
    private final String published;
    private final String ours;

    PublishedKey(String wireName, String published, String ours) {
        this.wireName = wireName;
        this.published = published;
        this.ours = ours;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns what the published code takes where the key is missing, for people to read. */
    String publishedDefault() {
        return published;
    }

    /** Returns the key of our schema that says the same. */
    String ours() {
        return ours;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(PublishedKey::wireName).toList();
    }

    static Optional<PublishedKey> named(String name) {
        return Arrays.stream(values()).filter(k -> k.wireName.equals(name)).findFirst();
    }
}
