"""Both readers on made-up pages: read or refused, in time, every span made anew. `benchmarks/fuzz.py` runs long."""

import sys
from pathlib import Path

from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parent))

from reading import fault_of, wrong_span  # noqa: E402
from strategies import HTML_PAGES, TEXT_PAGES  # noqa: E402

from listeningpost.schema import Article, Published  # noqa: E402


@given(HTML_PAGES)
@settings(max_examples=60, deadline=None)
def test_html_pages(page: str) -> None:
    assert fault_of(page, "text/html") is None


@given(TEXT_PAGES)
@settings(max_examples=60, deadline=None)
def test_text_pages(page: str) -> None:
    assert fault_of(page, "text/plain") is None


def test_the_fuzzer_sees_a_wrong_span() -> None:
    article = Article(text="The quay", title=None, body=((0, 99),), furniture=(), published=Published())
    assert wrong_span(article, "The quay") == "span (0, 99) of a text of 8"
