"""Trains how a question's words find their match in a line: two matrices over the states of the packed encoder, which
stays as it is. A twentieth of the work that the model takes which reads both together."""

import copy
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from listeningpost.language.encoding import Numbers
from listeningpost.language.matching import IN_HEADLINE, IN_LINE, KINDS, NAME
from listeningpost.language.packed import opened
from listeningpost.language.pairing import ReadLine, seen_line, seen_question
from training.language.network import WIDTH

from .choices import Choice

TAKEN = 0.3  # how often the lines that answer are taken away, with all that share half their words
COPY = 0.5  # share of the words of both from which on a line may be one that answers, told again
LINES = 12  # of a choice, beside those that answer
TOGETHER = 8  # choices of a step
DROPPED = 0.1
NOWHERE = -2.0  # the match of what is no piece
TOLD_EVERY = 400  # choices


@dataclass(frozen=True)
class MatchPlan:
    """How to train; `small_rate` is for what is no matrix."""

    seed: int = 1
    epochs: float = 4.0
    rate: float = 1e-3
    small_rate: float = 2e-2


@dataclass(frozen=True)
class Text:
    """The states of a text's pieces and their kinds."""

    states: Tensor
    kinds: Tensor


class Texts:
    """Texts as the packed encoder reads them, each read once."""

    def __init__(self) -> None:
        self.words, self.known = opened(), dict[bytes, npt.NDArray[np.float16]]()

    def line(self, text: str) -> Text:
        """A line or a headline."""
        one = seen_line(text, self.words.pieces)
        return Text(torch.from_numpy(self.states([one.pieces])[0]), torch.from_numpy(one.kinds))

    def question(self, text: str) -> Text:
        """A question."""
        one = seen_question(text, self.words.pieces)
        return Text(torch.from_numpy(self.states([one.pieces])[0]), torch.from_numpy(one.kinds))

    def states(self, texts: Sequence[Numbers]) -> list[npt.NDArray[np.float32]]:
        """The states of texts by their pieces."""
        return [self._states(pieces).astype(np.float32) for pieces in texts]

    def _states(self, pieces: Numbers) -> npt.NDArray[np.float16]:
        key = pieces.tobytes()
        if key not in self.known:
            self.known[key] = self.words.states([pieces])[0].astype(np.float16)
        return self.known[key]


class Matcher(nn.Module):
    """As listeningpost.language.matching.Matching. It begins as plain nearness of states."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.other = (nn.Parameter(torch.eye(WIDTH)) for _ in range(2))
        self.own_kind, self.other_kind = nn.Parameter(torch.zeros(2, WIDTH)), nn.Parameter(torch.zeros(KINDS, WIDTH))
        self.weight, self.less = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.tensor([0.0, 0.15]))
        self.scale, self.bias = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(-6.0))

    def forward(self, question: Text, lines: Sequence[tuple[Text, Text | None]]) -> Tensor:
        """The scores of lines, each with its headline."""
        states, kinds, places = _padded(lines)
        asked, named = question.states.float(), (question.kinds == NAME).long()
        dropped = [functional.dropout(one, DROPPED, self.training) for one in (asked, states)]
        own = functional.normalize(dropped[0] @ self.own.T + self.own_kind[named], dim=-1)
        turned = dropped[1] @ self.other.T.to(states.dtype) + self.other_kind[kinds]
        other = functional.normalize(turned.float(), dim=-1)
        matches = torch.einsum("nd,rmd->rnm", own, other) - self.less[places.clamp(min=0)][:, None, :]
        best = matches.masked_fill((places < 0)[:, None, :], NOWHERE).max(-1).values
        counts: Tensor = torch.softmax(asked @ self.weight, 0)
        return self.scale * (best @ counts) + self.bias

    def arrays(self) -> dict[str, npt.NDArray[np.float16]]:
        """What the package applies."""
        return {name: value.detach().numpy().astype(np.float16) for name, value in self.named_parameters()}

    def save(self, file: Path) -> None:
        """Write the arrays that the package applies."""
        np.savez(file, allow_pickle=False, **self.arrays())


def _padded(lines: Sequence[tuple[Text, Text | None]]) -> tuple[Tensor, Tensor, Tensor]:
    """States, kinds and places (-1 for padding) of lines with their headlines, without the frame of these."""
    rows = [[(line.states, line.kinds, IN_LINE),
             *([] if head is None else [(head.states[1:-1], head.kinds[1:-1], IN_HEADLINE)])] for line, head in lines]
    width = max(sum(len(kinds) for _, kinds, _ in row) for row in rows)
    states = torch.zeros(len(rows), width, WIDTH, dtype=torch.bfloat16)
    kinds, places = torch.zeros(len(rows), width, dtype=torch.long), torch.full((len(rows), width), -1)
    for number, row in enumerate(rows):
        at = 0
        for some, own, place in row:
            end = at + len(own)
            states[number, at:end], kinds[number, at:end], places[number, at:end] = some, own, place
            at = end
    return states, kinds, places


def train_matcher(choices: Sequence[Choice], texts: Texts, plan: MatchPlan, after: Matcher | None = None) -> Matcher:
    """A matcher from choices among lines, or none of them; it goes on from another where one is given."""
    torch.manual_seed(plan.seed)
    matcher, chance = copy.deepcopy(after) if after else Matcher(), random.Random(plan.seed)
    matcher.train()
    small = [matcher.less, matcher.scale, matcher.bias]
    large = [one for one in matcher.parameters() if all(one is not other for other in small)]
    optimiser = torch.optim.Adam([{"params": large, "lr": plan.rate}, {"params": small, "lr": plan.small_rate}])
    rates, total, told = [plan.rate, plan.small_rate], int(plan.epochs * len(choices)), list[float]()
    for number, choice in enumerate(_drawn(choices, total, chance), start=1):
        loss = _loss(matcher(texts.question(choice.question), lines_of(choice.lines, texts)), choice)
        loss.backward()
        told.append(loss.item())
        if number % TOGETHER == 0 or number == total:
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * max(0.02, 1 - number / total)
            optimiser.step()
            optimiser.zero_grad()
        if number % TOLD_EVERY == 0:
            print(f"{time.strftime('%H:%M:%S')} matching {number}/{total} {time.process_time():.0f} CPU-s "
                  f"loss {np.mean(told[-TOLD_EVERY:]):.3f}", flush=True)
    matcher.eval()
    return matcher


def lines_of(lines: Iterable[ReadLine], texts: Texts) -> list[tuple[Text, Text | None]]:
    """Lines with their headlines as texts."""
    return [(texts.line(line.text), texts.line(line.headline) if line.headline else None) for line in lines]


def _drawn(choices: Sequence[Choice], total: int, chance: random.Random) -> Iterable[Choice]:
    order = list[Choice]()
    for _ in range(total):
        order = order or chance.sample(choices, len(choices))
        yield some_of(order.pop(), chance)


def some_of(choice: Choice, chance: random.Random) -> Choice:
    """A choice among fewer lines; now and then its twin without an answer."""
    places = list(range(len(choice.lines)))
    if any(choice.right) and chance.random() < TAKEN:
        answering = [_words(choice.lines[at]) for at in places if choice.right[at]]
        places = [at for at in places if not any(_alike(_words(choice.lines[at]), one) for one in answering)] or places
    kept = {at for at in places if choice.right[at]} | set(chance.sample(places, min(LINES, len(places))))
    lines, right = (choice.lines[at] for at in sorted(kept)), (choice.right[at] for at in sorted(kept))
    return Choice(choice.question, tuple(lines), tuple(right))


def _words(line: ReadLine) -> frozenset[str]:
    return frozenset(line.text.casefold().split())


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= COPY * max(1, len(one | other))


def _loss(scores: Tensor, choice: Choice) -> Tensor:
    every = torch.cat([scores, scores.new_zeros(1)])
    right = torch.tensor([*choice.right, not any(choice.right)])
    return every.logsumexp(0) - every[right].logsumexp(0)
