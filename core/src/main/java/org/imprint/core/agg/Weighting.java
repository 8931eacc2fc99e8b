package org.imprint.core.agg;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the vote of a neighbour at distance d counts. */
public enum Weighting {
    /** 1 for every neighbour. */
    UNIFORM("uniform"),
    /** 1 / (d + 10⁻¹⁰): a proxy equal to the query outvotes all that are not. */
    INVERSE_DISTANCE("weighted_by_distance");

    private final String wireName;

    Weighting(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name used in files and on the command line. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the weighting of that name.
     *
     * @throws IllegalArgumentException naming the legal names and the one given
     */
    public static Weighting ofWireName(String name) {
        for (Weighting weighting : values()) {
            if (weighting.wireName.equals(name)) {
                return weighting;
            }
        }
        throw new IllegalArgumentException("weighting must be one of "
                + Arrays.stream(values()).map(Weighting::wireName).collect(Collectors.joining(", ")) + ", was " + name);
    }
}
