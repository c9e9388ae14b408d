"""Make docs/desk/*.png: every page of the desk over the sample watch, on a desk's screen and on a phone.

python -m docs.screenshots    wants Chromium, Playwright (extra dev) and Pillow
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "desk"
COLOURS = 64  # of a page that is paper, ink and one accent: no eye sees the rest, and the file is a third as large
TALLEST = 1_500  # pixels
PHONE_BELOW = 600  # pixels of width
COMMAND = [sys.executable, "-m", "listeningpost"]
# name of the picture -> address, and what to click there first
PAGES: dict[str, tuple[str, ...]] = {
    "edition": ("/",), "article": ("/", "#new [data-line] a.open"), "actors": ("/actors",),
    "dossier": ("/actors", "main a.open"), "figures": ("/figures",), "disputes": ("/disputes",),
    "lineage": ("/lineage",), "remarks": ("/remarks",), "sources": ("/sources",), "timeline": ("/timeline",),
    "map": ("/map",), "network": ("/network",), "search": ("/search?q=camps+fighters",),
    "ask": ("/search?q=How+many+fighters+has+the+Sawren+People%27s+Front%3F",), "mend": ("/", "#new a.mend"),
}
ON_A_PHONE = ("edition", "article", "figures", "disputes", "dossier")
IN_THE_DARK = ("edition",)


@contextmanager
def desk() -> Iterator[str]:
    """A desk over the sample watch as `demo` makes it; its address without the last slash."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*COMMAND, "demo", "--dir", folder, "--no-open"], check=True, capture_output=True)
        serve = [*COMMAND, "--db", f"{folder}/store.db", "serve", "--port", "0", "--json"]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as served:
            try:
                assert served.stdout
                yield json.loads(served.stdout.readline())["url"].rstrip("/")
            finally:
                served.terminate()


def take(browser: Browser, address: str, steps: tuple[str, ...], width: int, dark: bool = False) -> bytes:
    """A picture of the page at the end of `steps`, as a PNG of COLOURS: its first TALLEST pixels, of a phone its
    screen."""
    context = browser.new_context(viewport={"width": width, "height": 900},
                                  color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(address + steps[0], wait_until="networkidle")
    for step in steps[1:]:
        page.locator(step).first.click()
        page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    phone = width < PHONE_BELOW
    tall = 900 if phone else min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    taken = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": tall}, full_page=not phone)
    context.close()
    with Image.open(BytesIO(taken)) as picture, BytesIO() as small:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        return small.getvalue()


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with desk() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, steps in PAGES.items():
            (FOLDER / f"{name}.png").write_bytes(take(browser, address, steps, 1280))
            if name in ON_A_PHONE:
                (FOLDER / f"{name}-phone.png").write_bytes(take(browser, address, steps, 390))
            if name in IN_THE_DARK:
                (FOLDER / f"{name}-dark.png").write_bytes(take(browser, address, steps, 1280, dark=True))
        browser.close()


if __name__ == "__main__":
    main()
