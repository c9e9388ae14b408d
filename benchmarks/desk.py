"""What the pages of the desk cost on a large store: processor time and waiting for each page, its weight, first paint.

    python -m benchmarks.desk STORE [--times 40] [--paint]

STORE is made by `python -m benchmarks.desk_store`, or any other. What `serve` works out as it starts is worked out
first, and what that costs is said. Addresses are taken from the pages themselves: each page of PAGES by itself,
narrowed by the sample watch, as of two days, its further parts, and the things it links to. Each is asked once before
it is measured, so that what is worked out once for a state of the store is told apart, as `first`. Milliseconds of the
processor are what a quiet machine waits; --paint opens the edition in Chromium and needs playwright.
"""

import argparse
import random
import re
import shutil
import socket
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import uvicorn
from starlette.testclient import TestClient

from listeningpost.examples import sample_watch
from listeningpost.schema import Record
from listeningpost.store import Store, open_store
from listeningpost.views import read_watch
from listeningpost.web import PAGES, Desk, make_app, prepare, server_config

BASE = "http://localhost:8787"
NARROWED = ("", "watch=watch", "published_until=2022", "said_until=2019-04")
LIMIT_MS, LIMIT_KB = 150, 500
PAINTS = 9
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')"
PARTS = 1  # further parts of a list that are looked for addresses


class Cost(Record, frozen=True):
    """One answer: milliseconds of the processor and waited, and bytes."""

    spent: float
    waited: float
    size: int


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--times", type=int, default=40, help="addresses measured of each page at most")
    parser.add_argument("--paint", action="store_true")
    asked = parser.parse_args(arguments)
    with open_store(asked.store, create=False) as store:
        print(store.counts())
        client = visitor(store)
        if asked.paint:
            painted(client)
        slow = [name for name, found in addresses(client).items() if not told(name, client, found[: asked.times])]
    print(f"over {LIMIT_MS} ms or {LIMIT_KB} kB: {', '.join(slow) or 'none'}")
    return int(bool(slow))


def visitor(store: Store) -> TestClient:
    """A reader of a desk with the sample watch."""
    desk = Desk(store=store, watches={"watch": read_watch(sample_watch().watch)})
    spent, waited = time.process_time(), time.perf_counter()
    beside = prepare(desk)
    edition = time.perf_counter() - waited
    beside.join()
    print(f"start: the edition {edition:.1f} s waited, all lists {time.process_time() - spent:.1f} s of the processor")
    return TestClient(make_app(desk), BASE, follow_redirects=False)


def addresses(client: TestClient) -> dict[str, list[str]]:
    """Addresses by the page that answers them: pages with an address of their own, and what is linked from these."""
    chance, found = random.Random(7), defaultdict[str, list[str]](list)
    for page in PAGES:
        if "{" not in page.path:
            for query in NARROWED:
                found[page.name] += [f"{page.path}?{query}".rstrip("?"), *_parts(client, f"{page.path}?{query}")]
    linked = {link for some in list(found.values()) for address in some for link in _links(client, address)}
    for page in PAGES:
        pattern = re.compile(re.sub(r"\{\w+\}", r"[^/?#]+", page.path) + r"(\?|#|$)")
        if "{" in page.path and page.take is None:
            found[page.name] = sorted(link for link in linked if pattern.match(link))
    return {name: chance.sample(some, len(some)) for name, some in found.items() if some}


def _parts(client: TestClient, address: str) -> Iterator[str]:
    for _ in range(PARTS):
        more = [link for link in _links(client, address) if "after=" in link]
        if not more:
            return
        address = more[-1]
        yield address


def _links(client: TestClient, address: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', client.get(address).text)
            if not link.startswith(("/static", "/api"))]


def told(name: str, client: TestClient, some: list[str]) -> bool:
    """Print what a page costs; whether that is within the limits."""
    first = [one for address in some if (one := cost(client, address))]
    costs = [one for address in some if (one := cost(client, address))]
    if len(costs) < len(some):
        print(f"{name:<10} {len(some) - len(costs)} of {len(some)} addresses have nothing to show")
    if not costs:
        return True
    spent, waited = sorted(one.spent for one in costs), sorted(one.waited for one in costs)
    heaviest = max(one.size for one in costs) / 1000
    print(f"{name:<10} n {len(costs):>3}  processor ms: median {statistics.median(spent):6.1f}, p95 {_p95(spent):6.1f},"
          f" first {max(one.spent for one in first):7.1f}   waited: median {statistics.median(waited):6.1f},"
          f" p95 {_p95(waited):7.1f}   up to {heaviest:6.1f} kB", flush=True)
    return _p95(spent) < LIMIT_MS and heaviest < LIMIT_KB


def cost(client: TestClient, address: str) -> Cost | None:
    """Ask for an address; None where there is nothing to show (as of a day, say). Raises RuntimeError for a fault."""
    spent, waited = time.process_time(), time.perf_counter()
    answer = client.get(address)
    cost_ = Cost(spent=(time.process_time() - spent) * 1000, waited=(time.perf_counter() - waited) * 1000,
                 size=len(answer.content))
    if answer.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_FOUND):
        raise RuntimeError(f"{address}: {answer.status_code}")
    return cost_ if answer.status_code == HTTPStatus.OK else None


def painted(client: TestClient) -> None:
    """Print how long Chromium takes to the first paint of the edition, each time with nothing kept from before."""
    from playwright.sync_api import sync_playwright

    with socket.create_server(("127.0.0.1", 0)) as listener, sync_playwright() as play:
        server = uvicorn.Server(server_config(client.app))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        serving.start()
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        times = [_paint(browser, f"http://127.0.0.1:{listener.getsockname()[1]}/") for _ in range(PAINTS)]
        browser.close()
        server.should_exit = True
        serving.join()
    print(f"first paint of the edition: median {statistics.median(times):.0f} ms, slowest {max(times):.0f}, n {PAINTS}")


def _paint(browser: Any, address: str) -> float:
    """Milliseconds from asking for an address to the first words of it on the screen."""
    page = browser.new_context().new_page()
    page.goto(address, wait_until="load")
    page.wait_for_function(f"{FIRST_PAINT}.length > 0")
    found: float = page.evaluate(f"{FIRST_PAINT}[0].startTime")
    page.context.close()
    return found


def _p95(values: list[float]) -> float:
    return values[min(len(values) - 1, round(0.95 * len(values)))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
