"""From a trained network to the files of the package, with their manifest."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import msgspec
import numpy as np

from listeningpost.language.answers import ARRAYS, FORMAT, GRAPH, MANIFEST, AnswersManifest
from training.language.origins import CODE, code_digest, digest
from training.language.packing import ENCODER_DIGEST

from .fitting import Plan
from .graphs import write_answerer
from .matching import MatchPlan
from .network import FROZEN, Answerer

VERSION = "2"
Plans = Mapping[str, Plan | MatchPlan]
CARD = "CARD.md"
TEMPLATE = (Path(__file__).parent / "card.md").read_text(encoding="utf-8")


def pack(network: Answerer, arrays: Path, plans: Plans, data: Mapping[str, str], folder: Path) -> None:
    """Write the graph, the arrays of the matching, and the manifest that names both. `plans`: by name of the training;
    `data`: digests by file."""
    folder.mkdir(parents=True, exist_ok=True)
    write_answerer(network, folder / GRAPH)
    shutil.copyfile(arrays, folder / ARRAYS)
    made = {"encoder": ENCODER_DIGEST, "frozen": FROZEN, "plans": {name: asdict(plan) for name, plan in plans.items()},
            "data": dict(data), "code": code_digest(("training/answers", *CODE))}
    manifest = AnswersManifest(format=FORMAT, version=VERSION, made=made,
                               files={name: digest(folder / name) for name in (GRAPH, ARRAYS)})
    text = json.dumps(msgspec.to_builtins(manifest), indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def write_card(folder: Path, figures: str) -> None:
    """CARD.md beside the weights. `figures`: what was measured on questions held out, in lines."""
    manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=AnswersManifest)
    megabytes = np.round((folder / GRAPH).stat().st_size / 1e6, 1)
    text = TEMPLATE.format(version=manifest.version, megabytes=megabytes, figures=figures, encoder=ENCODER_DIGEST,
                           made=json.dumps(manifest.made, indent=1), digest=manifest.files[GRAPH], frozen=FROZEN,
                           arrays=manifest.files[ARRAYS])
    (folder / CARD).write_text(text, encoding="utf-8")
