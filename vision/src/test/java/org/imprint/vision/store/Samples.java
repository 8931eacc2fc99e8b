package org.imprint.vision.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;

/** Small contents for embeddings files. */
final class Samples {

    static final List<String> CLASSES = List.of("Ärmel", "鞋", "bag");

    private Samples() {}

    static Provenance provenance() {
        return new Provenance(
                "tiny",
                "ab".repeat(32),
                "{\"resize\":28}",
                OptionalDouble.of(0.015625),
                "Somewhere",
                "/data/somewhere",
                "train",
                16,
                new TreeMap<>(Map.of("onnxruntime", "1.29.0")));
    }

    static EmbeddingSpec spec(int dimension, Precision precision) {
        return new EmbeddingSpec(dimension, precision, provenance());
    }

    static SampleIndex index(int n) {
        return SampleIndex.of(
                IntStream.range(0, n).mapToObj(i -> i % 3).toList(),
                IntStream.range(0, n).mapToObj(i -> "klasse/ü" + i + ".png").toList(),
                CLASSES);
    }

    static FloatMatrix rows(int n, int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix m = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            m.data()[i] = (float) random.nextDouble(-4, 4);
        }
        return m;
    }
}
