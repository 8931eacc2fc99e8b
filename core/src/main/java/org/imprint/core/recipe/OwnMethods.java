package org.imprint.core.recipe;

import java.util.List;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.norm.Normalization;

/**
 * Methods that are not part of this toolkit, in a jar of their own: what a sweep file may then name, and a store, its tables and its
 * figures show.
 *
 * <p>A jar names its implementation in {@code META-INF/services/org.imprint.core.recipe.OwnMethods}; see {@link KnownMethods}.
 */
public interface OwnMethods {

    /** Returns generators: each a constant of the record that it makes. */
    default List<GeneratorKind> generators() {
        return List.of();
    }

    /** Returns normalisations, which have no parameters. */
    default List<Normalization> normalizations() {
        return List.of();
    }

    /** Returns aggregations. */
    default List<AggregationKind> aggregations() {
        return List.of();
    }
}
