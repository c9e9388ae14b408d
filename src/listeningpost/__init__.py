"""Listening Post turns captured news pages into a sourced record. Public names only."""

__version__ = "0.2.0"
