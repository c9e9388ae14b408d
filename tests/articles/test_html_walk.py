"""The walk over a page's source: tags, text, blocks, and the map that leads every character back."""

import random

import pytest
from growth import STEEPEST, grown, steepness
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.articles.blocks import MOST_TAGS, Walked, walk
from listeningpost.articles.offsets import MOST_PIECES
from listeningpost.articles.walk import attributes, tokens
from listeningpost.errors import Refusal
from listeningpost.spans import capture_span, rebuild

PIECES = [
    "<p>", "</p>", "<div class='comment x'>", "</div>", "<br>", "<br/>", "<b>", "</b>", "<q>", "</q>", "<td>", "<tr>",
    "<table>", "</table>", "<li>", "<ul>", "</ul>", "<h1>", "</h1>", "<script>", "</script>", "<!--", "-->", "<pre>",
    "</pre>", "<select>", "</select>", "&emsp;", "\u3000", "\xa0",
    "<title>", "</title>", "<a href='x'>", "</a>", "<p hidden>", "<div style='display: none'>",
    "<svg>", "</svg>", "<span",
    "<", ">", "&", "&amp;", "&amp", "&nbsp;", "&#8217;", "&#x20;", "&NewLine;", "&#0;", "&shy;", "&notit;", "&bogus;",
    " ", "  ", "\n", "\r\n", "\t", "\x00", "\xad", "\u200b", "\ufeff", "\x0b", "word", "Ministér", "会議", "𝒳",
    "\ud7ff", '"', "'", "=",
    "<time datetime='2020-01-01'>", "</time>", "<template>", "</template>", "<textarea>", "</textarea>",
    "<![CDATA[", "]]>",
]
SOURCES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check(source: str, walked: Walked) -> None:
    """What holds of every walk."""
    text, rows = walked.text, walked.rows
    assert rebuild((0, len(text)), rows, source) == text
    ends = [0]
    for a, b, c, d in rows:
        assert a >= ends[-1]
        assert a < b
        assert 0 <= c < d <= len(source)
        assert text[ends[-1] : a].strip("\n") == ""
        ends.append(b)
    assert ends[-1] == len(text)
    assert all(one[3] <= two[2] for one, two in zip(rows, rows[1:], strict=False))
    for block in walked.blocks:
        assert not text[block.start].isspace()
        assert text[block.end - 1] not in " \n"
        assert "\n\n" not in text[block.start : block.end]
        assert 0 <= block.links <= block.end - block.start
    assert "\n\n".join(text[block.start : block.end] for block in walked.blocks) == text
    assert "\n".join(text[start:end] for start, end in walked.lines) == text.replace("\n\n", "\n")


@given(SOURCES, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_every_character_leads_back(source: str, chance: random.Random) -> None:
    walked = walk(source)
    check(source, walked)
    for _ in range(5):
        start, end = sorted(chance.randint(0, len(walked.text)) for _ in "ab")
        assert rebuild((start, end), walked.rows, source) == walked.text[start:end]
        if walked.text[start:end].strip("\n"):
            place = capture_span((start, end), walked.rows)
            assert 0 <= place[0] < place[1] <= len(source)


@given(st.text(alphabet="<>/!-a b\"'=&#;x1pbr\n", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_walked(source: str) -> None:
    check(source, walk(source))


@given(SOURCES)
def test_tokens_cover_the_source_in_order(source: str) -> None:
    place = 0
    for token in tokens(source):
        assert place <= token.start <= token.end <= len(source)
        assert token.kind in ("raw", "text") or token.start == token.end or source[token.start] == "<"
        place = token.end


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("one<br>two", "one\ntwo"),
        ("one<br><br>two", "one\n\ntwo"),
        ("one<br> <br/>two", "one\n\ntwo"),
        ("  a \n b <b> c</b>d ", "a b cd"),
        ("a<b> </b> b", "a b"),
        ("<p>AT&amp;T &lt;b&gt; &copy 2020", "AT&T <b> \u00a9 2020"),
        ("so&shy;l\u00addier", "soldier"),
        ("a&#32;&#10; b", "a b"),
        ("<p>He <q>left</q>.", "He \u201cleft\u201d."),
        ("<pre>a\n b\r\nc</pre>", "a\nb\nc"),
        ("a<!-- b -->c<!-->d<!--->e", "acde"),
        ("a<!-- b", "a"),
        ("a<script>b</p></scripty></script>c<style>d</style>", "ac"),
        ("a<script>b", "a"),
        ("<title>t</title>a", "a"),
        ("<svg><title/></svg>a", "a"),
        ("<svg><title>t</svg>a", "a"),
        ("<iframe src=x />a<p>b", "a\n\nb"),
        ("<textarea>a", "a"),
        ("a<textarea>b</textarea><select><option>c</select>d", "a\n\nd"),
        ("a<q>b", "a\u201cb"),
        ("a</q>b", "ab"),
        ("<p hidden>a<p>b", "b"),
        ("<p hidden>a</p>b", "b"),
        ("<div style='color:red; DISPLAY : none'>a<p>b</div>c", "c"),
        ("<body style='display:none'>a", "a"),
        ("<svg><text>a</text></svg>b", "b"),
        ("<svg><text>a<p>b", "b"),
        ("<li hidden>a<li>b", "b"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "a\n\nb\n\nc\n\nd"),
        ("<div hidden><table><tr><td>a</div>b</table>c</div>d", "d"),
        ("<b hidden>a<p>b</b>c</p>d", ""),
        ("a</div></p>b", "a\n\nb"),
        ("<html><body>a</body></html>b", "a\n\nb"),
        ("<p>&nbsp;</p><p>\u3000a&nbsp;b", "a\xa0b"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a<b", "a"),
        ("a<br", "a"),
        ("a\x00b\x07c", "abc"),
        ("<noscript><p>a</p></noscript>", "a"),
        ("<p>a <span>b</span>\n<span>c</span></p>", "a b c"),
    ],
)
def test_the_text_is_what_a_reader_sees(source: str, text: str) -> None:
    walked = walk(source)
    check(source, walked)
    assert walked.text == text


def test_a_block_knows_where_it_stands_and_how_much_of_it_is_links() -> None:
    walked = walk("<nav><a href=x>Home</a></nav><div class=userComments><p>I,<a>say</a>.</p></div><p>It rained.</p>")
    assert [(block.element, sorted(block.areas), block.links) for block in walked.blocks] == [
        ("nav", ["furniture"], 4), ("p", ["comments"], 3), ("p", [], 0),
    ]


def test_marks_and_fields_are_gathered() -> None:
    walked = walk(
        "<html lang=en><title>T</title><meta name=author content='A B'><link rel=canonical href=u>"
        "<script type='application/ld+json'>{}</script>"
        "<p><time datetime=2020-01-01> 1 May </time> <a rel=author>C D</a>"
    )
    assert walked.language == "en"
    assert [meta["content"].value for meta in walked.metas] == ["A B"]
    assert walked.links[0]["href"].value == "u"
    assert len(walked.scripts) == 1
    assert [(mark.element, walked.text[slice(*mark.span)]) for mark in walked.marks if mark.span] == [
        ("time", "1 May"), ("a", "C D"),
    ]


def test_attributes_keep_their_places() -> None:
    source = """<p CLASS="a b" id = 'c' data-x=d/e hidden class=z title="">"""
    found = attributes(source, next(tokens(source)))
    assert {name: one.value for name, one in found.items()} == {
        "class": "a b", "id": "c", "data-x": "d/e", "hidden": "", "title": "",
    }
    assert all(source[slice(*one.span)] == one.value for one in found.values())


@pytest.mark.parametrize(
    "trap",
    [
        [("<", 10**6)], [("<!--", 10**5)], [("<!--a--", 10**5)], [("&", 10**6)], [('<a b="', 10**5)],
        [("<a b='x>", 10**5)], [("<a", 10**6)], ["<a ", ("= ", 10**6)], ["<a ", ('b="" ', 10**5)], [("</", 10**6)],
        [("</a", 10**5)], [("<script>", 10**5)], [("<!x", 10**6)], [("<div>", 10**5)],
        [("<b>", 10**5), ("</i>", 10**5)], [("<b>", 400), "<p>", ("<i>", 10**4), ("</b>", 10**5)], [("a ", 10**6)],
        [(" ", 10**6)], [("\u0301", 10**6)], ["<p>", ("x", 5 * 10**6)], ["&#", ("9", 10**6), ";"],
        ["&", ("x", 10**6)], [("<title>", 30_000)], [("<iframe>", 30_000)], [("<svg>", 10**4), ("<p>", 10**4)],
    ],
)
def test_traps_take_time_in_proportion(trap: list[str | tuple[str, int]]) -> None:
    assert steepness(lambda share: walk(grown(trap, share))) < STEEPEST


@pytest.mark.parametrize(
    "source", ["<i>" * (MOST_TAGS + 1), "&amp;" * (MOST_PIECES + 2), "<pre>" + "a\n" * (MOST_PIECES + 2)]
)
def test_pages_made_to_be_slow_are_refused(source: str) -> None:
    with pytest.raises(Refusal, match="more than"):
        walk(source)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<select><option>A<input>after", "after"),
        ("<select><option>A<select>after", "after"),
        ("<table><tr><td><select><option>A<td>after</table>", "after"),
        ("<select><option>A<p>inside</select>after", "after"),
        ("<template><td></template>after", "after"),
        ("<table><td><template><td>cell</template>after", "after"),
    ],
)
def test_a_list_or_template_that_was_not_closed_well_hides_no_more_than_browsers_hide(source: str, shown: str) -> None:
    """As the tree-construction rules of the HTML standard say (13.2.6.4.16, 13.2.6.4.4)."""
    assert walk(source).text.split() == [shown]
