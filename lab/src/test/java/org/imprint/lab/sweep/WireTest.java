package org.imprint.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.MissingAggregation;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Chained;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;
import org.imprint.core.recipe.Recipe;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods and how files write them. */
class WireTest {

    private static final Band BAND = WirePresampling.band(0.25, 1L);

    static Stream<ProxyGenerator> generators() {
        return Stream.concat(
                GeneratorKind.ours().stream().map(kind -> kind.of(3)), Stream.of(new MissingGenerator("gone", 4)));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void everyGeneratorComesBackAsItWasWritten(ProxyGenerator generator) {
        WireGenerator written = WireGenerator.of(generator);

        assertThat(written.generator()).isEqualTo(generator);
        assertThat(written.name()).isEqualTo(generator.kind().wireName());
    }

    static Stream<Aggregation> aggregations() {
        return Stream.of(
                new MaxInnerProduct(),
                new NearestProxy(Metric.MANHATTAN),
                new NearestVote(7, Metric.MAHALANOBIS, Weighting.INVERSE_DISTANCE),
                new InnerProductVote(3, Weighting.UNIFORM),
                new NearestVote(100_000, Metric.COSINE, Weighting.UNIFORM),
                new MissingAggregation("gone", "none", Weighting.UNIFORM, OptionalInt.of(3)),
                new MissingAggregation("gone", "none", Weighting.UNIFORM, OptionalInt.empty()));
    }

    @ParameterizedTest
    @MethodSource("aggregations")
    void everyAggregationComesBackAsItWasWritten(Aggregation aggregation) {
        assertThat(WireAggregation.of(aggregation).aggregation()).isEqualTo(aggregation);
    }

    /** As the published code writes them, src/config/experiments.py. */
    @Test
    void whatDoesNotApplyIsWrittenAsPublished() {
        assertThat(WireGenerator.of(new AllGenerator())).isEqualTo(new WireGenerator("all", -1));
        assertThat(WireGenerator.of(new MeanGenerator())).isEqualTo(new WireGenerator("mean", 1));
        assertThat(WireAggregation.of(new NearestProxy(Metric.COSINE)))
                .isEqualTo(new WireAggregation("max", "cosine", Weighting.UNIFORM, -1));
    }

    @Test
    void asksForLambdaOnlyWhereItIsUsed() {
        assertThat(recipe(new LeastSquaresGenerator(Ridge.ofBackbone())).generator())
                .isEqualTo(new LeastSquaresGenerator(0.5));
        assertThat(recipe(new ClusteredLeastSquaresGenerator(2, Ridge.ofBackbone()))
                        .generator())
                .isEqualTo(new ClusteredLeastSquaresGenerator(2, 0.5));
        assertThat(recipe(new LeastSquaresGenerator(0.25)).generator()).isEqualTo(new LeastSquaresGenerator(0.25));
        assertThat(method(new KeepAll(), new MeanGenerator()).recipe(() -> {
                    throw new IllegalStateException("no λ known");
                }))
                .isNotNull();
    }

    @Test
    void keepsEachNormalisationAtItsPlace() {
        Recipe recipe = recipe(new MeanGenerator());

        assertThat(recipe.pre()).isEqualTo(new L2Norm());
        assertThat(recipe.post()).isEqualTo(new QuantileNorm());
        assertThat(recipe.inf()).isEqualTo(new NoNorm());
    }

    @Test
    void drawsFewShotsFromTheBand() {
        assertThat(presampling(Optional.empty(), OptionalInt.empty())).isEqualTo(new KeepAll());
        assertThat(presampling(Optional.empty(), OptionalInt.of(5))).isEqualTo(new FewShot(5));
        assertThat(presampling(Optional.of(BAND), OptionalInt.empty())).isEqualTo(BAND);
        assertThat(presampling(Optional.of(BAND), OptionalInt.of(5))).isEqualTo(new Chained(BAND, new FewShot(5)));
    }

    /** json.dumps([0, 1]) and json.dumps([0.0, 1.0]) differ, and with them the ids. */
    @Test
    void aBandKeepsHowItIsWrittenIfThatIsNotAsPublished() {
        assertThat(WirePresampling.band(0L, 1.0)).isEqualTo(new WeibullBand(0, 1));
        assertThat(WirePresampling.band(0.25, 0.5)).isEqualTo(new WeibullBand(0.25, 0.5));
        for (List<Number> odd : List.of(List.<Number>of(0.0, 1.0), List.<Number>of(0L, 1L), List.<Number>of(0.0, 1L))) {
            Band band = WirePresampling.band(odd.get(0), odd.get(1));
            assertThat(band).isNotEqualTo(new WeibullBand(0, 1));
            assertThat(band.weibull()).isEqualTo(new WeibullBand(0, 1));
            WirePresampling written = WirePresampling.of(band.then(new FewShot(3)));
            assertThat(List.of(written.low(), written.high())).isEqualTo(odd);
            assertThat(written.presampling()).isEqualTo(band.then(new FewShot(3)));
        }
    }

    @Test
    void aMethodHasNoPresamplingThatNoFileCanSay() {
        Presampling drawnFirst = new FewShot(9).then(new WeibullBand(0.1, 0.9));
        assertThatThrownBy(() -> method(drawnFirst, new MeanGenerator()))
                .hasMessageStartingWith("presampling of a method must be all rows, a band, few shots, or a band and");
    }

    @Test
    void contradictionsAreRefusedWhereTheyAreMade() {
        assertThatThrownBy(() -> new WireAggregation("max", "cosine", Weighting.INVERSE_DISTANCE, -1).aggregation())
                .hasMessageStartingWith("max.weighting must be uniform");
        assertThatThrownBy(() -> new WireAggregation("max", "cosine", Weighting.UNIFORM, 3).aggregation())
                .hasMessage("max.m must be in [-1, -1], was 3");
        assertThatThrownBy(() -> new WireAggregation("mnn", "cosine", Weighting.UNIFORM, 0).aggregation())
                .hasMessage("mnn.m must be in [1, 2147483647], was 0");
        assertThatThrownBy(() -> new WireGenerator("kmeans", 0).generator())
                .hasMessage("kmeans.k must be in [1, 10000], was 0");
        assertThatThrownBy(() -> new WireGenerator("ls", 2).generator()).hasMessage("ls.k must be in [1, 1], was 2");
        assertThatThrownBy(() -> new WireGenerator("all", 2).generator())
                .hasMessage("all.k must be in [-1, -1], was 2");
        assertThatThrownBy(() -> WirePresampling.band(0.5, 0.5))
                .hasMessageStartingWith("weibull.low must be less than");
        assertThatThrownBy(() -> WirePresampling.band(0, 1.0))
                .hasMessage("a quantile must be a Long or a Double, was Integer");
        assertThatThrownBy(() -> new TaskSplits("t", List.of(List.of())))
                .hasMessage("task t needs at least one split of at least one class, was [[]]");
    }

    private static Presampling presampling(Optional<Band> band, OptionalInt shots) {
        return method(Presampling.of(band, shots), new MeanGenerator())
                .recipe(() -> 0.5)
                .presampling();
    }

    private static Recipe recipe(ProxyGenerator generator) {
        return method(new KeepAll(), generator).recipe(() -> 0.5);
    }

    private static Method method(Presampling presampling, ProxyGenerator generator) {
        return new Method(
                new L2Norm(),
                new QuantileNorm(),
                new NoNorm(),
                presampling,
                generator,
                new NearestProxy(Metric.COSINE));
    }
}
