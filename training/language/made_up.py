"""A made-up data set and a made-up encoder, so that the whole way from data to weights can be walked in seconds.

Sentences come from a handful of words: enough to see that everything learns, far too little to learn anything from.
"""

import gzip
import json
import random
from pathlib import Path

import torch
from safetensors.torch import save_file

from .network import INNER, LAYERS, LONGEST, WIDTH
from .sources import FILES

PEOPLE, PLACES, BODIES = ("Anna", "Boris", "Clara", "Dmitri"), ("Torvik", "Selm"), ("Council", "Bureau")
CLAIMS = ("the road is open", "two posts burned", "talks will go on", "nobody was hurt")
SAYING = ("said", "warned", "added")
UPOS = {"the": "DET", "is": "AUX", "will": "AUX", "was": "AUX", "that": "SCONJ", "on": "ADP", ".": "PUNCT"}
PIECES = "abcdefghijklmnopqrstuvwxyz0123456789.,:-_'"
MARKS = {
    "politics": ("B-person", "B-location"),
    "conflict": ("B-Person", "B-Location"),
    "wikigold": ("I-PER", "I-LOC"),
}
SIZES = {"train": 12, "dev": 4, "test": 4}


def make_up_data(folder: Path, seed: int = 1) -> Path:
    """Every file that training reads, in the formats of the real sets, drawn from `seed`."""
    chance = random.Random(seed)
    for name, (pattern, splits) in FILES.items():
        for split, written in splits.items():
            file = folder / pattern.format(written)
            file.parent.mkdir(parents=True, exist_ok=True)
            with gzip.open(file, "wt", encoding="utf-8") as stream:
                stream.write(_content(name, SIZES[split], chance))
    _align_names(folder)
    return folder


def _content(name: str, size: int, chance: random.Random) -> str:
    if name == "polnear":
        return "".join(json.dumps(_article(number, chance)) + "\n" for number in range(size))
    if name == "trees":
        return "".join(_tree(number, chance) for number in range(size * 3))
    if name in ("names", "pud"):
        return "".join(f"# sent_id = {number}\n{_numbered(_named(chance))}\n" for number in range(size * 3))
    return "".join(_columns(_named(chance), MARKS[name]) + "\n" for _ in range(size))


def _article(number: int, chance: random.Random) -> dict[str, object]:
    text, attributions = "", []
    for _ in range(6):
        person, verb, claim = chance.choice(PEOPLE), chance.choice(SAYING), chance.choice(CLAIMS)
        start = len(text)
        cue = start + len(person) + 1
        content = cue + len(verb) + 1
        text += f"{person} {verb} that {claim}. "
        end = content + len(f"that {claim}")
        attributions.append(
            {"source": [[start, start + len(person)]], "cue": [[cue, cue + len(verb)]], "content": [[content, end]]}
        )
        text += f"{chance.choice(CLAIMS).capitalize()}. "
    return {"id": f"made-up-{number}", "text": text, "attributions": attributions}


def _named(chance: random.Random) -> list[tuple[str, str]]:
    person, place = chance.choice(PEOPLE), chance.choice(PLACES)
    return [(person, "B-PER"), ("spoke", "O"), ("on", "O"), ("the", "O"), (place, "B-LOC"), ("road", "O"), (".", "O")]


def _numbered(tagged: list[tuple[str, str]]) -> str:
    return "".join(f"{at}\t{word}\t{tag}\t-\n" for at, (word, tag) in enumerate(tagged, 1))


def _columns(tagged: list[tuple[str, str]], marks: tuple[str, str]) -> str:
    names = {"B-PER": marks[0], "B-LOC": marks[1], "O": "O"}
    return "".join(f"{word}\t{names[tag]}\n" for word, tag in tagged)


def _tree(number: int, chance: random.Random) -> str:
    opening = "# newdoc id = made-up\n" if number % 3 == 0 else ""
    heads, relations = (2, 0, 6, 6, 6, 2, 2), ("nsubj", "root", "case", "det", "compound", "obl", "punct")
    rows = [
        f"{at}\t{word}\t{word}\t{_upos(word, tag)}\t_\t_\t{head}\t{relation}\t_\t_\n"
        for at, ((word, tag), head, relation) in enumerate(zip(_named(chance), heads, relations, strict=True), 1)
    ]
    return f"{opening}# sent_id = {number}\n{''.join(rows)}\n"


def _upos(word: str, tag: str) -> str:
    return "PROPN" if tag != "O" else UPOS.get(word, "VERB" if word == "spoke" else "NOUN")


def _align_names(folder: Path) -> None:
    """Names of the same sentences as the trees, as in the real sets."""
    for split, written in FILES["trees"][1].items():
        with gzip.open(folder / FILES["trees"][0].format(written), "rt", encoding="utf-8") as lines:
            rows = [line.split("\t") for line in lines]
        tags = dict.fromkeys(PEOPLE, "B-PER") | dict.fromkeys(PLACES, "B-LOC")
        text = "".join(
            f"{row[0]}\t{row[1]}\t{tags.get(row[1], 'O')}\t-\n" if len(row) > 1 else row[0] for row in rows
        )
        with gzip.open(folder / FILES["names"][0].format(FILES["names"][1][split]), "wt", encoding="utf-8") as out:
            out.write(text)


def make_up_encoder(folder: Path, seed: int = 1) -> Path:
    """An encoder of MiniLM's form with random weights and a vocabulary of single letters and the words above."""
    folder.mkdir(parents=True, exist_ok=True)
    told = " ".join((*PEOPLE, *PLACES, *BODIES, *CLAIMS, *SAYING, "spoke on the that road")).lower().split()
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    pieces = [*marks, *PIECES, *(f"##{letter}" for letter in PIECES), *sorted(set(told))]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    save_file(_random_weights(len(pieces), seed), folder / "model.safetensors")
    return folder


def _random_weights(pieces: int, seed: int) -> dict[str, torch.Tensor]:
    chance = torch.Generator().manual_seed(seed)
    rows = {"word": pieces, "position": LONGEST, "token_type": 2}
    sizes = {f"embeddings.{name}_embeddings.weight": (count, WIDTH) for name, count in rows.items()}
    norms, biases = ["embeddings.LayerNorm"], dict[str, torch.Tensor]()
    for layer in range(LAYERS):
        start = f"encoder.layer.{layer}"
        square = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
        linear = dict.fromkeys(square, (WIDTH, WIDTH))
        linear |= {"intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER)}
        for name, size in linear.items():
            sizes |= {f"{start}.{name}.weight": size}
            biases |= {f"{start}.{name}.bias": torch.zeros(size[0])}
        norms += [f"{start}.attention.output.LayerNorm", f"{start}.output.LayerNorm"]
    weights = {name: torch.randn(size, generator=chance) * 0.03 for name, size in sizes.items()}
    for norm in norms:
        weights |= {f"{norm}.weight": torch.ones(WIDTH), f"{norm}.bias": torch.zeros(WIDTH)}
    return weights | biases
