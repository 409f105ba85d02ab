"""Owns what is run while the project is set up or built; the program itself must not need it."""
