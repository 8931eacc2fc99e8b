package org.imprint.lab.sweep;

import java.util.function.DoubleSupplier;
import org.imprint.core.Checks;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.Recipe;

/**
 * What is done to the data: one column of the paper's comparison.
 *
 * @param pre NORMpre, of the rows that proxies are made from
 * @param post NORMpost, of the proxies
 * @param inf NORMinf, of the queries
 * @param presampling which rows the generator sees: all, those in a band, a few drawn at random, or a few drawn from a band
 * @param generator GEN with k
 * @param aggregation AGG with distance, weighting and m
 */
public record Method(
        RowNormalization pre,
        Normalization post,
        RowNormalization inf,
        Presampling presampling,
        ProxyGenerator generator,
        Aggregation aggregation) {

    /** Refuses a presampling that no sweep file, store or published id can say. */
    public Method {
        Checks.require(
                presampling.equals(Presampling.of(presampling.band(), presampling.fewShot())),
                "presampling of a method must be all rows, a band, few shots, or a band and then few shots",
                presampling);
    }

    /** Returns the method of a recipe. */
    public static Method of(Recipe recipe) {
        return new Method(
                recipe.pre(),
                recipe.post(),
                recipe.inf(),
                recipe.presampling(),
                recipe.generator(),
                recipe.aggregation());
    }

    /** Returns the method in one line as programs read it, see {@link MethodText#of}. */
    public String text() {
        return MethodText.of(this);
    }

    /** Returns the method as a recipe, its λ still that of whichever backbone if the method leaves it open. */
    public Recipe recipe() {
        return new Recipe(pre, presampling, generator, post, inf, aggregation);
    }

    /**
     * Returns the recipe to carry out.
     *
     * @param lambda gives the ridge λ of the backbone; asked only where it is needed
     */
    public Recipe recipe(DoubleSupplier lambda) {
        Recipe recipe = recipe();
        return recipe.needsLambda() ? recipe.withLambda(lambda.getAsDouble()) : recipe;
    }

    /** Of the names, because records without components all have the hash 0, and those of one k have one too. */
    @Override
    public int hashCode() {
        int hash = generator.kind().hashCode();
        hash = 31 * hash + generator.k();
        hash = 31 * hash + aggregation.wireName().hashCode();
        hash = 31 * hash + aggregation.hashCode();
        hash = 31 * hash + presampling.hashCode();
        hash = 31 * hash + pre.wireName().hashCode();
        hash = 31 * hash + post.wireName().hashCode();
        return 31 * hash + inf.wireName().hashCode();
    }
}
