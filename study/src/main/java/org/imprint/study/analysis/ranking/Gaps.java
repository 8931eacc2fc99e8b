package org.imprint.study.analysis.ranking;

import org.imprint.core.Named;

/** What happens to a table in which some configuration has no score in some group: ranks need complete tables. */
public enum Gaps implements Named {
    /**
     * Leaves out, one after the other, whichever group or configuration lacks the largest share of its scores, until nothing is
     * missing. The default: one failed run costs one configuration, a group that was hardly begun costs itself.
     */
    DROP_FEWEST("drop_fewest"),
    /** Leaves out groups that lack a configuration. */
    DROP_GROUPS("drop_groups"),
    /** Leaves out configurations that lack a group. */
    DROP_CONFIGURATIONS("drop_configurations");

    private final String wireName;

    Gaps(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
