"""Interviews printed as questions and answers: what is answered is said by the one asked, without marks and without a
cue."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Article, AttributionFound, MentionFound, Span

LEAST_QUESTIONS = 3
LONGEST_QUESTION = 400  # characters
PERSONAL = 3  # of so many answers one speaks of its speaker
MARKS = "“\"‘'«"
NAMES = frozenset({"name", "short", "alias"})
ME = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me|we|our|us)\b")
YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
LABEL = re.compile(r"(?:[A-Z][\w.'’-]*\s?){1,3}:\s+|[QA]\.\s+")  # "AL:", "Q.", "Ann Lee:"


class Interview(NamedTuple):
    """The place that names the one asked, and the paragraphs of every answer."""

    asked: Span
    answers: Sequence[Sequence[Span]]


def find_interview(article: Article, paragraphs: Sequence[Span], mentions: Sequence[MentionFound]) -> Interview | None:
    """The interview that a page prints: questions to "you" and answers by "I", behind the name of the one asked. None
    where the paragraphs are no such thing, or nobody is named before the first question."""
    text, asking = article.text, frozenset(one.name for one in article.byline)
    questions = [n for n, span in enumerate(paragraphs) if _asks(text[slice(*span)])]
    to_you = sum(YOU.search(text[slice(*paragraphs[n])]) is not None for n in questions)
    if len(questions) < LEAST_QUESTIONS or not to_you:
        return None
    others = [m for m in mentions if m.type == "person" and m.form in NAMES and m.name not in asking]
    asked = _asked([m for m in others if m.span[1] <= paragraphs[questions[0]][0]])
    answers = [answer for answer in _answers(text, paragraphs, questions) if answer]
    personal = sum(any(ME.search(text[slice(*span)]) for span in answer) for answer in answers)
    return Interview(asked, answers) if asked and answers and personal * PERSONAL >= len(answers) else None


def _asks(words: str) -> bool:
    return words.rstrip().endswith("?") and len(words) <= LONGEST_QUESTION and words.lstrip()[:1] not in MARKS


def _asked(people: Sequence[MentionFound]) -> Span | None:
    """Where the person named most often among these is named first in full; of equals the one named first."""
    named = [mention for mention in people if " " in (mention.name or "")]
    counted = Counter(mention.name for mention in named)
    most = max(named, key=lambda one: (counted[one.name], -one.span[0]), default=None)
    return next(one.span for one in named if one.name == most.name) if most else None


def _answers(text: str, paragraphs: Sequence[Span], questions: Sequence[int]) -> Iterator[list[Span]]:
    """The paragraphs behind every question up to the next; what speaks to "you" and of no "I" is a question without its
    mark, and what stands behind the last answer without an "I" is the page's own."""
    for question, following in zip(questions, [*questions[1:], None], strict=True):
        answer: list[Span] = []
        for place in range(question + 1, len(paragraphs) if following is None else following):
            words = text[slice(*paragraphs[place])]
            label = LABEL.match(words)
            asks = bool(label or YOU.search(words)) and not ME.search(words)
            if asks and answer:
                yield answer
                answer = []
            elif following is None and answer and not ME.search(words):
                break
            else:
                answer.append((paragraphs[place][0] + (label.end() if label else 0), paragraphs[place][1]))
        yield answer


def with_answers(interview: Interview, found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """The attributions of a page with its answers as direct speech of the one asked, without those that lie inside
    answers and are to be read anew as heard there."""
    inside = [span for answer in interview.answers for span in answer]
    outside = [item for item in found if not any(a <= item.content_spans[0][0] < b for a, b in inside)]
    answers = [
        AttributionFound(
            sentence=answer[0],
            content_spans=tuple(answer),
            quoted_spans=tuple(answer),
            kind="direct",
            source_span=interview.asked,
        )
        for answer in interview.answers
    ]
    return sorted((*outside, *answers), key=lambda item: (item.sentence[0], item.content_spans[0]))
