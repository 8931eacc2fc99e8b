package org.imprint.vision.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.imprint.core.Checks;

/** Parts of a source, as views in the source's order; closing a view does not close the source. */
public final class SampleSelection {

    private static final int SHOWN = 12;

    private SampleSelection() {}

    /**
     * Returns the samples of some classes.
     *
     * <p>The classes keep their order and names and are numbered anew from 0, so that a file of them has no class without
     * samples; how often and in which order they are named makes no difference.
     *
     * @param classes names of classes, or else their labels as numbers; a name goes before a number
     * @throws DataException if a class is not there, or has no samples
     */
    public static SampleSource classes(SampleSource source, List<String> classes) {
        List<String> names = source.classNames();
        TreeSet<Integer> labels = new TreeSet<>();
        for (String wanted : classes) {
            labels.add(label(source, wanted));
        }
        if (labels.isEmpty()) {
            throw new DataException(source.name() + ": at least one class must be named");
        }
        int[] newLabels = new int[names.size()];
        Arrays.fill(newLabels, SubsetSource.ABSENT);
        List<String> kept = new ArrayList<>();
        for (int label : labels) {
            newLabels[label] = kept.size();
            kept.add(names.get(label));
        }
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> newLabels[source.label(i)] != SubsetSource.ABSENT)
                .toArray();
        boolean[] seen = new boolean[kept.size()];
        Arrays.stream(rows).forEach(i -> seen[newLabels[source.label(i)]] = true);
        for (int c = 0; c < seen.length; c++) {
            if (!seen[c]) {
                throw new DataException(source.name() + ": class " + kept.get(c) + " has no samples");
            }
        }
        return new SubsetSource(source, rows, kept, newLabels);
    }

    private static int label(SampleSource source, String wanted) {
        List<String> names = source.classNames();
        int byName = names.indexOf(wanted);
        if (byName >= 0) {
            return byName;
        }
        if (wanted.matches("\\d{1,9}") && Integer.parseInt(wanted) < names.size()) {
            return Integer.parseInt(wanted);
        }
        String some = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        throw new DataException(source.name() + ": class must be one of " + some + (names.size() > SHOWN ? ", …" : "")
                + " or a label in [0, " + (names.size() - 1) + "], was '" + wanted + "'");
    }

    /**
     * Returns at most {@code most} samples in all, spread over the classes as evenly as they allow: the first of each class, and
     * where one has too few the others have more.
     *
     * @param most at least the number of classes that have samples, so that none is lost
     */
    public static SampleSource limit(SampleSource source, int most) {
        int[] sizes = new int[source.classNames().size()];
        for (int i = 0; i < source.size(); i++) {
            sizes[source.label(i)]++;
        }
        int occupied = (int) Arrays.stream(sizes).filter(n -> n > 0).count();
        Checks.inRange(
                "limit of " + source.name() + " (it has " + occupied + " classes)", most, occupied, Integer.MAX_VALUE);
        if (most >= source.size()) {
            return source;
        }
        int[] quota = quotas(sizes, most);
        int[] taken = new int[sizes.length];
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> taken[source.label(i)]++ < quota[source.label(i)])
                .toArray();
        return new SubsetSource(source, rows);
    }

    /** Deals {@code most} places out, one to each class in turn; the last round begins with the first class. */
    private static int[] quotas(int[] sizes, int most) {
        int[] quota = new int[sizes.length];
        int left = most;
        for (int round = 0; left > 0; round++) {
            for (int c = 0; c < sizes.length && left > 0; c++) {
                if (sizes[c] > round) {
                    quota[c]++;
                    left--;
                }
            }
        }
        return quota;
    }
}
