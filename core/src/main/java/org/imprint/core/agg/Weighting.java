package org.imprint.core.agg;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** What the vote of a neighbour at distance d counts. */
public enum Weighting implements Named {
    /** 1 for every neighbour. */
    UNIFORM("uniform"),
    /** 1 / (d + 10⁻¹⁰): a proxy equal to the query outvotes all that are not. */
    INVERSE_DISTANCE("weighted_by_distance");

    private final String wireName;

    Weighting(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the weighting of that name.
     *
     * @throws ImprintException naming the legal names and the one given
     */
    public static Weighting of(String wireName) {
        return Named.find("weighting", Weighting.class, wireName);
    }
}
