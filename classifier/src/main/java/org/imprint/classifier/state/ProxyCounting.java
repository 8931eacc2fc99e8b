package org.imprint.classifier.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.proxycount.ProxyCountSearch;

/** Asks the examples how many proxies classes are to have, where the settings leave that to them. */
final class ProxyCounting {

    /** The most classes that a new one is held against. */
    static final int MOST_RIVALS = 20;

    private ProxyCounting() {}

    /** Returns the counts of classes that are all there are. */
    static List<Optional<ProxyCount>> ofAll(ClassifierSettings settings, List<ExampleSet> classes, Parallel parallel) {
        if (settings.k() == KChoice.GIVEN || classes.isEmpty()) {
            return classes.stream().map(c -> Optional.<ProxyCount>empty()).toList();
        }
        return ProxyCountSearch.of(task(classes), settings.recipe(), settings.run(parallel)).stream()
                .map(Optional::of)
                .toList();
    }

    /**
     * Returns the count of a class that comes to those that are there, which keep theirs. It is held against the classes with examples
     * that its own are taken for most, at most {@value #MOST_RIVALS}.
     */
    static Optional<ProxyCount> ofOne(ClassifierState there, ExampleSet examples, Parallel parallel) {
        ClassifierSettings settings = there.settings();
        if (settings.k() == KChoice.GIVEN) {
            return Optional.empty();
        }
        List<LearnedClass> rivals = rivals(there, examples.rows(), parallel);
        List<ExampleSet> sets =
                new ArrayList<>(rivals.stream().map(LearnedClass::examples).toList());
        sets.add(examples);
        int[] k = IntStream.concat(rivals.stream().mapToInt(ProxyCounting::k), IntStream.of(1))
                .toArray();
        return Optional.of(
                ProxyCountSearch.of(task(sets), rivals.size(), k, settings.recipe(), settings.run(parallel)));
    }

    /** Returns k of a class. */
    static int k(LearnedClass c) {
        return c.count().map(ProxyCount::k).orElse(c.proxies().rows());
    }

    private static List<LearnedClass> rivals(ClassifierState there, FloatMatrix rows, Parallel parallel) {
        if (there.isEmpty()) {
            return List.of();
        }
        FloatMatrix scores = there.head().classScores(rows, parallel);
        double[] sums = new double[scores.cols()];
        for (int i = 0; i < scores.rows(); i++) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += scores.get(i, c);
            }
        }
        return IntStream.range(0, sums.length)
                .filter(c -> there.classes().get(c).hasExamples())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> -sums[c]).thenComparingInt(c -> c))
                .limit(MOST_RIVALS)
                .sorted()
                .map(there.classes()::get)
                .toList();
    }

    private static Task task(List<ExampleSet> classes) {
        return Task.of(IntStream.range(0, classes.size())
                .mapToObj(c -> new ClassRows(c, classes.get(c).rows()))
                .toList());
    }
}
