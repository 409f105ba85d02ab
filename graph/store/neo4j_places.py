"""Owns which nodes a change has met, and where they are: Neo4j's own number of each, by which it finds a node without an index or a label.

It reads and makes nodes within the change's transaction; it must not know what is said of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph.cypher import write as w
from graph.store.neo4j_transaction import Transaction
from graph.values import type_of_id


class Places:
    """The nodes of one change by id; the numbers hold as long as its transaction does."""

    def __init__(self, transaction: Transaction) -> None:
        self._t = transaction
        self._numbers: dict[str, str] = {}
        self._missing: set[str] = set()
        self.since: dict[str, str | None] = {}  # of each node that was there, as it was

    def __getitem__(self, id_: str) -> str:
        """The number of a node that was met."""
        return self._numbers[id_]

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are nodes."""
        wanted = set(ids)
        by_label(wanted - self._numbers.keys() - self._missing, self._look_up)
        return wanted & self._numbers.keys()

    def _look_up(self, label: str, ids: list[str]) -> None:
        self._missing.update(ids)
        for row in self._t.rows_of_each(w.known_nodes(label), ids=ids):
            self._meet(row)
            self.since[row["id"]] = row["since"]

    def _meet(self, row: dict[str, str]) -> None:
        self._numbers[row["id"]] = row["number"]
        self._missing.discard(row["id"])

    def create(self, ids: Iterable[str]) -> None:
        """Make nodes that have only an id yet."""

        def make(label: str, some: list[str]) -> None:
            for row in self._t.rows_of_each(w.create_nodes(label), ids=some):
                self._meet(row)

        by_label(ids, make)

    def delete(self, ids: Iterable[str]) -> None:
        """Take nodes away that were met."""
        gone = sorted(set(ids))
        self._t.each(w.DELETE_NODES, ids=[self._numbers.pop(id_) for id_ in gone])
        self._missing.update(gone)


def by_label(ids: Iterable[str], do: Callable[[str, list[str]], None]) -> None:
    """Do something for the ids of each label, both in order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(set(ids)):
        groups[type_of_id(id_)].append(id_)
    for label, some in sorted(groups.items()):
        do(label, some)
