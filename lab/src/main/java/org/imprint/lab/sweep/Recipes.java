package org.imprint.lab.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
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
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;
import org.imprint.core.recipe.Recipe;

/** Turns the method of a combination into a recipe that can be carried out. */
public final class Recipes {

    private Recipes() {}

    /**
     * Returns the recipe of a method.
     *
     * <p>An m above {@value NearestVote#MAX_M} becomes that number, which is the same vote for heads of as many proxies or fewer.
     *
     * @param lambda gives the ridge λ of the backbone; asked by least squares only
     * @throws IllegalArgumentException for {@link GeneratorMethod#LMEANS}, which does not exist
     */
    public static Recipe of(Method method, DoubleSupplier lambda) {
        return new Recipe(
                method.pre(),
                presampling(method.presampling()),
                generator(method.generator(), lambda),
                method.post(),
                method.inf(),
                aggregation(method.aggregation()));
    }

    /** Returns which rows the generator sees. */
    public static Presampling presampling(PresamplingChoice choice) {
        List<Presampling> steps = new ArrayList<>();
        choice.band()
                .ifPresent(b -> steps.add(
                        new WeibullBand(b.low().doubleValue(), b.high().doubleValue())));
        choice.fewShot().ifPresent(n -> steps.add(new FewShot(n)));
        return steps.stream().reduce(Presampling::then).orElse(new KeepAll());
    }

    /**
     * Returns GEN.
     *
     * @param lambda gives the ridge λ of the backbone; asked by least squares only
     * @throws IllegalArgumentException for {@link GeneratorMethod#LMEANS}, which does not exist
     */
    public static ProxyGenerator generator(GeneratorChoice choice, DoubleSupplier lambda) {
        int k = choice.k();
        return switch (choice.method()) {
            case KMEANS -> new KMeansGenerator(k);
            case KMEDOIDS -> new KMedoidsGenerator(k);
            case MEAN -> new MeanGenerator(k);
            case LS -> new LeastSquaresGenerator(lambda.getAsDouble());
            case KLS -> new ClusteredLeastSquaresGenerator(k, lambda.getAsDouble());
            case COV_MAX -> new CovarianceMaxGenerator(k);
            case RANDOM -> new RandomGenerator(k);
            case FPS -> new FarthestPointGenerator(k);
            case ALL -> new AllGenerator();
            case NONE -> new XavierGenerator(k);
            case LMEANS ->
                throw new IllegalArgumentException("proxy_methods must be given: the published default "
                        + "'lmeans' names no method, was " + choice.method().wireName());
        };
    }

    /** Returns AGG; an m above {@value NearestVote#MAX_M} becomes that number. */
    public static Aggregation aggregation(AggregationChoice choice) {
        boolean max = choice.method() == AggregationMethod.MAX;
        if (max && choice.distance() == Distance.INNER_PRODUCT) {
            return new MaxInnerProduct();
        }
        Metric metric = choice.distance().metric().orElse(Metric.COSINE);
        return max
                ? NearestVote.nearest(metric)
                : new NearestVote(Math.min(choice.m(), NearestVote.MAX_M), metric, choice.weighting());
    }
}
