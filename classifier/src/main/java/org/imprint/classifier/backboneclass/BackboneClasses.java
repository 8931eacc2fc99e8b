package org.imprint.classifier.backboneclass;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;

/**
 * The classes that a backbone was trained on: the last linear layer of its ONNX file, from its embeddings to its logits.
 *
 * <pre>
 *   logit_c(x) = ⟨w_c, x⟩ + b_c    →    proxy_c = w_c / ‖w_c‖,    score_c(x) = ⟨proxy_c, x / ‖x‖⟩
 * </pre>
 *
 * <p>So weights and imprinted means are on one scale, that of the cosine. A bias has no place on it: {@link #largestBias} says how
 * large those are that are left out. Source: H. Qi, M. Brown, D. Lowe, "Low-Shot Learning with Imprinted Weights", CVPR 2018, section
 * 3.2. Immutable; its arrays are shared, not to be written to.
 *
 * @param names of the classes, distinct: from the file's metadata, or {@code backbone 0} and so on
 * @param weights [C, d], as they are in the file
 * @param bias C numbers, zeros if the layer has none
 */
public record BackboneClasses(List<String> names, FloatMatrix weights, float[] bias) {

    /** Checks that there are as many of each. */
    public BackboneClasses {
        names = distinct(names);
        Checks.require(
                weights.rows() == names.size(), "weights must be of " + names.size() + " classes", weights.rows());
        Checks.require(bias.length == names.size(), "biases must be of " + names.size() + " classes", bias.length);
    }

    /**
     * Reads them from a backbone's ONNX file; time O(bytes of the file).
     *
     * @throws DataException if no linear layer leads from the embeddings to an output, or its weights cannot be read
     */
    public static BackboneClasses of(Backbone backbone) {
        try {
            OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(backbone.onnx());
            LogitsLayer layer = LogitsLayer.find(backbone, model.getGraph());
            int classes = layer.weights().rows();
            List<String> names = ClassNames.of(backbone.where(), model, classes)
                    .orElseGet(() -> IntStream.range(0, classes)
                            .mapToObj(c -> "backbone " + c)
                            .toList());
            return new BackboneClasses(names, layer.weights(), layer.bias());
        } catch (InvalidProtocolBufferException e) {
            throw new DataException(backbone.where() + ": must be an ONNX model, but is not: " + e.getMessage(), e);
        }
    }

    /** Returns the same classes under other names, such as those of a list that came with the model. */
    public BackboneClasses withNames(List<String> others) {
        Checks.require(
                others.size() == names.size(), "names of a backbone's classes must be " + names.size(), others.size());
        return new BackboneClasses(others, weights, bias);
    }

    /** Returns the largest |b_c| in units of the mean ‖w_c‖: what scores of kept classes leave out; 0 if there is no bias. */
    public double largestBias() {
        double most = 0;
        double lengths = 0;
        for (int c = 0; c < bias.length; c++) {
            most = Math.max(most, Math.abs(bias[c]));
            double square = 0;
            for (int j = 0; j < weights.cols(); j++) {
                square += (double) weights.get(c, j) * weights.get(c, j);
            }
            lengths += Math.sqrt(square);
        }
        return most == 0 ? 0 : most / (lengths / bias.length);
    }

    /**
     * Returns them as classes of a classifier: one proxy each, no examples, counted as learned from one.
     *
     * @throws org.imprint.core.ImprintException if the recipe does not score by the largest cosine, class by class, or embeddings have
     *     another width
     */
    public List<LearnedClass> classesFor(ClassifierSettings settings) {
        Recipe recipe = settings.recipe();
        Checks.require(
                recipe.generator() instanceof ClassGenerator && isLargestCosine(recipe),
                "recipe must make proxies class by class and score by the largest cosine (NORMpost l2, NORMinf l2 and AGG max, or"
                        + " the nearest by cosine) for the backbone's own classes to be kept",
                recipe.generator().wireName() + ", " + recipe.post().wireName() + ", "
                        + recipe.inf().wireName() + ", " + recipe.aggregation().wireName() + " by "
                        + recipe.aggregation().distance());
        Checks.require(
                weights.cols() == settings.dim(), "weights must have " + settings.dim() + " values", weights.cols());
        List<LearnedClass> classes = new ArrayList<>();
        FloatMatrix proxies = new L2Norm().ofRows(weights);
        for (int c = 0; c < names.size(); c++) {
            classes.add(LearnedClass.of(names.get(c), ExampleSet.none(), 1, proxies.rows(c, c + 1)));
        }
        return classes;
    }

    private static boolean isLargestCosine(Recipe recipe) {
        Aggregation agg = recipe.aggregation();
        return agg instanceof MaxInnerProduct && recipe.post() instanceof L2Norm && recipe.inf() instanceof L2Norm
                || agg.equals(new NearestProxy(Metric.COSINE))
                || agg instanceof NearestVote vote && vote.m() == 1 && vote.metric() == Metric.COSINE;
    }

    /** ImageNet has two cranes: names that are there more than once get their number. */
    private static List<String> distinct(List<String> names) {
        Map<String, Integer> times = new HashMap<>();
        List<String> checked = names.stream().map(LearnedClass::checkedName).toList();
        checked.forEach(name -> times.merge(name, 1, Integer::sum));
        List<String> distinct = IntStream.range(0, checked.size())
                .mapToObj(c -> times.get(checked.get(c)) == 1 ? checked.get(c) : checked.get(c) + " " + c)
                .toList();
        Set<String> seen = new HashSet<>();
        distinct.forEach(name -> Checks.require(seen.add(name), "names must be different, twice there", name));
        return distinct;
    }
}
