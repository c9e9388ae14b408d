"""Engines: an engine maps a function over items and gives the results in the order of the items, lazily.

`here` does so in this process, `pool(workers)` in several; both keep the same contract. An item that ends its worker
(out of memory, a crash inside a library) twice gives a `Lost` in its place; an exception of the function is raised at
its place, after the results before it. `limited` gives any engine a limit of time and memory for each item.
"""

from .contract import Engine
from .here import here
from .limits import Limits, limited
from .pool import pool

__all__ = ["Engine", "Limits", "here", "limited", "pool"]
