"""Owns what follows from claims in an import folder: names, typed nodes, relationships. Policy and spellings are `graph.views`' and
`graph.identity`'s; it must not decide anything itself.

All that concerns a node is put into one of many part files by the node's id, a line of JSON each: [node, name] for a name that judgements
give it, [node, type, spelling, scope, day] for one that a claim gives it, [node, name, generation] for when a report came, and
[node, slot, object, claim] for what a claim says of it. Each part is read again when all claims are known, so only one is ever in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self, TypeAlias

import orjson

from graph import views
from graph.claim import Claim
from graph.cypher.names import ADDED_IN, NAMES
from graph.cypher.write_identities import Identities
from graph.cypher.write_rows import Row, name_row
from graph.neo4j_import.files import Files
from graph.ontology import ONTOLOGY
from graph.store.neo4j_touched import ends
from graph.values import NodeRef, type_of_id

PARTS = 128
REMEMBERED = 100_000  # names that are kept in mind, with their earliest day, so that a name goes into its part once and not with each claim

_NEVER = "~"  # no day
Ends: TypeAlias = "tuple[str, str, str | None]"  # the nodes of a claim: subject, report, object


@dataclass(slots=True)
class _Node:
    """What a part tells of one node. `names` are rows by name id, `said` spellings by name id, `slots` claims with their objects."""

    names: dict[str, Row] = field(default_factory=dict)
    said: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    days: list[str] = field(default_factory=list)
    slots: dict[str, list[tuple[str, views.Statement]]] = field(default_factory=lambda: defaultdict(list))


class Parts:
    """The part files of one export, in a folder of their own inside `folder` that is gone at the end."""

    def __init__(self, folder: Path, ledger: Identities, id_of: Callable[[NodeRef], str]) -> None:
        self._ledger = ledger
        self._id_of = id_of
        self._folder = TemporaryDirectory(dir=folder, prefix=".parts-")
        self._paths = [Path(self._folder.name) / str(number) for number in range(PARTS)]
        self._files = [path.open("wb") for path in self._paths]
        self._known: dict[NodeRef, str | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files:
            file.close()
        self._folder.cleanup()

    def add(self, claim: Claim) -> Ends:
        """Put what the claim says into the parts of the nodes that it is about; these nodes."""
        day = claim.said_on
        subject, report = self._name(claim.subject, day), self._name(claim.report, day)
        object_ = self._name(claim.object, day) if claim.object else None
        start, end = ends(claim.slot, subject, object_)
        self._put(start, [start, claim.slot, end or "", [
            claim.id, claim.text, claim.value, claim.min, claim.max, claim.unit, claim.polarity.value, claim.review.value, claim.confidence,
            day, claim.as_of, claim.properties]])  # fmt: skip
        return subject, report, object_

    def _name(self, ref: NodeRef, day: str | None) -> str:
        """The node of a name, which is put into its part if this claim is the first that names it, or the earliest so far."""
        node = self._ledger.node(self._id_of(ref))
        known = self._known.get(ref, _NEVER)
        if known is _NEVER or (day is not None and (known is None or day < known)):
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[ref] = day
            self._put(node, [node, ref.type, ref.name, ref.scope, day])
        return node

    def arrived(self, report: str, generation: int) -> None:
        """Put in the generation in which a report came to state something."""
        self._put(report, [report, report, generation])

    def _put(self, node: str, line: list[Any]) -> None:
        self._files[int(node[-4:], 16) % PARTS].write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def write(self, files: Files) -> None:
        """Write names, nodes and relationships, when every claim was added."""
        for name in sorted(self._ledger.judged):
            self._put(self._ledger.node(name), [self._ledger.node(name), name])
        for file in self._files:
            file.close()
        for path in self._paths:
            for id_, node in sorted(self._read(path).items()):
                self._write(id_, node, files)

    def _read(self, path: Path) -> dict[str, _Node]:
        found: dict[str, _Node] = defaultdict(_Node)
        with path.open("rb") as file:
            for line in file:
                id_, *told = orjson.loads(line)
                node = found[id_]
                if len(told) == 1:
                    node.names.setdefault(told[0], dict(self._ledger.rows[told[0]]))
                elif len(told) == 2:
                    node.names[told[0]][ADDED_IN] = told[1]
                elif len(told) == 3:
                    node.slots[told[0]].append((told[1], views.Stated(*told[2])))
                else:
                    type_, name, scope, day = told
                    ref = NodeRef(type_, name, scope)
                    node.names.setdefault(ref.id, name_row(ref))
                    node.said[ref.id].add(name)
                    node.days += [day] if day else []
        return found

    def _write(self, id_: str, node: _Node, files: Files) -> None:
        files.nodes("Name", ({**row, "spellings": sorted(node.said.get(name, ())) or None} for name, row in sorted(node.names.items())))
        if not node.said:
            return  # judgements name it, but no claim does
        files.relationships(NAMES, ((name, id_, {}) for name in sorted(node.names)))
        label = type_of_id(id_)
        columns = {"id": id_, "since": min(node.days, default=None), **self._ledger.shown(id_, node.said)}
        files.nodes(label, [columns | self._properties(label, node)])
        for type_ in ONTOLOGY.relationship_types:
            if type_.name in node.slots:
                held = views.relationships(type_, node.slots[type_.name])
                files.relationships(type_.name, ((id_, r.object, {"since": r.since, **r.properties}) for r in held))

    @staticmethod
    def _properties(label: str, node: _Node) -> Row:
        columns: Row = {}
        for property_ in ONTOLOGY.nodes[label].properties if label in ONTOLOGY.nodes else ():
            if property_.name in node.slots:
                columns |= views.property_columns(property_, [claim for _, claim in node.slots[property_.name]])
        return columns
