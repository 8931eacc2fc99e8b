package org.imprint.lab.run;

import org.imprint.lab.plan.Place;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Method;

/** Names combinations in messages. */
final class Names {

    private Names() {}

    /** Returns a name such as {@code resnet18, MNIST, task all: kmeans k=20, norm l2/l2/l2, max inner_product, seed 1}. */
    static String of(Combination c) {
        Method m = c.method();
        AggregationChoice agg = m.aggregation();
        return Place.of(c.data()).name() + ", task " + c.data().task().name() + ": "
                + m.generator().method().wireName() + " k=" + m.generator().k() + ", norm "
                + m.pre().wireName() + "/" + m.post().wireName() + "/" + m.inf().wireName() + ", "
                + agg.method().wireName() + " " + agg.distance().wireName()
                + (agg.m() == AggregationChoice.NO_VOTE
                        ? ""
                        : " m=" + agg.m() + " " + agg.weighting().wireName())
                + ", seed " + c.seed();
    }
}
