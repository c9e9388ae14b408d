"""Conditional logit: weights that share out 1 among the candidates of each group (McFadden 1974), in numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WIDEST = 3.0
LONGEST_STEP, STEPS, ENOUGH = 0.5, 60, 1e-3


@dataclass(frozen=True)
class Linear:
    """A mean, a scale and a weight for each feature."""

    means: Floats
    scales: Floats
    weights: Floats

    def odds(self, values: Floats) -> Floats:
        """The log odds of each row, up to a constant of its group."""
        return np.asarray(scaled(values, self.means, self.scales) @ self.weights, dtype=np.float64)


def scaled(values: Floats, means: Floats, scales: Floats) -> Floats:
    return np.asarray(np.clip((values - means) / scales, -WIDEST, WIDEST), dtype=np.float64)


def share_out(values: Floats, labels: Floats, groups: Floats, penalty: float) -> Linear:
    """Fits by Newton's method with a ridge `penalty`. The rows of a group stand together and their labels add to 1."""
    means, scales = values.mean(axis=0), values.std(axis=0) + 1e-6
    rows, weights = scaled(values, means, scales), np.zeros(values.shape[1])
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    for _ in range(STEPS):
        shares = shares_of(rows @ weights, starts)
        drawn = rows * shares[:, None]
        middle = np.add.reduceat(drawn, starts)
        bend = drawn.T @ rows - middle.T @ middle + penalty * np.eye(len(weights))
        step = np.linalg.solve(bend, rows.T @ (shares - labels) + penalty * weights)
        weights -= step * min(1.0, LONGEST_STEP / max(1e-9, float(np.abs(step).max())))
        if np.abs(step).max() < ENOUGH:
            break
    return Linear(means, scales, weights)


def shares_of(odds: Floats, starts: NDArray[np.int64]) -> Floats:
    """The share of each row in its group; `starts` are the first rows of the groups."""
    sizes = np.diff(np.r_[starts, len(odds)])
    power = np.exp(odds - np.repeat(np.maximum.reduceat(odds, starts), sizes))
    return np.asarray(power / np.repeat(np.add.reduceat(power, starts), sizes), dtype=np.float64)
