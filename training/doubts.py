"""Fits the weights of the doubt about a body, and from which doubt on a page is flagged.

    python -m training.doubts [--out FILE]

On the pages with gold bodies of DATA/aeb-html, fundus-eval and fundus-pages: a logit, with a ridge, of the chance that
our body is under F .9, over the signs of articles/doubts.py; flagged is the share MARKED of the pages with the most
doubt. Prints how well weights fitted the same way do on sites they have not seen, then writes tables/doubts.toml,
fitted on all pages. Nothing is drawn by chance but the parts of sites, which are hashed with fixed seeds.
"""

import sys
from importlib.resources import files
from pathlib import Path

from benchmarks.html_doubts import MARKED, Weighed, pages_of, report, weigh
from listeningpost.articles.doubts import Signs

from .making import make

PACKED = Path(str(files("listeningpost.articles.tables").joinpath("doubts.toml")))
HEAD = """\
# What each sign of a body that may be wrong weighs, and from which sum on the page is flagged. A sign is a share of
# the body's length from 0 to 1 (doubts.py says which). Fitted by training/doubts.py; the sum is, up to a constant, the
# log of the odds that the body is under F .9. A lower `least` flags more pages.
"""


def table_of(weighed: Weighed) -> str:
    """The table of weights, as TOML."""
    weights = "\n".join(f"{name} = {weight:.2f}" for name, weight in zip(Signs._fields, weighed.weights, strict=True))
    return f"{HEAD}\nleast = {weighed.least:.2f}\n\n[weights]\n{weights}\n"


def fitted(data: Path, _cache: Path | None) -> str:
    """The table fitted on all pages; prints how weights fitted the same way do on sites they have not seen."""
    pages = pages_of(data)
    weighed = weigh(pages)
    report(pages, weighed)
    print(f"the {MARKED:.1%} of pages with most doubt are flagged")
    return table_of(weighed)


if __name__ == "__main__":
    sys.exit(make(__doc__, PACKED, fitted))
