package org.imprint.lab.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.imprint.core.agg.Weighting;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.Recipe;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.vision.ridge.RidgeRule;

/** One run of the published code as its end-to-end fixture records it: the combination in, predictions and scores out. */
record PublishedRun(JsonNode json) {

    Combination combination() {
        return new Combination(data(), method(), number("seed"));
    }

    Recipe recipe() {
        Combination c = combination();
        return c.method()
                .recipe(() -> RidgeRule.standard()
                        .find(c.data().backbone(), OptionalDouble.empty())
                        .orElseThrow());
    }

    List<Integer> predictions() {
        return Fixtures.integers(json.get("predictions"));
    }

    private DataChoice data() {
        Map<Integer, Integer> mapping = new LinkedHashMap<>();
        value("mapping").forEach(p -> mapping.put(p.get(0).asInt(), p.get(1).asInt()));
        return new DataChoice(
                text("backbone_name"),
                Fixtures.texts(value("dataset_name")),
                new LabelMapping(text("mapping_name"), mapping),
                new TaskSplits(
                        text("task_name"),
                        Fixtures.stream(value("task_splits"))
                                .map(Fixtures::integers)
                                .toList()));
    }

    private Method method() {
        int shots = number("presampling_fewshot_value");
        return new Method(
                rowNorm("normalize_for_proxy_selection"),
                text("normalize_weights").equals("quantile")
                        ? new QuantileNorm()
                        : (Normalization) rowNorm("normalize_weights"),
                rowNorm("normalize_input_data"),
                Presampling.of(band(), shots == -1 ? OptionalInt.empty() : OptionalInt.of(shots)),
                new WireGenerator(text("proxy_method"), number("k")).generator(),
                new WireAggregation(
                                text("aggregation_method"),
                                text("aggregation_distance_function"),
                                Weighting.of(text("aggregation_weighting")),
                                number("m"))
                        .aggregation());
    }

    private Optional<Band> band() {
        JsonNode band = value("presampling_quantiles_value");
        return text("presampling_method").equals("weibull")
                ? Optional.of(WirePresampling.band(quantile(band.get(0)), quantile(band.get(1))))
                : Optional.empty();
    }

    private static Number quantile(JsonNode node) {
        return node.isIntegralNumber() ? (Number) node.asLong() : (Number) node.asDouble();
    }

    private RowNormalization rowNorm(String key) {
        return text(key).equals("l2") ? new L2Norm() : new NoNorm();
    }

    private JsonNode value(String key) {
        return json.get("combination").get(key);
    }

    private String text(String key) {
        return value(key).asText();
    }

    private int number(String key) {
        return value(key).asInt();
    }
}
