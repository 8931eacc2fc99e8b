package org.imprint.vision.store;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;

/** What a file of embeddings says about its rows besides the numbers: label, id
 * and content of each, and the names of the classes. */
public interface SampleIndex {

    /** Returns the number of rows, n ≥ 1. */
    int size();

    /** Returns the label of row i. */
    int label(int i);

    /** Returns the id of row i: not empty, unique, without NUL. */
    String id(int i);

    /**
     * Returns what the image of row i is by its content; empty if that is unknown, which it may be until the row is handed to
     * a writer. The rows of an unfinished file are found again by it, or by the id where there is none.
     */
    Optional<ContentDigest> digest(int i);

    /** Returns the class names, label l belonging to element l; empty if the classes have no names. */
    List<String> classNames();

    /** Returns what was not embedded of the place that the images lay in. */
    default LeftOut leftOut() {
        return LeftOut.NOTHING;
    }

    /** As the other, with what the source itself has left out. */
    static SampleIndex of(SampleSource source, IntFunction<Optional<ContentDigest>> digests) {
        return of(source, digests, source.leftOut());
    }

    /**
     * Returns a view of a source of images; nothing is copied.
     *
     * @param digests gives the digest of row i, if it is known by now
     * @param leftOut what was not embedded
     */
    static SampleIndex of(SampleSource source, IntFunction<Optional<ContentDigest>> digests, LeftOut leftOut) {
        return new SampleIndex() {
            @Override
            public LeftOut leftOut() {
                return leftOut;
            }

            @Override
            public int size() {
                return source.size();
            }

            @Override
            public int label(int i) {
                return source.label(i);
            }

            @Override
            public String id(int i) {
                return source.id(i);
            }

            @Override
            public Optional<ContentDigest> digest(int i) {
                return digests.apply(i);
            }

            @Override
            public List<String> classNames() {
                return source.classNames();
            }
        };
    }

    /**
     * Returns an index over lists that are already in memory, of images whose content is unknown.
     *
     * @throws ImprintException if there are not as many ids as labels
     */
    static SampleIndex of(List<Integer> labels, List<String> ids, List<String> classNames) {
        return of(labels, ids, classNames, List.of());
    }

    /**
     * Returns an index over lists that are already in memory.
     *
     * @param digests one for each row, or none
     * @throws ImprintException if there are not as many ids or digests as labels
     */
    static SampleIndex of(
            List<Integer> labels, List<String> ids, List<String> classNames, List<ContentDigest> digests) {
        Checks.require(
                digests.isEmpty() || digests.size() == labels.size(),
                "sample index must have " + labels.size() + " digests or none",
                digests.size());
        List<ContentDigest> d = List.copyOf(digests);
        Checks.require(ids.size() == labels.size(), "sample index must have " + labels.size() + " ids", ids.size());
        List<Integer> l = List.copyOf(labels);
        List<String> s = List.copyOf(ids);
        List<String> c = List.copyOf(classNames);
        return new SampleIndex() {
            @Override
            public int size() {
                return l.size();
            }

            @Override
            public int label(int i) {
                return l.get(i);
            }

            @Override
            public String id(int i) {
                return s.get(i);
            }

            @Override
            public Optional<ContentDigest> digest(int i) {
                return d.isEmpty() ? Optional.empty() : Optional.of(d.get(i));
            }

            @Override
            public List<String> classNames() {
                return c;
            }
        };
    }
}
