package org.imprint.vision.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.CovarianceMaxGenerator;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.gen.XavierGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Chained;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;
import org.imprint.core.recipe.Recipe;

/** One run of the published code as its end-to-end fixture records it: the combination in, predictions and scores out. */
record PublishedRun(JsonNode json) {

    /** The ridge that the published code hard-wires for these two backbones. */
    private static final Map<String, Double> LAMBDA = Map.of("resnet18", 1e-4, "vit_b_16", 0.1);

    private static final int ALL_ROWS = 10_000;

    String text(String key) {
        return json.get("combination").get(key).asText();
    }

    int number(String key) {
        return json.get("combination").get(key).asInt();
    }

    String backbone() {
        return text("backbone_name");
    }

    long seed() {
        return number("seed");
    }

    int[] order() {
        return ints(json.get("combination").get("task_splits").get(0));
    }

    int[] predictions() {
        return ints(json.get("predictions"));
    }

    /** Returns the labels as the published code maps them; −1 for those that the mapping leaves out. */
    int[] mapped(int[] labels) {
        Map<Integer, Integer> mapping = new HashMap<>();
        json.get("combination")
                .get("mapping")
                .forEach(p -> mapping.put(p.get(0).asInt(), p.get(1).asInt()));
        int[] result = labels.clone();
        for (int i = 0; i < result.length && !mapping.isEmpty(); i++) {
            result[i] = mapping.getOrDefault(labels[i], -1);
        }
        return result;
    }

    Recipe recipe() {
        return new Recipe(
                rowNorm("normalize_for_proxy_selection"),
                presampling(),
                generator(),
                post(),
                rowNorm("normalize_input_data"),
                aggregation());
    }

    private RowNormalization rowNorm(String key) {
        return text(key).equals("l2") ? new L2Norm() : new NoNorm();
    }

    private Normalization post() {
        return text("normalize_weights").equals("quantile") ? new QuantileNorm() : rowNorm("normalize_weights");
    }

    private Presampling presampling() {
        List<Presampling> steps = new ArrayList<>();
        if (text("presampling_method").equals("weibull")) {
            JsonNode band = json.get("combination").get("presampling_quantiles_value");
            steps.add(new WeibullBand(band.get(0).asDouble(), band.get(1).asDouble()));
        }
        if (number("presampling_fewshot_value") != -1) {
            steps.add(new FewShot(number("presampling_fewshot_value")));
        }
        return steps.stream().reduce(Chained::new).orElse(new KeepAll());
    }

    private ProxyGenerator generator() {
        int k = number("k");
        if (k == -1) {
            return new AllGenerator();
        }
        return switch (text("proxy_method")) {
            case "all" -> new AllGenerator();
            case "none" -> new XavierGenerator(k);
            case "random" -> new RandomGenerator(k);
            case "mean" -> new MeanGenerator();
            case "kmeans" -> new KMeansGenerator(k);
            case "kmedoids" -> new KMedoidsGenerator(k);
            case "fps" -> new FarthestPointGenerator(k);
            case "cov_max" -> new CovarianceMaxGenerator(k);
            case "ls" -> new LeastSquaresGenerator(LAMBDA.get(backbone()));
            case "kls" -> new ClusteredLeastSquaresGenerator(k, LAMBDA.get(backbone()));
            default -> throw new IllegalArgumentException("unknown proxy method " + text("proxy_method"));
        };
    }

    private Aggregation aggregation() {
        String distance = text("aggregation_distance_function");
        boolean max = text("aggregation_method").equals("max");
        if (max && distance.equals("inner_product")) {
            return new MaxInnerProduct();
        }
        int m = max ? 1 : Math.min(number("m"), ALL_ROWS);
        Metric metric = Metric.of(distance.equals("inner_product") ? "cosine" : distance);
        return new NearestVote(m, metric, Weighting.of(text("aggregation_weighting")));
    }

    static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }
}
