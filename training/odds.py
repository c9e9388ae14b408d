"""Logistic regression with a ridge, in numpy: the log odds of a row, as one weight for each of its numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS, ENOUGH, LEAST_SPREAD = 60, 1e-8, 1e-6


@dataclass(frozen=True)
class Odds:
    """A weight for each number of a row as it stands, and the log odds of a row of zeros."""

    weights: Floats
    bias: float

    def of(self, values: Floats) -> Floats:
        """The log odds of each row."""
        return np.asarray(values @ self.weights + self.bias, dtype=np.float64)


def fit_odds(values: Floats, labels: Floats, penalty: float, counts: Floats | None = None) -> Odds:
    """Fits by Newton's method; `penalty` counts for numbers brought to mean 0 and spread 1, never for the bias. A row
    counts as often as `counts` says, else once."""
    counts = np.ones(len(values)) if counts is None else counts
    means, spreads = values.mean(axis=0), values.std(axis=0) + LEAST_SPREAD
    rows = np.c_[np.ones(len(values)), (values - means) / spreads]
    ridge = penalty * np.eye(rows.shape[1])
    ridge[0, 0] = LEAST_SPREAD
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ found))
        bend = (rows * (counts * chances * (1 - chances))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, rows.T @ (counts * (chances - labels)) + ridge @ found)
        found -= step
        if np.abs(step).max() < ENOUGH:
            break
    weights = found[1:] / spreads
    return Odds(weights, float(found[0] - means @ weights))
