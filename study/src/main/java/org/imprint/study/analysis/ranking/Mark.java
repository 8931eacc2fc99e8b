package org.imprint.study.analysis.ranking;

import org.imprint.core.Named;

/** How a configuration stands among those with the same value of the highlighted axis. */
public enum Mark implements Named {
    /** First of all. */
    OVERALL_BEST("overall best"),
    /** First of its value. */
    BEST_IN_GROUP("best in group"),
    /** Neither. */
    NONE("");

    private final String wireName;

    Mark(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
