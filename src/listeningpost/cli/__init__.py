"""The command line: one file a command, loaded when called. `main` is the click group that the script runs."""

from .front import main

__all__ = ["main"]
