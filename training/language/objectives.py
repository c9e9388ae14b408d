"""What the heads are taught: the losses of one batch."""

import torch
from torch import Tensor
from torch.nn import functional

from .network import BLOCKED, DROPPED, Reader
from .pages import ARTICLE, IGNORED, TREES

LINK_WEIGHT, TREE_WEIGHT = 0.3, 0.5
Labels = dict[str, Tensor]


def losses(reader: Reader, states: Tensor, batch: Labels, task: str) -> dict[str, Tensor]:
    """The weighted losses of a batch by head. `states`: rows x pieces x width, in float32; `batch` holds `first`,
    `sentence` and the labels."""
    tokens = states.gather(1, batch["first"][..., None].expand(-1, -1, states.shape[-1]))
    tokens = functional.dropout(tokens, DROPPED, reader.training)
    found = {
        name: _tag_loss(head(tokens), batch[name]) * (TREE_WEIGHT if name == "upos" else 1.0)
        for name, head in reader.tags.items()
        if name in batch and (batch[name] != IGNORED).any()
    }
    real = batch["sentence"] != -2
    if task == ARTICLE:
        found["moves"] = _sequence_loss(reader.tags["roles"](tokens), reader.moves, batch["roles"])
        for name, links in (("source_link", reader.source_link), ("cue_link", reader.cue_link)):
            if (batch[name] != IGNORED).any():
                scores = links(tokens).masked_fill(~real[:, None, :], BLOCKED)
                found[name] = _tag_loss(scores, batch[name]) * LINK_WEIGHT
    if task == TREES:
        found |= _tree_losses(reader, tokens, batch)
    return found


def _tag_loss(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def _tree_losses(reader: Reader, tokens: Tensor, batch: Labels) -> Labels:
    """Heads among the tokens of the same sentence or the window (a root), and relations to the right heads."""
    sentence, taught = batch["sentence"], batch["head"] != IGNORED
    open_to = (sentence[:, :, None] == sentence[:, None, :]) | (sentence[:, None, :] == -1)
    scores = reader.head(tokens).masked_fill(~open_to, BLOCKED)
    row = taught.nonzero()[:, 0]
    relations = reader.relation(tokens[taught], tokens[row, batch["head"][taught]])
    return {
        "head": functional.cross_entropy(scores[taught], batch["head"][taught]) * TREE_WEIGHT,
        "relation": functional.cross_entropy(relations, batch["relation"][taught]) * TREE_WEIGHT,
    }


def _sequence_loss(scores: Tensor, moves: Tensor, labels: Tensor) -> Tensor:
    """Negative log-likelihood of the whole sequence of tags under a linear-chain CRF, for each token (Lafferty et al.
    2001). Token 0, the window, and padding stand outside; every row's tokens follow one another from 1."""
    scores, labels = scores[:, 1:], labels[:, 1:]
    inside = labels != IGNORED
    right = labels.clamp(min=0)
    own = scores.gather(2, right[..., None])[..., 0] * inside
    moved = moves[right[:, :-1], right[:, 1:]] * inside[:, 1:]
    total = scores[:, 0]
    for place in range(1, scores.shape[1]):
        after = torch.logsumexp(total[:, :, None] + moves, 1) + scores[:, place]
        total = torch.where(inside[:, place, None], after, total)
    length = torch.logsumexp(total, 1).sum() - own.sum() - moved.sum()
    return length / inside.sum()
