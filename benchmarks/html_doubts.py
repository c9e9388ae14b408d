"""The doubt flag on HTML bodies: what it finds on hosts that its weights were not fitted on.

    python -m benchmarks.html_doubts

On the pages of aeb-html, fundus-eval and fundus-pages, our bodies scored as in html_bodies.py. The sites of all three
sets together are put into ten parts; the pages of each part are flagged with weights and threshold fitted on the other
nine (training/doubts.py fits the shipped ones the same way, on all). How sites fall into parts moves the figures by a
few pages, so all are means over DIVISIONS of them, with the worst beside. A page that is refused counts as flagged, and
is not fitted on. The signs themselves were chosen with these pages in sight.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from listeningpost.articles.doubts import LEAST, WEIGHTS, Signs, signs_of
from listeningpost.articles.html import take_body
from listeningpost.captures.encodings import encoding_of
from training.odds import fit_odds

from .html_bodies import FAULTY, SETS, best_of, body_bytes, body_text, f_of, golds_of, our_reading, page_rows
from .shared import data_folder

PARTS, DIVISIONS = 10, 20
# Strength of the ridge, and which share of the pages fitted on is flagged: under the fifth that the flag may mark,
# since unseen pages are marked more often.
PENALTY, MARKED = 20.0, 0.185


class Page(NamedTuple):
    """A page with its set and site; whether its body is faulty; the signs against it, None on a refused page."""

    set: str
    site: str
    faulty: bool
    signs: Signs | None


class Weighed(NamedTuple):
    """A weight for each sign, and the sum from which on a page is flagged."""

    weights: tuple[float, ...]
    least: float

    def flags(self, page: Page) -> bool:
        """Whether a page is flagged, or refused."""
        return page.signs is None or self.doubt(page.signs) >= self.least

    def doubt(self, signs: Signs) -> float:
        return sum(weight * sign for weight, sign in zip(self.weights, signs, strict=True))


SHIPPED = Weighed(tuple(WEIGHTS[name] for name in Signs._fields), LEAST)


def pages_of(data: Path) -> list[Page]:
    """All pages of the three sets, read by our reader."""
    found = []
    for name in SETS:
        for row in page_rows(data / name):
            body, golds = body_bytes(row), golds_of(row["body"])
            reading = our_reading(body)
            score = f_of(best_of(golds, body_text(reading), spaced=name == "fundus-pages"))
            signs = _signs(body) if reading else None
            found.append(Page(name, site_of(row["url"]), score < FAULTY, signs))
    return found


def _signs(body: bytes) -> Signs:
    taken = take_body(body.decode(encoding_of(body), "replace"))
    return signs_of(taken.walked, taken.layout.body)


def site_of(url: str) -> str:
    """The last two labels of an address's host: pages of one house seldom share less."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def weigh(pages: Sequence[Page]) -> Weighed:
    """Weights fitted on pages, and the doubt that the share MARKED of them reaches."""
    read = [page for page in pages if page.signs is not None]
    values = np.array([page.signs for page in read], dtype=np.float64)
    odds = fit_odds(values, np.array([page.faulty for page in read], dtype=np.float64), PENALTY)
    least = float(np.quantile(values @ odds.weights, 1 - MARKED))
    return Weighed(tuple(map(float, odds.weights)), least)


def held_out(pages: Sequence[Page], division: int) -> list[bool]:
    """Whether each page is flagged by weights fitted on the pages of the other parts; `division` is the seed."""
    parts = [_part(page.site, division) for page in pages]
    weighed = {part: weigh([page for page, own in zip(pages, parts, strict=True) if own != part])
               for part in set(parts)}
    return [weighed[part].flags(page) for page, part in zip(pages, parts, strict=True)]


def _part(site: str, division: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{division} {site}".encode()).digest()[:4]) % PARTS


def report(pages: Sequence[Page], seen: Weighed) -> None:
    """Print the figures of unseen hosts and of weights fitted on all pages, for each set and all."""
    divided = [held_out(pages, division) for division in range(DIVISIONS)]
    flagged = [seen.flags(page) for page in pages]
    print(f"{'':<28}unseen hosts{'':<24}hosts fitted on")
    print(f"{'':<14}pages  faulty  found (worst)  marked (most)   found  marked")
    for name in (*SETS, "all"):
        here = [name in (page.set, "all") for page in pages]
        wrong = [inside and page.faulty for inside, page in zip(here, pages, strict=True)]
        found, marked = _shares(divided, wrong), _shares(divided, here)
        print(f"{name:<14}{sum(here):>5}{sum(wrong):>8}{np.mean(found):>7.3f} ({min(found):.3f})"
              f"{np.mean(marked):>8.3f} ({max(marked):.3f}){_share(flagged, wrong):>8.3f}{_share(flagged, here):>8.3f}")


def _shares(divided: Sequence[Sequence[bool]], among: Sequence[bool]) -> list[float]:
    return [_share(flagged, among) for flagged in divided]


def _share(flagged: Sequence[bool], among: Sequence[bool]) -> float:
    return sum(map(bool.__and__, flagged, among)) / max(1, sum(among))


def main() -> int:
    data = data_folder()
    if data is None:
        print(f"not measured: {', '.join(SETS)} are absent (set DATA)")
        return 0
    report(pages_of(data), SHIPPED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
