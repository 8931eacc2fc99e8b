package org.imprint.lab.plan;

import java.util.Optional;

/** Knows how many rows places have. */
@FunctionalInterface
public interface DataShapes {

    /** Returns the shape of a place; empty if it is not known, such as where embeddings are not made yet. */
    Optional<PlaceShape> of(Place place);

    /** Returns shapes that know nothing: enough to count and fold, not to estimate. */
    static DataShapes unknown() {
        return place -> Optional.empty();
    }
}
