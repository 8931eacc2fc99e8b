package org.imprint.vision.store;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.vision.data.SampleSource;

/** What a file of embeddings says about its rows besides the numbers: label and id of each, and the names of the classes. */
public interface SampleIndex {

    /** Returns the number of rows, n ≥ 1. */
    int size();

    /** Returns the label of row i. */
    int label(int i);

    /** Returns the id of row i: not empty, unique, without NUL. */
    String id(int i);

    /** Returns the class names, label l belonging to element l; empty if the classes have no names. */
    List<String> classNames();

    /** Returns a view of a source of images; nothing is copied. */
    static SampleIndex of(SampleSource source) {
        return new SampleIndex() {
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
            public List<String> classNames() {
                return source.classNames();
            }
        };
    }

    /**
     * Returns an index over lists that are already in memory.
     *
     * @throws IllegalArgumentException if there are not as many ids as labels
     */
    static SampleIndex of(List<Integer> labels, List<String> ids, List<String> classNames) {
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
            public List<String> classNames() {
                return c;
            }
        };
    }
}
