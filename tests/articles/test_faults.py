"""Faults that the words of a page show: captions in the text, garbled words, prose translated back."""

import pytest

from listeningpost.articles.faults import find_faults
from listeningpost.articles.garbling import garbled
from listeningpost.schema import Article, Published

LINE = "The harbour board of Ostrel said on Monday that the old quay would be closed to all ships until the spring."


def article(*paragraphs: str, furniture: tuple[str, ...] = (), language: str = "en") -> Article:
    """A text page of these paragraphs, of which those in `furniture` are not body."""
    text, body, apart = "", [], []
    for paragraph in paragraphs:
        span = (len(text), len(text) + len(paragraph))
        (apart if paragraph in furniture else body).append(span)
        text += paragraph + "\n\n"
    return Article(text=text, title=None, body=tuple(body), furniture=tuple(apart), published=Published(),
                   language=language)


def told(page: Article) -> list[tuple[str, str]]:
    """The kind of each fault with the words under its span."""
    return [(flag.kind, page.text[slice(*(flag.span or (0, 0)))]) for flag in find_faults(page)]


@pytest.mark.parametrize(
    ("garbage", "shown"),
    [
        ("the townâ€™s quay", "â€™"),
        ("a cafÃ© by the quay", "Ã©"),
        ("the РјСЌСЂ said so", "РјСЌСЂ"),
        ("the har?our board", "har?our"),
        ("the har\ufffd\ufffdour", "har\ufffd\ufffdour"),
        ("closed to to all ships", "to to"),
        ("closed by the a board", "the a"),
        ("the {{ quay.name }} is shut", "{{ quay.name }}"),
        ("the quay is shut.<br /> Ships wait", "<br />"),
        ("ships &amp; boats", "&amp;"),
        ("the quay (the old one is shut", "("),
        ("the quay the old one) is shut", ")"),
    ],
)
def test_garbled_words_are_told(garbage: str, shown: str) -> None:
    assert ("garbled", shown) in told(article(LINE, f"{LINE} Here {garbage} today."))


@pytest.mark.parametrize(
    "clean",
    [
        "Gäste im Café: “Ça va?” – naïve façade, Señor Muñoz",
        "Рёв моря был слышен в порту, Сікорський мовчав",
        "She asked: why? Because. What he had had was that that mattered",
        "a) the quay 12) the ships (see https://quay.example/x?y=z&amp=1) and :( alone",
        "an index [sic] of ships (the old (and new) ones) was made",
        "tags such as <harbour> and {quay} are words here",
    ],
)
def test_prose_is_not_garbled(clean: str) -> None:
    assert told(article(LINE, clean)) == []


def test_several_places_of_one_kind_in_a_paragraph_are_one_flag() -> None:
    page = article("It is the townâ€™s quay and the townâ€™s board that speaks for the townâ€™s ships.")
    flags = list(garbled(page.text, page.body, "en"))
    assert [flag.note for flag in flags] == ["letters decoded wrongly: â€™ stands for ’ (3 places)"]


def test_doubled_words_are_sought_in_english_alone() -> None:
    assert told(article("Die, die die die Fähre nehmen, of of", language="de")) == []


@pytest.mark.parametrize(
    "caption",
    [
        "The old quay on Monday. Photo: Maren Ostby",
        "The old quay on Monday. (AP Photo/Maren Ostby)",
        "FILE PHOTO: The old quay on Monday.",
        "The old quay on Monday. Maren Ostby/Getty Images",
    ],
)
def test_a_caption_among_the_paragraphs_is_told(caption: str) -> None:
    assert told(article(LINE, caption, LINE)) == [("caption_in_text", caption)]


def test_a_credit_inside_a_paragraph_is_told_at_its_place() -> None:
    page = article(LINE, f"{LINE} (Photo by Maren Ostby) {LINE}")
    assert told(page) == [("caption_in_text", "(Photo by Maren Ostby)")]


def test_a_caption_between_paragraphs_is_told_though_it_is_no_body() -> None:
    caption, place, under = "The quay. Photo: Maren Ostby", "[Image: quay.jpg]", "Ships wait outside the harbour."
    page = article(LINE, caption, LINE, place, under, LINE, caption, furniture=(caption, place, under))
    assert told(page) == [("caption_in_text", caption), ("caption_in_text", under)]


def test_furniture_that_is_no_caption_is_no_fault() -> None:
    assert told(article(LINE, "Read also: the new quay", LINE, furniture=("Read also: the new quay",))) == []


BACK = (
    "The board considers , that the quay lives through a hard time. He told to the agency that by nobody it was asked.",
    "“We did not came to sit” , — he noted. This decisions must to be changed, despite of the storm.",
)


def test_prose_translated_back_is_told_once() -> None:
    page = article(LINE, *BACK)
    flags = [flag for flag in find_faults(page) if flag.kind == "translated_back"]
    assert len(flags) == 1
    assert flags[0].span in page.body
    assert flags[0].note.startswith("reads as if translated from another language: ")


@pytest.mark.parametrize("page", [article(LINE, LINE), article(LINE, BACK[0][:40]), article(*BACK, language="de")])
def test_a_slip_is_no_translation(page: Article) -> None:
    assert not [flag for flag in find_faults(page) if flag.kind == "translated_back"]


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted() -> None:
    flags = find_faults(article(*["the cafÃ© by the quay of Ostrel was closed to all guests on Monday."] * 70))
    assert len(flags) == 50
    counted = [flag.note for flag in flags if "more like it" in flag.note]
    assert counted == [f"{flags[0].note}; 20 more like it on the page"]
