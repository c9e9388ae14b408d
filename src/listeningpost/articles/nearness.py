"""How much of a body is searched: a page of megabytes is read whole, but no article is that long."""

from collections.abc import Sequence

from ..schema import Span

LONGEST = 200_000  # characters: a small book; as many as are annotated


def near(body: Sequence[Span]) -> tuple[Span, ...]:
    """The paragraphs of a body that end within LONGEST characters of its beginning, in order. What only an article has
    (faults, dates, the reckoning of its words) is sought in these."""
    return tuple(span for span in body if span[1] <= body[0][0] + LONGEST)
