package org.imprint.vision.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imprint.core.Checks;

/**
 * Divides a source into train and test, class by class, from nothing but the samples' ids and a seed.
 *
 * <p>Within a class of n samples the round(fraction · n) with the smallest hash of (seed, id) are the test samples, at least one and
 * at most n − 1. The order of the source is kept. The result does not depend on the order in which files were found, and
 * adding an image moves few of the others.
 */
public final class StratifiedSplit {

    private StratifiedSplit() {}

    /**
     * Returns the two halves as views of the source; closing them does not close it.
     *
     * @param testFraction in (0, 1)
     * @throws DataException if a class has fewer than two samples, naming it
     */
    public static TrainTest of(SampleSource source, double testFraction, long seed) {
        Checks.require(testFraction > 0 && testFraction < 1, "test fraction must be in (0, 1)", testFraction);
        List<List<Integer>> byClass = new ArrayList<>();
        source.classNames().forEach(c -> byClass.add(new ArrayList<>()));
        for (int i = 0; i < source.size(); i++) {
            byClass.get(source.label(i)).add(i);
        }
        boolean[] test = new boolean[source.size()];
        for (int c = 0; c < byClass.size(); c++) {
            List<Integer> rows = byClass.get(c);
            if (rows.size() < 2) {
                throw new DataException(
                        source.name() + ": class " + source.classNames().get(c)
                                + " must have at least 2 images to be divided into train and test, was " + rows.size());
            }
            int count = (int) Math.max(1, Math.min(rows.size() - 1, Math.round(testFraction * rows.size())));
            rows.stream()
                    .sorted(Comparator.comparingLong((Integer i) -> hash(seed, source.id(i)))
                            .thenComparing(source::id))
                    .limit(count)
                    .forEach(i -> test[i] = true);
        }
        return new TrainTest(subset(source, test, false), subset(source, test, true));
    }

    private static SampleSource subset(SampleSource source, boolean[] test, boolean which) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < test.length; i++) {
            if (test[i] == which) {
                rows.add(i);
            }
        }
        return new SubsetSource(
                source, rows.stream().mapToInt(Integer::intValue).toArray());
    }

    /** FNV-1a over the id, then the finaliser of SplitMix64 with the seed mixed in, so that near ids fall far apart. */
    private static long hash(long seed, String id) {
        long h = 0xcbf29ce484222325L;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(h ^ mix(seed + 0x9E3779B97F4A7C15L));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
