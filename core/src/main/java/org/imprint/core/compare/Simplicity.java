package org.imprint.core.compare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.recipe.Recipe;

/**
 * Which of two recipes is the simpler one, where nothing else tells them apart. In this order:
 *
 * <ol>
 *   <li>fewer proxies a class: the k of GEN, all rows last;
 *   <li>recipes that make a class from its own rows before those that need all classes at once, by least squares or quantile
 *       normalisation, since classes then come and go one by one;
 *   <li>the cheaper AGG: the largest inner product, then the nearest proxy, then votes of fewer neighbours;
 *   <li>fewer normalisations.
 * </ol>
 */
public final class Simplicity implements Comparator<Recipe> {

    private static final Comparator<Recipe> ORDER = Comparator.<Recipe>comparingInt(
                    r -> r.generator().k())
            .thenComparing(Simplicity::needsAllClasses)
            .thenComparingInt(r -> voters(r.aggregation()))
            .thenComparingLong(Simplicity::norms);

    /** Creates the order. */
    public Simplicity() {
        // it has no parts
    }

    /**
     * Returns the simplest of the contenders that {@linkplain Contest#mayBeBest may be the best}; of equally simple ones that with the most
     * right answers.
     *
     * @param recipes of the contenders, in their order
     */
    public static int simplestOfTheBest(Contest contest, List<Recipe> recipes) {
        return IntStream.range(0, contest.size())
                .boxed()
                .filter(contest::mayBeBest)
                .min(Comparator.<Integer, Recipe>comparing(recipes::get, ORDER)
                        .thenComparing(r -> -contest.accuracy(r).value()))
                .orElseThrow();
    }

    @Override
    public int compare(Recipe a, Recipe b) {
        return ORDER.compare(a, b);
    }

    private static boolean needsAllClasses(Recipe recipe) {
        return recipe.generator().kind().isJoint() || !(recipe.post() instanceof RowNormalization);
    }

    private static int voters(Aggregation aggregation) {
        return aggregation instanceof MaxInnerProduct ? 0 : aggregation.voters().orElse(1);
    }

    private static long norms(Recipe recipe) {
        return Stream.of(recipe.pre(), recipe.post(), recipe.inf())
                .filter(n -> !(n instanceof NoNorm))
                .count();
    }
}
