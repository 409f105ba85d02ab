"""Owns what follows from claims in an import folder: names, typed nodes, relationships. Policy and spellings are `graph.views`' and
`graph.identity`'s; it must not decide anything itself.

All that concerns a node is put into one of many part files by the node's id, in lines that are lists in JSON: [node, name] for a name that
judgements give it, [node, type, spelling, scope, day] for one that a claim gives it, [node, name, generation] for when a report came, and
[node, slot, object, claim] for what a claim says of it. Each part is read again when all claims are known, so that only a few are ever in
memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

import orjson

from graph import views
from graph.claim import Scalar
from graph.cypher.names import ADDED_IN, BEATEN, NAMES, SETTLED, UNTIL, then
from graph.cypher.write_identities import Identities
from graph.cypher.write_rows import Row, name_row
from graph.neo4j_import.claims import PARTS, part_of
from graph.neo4j_import.files import Block
from graph.neo4j_import.lines import Lines
from graph.ontology import ONTOLOGY, Property
from graph.values import NodeRef, type_of_id


class Parts:
    """The part files of one export, in a folder of their own inside `folder` that is gone at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = TemporaryDirectory(dir=folder, prefix=".parts-")
        self.folder = Path(self._folder.name)
        self.paths = [self.folder / str(number) for number in range(PARTS)]
        self._files = [path.open("wb") for path in self.paths]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
        self._folder.cleanup()

    def close(self) -> None:
        """Nothing is put in any more, and the paths may be read."""
        for file in self._files:
            file.close()

    def put(self, told: Mapping[int, bytes]) -> None:
        """Put lines into parts by their numbers."""
        for part, lines in told.items():
            self._files[part].write(lines)

    def arrived(self, reports: Iterable[tuple[str, int]]) -> None:
        """Put in the generations in which reports came to state something."""
        self._put([report, report, generation] for report, generation in reports)

    def judged(self, ledger: Identities) -> None:
        """Put in the names that judgements give."""
        self._put([ledger.node(name), name] for name in sorted(ledger.judged))

    def _put(self, rows: Iterable[list[Any]]) -> None:
        for row in rows:
            self._files[part_of(row[0])].write(orjson.dumps([row], option=orjson.OPT_APPEND_NEWLINE))


@dataclass(slots=True)
class _Node:
    """What a part tells of one node. `names` are rows by name id, `said` spellings by name id, `slots` claims with their objects."""

    names: dict[str, Row] = field(default_factory=dict)
    said: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    days: list[str] = field(default_factory=list)
    slots: dict[str, list[tuple[str, views.Statement]]] = field(default_factory=lambda: defaultdict(list))


def followed(path: Path, ledger: Identities) -> list[Block]:
    """The names, nodes and relationships of one part, in the order of the nodes. InvalidInput for a label that the ontology does not know."""
    lines = Lines()
    for id_, node in sorted(_read(path, ledger).items()):
        _add(lines, id_, node, ledger)
    return lines.blocks()


def _read(path: Path, ledger: Identities) -> dict[str, _Node]:
    found: dict[str, _Node] = defaultdict(_Node)
    own = lru_cache(maxsize=1000)(_own)
    with path.open("rb") as file:
        for line in file:
            for id_, *told in orjson.loads(line):
                node = found[id_]
                if len(told) == 3:
                    slot, object_, claim = told
                    claim[-1] = own(claim[-1])
                    node.slots[slot].append((object_, views.Stated(*claim)))
                elif len(told) == 4:
                    type_, name, scope, day = told
                    row = name_row(NodeRef(type_, name, scope))
                    node.names.setdefault(row["id"], row)
                    node.said[row["id"]].add(name)
                    node.days += [day] if day else []
                elif len(told) == 1:
                    node.names.setdefault(told[0], dict(ledger.rows[told[0]]))
                else:
                    node.names[told[0]][ADDED_IN] = told[1]
    return found


def _own(properties: str | None) -> Mapping[str, Scalar]:
    return orjson.loads(properties) if properties else {}


def _add(lines: Lines, id_: str, node: _Node, ledger: Identities) -> None:
    for name, row in sorted(node.names.items()):
        lines.node("Name", {**row, "spellings": sorted(node.said.get(name, ())) or None})
    if not node.said:
        return  # judgements name it, but no claim does
    for name in sorted(node.names):
        lines.relationships(NAMES, name, [(id_, {})])
    label = type_of_id(id_)
    columns = {"id": id_, "since": min(node.days, default=None), **ledger.shown(id_, node.said)}
    lines.node(label, columns | _properties(lines, label, node))
    for type_ in ONTOLOGY.relationship_types:
        if type_.name in node.slots:
            for name, held in zip((type_.name, then(type_.name)), views.days(type_, node.slots[type_.name]), strict=True):
                lines.relationships(name, id_, [(r.object, {"since": r.since, UNTIL: r.until, **r.properties}) for r in held])


def _beat(lines: Lines, about: Property, claims: Sequence[tuple[str, views.Statement]]) -> None:
    """Tell since when claims are beaten: their own lines are written already, in the order of their ids."""
    for claim, day in views.until(about, claims).items() if len(claims) > 1 else ():
        if day:
            lines.node(BEATEN, {"claim": claim, UNTIL: day})


def _properties(lines: Lines, label: str, node: _Node) -> Row:
    columns: Row = {}
    about: list[views.Statement] = []
    for property_ in ONTOLOGY.nodes[label].properties if label in ONTOLOGY.nodes else ():
        if property_.name in node.slots:
            _beat(lines, property_, node.slots[property_.name])
            claims = [claim for _, claim in node.slots[property_.name]]
            columns |= views.property_columns(property_, claims)
            about += claims
    return columns | {SETTLED: views.settled(about)}
