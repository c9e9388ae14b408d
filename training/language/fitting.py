"""Training: seeded, resumable, on CUDA where there is one, else on the CPU in bfloat16 with float32 masters."""

import copy
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .batches import Batch, Row, epoch, stack
from .network import LAYERS, Reader
from .objectives import losses
from .pages import TaughtPage

KEPT = 0.999  # of the running mean of the weights, at each step
TOLD_EVERY = 50  # steps


@dataclass(frozen=True)
class Plan:
    """How to train. `epochs` may change between runs of one training as long as the rate is still level; all else is
    fixed by the first. `budget`: pieces of a batch with padding. `level`: the share of steps before the rate falls."""

    seed: int = 1
    epochs: float = 5.0
    window: int = 158
    budget: int = 1280
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm: float = 0.05
    level: float = 0.5
    threads: int = 1
    saved_every: int = 200


class Training:
    """A training on its way: the reader, the running mean of its weights, the optimiser and the step."""

    def __init__(self, reader: Reader, table: Tensor, plan: Plan, folder: Path) -> None:
        self.plan, self.folder = plan, folder
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.reader = reader.to(self.device)
        self.working = copy.deepcopy(reader.encoder).to(self.device, torch.bfloat16)
        self.table = table.to(self.device, torch.bfloat16)
        self.mean = [p.detach().clone() for p in reader.parameters()]
        self.optimiser = torch.optim.AdamW(_groups(reader, plan), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step = 0

    def run(self, pages: Sequence[TaughtPage], frame: tuple[int, int]) -> None:
        """Train to the end of the plan, from the last checkpoint in the folder where there is one. `frame`: the pieces
        that open and close a window."""
        self.resume()
        self.reader.train()
        self.working.train()
        told, started = defaultdict[str, list[float]](list), time.process_time()
        total = round(self.plan.epochs * len(self._epoch(pages, 0)))
        for rows in self._rows(pages, total):
            self._take(stack(rows, frame), total, told)
            if self.step % TOLD_EVERY == 0:
                self._tell(told, total, time.process_time() - started)
            if self.step % self.plan.saved_every == 0 or self.step == total:
                self._save()

    def averaged(self) -> Reader:
        """The reader with the running mean of its weights."""
        reader: Reader = copy.deepcopy(self.reader).eval().cpu()
        for parameter, mean in zip(reader.parameters(), self.mean, strict=True):
            parameter.data.copy_(mean)
        return reader

    def _epoch(self, pages: Sequence[TaughtPage], number: int) -> list[list[Row]]:
        chance = random.Random(f"{self.plan.seed} {number}")
        return epoch(pages, self.plan.window, self.plan.budget, chance)

    def _rows(self, pages: Sequence[TaughtPage], total: int) -> Iterator[list[Row]]:
        """The batches from the current step to the last; every epoch is drawn anew from the seed and its number."""
        passed, number = 0, 0
        while self.step < total:
            drawn = self._epoch(pages, number)
            for rows in drawn[max(0, self.step - passed) :]:
                if self.step < total:
                    yield rows
            passed, number = passed + len(drawn), number + 1

    def _take(self, batch: Batch, total: int, told: dict[str, list[float]]) -> None:
        """One step: losses, gradients to the masters, weights back to the working copy, the mean moved."""
        inputs = {name: torch.from_numpy(array).to(self.device) for name, array in _tensors(batch).items()}
        states = self.working(self.table[inputs["pieces"]], inputs["shapes"], inputs["mask"]).float()
        found = losses(self.reader, states, inputs, batch.task)
        torch.stack(list(found.values())).sum().backward()
        for master, worker in self._pairs():
            master.grad = None if worker.grad is None else worker.grad.float()
            worker.grad = None
        nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * rate_at(self.step / total, self.plan)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self._settle()
        self._average()
        for name, loss in found.items():
            told[name].append(loss.item())

    @torch.no_grad()
    def _settle(self) -> None:
        """The masters' weights to the working copy."""
        for master, worker in self._pairs():
            worker.copy_(master)

    @torch.no_grad()
    def _average(self) -> None:
        """The running mean a step nearer to the weights; short at first, so that the start is forgotten."""
        kept = min(KEPT, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.mean, [p.data for p in self.reader.parameters()], 1 - kept)

    def _pairs(self) -> Iterator[tuple[nn.Parameter, nn.Parameter]]:
        return zip(self.reader.encoder.parameters(), self.working.parameters(), strict=True)

    def _tell(self, told: dict[str, list[float]], total: int, seconds: float) -> None:
        means = " ".join(f"{name} {sum(v[-100:]) / len(v[-100:]):.3f}" for name, v in sorted(told.items()))
        print(f"{time.strftime('%H:%M:%S')} step {self.step}/{total} {seconds:.0f} CPU-s {means}", flush=True)

    def _save(self) -> None:
        state = {
            "step": self.step, "reader": self.reader.state_dict(), "mean": self.mean,
            "optimiser": self.optimiser.state_dict(), "chance": torch.get_rng_state(), "plan": asdict(self.plan),
        }  # fmt: skip
        partial = self.folder / "checkpoint.partial"
        torch.save(state, partial)
        partial.replace(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Go to the last checkpoint in the folder, where there is one."""
        file = self.folder / "checkpoint.pt"
        torch.manual_seed(self.plan.seed)
        if not file.exists():
            return
        state: dict[str, Any] = torch.load(file, map_location=self.device, weights_only=True)
        changed = {k: (v, getattr(self.plan, k)) for k, v in state["plan"].items() if v != getattr(self.plan, k)}
        if set(changed) - {"epochs", "threads", "saved_every"}:
            raise SystemExit(f"{file} was made by another plan ({json.dumps(changed)}): move it away to start anew")
        self.reader.load_state_dict(state["reader"])
        self.optimiser.load_state_dict(state["optimiser"])
        for group in self.optimiser.param_groups:
            group["fused"] = True  # whatever the checkpoint says: eight times as fast on a processor
        self.mean = [mean.to(self.device) for mean in state["mean"]]
        torch.set_rng_state(state["chance"].cpu())
        self.step = state["step"]
        self._settle()
        print(f"resumed at step {self.step}", flush=True)


def rate_at(progress: float, plan: Plan) -> float:
    """The share of the full rate at a share of the steps: up, level, then down to a hundredth."""
    if progress < plan.warm:
        return (progress + 1e-4) / plan.warm
    return 1.0 if progress < plan.level else max(0.01, (1 - progress) / (1 - plan.level))


def _groups(reader: Reader, plan: Plan) -> list[dict[str, Any]]:
    """Deeper layers move less than those near the heads; biases and norms are not pulled to zero."""
    groups = []
    for name, parameter in reader.named_parameters():
        parts = name.split(".")
        depth = LAYERS - 1 - int(parts[2]) if name.startswith("encoder.layers.") else LAYERS
        fresh = not name.startswith("encoder.") or name.startswith("encoder.shape")
        rate = plan.head_rate if fresh else plan.rate * plan.layer_decay**depth
        groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return groups


def _tensors(batch: Batch) -> dict[str, Any]:
    fixed = {name: getattr(batch, name) for name in ("pieces", "shapes", "mask", "first", "sentence")}
    return fixed | batch.labels
