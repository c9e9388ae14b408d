"""Knowledge: what is known beforehand. States with capitals and demonyms, alliances with members and dates, media,
people and dated offices; TOML tables that an analyst can mend, and packs of the user over them.

The doors are `open_knowledge` and `Knowledge.look_up(name, when)`; where places lie, `open_gazetteer`.
"""

from .gazetteer import Gazetteer, open_gazetteer
from .knowledge import Knowledge
from .manage import PackListed, add_pack, check_pack, find_packs, list_packs, open_knowledge
from .surfaces import fold

__all__ = [
    "Gazetteer", "Knowledge", "PackListed", "add_pack", "check_pack", "find_packs", "fold", "list_packs",
    "open_gazetteer", "open_knowledge",
]
