"""Authors that an HTML page names in its fields."""

import json

import pytest

from listeningpost.articles import read
from listeningpost.schema import Capture, CaptureHead

PROSE = "".join(
    f"<p>The harbour master of Ostrel said on day {n} that the northern quay would be shut until winter ends, and"
    f" that the {n} ships which lie there would need another berth before the ice comes in.</p>" for n in range(5))


def authors(given: object, site: str = "The Orvel Courier") -> list[str]:
    fields = {"@type": "NewsArticle", "author": given, "publisher": {"@type": "Organization", "name": site}}
    page = (f'<html><head><script type="application/ld+json">{json.dumps(fields, ensure_ascii=False)}</script></head>'
            f"<body><h1>Quay closed</h1>{PROSE}</body></html>")
    head = CaptureHead(id="0" * 64, source="p", media_type="text/html", encoding="utf-8")
    article = read(Capture(head=head, body=page.encode())).article
    assert all(one.span or one.capture_span for one in article.byline)
    return [one.name for one in article.byline]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"@type": "Person", "name": "Ann Oster"}, ["Ann Oster"]),
        ("Ann Oster und Per Lund", ["Ann Oster", "Per Lund"]),
        ("Ann Oster, Per van der Lund and Élodie Petit", ["Ann Oster", "Per van der Lund", "Élodie Petit"]),
        ("By Ann Oster, Harbour Correspondent", ["Ann Oster"]),
        ("Ann Oster (@annoster)", ["Ann Oster"]),
        ("Von Ann Oster", ["Ann Oster"]),
        ([{"name": "Ann Oster"}, {"name": "The Orvel Courier"}], ["Ann Oster"]),
        ([{"name": "Ann Oster"}, {"name": "Orvel Verlag GmbH"}], ["Ann Oster"]),
        ("The Orvel Courier", []),
        ("admin", []),
        ("https://orvel.example/ann", []),
    ],
)
def test_authors_of_fields(given: object, expected: list[str]) -> None:
    assert authors(given) == expected
