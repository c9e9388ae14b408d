"""What figures count, and what rose or fell."""

import pytest

from listeningpost.annotations.figures import Figures
from listeningpost.annotations.times import Times
from listeningpost.knowledge import open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, CaptureHead, Published, Reading


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The office said attacks on infrastructure could rise by 30%.", "attacks on infrastructure"),
        ("Exports rose sharply by 12 percent, officials said.", "Exports"),
        ("The bank raised its rate by 2 per cent.", "its rate"),
        ("The ministry warned of a 15% fall in grain prices.", "grain prices"),
        ("Shares of Basin Oil were up 5% on Monday.", "Shares of Basin Oil"),
        ("Some 20 houses in the Dune Valley burnt.", "houses in the Dune Valley"),
        ("Some 300 troops in May left.", "troops"),
        ("The number of patients stood at 950.", "number of patients"),
        ("The mayor said the toll from that landslide had risen to 21.", "toll from that landslide"),
        ("The gunmen killed 12.", "people killed"),
    ],
)
def test_what_is_counted(text: str, what: str) -> None:
    body = ((0, len(text)),)
    head = CaptureHead(id="0", source="case", media_type="text/plain", encoding="utf-8")
    article = Article(text=text, title=None, body=body, furniture=(), published=Published())
    reading = Reading(head=head, space="capture", article=article)
    found = Figures().find(reading, Annotations(parse=parse(text, body)), open_knowledge())
    assert [figure.what for figure in found.figures] == [what]


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("The Front had 400 men before the 2021 ceasefire.", None),
        ("The Front had 400 men in 2021.", "2021"),
        ("The club sold 400 boats in the 2021 season.", "2021"),
    ],
)
def test_a_year_that_names_a_thing_is_not_the_figures_time(text: str, as_of: str | None) -> None:
    body = ((0, len(text)),)
    head = CaptureHead(id="0", source="case", media_type="text/plain", encoding="utf-8")
    article = Article(text=text, title=None, body=body, furniture=(), published=Published(edtf="2023-05-04"))
    reading = Reading(head=head, space="capture", article=article)
    knowledge, found = open_knowledge(), Annotations(parse=parse(text, body))
    for extractor in (Times(), Figures()):
        found = extractor.find(reading, found, knowledge)
    assert [figure.as_of for figure in found.figures] == [as_of]
