package org.imprint.study.analysis.ranking;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.lab.sweep.key.SeedKey;

/**
 * What one table is about.
 *
 * @param name name of its files: lower-case letters, digits and {@code -}
 * @param title heading
 * @param filter which runs it takes; of all seeds, since medians are over those
 * @param highlight which axis it is about
 */
public record Slice(String name, String title, CombinationFilter filter, Highlight highlight) {

    private static final String LEGAL_NAME = "[a-z0-9][a-z0-9-]*";

    private static final CombinationFilter ALL_ROWS =
            CombinationFilter.of(MethodKey.PRESAMPLING, "all").and(CombinationFilter.of(MethodKey.FEWSHOT, "none"));
    private static final CombinationFilter NO_LEAST_SQUARES = CombinationFilter.of(
            MethodKey.GENERATOR,
            KnownMethods.get().generators().stream()
                    .filter(kind -> !kind.has(GeneratorFact.NEEDS_RIDGE))
                    .map(GeneratorKind::wireName)
                    .toArray(String[]::new));
    private static final CombinationFilter MAX_INNER = CombinationFilter.of(MethodKey.AGGREGATION, "max")
            .and(CombinationFilter.of(MethodKey.DISTANCE, "inner_product"));

    /** Generators and every NORM under max of inner products; least squares, the oracle, left out. */
    public static final Slice GENERATORS =
            new Slice("generators", "Generators", ALL_ROWS.and(NO_LEAST_SQUARES).and(MAX_INNER), Highlight.GENERATOR);

    /** The same runs, by NORM. */
    public static final Slice NORMS =
            new Slice("norms", "Normalisations", ALL_ROWS.and(NO_LEAST_SQUARES).and(MAX_INNER), Highlight.NORM);

    /** Every aggregation with every generator and NORM; least squares left out. */
    public static final Slice AGGREGATIONS =
            new Slice("aggregations", "Aggregations", ALL_ROWS.and(NO_LEAST_SQUARES), Highlight.AGGREGATION);

    /** Aggregations of k-means proxies with k = 20, L2 everywhere, Euclidean distance. */
    public static final Slice AGGREGATIONS_OF_KMEANS = new Slice(
            "aggregations-kmeans-20",
            "Aggregations of 20 k-means proxies",
            ALL_ROWS.and(CombinationFilter.of(MethodKey.GENERATOR, "kmeans"))
                    .and(CombinationFilter.of(MethodKey.K, "20"))
                    .and(CombinationFilter.of(MethodKey.PRE, "l2"))
                    .and(CombinationFilter.of(MethodKey.POST, "l2"))
                    .and(CombinationFilter.of(MethodKey.INF, "l2"))
                    .and(CombinationFilter.of(MethodKey.DISTANCE, "euclidean")),
            Highlight.AGGREGATION);

    /** The named recipes, over all groups that have them. */
    public static final Slice RECIPES =
            new Slice("recipes", "Previous methods", CombinationFilter.everything(), new Highlight.Recipes());

    /** Checks the name. */
    public Slice {
        Checks.require(
                name.matches(LEGAL_NAME),
                "name of a table must be of lower-case letters, digits and -",
                "'" + name + "'");
        Checks.require(
                filter.conditions().stream().noneMatch(c -> c.key() instanceof SeedKey),
                "a table must take all seeds (choose seeds for the whole analysis)",
                "'" + filter + "'");
    }

    /** Returns the tables of the paper. */
    public static List<Slice> published() {
        return List.of(RECIPES, GENERATORS, NORMS, AGGREGATIONS, AGGREGATIONS_OF_KMEANS);
    }

    /** Returns the table of an axis over all runs. */
    public static Slice by(Highlight highlight) {
        return new Slice(
                "by-" + highlight.name().replace('+', '-').replace('_', '-'),
                "By " + highlight.name().replace("+", " and "),
                CombinationFilter.everything(),
                highlight);
    }

    /** Returns whether a configuration belongs to the table. */
    public boolean takes(Method method) {
        return filter.test(method) && highlight.value(method).isPresent();
    }
}
