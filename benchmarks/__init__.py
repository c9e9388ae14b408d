"""Measurements of quality and speed. Each prints ours beside a baseline; those that need shared data say so when absent."""
