"""Clauses of parsed sentences as words that questions can be made from: subject, verb, object, what stands beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import simplemma

from listeningpost.schema import Parse, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
BESIDE = frozenset({"obl", "obl:tmod", "obl:agent", "advmod", "xcomp", "ccomp", "advcl", "obl:npmod"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
MARKS = frozenset({"mark", "punct", "cc", "conj", "parataxis", "acl:relcl", "appos", "discourse"})
LONGEST = 14  # tokens of a part that a question takes whole


@dataclass(frozen=True)
class Line:
    """A sentence with its tokens; heads count from the sentence's first token, -1 outside or root."""

    text: str
    whole: str
    span: Span
    tokens: tuple[Token, ...]
    heads: tuple[int, ...]

    @cached_property
    def under(self) -> dict[int, list[int]]:
        """The tokens that hang on each."""
        found: dict[int, list[int]] = {}
        for at, head in enumerate(self.heads):
            found.setdefault(head, []).append(at)
        return found

    def word(self, at: int) -> str:
        """The word of a token."""
        start, stop = self.tokens[at].span
        return self.whole[start:stop]

    def reach(self, at: int, without: frozenset[str] = MARKS) -> list[int]:
        """A token and all that hangs on it, but for some relations."""
        found = [at]
        for one in self.under.get(at, ()):
            if self.tokens[one].relation not in without and one != at:
                found += self.reach(one, without)
        return sorted(found)

    def words(self, places: Sequence[int]) -> str:
        """Some tokens as words."""
        return " ".join(self.word(at) for at in places)

    def part(self, at: int) -> str:
        """What a token heads, in words; cut where it is long."""
        return self.words(self.reach(at)[:LONGEST])


@dataclass(frozen=True)
class Clause:
    """A verb with its subject, its object and what stands beside, as places of tokens of a line."""

    line: Line
    verb: int
    subject: int
    object: int | None
    beside: tuple[int, ...]
    passive: bool

    @property
    def lemma(self) -> str:
        """The verb as a question with "did" has it."""
        return str(simplemma.lemmatize(self.line.word(self.verb).lower(), lang="en"))

    def group(self) -> str:
        """The verb with its auxiliaries."""
        helping = [at for at in self.line.under.get(self.verb, ()) if self.line.tokens[at].relation in AUXILIARIES]
        return self.line.words(sorted([*(at for at in helping if at < self.verb), self.verb]))

    def rest(self, beside: Sequence[int]) -> str:
        """What comes behind the verb: the object and some of what stands beside it."""
        parts = ([] if self.object is None else [self.object]) + list(beside)
        return " ".join(self.line.part(at) for at in sorted(parts))


def lines_of(text: str, parse: Parse) -> Iterator[Line]:
    """The sentences of a text with their tokens."""
    at = 0
    for start, stop in parse.sentences:
        while at < len(parse.tokens) and parse.tokens[at].span[0] < start:
            at += 1
        end = at
        while end < len(parse.tokens) and parse.tokens[end].span[1] <= stop:
            end += 1
        tokens = parse.tokens[at:end]
        heads = tuple(-1 if one.head is None or not at <= one.head < end else one.head - at for one in tokens)
        yield Line(" ".join(text[start:stop].split()), text, (start, stop), tokens, heads)
        at = end


def clauses_of(line: Line) -> Iterator[Clause]:
    """The clauses of a line that have a subject which is no pronoun."""
    for at, token in enumerate(line.tokens):
        if token.upos != "VERB":
            continue
        below = {one: line.tokens[one].relation for one in line.under.get(at, ()) if one != at}
        subjects = [one for one, relation in below.items() if relation in SUBJECTS]
        if not subjects or line.tokens[subjects[0]].upos == "PRON":
            continue
        objects = [one for one, relation in below.items() if relation == "obj"]
        beside = tuple(one for one, relation in below.items() if relation in BESIDE)
        yield Clause(line, at, subjects[0], objects[0] if objects else None, beside,
                     line.tokens[subjects[0]].relation == "nsubj:pass")
