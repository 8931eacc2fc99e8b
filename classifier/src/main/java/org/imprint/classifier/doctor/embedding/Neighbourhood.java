package org.imprint.classifier.doctor.embedding;

import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.AllPairs;
import org.imprint.core.search.Neighbours;

/** The nearest others of each image, and groups of near duplicates; searched once, when first asked for. */
final class Neighbourhood {

    /** How many of the nearest others are known of each image, where there are so many. */
    static final int NEAREST = 10;

    private final EmbeddedSet set;
    private final Parallel parallel;
    private NearLimit limit;
    private AllPairs.Found found;

    /** @param set at least two images */
    Neighbourhood(EmbeddedSet set, Parallel parallel) {
        this.set = set;
        this.parallel = parallel;
    }

    synchronized NearLimit limit() {
        if (limit == null) {
            limit = NearLimit.of(set.rows(), parallel);
        }
        return limit;
    }

    private synchronized AllPairs.Found found() {
        if (found == null) {
            found = AllPairs.of(set.rows(), NEAREST, limit().cosine(), parallel);
        }
        return found;
    }

    Neighbours nearest() {
        return found().nearest();
    }

    /** Returns of each image the first of its group. */
    int[] groups() {
        return found().groups();
    }
}
