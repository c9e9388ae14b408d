"""Utterances: which claims are one remark, how a remark drifts, and in whose words that is told."""

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace

from listeningpost.record import meaning, same_remark
from listeningpost.record.claims_told import claims_of
from listeningpost.record.drift import drifts
from listeningpost.record.linkage import Floats, link
from listeningpost.record.same_remark import UtteranceJoiner, tie
from listeningpost.record.telling_facts import Telling, TellingFacts, decode_telling, encode_telling, sketched
from listeningpost.record.telling_keys import keys_of
from listeningpost.record.telling_likeness import likely, liken_tellings, odds_of_one
from listeningpost.record.telling_words import stem, word_telling
from listeningpost.record.tellings import link_of
from listeningpost.record.wording import find_quotations
from listeningpost.schema import (
    Article,
    CaptureHead,
    DateGiven,
    MadeBy,
    Page,
    Published,
    Speaker,
    Statement,
    UtteranceLink,
)

OSTER = Speaker(entity="E1", name="Ann Oster")


def telling(text: str, name: str = "Ann Oster", day: str = "2031-05-06", page: str = "a", **more: object) -> Telling:
    """A telling of a page that came out on a day."""
    facts = TellingFacts(
        id=f"s{page}.0", statement=f"s{page}", page=page * 64, spans=((0, len(text)),), text=text, name=name,
        source=name, quoted=tuple(find_quotations(text, (0, len(text)))), printed=(day, day),
    )
    return Telling(replace(facts, **more))


def page(letter: str, text: str, *contents: str, day: str = "2031-05-06", speaker: Speaker = OSTER) -> Page:
    """A page with a statement for each content, found in its text."""
    statements = tuple(
        Statement(
            id=f"s{letter}{number}", speaker=speaker, kind="indirect", said_on=DateGiven(edtf=day),
            content_spans=((text.index(content), text.index(content) + len(content)),),
        )
        for number, content in enumerate(contents)
    )
    article = Article(text=text, title=None, body=((0, len(text)),), furniture=(), language="en",
                      published=Published(edtf=day))
    head = CaptureHead(id=letter * 64, source=f"{letter}.txt", media_type="text/plain", encoding="utf-8")
    return Page(made_by=MadeBy(listeningpost="0", knowledge="0"), capture=head, space="capture", article=article,
                statements=statements)


def joined(*pages: Page) -> list[UtteranceLink]:
    """The remarks of some pages, as a store would settle those that meet."""
    joiner = UtteranceJoiner()
    found = sorted((one for one_page in pages for one in joiner.profiles(one_page)), key=lambda one: one.item)
    ties = [tied for one, two in combinations(found, 2) if set(one.keys) & set(two.keys)
            for tied in joiner.compare(one.facts, [two.facts])]
    links = joiner.settle([one.facts for one in found], ties)
    return [link for link in links if isinstance(link, UtteranceLink)]


def drifted(one: str, two: str) -> dict[str, tuple[str, str]]:
    return {found.kind: (found.was, found.now) for found in drifts(telling(one), telling(two, page="b"))}


# ---- words and claims
@pytest.mark.parametrize(("one", "two"), [
    ("honour", "honors"), ("killed", "dead"), ("twelve", "12"), ("camps", "camp"), ("1,200", "1200"),
    ("organised", "organize"),
])
def test_two_spellings_have_one_stem(one: str, two: str) -> None:
    assert stem(one) == stem(two)


def test_words_know_quotation_names_and_marks() -> None:
    text = "The port of Veld “will pay $3 million” at once"
    words = word_telling(text, tuple(find_quotations(text, (0, len(text)))))
    assert words.quoted == [stem("will"), stem("pay"), stem("dollars"), "3", stem("million")]
    assert [token.word for token in words.tokens if token.named] == ["veld"]
    assert word_telling("", ()).tokens == []


def test_a_statement_of_several_sentences_and_clauses_is_several_claims() -> None:
    text = "The port is lost to us all. We shall rebuild it by spring, but the bridge must wait for the money."
    (statement,) = page("a", text, text).statements
    made = page("a", text, text)
    assert [text[spans[0][0] : spans[-1][1]] for spans in claims_of(made, statement)] == [
        "The port is lost to us all.", "We shall rebuild it by spring", "the bridge must wait for the money."]


def test_a_quotation_broken_by_its_speaker_is_one_claim_within_a_sentence() -> None:
    text = "“The old port of Veld,” Oster said, “is lost to the sea.” “Nobody lives there any more,” she said."
    pieces = ("The old port of Veld,", "is lost to the sea.", "Nobody lives there any more,")
    spans = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    made = page("a", text, pieces[0])
    statement = replace(made.statements[0], content_spans=spans)
    assert claims_of(made, statement) == [(spans[0], spans[1]), (spans[2],)]


def test_facts_come_back_from_their_bytes() -> None:
    facts = telling("The port of Veld is lost", said_on="2031-05-06", first="2031-05-06", last="2031-05-06").facts
    assert decode_telling(encode_telling(facts)) == facts


# ---- joining
REMARK = "the harbour council will close the old ferry dock at Veld by October"


@pytest.mark.parametrize(("text", "more", "wanted"), [
    (REMARK, {}, True),
    ("the old ferry dock at Veld would be closed by the harbour council before October", {}, True),
    ("the harbour council “will close the old ferry dock” at Veld", {"name": "Oster"}, True),
    ("herring prices in the isles had doubled since the spring", {}, False),
    ("the harbour council had never been asked about buses", {}, False),
    (REMARK, {"first": "2031-05-06", "last": "2031-05-06", "day": "2031-05-06"}, True),
])
def test_what_is_one_remark(text: str, more: dict[str, str], wanted: bool) -> None:
    one, two = telling(REMARK), telling(text, page="b", **more)  # type: ignore[arg-type]
    assert bool(list(tie(one, two))) is wanted
    assert list(tie(one, two)) == list(tie(two, one))


def test_another_speaker_another_day_and_other_numbers_count_against_it() -> None:
    one = telling("at least 40 boats were lost in the storm off Veld", first="2031-05-06", last="2031-05-06")
    said = {name: liken_tellings(one, other) for name, other in {
        "same": telling("at least 40 boats were lost in the storm off Veld", page="b"),
        "speaker": telling("at least 40 boats were lost in the storm off Veld", name="Oskar Brennwald", page="b"),
        "day": telling("at least 40 boats were lost in the storm off Veld", page="b", first="2031-05-01",
                       last="2031-05-01"),
        "number": telling("at least 60 boats were lost in the storm off Veld", page="b"),
    }.items()}
    assert (said["same"].speaker, said["same"].others, said["same"].days, said["same"].no_number) == (1, 0, 0, 0)
    assert (said["speaker"].speaker, said["speaker"].others) == (0, 1)
    assert said["day"].days == said["number"].no_number == 1


def test_the_same_words_within_others_are_not_told_twice() -> None:
    outer = telling("Oster put the price of the dock at 3 million")
    inner = telling("the price of the dock at 3 million", id="sx.0", statement="sx", spans=((10, 44),))
    assert list(tie(outer, inner)) == []


@pytest.mark.parametrize(("name", "source", "wanted"), [
    ("Oskar Brennwald", "Brennwald", False), ("Ann Oster", "Ann Oster", True), (None, "a spokesman of Oster", True),
])
def test_what_one_asserts_and_another_denies_is_no_one_remark(name: str | None, source: str, wanted: bool) -> None:
    denied = telling(REMARK, page="b", name=name, source=source, denies=True)  # type: ignore[arg-type]
    assert bool(list(tie(telling(REMARK), denied))) is wanted
    assert bool(list(tie(telling(REMARK, denies=True), denied)))  # two that deny it may be one


def test_tellings_of_one_remark_share_a_key_and_others_seldom_do() -> None:
    one, two = telling(REMARK), telling("Oster said the old ferry dock at Veld would be closed", page="b")
    other = telling("herring prices in the isles had doubled since the spring", page="b")
    assert set(keys_of(one)) & set(keys_of(two))
    assert not set(keys_of(one)) & set(keys_of(other))
    assert len(set(keys_of(one))) < 60


@pytest.mark.parametrize(("first", "second", "apart"), [
    ("2031-05-06", "2031-05-06", 0), ("2031-05-06", "2031-05-07", 0), ("2031-05-06", "2031-05-08", 1),
    ("2031-05-08", "2031-05-06", 1),
])
def test_days_side_by_side_may_be_one_night(first: str, second: str, apart: int) -> None:
    one, two = (telling(REMARK, first=day, last=day) for day in (first, second))
    assert liken_tellings(one, two).days == apart


def test_what_was_printed_before_somebody_said_it_does_not_tell_that() -> None:
    first = telling(REMARK, day="2031-05-06")
    assert odds_of_one(first, telling(REMARK, page="b", day="2031-05-09")) is not None
    for said, apart in (("2031-05-07", False), ("2031-05-08", True)):
        later = telling(REMARK, page="b", day="2031-05-09", first=said, last=said)
        assert [odds_of_one(*pair) is None for pair in ((first, later), (later, first))] == [apart, apart]


def steps(*numbers: int) -> bytes:
    """A vector of some numbers, over and over."""
    return bytes(np.resize(np.array(numbers, dtype=np.int8), 128).tobytes())


def test_one_meaning_in_other_words_is_compared_and_meets_under_a_key() -> None:
    one = telling(REMARK, vector=steps(50, -20, 7))
    words = "boats may no longer land there when autumn comes"
    near, far = (telling(words, page="b", vector=made) for made in (steps(48, -22, 9), steps(-50, 20, -7)))
    assert set(keys_of(one)) & set(keys_of(near))
    assert not set(keys_of(one)) & set(keys_of(far))
    assert odds_of_one(one, telling(words, page="b")) is None
    assert odds_of_one(one, far) is None
    assert odds_of_one(one, near) is not None
    assert liken_tellings(one, near).meaning == pytest.approx(0.997, abs=0.01)


def test_the_claims_of_a_page_get_folded_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def vectors_of(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        asked.extend(texts)
        return np.array([np.eye(384)[len(text) % 384] for text in texts], dtype=np.float32)

    monkeypatch.setattr(meaning, "vectors_of", vectors_of)
    text = "The port is lost to us all. We shall rebuild it by spring."
    made = meaning.with_claims(page("a", text, text))
    assert asked == ["The port is lost to us all.", "We shall rebuild it by spring."]
    assert [np.frombuffer(one, np.int8).argmax() for one in made.statements[0].vectors] == [27, 30]
    assert [one.facts for one in UtteranceJoiner().profiles(made)] != [
        one.facts for one in UtteranceJoiner().profiles(page("a", text, text))]
    monkeypatch.setattr(meaning, "MOST_CLAIMS", 1)
    assert meaning.with_vectors(page("a", text, text)).statements[0].vectors == ()


def square(count: int, pairs: Sequence[tuple[int, int, float]], other: float) -> Floats:
    """The odds of all pairs, those that are not given at `other`."""
    found = np.full((count, count), other)
    for a, b, odds in pairs:
        found[a, b] = found[b, a] = odds
    return found


def test_groups_hang_on_the_set_alone_and_a_weak_bridge_parts_them() -> None:
    pairs = [(0, 1, 5.0), (2, 3, 5.0), (1, 2, 0.5)]
    assert sorted(link(square(4, pairs, -4.0), -0.5)) == [[0, 1], [2, 3]]
    assert list(link(square(4, [*pairs, (0, 2, 3.0), (0, 3, 3.0), (1, 3, 3.0)], -4.0), -0.5)) == [[0, 1, 2, 3]]
    assert list(link(square(1, [], -4.0), 0.0)) == [[0]]


def test_so_many_tellings_that_the_surest_ties_hold_together_are_one_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_remark, "WHOLE", 2)
    items = [encode_telling(replace(telling("40 boats were lost").facts, id=f"s{number}.0", statement=f"s{number}"))
             for number in range(3)]
    (found,) = UtteranceJoiner().settle(items, [])
    assert isinstance(found, UtteranceLink)
    assert len(found.statements) == 3


@pytest.mark.parametrize("seed", range(4))
def test_the_most_that_odds_can_be_is_never_less_than_they_are(seed: int) -> None:
    """So that no telling is passed over that would be tied."""
    draw = random.Random(seed)
    words = str.split("the boats were lost in a storm near Tarn when 40 or 50 men held talks on old bridges")

    def made(number: int) -> Telling:
        text = " ".join(draw.choices(words, k=draw.randint(4, 14)))
        vector = bytes(draw.choices(range(256), k=16)) if draw.random() < 0.7 else b""
        quoted = ((0, len(text) // 2),) if draw.random() < 0.4 else ()
        one = telling(text, page=f"{number}", day=draw.choice(("2031-05-06", "2031-05-09")))
        facts = replace(one.facts, id=f"s{number}.0", vector=vector, quoted=quoted,
                        venue=draw.choice((None, "Tarn")), name=draw.choice((None, "Ann Oster", "Bo Lind")))
        return Telling(sketched(Telling(facts)))

    tellings = [made(number) for number in range(30)]
    tied = 0
    for least in (-4.0, -1.0, 0.5):
        for at, one in enumerate(tellings):
            others = tellings[at + 1 :]
            kept = {other.facts.id for other in likely(one, others, least)}
            alike = {other.facts.id for other in others if (odds_of_one(one, other) or -9.0) >= least}
            assert alike <= kept
            tied += len(alike)
    assert tied > 0


def test_claims_of_one_sentence_become_two_remarks() -> None:
    first, second = REMARK[0].upper() + REMARK[1:] + ".", "Two buses an hour will run across the Tarn bridge instead."
    links = joined(page("a", f"{first} {second}", f"{first} {second}"), page("b", f"She said so. {first}", first),
                   page("c", f"She said so. {second}", second))
    assert sorted(tuple(statement for _, statement in link.statements) for link in links) == [
        ("sa0", "sb0"), ("sa0", "sc0")]
    assert all(link.id[0] == "u" and len(link.id) == 13 for link in links)
    assert links[0].speaker.name == "Ann Oster"


def test_a_remark_told_by_one_statement_alone_is_none() -> None:
    assert joined(page("a", f"{REMARK}.", REMARK), page("b", "Nothing else was said.", "Nothing else was said.")) == []


def test_the_first_telling_is_the_earliest_and_unknown_days_establish_nothing() -> None:
    late, early = telling(REMARK, day="2031-05-09"), telling(REMARK, page="b")
    link = link_of([late, early])
    assert [page_id[0] for page_id, _ in link.statements] == ["b", "a"]
    assert link.ordered
    undated = telling(REMARK, page="c", printed=("0000-01-01", "9999-12-31"))
    assert not link_of([late, undated]).ordered


# ---- drift
@pytest.mark.parametrize(("one", "two", "kind", "was", "now"), [
    ("the Front has about 6,500 fighters there", "the Front has 65,000 fighters there", "value", "6,500 fighters",
     "65,000 fighters"),
    ("the dock costs $3 million a year", "the dock costs 3 million a year", "unit", "$3 million", "3 million"),
    ("at least 12 boats were lost", "12 boats were lost", "hedge", "at least 12", "12"),
    ("over 50 boats took part", "nearly 50 boats took part", "hedge", "over 50", "nearly 50"),
    ("the council could close the dock", "the council will close the dock", "modality", "could close", "will close"),
    ("the council plans to close the dock", "the council closed the dock", "modality", "plans to close", "closed"),
    ("parts of the quay are closed", "the quay is closed", "scope", "parts of the quay", "quay"),
    ("the rulings on Lirnmark are known", "the rulings on Ostavia are known", "scope", "Lirnmark", "Ostavia"),
    ("only 40 boats were lost", "40 boats were lost", "omission", "only 40", "40"),
    ("the dock was lost because of the storm", "the dock was lost", "cause", "because of the storm", ""),
    ("according to our data the dock is unsafe", "the dock is unsafe", "basis", "according to our data", ""),
    ("it ends on 14 April this year", "it ends on 14 May this year", "day", "April", "May"),
    ("the council did not close the dock", "the council did close the dock", "negation", "not close", "close"),
    ("if confirmed, we shall mend the dock", "we shall mend the dock", "omission", "if confirmed", ""),
    ("it ends on 14 April this year", "it ends on 24 April this year", "day", "14 April", "24 April"),
    ("the dock was lost in 2029", "the dock was lost in 2030", "day", "2029", "2030"),
    ("the talk was to take 10 to 15 minutes", "the talk was to take 10 minutes", "value", "10 to 15 minutes",
     "10 minutes"),
    ("several boats were lost", "dozens of boats were lost", "value", "several boats", "dozens of boats"),
    ("several boats were lost", "40 boats were lost", "value", "several boats", "40 boats"),
    ("the port tried to influence the vote", "the port interfered in the vote", "modality", "tried to influence",
     "interfered"),
    ("they are scrapping ships and barges", "they are scrapping ships", "counted", "ships and barges", "ships"),
    ("the raid hurt soldiers in the hills", "the raid hurt civilians in the hills", "counted", "soldiers", "civilians"),
    ("the dock was closed by the council", "the dock was closed", "cause", "by the council", ""),
    ("two men were killed when a crane fell", "two men were killed", "cause", "when a crane fell", ""),
    ("it went on for much longer", "it went on for longer", "hedge", "much longer", "longer"),
    ("we may devote some time to the dock", "we will dedicate some time to the dock", "modality", "may devote some",
     "will dedicate some"),
    ("by our estimates the dock is unsafe", "according to a clerk the dock is unsafe", "basis", "by our estimates",
     "according to"),
    ("she hoped that the dock would open", "the dock will open", "modality", "hoped that the dock", "dock"),
    ("she said that he said the dock is unsafe", "she said that the dock is unsafe", "basis", "he said", ""),
])
def test_each_kind_of_drift_in_the_words_of_both(one: str, two: str, kind: str, was: str, now: str) -> None:
    assert drifted(one, two)[kind] == (was, now)
    assert drifted(two, one)[kind] == (now, was)


@pytest.mark.parametrize(("one", "two"), [
    ("the council will close the old dock", "the council will close the old dock."),
    ("the wounded were brought to Veld", "the injured were brought to Veld"),
    ("the council “will close” the dock", "the council would close the dock"),
    ("about 400 of them were moved", "some 400 of them were moved"),
    ("they closed the harbour", "they have closed the harbor"),
    ("no more than ten boats came", "at most ten boats came"),
    ("the rulings on Chekshino are known", "the rulings on Cheshkino are known"),
    ("the raid began at 1:50 pm", "the raid began at 13:50"),
    ("it weighs 8 kg", "it weighs eight kilos"),
    ("it lost 3 per cent", "it lost 3%"),
    ("it went as far as the old bridge", "it went to the old bridge"),
    ("it is partly cloudy there", "it is cloudy there"),
    ("the dock is due to open", "the dock is due to open soon"),
    ("they sent 1 thousand boats", "they sent 1,000 boats"),
    ("the council would close the dock", "the council will close the dock"),
    ("it cannot hold two boats", "it couldn't hold two boats"),
    ("the loss was due to poor ropes", "the loss was blamed on poor ropes"),
    ("it would be part of the harbour", "it would be within the harbour"),
    ("the plotter's co-worker was there", "the plotter's coworker was there"),
    ("the dock, he said, is unsafe", "the dock is unsafe"),
    ("the speaker, E. D-Orlo, is here", "the speaker, E. Orlo, is here"),
    ("all the boats were lost", "the boats were lost"),
    ("it is just a boat", "it is simply a boat"),
    ("the council will open the dock in May", "the council opens the dock in May"),
    ("the council will empty the dock in May", "council to empty dock in May"),
    ("intended to use the dock for barges", "to use the dock for barges"),
    ("the crew waited for more than 10 minutes", "the crew waited 10 feet below"),
    ("the dock in the Tarn District is shut", "the dock in the Tarn Region is shut"),
    ("picture 3 of 12 shows the dock", "picture 5 of 12 shows the dock"),
    ("the dock was shut because of high winds", "the dock was shut owing to strong winds"),
    ("they very kindly lent the boats", "they lent the boats"),
    ("the claims were denied by Ms Oster", "the claims were denied"),
    ("the acid, supposedly harmless, fell on the town", "the acid, allegedly harmless, fell on the town"),
    ("the loss of liabilities was known", "the loss of obligations was known"),
    ("the crew wants to sign a contract", "the crew wishes for a contract"),
    ("they asked the boats to leave", "the boats leave"),
    ("the clerk was glad when she saw the boats", "the clerk was glad of the boats"),
    ("the dock made $4.5bn", "the dock made $4.5 billion"),
    ("they did not go in with high hopes", "they did go in with low hopes"),
])
def test_what_is_wording_is_no_drift(one: str, two: str) -> None:
    assert drifted(one, two) == {}


@pytest.mark.parametrize(("source", "name", "wanted"), [
    ("Several passengers", None, ("Ann Oster", "Several passengers")),
    ("Oskar Brennwald", "Oskar Brennwald", ("Ann Oster", "Oskar Brennwald")),
    ("the mayor", None, None),
    ("she", "Oskar Brennwald", None),
    ("Mayor Oster", "Ann Oster", None),
    ("Anne Osster", "Anne Osster", None),
    ("Survivors rescued from the wreck", None, ("Ann Oster", "Survivors rescued from the wreck")),
    ("some sailors", "some sailors", ("Ann Oster", "some sailors")),
])
def test_drift_of_speaker_needs_two_names_or_a_crowd(
    source: str, name: str | None, wanted: Sequence[str] | None
) -> None:
    two = telling(REMARK, page="b", name=name, source=source)  # type: ignore[arg-type]
    found = {one.kind: (one.was, one.now) for one in drifts(telling(REMARK), two)}
    assert found.get("speaker") == wanted


@pytest.mark.parametrize(("one", "two", "told"), [
    ("the port's aide", "the port's press service", True),
    ("He", "Survivors rescued from the wreck", True),
    ("Experts", "experts", False),
    ("a separate study", "an earlier study", False),
])
def test_offices_of_one_body_and_one_against_many_are_two_speakers(one: str, two: str, told: bool) -> None:
    tellings = [telling(REMARK, page=page, name="Port" if "port" in source else None, source=source)
                for page, source in (("a", one), ("b", two))]
    assert ("speaker" in {found.kind for found in drifts(*tellings)}) is told


def test_two_who_said_little_in_common_said_two_things() -> None:
    one = telling("the harbour wall will be mended before the winter storms come", source="Ann Oster")
    two = telling("boats need a harbour", page="b", name="Oskar Brennwald", source="Oskar Brennwald")
    assert "speaker" not in {found.kind for found in drifts(one, two)}


def test_a_word_is_no_drift_where_the_tellings_tell_much_else() -> None:
    one = "at least 40 boats were lost when the old sea wall by the fish market gave way before dawn near Tarn"
    two = "40 boats came to the summer regatta, which the harbour council had long planned to hold again off Veld"
    assert drifted(one, two) == {}


def test_a_paper_that_carries_words_did_not_say_them() -> None:
    """A statement, a report, or the outlet that the words of another stand in is no other speaker."""
    for source, text in (("a statement", REMARK), ("local reports", REMARK), ("Tarn Post", f"Ann Oster said {REMARK}")):
        two = telling(text, name=source, page="b", source=source)
        assert "speaker" not in {one.kind for one in drifts(telling(REMARK), two)}


@pytest.mark.parametrize(("two", "kinds"), [
    ("You would not think of the harbour, but the harbour is a friend", []),
    ("I believe that the harbour is a friend of ours", ["hedge"]),
])
def test_two_quotations_drift_only_where_they_are_of_one_sentence(two: str, kinds: list[str]) -> None:
    texts = ("The harbour is a friend of ours", two)
    tellings = [telling(text, page=page, day="2031-05-06", kind="direct", quoted=((0, len(text)),))
                for text, page in zip(texts, "ab", strict=True)]
    assert [one.kind for one in link_of(tellings).drift] == kinds


def test_drift_is_told_against_the_first_telling_that_has_the_part() -> None:
    first = telling("about 40 boats were lost in the storm")
    second = telling("boats were lost in the storm", page="b", day="2031-05-07")
    third = telling("40 boats were lost in the storm", page="c", day="2031-05-08")
    link = link_of([third, second, first])
    (drift,) = link.drift
    assert (drift.kind, drift.was, drift.now) == ("hedge", "about 40", "40")
    assert (drift.against, drift.statement) == (("a" * 64, "sa"), ("c" * 64, "sc"))


def test_who_tells_it_as_those_before_an_odd_telling_did_has_not_drifted() -> None:
    texts = ("the fleet lost 40 boats in the storm", "the fleet lost nearly 40 boats in the storm",
             "in the storm the fleet lost 40 boats")
    days = ("2031-05-06", "2031-05-07", "2031-05-08")
    told = [telling(text, day=day, page=letter) for text, day, letter in zip(texts, days, "abc", strict=True)]
    assert [(drift.kind, drift.statement[1]) for drift in link_of(told).drift] == [("hedge", "sb")]
