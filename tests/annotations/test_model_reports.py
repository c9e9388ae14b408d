"""What the packed model reads fills what the rules leave open: parses made by hand, without a model."""

import pytest

from listeningpost.annotations.attributions import Attributions
from listeningpost.knowledge import open_knowledge
from listeningpost.language import parse
from listeningpost.schema import (
    Annotations,
    Article,
    AttributionFound,
    AttributionRead,
    CaptureHead,
    Published,
    Reading,
    Span,
    Token,
)

KNOWLEDGE = open_knowledge()
VERBS = frozenset(["was", "had", "is", "fell"])


def read_as(text: str, source: str | None, cue: str, *content: str) -> tuple[AttributionFound, ...]:
    """The attributions of a text in which the model reads this one."""
    return read_all(text, (source, cue, *content))


def read_all(text: str, *rows: tuple[str | None, ...]) -> tuple[AttributionFound, ...]:
    """The attributions of a text in which the model reads these: source, cue, contents."""
    body = ((0, len(text)),)
    head = CaptureHead(id="0", source="test", media_type="text/plain", encoding="utf-8")
    article = Article(text=text, title=None, body=body, furniture=(), published=Published(edtf="2024-02-29"))
    found = parse(text, body)
    tokens = [Token(span=w, upos="VERB" if text[slice(*w)] in VERBS else "X", head=None, relation="root")
              for w in found.words]
    read = tuple(
        AttributionRead(
            cue=place(text, cue or ""), content=tuple(place(text, words or "") for words in content),
            source=place(text, source) if source else None, sure=0.9,
        ) for source, cue, *content in rows
    )  # fmt: skip
    parsed = type(found)(paragraphs=found.paragraphs, sentences=found.sentences, words=found.words,
                         tokens=tuple(tokens), attributions=read)
    reading = Reading(head=head, space="capture", article=article)
    return Attributions().find(reading, Annotations(parse=parsed), KNOWLEDGE).attributions


def place(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


def told(text: str, found: tuple[AttributionFound, ...]) -> list[tuple[str, ...]]:
    return [
        (text[slice(*(a.source_span or (0, 0)))], text[slice(*(a.cue_span or (0, 0)))],
         " … ".join(text[x:y] for x, y in a.content_spans), a.kind, a.act)
        for a in found
    ]  # fmt: skip


def test_a_sentence_that_only_the_model_reads_gives_a_statement_with_exact_spans() -> None:
    text = "THE PILOT, a man of few words, HAS SAID THAT THE CRANE was DOWN BY NOON."
    found = read_as(text, "THE PILOT, a man of few words,", "HAS SAID", "THAT THE CRANE was DOWN BY NOON")
    assert told(text, found) == [("THE PILOT", "HAS SAID", "THE CRANE was DOWN BY NOON", "indirect", "assert")]


def test_the_rules_go_before_the_model() -> None:
    text = "Ivo Marten said the port was closed."
    assert told(text, read_as(text, "Ivo Marten", "said", "port was closed")) == [
        ("Ivo Marten", "said", "the port was closed", "indirect", "assert")
    ]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("THE MAYOR, ANN LEE,", "ANN LEE"),
        ("ANN LEE, THE MAYOR OF VELD,", "ANN LEE"),
        ("ANN LEE (THE MAYOR)", "ANN LEE"),
        ("THE TOWN’s", "THE TOWN"),
    ],
)
def test_a_source_is_bare(source: str, name: str) -> None:
    text = f"YESTERDAY {source} WARNED THAT THE DAM was WEAK."
    assert [line[0] for line in told(text, read_as(text, source, "WARNED", "THAT THE DAM was WEAK"))] == [name]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("THE MAYOR DID NOT SAY WHEN IT was OVER.", "THE MAYOR", "DID NOT SAY", "WHEN IT was OVER"),
        ("THE MAYOR WOULD SAY THAT IT was OVER.", "THE MAYOR", "WOULD SAY", "THAT IT was OVER"),
        ("THE MAYOR HEEDED THAT IT was OVER.", "THE MAYOR", "HEEDED", "THAT IT was OVER"),
        ("IT IS SAID THAT IT was OVER BY NOON.", None, "IS SAID", "THAT IT was OVER BY NOON"),
        ("A ROAD THAT SAYS IT was OVER IN MAY.", "THAT", "SAYS", "IT was OVER IN MAY"),
        ("THE MAYOR SAYS TO RUN FOR OFFICE NOW.", "THE MAYOR", "SAYS", "TO RUN FOR OFFICE NOW"),
        ("THE MAYOR THINKS THE WEATHER.", "THE MAYOR", "THINKS", "THE WEATHER"),
        ("THE MAYOR ALSO REFRAINED FROM CONDEMNING THE DAM.", "THE MAYOR", "ALSO REFRAINED FROM CONDEMNING", "THE DAM"),
        ("THE MAYOR STOPPED SHORT OF CONDEMNING THE DAM.", "THE MAYOR", "STOPPED SHORT OF CONDEMNING", "THE DAM"),
        ("ASKED BY A DEPUTY WHETHER IT was SO, HE LEFT.", "A DEPUTY", "ASKED", "WHETHER IT was SO"),
    ],
)
def test_what_the_record_would_not_have_is_left_out(text: str, source: str | None, cue: str, content: str) -> None:
    assert read_as(text, source, cue, content) == ()


BOTH = "Pellara welcomed the announcement. According to Lee, the road was open. THE PILOT SAYS IT was OVER AT NOON."


def test_a_report_in_which_the_model_reads_nothing_falls_but_for_a_phrase_of_attribution() -> None:
    found = read_as(BOTH, "THE PILOT", "SAYS", "IT was OVER AT NOON")
    assert [line[:3] for line in told(BOTH, found)] == [
        ("Lee", "According to", "the road was open"), ("THE PILOT", "SAYS", "IT was OVER AT NOON"),
    ]  # fmt: skip


def test_a_figure_that_somebody_puts_needs_no_second_voice() -> None:
    text = "Lee said the road was open. The police put the toll at 45."
    found = read_as(text, "Lee", "said", "the road was open")
    assert [line[:3] for line in told(text, found)] == [
        ("Lee", "said", "the road was open"), ("The police", "put", "the toll at 45"),
    ]  # fmt: skip


def test_another_source_that_the_model_gives_a_cue_goes_before_the_rules() -> None:
    text = "Lee who met Rosk in the spring at the port said the road was closed."
    alone = read_as(text, None, "said", "the road was closed")
    led = read_as(text, "Lee", "said", "the road was closed")
    assert [line[0] for line in told(text, alone)] == ["Rosk in the spring at the port"]
    assert [line[0] for line in told(text, led)] == ["Lee"]


def test_a_participle_may_stand_before_its_source() -> None:
    text = "NOTING THAT THE DAM was WEAK, ANN LEE LEFT."
    assert [line[:3] for line in told(text, read_as(text, "ANN LEE", "NOTING", "THAT THE DAM was WEAK"))] == [
        ("ANN LEE", "NOTING", "THE DAM was WEAK")
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The town will be let down if the guild expects the ferry to sail.", "the guild", "expects",
         "the ferry to sail"),
        ("The council in Ostrel has declared a holiday.", "The council in Ostrel", "has declared", "a holiday"),
        ("Mayor Ann Lee has said nothing since the ferry sank.", "Mayor Ann Lee", "has said",
         "nothing since the ferry sank"),
    ],
)  # fmt: skip
def test_what_is_only_supposed_or_done_is_not_said(text: str, source: str, cue: str, content: str) -> None:
    assert told(text, read_as(text, source, cue, content)) == []


def test_what_the_model_reads_side_by_side_is_parted() -> None:
    text = "Ann Lee denied the story and later voiced alarm at the plan for the harbour."
    alarm = ("Ann Lee", "voiced", "alarm at the plan for the harbour")
    found = read_all(text, ("Ann Lee", "denied", "the story"), alarm)
    assert told(text, found)[0][:3] == ("Ann Lee", "denied", "the story")


def test_a_second_cue_stays_inside_where_the_model_reads_it_so() -> None:
    text = "Ann Lee said the army had warned the rebels, and accused them of treason."
    whole = "the army had warned the rebels, and accused them of treason"
    first, second = ("Ann Lee", "said", "the army had warned the rebels"), ("Ann Lee", "accused", "them of treason")
    apart = read_all(text, first, second)
    inside = read_all(text, ("Ann Lee", "said", whole))
    assert [line[:3] for line in told(text, apart)][:2] == [first, second]
    assert told(text, inside)[0][:3] == ("Ann Lee", "said", whole)


def test_a_report_that_holds_others_whole_is_added_and_one_that_cuts_them_is_not() -> None:
    text = "THE PILOT SAYS THAT Ann Lee said it was over at noon by the port."
    inner = ("Ann Lee", "said", "it was over at noon by the port")
    holds = read_all(text, ("THE PILOT", "SAYS", "Ann Lee said it was over at noon by the port"), inner)
    cuts = read_all(text, ("THE PILOT", "SAYS", "it was over at noon"), inner)
    assert {line[0] for line in told(text, holds)} == {"THE PILOT", "Ann Lee"}
    assert {line[0] for line in told(text, cuts)} == {"Ann Lee"}


@pytest.mark.parametrize("text", ["ROSK NAMED 12 MEN ACCUSED OF STEALING HARBOUR BOATS IN MAY."])
def test_men_accused_of_something_say_nothing(text: str) -> None:
    assert read_as(text, "12 MEN", "ACCUSED", "STEALING HARBOUR BOATS IN MAY") == ()


def test_as_confirmed_by_needs_no_voice() -> None:
    text = "The port is shut, as confirmed by the mayor. THE PILOT SAYS IT was OVER AT NOON."
    found = read_as(text, "THE PILOT", "SAYS", "IT was OVER AT NOON")
    assert [line[0] for line in told(text, found)] == ["the mayor", "THE PILOT"]


def test_a_speaker_who_is_heard_inside_his_own_words_is_given_once() -> None:
    text = "THE PILOT SAYS THAT the pilot said it was over at noon by the port."
    inner = ("the pilot", "said", "it was over at noon by the port")
    found = read_all(text, ("THE PILOT", "SAYS", "the pilot said it was over at noon by the port"), inner)
    assert [line[0] for line in told(text, found)] == ["the pilot"]


def test_whoever_accuses_in_the_clause_by_the_way_does_not_reject_it() -> None:
    text = "The port, which Ann Lee accuses of theft, denied that it had sent guns."
    read = read_all(text, ("Ann Lee", "denied", "it had sent guns"))
    assert [line[:3] for line in told(text, read)] == [("The port", "denied", "it had sent guns")]


def test_who_is_asked_does_not_ask() -> None:
    text = "Ann Lee, asked whether the ferry would sail, refused to comment."
    assert told(text, read_as(text, "Ann Lee", "asked", "whether the ferry would sail")) == []
