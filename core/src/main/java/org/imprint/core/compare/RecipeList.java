package org.imprint.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;

/** Recipes that are worth a comparison; λ of least squares is the backbone's, yet to be put in. */
public final class RecipeList {

    private static final int[] LADDER = {2, 5, 20};

    private RecipeList() {}

    /**
     * Returns the short list: the presets, and k-means with 2, 5 and 20 proxies a class in the paper's recipe. Its k = 1 is the mean, that
     * is {@link Preset#QI}.
     */
    public static List<Recipe> presets() {
        Set<Recipe> recipes = new LinkedHashSet<>();
        recipes.add(Preset.QI.published());
        for (int k : LADDER) {
            recipes.add(Preset.PAPER.recipe(k));
        }
        List.of(Preset.values()).forEach(p -> recipes.add(p.published()));
        return List.copyOf(recipes);
    }

    /**
     * Returns the grid of 216 recipes:
     *
     * <pre>
     *   GEN       mean, k-means with k = 2, 5, 20, least squares, all rows                            6
     *   NORMpre and NORMinf   none and none, none and L2, L2 and L2                                  × 3
     *   NORMpost  none, L2, quantile                                                                 × 3
     *   AGG       largest inner product, nearest proxy, 5 and 20 nearest weighted by 1 / distance    × 4
     * </pre>
     *
     * <p>Distances are Euclidean.
     */
    public static List<Recipe> grid() {
        List<Recipe> recipes = new ArrayList<>();
        RowNormalization none = new NoNorm();
        RowNormalization l2 = new L2Norm();
        for (ProxyGenerator generator : generators()) {
            for (List<RowNormalization> pair : List.of(List.of(none, none), List.of(none, l2), List.of(l2, l2))) {
                for (Normalization post : List.of(none, l2, new QuantileNorm())) {
                    for (Aggregation aggregation : aggregations()) {
                        recipes.add(new Recipe(pair.get(0), new KeepAll(), generator, post, pair.get(1), aggregation));
                    }
                }
            }
        }
        return List.copyOf(recipes);
    }

    private static List<ProxyGenerator> generators() {
        List<ProxyGenerator> generators = new ArrayList<>();
        generators.add(new MeanGenerator());
        for (int k : LADDER) {
            generators.add(new KMeansGenerator(k));
        }
        generators.add(new LeastSquaresGenerator(Ridge.ofBackbone()));
        generators.add(new AllGenerator());
        return generators;
    }

    private static List<Aggregation> aggregations() {
        return List.of(
                new MaxInnerProduct(),
                new NearestProxy(Metric.EUCLIDEAN),
                new NearestVote(5, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE),
                new NearestVote(20, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE));
    }
}
