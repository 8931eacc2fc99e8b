package org.imprint.classifier.explain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.NearProxy;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;

/** What a proxy looks like: the example of its class whose embedding is nearest to it by cosine. */
final class ProxyFaces {

    private final ClassifierState state;
    private final Map<String, NeighbourSearch> searches = new HashMap<>();
    private final Map<Proxy, Optional<Example>> faces = new HashMap<>();

    private record Proxy(String className, int place) {}

    ProxyFaces(ClassifierState state) {
        this.state = state;
    }

    /** Returns the example; empty if the class keeps none, or is gone by now. */
    Optional<Example> of(NearProxy proxy) {
        return faces.computeIfAbsent(new Proxy(proxy.className(), proxy.proxy()), this::find);
    }

    private Optional<Example> find(Proxy proxy) {
        return state.find(proxy.className()).stream()
                .mapToObj(c -> state.classes().get(c))
                .filter(c -> c.hasExamples() && proxy.place() < c.proxies().rows())
                .findFirst()
                .map(c -> nearest(c, proxy.place()));
    }

    private Example nearest(LearnedClass c, int proxy) {
        NeighbourSearch search = searches.computeIfAbsent(
                c.name(), name -> NeighbourSearch.by(Metric.COSINE, c.examples().rows(), Semantics.CORRECTED));
        int at = search.nearest(FloatMatrix.ofRows(c.proxies().row(proxy)), 1, Parallel.serial())
                .proxy(0, 0);
        return c.examples().examples().get(at);
    }
}
