"""`python -m listeningpost` is `listening-post`."""

from .cli import main

main(prog_name="listening-post")
