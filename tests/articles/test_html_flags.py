"""Flags on pages: a body that may be wrong, quotation marks that cannot be right."""

import pytest

from listeningpost.articles.blocks import Walked, walk
from listeningpost.articles.doubts import LEAST, WEIGHTS, Signs, doubtful_body, signs_of
from listeningpost.articles.quotations import broken_quotations
from listeningpost.articles.truncation import broken_off
from listeningpost.schema import Span

LINE = "The harbour board of Ostrel said on Monday that the old quay would be closed to all ships until the spring."


def notes_of(paragraphs: list[str], language: str = "en") -> list[tuple[str, str]]:
    """The note of each flag with the text under its span."""
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return [(flag.note, text[slice(*(flag.span or (0, 0)))]) for flag in broken_quotations(text, spans, language)]


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [
        (["He said: “The quay is shut.”"], []),
        (["He said: “The quay is shut“ and left."], [("an opening mark where a closing one should stand", "“")]),
        (["He said: ”The quay is shut” and left."], [("a closing mark where an opening one should stand", "”")]),
        (["“The quay is nobody's” , he said."], [("comma and closing mark torn apart", "s” ,")]),
        (["He said: “The quay is shut.", "Nobody answered."], [("an opening mark that nothing closes", "“")]),
        (["The quay is shut,” he said."], [("a closing mark that nothing opens", "”")]),
        (["He said: “The quay is shut.", "“It stays shut.”"], []),
        (["He said: “The quay is shut.", "It stays shut.”"], []),
        (["“He told me ‘never’ again,” she said.", "“Why?”"], []),
    ],
)
def test_broken_quotation_marks_are_told(paragraphs: list[str], told: list[tuple[str, str]]) -> None:
    assert notes_of(paragraphs) == told


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [("de", "Er sagte: „Der Kai ist zu.“"), ("sv", "Han sa: ”Kajen är stängd.”"), ("xx", "“")],
)
def test_marks_of_other_habits_are_left_alone(language: str, paragraph: str) -> None:
    assert not notes_of([paragraph], language)


def test_guillemets_left_open_are_told() -> None:
    assert notes_of(["Il a dit : « Le quai est fermé."], "fr") == [("an opening mark that nothing closes", "«")]


def blocks_of(walked: Walked) -> list[Span]:
    return [(block.start, block.end) for block in walked.blocks]


def test_the_signs_against_a_body_are_shares_of_its_length() -> None:
    walked = walk(f"<html><body><div><p>{LINE}</p><h2><a href=x>Ferry</a> strikes</h2></div><p>{LINE}</p>"
                  f"<div class=comments><p>{LINE}</p></div></body></html>")
    line, heading = len(LINE), len("Ferry strikes")
    signs = signs_of(walked, blocks_of(walked)[:2])
    assert signs.beside == line / (line + heading)
    assert signs.loose == signs.unended == heading / (line + heading)
    assert signs.linked == len("Ferry") / (line + heading)


def test_prose_beside_the_body_counts_as_no_more_than_its_length() -> None:
    walked = walk(f"<html><body><p>{LINE}</p><section>{f'<p>{LINE}</p>' * 4}</section></body></html>")
    assert signs_of(walked, blocks_of(walked)[:1]) == Signs(beside=1.0, loose=0.0, linked=0.0, unended=0.0)


@pytest.mark.parametrize("end", [".", "?”", "…", "。", "।", "؟", "!)"])
def test_a_paragraph_that_ends_as_a_sentence_is_no_sign(end: str) -> None:
    walked = walk(f"<html><body><p>{LINE[:-1]}{end}</p></body></html>")
    assert signs_of(walked, blocks_of(walked)).unended == 0


def test_every_sign_has_a_weight_that_speaks_against_the_body() -> None:
    assert set(WEIGHTS) == set(Signs._fields)
    assert all(weight > 0 for weight in (*WEIGHTS.values(), LEAST))


def test_a_body_beside_more_prose_is_doubtful() -> None:
    walked = walk(f"<html><body><div><p>{LINE}</p></div><section>{f'<p>{LINE}</p>' * 4}</section></body></html>")
    flag = doubtful_body(walked, blocks_of(walked)[:1])
    assert flag is not None
    assert (flag.kind, flag.note) == ("doubtful_body", "prose beside the body is 100% of its length")


def test_a_body_of_paragraphs_alone_is_not() -> None:
    walked = walk(f"<html><body>{f'<p>{LINE}</p>' * 4}<nav>{LINE}</nav></body></html>")
    assert doubtful_body(walked, blocks_of(walked)[:4]) is None


def test_a_body_of_loose_lines_and_links_is() -> None:
    walked = walk("<html><body>" + "<div><a href=x>Ferry strike</a> ends today</div>" * 4 + "</body></html>")
    flag = doubtful_body(walked, blocks_of(walked))
    assert flag is not None
    assert flag.note == "52% of the body is links"


def test_a_page_that_breaks_off_is_told_and_a_whole_one_or_a_piece_is_not() -> None:
    whole = f"<html><body><p>{LINE}</p></body></html>"
    assert broken_off(whole) is None
    assert broken_off(f"<p>{LINE}</p><p>{LINE}") is None
    for place in range(20, whole.index("</body>")):
        flag = broken_off(whole[:place])
        assert flag is not None
        assert flag.kind == "truncated"
