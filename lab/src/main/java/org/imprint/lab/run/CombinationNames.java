package org.imprint.lab.run;

import org.imprint.lab.plan.Place;
import org.imprint.lab.sweep.Combination;

/** Names combinations in messages. */
final class CombinationNames {

    private CombinationNames() {}

    /** Returns a name such as {@code resnet18, MNIST, task all: kmeans k=20, norm l2/l2/l2, max inner_product, seed 1}. */
    static String of(Combination c) {
        return Place.of(c.data()).name() + ", task " + c.data().task().name() + ": "
                + c.method().text() + ", seed " + c.seed();
    }
}
