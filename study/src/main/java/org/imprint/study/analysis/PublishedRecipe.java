package org.imprint.study.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.Ridge;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Method;

/** A named recipe as a configuration, with the accuracy that the paper gives it over 12 tasks and 4 backbones. */
public enum PublishedRecipe {
    /** See {@link Preset#QI}. */
    QI(Preset.QI),
    /** See {@link Preset#HOSODA}. */
    HOSODA(Preset.HOSODA),
    /** See {@link Preset#JANSON}. */
    JANSON(Preset.JANSON),
    /** See {@link Preset#PAPER}, with k = 20. */
    PAPER(Preset.PAPER),
    /** See {@link Preset#ORACLE}. */
    ORACLE(Preset.ORACLE);

    /** Groups that the published accuracies are means over: 12 tasks times 4 backbones. */
    public static final int PUBLISHED_GROUPS = 48;

    private static final int PUBLISHED_K = 20;

    private final Preset preset;
    private final Method method;
    private final List<Method> same;

    PublishedRecipe(Preset preset) {
        this.preset = preset;
        this.method = Method.of(preset.recipe(PUBLISHED_K));
        this.same = switch (preset) {
            case JANSON ->
                List.of(
                        method,
                        with(method.generator(), NearestVote.nearest(Metric.EUCLIDEAN)),
                        with(method.generator(), new NearestProxy(Metric.EUCLIDEAN)));
            case ORACLE ->
                List.of(method, with(new ClusteredLeastSquaresGenerator(1, Ridge.ofBackbone()), method.aggregation()));
            case QI, HOSODA, PAPER -> List.of(method);
        };
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
        return preset.publishedAccuracy();
    }
}
