"""Made-up pages for the views: an agency's report, a rewrite of it, an undated page that means harm, a refused one."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from listeningpost import pipeline
from listeningpost.captures import collect
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import (
    Article,
    Capture,
    CaptureHead,
    CopyLink,
    DateGiven,
    DisputeLink,
    Figure,
    Flag,
    MadeBy,
    Mention,
    Named,
    OriginLink,
    Outlet,
    Page,
    Published,
    RefusalNote,
    RefusedPage,
    Role,
    Span,
    Speaker,
    Statement,
    StoryLink,
    Title,
    UtteranceLink,
    Via,
)
from listeningpost.spans import decode
from listeningpost.store import Store, open_store

AGENCY = """Dockers to strike from Monday, says Quill
4 May 2023
Olena Quill, the head of the Dockers' League, said on Thursday that the strike would \
begin on Monday. "We shall not load one crate until the law is mended," Quill told reporters. About 1,200 dockers \
are out, she said.
A port official, who asked not to be named for fear of his post, said the talks had failed.
"""
REWRITE = """Harbour stands still
5 May 2023
"We shall not load one crate until the law is mended," Olena Quill said, Northwire reports. The \
League counts 1,200 dockers on strike.
The mayor believes that the port will open by June.
"""
HOSTILE = """<script>alert(1)</script> | [x](javascript:alert(1))
Quill: "The \x1b[31mport\u202e is * ours* & <b>nobody's</b>" , she said.
"""


def identity(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def place(text: str, words: str, after: str = "") -> Span:
    """The span of words in a text, behind other words where they come twice."""
    start = text.index(words, text.index(after) if after else 0)
    return start, start + len(words)


def article(text: str, outlet: str | None, published: Published, **more: object) -> Article:
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((at, at + len(line.rstrip("\n"))))
        at += len(line)
    return Article(
        text=text,
        title=Title(text=text[slice(*lines[0])], span=lines[0]),
        body=tuple(lines[1:] if published.span is None else lines[2:]),
        furniture=(),
        published=published,
        language="en",
        outlet=Outlet(name=outlet, basis="text") if outlet else None,
        **more,  # type: ignore[arg-type]
    )


def page(source: str, read: Article, **found: object) -> Page:
    head = CaptureHead(id=identity(read.text), source=source, media_type="text/plain", encoding="utf-8")
    return Page(made_by=MadeBy(listeningpost="0", knowledge="t"), capture=head, space="capture", article=read, **found)  # type: ignore[arg-type]


def agency_page() -> Page:
    text, where = AGENCY, lambda words, after="": place(AGENCY, words, after)
    quill = Speaker(entity="E0quill", name="Olena Quill")
    said = DateGiven(edtf="2023-05-04")
    return page(
        "pages/northwire.txt",
        article(text, "Northwire", Published(edtf="2023-05-04", basis="text", span=where("4 May 2023")),
                byline=(Named(name="Ada Finch"),)),
        mentions=(
            Mention(id="m00000000001", span=where("Olena Quill"), text="Olena Quill", type="person", form="name",
                    entity="E0quill", name="Olena Quill"),
            Mention(id="m00000000002", span=where("Quill", "law is mended"), text="Quill", type="person", form="short",
                    entity="E0quill", name="Olena Quill"),
        ),
        roles=(Role(entity="E0quill", name="Olena Quill", role="head", of="Dockers' League", status="current",
                    span=where("the head of the Dockers' League")),),
        statements=(
            Statement(id="s0headline", speaker=quill, kind="indirect", attribution="headline", act="announce",
                      content_spans=(where("Dockers to strike from Monday"),), same_as=("s0indirect",), said_on=said),
            Statement(id="s0indirect", speaker=quill, kind="indirect", act="announce", said_on=said,
                      content_spans=(where("the strike would begin on Monday"),), same_as=("s0headline",)),
            Statement(id="s0direct", speaker=quill, kind="direct", act="promise", said_on=said,
                      addressee=Speaker(descriptor="reporters", anonymous=True),
                      content_spans=(where("We shall not load one crate until the law is mended"),)),
            Statement(id="s0count", speaker=quill, kind="indirect", said_on=said,
                      content_spans=(where("About 1,200 dockers are out"),)),
            Statement(id="s0official", kind="indirect", said_on=DateGiven(edtf="../2023-05-04"),
                      speaker=Speaker(entity="E0official", descriptor="A port official", anonymous=True),
                      anonymity="for fear of his post", content_spans=(where("the talks had failed"),)),
        ),
        figures=(Figure(id="f0agency", span=where("About 1,200 dockers"), kind="count", value=1200, unit="persons",
                        what="dockers on strike", qualifier="about", claimed_by="s0count"),),
    )


def rewrite_page() -> Page:
    text, where = REWRITE, lambda words, after="": place(REWRITE, words, after)
    quill = Speaker(entity="E0quill", name="Olena Quill")
    return page(
        "pages/gazette.txt",
        article(text, "Quay Gazette", Published(edtf="2023-05-05", basis="text", span=where("5 May 2023"))),
        mentions=(Mention(id="m00000000003", span=where("Olena Quill"), text="Olena Quill", type="person", form="name",
                          entity="E0quill", name="Olena Quill"),),
        statements=(
            Statement(id="s1direct", speaker=quill, kind="direct", via=(Via(name="Northwire"),),
                      said_on=DateGiven(edtf="../2023-05-05"),
                      content_spans=(where("We shall not load one crate until the law is mended"),)),
            Statement(id="s1league", speaker=Speaker(entity="E0league", name="Dockers' League"), kind="indirect",
                      content_spans=(where("1,200 dockers on strike"),)),
            Statement(id="s1mayor", speaker=Speaker(entity="E0mayor", descriptor="The mayor"), kind="indirect",
                      attribution="belief", act="predict", content_spans=(where("the port will open by June"),)),
        ),
        figures=(
            Figure(id="f1rewrite", span=where("1,200 dockers"), kind="count", value=1200, unit="persons",
                   what="dockers on strike", claimed_by="s1league"),
        ),
    )


def hostile_page() -> Page:
    where = lambda words, after="": place(HOSTILE, words, after)  # noqa: E731
    return page(
        "pages/<img src=x>.html",
        article(HOSTILE, None, Published()),
        flags=(Flag(kind="broken_quotation", note="a blank before the comma", span=where("nobody's</b>\" ,")),),
        statements=(
            Statement(id="s2broken", speaker=Speaker(name="Olena Quill", entity="E2quill"), kind="direct",
                      content_spans=(where("The \x1b[31mport\u202e is"), where("* ours* & <b>nobody's</b>"))),
            Statement(id="s2headline", speaker=Speaker(name="Olena Quill", entity="E2quill"), kind="indirect",
                      attribution="headline", content_spans=(where("alert(1)"),)),
        ),
    )


def refused_page() -> tuple[RefusedPage, Capture]:
    body = b"<html></html>"
    head = CaptureHead(id=sha256(body).hexdigest(), source="pages/shell.html", media_type="text/html", encoding="utf-8")
    refused = RefusedPage(capture=head, refusal=RefusalNote(room="articles", reason="no article text"))
    return refused, Capture(head=head, body=body)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "made-up.db")) as store:
        yield store


@pytest.fixture(scope="session")
def shelf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("shelf") / "shelf.db"
    with open_store(str(file)) as store:
        for made in (agency_page(), rewrite_page(), hostile_page()):
            store.write(made, Capture(head=made.capture, body=made.article.text.encode()))
        first, copy = agency_page().capture.id, rewrite_page().capture.id
        store.write_links("copies", "shelf", [
            CopyLink(page=first, relation="original"),
            CopyLink(page=copy, relation="rewrite", of=first, evidence=("made up",), score=0.8),
        ])
        store.write_links("disputes", "shelf", [DisputeLink(
            id="d000000000001", relation="contradiction", sides=(((first, "s0official"),), ((first, "s0direct"),)),
            about="made up")])
        told = [(first, agency_page().statements[0]), (copy, rewrite_page().statements[0])]
        store.write_links("utterances", "shelf", [UtteranceLink(
            id="u000000000001", speaker=told[0][1].speaker, spans=tuple(one.content_spans for _, one in told),
            statements=tuple((page_id, one.id) for page_id, one in told))])
        alone = hostile_page().capture.id
        store.write_links("stories", "shelf", [
            StoryLink(id="Y000000000001", title="Harbour stands still", pages=tuple(sorted((first, copy))),
                      start="2023-05-04", to="2023-05-05"),
            StoryLink(id="Y000000000002", title="", pages=(alone,)),
        ])
        store.write_links("origins", "shelf", [OriginLink(
            claim=(first, "text"), pages=(first, copy), independent=1, not_established=(copy,), reasons=("made up",))])
        store.refuse(*refused_page())
    return file


@pytest.fixture
def shelf(shelf_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The made-up pages in a store that a test may change."""
    with open_store(str(shutil.copy(shelf_file, tmp_path / "shelf.db"))) as store:
        yield store


# ---- the sample watch as its gold says it is: what views must show does not hang on what the rules find today
def _own_id(capture_id: str, local: str) -> str:
    return local[0] + sha256(f"{capture_id} {local}".encode()).hexdigest()[:12]


def _with_own_ids(gold: dict[str, Any]) -> dict[str, Any]:
    """Gold numbers its items page by page; in a store every id is its own."""
    capture_id = gold["capture"]["id"]
    for layer in ("mentions", "statements", "figures"):
        for item in gold[layer]:
            if "said_on" in item and not (item["said_on"] or {}).get("edtf"):
                item["said_on"] = None
            for field in ("id", "claimed_by", "nested_in"):
                if item.get(field):
                    item[field] = _own_id(capture_id, item[field])
            for field in ("same_as", "denies", "in_response_to"):
                item[field] = [_own_id(capture_id, other) for other in item.get(field) or []]
    return gold


def gold_page(file: Path, body: bytes) -> Page:
    gold = _with_own_ids(json.loads(file.read_text(encoding="utf-8")))
    text = decode(body, gold["capture"]["encoding"])
    head = {**gold["capture"], "id": sha256(body).hexdigest()}
    dateline = gold["article"]["dateline"]
    dateline = dateline and {"name": text[slice(*dateline["span"])], "span": dateline["span"]}
    article_read = {**gold["article"], "text": text, "dateline": dateline}
    kept = {name: gold[name] for name in ("space", "flags", "mentions", "roles", "statements", "figures")}
    made_by = {"listeningpost": "gold", "knowledge": "gold"}
    return msgspec.convert(_without_nulls({**kept, "article": article_read, "capture": head, "made_by": made_by}), Page)


def _without_nulls(value: Any) -> Any:
    """Gold writes null where the record has a default."""
    if isinstance(value, dict):
        required = ("name", "of", "entity", "title")
        return {key: _without_nulls(part) for key, part in value.items() if part is not None or key in required}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


@pytest.fixture(scope="session")
def gold_watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample watch with its gold for a record; for tests that only read."""
    with open_store(str(tmp_path_factory.mktemp("gold") / "gold.db")) as store:
        _fill_with_gold(store)
        yield store


def _fill_with_gold(store: Store) -> None:
    sample = sample_watch()
    for file in sorted(sample.gold.glob("*.json")):
        source = next(sample.pages.glob(f"{file.stem}.*"))
        body = source.read_bytes()
        if "refusal" in json.loads(file.read_text(encoding="utf-8")):
            identity_ = sha256(body).hexdigest()
            head = CaptureHead(id=identity_, source=source.name, media_type="text/html", encoding="utf-8")
            note = RefusalNote(room="articles", reason="no article")
            store.refuse(RefusedPage(capture=head, refusal=note), Capture(head=head, body=body))
        else:
            page_made = gold_page(file, body)
            store.write(page_made, Capture(head=page_made.capture, body=body))


@pytest.fixture(scope="session")
def joined_watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample watch as it is read, by rules alone, and joined; for tests that only read."""
    knowledge = open_knowledge([sample_watch().pack])
    with open_store(str(tmp_path_factory.mktemp("joined") / "joined.db")) as store:
        for capture in collect(str(sample_watch().pages)):
            page = pipeline.page(capture, knowledge, with_model=False) if isinstance(capture, Capture) else capture
            if isinstance(page, Page) and isinstance(capture, Capture):
                store.write(page, capture)
        pipeline.reconcile(store, here)
        yield store
