package org.imprint.core.agg;

/** How the proxies near a query decide its class: the AGG step. */
public sealed interface Aggregation permits MaxInnerProduct, NearestVote {

    /** Returns the name of the kind in sweep and result files: {@code max} or {@code mnn}. */
    String wireName();
}
