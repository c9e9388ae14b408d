"""Pages made up for the readers: the grammar of a page gone wrong, the text of a dump gone wrong, prose between."""

from hypothesis import strategies as st

WORDS = st.sampled_from([
    "quay", "The harbour board", "said", "on Monday", "18 November 2024", "11/12/2023", "2024-11-18T23:59:00Z",
    "会議は火曜日に",
    "โรงเรียน", "الاثنين", "Tamburak, 22 May.", "OSTREL (TASS) -", "By Mara Lind", "© 2024", "“Never,”", "\"no\"", "15%",
    "\x00", "\ufeff", "\u202e", "\ud7ff", "\U0001f600", "a\u0301" * 3, "9" * 30, "\t", "\r", "\r\n", "\n\n",
    "\xa0", "\u3000",
    "Photo: Ann Oster", "Read also", "29 February 2023", "31.12.1989", "1 2 3", "March", "٢٠٢٤/٠١/٠٣", "令和6年3月4日",
])
TAGS = ("p", "div", "article", "h1", "h2", "time", "li", "ul", "table", "tr", "td", "span", "a", "b", "q", "pre", "svg",
        "script", "style", "title", "textarea", "template", "select", "noscript", "figure", "figcaption", "nav",
        "aside")
VALUES = st.one_of(
    st.sampled_from([
        "2020-01-01", "byline", "comments related", "date", "https://x.example/2020/02/30/a", "none", "author",
        "hidden",
        "display:none", "datePublished", "&quot;&#0;&#xD800;", "", "article:published_time", "0000-00-00T99:99",
    ]),
    st.text(max_size=12),
)
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["class", "id", "datetime", "content", "property", "rel", "itemprop", "style", "href",
                               "hidden", "lang", "name"]), VALUES), max_size=3)


@st.composite
def tags(draw: st.DrawFn) -> str:
    """An opening or closing tag, perhaps torn off."""
    name = draw(st.sampled_from(TAGS))
    if draw(st.booleans()):
        return f"</{name}>"
    quote = draw(st.sampled_from(['"', "'", ""]))
    inside = "".join(f" {key}={quote}{value}{quote}" for key, value in draw(ATTRIBUTES))
    return f"<{name}{inside}" + draw(st.sampled_from([">", ">", ">", "/>", ""]))


ODD = st.sampled_from([
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<", ">", "&", "&amp;", "&#x110000;", "&nbsp;",
    "&notanentity;",
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-01-01"}</script>',
    '<script type="application/ld+json">{"@type":["Article"],"author":{"name":["x"]},"datePublished":2020}</script>',
    '<meta property="article:published_time" content="2020-13-45">', "<title>Quay shut | Gazette</title>",
])
SENTENCE = ("The harbour board of Ostrel said on Monday that the old quay would be closed to all ships until the "
            "spring of next year, because divers had found cracks in eleven of the forty piles that carry it.")
PIECES = st.one_of(tags(), WORDS, ODD, st.just(f"<p>{SENTENCE}</p>"), st.text(max_size=20))


def repeated(pieces: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Pieces in a row, some of them many times over."""
    many = st.tuples(pieces, st.sampled_from([1, 1, 1, 1, 2, 7, 60])).map(lambda pair: pair[0] * pair[1])
    return st.lists(many, min_size=1, max_size=most).map("".join)


HTML_PAGES = repeated(PIECES, 40).map(lambda inside: f"<html><body>{inside}</body></html>")
LINES = st.one_of(WORDS, st.just(SENTENCE), st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=60))
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n   ", "\n  * ", "\n# ", " ", "\x0c", "\x85", "\u2028"])
TEXT_PAGES = repeated(st.tuples(LINES, ENDS).map("".join), 40)
