"""The network as an ONNX graph with dynamic int8 weights. Word vectors are an input: their table is the reader's."""

from pathlib import Path

import torch
from torch import Tensor, nn

from listeningpost.language.pairing import LONGEST
from training.language.graphs import FusedLayer, write_graph
from training.language.network import BLOCKED, WIDTH

from .network import FROZEN, Answerer

PIECES = 6  # of the pair that the graph is traced with


class AnswererGraph(nn.Module):
    """The network as it is exported."""

    def __init__(self, network: Answerer) -> None:
        super().__init__()
        self.network = network
        self.position = nn.Parameter(network.encoder.position.weight[:LONGEST].clone())
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in network.encoder.layers)

    def forward(self, vectors: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """As Answerer.forward."""
        encoder = self.network.encoder
        states = encoder.norm(vectors + self.position[: vectors.shape[1]] + encoder.segment)
        blocked = (1.0 - mask[:, None, None, :].to(states.dtype)) * BLOCKED
        for number, layer in enumerate(self.layers):
            if number == FROZEN:
                states = states + self.network.mark(marks)
            states = layer(states, blocked)
        return self.network.head(states, mask)


def write_answerer(network: Answerer, file: Path) -> None:
    """The network as an int8 graph."""
    whole = torch.ones(2, PIECES, dtype=torch.long)
    inputs = {"vectors": torch.zeros(2, PIECES, WIDTH), "marks": whole, "mask": whole}
    write_graph(AnswererGraph(network.eval()).eval(), inputs, ["score"], file)
