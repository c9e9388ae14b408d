"""Names misspelt, and headlines that claim more than their text."""

import pytest

from listeningpost.annotations import annotate
from listeningpost.annotations.near_names import is_slip, skeleton
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Article, CaptureHead, Flag, Published, Reading, Title

REST = (
    "The harbour board met on Monday and heard what the engineers had to say about the old quay. It would be closed to "
    "all ships until the spring, and the fishermen would have to land their catch elsewhere in the meantime. A ferry "
    "will be hired from the next town for the winter. Nobody on the board spoke against the plan, and the mayor "
    "thanked them all."
)


def flags_of(title: str, *paragraphs: str, furniture: str = "") -> list[tuple[str, str, str]]:
    """Kind, words under the span, and note of each flag of a page; `furniture` stands between title and body."""
    text, spans = "", []
    for piece in (title, furniture, *paragraphs):
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "\n\n"
    article = Article(text=text, title=Title(text=title, span=spans[0]), body=tuple(spans[2:]),
                      furniture=(spans[1],) if furniture else (), published=Published(), language="en")
    head = CaptureHead(id="0" * 64, source="made up", media_type="text/plain", encoding="utf-8")
    flags: tuple[Flag, ...] = annotate(Reading(head=head, space="capture", article=article), open_knowledge()).flags
    return [(flag.kind, text[slice(*(flag.span or (0, 0)))], flag.note) for flag in flags]


@pytest.mark.parametrize(
    ("word", "right", "slip"),
    [
        ("Putun", "Putin", True), ("Macorn", "Macron", True), ("Lavrv", "Lavrov", True), ("Shoiigus", "Shoigu", False),
        ("Sergey", "Sergei", False), ("Mohammed", "Mohammad", False), ("Zelenskyy", "Zelensky", False),
        ("Ivanova", "Ivanov", False), ("Russians", "Russian", False), ("Sikorska", "Sikorski", False),
        ("Talker", "Walker", False), ("Iran", "Iraq", False), ("Kyiv", "Kiev", False),
    ],
)
def test_a_slip_is_neither_a_variant_nor_a_form_nor_another_name(word: str, right: str, slip: bool) -> None:
    assert is_slip(word, right) is slip


def test_spellings_of_one_foreign_name_have_one_skeleton() -> None:
    assert skeleton("Muammar Qaddafi") == skeleton("Muammar Gaddafi").replace("g", "k", 1)
    assert skeleton("Sergei") == skeleton("Sergey")
    assert skeleton("Putin") != skeleton("Putun")


def test_a_slip_in_a_name_of_the_page_is_told() -> None:
    more = "The board of Ostrel met. In Ostrel it is cold, and Ostrel waits. All of Ostrle knew."
    told = flags_of("Quay", f"{REST} {more}")
    assert told == [("misspelling", "Ostrle", "Ostrle for Ostrel")]


def test_a_slip_in_a_known_name_is_told_in_its_company_and_in_captions() -> None:
    assert ("misspelling", "Putun", "Putun for Putin") in flags_of("Quay", f"{REST} The guest was Vladimir Putun.")
    told = flags_of("Quay", f"{REST} The guest was Vladimir Putin.", furniture="Putun on the quay")
    assert told == [("misspelling", "Putun", "Putun for Putin")]


def test_two_people_are_not_one_misspelt() -> None:
    pages = f"{REST} There were Maren Hansen, Hansen's son and Hansen's wife. The pilot Nils Hanson came as well."
    assert flags_of("Quay", pages) == []


def test_a_number_that_the_text_has_not_is_told() -> None:
    assert flags_of("Board shuts quay to 4,500 ships", f"{REST} Some 45 ships use it.") == [
        ("headline_beyond_text", "4,500", "the headline's number is nowhere in the text: 4,500")]


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Board shuts quay to 4,500 ships", "Some 4,462 ships use it."),
        ("Board shuts quay to twelve ships", "Some 12 ships use it."),
        ("Quay shut for 50 percent of ships", "Half of the ships use it."),
        ("Seven things to know about the quay", "They are listed here."),
        ("Quay may shut in 2031", "They wait."),
        ("Quay will be shut, and a ferry will be hired", "They wait."),
        ("Moscow closes quay", "The Russian board has shut it."),
        ("Harbour board meets on June 14", "They wait."),
        ("Harbour board meets 14 June, Reuters says", "They wait."),
    ],
)
def test_what_the_text_has_in_other_words_is_no_fault(title: str, more: str) -> None:
    assert flags_of(title, f"{REST} {more}") == []


def test_an_actor_of_whom_the_text_has_no_word_is_told() -> None:
    told = flags_of("Board shuts quay, Botswana says", REST)
    assert told == [("headline_beyond_text", "Botswana", "the headline names Botswana, of whom the text has no word")]


def test_a_certainty_that_the_text_has_not_is_told() -> None:
    told = flags_of("Harbour board will demolish quay", f"{REST} The harbour board might demolish the quay one day.")
    assert [(kind, words) for kind, words, _ in told] == [("headline_beyond_text", "will demolish")]


def test_a_text_too_short_to_have_anything_is_not_held_against_its_headline() -> None:
    assert flags_of("Board shuts quay to 4,500 ships", "The board met on Monday and said nothing.") == []
