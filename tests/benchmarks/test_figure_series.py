"""What the product joins, as the scorer of utterances and figure series reads it."""

from benchmarks.figure_series import given_of
from listeningpost.schema import FigureSeriesLink, SeriesPoint

from ..record.figures import page_of


def test_series_are_given_by_document_and_span_with_their_relations() -> None:
    pages = [page_of(f"The Front keeps 11 camps, said {day}.", {"11 camps": {}}, day) for day in ("2031", "2033")]
    points = tuple(
        SeriesPoint(figure=(page.capture.id, page.figures[0].id), page=page.capture.id, relation=relation)  # type: ignore[arg-type]
        for page, relation in zip(pages, ("first", "repeat"), strict=True))
    link = FigureSeriesLink(id="n1", what="camps", points=points, flags=("unchanged since 2031",))
    assert list(given_of(pages, [link])) == [{
        "kind": "figure_series", "flags": ["unchanged since 2031"],
        "points": [{"document": page.capture.source, "span": [16, 24], "relation": relation}
                   for page, relation in zip(pages, ("first", "repeat"), strict=True)],
    }]
