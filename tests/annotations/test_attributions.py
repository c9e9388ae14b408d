"""What stands beside a reporting clause: the chain, the occasion, the day, the reason for no name; and headlines."""

import pytest
from growth import STEEPEST, steepness
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.annotations.attributions import Attributions
from listeningpost.annotations.times import Times
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import parse
from listeningpost.schema import (
    Annotations,
    Article,
    AttributionFound,
    CaptureHead,
    MentionFound,
    MentionType,
    Published,
    Reading,
    Title,
)

KNOWLEDGE = open_knowledge()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


def find(
    text: str, knowledge: Knowledge, names: dict[str, MentionType] | None = None, title: str | None = None
) -> tuple[AttributionFound, ...]:
    """The attributions of a text, whose first characters may be its title; `names` are made mentions."""
    span = (0, len(title)) if title else None
    body = ((len(title) if title else 0, len(text)),)
    article = Article(
        text=text,
        title=Title(text=title or "", span=span) if title else None,
        body=body,
        furniture=(),
        published=Published(edtf="2024-02-29"),
    )
    head = CaptureHead(id="0", source="test", media_type="text/plain", encoding="utf-8")
    reading = Reading(head=head, space="capture", article=article)
    mentions = tuple(
        MentionFound(span=(text.index(name), text.index(name) + len(name)), type=kind, form="name", name=name)
        for name, kind in (names or {}).items()
    )
    start = Annotations(parse=parse(text, (*([span] if span else []), *body)), mentions=mentions)
    return Attributions().find(reading, Times().find(reading, start, knowledge), knowledge).attributions


def test_a_news_house_that_was_told_stands_between(knowledge: Knowledge) -> None:
    found = find("Ivo Marten told Harbour Radio that the port was closed.", knowledge, {"Harbour Radio": "media"})
    assert [(via.name, via.basis) for via in found[0].via] == [("Harbour Radio", "sentence")]


def test_reporters_stand_nowhere_between(knowledge: Knowledge) -> None:
    found = find("Ivo Marten told reporters that the port was closed.", knowledge)
    assert found[0].via == ()
    assert found[0].addressee_span == (16, 25)


@pytest.mark.parametrize(
    ("text", "teller", "source"),
    [
        ("Basinwire reports Marten saying, “The port is closed to all ships.”", "Basinwire", "Marten"),
        ("Basinwire quoted Marten as saying that the port was closed.", "Basinwire", "Marten"),
        ("Marten was quoted by Basinwire as saying that the port was closed.", "Basinwire", "Marten"),
        ("The port was closed, Marten said, according to Basinwire.", "Basinwire", "Marten"),
        ("“The port is closed,” Marten said in a readout issued by the Palace.", "Palace", "Marten"),
    ],
)
def test_the_teller_between_page_and_speaker(text: str, teller: str, source: str, knowledge: Knowledge) -> None:
    found = find(text, knowledge, {"Marten": "person", teller: "media"})
    assert [text[slice(*a.source_span)] for a in found if a.source_span] == [source]
    assert [via.name for via in found[0].via] == [teller]


def test_day_and_occasion(knowledge: Knowledge) -> None:
    text = "Marten said on Monday at a meeting of ministers in Oakford that the port would open in May."
    found = find(text, knowledge)[0]
    assert found.time_span
    assert text[slice(*found.time_span)] == "Monday"
    assert found.venue == "meeting of ministers in Oakford"
    assert [text[slice(*c)] for c in found.content_spans] == ["the port would open in May"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("“They have no ships,” said Lind, who last year predicted that the fleet would shrink.", [None, "last year"]),
        ("Lind, who left the board last year, said on Monday that the quay was safe.", ["Monday"]),
    ],
)
def test_a_relative_clause_has_its_own_day(text: str, times: list[str | None], knowledge: Knowledge) -> None:
    spans = [one.time_span for one in find(text, knowledge, {"Lind": "person"})]
    assert [span and text[slice(*span)] for span in spans] == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Asked about Lind's 2014 survey of the quay, Marten replied: “It was sound.”", [None]),
        ("After the 2016 flood the harbour board said the quay was safe.", [None]),
        ("Asked last month about Lind's 2014 survey, Marten said that the quay was sound.", ["last month"]),
        ("Marten said in a 2014 interview that the quay was sound.", ["2014"]),
        ("In 2014 Marten said that the quay was sound.", ["2014"]),
        ("On the programme “This Week”, Marten said that the quay was sound.", [None]),
    ],
)
def test_a_year_that_names_a_thing_dates_no_words(text: str, times: list[str | None], knowledge: Knowledge) -> None:
    names = dict.fromkeys((name for name in ("Marten", "Lind") if name in text), "person")
    spans = [one.time_span for one in find(text, knowledge, names)]
    assert [span and text[slice(*span)] for span in spans] == times


def test_day_occasion_and_teller_told_afterwards(knowledge: Knowledge) -> None:
    text = "Marten said the port was shut. According to Basinwire, he made these remarks on Monday at a session at sea."
    found = find(text, knowledge, {"Basinwire": "media"})[0]
    assert found.time_span
    assert text[slice(*found.time_span)] == "Monday"
    assert (found.venue, [via.name for via in found.via]) == ("session at sea", ["Basinwire"])


def test_why_somebody_has_no_name(knowledge: Knowledge) -> None:
    text = "“It is over,” a diplomat told the paper, on condition of anonymity because the talks are secret."
    reason = "on condition of anonymity because the talks are secret"
    assert [a.anonymity for a in find(text, knowledge)] == [reason]


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("According to Basinwire, citing an officer who asked not to be named, the bridge was mined.", ["an officer"]),
        ("The mayor said the quay was open, but a clerk, who asked not to be named, said it was shut.", ["a clerk"]),
        ("Speaking on condition of anonymity, a clerk said the quay was shut, adding it was mined.", ["a clerk"] * 2),
    ],
)
def test_namelessness_is_that_of_the_source_it_tells_of(text: str, unnamed: list[str], knowledge: Knowledge) -> None:
    found = find(text, knowledge, {"Basinwire": "media"} if "Basinwire" in text else {})
    assert [text[slice(*one.source_span)] for one in found if one.anonymity and one.source_span] == unnamed


def test_he_added_goes_on(knowledge: Knowledge) -> None:
    found = find(
        "Marten said the port was shut. He added that the road was open. Lee said the sea was calm.", knowledge
    )
    assert [a.continues for a in found] == [False, True, False]


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Marten Says Islanders Risk War", "Marten", "Islanders Risk War"),
        ("Islanders risk war, Marten says", "Marten", "Islanders risk war"),
        ("Islanders risk war: Marten", "Marten", "Islanders risk war"),
        ("Marten: ‘We will not leave the port’", "Marten", "‘We will not leave the port’"),
        ("Marten: Islanders Have Lost", "Marten", "Islanders Have Lost"),
        ("Two boats lost in storm - Marten", "Marten", "Two boats lost in storm"),
        ("Marten denies role in flood as council meets", "Marten", "role in flood"),
        ("Marten Concerned Islanders May Forget Treaty", "Marten", "Islanders May Forget Treaty"),
    ],
)
def test_headlines_that_put_words_into_a_mouth(title: str, source: str, content: str, knowledge: Knowledge) -> None:
    text = f"{title}\n\nThe port was closed on Monday."
    found = find(text, knowledge, {"Marten": "person"}, title)
    assert [a.attribution for a in found] == ["headline"]
    assert [text[slice(*a.source_span)] for a in found if a.source_span] == [source]
    assert [text[slice(*a.content_spans[0])] for a in found] == [content]


@pytest.mark.parametrize(
    "title",
    [
        "Oakford: Flood closes the port",
        "Islanders meet Marten",
        "A year of storms",
        "Oakford repeats boat count at fair as council asks for proof",
        "Boats - a history",
        "Two islanders accused of taking a boat",
        "Islander found dead in harbour after storm",
    ],
)
def test_headlines_that_do_not(title: str, knowledge: Knowledge) -> None:
    assert find(f"{title}\n\nThe port was closed.", knowledge, {}, title) == ()


PIECES = [
    *("Marten", "said", "that", "“", "”", '"', ",", ".", "the", "port", "and", "who", "according to", "adding", "told"),
    *(
        "reporters",
        ":",
        "\n\n",
        "was",
        "on Monday",
        "quoted",
        "as saying",
        "?",
        "by",
        "he",
        "(",
        ")",
        "—",
        "’",
        "claims",
        "of",
    ),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_gives_spans_that_lie_in_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for item in find(text, KNOWLEDGE):
        spans = [*item.content_spans, *item.quoted_spans, *filter(None, (item.source_span, item.cue_span))]
        assert item.content_spans
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[a:b].strip() == text[a:b] for a, b in item.content_spans)


@pytest.mark.parametrize("end", ["that ,", "that", ",", ":", ""])
def test_a_sentence_cut_off_behind_its_cue_says_nothing(end: str, knowledge: Knowledge) -> None:
    assert not find(f"Ann Oster of the harbour board, who said {end}".strip(), knowledge)


def test_a_long_text_takes_time_in_proportion(knowledge: Knowledge) -> None:
    sentence = (
        "Marten, who said that “the port is closed,” told reporters on Monday, adding that he was late and afraid. "
    )

    assert steepness(lambda share: find(sentence * int(800 * share), knowledge)) < STEEPEST


def test_a_quotation_over_paragraphs_is_its_speakers(knowledge: Knowledge) -> None:
    text = "“We will not leave. This is our home.\n\nThey came at night. We have nothing now,” Denn said.\n\nHe left."
    assert [(text[slice(*one.source_span)], text[slice(*one.content_spans[0])]) for one in find(text, knowledge)
            if one.source_span] == [("Denn", text[1 : text.index(",”")])]
