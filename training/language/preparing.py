"""From the data folder to pages to learn from, kept beside the checkpoints for a training that is resumed."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from listeningpost.language.wordpiece import WordPieces

from .origins import code_digest, digest
from .pages import TaughtPage
from .sources import FILES, TAG_SETS, path_of, read_articles, read_names, read_trees, tree_tags

REPEATED = {"politics": 4, "conflict": 2, "wikigold": 1}  # small sets, how often in an epoch
NAME_SETS = tuple(REPEATED)


@dataclass(frozen=True)
class Prepared:
    """The pages of the training splits, repeats included, the tags of every head, the digests of the files, and that of
    the code that read them."""

    pages: list[TaughtPage]
    tags: dict[str, tuple[str, ...]]
    digests: dict[str, str]
    code: str = ""


def prepare(data: Path, words: WordPieces, folder: Path) -> Prepared:
    """Read the training splits, or what an earlier call made of the same bytes with the same code."""
    digests = digests_of(data, "train")
    return kept(folder / "prepared.pickle", digests, lambda: _prepared(data, words, digests))


def digests_of(data: Path, split: str) -> dict[str, str]:
    """sha256 of each file of a split, by its path under the data folder."""
    files = [path_of(data, name, split) for name, (_, splits) in FILES.items() if split in splits]
    return {str(f.relative_to(data)): digest(f) for f in files}


def kept(file: Path, digests: dict[str, str], make: Callable[[], Prepared]) -> Prepared:
    """What `make` gives, from `file` where that was made of the same bytes with the same code."""
    if file.exists():
        with file.open("rb") as stream:
            found: Prepared = pickle.load(stream)
        if (found.digests, found.code) == (digests, code_digest()):
            return found
    made = make()
    with file.open("wb") as stream:
        pickle.dump(made, stream)
    return made


def _prepared(data: Path, words: WordPieces, digests: dict[str, str]) -> Prepared:
    tags: dict[str, tuple[str, ...]] = TAG_SETS | tree_tags(data)
    pages = read_articles(data, "train", words) + read_trees(data, "train", words, tags)
    for name in NAME_SETS:
        pages += read_names(data, name, "train", words) * REPEATED[name]
    return Prepared(pages, tags, digests, code_digest())
