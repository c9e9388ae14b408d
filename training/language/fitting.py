"""Training: seeded, resumable, on CUDA where there is one, else on the CPU.

The encoder works in bfloat16 where that is quick, with float32 masters.
"""

import copy
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .batches import Batch, Row, epoch, stack
from .course import Course, Pace, rate_at, working_type
from .network import Reader
from .objectives import losses
from .pages import TaughtPage

TOLD_EVERY = 50  # steps


@dataclass(frozen=True)
class Plan(Pace):
    """How to train. `epochs` may change between runs of one training as long as the rate is still level. `budget`:
    pieces of a batch with padding. `level`: the share of steps before the rate falls."""

    epochs: float = 5.0
    window: int = 158
    budget: int = 1280
    rate: float = 1.5e-4
    level: float = 0.5


class Training(Course[Reader]):
    """A training of the reader, whose encoder works in what the device is quick in."""

    kept = 0.999
    may_change = Course.may_change | {"epochs"}

    def __init__(self, reader: Reader, table: Tensor, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        super().__init__(reader.to(self.device), plan, folder)
        working = working_type(self.device)
        self.working = copy.deepcopy(reader.encoder).to(self.device, working)
        self.table = table.to(self.device, working)

    def run(self, pages: Sequence[TaughtPage], frame: tuple[int, int]) -> None:
        """Train to the end of the plan, from the last checkpoint in the folder where there is one. `frame`: the pieces
        that open and close a window."""
        self.resume()
        self._settle()
        self.network.train()
        self.working.train()
        told, started = defaultdict[str, list[float]](list), time.process_time()
        total = round(self.plan.epochs * len(self._epoch(pages, 0)))
        for rows in self.coming(lambda number: self._epoch(pages, number), total):
            self._take(stack(rows, frame), total, told)
            if self.step % TOLD_EVERY == 0:
                self._tell(told, total, time.process_time() - started)
            self.save_when_due(total)

    def _epoch(self, pages: Sequence[TaughtPage], number: int) -> list[list[Row]]:
        chance = random.Random(f"{self.plan.seed} {number}")
        return epoch(pages, self.plan.window, self.plan.budget, chance)

    def _take(self, batch: Batch, total: int, told: dict[str, list[float]]) -> None:
        """One step: losses, gradients to the masters, weights back to the working copy."""
        inputs = {name: torch.from_numpy(array).to(self.device) for name, array in _tensors(batch).items()}
        states = self.working(self.table[inputs["pieces"]], inputs["shapes"], inputs["mask"]).float()
        found = losses(self.network, states, inputs, batch.task)
        torch.stack(list(found.values())).sum().backward()
        for master, worker in self._pairs():
            master.grad = None if worker.grad is None else worker.grad.float()
            worker.grad = None
        self.move(rate_at(self.step / total, self.plan.warm, self.plan.level))
        self._settle()
        for name, loss in found.items():
            told[name].append(loss.item())

    @torch.no_grad()
    def _settle(self) -> None:
        """The masters' weights to the working copy."""
        for master, worker in self._pairs():
            worker.copy_(master)

    def _pairs(self) -> Iterator[tuple[nn.Parameter, nn.Parameter]]:
        return zip(self.network.encoder.parameters(), self.working.parameters(), strict=True)

    def _tell(self, told: dict[str, list[float]], total: int, seconds: float) -> None:
        means = " ".join(f"{name} {sum(v[-100:]) / len(v[-100:]):.3f}" for name, v in sorted(told.items()))
        print(f"{time.strftime('%H:%M:%S')} step {self.step}/{total} {seconds:.0f} CPU-s {means}", flush=True)


def _tensors(batch: Batch) -> dict[str, Any]:
    fixed = {name: getattr(batch, name) for name in ("pieces", "shapes", "mask", "first", "sentence")}
    return fixed | batch.labels
