"""Generators that choose rows, by their formulas in NumPy."""

import numpy as np

from cases import case
from kmeans import relu

SEED = 3


@case("fps", "numpy: one matrix-vector product a step, distances kept", relu, 0)
def farthest_points(folder):
    x = np.load(folder + "/x.npy")

    def run():
        # torch's randint is the first word of this stream modulo n
        start = int.from_bytes(np.random.RandomState(SEED).bytes(4), "little") % len(x)
        norms = np.einsum("ij,ij->i", x, x)
        chosen = [start]
        nearest = np.full(len(x), np.inf, np.float32)
        for _ in range(99):
            last = chosen[-1]
            nearest = np.minimum(nearest, norms - 2 * (x @ x[last]) + norms[last])
            nearest[last] = -np.inf
            chosen.append(int(np.argmax(nearest)))
        return x[chosen]

    return run


@case("covmax", "numpy: row sums of the covariance by their closed form", relu, 0)
def covariance_max(folder):
    x = np.load(folder + "/x.npy")

    def run():
        centred = x.astype(np.float64) - x.mean(axis=1, keepdims=True, dtype=np.float64)
        score = centred @ centred.sum(axis=0)
        return x[np.argsort(-score)[:20]]

    return run
