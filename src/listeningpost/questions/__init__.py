"""Questions: the pages searched by words and meaning, and asked in plain English; answered with cited lines or not at
all.

The doors are `search(store, text)` and `ask(store, question, knowledge)`; `found_view` and `answer_view` make views of
what they give.
"""

from .answering import ask
from .finding import search
from .knowing import is_question, known_from
from .saved import saved_search
from .shown import answer_view, found_view
from .typed import as_of, read_search

__all__ = [
    "answer_view", "as_of", "ask", "found_view", "is_question", "known_from", "read_search", "saved_search", "search",
]
