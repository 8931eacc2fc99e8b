package org.imprint.lab.sweep.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CombinationFilterTest {

    private static final Combination FULL = new Combination(
            new DataChoice(
                    "resnet18",
                    List.of("MNIST", "USPS"),
                    new LabelMapping("map", Map.of(0, 1)),
                    new TaskSplits("even", List.of(List.of(0, 2)))),
            new Method(
                    new L2Norm(),
                    new QuantileNorm(),
                    new NoNorm(),
                    Presampling.of(Optional.of(WirePresampling.band(0.1, 0.9)), OptionalInt.of(10)),
                    new KMeansGenerator(5),
                    new NearestVote(3, Metric.COSINE, Weighting.INVERSE_DISTANCE)),
            17121997);

    private static final Combination PLAIN = new Combination(
            new DataChoice(
                    "vit_b_16",
                    List.of("MNIST"),
                    LabelMapping.none(),
                    new TaskSplits("all", List.of(List.of(0, 1, 2)))),
            new Method(
                    new NoNorm(), new NoNorm(), new L2Norm(), new KeepAll(), new AllGenerator(), new MaxInnerProduct()),
            1);

    private static boolean passes(Combination combination, String... filters) {
        return CombinationFilter.parse(List.of(filters)).test(combination);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backbone=resnet18 | backbone=vit_b_16",
                "dataset=MNIST+USPS | dataset=MNIST",
                "remapping=map | remapping=none",
                "task=even | task=all",
                "generator=kmeans | generator=all",
                "k=5 | k=all",
                "pre=l2 | pre=none",
                "post=quantile | post=none",
                "inf=none | inf=l2",
                "presampling=weibull | presampling=all",
                "fewshot=10 | fewshot=none",
                "aggregation=mnn | aggregation=max",
                "distance=cosine | distance=inner_product",
                "weighting=weighted_by_distance | weighting=uniform",
                "m=3 | m=none",
                "seed=17121997 | seed=1"
            })
    void everyKeyTellsTwoCombinationsApart(String ofFull, String ofPlain) {
        assertThat(passes(FULL, ofFull)).isTrue();
        assertThat(passes(PLAIN, ofFull)).isFalse();
        assertThat(passes(FULL, ofPlain)).isFalse();
        assertThat(passes(PLAIN, ofPlain)).isTrue();
    }

    @Test
    void theTestOfKeysCoversAllOfThem() {
        assertThat(CombinationKey.all())
                .extracting(CombinationKey::wireName)
                .containsExactly(
                        "backbone",
                        "dataset",
                        "remapping",
                        "task",
                        "pre",
                        "presampling",
                        "fewshot",
                        "generator",
                        "k",
                        "post",
                        "inf",
                        "aggregation",
                        "distance",
                        "weighting",
                        "m",
                        "seed");
    }

    @Test
    void everyFilterMustHoldAndOneOfItsValuesIsEnough() {
        assertThat(passes(FULL, "k=1,5", "generator=mean,kmeans")).isTrue();
        assertThat(passes(FULL, "k=1,5", "generator=mean")).isFalse();
        assertThat(passes(FULL, "k=1,5", "k=5,20")).isTrue();
        assertThat(passes(FULL, "k=1", "k=5")).isFalse();
        assertThat(passes(FULL)).isTrue();
    }

    @Test
    void spacesAndLeadingZerosDoNotCount() {
        assertThat(passes(FULL, " k = 1, 05 ")).isTrue();
        assertThat(CombinationFilter.parse(List.of(" k = 1, 05 ")).toString()).isEqualTo("k=1,5");
    }

    @Test
    void whatItWritesItReads() {
        CombinationFilter filter = CombinationFilter.parse(List.of("dataset=MNIST+USPS,MNIST", "m=none,3"));
        assertThat(CombinationFilter.parse(List.of(filter.toString().split(" "))))
                .isEqualTo(filter);
        assertThat(CombinationFilter.of(DataKey.DATASET, "MNIST+USPS", "MNIST")
                        .and(CombinationFilter.of(MethodKey.M, "none", "3")))
                .isEqualTo(filter);
        assertThat(CombinationFilter.everything().isEverything()).isTrue();
    }

    static Stream<List<String>> filters() {
        return Stream.of(
                List.of("backbone=b0", "k=1", "seed=2"), List.of("k=2,3"), List.of("seed=1", "seed=1,2"), List.of());
    }

    /** A law that the runner counts on: whole data choices and methods are skipped without looking at their combinations. */
    @ParameterizedTest
    @MethodSource("filters")
    void aCombinationPassesIfItsThreePartsDo(List<String> filters) {
        CombinationFilter filter = CombinationFilter.parse(filters);
        List<Combination> all = grid();
        assertThat(all)
                .allMatch(c -> filter.test(c)
                        == (filter.test(c.data()) && filter.test(c.method()) && filter.testSeed(c.seed())));
        assertThat(all).anyMatch(filter::test);
    }

    private static List<Combination> grid() {
        return IntStream.range(0, 18)
                .mapToObj(i -> new Combination(
                        new DataChoice(
                                "b" + i % 2,
                                List.of("D"),
                                LabelMapping.none(),
                                new TaskSplits("t", List.of(List.of(0)))),
                        new Method(
                                new NoNorm(),
                                new NoNorm(),
                                new NoNorm(),
                                new KeepAll(),
                                new KMeansGenerator(1 + i / 2 % 3),
                                new MaxInnerProduct()),
                        i / 6))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kmeans | filter must be key=value[,value...], was 'kmeans'",
                "genrator=mean | filter 'genrator=mean': key must be one of backbone, dataset, remapping, task, pre, presampling, fewshot, generator, k, post, inf, aggregation, distance, weighting, m, seed, was 'genrator'; did you mean generator?",
                "colour=red | filter 'colour=red': key must be one of backbone, dataset, remapping, task, pre, presampling, fewshot, generator, k, post, inf, aggregation, distance, weighting, m, seed, was 'colour'",
                "generator=kmean | filter 'generator=kmean': generator must be one of kmeans, kmedoids, mean, ls, kls, cov_max, random, fps, all, none, was 'kmean'; did you mean kmeans?",
                "generator=lmeans | filter 'generator=lmeans': generator must be one of kmeans, kmedoids, mean, ls, kls, cov_max, random, fps, all, none, was 'lmeans'; did you mean kmeans?",
                "k=0 | filter 'k=0': k must be a whole number in [1, 10000] or all, was '0'",
                "k=1,two | filter 'k=1,two': k must be a whole number in [1, 10000] or all, was 'two'",
                "k= | filter 'k=': k must be a whole number in [1, 10000] or all, was ''",
                "k=1, | filter 'k=1,': k must be a whole number in [1, 10000] or all, was ''",
                "fewshot=nome | filter 'fewshot=nome': fewshot must be a whole number in [1, 2147483647] or none, was 'nome'; did you mean none?",
                "inf=quantile | filter 'inf=quantile': inf must be one of none, l2, was 'quantile'",
                "seed=4294967296 | filter 'seed=4294967296': seed must be a whole number in [0, 4294967295], was '4294967296'",
                "backbone= | filter 'backbone=': backbone must be the name of a backbone, was ''",
                "distance=euclidian | filter 'distance=euclidian': distance must be one of inner_product, cosine, euclidean, manhattan, chebyshev, mahalanobis, was 'euclidian'; did you mean euclidean?"
            })
    void whatCannotBeIsToldWithTheLegalValues(String filter, String message) {
        assertThatThrownBy(() -> CombinationFilter.parse(List.of("k=1", filter)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static List<GeneratorKind> generators() {
        return GeneratorKind.ours();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void aGeneratorIsFoundByTheNameThatPeopleReadAsWell(GeneratorKind generator) {
        CombinationFilter.Condition condition = CombinationFilter.parse(List.of("generator=" + generator.title()))
                .conditions()
                .get(0);
        assertThat(condition.values()).containsExactly(generator.wireName());
        assertThat(CombinationFilter.parse(
                        List.of("generator=" + generator.title().toUpperCase(Locale.ROOT))))
                .isEqualTo(CombinationFilter.parse(List.of("generator=" + generator.wireName())));
    }
}
