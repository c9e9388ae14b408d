"""How the packed weights of the package were made: one command a model, from the shared data to the file."""
