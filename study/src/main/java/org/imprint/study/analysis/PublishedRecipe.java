package org.imprint.study.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.Ridge;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.PresamplingChoice;

/** A named recipe as a configuration, with the accuracy that the paper gives it over 12 tasks and 4 backbones. */
public enum PublishedRecipe {
    /** See {@link Preset#QI}. */
    QI(Preset.QI, 86.79, new L2Norm(), new L2Norm(), new MeanGenerator()),
    /** See {@link Preset#HOSODA}. */
    HOSODA(Preset.HOSODA, 82.90, new NoNorm(), new QuantileNorm(), new MeanGenerator()),
    /** See {@link Preset#JANSON}. */
    JANSON(Preset.JANSON, 86.64, new NoNorm(), new NoNorm(), new MeanGenerator()),
    /** See {@link Preset#PAPER}, with k = 20. */
    PAPER(Preset.PAPER, 91.06, new L2Norm(), new L2Norm(), new KMeansGenerator(20)),
    /** See {@link Preset#ORACLE}. */
    ORACLE(Preset.ORACLE, 94.54, new NoNorm(), new NoNorm(), new LeastSquaresGenerator(Ridge.ofBackbone()));

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
            ProxyGenerator generator) {
        this.preset = preset;
        this.publishedAccuracy = publishedAccuracy;
        Aggregation aggregation = preset == Preset.JANSON ? nearest(Weighting.INVERSE_DISTANCE) : new MaxInnerProduct();
        this.method = new Method(rows, post, rows, PresamplingChoice.all(), generator, aggregation);
        this.same = switch (preset) {
            case JANSON ->
                List.of(
                        method,
                        with(generator, nearest(Weighting.UNIFORM)),
                        with(generator, new NearestProxy(Metric.EUCLIDEAN)));
            case ORACLE ->
                List.of(method, with(new ClusteredLeastSquaresGenerator(1, Ridge.ofBackbone()), aggregation));
            case QI, HOSODA, PAPER -> List.of(method);
        };
    }

    private static Aggregation nearest(Weighting weighting) {
        return new NearestVote(1, Metric.EUCLIDEAN, weighting);
    }

    private Method with(ProxyGenerator generator, Aggregation aggregation) {
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
