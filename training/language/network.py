"""The network: MiniLM's encoder with shapes at the input, and the heads on the first pieces of tokens.

The encoder is that of all-MiniLM-L6-v2 (6 layers, 384 wide, 12 heads; Apache-2.0), its word table frozen. Attention is
written as two plain products: on the processors this was trained on that is the fastest form in bfloat16.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from listeningpost.language.encoding import SHAPES

WIDTH, LAYERS, HEADS, INNER, LONGEST = 384, 6, 12, 1536, 512
DROPPED = 0.1  # of what enters the layers and the heads
DROPPED_PROJECTIONS = 0.2
BLOCKED = -1e4


class Layer(nn.Module):
    """One layer of BERT's encoder. `forward` takes rows x pieces x width and what is added to the attention scores."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.grow, self.shrink = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, blocked: Tensor) -> Tensor:
        """The states after attention and the two inner steps."""
        query, key, value = (self._apart(part(states)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + blocked
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(states.shape)
        states = self.norm(states + self.out(seen))
        return self.last_norm(states + self.shrink(functional.gelu(self.grow(states))))

    def _apart(self, states: Tensor) -> Tensor:
        rows, pieces, _ = states.shape
        return states.view(rows, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)


class Encoder(nn.Module):
    """From word vectors and shapes to states of the same width. Word vectors come from outside: their table is shared
    with the embedder and never trained."""

    def __init__(self, *, shaped: bool = True) -> None:
        super().__init__()
        self.position = nn.Embedding(LONGEST, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.shape = nn.Embedding(SHAPES, WIDTH) if shaped else None
        if self.shape is not None:
            nn.init.zeros_(self.shape.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, vectors: Tensor, shapes: Tensor | None, mask: Tensor) -> Tensor:
        """rows x pieces x width; `mask` is 1 for pieces and 0 for padding."""
        states = vectors + self.position.weight[: vectors.shape[1]] + self.segment
        if self.shape is not None:
            states = states + self.shape(shapes)
        states = functional.dropout(self.norm(states), DROPPED, self.training)
        blocked = ((1 - mask[:, None, None, :]) * BLOCKED).to(states.dtype)
        for layer in self.layers:
            states = layer(states, blocked)
        return states


class Links(nn.Module):
    """Biaffine scores of every token's link to every other token of the window."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.start, self.end = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.product = nn.Parameter(torch.randn(width + 1, width) * 0.02)

    def project(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Two vectors for each token, whose products are the scores."""
        start = _dropped(functional.relu(self.start(states)), self.training)
        end = _dropped(functional.relu(self.end(states)), self.training)
        start = torch.cat([start, torch.ones_like(start[..., :1])], -1)
        return start @ self.product, end

    def forward(self, states: Tensor) -> Tensor:
        """rows x tokens x tokens."""
        start, end = self.project(states)
        return start @ end.transpose(-1, -2)


class Relations(nn.Module):
    """The relation of a token to its head, from the sum of what both project to."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.own, self.other = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.label = nn.Linear(width, relations)

    def forward(self, own: Tensor, other: Tensor) -> Tensor:
        """Scores of the relations, for states of tokens and states of their heads."""
        summed = functional.relu(self.own(own) + self.other(other))
        return self.label(_dropped(summed, self.training))


def _dropped(states: Tensor, training: bool) -> Tensor:
    return functional.dropout(states, DROPPED_PROJECTIONS, training)


class Reader(nn.Module):
    """The encoder with all its heads. `tagged`: how many tags each tagging head has; `relations`: how many."""

    def __init__(self, tagged: dict[str, int], relations: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in tagged.items()})
        self.moves = nn.Parameter(torch.zeros(tagged["roles"], tagged["roles"]))
        self.source_link, self.cue_link, self.head = Links(128), Links(128), Links(256)
        self.relation = Relations(192, relations)


def load_encoder(encoder: Encoder, weights: Path) -> Tensor:
    """Fill an encoder from MiniLM's safetensors file; gives the word table, pieces x width."""
    given = {name.removeprefix("bert."): tensor for name, tensor in load_file(weights).items()}
    names = {"position": "embeddings.position_embeddings", "norm": "embeddings.LayerNorm"}
    inside = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "grow": "intermediate.dense",
        "shrink": "output.dense", "last_norm": "output.LayerNorm",
    }  # fmt: skip
    for layer in range(LAYERS):
        names |= {f"layers.{layer}.{ours}": f"encoder.layer.{layer}.{theirs}" for ours, theirs in inside.items()}
    state = encoder.state_dict()
    state["segment"] = given["embeddings.token_type_embeddings.weight"][0]
    for ours, theirs in names.items():
        parts = [part for part in ("weight", "bias") if f"{ours}.{part}" in state]
        state |= {f"{ours}.{part}": given[f"{theirs}.{part}"] for part in parts}
    encoder.load_state_dict(state)
    return given["embeddings.word_embeddings.weight"]
