package org.imprint.core.unknown;

import org.imprint.core.Named;

/** What tells queries of known classes from others; of every score a higher value says "known". */
public enum KnownScore implements Named {
    /** The score of the answered class: the largest inner product with its proxies, or its share of the votes. */
    PROXY("proxy"),
    /** Cosine to the m-th nearest training row. */
    NEIGHBOURS("neighbours"),
    /** T · ln Σ_c exp(s_c / T) of the class scores s. */
    ENERGY("energy"),
    /** The largest probability of the class scores. */
    SOFTMAX("softmax"),
    /** The negative squared Mahalanobis distance to the nearest class mean, rows on the sphere, covariance shrunk. */
    MAHALANOBIS("mahalanobis");

    private final String wireName;

    KnownScore(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
