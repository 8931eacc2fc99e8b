"""Runs rivals on request of bench/compare. A new module of rivals joins by one import."""

import os
import sys

import numpy
import scipy
import sklearn
import threadpoolctl

import cases
import kmeans  # noqa: F401
import least_squares  # noqa: F401
import neighbours  # noqa: F401
import selection  # noqa: F401


def about():
    blas = [i for i in threadpoolctl.threadpool_info() if i["user_api"] == "blas"][0]
    return "scikit-learn %s, NumPy %s, SciPy %s, %s %s (%s), %d threads" % (
        sklearn.__version__, numpy.__version__, scipy.__version__,
        blas["internal_api"], blas["version"], blas["architecture"], blas["num_threads"])


if __name__ == "__main__":
    if sys.argv[1:] == ["list"]:
        for c in cases.CASES.values():
            print("%s\t%g\t%s" % (c.name, c.tolerance, c.rival))
    elif len(sys.argv) == 4 and sys.argv[1] == "data":
        os.makedirs(sys.argv[3], exist_ok=True)
        cases.CASES[sys.argv[2]].data(sys.argv[3])
    else:
        cases.answer(about())
