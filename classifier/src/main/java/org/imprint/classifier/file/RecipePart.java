package org.imprint.classifier.file;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.classifier.state.KChoice;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.core.recipe.Recipe;

/**
 * A recipe as the file has it: methods by their wire names.
 *
 * @param band quantiles of the Weibull band, two numbers; missing for none
 * @param fewShot rows drawn at random; missing for all
 */
record RecipePart(
        String pre, List<Double> band, Integer fewShot, Gen generator, String post, String inf, Agg aggregation) {

    /**
     * GEN.
     *
     * @param k missing where there is none to choose
     * @param lambda missing where there is none
     * @param choice who says k of a class; missing for k itself
     */
    record Gen(String name, Integer k, Double lambda, String choice) {}

    /** AGG. @param m missing where none votes */
    record Agg(String name, String distance, String weighting, Integer m) {}

    /** Returns a recipe as it is written. @throws ImprintException if it would not come back as it is */
    static RecipePart of(Recipe recipe, KChoice choice) {
        ProxyGenerator g = recipe.generator();
        Aggregation a = recipe.aggregation();
        RecipePart part = new RecipePart(
                recipe.pre().wireName(),
                recipe.presampling()
                        .band()
                        .map(b -> List.of(b.weibull().low(), b.weibull().high()))
                        .orElse(null),
                recipe.presampling().fewShot().isPresent()
                        ? (Integer) recipe.presampling().fewShot().getAsInt()
                        : null,
                new Gen(
                        g.wireName(),
                        g.kind().usesK() ? (Integer) g.k() : null,
                        lambda(g),
                        choice == KChoice.GIVEN ? null : choice.wireName()),
                recipe.post().wireName(),
                recipe.inf().wireName(),
                new Agg(
                        a.wireName(),
                        a.distance(),
                        a.weighting().wireName(),
                        a.voters().isPresent() ? (Integer) a.voters().getAsInt() : null));
        Recipe back = part.recipe();
        Checks.require(
                back.equals(recipe), "recipe of a classifier that is saved must be one that files can say", recipe);
        return part;
    }

    private static Double lambda(ProxyGenerator g) {
        if (g instanceof LeastSquaresGenerator ls && ls.ridge() instanceof Ridge.Number n) {
            return n.lambda();
        }
        return g instanceof ClusteredLeastSquaresGenerator kls && kls.ridge() instanceof Ridge.Number n
                ? (Double) n.lambda()
                : null;
    }

    /** Returns the recipe. @throws ImprintException if a method is not known, or a number is out of range */
    Recipe recipe() {
        Optional<Band> quantiles = Optional.empty();
        if (band != null) {
            Checks.require(
                    band.size() == 2 && band.stream().noneMatch(Objects::isNull),
                    "recipe.band must be two numbers",
                    band);
            quantiles = Optional.of(new WeibullBand(band.get(0), band.get(1)));
        }
        return new Recipe(
                rows("recipe.pre", pre),
                Presampling.of(quantiles, fewShot == null ? OptionalInt.empty() : OptionalInt.of(fewShot)),
                makeGenerator(),
                norm("recipe.post", post),
                rows("recipe.inf", inf),
                makeAggregation());
    }

    /** Returns who says k of a class. */
    KChoice kChoice() {
        return generator.choice() == null
                ? KChoice.GIVEN
                : Named.find("recipe.generator.choice", KChoice.class, generator.choice());
    }

    private static Normalization norm(String what, String name) {
        return known(what, name, KnownMethods.get().normalization(StrictJson.present(what, name)));
    }

    private static RowNormalization rows(String what, String name) {
        if (norm(what, name) instanceof RowNormalization rows) {
            return rows;
        }
        throw new ImprintException(what + " must be a normalisation of single rows, was " + name);
    }

    private static <T> T known(String what, String name, Optional<T> method) {
        return method.orElseThrow(() -> new ImprintException(what + " must be a method that is at hand, was " + name
                + "; a newer Imprint or a jar of own methods has it"));
    }

    private ProxyGenerator makeGenerator() {
        StrictJson.present("recipe.generator", generator);
        String name = StrictJson.present("recipe.generator.name", generator.name());
        GeneratorKind kind = known("recipe.generator", name, KnownMethods.get().generator(name));
        if (!kind.usesK()) {
            return withLambda(kind.only());
        }
        int k = StrictJson.present("recipe.generator.k", generator.k());
        return withLambda(kind.of(Checks.inRange("recipe.generator.k", k, 1, ProxyGenerator.MAX_K)));
    }

    private ProxyGenerator withLambda(ProxyGenerator g) {
        Checks.require(
                generator.lambda() != null || !g.kind().has(GeneratorFact.NEEDS_RIDGE),
                "recipe.generator.lambda must be there for " + g.wireName(),
                "missing");
        return generator.lambda() == null
                ? g
                : g.withLambda(Checks.positive("recipe.generator.lambda", generator.lambda()));
    }

    private Aggregation makeAggregation() {
        StrictJson.present("recipe.aggregation", aggregation);
        String name = StrictJson.present("recipe.aggregation.name", aggregation.name());
        String distance = StrictJson.present("recipe.aggregation.distance", aggregation.distance());
        Weighting weighting = Weighting.of(StrictJson.present("recipe.aggregation.weighting", aggregation.weighting()));
        boolean product = distance.equals(MaxInnerProduct.DISTANCE);
        if (name.equals(AggregationKind.MAX.wireName())) {
            return product ? new MaxInnerProduct() : new NearestProxy(Metric.of(distance));
        }
        int m = aggregation.m() == null ? 1 : aggregation.m();
        if (name.equals(AggregationKind.MNN.wireName())) {
            return product ? new InnerProductVote(m, weighting) : new NearestVote(m, Metric.of(distance), weighting);
        }
        return known("recipe.aggregation", name, KnownMethods.get().aggregation(name))
                .of(m);
    }
}
