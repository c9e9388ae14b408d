"""Training: seeded, resumable, on the processor, in bfloat16 where that is quick.

A step chooses among lines, or that none answers.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from listeningpost.language.pairing import Pair, pair
from listeningpost.language.wordpiece import WordPieces
from training.language.course import Course, Pace, rate_at, working_type

from .choices import Choice, drawn
from .network import Answerer

TOLD_EVERY = 25  # steps
TOGETHER = 8  # pairs that are run at once


def reduced() -> torch.autocast:
    """Reckoning in bfloat16 where the processor is quick in it."""
    return torch.autocast("cpu", torch.bfloat16, enabled=working_type(torch.device("cpu")) is torch.bfloat16)


@dataclass(frozen=True)
class Plan(Pace):
    """How to train. `budget`: pairs of a step. `lines`: of a choice, at most; each pass draws them anew."""

    epochs: float = 3.0
    budget: int = 24
    lines: int = 8
    head_rate: float = 5e-4
    warm: float = 0.06


class Training(Course[Answerer]):
    """A training of the network that reads a question and a line together."""

    kept = 0.99

    def __init__(self, network: Answerer, table: Tensor, words: WordPieces, plan: Plan, folder: Path) -> None:
        super().__init__(network, plan, folder)
        self.table, self.words, self.plan = table, words, plan

    def run(self, choices: Sequence[Choice]) -> None:
        """Train to the end of the plan, from the last checkpoint in the folder where there is one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.resume()
        self.network.train()
        total = max(1, round(self.plan.epochs * len(choices) * self.plan.lines / self.plan.budget))
        told, started = list[float](), time.process_time()
        for batch in self.coming(lambda number: self._pass(choices, number), total):
            told.append(self._take(batch, total))
            if self.step % TOLD_EVERY == 0:
                some = told[-4 * TOLD_EVERY :]
                print(f"{time.strftime('%H:%M:%S')} step {self.step}/{total} {time.process_time() - started:.0f} CPU-s "
                      f"loss {sum(some) / len(some):.3f}", flush=True)
            self.save_when_due(total)

    def _pass(self, choices: Sequence[Choice], number: int) -> list[list[Choice]]:
        """The batches of a pass, drawn anew from the seed."""
        chance = random.Random(f"{self.plan.seed} {number}")
        order = chance.sample(range(len(choices)), len(choices))
        return list(_filled([drawn(choices[at], self.plan.lines, chance) for at in order], self.plan.budget))

    def _take(self, batch: Sequence[Choice], total: int) -> float:
        """One step; gives its loss."""
        pairs = [pair(choice.question, line, self.words) for choice in batch for line in choice.lines]
        with reduced():
            scores = scores_of(self.network, pairs, self.table)
        loss = choice_loss(scores, batch)
        loss.backward()
        self.move(rate_at(self.step / total, self.plan.warm, level=self.plan.warm))
        return float(loss.item())


def choice_loss(scores: Tensor, batch: Sequence[Choice]) -> Tensor:
    """Of all lines of a question and "none answers" (0), the likelihood of those that are right."""
    losses, at = [], 0
    for choice in batch:
        own = scores[at : at + len(choice.lines)]
        at += len(choice.lines)
        every = torch.cat([own, own.new_zeros(1)])
        right = torch.tensor([*choice.right, not any(choice.right)])
        losses.append(every.logsumexp(0) - every[right].logsumexp(0))
    return torch.stack(losses).mean()


def scores_of(network: Answerer, pairs: Sequence[Pair], table: Tensor) -> Tensor:
    """The scores of pairs, those of about equal length run together."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].pieces))
    runs = [order[at : at + TOGETHER] for at in range(0, len(order), TOGETHER)]
    found = [network(*padded([pairs[at] for at in run], table)).float() for run in runs]
    back = torch.argsort(torch.tensor([at for run in runs for at in run]))
    return torch.cat(found)[back]


def padded(pairs: Sequence[Pair], table: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors, marks and mask of some pairs, rows of equal length."""
    width = max(len(one.pieces) for one in pairs)
    pieces, marks, mask = (np.zeros((len(pairs), width), dtype=np.int64) for _ in range(3))
    for row, one in enumerate(pairs):
        size = len(one.pieces)
        pieces[row, :size], marks[row, :size], mask[row, :size] = one.pieces, one.marks, 1
    return table[torch.from_numpy(pieces)], torch.from_numpy(marks), torch.from_numpy(mask)


def _filled(choices: Sequence[Choice], budget: int) -> Iterator[list[Choice]]:
    batch, size = list[Choice](), 0
    for choice in choices:
        if batch and size + len(choice.lines) > budget:
            yield batch
            batch, size = [], 0
        batch.append(choice)
        size += len(choice.lines)
    if batch:
        yield batch
