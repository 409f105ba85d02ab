"""Owns comparisons: nodes side by side, property by property, from the claims about them. It must not read a store.

    facts -> (slots) -> agreement within a cell, by kind of value -> table of rows

`comparable` says what is compared when nothing is named, `slot` which claims a name needs, `compare` does it.
"""

from graph.compare.facts import Agreement, Cell, CellState, Column, Fact, Resolve, Row
from graph.compare.table import comparable, compare, slot

__all__ = ["Agreement", "Cell", "CellState", "Column", "Fact", "Resolve", "Row", "comparable", "compare", "slot"]
