"""The desk as a whole: its pages answer, load nothing from elsewhere, and say without a trace what is wrong."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient
from visiting import own_page, visitor

from listeningpost.errors import StoreError
from listeningpost.store import Store
from listeningpost.web import PAGES, Answer, Asked, Desk, DeskPage, Keys, make_app
from listeningpost.web.linking import STATIC, Links

PLAIN = [page for page in PAGES if "{" not in page.path]
VENDOR = STATIC / "vendor"


@pytest.mark.parametrize("page", PLAIN, ids=lambda page: page.name)
def test_every_page_answers_and_loads_only_what_is_here(reader: TestClient, page: DeskPage) -> None:
    answer = reader.get(page.path)
    assert answer.status_code == 200
    tree = html.fromstring(answer.text)
    links = tree.xpath("//link[not(@rel='alternate')]/@href")
    loaded = [*tree.xpath("//script/@src"), *links, *tree.xpath("//img/@src")]
    assert loaded
    assert [address for address in loaded if not address.startswith("/static/")] == []
    assert [reader.get(address).status_code for address in loaded] == [200] * len(loaded)
    assert tree.xpath("//script[not(@src)] | //*[@style] | //style") == []
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []


@pytest.mark.parametrize("page", PLAIN, ids=lambda page: page.name)
def test_every_page_stands_under_its_policy_and_its_word(reader: TestClient, page: DeskPage) -> None:
    answer = reader.get(page.path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    tree = html.fromstring(answer.text)
    assert tree.xpath("string(//nav[@aria-label='Pages']/a[@aria-current])") == page.word
    assert len(tree.xpath("//h1")) == 1


def test_the_navigation_has_six_words_at_most() -> None:
    words = [page.word for page in PAGES if page.word]
    order = ["Edition", "Actors", "Figures", "Disputes", "Lineage", "Sources"]
    assert words == [word for word in order if word in words]


def test_page_names_and_paths_stand_once() -> None:
    assert len({page.name for page in PAGES}) == len({page.path for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/nothing-here", 404, ""),
        ("/article/ffffffffffff", 404, "names nothing in this store"),
        ("/article/f", 400, "give at least 4 characters"),
        ("/?watch=nowhere", 400, "there is no such watch"),
        ("/?said_until=yesterday", 400, "write a day, a month or a year"),
        ("/?about=" + "x" * 501, 400, "501 characters are too many"),
        ("/?about=%00", 400, "holds characters that no text has"),
        ("/static/../app.py", 404, ""),
        ("/static/%2e%2e/app.py", 404, ""),
    ],
)
def test_what_cannot_be_answered_says_why(reader: TestClient, address: str, status: int, told: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert told in html.fromstring(answer.text).text_content()
    assert "Traceback" not in answer.text


def test_a_page_is_only_read(reader: TestClient, sample: Store) -> None:
    answer = reader.post("/", headers={"X-CSRF-Token": "none"})
    assert answer.status_code == 403  # no page of ours sends this
    keys = Keys(None)
    answer = visitor(Desk(store=sample), keys).post("/", headers=own_page(keys))
    assert answer.status_code == 405
    assert "can only be read" in answer.text


def _broken(error: Exception) -> DeskPage:
    def show(asked: Asked) -> Answer:  # noqa: ARG001
        raise error

    return DeskPage(name="broken", path="/broken", show=show)


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (RuntimeError("the secret of the house"), 500, "This is a fault of Listening Post"),
        (StoreError("x.db: it is damaged: restore a copy"), 503, "it is damaged: restore a copy"),
    ],
)
def test_a_failure_shows_no_trace(
    sample: Store, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, told: str
) -> None:
    monkeypatch.setattr("listeningpost.web.app.PAGES", (*PAGES, _broken(error)))
    answer = TestClient(make_app(Desk(store=sample)), "http://localhost", raise_server_exceptions=False).get("/broken")
    assert answer.status_code == status
    assert told in answer.text
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_links_carry_what_the_reader_narrowed_by() -> None:
    to = Links(PAGES, {"watch": "a b", "said_until": "2024"})
    assert to("edition") == "/?watch=a+b&said_until=2024"
    assert to("edition", watch=None, said_until=None) == "/"
    assert to("article", id="a/../b", anchor="s1") == "/article/a%2F..%2Fb?watch=a+b&said_until=2024#s1"


def test_what_others_wrote_is_what_the_table_says() -> None:
    rows = re.findall(r"^\| `(\S+)` \|.*\| `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text("utf-8"), re.M)
    there = {file.relative_to(VENDOR).as_posix(): sha256(file.read_bytes()).hexdigest()
             for file in VENDOR.rglob("*") if file.is_file() and file.suffix not in (".md", ".txt")}
    assert dict(rows) == there
    assert len(rows) == len(there)
    licences = re.findall(r"\]\((licences/[^)]+)\)", (VENDOR / "README.md").read_text("utf-8"))
    assert len(licences) == len(rows)
    assert all((VENDOR / name).stat().st_size > 100 for name in licences)


def test_the_style_has_every_face_it_names() -> None:
    faces = re.findall(r"url\((\S+?)\)", (STATIC / "desk.css").read_text("utf-8"))
    assert faces
    assert [face for face in faces if not Path(STATIC / face).is_file()] == []
