"""The plain-text reader on made-up pages: what is title, body and furniture, and that every character has one place."""

import contextlib
import textwrap

import pytest
from growth import STEEPEST, grown, steepness
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.articles.dump import read_dump
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Capture, CaptureHead, Span

PARAGRAPHS = (
    "The ferry company of Orvel Bay will stop its night crossings from Monday, its director, Hanne Brask, said.",
    '"We have too few sailors and too many hours of darkness," Brask told the harbour council, adding that the last '
    "boat would leave the quay at nine in the evening until the spring.",
    "Fishermen who live on the northern islands were not pleased. Some of them said that they would row, others that "
    "they would move to the town, and one of them, who is eighty, said that he had never used the ferry anyway.",
    "The council is to meet again in two weeks, when it will hear what the islands have to say about the timetable.",
)
PAGE = "\n\n".join(
    (
        "The Orvel Courier",
        "  * Home\n  * Harbour\n  * Weather\n  * Subscribe\n  * Log in",
        "Night ferries of Orvel Bay to stop for the winter",
        "By Tove Lindgard",
        "4 November 2019",
        *PARAGRAPHS[:2],
        "The night ferry at the quay of Orvel. Photo: Courier archive",
        *PARAGRAPHS[2:],
        "Share this: Facebook | Twitter | Email",
        "Most read\n  * Harbour dogs win a prize\n  * Fog closes the bridge\n  * Who painted the lighthouse?",
        "Copyright 2019 The Orvel Courier. All rights reserved.",
    )
)


def capture(source: str = "page.txt") -> Capture:
    head = CaptureHead(id="0" * 64, source=source, media_type="text/plain", encoding="utf-8", taken_at="2021-01-01")
    return Capture(head=head, body=b"")


def article(text: str) -> Article:
    return read_dump(capture(), text).article


def quotes(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [" ".join(text[slice(*span)].split()) for span in spans]


def claims(given: Article) -> list[Span]:
    """Every span that claims characters for one class of the layout."""
    spans = [*given.body, *given.furniture, *(named.span for named in given.byline)]
    spans += [given.title.span if given.title else None, given.dateline.span if given.dateline else None]
    return [span for span in spans if span]


def assert_shared_out(given: Article) -> None:
    taken = [0] * len(given.text)
    for start, end in claims(given):
        for place in range(start, end):
            taken[place] += 1
    assert all(count == 1 for count, character in zip(taken, given.text, strict=True) if not character.isspace())


@pytest.mark.parametrize(
    "line",
    [
        "Dry at first. Low near 12. Winds from the west at 9 to 14 knots later on.",
        "— Mika Sarno (@mikasarno) May 14, 2020",
        "FILE - In this May 3, 2019 photo a boat lies at the quay of Orvel. (AP Photo/Mika Sarno)",
        "A   A",
        "More",
        "July 15, 2018",
    ],
)
def test_a_page_that_lost_its_title_has_none(line: str) -> None:
    text = "\n\n".join([line, *PARAGRAPHS])
    read = article(text)
    assert read.title is None
    assert [words for words in quotes(text, read.body) if words != line] == list(PARAGRAPHS)


def test_a_title_that_shares_no_word_with_its_text_is_one() -> None:
    text = "\n\n".join(["Farewell to a lantern", *PARAGRAPHS])
    read = article(text)
    assert read.title is not None
    assert read.title.text == "Farewell to a lantern"


def test_title_body_and_furniture_of_a_page() -> None:
    read = article(PAGE)
    assert read.text == PAGE
    assert read.title is not None
    assert read.title.text == "Night ferries of Orvel Bay to stop for the winter"
    assert quotes(PAGE, read.body) == list(PARAGRAPHS)
    assert_shared_out(read)


def test_makers_and_date_of_a_page() -> None:
    read = article(PAGE)
    assert [named.name for named in read.byline] == ["Tove Lindgard"]
    assert read.outlet is not None
    assert read.outlet.name == "The Orvel Courier"
    assert read.published.edtf == "2019-11-04"
    assert read.language == "en"


def test_space_is_the_captures_and_the_head_is_kept() -> None:
    reading = read_dump(capture(), PAGE)
    assert reading.space == "capture"
    assert reading.head == capture().head
    assert reading.article.map is None


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_are_not_translated(newline: str) -> None:
    text = PAGE.replace("\n", newline)
    read = article(text)
    assert read.text == text
    assert quotes(text, read.body) == list(PARAGRAPHS)
    assert_shared_out(read)


def wrapped(text: str, width: int = 72) -> str:
    """A text browser's wrapping: lines of at most `width`, indented by three."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append("   " + line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, "   " + line])


def test_a_wrapped_paragraph_is_one_span() -> None:
    text = "\n\n".join(
        (
            "The Orvel Courier",
            "Night ferries of Orvel Bay to stop for the winter",
            "4 November 2019",
            *(wrapped(paragraph) for paragraph in PARAGRAPHS),
            "Copyright 2019 The Orvel Courier",
        )
    )
    read = article(text)
    assert quotes(text, read.body) == list(PARAGRAPHS)
    assert_shared_out(read)


def test_marks_of_headings_and_lists_belong_to_furniture() -> None:
    text = PAGE.replace("Night ferries", "# Night ferries")
    read = article(text)
    assert read.title is not None
    assert read.title.text.startswith("Night ferries")
    assert "#" in quotes(text, read.furniture)
    assert_shared_out(read)


def test_a_repeated_title_is_told_of_and_is_no_body() -> None:
    text = PAGE + "\n\nNight ferries of Orvel Bay to stop for the winter"
    read = article(text)
    assert read.title is not None
    assert [text[slice(*span)] for span in read.title.repeats] == [read.title.text]
    assert_shared_out(read)


def test_a_caption_between_paragraphs_is_furniture() -> None:
    assert "The night ferry at the quay of Orvel. Photo: Courier archive" in quotes(PAGE, article(PAGE).furniture)


@pytest.mark.parametrize(
    "caption",
    [
        "A sailor ties up the last boat of the night © Mika Sarno / Fjord Pictures",
        "[boat_33.jpg]\nA sailor ties up the last boat of the night in front of the old harbour office.",
        "A sailor ties up the last boat of the night in Orvel. Fjordwire/M. Sarno",
    ],
)
def test_captions_are_known_by_picture_marks_and_credits(caption: str) -> None:
    text = PAGE.replace("The night ferry at the quay of Orvel. Photo: Courier archive", caption)
    assert quotes(text, article(text).body) == list(PARAGRAPHS)


def test_a_letter_decoded_wrongly_is_no_sign_of_copyright() -> None:
    garbled = "The cafÃ© on the quay of Orvel has sold nothing since the last boat left in the autumn."
    text = PAGE.replace(PARAGRAPHS[3], f"{PARAGRAPHS[3]}\n\n{garbled}")
    assert quotes(text, article(text).body) == [*PARAGRAPHS, garbled]


def test_a_link_to_another_story_between_paragraphs_is_furniture() -> None:
    text = PAGE.replace(
        PARAGRAPHS[2], "SEE ALSO: Harbour council to vote on the price of ferry tickets\n\n" + PARAGRAPHS[2]
    )
    assert quotes(text, article(text).body) == list(PARAGRAPHS)


def test_a_standfirst_and_a_subhead_are_body() -> None:
    standfirst = "Islanders will have to be home by nine, as the company finds too few sailors for the dark months"
    text = PAGE.replace("By Tove", standfirst + "\n\nBy Tove").replace(
        PARAGRAPHS[2], "What do the islands say?\n\n" + PARAGRAPHS[2]
    )
    assert quotes(text, article(text).body) == [
        standfirst,
        *PARAGRAPHS[:2],
        "What do the islands say?",
        *PARAGRAPHS[2:],
    ]


def test_an_authors_note_under_a_rule_is_furniture() -> None:
    text = PAGE.replace(
        "Share this:", "--------------------\n\nTove Lindgard writes about boats and bays.\n\nShare this:"
    )
    assert quotes(text, article(text).body) == list(PARAGRAPHS)


def test_the_dateline_is_split_from_the_first_paragraph() -> None:
    text = PAGE.replace(PARAGRAPHS[0], "ORVEL, Nov. 4 (Fjordwire) - " + PARAGRAPHS[0])
    read = article(text)
    assert read.dateline is not None
    assert read.dateline.name == "ORVEL"
    assert read.dateline.span is not None
    assert text[slice(*read.dateline.span)] == "ORVEL, Nov. 4 (Fjordwire) -"
    assert [named.name for named in read.agency] == ["Fjordwire"]
    assert quotes(text, read.body)[0] == PARAGRAPHS[0]
    assert_shared_out(read)


JAPANESE = "\n\n".join(
    (
        "オルベル新聞",
        "  * ホーム\n  * 天気\n  * ログイン",
        "夜のフェリー、冬の間は運休へ",
        "2019年11月4日 10:15",
        "オルベル湾のフェリー会社は、月曜日から夜間の運航を取りやめると発表した。船員が足りず、夜の時間が長すぎるためだという。",
        "社長は港湾評議会で「最終便は春まで午後九時に岸壁を離れる」と述べた。島に住む漁師たちは、この決定に不満を表している。",
        "評議会は二週間後に再び会合を開き、時刻表について島の住民から意見を聞くことにしている。住民の一人は町に引っ越すと話した。",
        "関連記事\n  * 港の犬が受賞\n  * 霧で橋が閉鎖",
        "© 2019 オルベル新聞 無断転載を禁じます",
    )
)
RUSSIAN = "\n\n".join(
    (
        "Орвельский вестник",
        "  * Главная\n  * Погода\n  * Войти",
        "Ночные паромы в заливе Орвель отменят на зиму",
        "4 ноября 2019, 10:15",
        "Паромная компания залива Орвель с понедельника отменяет ночные рейсы, сообщила ее директор Ханне Браск.",
        "«У нас слишком мало моряков и слишком много темных часов», — сказала она на заседании совета.",
        "Рыбаки северных островов недовольны этим решением, и некоторые из них обещают переехать в город до весны.",
        "Читайте также\n  * Туман закрыл мост\n  * Кто покрасил маяк?",
        "© 2019 Орвельский вестник. Все права защищены",
    )
)


@pytest.mark.parametrize(("text", "language"), [(JAPANESE, "ja"), (RUSSIAN, "ru")])
def test_other_languages_are_read(text: str, language: str) -> None:
    read = article(text)
    paragraphs = text.split("\n\n")
    assert read.title is not None
    assert read.title.text == paragraphs[2]
    assert quotes(text, read.body) == paragraphs[4:7]
    assert read.published.edtf == "2019-11-04"
    assert read.language == language
    assert_shared_out(read)


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "Home\nNews\nSport\nLog in", "[logo]\n\n* \n* \n", "\u200b"])
def test_a_page_without_article_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="no article text") as refused:
        read_dump(capture(), text)
    assert refused.value.room == "articles"


LINES = st.one_of(
    st.sampled_from(
        [
            *PARAGRAPHS,
            "  * Home",
            "# Title of a story",
            "By Ann Oster",
            "4 May 2020",
            "",
            "",
            "PLACE - Text.",
            "© 2020 The Name",
            "Photo: X / Y",
            "(Source: Wire)",
            "□ WIRE, PLACE",
            "> quoted",
            "-----",
        ]
    ),
    st.text(max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_character_with_ink_has_one_place(lines: list[str], newline: str) -> None:
    text = newline.join([*lines, *PARAGRAPHS])
    assert_shared_out(article(text))


@pytest.mark.parametrize(
    "piece", ["a", ". ", "[", "a/", "© 2020 ", "4 May 2020\n", "AB ", "(A ", "By Ann Oster and ", "-----\n"]
)
def test_a_long_senseless_page_is_read_or_refused_in_proportion(piece: str) -> None:
    def reading(share: float) -> None:
        with contextlib.suppress(Refusal):
            assert_shared_out(article(grown([(piece, 60_000 // len(piece)), "\n\n" + PAGE], share)))

    assert steepness(reading) < STEEPEST


def test_a_name_given_thirty_thousand_times_costs_no_square() -> None:
    assert steepness(lambda share: article(grown([("its © 2021\n\u3000", 30_000), "\n\n" + PAGE], share))) < STEEPEST


def test_a_pasted_paragraph_is_the_article_and_has_no_title() -> None:
    read = article(PARAGRAPHS[0])
    assert read.title is None
    assert quotes(read.text, read.body) == [PARAGRAPHS[0]]


def test_a_pasted_paragraph_may_be_wrapped_and_short() -> None:
    read = article(textwrap.fill(PARAGRAPHS[0], 60))
    assert quotes(read.text, read.body) == [PARAGRAPHS[0]]
    assert article("The mayor of Orvel resigned on Monday.").body == ((0, 38),)


@pytest.mark.parametrize("mark", ["", "# "])
def test_a_title_and_one_paragraph(mark: str) -> None:
    read = article(f"{mark}Night ferries to stop for the winter\n\n{PARAGRAPHS[1]}")
    assert read.title is not None
    assert read.title.text == "Night ferries to stop for the winter"
    assert quotes(read.text, read.body) == [PARAGRAPHS[1]]


def test_short_lines_of_sentences_are_not_run_together() -> None:
    text = "The mayor of Orvel resigned on Monday after a long night.\nThe council meets again on Thursday at noon."
    read = article(text)
    assert read.title is None
    assert quotes(text, read.body) == text.split("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_article(end: str) -> None:
    given, plain = article(PAGE.replace("\n", end)), article(PAGE)
    assert_shared_out(given)
    assert quotes(given.text, given.body) == quotes(plain.text, plain.body)
    assert given.title is not None
    assert plain.title is not None
    assert given.title.text == plain.title.text
    assert given.published.edtf == plain.published.edtf == "2019-11-04"


def test_separators_of_word_processors_end_lines_where_nothing_else_does() -> None:
    given = article(PAGE.replace("\n\n", "\u2029").replace("\n", "\u2028") + "\n")
    assert_shared_out(given)
    assert quotes(given.text, given.body) == quotes(PAGE, article(PAGE).body)
    inside = article(PAGE.replace("eighty, said", "eighty,\u2028said"))
    assert len(inside.body) == len(article(PAGE).body)


def test_control_characters_of_a_wrong_code_page_stay_in_the_text() -> None:
    """C1 controls (U+0080 to U+009F), as of cp1252 read for Latin-1: what stands where is not changed by them."""
    given = article(PAGE.replace('"We', "\x93We").replace('darkness,"', "darkness,\x94").replace("They", "\x85They"))
    assert_shared_out(given)
    assert len(given.body) == len(article(PAGE).body)
    assert "\x93We have too few sailors" in given.text[slice(*given.body[1])]
