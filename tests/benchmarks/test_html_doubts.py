"""The measure of the doubt flag: no page is flagged by weights that its own site was fitted on."""

import numpy as np
import pytest

from benchmarks import html_doubts
from benchmarks.html_doubts import Page, Weighed, held_out, site_of, weigh
from listeningpost.articles.doubts import Signs
from training.odds import fit_odds


def page_of(number: int, faulty: bool) -> Page:
    signs = Signs(beside=0.0, loose=0.9 if faulty else 0.1, linked=0.0, unended=number % 3 / 10)
    return Page("made", f"site{number // 2}.example", faulty, signs)


PAGES = [page_of(number, number % 10 < 2) for number in range(100)]


def test_what_loose_text_tells_is_learned_and_the_rest_is_not() -> None:
    weighed = weigh(PAGES)
    assert weighed.weights[1] > 3 > abs(weighed.weights[3])
    assert [weighed.flags(page) for page in PAGES] == [page.faulty for page in PAGES]


def test_pages_are_flagged_by_weights_of_other_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[set[str]] = []

    def noted(pages: list[Page]) -> Weighed:
        fitted.append({page.site for page in pages})
        return Weighed((0.0, 1.0, 0.0, 0.0), 0.5)

    monkeypatch.setattr(html_doubts, "weigh", noted)
    assert held_out(PAGES, 0) == [page.faulty for page in PAGES]
    everybody = {page.site for page in PAGES}
    left_out = [everybody - sites for sites in fitted]
    assert len(fitted) == html_doubts.PARTS
    assert sorted(site for sites in left_out for site in sites) == sorted(everybody)


def test_a_refused_page_is_flagged() -> None:
    assert weigh(PAGES).flags(Page("made", "x.example", True, None))


def test_hosts_of_one_site_go_together() -> None:
    assert site_of("https://www.ledger.example/a") == site_of("http://news.ledger.example:80/b") == "ledger.example"


def test_the_odds_of_a_coin_tossed_by_one_number() -> None:
    """Three of four are true where the number is 1, one of four where it is 0: the log odds are log 3 and -log 3."""
    values = np.array([[0.0]] * 4 + [[1.0]] * 4)
    odds = fit_odds(values, np.array([1.0, 0, 0, 0, 1, 1, 1, 0]), penalty=0.0)
    assert odds.of(np.array([[0.0], [1.0]])) == pytest.approx([-np.log(3), np.log(3)], abs=1e-5)
