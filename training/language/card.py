"""The model card: what the packed model is, from what it was made, what it scores, and where it fails."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

from listeningpost.language import parse
from listeningpost.language.model import understand
from listeningpost.language.weights import Manifest, Weights

Scores = Mapping[str, Mapping[str, float]]
CARD = "CARD.md"
SCORES = "scores.json"
SENTENCE = "The minister said on Tuesday that the two border posts would stay shut until the talks end. "
PASSES = 3


def speed(weights: Weights, articles: int = 4, words: int = 600) -> float:
    """Articles of `words` words a second of processor time, all heads, the median of PASSES."""
    text = SENTENCE * (words // len(SENTENCE.split()) + 1)
    pages = [(text, parse(text, ((0, len(text)),)))] * articles
    understand(pages[:1], weights)
    taken = []
    for _ in range(PASSES):
        start = time.process_time()
        understand(pages, weights)
        taken.append((time.process_time() - start) / articles)
    return 1 / sorted(taken)[PASSES // 2]


def write_card(folder: Path, manifest: Manifest, scores: dict[str, Scores], articles_a_second: float) -> None:
    """CARD.md and scores.json beside the weights. `scores`: by split, then set, then figure."""
    (folder / SCORES).write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    megabytes = sum((folder / name).stat().st_size for name in manifest.files) / 1e6
    text = TEMPLATE.format(
        version=manifest.version, window=manifest.window, megabytes=megabytes, speed=articles_a_second,
        tables="\n".join(_table(split, found) for split, found in scores.items()),
        steps=manifest.made["steps"], plan=_listed(manifest.made["plan"]), data=_listed(manifest.made["data"]),
        code=manifest.made["code"], encoder=manifest.made["encoder"], files=_listed(manifest.files),
        reluctance=manifest.reluctance,
    )  # fmt: skip
    (folder / CARD).write_text(text, encoding="utf-8")


def _table(split: str, scores: Scores) -> str:
    rows = [
        f"| {name} | {', '.join(f'{figure} {value:.1f}' for figure, value in figures.items())} |"
        for name, figures in scores.items()
    ]
    return "\n".join([f"\n### {split}\n", "| set | figures, per cent |", "|---|---|", *rows])


def _listed(given: Mapping[str, object]) -> str:
    return "\n".join(f"- `{name}`: {value}" for name, value in given.items())


TEMPLATE = (Path(__file__).parent / "card.md").read_text(encoding="utf-8")
