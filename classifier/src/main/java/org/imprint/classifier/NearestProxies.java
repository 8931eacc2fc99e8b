package org.imprint.classifier;

import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.head.Head;
import org.imprint.core.search.Neighbour;

/** Finds of each class the proxy that is nearest to an embedding. */
final class NearestProxies {

    private NearestProxies() {}

    static List<NearProxy> of(ClassifierState state, float[] query) {
        Head head = state.head();
        int[] first = new int[head.classes() + 1];
        for (int c = 0; c < head.classes(); c++) {
            first[c + 1] = first[c] + head.proxiesOf(c).rows();
        }
        boolean[] seen = new boolean[head.classes()];
        List<NearProxy> nearest = new ArrayList<>();
        for (Neighbour n : head.nearest(query, head.size())) {
            int c = n.classIndex();
            if (!seen[c]) {
                seen[c] = true;
                nearest.add(new NearProxy(
                        state.classes().get(c).name(), n.proxy() - first[c], first[c + 1] - first[c], n.value()));
            }
        }
        return nearest;
    }
}
