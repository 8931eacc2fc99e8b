package org.imprint.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sweep on small real embeddings: Fashion-MNIST in 64 dimensions, 600 training and 300 test rows. */
final class SmallSweep {

    /** The data folder; {@code lab} tests the numbers. */
    static final Path DATA = Path.of("..", "lab", "src", "test", "resources", "fixtures", "h5");

    /** 24 combinations: mean and two k-means by three norms and two seeds, ls, by the inner product; 18 distinct runs. */
    static final String TEXT = """
            schema: 1
            sweep:
              backbones: resnet18
              datasets: FashionMNIST
              tasks: {all: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}
              seeds: [17121997, 5]
              norm: {post: [none, l2, quantile]}
              generators: [mean, ls, {method: kmeans, k: [1, 3]}]
            """;

    /** A few thousand combinations that take some seconds. */
    static final String LONG = """
            schema: 1
            sweep:
              backbones: [resnet18, vit_b_16]
              datasets: FashionMNIST
              tasks: {all: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], some: [4, 2, 9], two: [1, 3]}
              seeds: [17121997, 5, 6]
              norm: {pre: [none, l2], post: [none, l2], inf: [none, l2]}
              generators: [mean, ls, all, {method: [kmeans, kmedoids, kls, random, fps], k: [1, 3, 5]}]
              aggregations:
                - {method: max, distance: [inner_product, euclidean]}
                - {method: mnn, distance: [cosine, manhattan], weighting: [uniform, weighted_by_distance], m: [1, 5]}
            """;

    private SmallSweep() {}

    static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("sweep.yaml"), text);
    }
}
