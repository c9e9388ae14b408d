"""Files, folders and standard input become captures; what holds no page says what to do."""

import gzip
import hashlib
import io
import os
import threading
import zipfile
from pathlib import Path

import pytest

from listeningpost import captures
from listeningpost.captures import LARGEST, collect, count
from listeningpost.errors import NothingThere
from listeningpost.schema import Capture, RefusedPage
from listeningpost.spans import decode

PROSE = b"The minister said on Monday that the bridge would open in May.\n"
PAGE = b"<!doctype html><html><body><p>The minister said on Monday that the bridge would open.</p></body></html>"


def only(source: Path | str) -> Capture | RefusedPage:
    found = list(collect(str(source)))
    assert len(found) == 1
    return found[0]


def captured(source: Path | str) -> Capture:
    found = only(source)
    assert isinstance(found, Capture)
    return found


def refusal_of(folder: Path) -> RefusedPage:
    found = only(folder)
    assert isinstance(found, RefusedPage)
    return found


def docx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return packed.getvalue()


def test_a_file_is_a_capture_with_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROSE)
    found = captured(tmp_path / "a.txt")
    assert found.body == PROSE
    assert found.head.id == hashlib.sha256(PROSE).hexdigest()
    assert (found.head.media_type, found.head.encoding, found.head.container) == ("text/plain", "utf-8", None)
    assert found.head.source == str(tmp_path / "a.txt")
    assert found.head.taken_at is None


def test_the_source_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(PROSE)
    monkeypatch.chdir(tmp_path)
    assert captured("in").head.source == os.path.join("in", "a.txt")


def test_taken_at_is_kept_when_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROSE)
    found = next(collect(str(tmp_path), taken_at="2026-01-02T03:04:05Z"))
    assert isinstance(found, Capture)
    assert found.head.taken_at == "2026-01-02T03:04:05Z"


def test_a_packed_file_has_the_identity_of_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:]))
    plain, packed = (found for found in collect(str(tmp_path)) if isinstance(found, Capture))
    assert plain.head.id == packed.head.id
    assert plain.body == packed.body
    assert (plain.head.container, packed.head.container) == (None, "gzip")
    assert packed.head.media_type == "text/html"


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(PAGE)

    monkeypatch.setattr("sys.stdin", Input())
    found = captured("-")
    assert (found.body, found.head.source, found.head.media_type) == (PAGE, "-", "text/html")
    assert count("-") is None


def test_empty_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b"")

    monkeypatch.setattr("sys.stdin", Input())
    with pytest.raises(NothingThere, match="standard input cannot be brought in: it is empty"):
        next(collect("-"))


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/.git/config", ".cache/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PROSE + name.encode())
    sources = [Path(found.head.source).name for found in collect(str(tmp_path)) if isinstance(found, Capture)]
    assert sources == ["a.txt", "b.txt", "c.txt"]
    assert count(str(tmp_path)) == 3


def test_a_folder_is_read_one_file_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_bytes(PROSE)
    opened: list[str] = []
    monkeypatch.setattr("listeningpost.captures.places._read", lambda path: opened.append(path) or PROSE)
    next(collect(str(tmp_path)))
    assert len(opened) == 1


def test_links_that_go_round_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(PROSE)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(collect(str(tmp_path)))
    assert [Path(one.head.source).name for one in found if isinstance(one, Capture)] == ["a.txt"]
    assert [Path(one.capture.source).name for one in found if isinstance(one, RefusedPage)] == ["self"]


def test_pipes_and_broken_links_in_a_folder_are_refused_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    reasons = {
        Path(one.capture.source).name: one.refusal.reason
        for one in collect(str(tmp_path)) if isinstance(one, RefusedPage)
    }
    assert reasons == {
        "broken": "it cannot be read: No such file or directory", "pipe": "it is not a regular file",
    }


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"%PDF-1.7\n%...", "it is a PDF; export it to text or HTML first"),
        (docx(), "it is a Word document; save it as HTML"),
        (b"\x89PNG\r\n\x1a\n....", "it is an image"),
        (b'{"title": "Quay shut", "body": "<p>It is."}', "it is JSON data, not a page; take the HTML or the text"),
        ('\ufeff [{"a": "\\ud83d"}, 1]\n'.encode(), "it is JSON data, not a page"),
        ('{"a": "\u0416"}'.encode("utf-16"), "it is JSON data, not a page"),
        (b'{"text": "one\\udc00"}\n\n{"text": "two"}\n', "it is JSON data, one object a line, not a page"),
        (b"SQLite format 3\x00....", "it is an SQLite database"),
        (b"ab\x00\x00\x07\x01" * 90, "it is no text"),
        (bytes(range(256)) * 20, "it is no text"),
        (gzip.compress(PAGE, mtime=0)[:-20], "its gzip packing is damaged"),
        (gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), "it is a file packed twice"),
        (gzip.compress(b"%PDF-1.7\n%...", mtime=0), "it is a PDF"),
        (gzip.compress(b" " * (LARGEST + 1), mtime=0), "it is larger than 32 MiB"),
    ],
    ids=["empty", "blanks", "pdf", "docx", "png", "json", "json-surrogate", "json-utf16", "jsonl", "sqlite",
         "nuls", "bytes", "damaged", "twice", "packed-pdf", "bomb"],
)
def test_what_holds_no_page_is_refused_in_a_folder_and_told_by_name(tmp_path: Path, body: bytes, reason: str) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "x.dat"
    file.write_bytes(body)
    refused = refusal_of(tmp_path / "in")
    assert refused.refusal.room == "captures"
    assert refused.refusal.reason.startswith(reason)
    assert len(refused.capture.id) == 64
    with pytest.raises(NothingThere, match="x.dat cannot be brought in: it") as told:
        next(collect(str(file)))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "body",
    [
        b"[Photo] The minister said on Monday that the bridge would open in May.\n", b"{{ title }} " + PROSE,
        b'{"a": 1} ' + PROSE, b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b"[1]\n[2] " + PROSE,
        b'{"a": "' + PROSE,
    ],
    ids=["bracket", "template", "behind", "open", "deep", "notes", "broken"],
)
def test_text_that_begins_like_data_is_text(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(body)
    assert captured(tmp_path).head.media_type == "text/plain"


def test_a_file_that_grows_and_shrinks_while_it_is_read_is_what_was_read(tmp_path: Path) -> None:
    """Whatever was there at the moment: a capture with the digest of its bytes, or an empty file."""
    path, ended = tmp_path / "a.txt", threading.Event()

    def write() -> None:
        while not ended.is_set():
            path.write_bytes(PROSE * 20_000)
            os.truncate(path, len(PROSE))

    path.write_bytes(PROSE)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [only(tmp_path) for _ in range(60)]
    finally:
        ended.set()
        writer.join()
    for one in found:
        if isinstance(one, Capture):
            assert one.head.id == hashlib.sha256(one.body).hexdigest()
            assert 0 < len(one.body) <= len(PROSE) * 20_000
        else:
            assert one.refusal.reason == "it is empty"


def test_a_file_too_large_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(tmp_path / "big.txt", "wb") as file:
        file.truncate(LARGEST + 1)
    monkeypatch.setattr("listeningpost.captures.places._all_of", lambda _: pytest.fail("it was opened"))
    assert refusal_of(tmp_path).refusal.reason == "it is larger than 32 MiB; cut it into pages and add those"


def test_advice_can_be_pasted_into_a_shell(tmp_path: Path) -> None:
    (tmp_path / "my file.pdf").write_bytes(b"%PDF-1.4")
    assert refusal_of(tmp_path).refusal.reason.endswith(f"pdftotext -layout '{tmp_path / 'my file.pdf'}'")


def test_refusals_of_files_without_bytes_do_not_fall_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    ids = {one.capture.id for one in collect(str(tmp_path)) if isinstance(one, RefusedPage)}
    assert len(ids) == 2


def test_a_file_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(PROSE)
    assert captured(tmp_path).head.source.endswith("caf\ufffd.txt")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("https://example.org/page", "fetching is not built in yet; save the page in a browser and add the file"),
        ("www.example.org/page", "fetching is not built in yet"),
        ("no/such/thing", "no/such/thing is not there; give a file, a folder, or - for standard input"),
    ],
)
def test_what_is_not_there_says_what_to_do(source: str, said: str) -> None:
    with pytest.raises(NothingThere, match=said):
        next(collect(source))
    assert count(source) is None


def test_an_empty_name_is_shown_as_one() -> None:
    with pytest.raises(NothingThere, match="^'' is not there"):
        list(collect(""))


def test_a_file_in_a_shut_folder_is_not_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.lstat", shut)  # root may look into every folder
    with pytest.raises(NothingThere, match="^shut/page.html cannot be read: Permission denied"):
        list(collect("shut/page.html"))


def test_an_encoding_has_one_name(tmp_path: Path) -> None:
    body = b'<meta charset="utf-8"><p>bri\xed\xa0\x80dge</p>'  # by its label: too broken to be known by its shape
    (tmp_path / "page.html").write_bytes(body)
    (found,) = collect(str(tmp_path / "page.html"))
    assert found.head.encoding == "utf-8"  # type: ignore[union-attr]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / ".hidden").touch()
    with pytest.raises(NothingThere, match="holds no files"):
        next(collect(str(tmp_path)))
    assert count(str(tmp_path)) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be read by root")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROSE)
    (tmp_path / "a.txt").chmod(0)
    assert refusal_of(tmp_path).refusal.reason == "it cannot be read: Permission denied"
    with pytest.raises(NothingThere, match="cannot be read: Permission denied"):
        next(collect(str(tmp_path / "a.txt")))


@pytest.mark.parametrize(
    ("body", "name", "media_type"),
    [
        (PAGE, "x", "text/html"),
        (b"\n <!-- saved --> <HTML lang=en><p>Yes.", "x", "text/html"),
        (b"<div class=a><p>One.</p><p>Two.</p></div>", "x", "text/html"),
        (b"<p>One piece of a page.", "x.html", "text/html"),
        (b"<p>One piece of a page.", "x.txt", "text/plain"),
        (b"He wrote <html> and <body> on the board.", "x", "text/plain"),
        (b"5 < 6 and 7 > 3, said the minister.", "x.html", "text/plain"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>Yes.", "x", "text/html"),
        ("<html><p>Ja.</p></html>".encode("utf-16"), "x", "text/html"),
    ],
)
def test_html_is_known_by_its_content(body: bytes, name: str, media_type: str) -> None:
    assert captures.capture(body, name).head.media_type == media_type


RUSSIAN = "Министр обороны заявил в понедельник, что колонна покинет город до конца сентября. "
CHINESE = "港口维修后重新开放，官员周一表示，维修工程历时两个月，耗资超过一千万。\n" * 3
ARABIC = "قال المسؤولون إن الميناء فتح أبوابه يوم الاثنين بعد شهرين من الإصلاحات.\n"
POLISH = "Żołnierze mają opuścić miasto przed końcem września, powiedział minister w środę. "


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"plain", "utf-8"),
        ("caf\u00e9".encode(), "utf-8"),
        ("caf\u00e9 r\u00e9sum\u00e9 na\u00efve".encode("latin-1"), "cp1252"),
        (b'<meta charset="iso-8859-1">caf\xe9', "cp1252"),
        (b'<meta content="text/html; charset=windows-1251">' + RUSSIAN.encode("cp1251"), "cp1251"),
        (b'<?xml version="1.0" encoding="koi8-r"?>' + RUSSIAN.encode("koi8-r"), "koi8_r"),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode(), "utf-8"),
        (b'<meta charset="hex">caf\xe9', "cp1252"),
        (b'<meta charset="utf-16">' + RUSSIAN.encode(), "utf-8"),
        (b'<meta charset=iso-2022-jp>' + "会議".encode("iso2022_jp"), "iso2022_jp"),
        (RUSSIAN.encode("cp1251") * 3, "cp1251"),
        (POLISH.encode("cp1250") * 3, "cp1250"),
        (RUSSIAN.encode("utf-16"), "utf-16-le"),
        ("The minister spoke.".encode("utf-16-be"), "utf-16-be"),
        ("The minister spoke.".encode("utf-32"), "utf-32-le"),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le"),
        (RUSSIAN.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (ARABIC.encode("utf-16-le"), "utf-16-le"),
        (ARABIC.encode("utf-16-be"), "utf-16-be"),
        ((RUSSIAN * 3).encode().replace(b" ", b" \0", 1), "utf-8"),
        ((RUSSIAN * 3).encode("cp1251").replace(b" ", b" \0", 1), "cp1251"),
        ((RUSSIAN * 3).encode() + b"\xff", "utf-8"),
        ("kept \ufffd as it came".encode(), "utf-8"),
    ],
)
def test_the_encoding_is_found(body: bytes, encoding: str) -> None:
    found = captures.capture(body, "x").head.encoding
    assert found == encoding
    assert "\ufeff" not in decode(body, found)
