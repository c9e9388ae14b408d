"""What every training shares: rates, steps that follow from the seed, the running mean of the weights, checkpoints."""

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import torch
from torch import nn

from .network import LAYERS

B = TypeVar("B")
N = TypeVar("N", bound=nn.Module)


def working_type(device: torch.device) -> torch.dtype:
    """What a device reckons in: bfloat16, but float32 on processors without AVX-512, which make bfloat16 up and take
    many times as long."""
    quick = device.type == "cuda" or torch.backends.cpu.get_cpu_capability() == "AVX512"
    return torch.bfloat16 if quick else torch.float32


@dataclass(frozen=True)
class Pace:
    """How fast to train, and how often to save. `rate`: of the encoder's last layer; `layer_decay`: of a layer's rate
    to that of the one above; `head_rate`: of what stands on or beside the encoder; `warm`: the share of the steps in
    which the rates rise. `threads` and `saved_every` may change between runs of one training; all else is fixed."""

    seed: int = 1
    rate: float = 1e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm: float = 0.05
    threads: int = 1
    saved_every: int = 200


class Course(Generic[N]):
    """A training on its way: the network, the running mean of its weights, the optimiser and the step."""

    kept: ClassVar[float]  # of the running mean of the weights, at each step
    may_change: ClassVar[frozenset[str]] = frozenset({"threads", "saved_every"})

    def __init__(self, network: N, plan: Pace, folder: Path) -> None:
        self.network, self.folder, self._pace = network, folder, plan
        self.taught = [p for p in network.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.taught]
        self.optimiser = torch.optim.AdamW(_groups(network, plan), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step = 0

    def averaged(self) -> N:
        """A copy of the network with the running mean of its weights, on the processor."""
        network: N = copy.deepcopy(self.network).eval().cpu()
        for parameter, mean in zip((p for p in network.parameters() if p.requires_grad), self.mean, strict=True):
            parameter.data.copy_(mean)
        return network

    def coming(self, drawn: Callable[[int], Sequence[B]], total: int) -> Iterator[B]:
        """The batches from the current step to the last; `drawn` gives those of a pass by its number."""
        passed, number = 0, 0
        while self.step < total:
            batches = drawn(number)
            for batch in batches[max(0, self.step - passed) :]:
                if self.step < total:
                    yield batch
            passed, number = passed + len(batches), number + 1

    def move(self, share: float) -> None:
        """One step along the gradients, at a share of the full rates; the running mean goes after, in short steps only
        later, so that the start is forgotten."""
        nn.utils.clip_grad_norm_(self.taught, 1.0)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        kept = min(self.kept, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.mean, [p.data for p in self.taught], 1 - kept)

    def save_when_due(self, total: int) -> None:
        """Write the checkpoint whole or not at all, every `saved_every` steps and at the last."""
        if self.step % self._pace.saved_every and self.step != total:
            return
        state = {"step": self.step, "network": self.network.state_dict(), "mean": self.mean,
                 "optimiser": self.optimiser.state_dict(), "chance": torch.get_rng_state(), "plan": asdict(self._pace)}
        partial = self.folder / "checkpoint.partial"
        torch.save(state, partial)
        partial.replace(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Go to the last checkpoint in the folder, where there is one; raises SystemExit where another plan made it."""
        file = self.folder / "checkpoint.pt"
        torch.manual_seed(self._pace.seed)
        if not file.exists():
            return
        state: dict[str, Any] = torch.load(file, map_location=self._device(), weights_only=True)
        made, plan = state["plan"], asdict(self._pace)
        changed = {name: (value, plan.get(name)) for name, value in made.items() if value != plan.get(name)}
        if set(changed) - self.may_change:
            raise SystemExit(f"{file} was made by another plan ({json.dumps(changed)}): move it away to start anew")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        for group in self.optimiser.param_groups:
            group["fused"] = True  # whatever the checkpoint says: eight times as fast on a processor
        self.mean = [mean.to(self._device()) for mean in state["mean"]]
        torch.set_rng_state(state["chance"].cpu())
        self.step = state["step"]
        print(f"resumed at step {self.step}", flush=True)

    def _device(self) -> torch.device:
        return self.taught[0].device


def rate_at(progress: float, warm: float, level: float) -> float:
    """The share of the full rate at a share of the steps: up until `warm`, level until `level`, then down in a line to
    a hundredth."""
    if progress < warm:
        return (progress + 1e-4) / warm
    return 1.0 if progress < level else max(0.01, (1 - progress) / (1 - level))


def _groups(network: nn.Module, plan: Pace) -> list[dict[str, Any]]:
    """Deeper layers move less than those near the heads; biases and norms are not pulled to zero."""
    groups = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            deep = LAYERS - 1 - int(name.split(".")[2]) if name.startswith("encoder.layers.") else LAYERS
            fresh = not name.startswith("encoder.") or name.startswith("encoder.shape")
            rate = plan.head_rate if fresh else plan.rate * plan.layer_decay**deep
            groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return groups
