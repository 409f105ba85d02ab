"""Owns making the views anew that a change has touched: names, properties and relationships of nodes, from what the claims say.

It reads and writes within the change's transaction; what follows from claims is decided by `graph.views` and `graph.identity`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from graph import views
from graph.cypher import write as w
from graph.cypher.write_identities import Identities
from graph.cypher.write_rows import Row, stated
from graph.ontology import ONTOLOGY, RelationshipType
from graph.store.neo4j_touched import Touched, ends
from graph.store.neo4j_transaction import Transaction
from graph.values import type_of_id

Statements: TypeAlias = "list[tuple[str, views.Statement]]"  # (object's node id or "", claim)


class Views:
    """The views that one change has touched."""

    def __init__(self, transaction: Transaction, touched: Touched, identities: Identities) -> None:
        self._t = transaction
        self._touched = touched
        self._identities = identities
        self._columns: dict[str, Row] = defaultdict(dict)

    def refresh(self) -> None:
        """Make all of them anew."""
        self._link_names()
        self._recount_names()
        self._drop_nodes()
        self._show()
        slots = self._statements()
        self._properties(slots)
        by_label(self._columns, lambda label, ids: self._t.each(w.set_nodes(label), rows=[{"id": id_, "columns": self._columns[id_]} for id_ in ids]))
        for type_ in ONTOLOGY.relationship_types:
            self._relationships(type_, {node: said[type_.name] for node, said in slots.items() if type_.name in said})

    # Names -----------------------------------------------------------------------------------------------------------

    def _link_names(self) -> None:
        nodes = {name: self._identities.node(name) for name in self._touched.links}
        known = [name for name in nodes if nodes[name] not in self._touched.fresh]
        self._t.each(w.UNLINK_NAMES, rows=[{"id": name, "node": nodes[name]} for name in known])
        groups: dict[str, list[Row]] = defaultdict(list)
        for name, node in sorted(nodes.items()):
            groups[type_of_id(node)].append({"id": name, "node": node})
        for label, rows in sorted(groups.items()):
            self._t.each(w.link_names(label), rows=rows)

    def _recount_names(self) -> None:
        """Take away spellings that no claim has any more, and names without any."""
        said = {row["id"]: sorted(set(row["spellings"])) for row in self._t.rows_of_each(w.SPELLINGS, ids=sorted(self._touched.unsaid))}
        gone = [name for name, spellings in said.items() if not spellings and name not in self._identities.judged]
        self._t.each(w.DELETE_NAMES, ids=gone)
        self._t.each(w.PUT_NAMES, rows=[{"id": name, "spellings": said[name] or None} for name in sorted(said.keys() - set(gone))])
        self._touched.nodes |= self._touched.left

    def _drop_nodes(self) -> None:
        """Take away nodes that no claim names any more; of the others learn since when they are known."""
        gone: set[str] = set()

        def check(label: str, ids: list[str]) -> None:
            for row in self._t.rows_of_each(w.naming(label), ids=ids):
                if row["count"]:
                    self._columns[row["id"]]["since"] = row["since"]
                else:
                    gone.add(row["id"])

        by_label(self._touched.left, check)
        by_label(gone, lambda label, ids: self._t.each(w.delete_nodes(label), ids=ids))
        self._touched.nodes -= gone
        for node in gone:
            self._touched.slots.pop(node, None)
            self._touched.since.pop(node, None)

    def _show(self) -> None:
        """Name the touched nodes, and say since when they are known."""

        def show(label: str, ids: list[str]) -> None:
            for row in self._t.rows_of_each(w.named(label), ids=ids):
                id_ = row["id"]
                if id_ in self._touched.nodes:
                    self._columns[id_] |= self._identities.shown(id_, dict(row["names"]))
                if id_ in self._touched.since and id_ not in self._touched.left:
                    days = [day for day in (row["since"], self._touched.since[id_]) if day]
                    if days and min(days) != row["since"]:
                        self._columns[id_]["since"] = min(days)

        by_label({*self._touched.nodes, *self._touched.since}, show)

    # Properties and relationships ------------------------------------------------------------------------------------

    def _statements(self) -> dict[str, dict[str, Statements]]:
        """The claims about every touched slot, by node and slot; a slot that nothing is said of any more has none."""
        slots: dict[str, dict[str, Statements]] = {}
        for node, names in self._touched.slots.items():
            remembered = self._touched.memory if node in self._touched.fresh else {}
            slots[node] = {slot: list(remembered.get((node, slot), ())) for slot in names}
        stored = {node: names for node, names in self._touched.slots.items() if node not in self._touched.fresh}
        by_label(stored, lambda label, ids: self._fetch(label, [{"id": id_, "slots": sorted(stored[id_])} for id_ in ids], slots))
        return slots

    def _fetch(self, label: str, rows: list[Row], slots: dict[str, dict[str, Statements]]) -> None:
        mutual = {r.name for r in ONTOLOGY.relationship_types if r.mutual}
        plain = [{"id": row["id"], "slots": [s for s in row["slots"] if s not in mutual]} for row in rows]
        for row in self._t.rows_of_each(w.said(label), rows=[row for row in plain if row["slots"]]):
            slots[row["id"]][row["slot"]].append((row["object"] or "", stated(row["said"])))
        both = [{"id": row["id"], "slots": [s for s in row["slots"] if s in mutual]} for row in rows]
        for row in self._t.rows_of_each(w.said_mutually(label), rows=[row for row in both if row["slots"]]):
            start, end = ends(row["slot"], row["subject"], row["object"])
            if start == row["id"]:
                slots[start][row["slot"]].append((end or "", stated(row["said"])))

    def _properties(self, slots: dict[str, dict[str, Statements]]) -> None:
        for node, said in slots.items():
            type_ = ONTOLOGY.nodes[type_of_id(node)]
            for slot, statements in said.items():
                property_ = type_.property(slot)
                if property_ is not None:
                    columns = views.property_columns(property_, [claim for _, claim in statements])
                    self._columns[node] |= columns

    def _relationships(self, type_: RelationshipType, slots: dict[str, Statements]) -> None:
        resolved = {node: views.relationships(type_, statements) for node, statements in sorted(slots.items())}
        stored = [node for node in resolved if node not in self._touched.fresh]
        keep = {node: [found.object for found in resolved[node]] for node in stored}
        by_label(stored, lambda label, ids: self._t.each(w.drop_relationships(type_.name, label), rows=[{"id": i, "keep": keep[i]} for i in ids]))
        groups: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
        for node, every in resolved.items():
            for found in every:
                columns = {"since": found.since, **found.properties}
                group = type_of_id(node), type_of_id(found.object), node in self._touched.fresh
                groups[group].append({"s": node, "o": found.object, "columns": columns})
        for (start, end, new), rows in sorted(groups.items()):
            self._t.each(w.put_relationships(type_.name, start, end, new=new), rows=rows)


def by_label(ids: Iterable[str], do: Callable[[str, list[str]], None]) -> None:
    """Do something for the ids of each label, both in order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(set(ids)):
        groups[type_of_id(id_)].append(id_)
    for label, some in sorted(groups.items()):
        do(label, some)
