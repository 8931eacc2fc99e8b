"""Brute-force neighbours of scikit-learn, m = 50; rows look like embeddings of ten classes after a ReLU, class by class."""

import numpy as np
from sklearn.neighbors import NearestNeighbors

from cases import case

M = 50


def embeddings(queries, proxies=60000, dim=512):
    def write(folder):
        rng = np.random.RandomState(17121997)
        centres = rng.standard_normal((10, dim))
        for name, labels in (("proxies", np.sort(rng.randint(10, size=proxies))), ("queries", rng.randint(10, size=queries))):
            x = centres[labels] + 1.5 * rng.standard_normal((len(labels), dim))
            np.save(folder + "/" + name + ".npy", np.maximum(x, 0).astype(np.float32))

    return write


def add(metric, queries):
    @case("neighbours-" + metric, "NearestNeighbors(algorithm='brute'), %d queries, distances" % queries,
          embeddings(queries), 1e-5)
    def neighbours(folder):
        model = NearestNeighbors(n_neighbors=M, algorithm="brute", metric=metric)
        proxies, queries = np.load(folder + "/proxies.npy"), np.load(folder + "/queries.npy")
        return lambda: model.fit(proxies).kneighbors(queries)[0].astype(np.float32)


add("cosine", 10000)
add("euclidean", 10000)
add("manhattan", 500)
