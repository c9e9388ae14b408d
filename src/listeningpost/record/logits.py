"""Log odds over measures of likeness, as the tables of this room pack them."""

from ..schema import Record


class Logit(Record, frozen=True):
    """A weight for each measure, and the log odds where all are 0; `least` is where yes begins."""

    weights: dict[str, float]
    bias: float
    least: float = 0.0

    def of(self, likeness: object) -> float:
        """The log odds of a likeness, whose fields are the measures."""
        return self.bias + sum(weight * float(getattr(likeness, name)) for name, weight in self.weights.items())
