"""Writes nelder_mead.json: where scipy.optimize.fmin ends, and after how many evaluations.

python3 make_nelder_mead_fixture.py > ../resources/fixtures/nelder_mead.json   (scipy 1.17.1, numpy 2.4.6)

The functions use only exact products and sums, so that both sides compute the same bits. "drawn" returns the next number of a
linear congruence whatever the point is: it never settles, so that every rule of the simplex is met and the budget runs out in
different ones of them. "coarse" does so with five values, so that ties are met.
"""

import json

import numpy as np
from scipy.optimize import fmin


def rosenbrock(x):
    a = x[1] - x[0] * x[0]
    b = 1 - x[0]
    return 100 * (a * a) + b * b


def bowl(x):
    total = 0.0
    for i, e in enumerate(x):
        total += (i + 1) * ((e - i) * (e - i))
    return total


def slope(x):
    total = 0.0
    for e in x:
        total -= e
    return total


def flat(x):
    return 7.0


def drawn(seed):
    state = [seed]

    def f(x):
        state[0] = (state[0] * 1103515245 + 12345) % 2147483648
        value = state[0] // 65536
        return float("nan") if value % 29 == 0 else float(value)

    return f


def coarse(seed):
    state = [seed]

    def f(x):
        state[0] = (state[0] * 1103515245 + 12345) % 2147483648
        return float(state[0] // 65536 % 5)

    return f


def end(name, f, start):
    calls = [0]

    def counted(x):
        calls[0] += 1
        return f([float(e) for e in x])

    x = fmin(counted, np.array(start, dtype=float), disp=False)
    return {"f": name, "start": start, "end": [float(e) for e in np.atleast_1d(x)], "calls": calls[0]}


cases = [
    end("rosenbrock", rosenbrock, [-1.2, 1.0]),
    end("rosenbrock", rosenbrock, [0.0, 0.0]),
    end("bowl", bowl, [3.0]),
    end("bowl", bowl, [5.0, 0.0, -2.0, 1.0]),
    end("slope", slope, [1.0, 0.0]),
    end("slope", slope, [1.0, 2.0, 3.0]),
    end("flat", flat, [2.0, 0.0]),
]
for n in (1, 2, 3, 5):
    for seed in range(12):
        case = end("drawn", drawn(seed), [1.0] * n)
        case["seed"] = seed
        cases.append(case)
for n in (1, 2, 3):
    for seed in range(8):
        case = end("coarse", coarse(seed), [1.0] * n)
        case["seed"] = seed
        cases.append(case)
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
