"""Log odds over measures of likeness, as the tables of this room pack them."""

from collections.abc import Iterable, Mapping

from ..schema import Record


class Logit(Record, frozen=True):
    """A weight for each measure, and the log odds where all are 0; `least` is where yes begins."""

    weights: dict[str, float]
    bias: float
    least: float = 0.0

    def of(self, likeness: object) -> float:
        """The log odds of a likeness, whose fields are the measures."""
        return self.bias + sum(weight * float(getattr(likeness, name)) for name, weight in self.weights.items())

    def most(self, names: Iterable[str]) -> float:
        """The most that some measures can add, each being between 0 and 1."""
        return sum(max(self.weights.get(name, 0.0), 0.0) for name in names)

    def part(self, measured: Mapping[str, float]) -> float:
        """What some measures add."""
        return sum(self.weights.get(name, 0.0) * value for name, value in measured.items())
