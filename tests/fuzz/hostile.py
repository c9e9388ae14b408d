"""Pages gone wrong on purpose: real or made-up pages bent and broken, and floods of one thing.

Everything is made with a `random.Random`, and is bytes, as a capture is: the same chance gives the same page.
"""

import gzip
import random
from collections.abc import Callable, Sequence

SENTENCE = ("The harbour board of Ostrel said on Monday that the old quay would be closed to all ships until the "
            "spring of next year, because divers had found cracks in eleven of the forty piles that carry it. ")
# What a rule may stumble over when it comes once, or a hundred thousand times.
PIECES = (
    '"', "“", "”", "'", "’", "‘", "«", "»", "(", ")", "()", "[", "{", "<", ">", "&", "&amp;", "&#0;", "&#xD800;",
    "&#9999999999;", "&nbsp;", ",", ", ", ".", ". ", "…", ". . . ", ":", ";", "-", " - ", "—", "/", "_", "%", "$1 ",
    "$1.2 million ", "1", "1 2 ", "1,000,", "15 per cent of ", "two hundred and ", "1/2/", "2021-05-05 ",
    "5 May 2021, ", "12:30 ", "last week ", "between 5 and 6 May ", "on Monday ", "yesterday ", "29 February 2023 ",
    "31.12.1989 ", "٢٠٢٤/٠١/٠٣ ", "令和6年3月4日", "A ", "A", "a ", "a", "Ann Oster ", "Ann Oster, ",
    "Ann Oster and Bob Finch, ", "Oster ", "Mr. ", "U.S. ", "Dr ", "Putin ", "Russian ", "Russia's ",
    "Ministry of Defence ", "the minister ", "the ministry of ", "the spokesman of ", "his ministry ", "its ",
    "the mayor, Ann Oster, ", "he ", "who ", "said ", "he said that ", "said: “", "denied ", "told reporters ",
    "according to Oster, ", "“No,” said Ann Oster, the mayor of Ostrel, on 5 May 2021. ", ", who said that ", "not ",
    "to ", "and ", "of the ", "more than 50 ", "(TASS) ", "OSTREL, 5 May (TASS) - ", "By Ann Oster\n",
    "Photo: Ann Oster\n", "© 2021\n", "* item\n", "# head\n", "Read also\n", "x\n", "\n", "\r", "\r\n", "\t", "\x0c",
    "\x0b", "\x00", "\x85", "\x9b", "\u2028", "\ufeff", "\u202e", "\u2066", "\u200b", "\xa0", "\u3000", "a\u0301",
    "\u0301", "会议", "الاثنين ", "โรง", "\U0001f600", "\U000e0041", "\ufffd", "\uffff", "http://a.b/c/", "a@b.c ",
    "\x1b[31m", SENTENCE, SENTENCE + "\n\n",
)
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "<a href=x>", "</a>", "<span>", "<table>", "<tr>", "<td>",
    "</table>", "<ul>", "<li>", "<h1>", "</h1>", "<h2>", "<q>", "</q>", "<pre>", "</pre>", "<br>", "<time>", "<svg>",
    "</svg>", "<math>", "<script>", "</script>", "<style>", "<title>", "</title>", "<textarea>", "<select>",
    "<template>", "<noscript>", "<iframe>", "<plaintext>", "<!--", "-->", "<!", "<?", "</", "<", "<a ", "<a b",
    '<a b="', "<a b='", "=", "/>", "<![CDATA[", "]]>", "<body>", "</body>", "<html>", "</html>", "<article>",
    "<p hidden>", '<p style="display:none">', '<div class="comments">', '<meta charset="utf-16">',
    '<meta property="article:published_time" content="2021-05-05">', '<time datetime="2021-05-05">5 May</time>',
    '<script type="application/ld+json">', '{"@type":"NewsArticle","datePublished":"2020-01-01"}', '[[[[', '{"a":',
    "\\u0000", "\\ud800", '<link rel=canonical href="https://x.example/2020/02/30/a">',
    '<p class="byline">By Ann Oster</p>', "<nobr>", "<frameset>", "<object>",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1252", "koi8-r",
             "shift_jis", "gb18030", "euc-kr", "iso2022_jp", "utf-7", "cp037")
LABELS = (*ENCODINGS, "x-user-defined", "unicode", "", "utf-8\x00", "a" * 41)
Mutation = Callable[[bytes, random.Random], bytes]


# ---- floods
def flood(chance: random.Random, size: int) -> bytes:
    """Some pieces over and over, to `size` characters, between paragraphs of prose; as text or as a page."""
    html = chance.random() < 0.5
    pool = PIECES + TAGS if html and chance.random() < 0.6 else PIECES
    unit = "".join(chance.choice(pool) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))))
    long = (unit * (size // len(unit) + 1))[:size]
    if not html:
        return f"Quay shut in Ostrel\n\n{SENTENCE * 3}\n\n{long}\n\n{SENTENCE}".encode("utf-8", "surrogatepass")
    opening = chance.choice(("<p>", "<div>", "<p title=", "<!--", "<script>", ""))
    text = f"<h1>Quay shut</h1><p>{SENTENCE * 3}</p>{opening}{long}<p>{SENTENCE * 2}</p>"
    page = f"<html><head><title>Quay shut</title></head><body>{text}</body></html>"
    return page.encode("utf-8", "surrogatepass")


# ---- mutations
def cut(page: bytes, chance: random.Random) -> bytes:
    """Half a page: broken off at any byte."""
    return page[: chance.randrange(1, len(page) + 1)]


def beheaded(page: bytes, chance: random.Random) -> bytes:
    return page[chance.randrange(len(page)) :]


def _stretch(page: bytes, chance: random.Random, longest: int = 2_000) -> tuple[int, int]:
    start = chance.randrange(len(page))
    return start, min(len(page), start + chance.randrange(1, longest))


def repeated(page: bytes, chance: random.Random) -> bytes:
    """A stretch many times over, up to 200,000 bytes of it."""
    start, end = _stretch(page, chance, chance.choice((8, 80, 2_000)))
    times = min(chance.choice((2, 20, 500, 20_000)), 200_000 // (end - start) + 1)
    return page[:start] + page[start:end] * times + page[end:]


def dropped(page: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(page, chance)
    return page[:start] + page[end:]


def swapped(page: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(page, chance)
    other = chance.randrange(len(page))
    return page[:start] + page[other : other + end - start] + page[end:]


def flipped(page: bytes, chance: random.Random) -> bytes:
    """Some bytes changed to any other."""
    found = bytearray(page)
    for _ in range(chance.choice((1, 5, 50, max(1, len(page) // 50)))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def inserted(page: bytes, chance: random.Random) -> bytes:
    """Odd pieces and tags put in here and there, some of them many times over."""
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(page) + 1)
        odd = chance.choice(PIECES + TAGS) * chance.choice((1, 1, 1, 3, 40, 3_000))
        page = page[:at] + odd.encode("utf-8", "surrogatepass") + page[at:]
    return page


def unclosed(page: bytes, chance: random.Random) -> bytes:
    """All closing tags of one name gone, or all ends of tags in a stretch."""
    ends = (b"</p", b"</div", b"</a", b"</script", b"</title", b"</li", b"</table", b"-->", b'"', b"'")
    name = chance.choice(ends)
    return page.replace(name, b"", chance.choice((1, 3, -1)))


def nested(page: bytes, chance: random.Random) -> bytes:
    """The page inside itself, or inside thousands of open tags."""
    if chance.random() < 0.3:
        at = chance.randrange(len(page))
        return page[:at] + page + page[at:]
    tags = (b"<div>", b"<b>", b"<a>", b"<table><tr><td>", b"<ul><li>", b"<q>", b"<font>", b"<p>", b"<svg>")
    return chance.choice(tags) * chance.choice((10, 600, 20_000)) + page


def swollen(page: bytes, chance: random.Random) -> bytes:
    """One attribute, comment or script of a hundred thousand bytes."""
    kinds = (b'<p class="%s">', b"<p %s>", b"<!--%s-->", b"<script>%s</script>", b"<style>%s", b'<a href="%s">',
             b'<script type="application/ld+json">%s</script>', b'<meta name="date" content="%s">',
             b"<title>%s</title>")
    filled = chance.choice(kinds) % (chance.choice(PIECES).encode() * 100_000)[:100_000]
    at = page.find(b"<", chance.randrange(len(page)))
    return page[:at] + filled + page[at:] if at >= 0 else page + filled


def recoded(page: bytes, chance: random.Random) -> bytes:
    """The whole page, or a part of it, in another encoding; with a label that says a third."""
    text = page.decode("utf-8", "replace")
    start, end = (0, len(text)) if chance.random() < 0.6 else sorted(chance.randrange(len(text) + 1) for _ in range(2))
    other = text[start:end].encode(chance.choice(ENCODINGS), "replace")
    page = text[:start].encode() + other + text[end:].encode()
    if chance.random() < 0.5:
        page = b'<meta charset="%s">' % chance.choice(LABELS).encode() + page
    return page[chance.choice((0, 0, 0, 1)) :] or page


def line_ends(page: bytes, chance: random.Random) -> bytes:
    ends = (b"\r", b"\r\n", b"", b" ", b"\n\r", b"\x0c", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b"\n" * 50)
    return page.replace(b"\n", chance.choice(ends))


def strewn(page: bytes, chance: random.Random) -> bytes:
    """Something unseen after every so many bytes: zero bytes, direction marks, byte order marks, controls."""
    unseen = (b"\x00", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xe2\x80\x8b", b"\x1b", b"\xc2\x9b", b"\xff",
              b"\xed\xa0\x80", b"\xc2\xad")
    odd = chance.choice(unseen)
    step = chance.choice((1, 3, 17, 200, 5_000))
    return odd.join(page[at : at + step] for at in range(0, min(len(page), 60_000), step)) + page[60_000:]


def oneline(page: bytes, chance: random.Random) -> bytes:
    """Everything on one line, or a line for every word."""
    return (b" " if chance.random() < 0.6 else b"\n").join(page.split())


def packed(page: bytes, chance: random.Random) -> bytes:
    """Gzip, whole or broken, twice, or a bomb."""
    kind = chance.randrange(4)
    body = gzip.compress(page if kind < 3 else b" " * chance.choice((10**6, 4 * 10**7)), 1)
    body = gzip.compress(body) if kind == 1 else body
    return body[: chance.randrange(1, len(body))] if kind == 2 else body


MUTATIONS: tuple[Mutation, ...] = (
    cut, beheaded, repeated, dropped, swapped, flipped, inserted, inserted, unclosed, nested, swollen, recoded,
    line_ends,
    strewn, oneline,
)


def mutated(page: bytes, chance: random.Random) -> bytes:
    """The page after one to four mutations; now and then packed."""
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        page = chance.choice(MUTATIONS)(page, chance) or page
    return packed(page, chance) if chance.random() < 0.03 else page


def spliced(pages: Sequence[bytes], chance: random.Random) -> bytes:
    """Pieces of several pages one after the other."""
    picked = [chance.choice(pages) for _ in range(chance.choice((2, 2, 3, 6)))]
    return b"".join(page[slice(*_stretch(page, chance, 20_000))] for page in picked if page)
