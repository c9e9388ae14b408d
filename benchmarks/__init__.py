"""Measurements of quality and speed, ours beside a baseline; those that need shared data say so when it is absent."""
