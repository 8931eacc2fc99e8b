package org.imprint.study.stats;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** How pairs of methods are told apart. */
public enum PostHoc implements Named {
    /** Wilcoxon's signed-rank test of each pair, Holm's correction over all pairs. The default. */
    WILCOXON_HOLM("wilcoxon_holm"),
    /** Nemenyi's test of average ranks: whether two methods differ depends on which others are in the table. */
    NEMENYI("nemenyi");

    private final String wireName;

    PostHoc(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static PostHoc of(String wireName) {
        return Named.find("post_hoc", PostHoc.class, wireName);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
