"""How the packed model that reads a question and a line together was made. See __main__.py."""
