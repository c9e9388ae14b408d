"""Multinomial logistic regression with a ridge, in numpy: which of some kinds a row is of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kinds = NDArray[np.intp]
STEPS, TURNS, LEAST_SPREAD = 100, 20, 1e-6


@dataclass(frozen=True)
class Choice:
    """For each kind a weight for each number of a row as it stands, and the log odds of a row of zeros."""

    weights: Floats
    bias: Floats

    def of(self, values: Floats) -> Kinds:
        """The likeliest kind of each row."""
        return np.asarray(self.odds(values).argmax(axis=1), dtype=np.intp)

    def odds(self, values: Floats) -> Floats:
        """The log odds of each kind for each row, but for what a row's kinds have in common."""
        return np.asarray(values @ self.weights + self.bias, dtype=np.float64)


def fit_choice(values: Floats, labels: Kinds, penalty: float) -> Choice:
    """Fits STEPS steps of accelerated descent (Nesterov 1983); all kinds weigh alike, however rare. `penalty` counts
    for numbers brought to mean 0 and spread 1, never for the bias."""
    means, spreads = values.mean(axis=0), values.std(axis=0) + LEAST_SPREAD
    rows = np.c_[np.ones(len(values)), (values - means) / spreads].astype(np.float32)
    counts = np.bincount(labels)
    shares = (1 / counts[labels] / len(counts)).astype(np.float32)
    ridge = np.full((rows.shape[1], 1), penalty / len(rows), dtype=np.float32)
    ridge[0] = 0
    step = 1 / (_bend(rows, shares) / 2 + float(ridge[-1, 0]))
    found = ahead = np.zeros((rows.shape[1], len(counts)), dtype=np.float32)
    wanted, pace = np.eye(len(counts), dtype=np.float32)[labels], 1.0
    for _ in range(STEPS):
        slope = rows.T @ (shares[:, None] * (_chances(rows @ ahead) - wanted)) + ridge * ahead
        fresh, faster = ahead - np.float32(step) * slope, (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead, found, pace = fresh + np.float32((pace - 1) / faster) * (fresh - found), fresh, faster
    weights = found[1:].astype(np.float64) / spreads[:, None]
    return Choice(weights, found[0].astype(np.float64) - means @ weights)


def _chances(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(odds - odds.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _bend(rows: NDArray[np.float32], shares: NDArray[np.float32]) -> float:
    """The largest eigenvalue of the weighed rows' products, by repeated multiplication."""
    along, size = np.ones(rows.shape[1], dtype=np.float32), 1.0
    for _ in range(TURNS):
        along = rows.T @ (shares * (rows @ along))
        size = float(np.linalg.norm(along))
        along /= np.float32(size)
    return size
