"""Five published imprinting recipes and two measures of neural collapse, in NumPy.

They serve the model card and the choice of λ; the toolkit has its own, seed-exact implementation.
X is [n, d], labels are 0 .. C-1, proxies are [p, d] beside their owners [p].
"""

import numpy as np
from sklearn.cluster import KMeans

NAMES = ("Qi", "Hosoda", "Janson", "paper", "oracle")
SEED = 17121997
K = 20


def l2(rows):
    """Rows divided by their Euclidean norm."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def class_means(x, labels):
    """Returns (proxies [C, d], owners [C])."""
    owners = np.unique(labels)
    return np.stack([x[labels == c].mean(axis=0) for c in owners]), owners


def kmeans(x, labels, k=K):
    """Returns (proxies [k·C, d], owners [k·C]): k centres of each class."""
    owners = np.unique(labels)
    fits = [KMeans(k, n_init=1, random_state=SEED).fit(x[labels == c]) for c in owners]
    return np.concatenate([fit.cluster_centers_ for fit in fits]), np.repeat(owners, k)


def least_squares(x, labels, ridge):
    """Returns (W [C, d], owners [C]) with W = (1/C) Mᵀ (Σ + μμᵀ + λI)⁻¹."""
    means, owners = class_means(x, labels)
    second_moment = x.T @ x / len(x)
    return np.linalg.solve(second_moment + ridge * np.eye(x.shape[1]), means.T).T / len(owners), owners


def quantile(proxies):
    """Row by row: the first stays, every other takes by rank the quantiles of all rows before it."""
    stored, dimension = proxies[:1].copy(), proxies.shape[1]
    levels = np.arange(dimension) / dimension + 1 / (2 * dimension)
    for row in proxies[1:]:
        values = np.empty(dimension)
        values[np.argsort(row)] = np.quantile(stored, levels)
        stored = np.vstack([stored, values])
    return stored


def largest_product(queries, proxies, owners):
    """The owner of the proxy with the largest inner product."""
    return owners[np.argmax(queries @ proxies.T, axis=1)]


def nearest(queries, proxies, owners):
    """The owner of the Euclidean nearest proxy (m = 1)."""
    return owners[np.argmax(queries @ proxies.T - 0.5 * (proxies**2).sum(axis=1), axis=1)]


def oracle(train, test, ridge):
    """Accuracy in % of least squares on rows as they are."""
    (x, labels), (queries, truth) = train, test
    return _percent(largest_product(queries, *least_squares(x.astype(np.float64), labels, ridge)), truth)


def accuracies(train, test, ridge):
    """Returns accuracy in % by recipe, in the order of ``NAMES``; ``train`` and ``test`` are (X, labels)."""
    (x, labels), (queries, truth) = ((rows.astype(np.float64), y) for rows, y in (train, test))
    unit, unit_queries = l2(x), l2(queries)
    means, owners = class_means(x, labels)
    unit_means, _ = class_means(unit, labels)
    centres, centre_owners = kmeans(unit, labels)
    found = (
        _percent(largest_product(unit_queries, l2(unit_means), owners), truth),
        _percent(largest_product(queries, quantile(means), owners), truth),
        _percent(nearest(queries, means, owners), truth),
        _percent(largest_product(unit_queries, l2(centres), centre_owners), truth),
        oracle(train, test, ridge),
    )
    return dict(zip(NAMES, found))


def _percent(guesses, truth):
    return 100 * float(np.mean(guesses == truth))


def collapse(x, labels):
    """Returns (NC1, VCI) of L2-normalised rows.

    NC1 = tr(Σ_W Σ_B⁺)/C and VCI = 1 − tr(Σ_T⁺ Σ_B)/rank(Σ_B), with Σ_W = (1/n) Σ (x − μ_c)(x − μ_c)ᵀ,
    Σ_B = (1/C) Σ (μ_c − μ_G)(μ_c − μ_G)ᵀ and Σ_T = Σ_W + Σ_B.
    """
    unit = l2(x.astype(np.float64))
    means, owners = class_means(unit, labels)
    residuals = unit - means[np.searchsorted(owners, labels)]
    within = residuals.T @ residuals / len(unit)
    centred = means - unit.mean(axis=0)
    between = centred.T @ centred / len(owners)
    cut = {"rcond": x.shape[1] * 2.0**-23, "hermitian": True}
    rank = np.linalg.matrix_rank(between, tol=cut["rcond"] * np.linalg.norm(between, 2), hermitian=True)
    nc1 = np.trace(within @ np.linalg.pinv(between, **cut)) / len(owners)
    vci = 1 - np.trace(np.linalg.pinv(within + between, **cut) @ between) / rank
    return float(nc1), float(vci)
