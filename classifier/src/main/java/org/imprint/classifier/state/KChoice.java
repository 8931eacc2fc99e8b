package org.imprint.classifier.state;

import org.imprint.core.Named;

/** Who says how many proxies a class has. */
public enum KChoice implements Named {
    /** The recipe: its k, alike for all classes. */
    GIVEN("given"),
    /** The examples: each class has its own number, at most the recipe's k; see {@link org.imprint.core.proxycount.ProxyCountSearch}. */
    AUTO("auto");

    private final String wireName;

    KChoice(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
