package org.imprint.lab.run;

import org.imprint.core.agg.Aggregation;
import org.imprint.lab.plan.Place;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.MethodKey;

/** Names combinations in messages. */
final class Names {

    private Names() {}

    /** Returns a name such as {@code resnet18, MNIST, task all: kmeans k=20, norm l2/l2/l2, max inner_product, seed 1}. */
    static String of(Combination c) {
        Method m = c.method();
        Aggregation agg = m.aggregation();
        return Place.of(c.data()).name() + ", task " + c.data().task().name() + ": "
                + m.generator().wireName() + " k=" + MethodKey.K.of(m) + ", norm "
                + m.pre().wireName() + "/" + m.post().wireName() + "/" + m.inf().wireName() + ", "
                + agg.wireName() + " " + agg.distance()
                + (agg.voters().isEmpty()
                        ? ""
                        : " m=" + agg.voters().getAsInt() + " "
                                + agg.weighting().wireName())
                + ", seed " + c.seed();
    }
}
