"""Training: seeded, resumable, on the processor in bfloat16; one choice among lines at a time, or that none answers."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from listeningpost.language.answers import Pair, pair
from listeningpost.language.wordpiece import WordPieces
from training.language.network import LAYERS

from .choices import Choice, drawn
from .network import Answerer

TOLD_EVERY = 25  # steps
TOGETHER = 8  # pairs that are run at once
KEPT = 0.99  # of the running mean of the weights, at each step


@dataclass(frozen=True)
class Plan:
    """How to train. `budget`: pairs of a step. `lines`: of a choice, at most; each pass draws them anew."""

    seed: int = 1
    epochs: float = 3.0
    budget: int = 24
    lines: int = 8
    rate: float = 1e-4
    head_rate: float = 5e-4
    layer_decay: float = 0.9
    warm: float = 0.06
    threads: int = 1
    saved_every: int = 200


class Training:
    """A training on its way: the network, the running mean of its weights, the optimiser and the step."""

    def __init__(self, network: Answerer, table: Tensor, words: WordPieces, plan: Plan, folder: Path) -> None:
        self.network, self.table, self.words, self.plan, self.folder = network, table, words, plan, folder
        self.taught = [p for p in network.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.taught]
        self.optimiser = torch.optim.AdamW(_groups(network, plan), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step = 0

    def run(self, choices: Sequence[Choice]) -> None:
        """Train to the end of the plan, from the last checkpoint in the folder where there is one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.resume()
        self.network.train()
        total = max(1, round(self.plan.epochs * len(choices) * self.plan.lines / self.plan.budget))
        told, started = list[float](), time.process_time()
        for batch in self._batches(choices, total):
            told.append(self._take(batch, total))
            if self.step % TOLD_EVERY == 0:
                some = told[-4 * TOLD_EVERY :]
                print(f"{time.strftime('%H:%M:%S')} step {self.step}/{total} {time.process_time() - started:.0f} CPU-s "
                      f"loss {sum(some) / len(some):.3f}", flush=True)
            if self.step % self.plan.saved_every == 0 or self.step == total:
                self._save()

    def averaged(self) -> Answerer:
        """The network with the running mean of its weights."""
        for parameter, mean in zip(self.taught, self.mean, strict=True):
            parameter.data.copy_(mean)
        network: Answerer = self.network.eval()
        return network

    def _batches(self, choices: Sequence[Choice], total: int) -> Iterator[list[Choice]]:
        """The choices of each step from the current one to the last; every pass is drawn anew from the seed."""
        passed, number = 0, 0
        while self.step < total:
            chance = random.Random(f"{self.plan.seed} {number}")
            order = chance.sample(range(len(choices)), len(choices))
            batches = list(_filled([drawn(choices[at], self.plan.lines, chance) for at in order], self.plan.budget))
            for batch in batches[max(0, self.step - passed) :]:
                if self.step < total:
                    yield batch
            passed, number = passed + len(batches), number + 1

    def _take(self, batch: Sequence[Choice], total: int) -> float:
        pairs = [pair(choice.question, line, self.words) for choice in batch for line in choice.lines]
        with torch.autocast("cpu", torch.bfloat16):
            scores = scores_of(self.network, pairs, self.table)
        loss = choice_loss(scores, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(self.taught, 1.0)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * rate_at(self.step / total, self.plan)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        kept = min(KEPT, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.mean, [p.data for p in self.taught], 1 - kept)
        return float(loss.item())

    def _save(self) -> None:
        state = {"step": self.step, "network": self.network.state_dict(), "mean": self.mean,
                 "optimiser": self.optimiser.state_dict(), "chance": torch.get_rng_state(), "plan": asdict(self.plan)}
        partial = self.folder / "checkpoint.partial"
        torch.save(state, partial)
        partial.replace(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Go to the last checkpoint in the folder, where there is one."""
        file = self.folder / "checkpoint.pt"
        torch.manual_seed(self.plan.seed)
        if not file.exists():
            return
        state: dict[str, Any] = torch.load(file, weights_only=True)
        changed = {k: (v, getattr(self.plan, k)) for k, v in state["plan"].items() if v != getattr(self.plan, k)}
        if set(changed) - {"threads", "saved_every"}:
            raise SystemExit(f"{file} was made by another plan ({json.dumps(changed)}): move it away to start anew")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        for group in self.optimiser.param_groups:
            group["fused"] = True
        self.mean = state["mean"]
        torch.set_rng_state(state["chance"])
        self.step = state["step"]
        print(f"resumed at step {self.step}", flush=True)


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


def rate_at(progress: float, plan: Plan) -> float:
    """The share of the full rate at a share of the steps: up, then down in a line to a hundredth."""
    if progress < plan.warm:
        return (progress + 1e-4) / plan.warm
    return max(0.01, (1 - progress) / (1 - plan.warm))


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


def _groups(network: Answerer, plan: Plan) -> list[dict[str, Any]]:
    """Deeper layers move less than those near the score; biases and norms are not pulled to zero."""
    groups = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            deep = LAYERS - 1 - int(name.split(".")[2]) if name.startswith("encoder.layers.") else None
            rate = plan.head_rate if deep is None else plan.rate * plan.layer_decay**deep
            groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return groups
