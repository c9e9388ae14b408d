"""Copies, the plainest kind: pages whose body is the same to the letter, blanks and marks apart."""

from collections.abc import Iterable, Sequence

from ..knowledge import fold
from ..schema import CopyLink, Link, Page, Record
from .ids import digest


class CopyJoiner(Record, frozen=True):
    """At least one CopyLink for every page: `exact` of the earliest of those with its text, else `original`."""

    name: str = "copies"
    version: int = 1

    def key(self, page: Page) -> Iterable[str]:
        """A digest of the body's words."""
        yield f"body:{_body(page)}"

    def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:  # noqa: ARG002
        """The earliest of the pages as the original, the others as exact copies of it; undated pages come last."""
        first, *others = sorted(pages, key=_age)
        yield CopyLink(page=first.capture.id, relation="original")
        for page in others:
            why = f"every word of the body is that of {first.capture.source}"
            yield CopyLink(page=page.capture.id, of=first.capture.id, relation="exact", evidence=(why,), score=1.0)


def _body(page: Page) -> str:
    words = [fold(page.article.text[start:end]) for start, end in page.article.body]
    return digest(words) if any(words) else page.capture.id


def _age(page: Page) -> tuple[str, str, str]:
    return page.article.published.edtf or "9999", page.capture.taken_at or "9999", page.capture.id
