"""The weights of outlets, fitted on made-up pages."""

import gzip
import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from benchmarks.makers import Labelled
from training import outlets
from training.outlets import NAMES, Names, fit, gathered, held_out, is_strictly_own, outcomes, shares_of, table_of

TOP, BODY = NAMES.index("very_top"), NAMES.index("body")


def page_of(number: int, printed: bool) -> Names:
    """Three names; where the outlet is printed it is the one at the very top. The text speaks of all alike."""
    values = np.zeros((3, len(NAMES)))
    values[:, NAMES.index("bias")], values[:, BODY] = 1.0, number % 3
    right = np.array([printed and n == number % 3 for n in range(3)])
    values[right, TOP] = 1.0
    return Names(f"site{number // 2}.example", values, right, right.copy())


PAGES = [page_of(number, printed=number % 4 > 0) for number in range(80)]


def test_what_tells_the_outlet_is_learned_and_the_rest_is_not() -> None:
    weights = fit(PAGES)
    assert weights[TOP] > 3 > 10 * abs(weights[BODY])
    assert outcomes(weights, PAGES, 0.4) == {"right": 60, "none": 20}


def test_shares_of_a_page_and_of_none_add_up_to_one() -> None:
    shares, none = shares_of(gathered(PAGES[:2]), np.linspace(-1, 1, len(NAMES)))
    assert shares[:3].sum() + none[0] == pytest.approx(1)
    assert shares[3:].sum() + none[1] == pytest.approx(1)


def test_a_name_loosely_the_outlets_is_no_fault_where_no_other_is_printed() -> None:
    loose = [Names(page.site, page.values, np.zeros(3, dtype=bool), page.own) for page in PAGES]
    assert fit(loose)[TOP] > fit([Names(p.site, p.values, p.right, p.right) for p in loose])[TOP]


def test_sites_are_told_by_weights_of_other_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[set[str]] = []

    def noted(pages: list[Names]) -> outlets.Floats:
        fitted.append({page.site for page in pages})
        return np.zeros(len(NAMES))

    monkeypatch.setattr(outlets, "fit", noted)
    parts = held_out(PAGES)
    assert sorted(page.site for _, own in parts for page in own) == sorted(page.site for page in PAGES)
    assert all(sites.isdisjoint(page.site for page in own) for sites, (_, own) in zip(fitted, parts, strict=True))


@pytest.mark.parametrize(("name", "own"), [
    ("The Sorrin Courier", True), ("Sorrin Courier Holdings International", False), ("SC", True), ("Sports", False)])
def test_strictly_own_is_a_known_name_or_the_hosts_and_not_the_company_behind(name: str, own: bool) -> None:
    assert is_strictly_own(name, "https://www.sorrincourier.example/a", ["Sorrin Courier", "SC"]) is own


def test_initials_are_the_hosts() -> None:
    assert is_strictly_own("Basin Wire News", "https://bwn.example/a", [])


def test_only_the_weights_of_the_table_change() -> None:
    table = table_of("# why\nmedia = [\"news\"]\n[weights]\nstale = 1.0\n", np.arange(len(NAMES), dtype=float))
    assert table.startswith("# why\nmedia = [\"news\"]\n[weights]\n" + f"{NAMES[0]} = 0.00\n")
    assert "stale" not in table
    with pytest.raises(ValueError, match="no section"):
        table_of("media = []\n", np.zeros(len(NAMES)))


def test_the_whole_way_from_data_to_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made-up dumps in the format of page-dumps; every page is of a host kept for tuning."""
    make_up_data(tmp_path)
    monkeypatch.setenv("DATA", str(tmp_path))
    assert outlets.main(["--out", str(tmp_path / "outlets.toml")]) == 0
    told = capsys.readouterr().out
    assert "24 pages of 12 sites" in told
    assert "least share 0.4 (in use): 24 right" in told
    head = outlets.PACKED.read_text(encoding="utf-8").partition("[weights]")[0]
    assert (tmp_path / "outlets.toml").read_text(encoding="utf-8").startswith(head)


def test_without_data_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA", str(tmp_path / "absent"))
    assert outlets.main([]) == 1
    assert "not fitted" in capsys.readouterr().out


def make_up_data(folder: Path) -> None:
    """Twelve sites with one page each, as four renderers print it."""
    every = [f"tarvopost{n}.example" for n in range(100)]
    hosts = [host for host in every if Labelled("", b"", f"https://{host}/", [], {}).split == "dev"][:12]
    for name in ("aeb-html", "fundus-eval", "fundus-pages", "page-dumps", "adbar-html"):
        (folder / name).mkdir()
        lzma.open(folder / name / "pages.jsonl.xz", "wt", encoding="utf-8").close()
    gzip.open(folder / "adbar-html" / "extract_labels.jsonl.gz", "wt", encoding="utf-8").close()
    lzma.open(folder / "page-dumps" / "adbar_text.jsonl.xz", "wt", encoding="utf-8").close()
    pages = [{"id": host, "title": "", "body_html": "", "html": "<p>"} for host in hosts]
    with lzma.open(folder / "aeb-html" / "pages.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(page) + "\n" for page in pages)
    with gzip.open(folder / "page-dumps" / "gold.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"set": "aeb", "id": host, "url": f"https://{host}/a"}) + "\n" for host in hosts)
    with gzip.open(folder / "page-dumps" / "dumps.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"set": "aeb", "id": host, "renderer": renderer, "text": text_of(host)}) + "\n"
                         for host in hosts for renderer in ("a", "b", "c", "d"))


def text_of(host: str) -> str:
    name = host.removesuffix(".example").title()
    paragraph = "The harbour was closed for two months while the walls were mended by sixty people from three towns."
    return (f"{name}\n\nSports\n\nHarbour opens after repairs\n\n{paragraph}\n\n{paragraph} Ships wait outside.\n\n"
            f"Contact\n\n© 2024 {name}. All rights reserved.\n")
