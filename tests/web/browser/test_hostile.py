"""Pages written to do harm: whatever they hold is shown as words. No script of theirs runs, no request leaves the
desk; the fixture `sit` fails a test whose reader saw a dialog, a complaint or a request to elsewhere."""

from browsing import Sit, page_of, reachable
from hostile_pages import HARM

ALIVE = """() => [...document.querySelectorAll("iframe, object, embed, base, style, meta[http-equiv], img")]
  .map((element) => element.outerHTML)
  .concat([...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*(javascript|data):/i.test(value))
    .map(({ name, value }) => `${element.tagName} ${name}=${value}`)))
  .concat([...document.scripts].filter((script) => !script.src).map((script) => script.outerHTML))"""


def articles(desk: str) -> list[str]:
    return [path for path in reachable(desk) if page_of(path) == "article"]


def test_no_page_of_the_desk_comes_alive(sit: Sit, hostile_desk: str) -> None:
    reader = sit(at=hostile_desk)
    paths = reachable(hostile_desk)
    assert len(paths) > 2
    for path in paths:
        page = reader.open(path)
        assert page.evaluate(ALIVE) == [], path
        assert page.url == hostile_desk + path


def test_what_they_hold_is_read_as_words(sit: Sit, hostile_desk: str) -> None:
    reader = sit(at=hostile_desk)
    told = "".join(reader.open(path).locator("main").inner_text() for path in ("/", *articles(hostile_desk)))
    shown = [name for name in ("script", "handler", "svg", "frame", "style", "link", "refresh", "form")
             if HARM[name] not in told]
    assert shown == []


def test_no_script_runs_in_a_window_that_may_run_none_of_ours(sit: Sit, hostile_desk: str) -> None:
    reader = sit(at=hostile_desk, scripts=False)
    assert reader.open().locator("[data-line]").count() > 3
    assert [path for path in articles(hostile_desk) if HARM["script"] not in reader.open(path).inner_text("main")] == []
