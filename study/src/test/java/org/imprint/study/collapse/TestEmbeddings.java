package org.imprint.study.collapse;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;

/** Embeddings made up for tests. */
public final class TestEmbeddings {

    private TestEmbeddings() {}

    /** Returns rows around one centre per label. */
    public static FloatMatrix rows(int[] labels, int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(labels.length, d);
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < d; j++) {
                x.data()[x.offset(i) + j] = (float) (random.nextGaussian() + (j == labels[i] % d ? 3 : 0.5));
            }
        }
        return x;
    }

    /** Returns n labels 0, 1, …, C − 1, 0, 1, …. */
    public static int[] labels(int n, int classes) {
        return IntStream.range(0, n).map(i -> i % classes).toArray();
    }

    public static Path write(Path root, EmbeddingPath place, FloatMatrix x, int[] labels) {
        Provenance provenance = new Provenance(
                place.backbone(),
                "ab".repeat(32),
                "{}",
                OptionalDouble.empty(),
                place.dataSet(),
                "/data",
                place.split(),
                1,
                new TreeMap<>());
        SampleIndex index = SampleIndex.of(
                IntStream.of(labels).boxed().toList(),
                IntStream.range(0, labels.length).mapToObj(i -> "image " + i).toList(),
                List.of());
        Path file = place.under(root);
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, new EmbeddingSpec(x.cols(), Precision.FLOAT32, provenance), index)) {
            writer.append(x);
            writer.finish();
        }
        return file;
    }
}
