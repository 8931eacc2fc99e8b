package org.imprint.lab.sweep;

import org.imprint.core.Named;

/** How proxies decide, by its published name. */
public enum AggregationMethod implements Named {
    /** The strongest or nearest proxy. */
    MAX("max"),
    /** A vote of the m nearest. */
    MNN("mnn");

    private final String wireName;

    AggregationMethod(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
