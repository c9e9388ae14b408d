"""Interviews: answers are the words of the one asked."""

from listeningpost.annotations.attributions import Attributions
from listeningpost.annotations.mentions import MentionExtractor
from listeningpost.knowledge import open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, AttributionFound, CaptureHead, Named, Published, Reading, Span

HEAD = CaptureHead(id="0" * 64, source="made-up", media_type="text/plain", encoding="utf-8")
INTERVIEW = (
    "Maria Tarn ran the harbour for ten years. Oskar Brennwald met her.",
    "Why did you leave?",
    "I was told to. The mayor said that I was late.",
    "It rained that day.",
    "Who wanted you to stay?",
    "My own deputy did. I thought that the board would.",
    "What do you do now?",
    "KT: I write a book.",
    "The board did not reply to questions.",
)


def read(paragraphs: tuple[str, ...]) -> tuple[str, tuple[AttributionFound, ...]]:
    text, body = "\n\n".join(paragraphs), list[Span]()
    for words in paragraphs:
        start = text.index(words, body[-1][1] if body else 0)
        body.append((start, start + len(words)))
    byline = (Named(name="Oskar Brennwald", span=None),)
    article = Article(text=text, title=None, body=tuple(body), furniture=(), published=Published(), byline=byline)
    reading = Reading(head=HEAD, space="capture", article=article)
    found = MentionExtractor().find(reading, Annotations(parse=parse(text, article.body)), open_knowledge())
    return text, Attributions().find(reading, found, open_knowledge()).attributions


def test_answers_are_direct_speech_of_the_one_asked() -> None:
    text, found = read(INTERVIEW)
    told = [[text[slice(*span)] for span in one.content_spans] for one in found if not one.inside]
    assert told == [list(INTERVIEW[2:4]), [INTERVIEW[5]], ["I write a book."]]
    assert {text[slice(*one.source_span)] for one in found if one.source_span and not one.inside} == {"Maria Tarn"}
    assert {one.kind for one in found if not one.inside} == {"direct"}


def test_who_is_heard_in_an_answer_is_heard_inside_it() -> None:
    text, found = read(INTERVIEW)
    inside = [(text[slice(*one.source_span)], text[slice(*one.content_spans[0])])
              for one in found if one.inside and one.source_span]
    assert inside == [("The mayor", "I was late")]


def test_questions_that_nobody_answers_make_no_interview() -> None:
    _, found = read(tuple(words.replace("I ", "They ").replace("My ", "Their ") for words in INTERVIEW))
    assert not any(one.kind == "direct" for one in found)
