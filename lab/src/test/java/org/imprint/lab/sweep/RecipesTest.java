package org.imprint.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.presample.Chained;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;
import org.imprint.core.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipesTest {

    private static final QuantileBand BAND = new QuantileBand(0.25, 1L);

    @ParameterizedTest
    @EnumSource(value = GeneratorMethod.class, mode = EnumSource.Mode.EXCLUDE, names = "LMEANS")
    void givesEveryMethodTheGeneratorOfItsName(GeneratorMethod method) {
        ProxyGenerator generator = recipe(
                        PresamplingChoice.all(),
                        method.usesK() ? new GeneratorChoice(method, 3) : GeneratorChoice.of(method),
                        AggregationChoice.max(Distance.COSINE))
                .generator();

        assertThat(generator.wireName()).isEqualTo(method.wireName());
    }

    @Test
    void asksForLambdaOnlyWhereItIsUsed() {
        assertThat(generator(GeneratorMethod.LS)).isEqualTo(new LeastSquaresGenerator(0.5));
        assertThat(generator(GeneratorMethod.KLS)).isEqualTo(new ClusteredLeastSquaresGenerator(1, 0.5));
        Method mean = method(
                PresamplingChoice.all(),
                GeneratorChoice.of(GeneratorMethod.MEAN),
                AggregationChoice.max(Distance.INNER_PRODUCT));
        assertThat(Recipes.of(mean, () -> {
                    throw new IllegalStateException("no λ known");
                }))
                .isNotNull();
    }

    @Test
    void keepsEachNormalisationAtItsPlace() {
        Recipe recipe = recipe(
                PresamplingChoice.all(),
                GeneratorChoice.of(GeneratorMethod.MEAN),
                AggregationChoice.max(Distance.COSINE));

        assertThat(recipe.pre()).isEqualTo(new L2Norm());
        assertThat(recipe.post()).isEqualTo(new QuantileNorm());
        assertThat(recipe.inf()).isEqualTo(new NoNorm());
    }

    @Test
    void drawsFewShotsFromTheBand() {
        assertThat(presampling(Optional.empty(), OptionalInt.empty())).isEqualTo(new KeepAll());
        assertThat(presampling(Optional.empty(), OptionalInt.of(5))).isEqualTo(new FewShot(5));
        assertThat(presampling(Optional.of(BAND), OptionalInt.empty())).isEqualTo(new WeibullBand(0.25, 1));
        assertThat(presampling(Optional.of(BAND), OptionalInt.of(5)))
                .isEqualTo(new Chained(new WeibullBand(0.25, 1), new FewShot(5)));
    }

    @Test
    void maxWithADistanceIsTheNearestProxy() {
        assertThat(aggregation(AggregationChoice.max(Distance.INNER_PRODUCT))).isEqualTo(new MaxInnerProduct());
        assertThat(aggregation(AggregationChoice.max(Distance.MANHATTAN)))
                .isEqualTo(NearestVote.nearest(Metric.MANHATTAN));
    }

    @Test
    void votesKeepTheirParameters() {
        assertThat(aggregation(vote(Distance.MAHALANOBIS, 7)))
                .isEqualTo(new NearestVote(7, Metric.MAHALANOBIS, Weighting.INVERSE_DISTANCE));
        assertThat(aggregation(vote(Distance.COSINE, 100_000)))
                .isEqualTo(new NearestVote(10_000, Metric.COSINE, Weighting.INVERSE_DISTANCE));
    }

    @Test
    void contradictionsAreRefusedWhereTheyAreMade() {
        assertThatThrownBy(() ->
                        new AggregationChoice(AggregationMethod.MAX, Distance.COSINE, Weighting.INVERSE_DISTANCE, -1))
                .hasMessageStartingWith("max.weighting must be uniform");
        assertThatThrownBy(() -> new AggregationChoice(AggregationMethod.MAX, Distance.COSINE, Weighting.UNIFORM, 3))
                .hasMessage("max.m must be in [-1, -1], was 3");
        assertThatThrownBy(() -> vote(Distance.COSINE, 0)).hasMessage("mnn.m must be in [1, 2147483647], was 0");
        assertThatThrownBy(() -> new GeneratorChoice(GeneratorMethod.KMEANS, 0))
                .hasMessage("kmeans.k must be in [1, 10000], was 0");
        assertThatThrownBy(() -> new GeneratorChoice(GeneratorMethod.LS, 2))
                .hasMessage("ls.k must be in [1, 1], was 2");
        assertThatThrownBy(() -> new GeneratorChoice(GeneratorMethod.ALL, 2))
                .hasMessage("all.k must be in [-1, -1], was 2");
        assertThatThrownBy(() -> new QuantileBand(0.5, 0.5)).hasMessageStartingWith("weibull.low must be less than");
        assertThatThrownBy(() -> new QuantileBand(0, 1.0))
                .hasMessage("a quantile must be a Long or a Double, was Integer");
        assertThatThrownBy(() -> new TaskSplits("t", List.of(List.of())))
                .hasMessage("task t needs at least one split of at least one class, was [[]]");
    }

    /** The published code's own table, runner.py. */
    @Test
    void knowsThePublishedRidges() {
        assertThat(PublishedLambda.of("resnet50")).contains(1e-4);
        assertThat(PublishedLambda.of("vit_b_16")).contains(0.1);
        assertThat(PublishedLambda.of("swin_b")).contains(0.05);
        assertThat(PublishedLambda.of("mobilenet_v2")).isEmpty();
    }

    private static AggregationChoice vote(Distance distance, int m) {
        return new AggregationChoice(AggregationMethod.MNN, distance, Weighting.INVERSE_DISTANCE, m);
    }

    private static Aggregation aggregation(AggregationChoice choice) {
        return recipe(PresamplingChoice.all(), GeneratorChoice.of(GeneratorMethod.MEAN), choice)
                .aggregation();
    }

    private static Presampling presampling(Optional<QuantileBand> band, OptionalInt shots) {
        return recipe(
                        new PresamplingChoice(band, shots),
                        GeneratorChoice.of(GeneratorMethod.MEAN),
                        AggregationChoice.max(Distance.COSINE))
                .presampling();
    }

    private static ProxyGenerator generator(GeneratorMethod method) {
        return recipe(PresamplingChoice.all(), GeneratorChoice.of(method), AggregationChoice.max(Distance.COSINE))
                .generator();
    }

    private static Recipe recipe(
            PresamplingChoice presampling, GeneratorChoice generator, AggregationChoice aggregation) {
        return Recipes.of(method(presampling, generator, aggregation), () -> 0.5);
    }

    private static Method method(
            PresamplingChoice presampling, GeneratorChoice generator, AggregationChoice aggregation) {
        return new Method(new L2Norm(), new QuantileNorm(), new NoNorm(), presampling, generator, aggregation);
    }
}
