"""What speaks for two pages telling one text, in words: one line for each kind of evidence there is."""

from collections.abc import Iterator

from .copy_facts import Body
from .likeness import Likeness
from .wording import shortened

SHOWN = 3  # quotations, numbers or faults that are named
QUOTE_LENGTH = 80  # characters of a quotation that are shown
ENOUGH_NUMBERS = 3  # shared numbers that say something
FAULTS = {
    "misspelling": "a misspelling", "garbled": "garbled letters", "broken_quotation": "a broken quotation",
    "caption_in_text": "a caption in the text",
}


def shared_evidence(one: Body, two: Body, likeness: Likeness) -> Iterator[str]:
    """The evidence that two different bodies are of one text."""
    yield from _wording(likeness)
    if likeness.meaning is not None:
        yield f"meaning: {likeness.meaning:.2f} alike (cosine of the packed model's vectors)"
    yield from _quotations(one, two)
    yield from _numbers(one, two)
    yield from _faults(one, two)
    languages = {one.facts.language, two.facts.language} - {None}
    if len(languages) > 1:
        yield f"in two languages: {', '.join(sorted(str(language) for language in languages))}"


def _wording(likeness: Likeness) -> Iterator[str]:
    if likeness.shared:
        own = f", {_share(likeness.own_runs)} outside quotations"
        words = f"about {likeness.shared:,} words"
        yield f"runs of five words shared: {_share(likeness.runs)} of the shorter body{own}, {words}"
    if likeness.unchanged:
        yield f"sentences word for word: {_share(likeness.unchanged)} of the shorter body"
    if likeness.aligned:
        other = f", {_share(likeness.covered)} of the longer"
        yield (
            f"sentences with a counterpart: {_share(likeness.aligned)} of the shorter body{other};"
            f" in the same order {_share(likeness.ordered)}"
        )


def _quotations(one: Body, two: Body) -> Iterator[str]:
    shared = sorted(set(one.quotations) & set(two.quotations), key=lambda words: (-len(words), words))
    if shared:
        texts = sorted((one.facts.page, one.quotations[shared[0]]) for one in (one, two))
        yield f"same quotations: {len(shared)}, such as “{_cut(texts[0][1])}”"


def _numbers(one: Body, two: Body) -> Iterator[str]:
    shared = sorted(set(one.facts.numbers) & set(two.facts.numbers), key=lambda number: (-len(number), number))
    if len(shared) >= ENOUGH_NUMBERS:
        least = min(len(one.facts.numbers), len(two.facts.numbers))
        yield f"same figures: {len(shared)} of {least}, such as {', '.join(shared[:SHOWN])}"


def _faults(one: Body, two: Body) -> Iterator[str]:
    for fault in sorted(set(one.facts.faults) & set(two.facts.faults), key=lambda fault: (fault.kind, fault.words)):
        if fault.kind in FAULTS and fault.words:
            yield f"carried over: {FAULTS[fault.kind]}, “{_cut(fault.words)}”"


def _share(part: float) -> str:
    return f"{100 * part:.0f} %"


def _cut(words: str) -> str:
    return shortened(words, QUOTE_LENGTH)
