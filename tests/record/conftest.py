"""Pages entered from made-up text: the parse and the mentions by the real rooms, attributions by hand."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from listeningpost.annotations.mentions import MentionExtractor
from listeningpost.annotations.roles import RoleExtractor
from listeningpost.knowledge import Knowledge
from listeningpost.knowledge.packs import read_pack
from listeningpost.language import parse
from listeningpost.record import enter
from listeningpost.schema import (
    Annotations,
    Article,
    AttributionFound,
    CaptureHead,
    FigureFound,
    Page,
    Published,
    Reading,
    Span,
    TimeFound,
    Token,
)

WORLD = {
    "pack.toml": 'title = "Made-up lands"\nversion = "2026-01"\n',
    "states.toml": """
[[state]]
key = "ostavia"
name = "Ostavia"
qid = "Q900001"
demonyms = ["Ostavian", "Ostavians"]
capital = "Veld"
metonyms = ["Veld"]
[[state]]
key = "lirnmark"
name = "Lirnmark"
demonyms = ["Lirnish"]
""",
    "actors.toml": """
[[actor]]
key = "wire"
name = "Ostavian News Agency"
type = "media"
abbrevs = ["ONA"]
agency = true
[[actor]]
key = "front"
name = "Marsh Front"
type = "armed_group"
[[actor]]
key = "river-pact"
name = "River Pact"
type = "organisation"
[[actor]]
key = "ministry"
name = "Ostavian Ministry of Defence"
type = "organisation"
country = "ostavia"
""",
    "affairs.toml": """
[[affair]]
of = "front"
kind = "governs"
over = "ostavia"
from = "1996-09"
to = "2001"
[[affair]]
of = "front"
kind = "governs"
over = "ostavia"
from = "2021-08-15"
[[affair]]
of = "river-pact"
kind = "exists"
from = "2015"
""",
    "people.toml": """
[[person]]
key = "ada-morn"
name = "Ada Morn"
gender = "f"
[[person]]
key = "ben-tull"
name = "Ben Tull"
gender = "m"
[[person]]
key = "carl-venn"
name = "Carl Venn"
gender = "m"
""",
    "offices.toml": """
[[office]]
person = "ada-morn"
role = "Minister of Defence"
forms = ["Defence Minister"]
of = "ostavia"
from = "2015-03-01"
to = "2020-02-29"
[[office]]
person = "ben-tull"
role = "Minister of Defence"
forms = ["Defence Minister"]
of = "ostavia"
from = "2020-03-01"
[[office]]
person = "carl-venn"
role = "President"
of = "lirnmark"
from = "2010"
to = "2014-05"
""",
}
Say = Callable[..., AttributionFound]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder: Path = tmp_path_factory.mktemp("lands")
    for name, text in WORLD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Knowledge([read_pack(folder)])


class Maker:
    """Makes a page of a text, with attributions, times and figures given by the words they stand on."""

    def __init__(self, world: Knowledge) -> None:
        self.world = world
        self.text = ""
        self.found: list[AttributionFound] = []
        self.times: list[TimeFound] = []
        self.figures: list[FigureFound] = []
        self.article: dict[str, object] = {}
        self.tokens: list[Token] = []

    def write(self, text: str, published: Published | None = None, **article: object) -> "Maker":
        self.text, self.article = text, {"published": published or Published(edtf="2018-05-04"), **article}
        return self

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def say(self, source: str | None, content: str, nth: int = 0, **fields: object) -> "Maker":
        spot = self.span(content)
        sentence = next(s for s in parse(self.text, ((0, len(self.text)),)).sentences if s[0] <= spot[0] < s[1])
        raw = {"sentence": sentence, "content_spans": (spot,), "kind": "indirect",
               "source_span": self.span(source, nth) if source else None, **fields}
        self.found.append(msgspec.convert(raw, AttributionFound))
        return self

    def proper(self, word: str) -> "Maker":
        """A word as the model would read a name."""
        self.tokens.append(Token(span=self.span(word), upos="PROPN", head=None, relation="root"))
        return self

    def time(self, words: str, edtf: str | None) -> "Maker":
        self.times.append(TimeFound(span=self.span(words), edtf=edtf, why="made up"))
        return self

    def figure(self, words: str, value: float) -> "Maker":
        self.figures.append(FigureFound(span=self.span(words), kind="count", value=value))
        return self

    def page(self, capture: str = "0" * 64) -> Page:
        head = CaptureHead(id=capture, source="made-up", media_type="text/plain", encoding="utf-8")
        body = self.article.pop("body", ((0, len(self.text)),))
        raw = {"text": self.text, "title": None, "body": body, "furniture": (), **self.article}
        reading = Reading(head=head, space="capture", article=Article(**raw))  # type: ignore[arg-type]
        parsed = msgspec.structs.replace(parse(self.text, body), tokens=tuple(self.tokens))  # type: ignore[arg-type]
        found = Annotations(parse=parsed)
        for extractor in (MentionExtractor(), RoleExtractor()):
            found = extractor.find(reading, found, self.world)
        found = msgspec.structs.replace(found, attributions=tuple(self.found), times=tuple(self.times),
                                        figures=tuple(self.figures))
        return enter(reading, found, self.world)


@pytest.fixture
def maker(world: Knowledge) -> Maker:
    return Maker(world)


@pytest.fixture
def made(world: Knowledge) -> Callable[[], Maker]:
    return lambda: Maker(world)
