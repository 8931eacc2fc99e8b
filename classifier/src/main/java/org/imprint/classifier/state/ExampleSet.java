package org.imprint.classifier.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/**
 * The examples of one class with their embeddings, in canonical order, no digest twice.
 *
 * <p>Embeddings may lie in a file and are then read when first asked for. Immutable; may be shared by threads.
 */
public final class ExampleSet {

    private static final ExampleSet NONE = new ExampleSet(List.of(), Rows.of(FloatMatrix.zeros(0, 1)));

    private final List<Example> examples;
    private final Rows rows;

    private ExampleSet(List<Example> examples, Rows rows) {
        this.examples = examples;
        this.rows = rows;
    }

    /** Embeddings, at hand or still to be read. */
    private static final class Rows {
        private Supplier<FloatMatrix> reading;
        private volatile FloatMatrix read;

        static Rows of(FloatMatrix matrix) {
            Rows rows = new Rows();
            rows.read = matrix;
            return rows;
        }

        static Rows from(Supplier<FloatMatrix> reading) {
            Rows rows = new Rows();
            rows.reading = reading;
            return rows;
        }

        FloatMatrix get() {
            FloatMatrix at = read;
            return at != null ? at : readOnce();
        }

        private synchronized FloatMatrix readOnce() {
            if (read == null) {
                read = reading.get();
                reading = null; // what it read from may be freed
            }
            return read;
        }
    }

    /** Returns the set without examples. */
    public static ExampleSet none() {
        return NONE;
    }

    /**
     * Returns the set of some examples, sorted; of those with one digest the first in that order stays.
     *
     * @param rows embeddings [n, d], row i that of example i; copied
     */
    public static ExampleSet of(List<Example> examples, FloatMatrix rows) {
        Checks.require(
                examples.size() == rows.rows(),
                "embeddings must be as many as examples, " + examples.size(),
                rows.rows());
        int[] order = IntStream.range(0, examples.size())
                .boxed()
                .sorted((a, b) -> examples.get(a).compareTo(examples.get(b))) // stable
                .mapToInt(i -> i)
                .toArray();
        List<Example> sorted = new ArrayList<>();
        int[] kept = new int[order.length];
        for (int i : order) {
            if (sorted.isEmpty()
                    || !sorted.get(sorted.size() - 1)
                            .digest()
                            .equals(examples.get(i).digest())) {
                kept[sorted.size()] = i;
                sorted.add(examples.get(i));
            }
        }
        return sorted.isEmpty()
                ? NONE
                : new ExampleSet(
                        List.copyOf(sorted),
                        Rows.of(rows.select(
                                IntStream.of(kept).limit(sorted.size()).toArray())));
    }

    /**
     * Returns a set whose embeddings are read when first asked for.
     *
     * @param examples in canonical order, no digest twice
     * @param reading gives the embeddings [n, d]; called at most once
     */
    public static ExampleSet lazily(List<Example> examples, Supplier<FloatMatrix> reading) {
        for (int i = 1; i < examples.size(); i++) {
            Checks.require(
                    examples.get(i - 1).digest().compareTo(examples.get(i).digest()) < 0,
                    "examples must be in canonical order, no digest twice",
                    examples.get(i).name() + " at " + i);
        }
        return examples.isEmpty() ? NONE : new ExampleSet(List.copyOf(examples), Rows.from(reading));
    }

    /** Returns n. */
    public int size() {
        return examples.size();
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return examples.isEmpty();
    }

    /** Returns the examples in canonical order. */
    public List<Example> examples() {
        return examples;
    }

    /** Returns the embeddings [n, d] in that order; shared, not to be written to. */
    public FloatMatrix rows() {
        return rows.get();
    }

    /** Returns the examples of both sets; of two with one digest that of this set. */
    public ExampleSet plus(ExampleSet other) {
        ExampleSet added = other.without(e -> find(e.digest()).isPresent());
        if (isEmpty() || added.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Example> all = new ArrayList<>(examples);
        all.addAll(added.examples);
        return of(all, FloatMatrix.concat(List.of(rows(), added.rows())));
    }

    /** Returns the example with a digest, if it is there. Time O(log n). */
    public Optional<Example> find(ContentDigest digest) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = examples.get(middle).digest().compareTo(digest);
            if (order == 0) {
                return Optional.of(examples.get(middle));
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle;
        }
        return Optional.empty();
    }

    /** Returns the examples that a condition does not hold for; this set if it holds for none. */
    public ExampleSet without(Predicate<Example> condition) {
        int[] kept = IntStream.range(0, size())
                .filter(i -> !condition.test(examples.get(i)))
                .toArray();
        if (kept.length == size()) {
            return this;
        }
        return kept.length == 0
                ? NONE
                : new ExampleSet(IntStream.of(kept).mapToObj(examples::get).toList(), Rows.of(rows().select(kept)));
    }
}
