package org.imprint.classifier.walk;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/**
 * The examples that a walk takes from. The last quarter are the images of the first under other names; some others are different images
 * with one embedding.
 */
record WalkPool(List<Example> examples, FloatMatrix rows) {

    static final int SIZE = 24;
    static final int D = 5;

    static WalkPool of(SplittableRandom random) {
        FloatMatrix rows = FloatMatrix.zeros(SIZE, D);
        Example[] examples = new Example[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int image = image(i);
            boolean alike = i >= SIZE * 5 / 8 && i < SIZE * 3 / 4;
            int like = alike ? i - SIZE / 2 : image;
            for (int j = 0; j < D; j++) {
                rows.data()[i * D + j] =
                        like < i ? rows.get(like, j) : (float) (random.nextDouble(-1, 1) + (like % 3 == j ? 1.5 : 0));
            }
            // the name goes against the number, so that canonical order is none of the orders of learning
            examples[i] = new Example(name(i), "source " + i % 3, digest("image " + image));
        }
        return new WalkPool(List.of(examples), rows);
    }

    /** Returns which image an example is. */
    static int image(int i) {
        return i < SIZE * 3 / 4 ? i : i - SIZE * 3 / 4;
    }

    static String name(int i) {
        return "image " + (SIZE - i);
    }

    private static ContentDigest digest(String content) {
        return ContentDigest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    List<Example> examples(Collection<Integer> ids) {
        return ids.stream().map(examples::get).toList();
    }

    FloatMatrix rows(Collection<Integer> ids) {
        return rows.select(ids.stream().mapToInt(i -> i).toArray());
    }

    /** Returns the number of an example. */
    int id(Example example) {
        return examples.indexOf(example);
    }
}
