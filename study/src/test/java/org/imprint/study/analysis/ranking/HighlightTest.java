package org.imprint.study.analysis.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.Runs;
import org.imprint.study.analysis.method.Methods;
import org.imprint.study.analysis.method.Titles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HighlightTest {

    private static final Method VOTE = new Method(
            new NoNorm(),
            new QuantileNorm(),
            new NoNorm(),
            new KeepAll(),
            new KMeansGenerator(20),
            new NearestVote(3, Metric.COSINE, Weighting.UNIFORM));

    @ParameterizedTest
    @CsvSource({
        "generator, kmeans, mean",
        "norm, none/quantile/none, l2/l2/l2",
        "aggregation, mnn m=3, max",
        "k, 20, 1",
        "m, 3, none",
        "generator+k, kmeans k=20, mean k=1",
        "distance, cosine, inner_product",
        "aggregation+distance+weighting, mnn m=3 distance=cosine weighting=uniform, max distance=inner_product weighting=uniform"
    })
    void valuesAreShortWords(String axis, String ofVote, String ofMean) {
        assertThat(Highlight.parse(axis).value(VOTE)).contains(ofVote);
        assertThat(Highlight.parse(axis).value(Runs.MEAN)).contains(ofMean);
        assertThat(Highlight.parse(axis).name()).isEqualTo(axis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "generator; k-means; mean",
                "norm; none · quantile · none; L2 · L2 · L2",
                "aggregation; 3-NN; max",
                "k; 20; 1",
                "generator+k; k-means, k = 20; mean, k = 1",
                "distance; cosine; inner product"
            })
    void titlesAreWhatPeopleRead(String axis, String ofVote, String ofMean) {
        assertThat(Highlight.parse(axis).title(VOTE)).contains(ofVote);
        assertThat(Highlight.parse(axis).title(Runs.MEAN)).contains(ofMean);
    }

    @Test
    void anUnknownAxisIsToldWithTheLegalOnes() {
        assertThatThrownBy(() -> Highlight.parse("generator+kk"))
                .hasMessage("highlight must be one of norm, recipe, pre, presampling, fewshot, generator, k, post, inf,"
                        + " aggregation, distance, weighting, m, or several joined by +, was 'kk'; did you mean k?");
        assertThatThrownBy(() -> Highlight.parse("")).hasMessageContaining("was ''");
    }

    @Test
    void otherConfigurationsAreNoRecipes() {
        assertThat(Highlight.parse("recipe").value(VOTE)).isEmpty();
        assertThat(Highlight.parse("recipe").value(Runs.MEAN)).contains("Qi et al.");
    }

    /** As a configuration of a sweep, and as what is carried out. */
    @ParameterizedTest
    @EnumSource(Preset.class)
    void aPublishedRecipeIsKnownByWhatItDoes(Preset recipe) {
        assertThat(Method.of(recipe.published()).recipe(() -> 0.5)).isEqualTo(recipe.recipe(20, 0.5));
        assertThat(Preset.of(recipe.published())).contains(recipe);
    }

    @Test
    void configurationsAreToldInOneLine() {
        assertThat(VOTE.text()).isEqualTo("kmeans k=20, norm none/quantile/none, mnn m=3 cosine uniform");
        assertThat(Methods.withFewShot(Runs.MEAN, 10).text())
                .isEqualTo("mean, norm l2/l2/l2, few-shot 10, max inner_product");
        assertThat(Titles.configuration(VOTE)).isEqualTo("k-means, k = 20; none · quantile · none; 3-NN, cosine");
        assertThat(Titles.configuration(Methods.withFewShot(Runs.MEAN, 10)))
                .isEqualTo("mean; L2 · L2 · L2; n = 10; max, inner product");
    }
}
