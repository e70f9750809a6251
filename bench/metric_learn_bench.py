"""metric-learn's LMNN, ITML and NCA on one CPU thread: the same rows, splits and pairs as the browser's GMML.

    python bench/metric_learn_bench.py <cases.json> <form,…>

A case is one split in one form (standardised or raw): {form, x, labels, testX, testLabels, similar, dissimilar}, the
pairs as row numbers of x. Each method keeps its defaults. Prints one JSON line: the processor and wall milliseconds of
a warm fit, and the error of 5 nearest neighbours under its metric.
"""

import json
import os
import sys
import time
import warnings

# Before NumPy is loaded: later it has its threads already.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import metric_learn
import numpy as np
import scipy
import sklearn
from sklearn.neighbors import KNeighborsClassifier

NEIGHBORS = 5


def lmnn(case):
    return metric_learn.LMNN(random_state=0).fit(case["x"], case["labels"])


def nca(case):
    return metric_learn.NCA(random_state=0).fit(case["x"], case["labels"])


def itml(case):
    return metric_learn.ITML(random_state=0).fit(case["pairs"], case["signs"])


METHODS = {"Euclidean": lambda case: None, "LMNN": lmnn, "ITML": itml, "NCA": nca}


def arrays(case):
    both = np.array(case["similar"] + case["dissimilar"])
    x = np.array(case["x"])
    return {
        "x": x,
        "labels": np.array(case["labels"]),
        "test": np.array(case["testX"]),
        "testLabels": np.array(case["testLabels"]),
        "pairs": x[both],
        "signs": np.repeat([1, -1], [len(case["similar"]), len(case["dissimilar"])]),
    }


def error(model, case):
    """The share of held-out points that are wrong."""
    transform = model.transform if model else lambda x: x
    judge = KNeighborsClassifier(NEIGHBORS, algorithm="brute").fit(transform(case["x"]), case["labels"])
    return float(np.mean(judge.predict(transform(case["test"])) != case["testLabels"]))


def measure(fit, case):
    """The median fit of those that half a second is enough for, without the first, which is cold."""
    times = []
    while len(times) < 2 or sum(wall for _, wall in times) < 500 and len(times) < 9:
        cpu, wall = time.process_time(), time.perf_counter()
        model = fit(case)
        times.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
    cpu, wall = np.median(times[1:], axis=0)
    return {"cpu": cpu, "wall": wall, "error": error(model, case), "iterations": getattr(model, "n_iter_", None)}


def main():
    # scikit-learn warns, at every call, of the argument that it is going to drop.
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = [case for case in json.load(file) if case["form"] in sys.argv[2].split(",")]
    fits = []
    for case in cases:
        data = arrays(case)
        fits += [{"method": name, "form": case["form"], **measure(fit, data)} for name, fit in METHODS.items()]
    modules = [("metric-learn", metric_learn), ("scikit-learn", sklearn), ("NumPy", np), ("SciPy", scipy)]
    versions = ", ".join(f"{name} {module.__version__}" for name, module in modules)
    print(json.dumps({"versions": versions, "fits": fits}))


main()
