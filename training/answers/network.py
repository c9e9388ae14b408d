"""The network: MiniLM's encoder on question and line together, its lower layers as they are, and one score.

What a piece is (its part, whether the other side has its word, its look) enters where the layers begin to be trained.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from listeningpost.language.pairing import MARKS
from training.language.network import BLOCKED, DROPPED, LAYERS, WIDTH, Encoder

FROZEN = 3  # layers that stay MiniLM's


class Answerer(nn.Module):
    """A score for each pair: the log odds, against no line answering, that the line answers."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(shaped=False)
        self.mark = nn.Embedding(MARKS, WIDTH)
        nn.init.zeros_(self.mark.weight)
        self.inner, self.score = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        for parameter in self.fixed():
            parameter.requires_grad_(requires_grad=False)

    def fixed(self) -> list[nn.Parameter]:
        """The weights that stay MiniLM's."""
        encoder = self.encoder
        lower = [p for layer in list(encoder.layers)[:FROZEN] for p in layer.parameters()]
        return [encoder.position.weight, encoder.segment, *encoder.norm.parameters(), *lower]

    def forward(self, vectors: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """The scores of rows x pieces; `mask` is 1 for pieces and 0 for padding."""
        encoder = self.encoder
        blocked = ((1 - mask[:, None, None, :]) * BLOCKED).to(vectors.dtype)
        with torch.no_grad():
            states = encoder.norm(vectors + encoder.position.weight[: vectors.shape[1]] + encoder.segment)
            for layer in list(encoder.layers)[:FROZEN]:
                states = layer(states, blocked)
        states = functional.dropout(states + self.mark(marks), DROPPED, self.training)
        for layer in list(encoder.layers)[FROZEN:LAYERS]:
            states = functional.dropout(layer(states, blocked), DROPPED / 2, self.training)
        return self.head(states, mask)

    def head(self, states: Tensor, mask: Tensor) -> Tensor:
        """One score from the first state and the mean of all."""
        weight = mask[..., None].to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        inner = functional.dropout(torch.tanh(self.inner(torch.cat([states[:, 0], mean], -1))), DROPPED, self.training)
        return self.score(inner)[:, 0]
