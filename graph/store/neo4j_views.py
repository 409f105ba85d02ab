"""Owns making the views anew that a change has touched: names, properties and relationships of nodes, from what the claims say.

It reads and writes within the change's transaction; what follows from claims is decided by `graph.views` and `graph.identity`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from graph import views
from graph.cypher import write as w
from graph.cypher.names import UNTIL, then
from graph.cypher.write_identities import Identities
from graph.cypher.write_rows import Row, stated
from graph.ontology import ONTOLOGY, Property, RelationshipType
from graph.store.neo4j_places import Places
from graph.store.neo4j_touched import Touched, ends
from graph.store.neo4j_transaction import Transaction
from graph.values import type_of_id

Statements: TypeAlias = "list[tuple[str, views.Statement]]"  # (object's node id or "", claim)


class Views:
    """The views that one change has touched."""

    def __init__(self, transaction: Transaction, places: Places, touched: Touched, identities: Identities) -> None:
        self._t = transaction
        self._places = places
        self._touched = touched
        self._identities = identities
        self._columns: dict[str, Row] = defaultdict(dict)
        self._settled: dict[str, str | None] = {}
        self._kept: dict[str, str] = {}  # of claims that are stored as beaten, by their ids, since when
        self._beaten: list[Row] = []

    def refresh(self) -> None:
        """Make all of them anew."""
        self._link_names()
        self._recount_names()
        self._drop_nodes()
        self._show()
        slots = self._statements()
        self._properties(slots)
        there = sorted(self._places.known(self._columns))
        rows = [{"number": self._places[node], "columns": self._columns[node], "settled": self._settled.get(node)} for node in there]
        self._t.each(w.SET_NODES, rows=rows)
        for type_ in ONTOLOGY.relationship_types:
            self._relationships(type_, {node: said[type_.name] for node, said in slots.items() if type_.name in said})
        self._t.each(w.SET_CLAIMS, rows=self._beaten)

    # Names -----------------------------------------------------------------------------------------------------------

    def _link_names(self) -> None:
        nodes = {name: self._identities.node(name) for name in self._touched.links}
        self._t.each(w.UNLINK_NAMES, rows=[{"id": name, "node": node} for name, node in nodes.items()])
        there = self._places.known(nodes.values())
        self._t.each(w.LINK_NAMES, rows=[{"id": name, "n": self._places[node]} for name, node in sorted(nodes.items()) if node in there])

    def _recount_names(self) -> None:
        """Take away spellings that no claim has any more, and names without any."""
        said = {row["id"]: sorted(set(row["spellings"])) for row in self._t.rows_of_each(w.SPELLINGS, ids=sorted(self._touched.unsaid))}
        gone = [name for name, spellings in said.items() if not spellings and name not in self._identities.judged]
        self._t.each(w.DELETE_NAMES, ids=gone)
        self._t.each(w.PUT_NAMES, rows=[{"id": name, "spellings": said[name] or None} for name in sorted(said.keys() - set(gone))])
        self._touched.nodes |= self._touched.left

    def _drop_nodes(self) -> None:
        """Take away nodes that no claim names any more; of the others learn since when they are known."""
        there = self._places.known(self._touched.left)
        gone = self._touched.left - there
        for row in self._t.rows_of_each(w.NAMING, ids=[self._places[node] for node in sorted(there)]):
            if row["count"]:
                self._columns[row["id"]]["since"] = row["since"]
            else:
                gone.add(row["id"])
        self._places.delete(gone & there)
        self._touched.nodes -= gone
        for node in gone:
            self._touched.slots.pop(node, None)
            self._touched.since.pop(node, None)

    def _show(self) -> None:
        """Name the touched nodes, and say since when they are known."""
        fresh = self._touched.fresh
        for node in sorted(self._touched.nodes & fresh):
            self._columns[node] |= self._identities.shown(node, self._touched.spelled[node])
        stored = [self._places[node] for node in sorted(self._places.known(self._touched.nodes - fresh))]
        for row in self._t.rows_of_each(w.NAMED, ids=stored):
            self._columns[row["id"]] |= self._identities.shown(row["id"], dict(row["names"]))
        for node in self._touched.since.keys() - self._touched.left:
            known = self._places.since.get(node)
            days = [day for day in (known, self._touched.since[node]) if day]
            if days and min(days) != known:
                self._columns[node]["since"] = min(days)

    # Properties and relationships ------------------------------------------------------------------------------------

    def _statements(self) -> dict[str, dict[str, Statements]]:
        """The claims about every touched slot, by node and slot; a slot that nothing is said of any more has none."""
        slots: dict[str, dict[str, Statements]] = {}
        for node, names in self._touched.slots.items():
            remembered = self._touched.memory if node in self._touched.fresh else {}
            slots[node] = {slot: list(remembered.get((node, slot), ())) for slot in names}
        stored = {node: names for node, names in self._touched.slots.items() if node not in self._touched.fresh}
        there = sorted(self._places.known(stored))
        self._fetch([(self._places[node], stored[node]) for node in there], slots)
        return slots

    def _fetch(self, wanted: Sequence[tuple[str, set[str]]], slots: dict[str, dict[str, Statements]]) -> None:
        mutual = {r.name for r in ONTOLOGY.relationship_types if r.mutual}
        for row in self._t.rows_of_each(w.SAID, rows=_asked((number, names - mutual) for number, names in wanted)):
            slots[row["id"]][row["slot"]].append((row["object"] or "", self._stated(row["said"])))
        for row in self._t.rows_of_each(w.SAID_MUTUALLY, rows=_asked((number, names & mutual) for number, names in wanted)):
            start, end = ends(row["slot"], row["subject"], row["object"])
            if start == row["id"]:
                slots[start][row["slot"]].append((end or "", self._stated(row["said"])))

    def _stated(self, said: Row) -> views.Stated:
        if said[UNTIL]:
            self._kept[said["id"]] = said[UNTIL]
        return stated(said)

    def _beat(self, about: Property, statements: Statements) -> None:
        """Note since when which claims of a property are beaten, where that is not what they say."""
        if len(statements) == 1 and statements[0][1].id not in self._kept:  # as most are
            return
        self._beaten += [{"id": claim, UNTIL: day} for claim, day in views.until(about, statements).items() if day != self._kept.get(claim)]

    def _properties(self, slots: dict[str, dict[str, Statements]]) -> None:
        for node, said in slots.items():
            type_ = ONTOLOGY.nodes[type_of_id(node)]
            about: list[views.Statement] = []
            for slot, statements in said.items():
                property_ = type_.property(slot)
                if property_ is not None:
                    claims = [claim for _, claim in statements]
                    self._columns[node] |= views.property_columns(property_, claims)
                    self._beat(property_, statements)
                    about += claims
            self._settled[node] = views.settled(about)

    def _relationships(self, type_: RelationshipType, slots: dict[str, Statements]) -> None:
        days = {node: views.days(type_, statements) for node, statements in sorted(slots.items())}
        resolved = {node: now for node, (now, _) in days.items()}
        stored = sorted(self._places.known(node for node in resolved if node not in self._touched.fresh))
        keep = [{"number": self._places[node], "keep": [found.object for found in resolved[node]]} for node in stored]
        self._t.each(w.drop_relationships(type_.name), rows=keep)
        self._places.known(found.object for told in days.values() for every in told for found in every)
        made, changed = list[Row](), list[Row]()
        for node, every in resolved.items():
            rows = made if node in self._touched.fresh else changed
            rows += self._related(node, every)
        self._t.each(w.put_relationships(type_.name, new=True), rows=made)
        self._t.each(w.put_relationships(type_.name, new=False), rows=changed)
        self._t.each(w.put_relationships(then(type_.name), new=True), rows=[row for node, (_, told) in days.items() for row in self._related(node, told)])

    def _related(self, node: str, every: Iterable[views.ResolvedRelationship]) -> Iterator[Row]:
        for found in every:
            columns = {"since": found.since, UNTIL: found.until, **found.properties}
            yield {"s": self._places[node], "o": self._places[found.object], "columns": columns}


def _asked(slots: Iterable[tuple[str, set[str]]]) -> list[Row]:
    return [{"number": number, "slots": sorted(names)} for number, names in slots if names]
