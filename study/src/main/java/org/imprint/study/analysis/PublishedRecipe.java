package org.imprint.study.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.core.agg.Weighting;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.AggregationMethod;
import org.imprint.lab.sweep.Distance;
import org.imprint.lab.sweep.GeneratorChoice;
import org.imprint.lab.sweep.GeneratorMethod;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.PresamplingChoice;

/** A named recipe as a configuration, with the accuracy that the paper gives it over 12 tasks and 4 backbones. */
public enum PublishedRecipe {
    /** See {@link Preset#QI}. */
    QI(Preset.QI, 86.79, new L2Norm(), new L2Norm(), GeneratorChoice.of(GeneratorMethod.MEAN)),
    /** See {@link Preset#HOSODA}. */
    HOSODA(Preset.HOSODA, 82.90, new NoNorm(), new QuantileNorm(), GeneratorChoice.of(GeneratorMethod.MEAN)),
    /** See {@link Preset#JANSON}. */
    JANSON(Preset.JANSON, 86.64, new NoNorm(), new NoNorm(), GeneratorChoice.of(GeneratorMethod.MEAN)),
    /** See {@link Preset#PAPER}, with k = 20. */
    PAPER(Preset.PAPER, 91.06, new L2Norm(), new L2Norm(), new GeneratorChoice(GeneratorMethod.KMEANS, 20)),
    /** See {@link Preset#ORACLE}. */
    ORACLE(Preset.ORACLE, 94.54, new NoNorm(), new NoNorm(), GeneratorChoice.of(GeneratorMethod.LS));

    /** Groups that the published accuracies are means over: 12 tasks times 4 backbones. */
    public static final int PUBLISHED_GROUPS = 48;

    private final Preset preset;
    private final double publishedAccuracy;
    private final Method method;
    private final List<Method> same;

    PublishedRecipe(
            Preset preset,
            double publishedAccuracy,
            RowNormalization rows,
            Normalization post,
            GeneratorChoice generator) {
        this.preset = preset;
        this.publishedAccuracy = publishedAccuracy;
        AggregationChoice aggregation = preset == Preset.JANSON
                ? nearest(Weighting.INVERSE_DISTANCE)
                : AggregationChoice.max(Distance.INNER_PRODUCT);
        this.method = new Method(rows, post, rows, PresamplingChoice.all(), generator, aggregation);
        this.same = switch (preset) {
            case JANSON ->
                List.of(
                        method,
                        with(generator, nearest(Weighting.UNIFORM)),
                        with(generator, AggregationChoice.max(Distance.EUCLIDEAN)));
            case ORACLE -> List.of(method, with(new GeneratorChoice(GeneratorMethod.KLS, 1), aggregation));
            case QI, HOSODA, PAPER -> List.of(method);
        };
    }

    private static AggregationChoice nearest(Weighting weighting) {
        return new AggregationChoice(AggregationMethod.MNN, Distance.EUCLIDEAN, weighting, 1);
    }

    private Method with(GeneratorChoice generator, AggregationChoice aggregation) {
        return new Method(method.pre(), method.post(), method.inf(), method.presampling(), generator, aggregation);
    }

    /**
     * Returns the recipe that a configuration is, or must give the same answers as: one voter by any weighting, max by a
     * distance, and {@code kls} with one cluster per class are no different.
     */
    public static Optional<PublishedRecipe> of(Method method) {
        return Arrays.stream(values()).filter(r -> r.same.contains(method)).findFirst();
    }

    /** Returns the recipe of the toolkit. */
    public Preset preset() {
        return preset;
    }

    /** Returns the name in tables. */
    public String title() {
        return preset.title();
    }

    /** Returns the configuration. */
    public Method method() {
        return method;
    }

    /** Returns the published mean accuracy in per cent, over {@value #PUBLISHED_GROUPS} groups. */
    public double publishedAccuracy() {
        return publishedAccuracy;
    }
}
