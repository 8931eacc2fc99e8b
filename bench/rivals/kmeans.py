"""scikit-learn's KMeans, one run of Lloyd from greedy k-means++."""

import numpy as np
from sklearn.cluster import KMeans

from cases import case

N, D, K, SEED = 6000, 512, 20, 3


class FirstCentreOf152(np.random.RandomState):
    """Draws the first centre as scikit-learn 1.5.2 does; 1.2.1 differs in this one draw."""

    def randint(self, n, *args, **kwargs):
        return self.choice(n, p=np.full(n, 1.0 / n))


def blobs(folder):
    rng = np.random.RandomState(5)
    centres = 0.5 * rng.randn(20, D)
    save(folder, centres[rng.randint(20, size=N)] + rng.randn(N, D))


def noise(folder):
    save(folder, np.random.RandomState(6).rand(N, D))


def relu(folder):
    """Rows like a network's features: few latent directions, many zeros, unit length."""
    rng = np.random.RandomState(7)
    latent = 1.5 * rng.randn(40, 48)[rng.randint(40, size=N)] + rng.randn(N, 48)
    x = np.maximum(latent @ rng.randn(48, D) / 7 - 0.3 + 0.15 * rng.randn(N, D), 0)
    save(folder, x / np.linalg.norm(x, axis=1, keepdims=True))


def save(folder, x):
    np.save(folder + "/x.npy", x.astype(np.float32))


def add(data, dtype):
    rival = "sklearn KMeans(n_init=1, algorithm='lloyd'), %s" % dtype

    @case("kmeans-%s-%s" % (data.__name__, dtype), rival, data, 1e-5 if dtype == "float32" else 1e-6)
    def load(folder):
        x = np.load(folder + "/x.npy").astype(dtype)

        def run():
            random = FirstCentreOf152(SEED)
            fitted = KMeans(K, n_init=1, algorithm="lloyd", random_state=random).fit(x)
            return fitted.cluster_centers_.astype(np.float32)

        return run


for dtype in ("float64", "float32"):
    for data in (blobs, noise, relu):
        add(data, dtype)
