"""Makes runs.csv and rankings.json: medians over seeds, ranks and spreads by pandas. Written for pandas 1.5.3, NumPy 1.24.2, SciPy 1.10.1.

    python3 make_rankings.py
"""

import itertools
import json

import numpy as np
import pandas as pd
import scipy.stats

rng = np.random.RandomState(7)
KEYS = ["pre", "post", "inf", "generator", "k", "aggregation", "distance", "weighting", "m"]
GROUP = ["backbone", "dataset", "task"]

methods = []
for (pre, inf), post in itertools.product([("none", "none"), ("none", "l2"), ("l2", "l2")], ["none", "l2"]):
    for gen, k in [("mean", "1"), ("kmeans", "5"), ("kmeans", "20"), ("fps", "5"), ("ls", "1")]:
        methods.append((pre, post, inf, gen, k, "max", "inner_product", "uniform", "none"))
        if gen == "kmeans":
            methods.append((pre, post, inf, gen, k, "max", "euclidean", "uniform", "none"))
            for w, m in itertools.product(["uniform", "weighted_by_distance"], ["1", "3"]):
                methods.append((pre, post, inf, gen, k, "mnn", "euclidean", w, m))
methods.append(("none", "quantile", "none", "mean", "1", "max", "inner_product", "uniform", "none"))

effects = {method: rng.uniform(-6, 6) for method in methods}
rows = []
for backbone, dataset, task in itertools.product(["b1", "b2"], ["D1", "D2"], ["all", "even"]):
    level = rng.uniform(70, 90)
    for method in methods:
        good = level + effects[method] + rng.uniform(-2, 2)
        for seed in (1, 2, 3):
            # Multiples of a half: ties within groups and between seeds.
            acc = min(100.0, round(2 * (good + rng.uniform(-1, 1))) / 2)
            rows.append((backbone, dataset, task, *method, seed, acc))
runs = pd.DataFrame(rows, columns=[*GROUP, *KEYS, "seed", "acc"])
# A few seeds lost: medians of two are means of two.
runs = runs.drop(runs.sample(40, random_state=1).index).sample(frac=1, random_state=2)
runs.to_csv("runs.csv", index=False)


def ranking(frame, axis):
    medians = frame.groupby([*GROUP, *KEYS])["acc"].median().reset_index()
    medians["rank"] = medians.groupby(GROUP)["acc"].rank(ascending=False, method="average")
    table = medians.groupby(KEYS).agg(
        rank_mean=("rank", "mean"), rank_std=("rank", "std"), rank_sem=("rank", "sem"),
        acc_mean=("acc", "mean"), acc_std=("acc", "std"), acc_sem=("acc", "sem"), n=("acc", "count")).reset_index()
    table = table.sort_values(["rank_mean", "acc_mean"], ascending=[True, False], kind="stable")
    best = table.groupby(axis, sort=False).first().reset_index()
    columns = medians.set_index(KEYS + GROUP)["acc"].unstack(GROUP)
    scores = [columns.loc[tuple(row)].to_numpy() for row in best[KEYS].itertuples(index=False)]
    friedman = scipy.stats.friedmanchisquare(*scores)
    pairs = []
    for i, j in itertools.combinations(range(len(scores)), 2):
        pairs.append(scipy.stats.wilcoxon(scores[i], scores[j], zero_method="pratt").pvalue)
    return {"rows": table.to_dict("records"), "best": best.to_dict("records"),
            "friedman": friedman.statistic, "friedman_p": friedman.pvalue, "smallest_p": min(pairs)}


no_ls = runs[runs.generator != "ls"]
inner = no_ls[(no_ls.aggregation == "max") & (no_ls.distance == "inner_product")]
twenty = runs[(runs.generator == "kmeans") & (runs.k == "20") & (runs.distance == "euclidean")
              & (runs.pre == "l2") & (runs.post == "l2") & (runs.inf == "l2")]
with open("rankings.json", "w") as out:
    json.dump({
        "generators": ranking(inner, ["generator"]),
        "norms": ranking(inner, ["pre", "post", "inf"]),
        "aggregations": ranking(no_ls, ["aggregation", "m"]),
        "aggregations-kmeans-20": ranking(twenty, ["aggregation", "m"]),
    }, out, indent=0)
    out.write("\n")
