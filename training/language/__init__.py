"""How the packed language model was made: prepare, train, export, score, write the card. See __main__.py."""
