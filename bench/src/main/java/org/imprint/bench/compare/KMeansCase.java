package org.imprint.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.core.cluster.KMeans;
import org.imprint.core.cluster.Precision;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** k-means with k-means++, n = 6000, d = 512, k = 20; the result is the centres. */
record KMeansCase(String data, boolean single) implements ComparedCase {

    private static final int K = 20;
    private static final long SEED = 3;

    @Override
    public String name() {
        return "kmeans-" + data + (single ? "-float32" : "-float64");
    }

    @Override
    public Work load(Path folder, Parallel parallel) throws IOException {
        FloatMatrix x = Npy.read(folder.resolve("x.npy"));
        Precision precision = single ? Precision.FLOAT : Precision.DOUBLE;
        return () -> new KMeans(K).fit(x, SEED, precision, parallel).centres().toFloat();
    }
}
