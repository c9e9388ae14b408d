"""The networks as ONNX graphs, with dynamic int8 weights. Word vectors are an input of both graphs."""

import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

from .network import BLOCKED, HEADS, WIDTH, Encoder, Layer, Reader

OPSET = 17
ROWS, PIECES, TOKENS = "rows", "pieces", "tokens"
OF_ROWS = frozenset({"vector", "score"})  # outputs that are one for each row


class FusedLayer(nn.Module):
    """A layer with query, key and value in one product: the states are quantised once, not three times."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        parts = (layer.query, layer.key, layer.value)
        scale = (WIDTH // HEADS) ** -0.5  # folded into the query
        self.weight = nn.Parameter(torch.cat([p.weight * (scale if p is layer.query else 1) for p in parts]).T.clone())
        self.bias = nn.Parameter(torch.cat([p.bias * (scale if p is layer.query else 1) for p in parts]))

    def forward(self, states: Tensor, blocked: Tensor) -> Tensor:
        """As Layer.forward."""
        rows, pieces = states.shape[0], states.shape[1]
        joined = (states @ self.weight + self.bias).view(rows, pieces, 3, HEADS, WIDTH // HEADS)
        query, key, value = joined.permute(2, 0, 3, 1, 4).unbind(0)
        seen = torch.softmax(query @ key.transpose(-1, -2) + blocked, -1) @ value
        states = self.layer.norm(states + self.layer.out(seen.transpose(1, 2).reshape(rows, pieces, WIDTH)))
        inner = functional.gelu(self.layer.grow(states))
        return self.layer.last_norm(states + self.layer.shrink(inner))


class PlainEncoder(nn.Module):
    """The encoder as it is exported."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in encoder.layers)

    def forward(self, vectors: Tensor, shapes: Tensor | None, mask: Tensor) -> Tensor:
        """As Encoder.forward."""
        states = vectors + self.encoder.position.weight[: vectors.shape[1]] + self.encoder.segment
        if self.encoder.shape is not None:
            states = states + self.encoder.shape(shapes)
        states = self.encoder.norm(states)
        blocked = (1.0 - mask[:, None, None, :].to(states.dtype)) * BLOCKED
        for layer in self.layers:
            states = layer(states, blocked)
        return states


class ReaderGraph(nn.Module):
    """The reader: scores of tags, and for every link and the relations the two projections of each token."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder, self.reader = PlainEncoder(reader.encoder), reader
        self.outputs = [
            *reader.tags,
            *(f"{link}_{end}" for link in ("source_link", "cue_link", "head") for end in ("from", "to")),
            "relation_from", "relation_to",
        ]  # fmt: skip

    def forward(self, vectors: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """In the order of `outputs`."""
        states = self.encoder(vectors, shapes, mask)
        tokens = states.gather(1, first[..., None].expand(-1, -1, WIDTH))
        found = [head(tokens) for head in self.reader.tags.values()]
        for link in (self.reader.source_link, self.reader.cue_link, self.reader.head):
            found += link.project(tokens)
        relation = self.reader.relation
        return (*found, relation.own(tokens), relation.other(tokens))


class EmbedderGraph(nn.Module):
    """MiniLM as a sentence embedder: the mean of the states, at length 1, and the states."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = PlainEncoder(encoder)

    def forward(self, vectors: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """rows x width, and rows x pieces x width."""
        states = self.encoder(vectors, None, mask)
        weight = mask[..., None].to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        return mean / mean.norm(dim=-1, keepdim=True), states


def write_reader(reader: Reader, file: Path) -> None:
    """The reader as an int8 graph."""
    graph, given = ReaderGraph(reader.eval()).eval(), _given()
    inputs = {name: given[name] for name in ("vectors", "shapes", "mask", "first")}
    write_graph(graph, inputs, graph.outputs, file)


def write_embedder(encoder: Encoder, file: Path) -> None:
    """The embedder as an int8 graph."""
    graph, given = EmbedderGraph(encoder.eval()).eval(), _given()
    write_graph(graph, {name: given[name] for name in ("vectors", "mask")}, ["vector", "states"], file)


def _given() -> dict[str, Tensor]:
    rows, pieces = 2, 6
    return {
        "vectors": torch.zeros(rows, pieces, WIDTH),
        "shapes": torch.zeros(rows, pieces, dtype=torch.long),
        "mask": torch.ones(rows, pieces, dtype=torch.long),
        "first": torch.zeros(rows, 3, dtype=torch.long),
    }


def write_graph(graph: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str], file: Path) -> None:
    """A graph of rows and pieces (of rows and tokens, for outputs that are no vector and no score) as int8."""
    axes = {name: {0: ROWS, 1: TOKENS if name == "first" else PIECES} for name in inputs}
    axes |= {name: {0: ROWS} if name in OF_ROWS else {0: ROWS, 1: TOKENS} for name in outputs}
    whole, tidy = file.with_suffix(".float32"), file.with_suffix(".tidy")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older exporter announces its end; it alone gives a graph this plain
        torch.onnx.export(
            graph, tuple(inputs.values()), str(whole), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    quant_pre_process(str(whole), str(tidy), skip_symbolic_shape=True)
    quantize_dynamic(
        str(tidy), str(file), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    tidy.unlink()
    whole.unlink()
