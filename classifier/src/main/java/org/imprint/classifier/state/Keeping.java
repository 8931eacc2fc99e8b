package org.imprint.classifier.state;

import org.imprint.core.Named;

/** What a classifier keeps of the examples it learns from. */
public enum Keeping implements Named {
    /** Their embeddings, names and digests: they can be forgotten one by one, and answers name those nearest. */
    EXAMPLES("examples"),
    /** Nothing but the proxies made from them: a small file, whose classes can be added and forgotten as a whole. */
    PROXIES("proxies");

    private final String wireName;

    Keeping(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
