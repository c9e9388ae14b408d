"""Questions made from shared news, each with lines of which some answer."""

import gzip
import json
import lzma
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from listeningpost.language import parse
from listeningpost.language.pairing import ReadLine, stem

from .choices import Choice
from .made_questions import Made, Page, page_of, questions_of

OF_PAGE = 14  # questions made of one page
NEAR, FAR = 5, 2  # lines of the page with most of the question's words, and of another page
SHORTEST = 3  # words of a line that may stand beside a question


SETS: dict[str, tuple[str, str]] = {
    "polnear": ("polnear/train.jsonl.gz", "text"),
    "re3d": ("re3d/re3d.jsonl.gz", "text"),
    "kremlin-pages": ("kremlin-pages/pages.jsonl.xz", "paragraphs"),
    "isaf-releases": ("isaf-releases/releases.jsonl.gz", "text"),
}


def texts_of(data: Path, not_these: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Headline and text of the shared news that questions are made of, but for some pages (set and id)."""
    for name, (file, key) in SETS.items():
        opened: Any = lzma.open if file.endswith("xz") else gzip.open
        with opened(data / file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                if (name, str(row.get("id", number))) not in not_these:
                    text = row[key] if isinstance(row[key], str) else "\n\n".join(row[key])
                    yield row.get("title") or "", text


def made_choices(texts: Sequence[tuple[str, str]], seed: int) -> Iterator[Choice]:
    """Questions made of some texts, OF_PAGE of each at most, drawn from the seed."""
    chance, before = random.Random(seed), None
    for title, text in texts:
        page = page_of(title, text, parse(text, [(0, len(text))], with_model=True))
        made = list(questions_of(page, chance))
        for one in chance.sample(made, min(OF_PAGE, len(made))):
            choice = choice_of(one, page, before, chance)
            if len(choice.lines) > 1:
                yield choice
        before = page


def choice_of(made: Made, page: Page, other: Page | None, chance: random.Random) -> Choice:
    """A made question with one or two lines that answer and some that do not."""
    asked = {stem(word) for word in made.question.split()}
    right = chance.sample(sorted(made.right), min(2, len(made.right)))
    rest = [at for at, line in enumerate(page.lines)
            if at not in made.right | (made.off if made.right else frozenset()) and len(line.text.split()) >= SHORTEST]
    near = sorted(rest, key=lambda at: -len(asked & {stem(word) for word in page.lines[at].text.split()}))[:NEAR]
    lines = [_read(page, at) for at in (*right, *near)]
    if other is not None:
        places = range(len(other.lines))
        lines += [_read(other, at) for at in chance.sample(places, min(FAR, len(places)))]
    return Choice(made.question, tuple(lines), tuple(at < len(right) for at in range(len(lines))))


def _read(page: Page, at: int) -> ReadLine:
    return ReadLine(text=page.lines[at].text, headline=page.title, teller=page.told[at][0])
