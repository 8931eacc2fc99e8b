package org.imprint.vision.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;

/** The samples of a finished file, and those that are to follow them. */
final class ExtendedIndex implements SampleIndex {

    private final int[] labels;
    private final List<String> ids;
    private final List<ContentDigest> digests;
    private final SampleIndex more;
    private final LeftOut leftOut;

    private ExtendedIndex(
            int[] labels, List<String> ids, List<ContentDigest> digests, SampleIndex more, LeftOut leftOut) {
        this.labels = labels;
        this.ids = ids;
        this.digests = digests;
        this.more = more;
        this.leftOut = leftOut;
    }

    /**
     * Joins the two.
     *
     * @throws DataException if they do not belong into one file
     */
    static SampleIndex of(EmbeddingFile old, EmbeddingSpec spec, SampleIndex more) {
        List<String> differences = new ArrayList<>(Comparison.differences(old, spec));
        List<String> names = old.classNames();
        if (names.size() > more.classNames().size()
                || names.isEmpty() != more.classNames().isEmpty()
                || !more.classNames().subList(0, names.size()).equals(names)) {
            differences.add("classes are " + more.classNames() + ", must be or begin with " + names);
        }
        if (!differences.isEmpty()) {
            throw new DataException(
                    old.path() + ": rows of another kind cannot be added:\n  " + String.join("\n  ", differences));
        }
        List<String> ids = old.sampleIds(0, old.rows());
        requireNew(old, ids, more);
        LeftOut leftOut = old.leftOut().and(more.leftOut());
        return new ExtendedIndex(old.labels(), ids, old.sampleDigests(0, old.rows()), more, leftOut);
    }

    private static void requireNew(EmbeddingFile old, List<String> ids, SampleIndex more) {
        if ((long) ids.size() + more.size() > Integer.MAX_VALUE) {
            throw new DataException(old.path() + ": must have at most " + Integer.MAX_VALUE + " rows, was "
                    + ((long) ids.size() + more.size()));
        }
        Set<String> seen = new HashSet<>(ids);
        int classes = more.classNames().size();
        for (int i = 0; i < more.size(); i++) {
            if (!seen.add(more.id(i))) {
                throw new DataException(
                        old.path() + ": ids of added rows must be new, '" + more.id(i) + "' is there already");
            }
            if (classes > 0 && (more.label(i) < 0 || more.label(i) >= classes)) {
                throw new DataException(old.path() + ": label of added row " + i + " must be in [0, " + (classes - 1)
                        + "], was " + more.label(i));
            }
        }
    }

    @Override
    public int size() {
        return labels.length + more.size();
    }

    @Override
    public int label(int i) {
        return i < labels.length ? labels[i] : more.label(i - labels.length);
    }

    @Override
    public String id(int i) {
        return i < labels.length ? ids.get(i) : more.id(i - labels.length);
    }

    @Override
    public Optional<ContentDigest> digest(int i) {
        if (i >= labels.length) {
            return more.digest(i - labels.length);
        }
        return digests.isEmpty() ? Optional.empty() : Optional.of(digests.get(i));
    }

    @Override
    public LeftOut leftOut() {
        return leftOut;
    }

    @Override
    public List<String> classNames() {
        return more.classNames();
    }
}
