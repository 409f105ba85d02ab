"""Owns the embedded store's names: which row a spelling has, which node it names, and what a judgement changes about that.

It runs inside the writer's transaction and leaves in `Touched` what must be seen to; it must not write views.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import apsw

from graph.claim_columns import ClaimColumns
from graph.identity import Judgement, Verdict, canonical_ids
from graph.sql import write as sql
from graph.values import NodeRef, Spelling

_KNOWN = 40_000

Slot: TypeAlias = "tuple[int, str | None, str | None, int | None]"  # subject, property, relationship, object


@dataclass(slots=True)
class Fresh:
    """A node that no claim had named before this batch, and that no judgement is about."""

    gid: str
    type: str
    spellings: set[str]


@dataclass(frozen=True, slots=True)
class Stating:
    """A batch's claims, and the nodes that they name."""

    claims: ClaimColumns
    subject: Sequence[int]
    object: Sequence[int | None]
    report: Sequence[int]


@dataclass(slots=True)
class Touched:
    """What a batch has changed and the views must follow."""

    fresh: dict[int, Fresh] = field(default_factory=dict)
    slots: set[Slot] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)  # may have no claim left
    since: dict[int, str] = field(default_factory=dict)  # node -> earliest day of its new claims
    retracted: set[int] = field(default_factory=set)  # reports of which claims were taken out
    arrived: set[int] = field(default_factory=set)  # reports that stated nothing before
    claims: dict[Slot, list[int]] = field(default_factory=dict)  # all claims of slots that are new: their places in `stated`
    stated: Stating = field(default_factory=lambda: Stating(ClaimColumns(), (), (), ()))


@dataclass(frozen=True, slots=True)
class Name:
    """A row of `name`."""

    id: int
    gid: str
    ref: NodeRef
    node: int | None
    said: bool


class Names:
    """The names of one store, as its writer sees them."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._known: dict[Spelling, tuple[int, int]] = {}

    def forget(self) -> None:
        """Drop what is remembered; another process may have changed it."""
        self._known.clear()

    def resolve(self, spellings: Sequence[Spelling], touched: Touched) -> list[tuple[int, int]]:
        """The row and the node of each spelling; what is new is made."""
        missing = {spelling for spelling in spellings if spelling not in self._known}
        if missing:
            self._make([NodeRef(*spelling) for spelling in sorted(missing)], touched)
        found = [self._known[spelling] for spelling in spellings]
        if len(self._known) > _KNOWN:
            self._known = dict(zip(spellings, found, strict=True))  # what is named now will be named again
        return found

    def judge(self, added: Sequence[Judgement], undone: Sequence[str], touched: Touched) -> int:
        """Put judgements in and take others out; the names concerned are resolved anew. How many were added."""
        ids = json.dumps([*(j.id for j in added), *undone])
        known = {row[0]: row for row in self._execute(f"SELECT {sql.JUDGEMENT_COLUMNS} FROM judgement WHERE id IN (SELECT value FROM json_each(?))", ids)}
        gone = [judgement_of(known[id_]) for id_ in dict.fromkeys(undone) if id_ in known]
        self._connection.executemany("DELETE FROM judgement WHERE id = ?", [(j.id,) for j in gone])
        left = known.keys() - {j.id for j in gone}
        coming = {j.id: j for j in added if j.id not in left or known[j.id][-1] != j.reason}
        new = [j for id_, j in coming.items() if id_ not in left]
        self._connection.executemany(sql.JUDGEMENT_INSERT, [_judgement_row(j) for j in coming.values()])
        concerned = {ref.id for j in (*gone, *new) for ref in (j.alias, j.name)}
        if concerned:
            # What was together before is still reached: both sides of what was taken out are among the concerned.
            self._settle_judged(self._together(concerned), touched)
        return sum(id_ not in known for id_ in coming)

    def settle(self, touched: Touched) -> set[int]:
        """See which of the nodes that lost claims are named by none; their numbers. Spellings that nobody uses go."""
        vanished: set[int] = set()
        for node in touched.lost - touched.fresh.keys():
            used = {row[0] for row in self._execute(sql.NAMES_IN_CLAIMS, node)}
            idle = [n for n in self._rows(sql.NAMES_OF_NODE, node) if n.said and n.id not in used]
            for name in idle:
                judged = self._execute(sql.IS_JUDGED, name.gid, name.ref.name, name.ref.scope).get
                self._execute("UPDATE name SET said = 0 WHERE id = ?" if judged else "DELETE FROM name WHERE id = ?", name.id)
                self._known.pop((name.ref.type, name.ref.name, name.ref.scope), None)
            if not used:
                self._execute("UPDATE name SET node = NULL WHERE node = ?", node)
                vanished.add(node)
            elif idle:
                touched.renamed.add(node)
        return vanished

    def shown(self, node: int) -> tuple[str, str, list[str], list[str]]:
        """gid and type of a node's canonical name, its spellings there, and all spellings of all its names."""
        rows = list(self._rows(sql.NAMES_OF_NODE, node))
        gid = canonical_ids(self._judgements({n.gid for n in rows})).get(rows[0].gid, rows[0].gid)
        return gid, rows[0].ref.type, [n.ref.name for n in rows if n.gid == gid], [n.ref.name for n in rows]

    def preferred(self, gid: str) -> list[str]:
        """The spellings that judgements give a name."""
        return [row[0] for row in self._execute(sql.PREFERRED, gid)]

    # Making names ----------------------------------------------------------------------------------------------------

    def _make(self, refs: Sequence[NodeRef], touched: Touched) -> None:
        wanted: dict[str, list[NodeRef]] = defaultdict(list)
        for ref in refs:
            wanted[ref.id].append(ref)
        rows = list(self._rows(sql.NAMES_BY_GID, json.dumps(list(wanted))))
        nodes = {n.gid: n.node for n in rows if n.node is not None}
        for gid in {n.gid for n in rows if n.node is None}:
            if gid not in nodes:
                self._wake(gid, nodes, touched)
        there = {n.ref: n for n in rows}
        self._connection.executemany("UPDATE name SET said = 1 WHERE id = ?", [(there[r].id,) for r in refs if r in there and not there[r].said])
        new_node, new_name = self._next("node", touched), self._next("name", None)
        inserted = []
        for gid, spelled in wanted.items():
            node = nodes.get(gid)
            if node is None:
                node, new_node = new_node, new_node + 1
                touched.fresh[node] = Fresh(gid, spelled[0].type, {ref.name for ref in spelled})
            for ref in spelled:
                spelling = ref.type, ref.name, ref.scope
                if ref in there:
                    self._known[spelling] = there[ref].id, node
                    continue
                if node not in touched.fresh:
                    touched.renamed.add(node)
                inserted.append((new_name, gid, ref.type, ref.name, ref.scope, ref.key, node, 1))
                self._known[spelling] = new_name, node
                new_name += 1
        self._connection.executemany(sql.NAME_INSERT, inserted)

    def _wake(self, gid: str, nodes: dict[str, int], touched: Touched) -> None:
        """A name that only judgements had gets a node, and so do all that are the same."""
        together = self._together({gid})
        canonical = canonical_ids(self._judgements(together))
        own = canonical.get(gid, gid)
        node = self._next("node", touched)
        self._reserve(node)
        for member in together | {gid}:
            if canonical.get(member, member) == own:
                nodes[member] = node
                self._execute("UPDATE name SET node = ? WHERE gid = ?", node, member)
        touched.renamed.add(node)

    # Judgements ------------------------------------------------------------------------------------------------------

    def _settle_judged(self, gids: set[str], touched: Touched) -> None:
        """Give every name of a judged group its node again."""
        self.forget()
        judgements = self._judgements(gids)
        canonical = canonical_ids(judgements)
        self._spell(gids, {ref for j in judgements if j.verdict is Verdict.SAME for ref in (j.alias, j.name)})
        rows = list(self._rows(sql.NAMES_BY_GID, json.dumps(list(gids))))
        groups: dict[str, list[Name]] = defaultdict(list)
        for name in rows:
            groups[canonical.get(name.gid, name.gid)].append(name)
        called = dict(self._execute("SELECT gid, id FROM node WHERE id IN (SELECT value FROM json_each(?))", json.dumps([n.node for n in rows])))
        for gid, names in sorted(groups.items()):
            node = None
            if any(n.said for n in names):
                node = called.get(gid) or self._next("node", touched)
                self._reserve(node)
                touched.renamed.add(node)
            self._move([n for n in names if n.node != node], node, touched)

    def _move(self, names: Sequence[Name], node: int | None, touched: Touched) -> None:
        for name in names:
            self._execute("UPDATE name SET node = ? WHERE id = ?", node, name.id)
            if name.node is None or node is None or not name.said:
                continue
            touched.lost |= {name.node, node}
            touched.slots.update(self._execute(sql.SLOTS_OF_NODE, name.node))
            for statement in sql.REPOINT:
                self._execute(statement, node, name.node, name.id)
            touched.slots.update(self._execute(sql.SLOTS_OF_NODE, node))

    def _spell(self, gids: set[str], judged: set[NodeRef]) -> None:
        """Rows for the spellings that judgements have; those that neither a claim nor a judgement has go."""
        rows = list(self._rows(sql.NAMES_BY_GID, json.dumps(list(gids))))
        self._connection.executemany("DELETE FROM name WHERE id = ?", [(n.id,) for n in rows if not n.said and n.ref not in judged])
        new = sorted(judged - {n.ref for n in rows})
        nodes = {n.gid: n.node for n in rows if n.said}
        first = self._next("name", None)
        self._connection.executemany(sql.NAME_INSERT, [(first + i, r.id, r.type, r.name, r.scope, r.key, nodes.get(r.id), 0) for i, r in enumerate(new)])

    def _together(self, gids: set[str]) -> set[str]:
        return {row[0] for row in self._execute(sql.JUDGED_TOGETHER, json.dumps(list(gids)))}

    def _judgements(self, gids: set[str]) -> list[Judgement]:
        return [judgement_of(row) for row in self._execute(sql.JUDGEMENTS_OF, json.dumps(list(gids)))]

    # Rows ------------------------------------------------------------------------------------------------------------

    def _next(self, table: str, touched: Touched | None) -> int:
        last: int = self._execute(f"SELECT coalesce(max(id), 0) FROM {table}").get
        return max(last, *touched.fresh, 0) + 1 if touched and touched.fresh else last + 1

    def _reserve(self, node: int) -> None:
        self._execute("INSERT OR IGNORE INTO node (id, gid, type, name, aliases) VALUES (?, '', '', '', '[]')", node)

    def _rows(self, statement: str, value: str | int) -> Iterable[Name]:
        for id_, gid, type_, text, scope, node, said in self._execute(statement, value):
            yield Name(id_, gid, NodeRef(type_, text, scope), node, bool(said))

    def _execute(self, statement: str, *values: str | int | None) -> apsw.Cursor:
        return self._connection.execute(statement, values)


def judgement_of(row: Sequence[apsw.SQLiteValue]) -> Judgement:
    """The judgement of a row of JUDGEMENT_COLUMNS."""
    _, _, _, alias_type, alias, alias_scope, name_type, name, name_scope, verdict, method, reason = map(str, row)
    return Judgement(NodeRef(alias_type, alias, alias_scope), NodeRef(name_type, name, name_scope), Verdict(verdict), method, reason)


def _judgement_row(j: Judgement) -> tuple[str, ...]:
    return (j.id, j.alias.id, j.name.id, j.alias.type, j.alias.name, j.alias.scope, j.name.type, j.name.name, j.name.scope, j.verdict.value, j.method, j.reason)
