package org.imprint.vision.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/**
 * Test images that proxies were made from too, which make an accuracy look better than it is.
 *
 * <p>Images are the same if their digests are; for files without digests, if their embeddings are, number for number.
 *
 * @param rows how many test rows there are
 * @param shared ids of those that are among the training images, in their order
 * @param byContent whether digests were compared, and not embeddings
 */
public record SharedImages(int rows, List<String> shared, boolean byContent) {

    private static final int SHOWN = 3;

    /** Copies the list. */
    public SharedImages {
        shared = List.copyOf(shared);
    }

    /** Compares two files. Time and memory O(n). */
    static SharedImages of(LabelledFile train, LabelledFile test) {
        return train.digests().isEmpty() || test.digests().isEmpty()
                ? byEmbeddings(train, test)
                : byContent(train, test);
    }

    private static SharedImages byContent(LabelledFile train, LabelledFile test) {
        Set<ContentDigest> trained = new HashSet<>(train.digests());
        int rows = test.digests().size();
        List<String> shared = IntStream.range(0, rows)
                .filter(i -> trained.contains(test.digests().get(i)))
                .mapToObj(test::id)
                .toList();
        return new SharedImages(rows, shared, true);
    }

    private static SharedImages byEmbeddings(LabelledFile train, LabelledFile test) {
        List<String> shared = new ArrayList<>();
        Map<Integer, List<Integer>> byHash = new HashMap<>();
        for (int i = 0; i < train.rows().rows(); i++) {
            byHash.computeIfAbsent(hash(train.rows(), i), h -> new ArrayList<>(1))
                    .add(i);
        }
        for (int i = 0; i < test.rows().rows(); i++) {
            int row = i;
            List<Integer> near = byHash.getOrDefault(hash(test.rows(), i), List.of());
            if (near.stream().anyMatch(t -> equal(train.rows(), t, test.rows(), row))) {
                shared.add(test.id(i));
            }
        }
        return new SharedImages(test.rows().rows(), shared, false);
    }

    private static int hash(FloatMatrix rows, int row) {
        int from = rows.offset(row);
        int hash = 1;
        for (int j = 0; j < rows.cols(); j++) {
            hash = 31 * hash + Float.floatToIntBits(rows.data()[from + j]);
        }
        return hash;
    }

    private static boolean equal(FloatMatrix a, int i, FloatMatrix b, int j) {
        return Arrays.equals(
                a.data(), a.offset(i), a.offset(i) + a.cols(), b.data(), b.offset(j), b.offset(j) + b.cols());
    }

    /** Returns whether no test image was held back from training. */
    public boolean isAll() {
        return shared.size() == rows;
    }

    /** Returns {@code 12 of 500 test images are among the training images (by content: cat/1.jpg, …)}. */
    @Override
    public String toString() {
        return (isAll() ? "all " + rows : shared.size() + " of " + rows)
                + " test images are among the training images (by "
                + (byContent ? "content" : "equal embeddings") + ": "
                + String.join(", ", shared.subList(0, Math.min(SHOWN, shared.size())))
                + (shared.size() > SHOWN ? ", …" : "") + ")";
    }
}
