"""The pages of actors, figures, disputes, lineage and sources on the sample watch: the lines they must show, once, each
cited; what they say where there is nothing; and that a watch narrows them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient
from visiting import visitor

from listeningpost.schema import StoryLink, UtteranceLink
from listeningpost.store import Store, open_store
from listeningpost.views import read_watch
from listeningpost.web import Desk
from listeningpost.web.pages import overview


@pytest.fixture(scope="module")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser at the desk of an empty store."""
    with open_store(str(tmp_path_factory.mktemp("empty") / "store.db")) as store:
        yield visitor(Desk(store=store))


def page(reader: TestClient, address: str) -> html.HtmlElement:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def lines_of(tree: html.HtmlElement, quote: str) -> list[html.HtmlElement]:
    """The statements with these words; a figure stands with the sentence around it."""
    lines = tree.xpath("//article[contains(@class, 'kind-statement')]")
    return [line for line in lines if quote in words(line.xpath("./blockquote")[0])]


# ---- what must stand there, once
@pytest.mark.parametrize(
    ("address", "quote", "who"),
    [
        ("/actor/jeval-sorn", "They have the one machine gun and the one camera", "Jeval Sorn"),
        ("/actor/lucan-ferreth", "I have asked Secretary Irmash for a map three times", "Lucan Ferreth"),
        ("/actor/edda-rausk", "Water has no passport.", "Edda Rausk"),
        ("/disputes", "there is a single camp on its soil", "Halvenia"),
        ("/remarks", "has 65,000 fighters in 11 camps in Halvenia", "Ghaled Irmash"),
    ],
)
def test_a_line_that_must_be_shown_stands_once_and_leads_to_its_words(
    reader: TestClient, address: str, quote: str, who: str
) -> None:
    (line,) = lines_of(page(reader, address), quote)
    assert who in words(line)
    (way,) = line.xpath(".//p[@class='cite']/a[@class='open']/@href")
    article = page(reader, way)
    assert article.xpath(f"//*[@id='{way.partition('#')[2]}']")
    assert quote[:30] in words(article)


@pytest.mark.parametrize(
    "address", ["/actor/radan-velk", "/disputes", "/remarks", "/story/{story}", "/series/{series}"]
)
def test_every_line_of_a_statement_says_on_how_many_pages_and_origins_it_stands(
    reader: TestClient, sample: Store, address: str
) -> None:
    story = next(head.id for head in sample.link_heads("story") if head.pages > 1)
    series = sample.link_heads("figure_series")[0].id
    tree = page(reader, address.format(story=story, series=series))
    lines = tree.xpath("//article[contains(@class, 'kind-statement') or contains(@class, 'kind-figure')]")
    assert lines
    assert [words(line) for line in lines if not line.xpath(".//span[contains(@class, 'chip origin')]")] == []


def test_actors_stand_once_by_statements_and_are_found_by_name_and_kind(reader: TestClient) -> None:
    rows = page(reader, "/actors").xpath("//tbody/tr")
    names = [words(row.xpath("./th")[0]) for row in rows]
    assert len(names) == len(set(names))
    assert {"Radan Velk", "Ghaled Irmash", "Halvenia", "Sawren People's Front"} <= set(names)
    counts = [int(row.xpath("string(./td[@class='number'][1])")) for row in rows]
    assert counts == sorted(counts, reverse=True)
    found = page(reader, "/actors?name=vel").xpath("//tbody/tr/th")
    assert [words(one) for one in found] == ["Radan Velk"] or "Radan Velk" in [words(one) for one in found]
    kinds = {words(one) for one in page(reader, "/actors?of=state").xpath("//tbody/tr/td[1]")}
    assert kinds == {"state"}
    assert "Nobody of that name is named" in reader.get("/actors?name=zzzz").text


def test_the_dossier_has_the_sections_that_have_data_and_no_other(reader: TestClient) -> None:
    def parts(address: str) -> list[str]:
        return [words(part) for part in page(reader, address).xpath("//section[@class='group']/h2")]

    whole = parts("/actor/radan-velk")
    assert whole[:2] == ["Roles", "Statements"]
    assert "What others say" in whole
    assert "Who they speak about, and who speaks about them" in whole
    assert "Statements" not in parts("/actor/three-rivers-defence-compact")
    tree = page(reader, "/actor/radan-velk")
    assert tree.xpath("//figure[contains(@class, 'timeline')]")
    assert tree.xpath("//figure[contains(@class, 'speakers')]")
    assert tree.xpath("//table//th[@scope='row'][contains(., 'Radan Velk about')]")


def test_a_dossier_is_found_by_every_entity_of_its_name(reader: TestClient, sample: Store) -> None:
    ids = {row.id for row in sample.entities_within(None) if row.name == "Hadric Voll"}
    assert len(ids) > 1
    assert {words(page(reader, f"/actor/{id_}").xpath("//h1")[0]) for id_ in ids} == {"Hadric Voll"}


def test_figures_show_each_series_with_repeats_and_conflicts_and_lead_to_it(reader: TestClient) -> None:
    tree = page(reader, "/figures")
    sections = tree.xpath("//section[contains(@class, 'quantity-row')]")
    headings = [words(one.xpath("./h2")[0]) for one in sections]
    assert len(headings) == len(set(headings))
    (camps,) = [one for one in sections if words(one).startswith("Camps of Sawren People's Front: 11")]
    assert {words(one) for one in camps.xpath(".//tbody/tr/td[3]")} == {"first", "repeat"}
    (fighters,) = [one for one in sections if words(one).startswith("Fighters of Sawren People's Front")]
    assert "conflict" in {words(one) for one in fighters.xpath(".//tbody/tr/td[3]")}
    one = page(reader, fighters.xpath("./h2/a/@href")[0])
    assert one.xpath("//figure[contains(@class, 'quantity')]//path[@class='cross']")
    assert len(one.xpath("//article[@data-line]")) == len(fighters.xpath(".//tbody/tr"))


def test_a_dispute_stands_with_both_sides_beside_each_other_and_no_verdict(reader: TestClient) -> None:
    tree = page(reader, "/disputes")
    for dispute in tree.xpath("//section[contains(@class, 'dispute')]"):
        sides = [words(one) for one in dispute.xpath(".//h3")]
        assert len(sides) == 2
        parties = dispute.xpath(".//div[@class='party']")
        assert len(parties) == len(sides)
        assert all(party.xpath(".//article[@data-line]") for party in parties)
    (camp,) = [one for one in tree.xpath("//section[contains(@class, 'dispute')]") if "single camp" in words(one)]
    assert [words(one) for one in camp.xpath(".//h3")] == ["Claimed", "Denied"]
    assert "not judged here" in words(tree)


def test_lineage_draws_who_has_a_text_from_whom(reader: TestClient) -> None:
    tree = page(reader, "/lineage")
    (text,) = [one for one in tree.xpath("//section[@class='group']") if "Estuary Post" in words(one)]
    assert text.xpath(".//svg[@class='tree']//path")
    assert text.xpath(".//span[contains(@class, 'chip origin')]")
    (copy,) = [one for one in text.xpath(".//article") if "Mountain town counts the cost" in words(one)]
    assert "reprint" in words(copy)
    way = copy.xpath(".//p[@class='cite']/a/@href")[0]
    alone = page(reader, "/lineage/" + re.findall(r"/article/(\w+)", way)[0])
    assert len(alone.xpath("//section[@class='group']")) == 1


def test_remarks_stand_beside_each_other_with_what_drifted(reader: TestClient) -> None:
    tree = page(reader, "/remarks")
    (line,) = lines_of(tree, "has 65,000 fighters in 11 camps in Halvenia")
    assert "drift: value" in words(line)
    assert "65,000" in words(line.xpath(".//mark")[0])
    section = line.xpath("ancestor::section")[0]
    assert "still had 11 camps and about 6,500 fighters" in words(section)
    one = page(reader, section.xpath("./h2/a/@href")[0])
    assert len(one.xpath("//section[@class='group']")) == 1


def test_stories_lead_to_their_pages_day_by_day(reader: TestClient) -> None:
    tree = page(reader, "/stories")
    (found,) = [one for one in tree.xpath("//section[@data-line]") if "Estuary Post" in words(one)]
    story = page(reader, found.xpath(".//blockquote/a/@href")[0])
    outlets = words(story)
    assert [name for name in ("Basinwire", "The Sorrin Courier", "The Harbour Ledger", "Estuary Post")
            if name not in outlets] == []


def test_sources_count_what_each_outlet_gave_and_name_the_refused_page(reader: TestClient, sample: Store) -> None:
    tree = page(reader, "/sources")
    rows = {words(row.xpath("./th")[0]): [words(cell) for cell in row.xpath("./td")]
            for row in tree.xpath("(//table)[1]/tbody/tr")}
    assert sum(int(cells[0]) for cells in rows.values()) == sample.counts().pages
    assert sum(int(cells[1]) for cells in rows.values()) == sample.counts().statements
    assert rows["Overland Review"][2:] == ["on or after 12 March 2002", "0", "1", "0"]
    refused = words(tree.xpath("(//table)[last()]/tbody/tr")[0])
    assert "estuary-shell.html" in refused
    assert "articles" in refused
    assert "without its scripts" in refused
    assert "estuary-shell.html" in reader.get("/refusals").text
    outlet = page(reader, tree.xpath("//th/a[contains(., 'Overland Review')]/@href")[0])
    assert "'Tuesday, March 12' is that weekday only in" in words(outlet)


# ---- narrowed, empty, unknown
def test_a_watch_narrows_every_list(sample: Store, tmp_path: Path) -> None:
    watch = tmp_path / "flood.toml"
    watch.write_text('title = "Flood"\nwords = ["flood"]\n', encoding="utf-8")
    reader = visitor(Desk(store=sample, watches={"flood": read_watch(watch)}))
    some = {words(one) for one in page(reader, "/actors?watch=flood").xpath("//tbody/tr/th")}
    assert "Radan Velk" not in some
    assert "Tomas Brill" in some
    assert "No dispute is found" in reader.get("/disputes?watch=flood").text
    assert "Sawren" not in words(page(reader, "/figures?watch=flood").xpath("//main")[0])
    way = page(reader, "/actors?watch=flood").xpath("//tbody/tr/th/a/@href")[0]
    assert "watch=flood" in way


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/actors", "Nobody is named yet"), ("/figures", "No quantity is claimed twice"),
        ("/disputes", "No dispute is found"), ("/lineage", "No text is told twice"),
        ("/remarks", "No remark is told twice"), ("/stories", "No story is told by two pages"),
        ("/sources", "No page is read yet"), ("/refusals", "Every page that was brought in was read"),
    ],
)
def test_an_empty_page_says_what_would_fill_it(nobody: TestClient, address: str, told: str) -> None:
    assert told in words(page(nobody, address))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/actor/radan-nobody", 404), ("/series/ffffffffffff", 404), ("/remark/ffffffffffff", 404),
        ("/story/ffffffffffff", 404), ("/lineage/ffffffffffff", 404), ("/outlet/ffffffffffff", 404),
        ("/actors?after=-1", 400), ("/figures?after=x", 400), ("/disputes?after=99999999999", 400),
    ],
)
def test_what_there_is_not_is_said_so(reader: TestClient, address: str, status: int) -> None:
    assert reader.get(address).status_code == status


@pytest.mark.parametrize("address", ["/actor/radan-velk", "/figures", "/disputes", "/lineage", "/remarks", "/sources"])
def test_ids_and_anchors_stand_once_on_a_page(reader: TestClient, address: str) -> None:
    ids = page(reader, address).xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("bound", ["published_until", "said_until"])
def test_the_first_part_as_of_a_day_begins_with_the_newest_page_of_that_day(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch, bound: str,
) -> None:
    monkeypatch.setattr(overview, "PAGES", 1)
    tree = page(reader, f"/timeline?{bound}=2018-06-05")
    days = [words(day) for day in tree.xpath("//article//time|//article//*[contains(@class, 'day')]")]
    assert days
    assert all("2018" in day for day in days)


def test_remarks_and_stories_of_one_page_are_neither_listed_nor_counted(reader: TestClient, sample: Store) -> None:
    remarks = [link for link in sample.links("utterance") if isinstance(link, UtteranceLink)]
    several = [link for link in remarks if len({page for page, _ in link.statements}) > 1]
    assert 10 < len(several) < len(remarks)
    assert f"1 to 10 of {len(several)} remarks" in words(page(reader, "/remarks"))
    last = page(reader, f"/remarks?after={len(several) - 1}")
    assert len(last.xpath("//section[@class='group']")) == 1
    stories = [link for link in sample.links("story") if isinstance(link, StoryLink)]
    shown = page(reader, "/stories")
    assert len(shown.xpath("//section[@data-line]")) == sum(len(link.pages) > 1 for link in stories) < len(stories)
    assert shown.xpath("//a[contains(@href, 'after=')]") == []


@pytest.mark.parametrize("address", ["/figures", "/disputes", "/lineage", "/remarks", "/stories"])
def test_as_of_a_day_a_list_says_what_was_left_out(reader: TestClient, address: str) -> None:
    assert "as published until" not in words(page(reader, address))
    assert "as published until 2021-03-17: " in words(page(reader, f"{address}?published_until=2021-03-17"))
