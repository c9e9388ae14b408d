"""The packed model of this process: opened when it is first needed, once."""

import hashlib
from collections.abc import Sequence
from functools import cache

from threadpoolctl import ThreadpoolController

from ..schema import Parse
from .model import understand, vectors
from .weights import MANIFEST, PACKED, Floats, Weights, open_weights

# Processor threads of one process: pages are shared out among processes, and two threads that wait for each other on a
# busy machine are slower than one.
THREADS = 1


@cache
def opened() -> Weights:
    """The packed model, its files checked. Raises ModelError that names the file that is missing or wrong."""
    return open_weights(PACKED, THREADS)


@cache
def _arithmetic() -> ThreadpoolController:
    """numpy's libraries of linear algebra, to be kept to THREADS: left alone, they share out products so small that the
    threads wait longer than they work (measured: half of all time)."""
    return ThreadpoolController()


def read_with_model(text: str, parse: Parse) -> Parse:
    """The parse with tokens, names and attributions, but for a text too long for `understand`. Raises ModelError."""
    with _arithmetic().limit(limits=THREADS, user_api="blas"):
        return understand([(text, parse)], opened())[0]


def vectors_of(texts: Sequence[str]) -> Floats:
    """A vector of length 1 for each text, 384 wide: near each other where texts mean the same. Raises ModelError."""
    with _arithmetic().limit(limits=THREADS, user_api="blas"):
        return vectors(texts, opened())


@cache
def model_version() -> str:
    """What tells this model from others: the sha256 of its manifest, which holds its files'. Raises ModelError."""
    return "sha256:" + hashlib.sha256((opened().folder / MANIFEST).read_bytes()).hexdigest()
