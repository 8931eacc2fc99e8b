"""scikit-learn's brute-force neighbours beside ours: same data, same answers, same run.

    neighbours.py make DIR [PROXIES QUERIES DIM]   writes proxies.f32, queries.f32, shape.txt
    neighbours.py run DIR [REPEATS [METRIC ...]]   prints one JSON line per metric, checks DIR/METRIC.i32 if it is there

Rows look like embeddings of ten classes after a ReLU: class centre plus noise, cut at zero. Neither side normalises them.
Threads: whatever OMP_NUM_THREADS and OPENBLAS_NUM_THREADS say; set both to 2.
"""

import json
import os
import statistics
import sys
import time

import numpy as np
import sklearn
from sklearn.neighbors import NearestNeighbors

M = 50


def make(folder, proxies=60000, queries=10000, dim=512):
    rng = np.random.RandomState(17121997)
    centres = rng.standard_normal((10, dim))
    os.makedirs(folder, exist_ok=True)
    for name, rows in (("proxies", proxies), ("queries", queries)):
        labels = np.sort(rng.randint(10, size=rows)) if name == "proxies" else rng.randint(10, size=rows)
        x = centres[labels] + 1.5 * rng.standard_normal((rows, dim))
        np.maximum(x, 0).astype("<f4").tofile(os.path.join(folder, name + ".f32"))
    with open(os.path.join(folder, "shape.txt"), "w") as f:
        f.write(f"{proxies} {queries} {dim}\n")


def disagreements(folder, metric, distances, indices):
    """Queries whose neighbours differ, other than by order within one float rounding of a distance."""
    path = os.path.join(folder, metric + ".i32")
    if not os.path.exists(path):
        return None
    ours = np.fromfile(path, "<i4").reshape(indices.shape)
    wrong = 0
    for i in np.flatnonzero((np.sort(ours, 1) != np.sort(indices, 1)).any(1)):
        odd = set(ours[i]) ^ set(indices[i])
        shared = max(d for d, j in zip(distances[i], indices[i]) if j in odd)
        wrong += int(not np.isclose(shared, distances[i].max(), rtol=1e-5, atol=1e-6) or len(odd) > 4)
    return wrong


def run(folder, repeats=3, metrics=("cosine", "euclidean", "manhattan")):
    proxies, queries, dim = map(int, open(os.path.join(folder, "shape.txt")).read().split())
    w = np.fromfile(os.path.join(folder, "proxies.f32"), "<f4").reshape(proxies, dim)
    q = np.fromfile(os.path.join(folder, "queries.f32"), "<f4").reshape(queries, dim)
    for metric in metrics:
        model = NearestNeighbors(n_neighbors=M, algorithm="brute", metric=metric, n_jobs=None).fit(w)
        times, cpu = [], []
        for _ in range(repeats):
            start, cpu_start = time.perf_counter(), time.process_time()
            distances, indices = model.kneighbors(q)
            times.append((time.perf_counter() - start) * 1e3)
            cpu.append((time.process_time() - cpu_start) * 1e3)
        print(
            json.dumps(
                {
                    "case": f"neighbours.{metric}",
                    "who": f"scikit-learn {sklearn.__version__}",
                    "shape": [proxies, queries, dim],
                    "m": M,
                    "ms": [round(t, 1) for t in times],
                    "median_ms": round(statistics.median(times), 1),
                    "cpu_ms": round(statistics.median(cpu), 1),
                    "disagreements": disagreements(folder, metric, distances, indices),
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], *map(int, sys.argv[3:]))
    else:
        more = (int(sys.argv[3]), *([tuple(sys.argv[4:])] if len(sys.argv) > 4 else [])) if len(sys.argv) > 3 else ()
        run(sys.argv[2], *more)
