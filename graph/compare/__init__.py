"""Owns comparisons: nodes side by side, property by property, from the claims about them. It must not read a store.

    facts -> (slots) -> agreement within a cell, by kind of value -> table of rows

`comparable` says what is compared when nothing is named, `slot` which claims a name needs, `compare` does it. `export` writes a
comparison's `sheet` in a format, `frontier` says which nodes none beats.
"""

from graph.compare.export import Format, Proven, export, sheet
from graph.compare.facts import Agreement, Cell, CellState, Column, Fact, Resolve, Row
from graph.compare.frontier import Standing, frontier
from graph.compare.sheet import Evidence
from graph.compare.table import comparable, compare, slot

__all__ = ["Agreement", "Cell", "CellState", "Column", "Evidence", "Fact", "Format", "Proven", "Resolve", "Row", "Standing", "comparable", "compare", "export",
           "frontier", "sheet", "slot"]  # fmt: skip
