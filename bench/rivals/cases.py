"""What every rival module needs: the list of cases and the loop that answers bench/compare.

A rival is a function decorated with @case: it gets the folder of the case's data files and returns a function without
arguments that computes the result once. Its `data` function writes those files.
"""

import sys
import time

import numpy as np

CASES = {}


class Case:
    def __init__(self, name, rival, data, tolerance, load):
        self.name, self.rival, self.data, self.tolerance, self.load = name, rival, data, tolerance, load


def case(name, rival, data, tolerance=1e-5):
    """Adds a case: `rival` says in words what is timed; results must agree within tolerance of the largest element."""

    def add(load):
        CASES[name] = Case(name, rival, data, tolerance, load)
        return load

    return add


def answer(about):
    """Answers the requests of bench/compare: about, load NAME FOLDER, run, save FILE."""
    work, result = None, None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "about":
            print(about, flush=True)
        elif words[0] == "load":
            work = CASES[words[1]].load(words[2])
            print("loaded", flush=True)
        elif words[0] == "run":
            start = time.perf_counter()
            result = work()
            print(1e3 * (time.perf_counter() - start), flush=True)
        elif words[0] == "save":
            np.save(words[1], np.asarray(result))
            print("saved", flush=True)
        else:
            raise ValueError("request must be about, load, run or save, was " + line)
