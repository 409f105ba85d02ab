"""Owns sending statements within one transaction, thousands of rows at a time. It must not know what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from neo4j import ManagedTransaction
from neo4j import Transaction as OwnTransaction

Row: TypeAlias = dict[str, Any]
ROWS = 5000


class Transaction:
    """A transaction of the driver, with rows sent in pieces."""

    def __init__(self, transaction: ManagedTransaction | OwnTransaction) -> None:
        self._transaction = transaction

    def run(self, text: str, **parameters: object) -> None:
        """Send a statement whose answer does not matter."""
        self._transaction.run(text, parameters).consume()

    def rows(self, text: str, **parameters: object) -> list[Row]:
        """What a statement answers."""
        result = self._transaction.run(text, parameters)
        keys = result.keys()
        return [dict(zip(keys, record.values(), strict=True)) for record in result]

    def each(self, text: str, *, ids: Sequence[str] | None = None, rows: Sequence[Row] | None = None, **parameters: object) -> None:
        """Send a statement for every piece of `ids` or `rows`; not at all where there are none."""
        for name, piece in _pieces(ids, rows):
            self.run(text, **{name: piece}, **parameters)

    def rows_of_each(self, text: str, *, ids: Sequence[str] | None = None, rows: Sequence[Row] | None = None) -> list[Row]:
        """What a statement answers for every piece of `ids` or `rows`."""
        return [row for name, piece in _pieces(ids, rows) for row in self.rows(text, **{name: piece})]


def _pieces(ids: Sequence[str] | None, rows: Sequence[Row] | None) -> list[tuple[str, Sequence[object]]]:
    name, every = ("ids", ids or ()) if rows is None else ("rows", rows)
    return [(name, every[at : at + ROWS]) for at in range(0, len(every), ROWS)]
