"""Owns the files of an import folder: a header and a data file for each label and relationship type, the arguments, the script.

It must not know where lines come from, nor what is in them (`graph.neo4j_import.lines`).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self, TypeAlias, cast

from graph.cypher.names import ADDED_IN, BEATEN, HAS_PAGE, NAMES, SETTLED, UNTIL, then
from graph.ontology import CLAIM, ONTOLOGY, Kind, Property
from graph.plan import ABOUT, POINTS_TO, STATED_IN

Columns: TypeAlias = Mapping[str, str]  # a column's type by its name, as a header writes it

ARGUMENTS = "import.args"
SCRIPT = "import.sh"
BETWEEN = "\ufdd0"  # elements of a list: no character of any text, by Unicode's own word
BUFFER = 4 * 1024 * 1024  # code units of the longest field that Neo4j reads unless it is told otherwise

_NODE = "Node"  # the space of ids of all typed nodes: a name has the id of its node, but is none
_KINDS = {Kind.BOOLEAN: "boolean", Kind.INTEGER: "long", Kind.FLOAT: "double"}
_ENDS = {NAMES: ("Name", _NODE), HAS_PAGE: ("Document", "Page"), ABOUT: (CLAIM, _NODE), STATED_IN: (CLAIM, _NODE), POINTS_TO: (CLAIM, _NODE)}


def _columns(property_: Property) -> Columns:
    if property_.kind is Kind.QUANTITY:
        return dict(zip(property_.columns, ("double", "double", "string", "string"), strict=True))
    return {property_.name: "string[]" if property_.many else _KINDS.get(property_.kind, "string")}


def _texts(*names: str) -> Columns:
    return dict.fromkeys(names, "string")


def node_columns() -> dict[str, Columns]:
    """The columns of each label, its id first."""
    found: dict[str, Columns] = {
        "Graph": {"format": "long", "generation": "long", **_texts("ledger", "ontology"), "imported": "boolean"},
        "Document": {"sha256": "ID(Document)", **_texts("name", "mediaType", "encoding", "language", "facts")},
        "Page": {"": "ID(Page)", "place": "long", "number": "long", "start": "long", "end": "long", "text": "string"},
        "Judgement": {"id": "string", "alias": "string[]", "name": "string[]", **_texts("verdict", "method", "reason")},
        BEATEN: _texts("claim", UNTIL),
        "Name": {"id": "ID(Name)", **_texts("type", "key", "scopeKey"), "spellings": "string[]", ADDED_IN: "long"},
        CLAIM: {
            "id": f"ID({CLAIM})", **_texts("property", "relationship", "text", "value"), "min": "double", "max": "double",
            **_texts("unit", "qualifier", "polarity", "asOf", "saidOn"), "confidence": "double", **_texts("method", "review", "document"),
            **dict.fromkeys(("page", "start", "end"), "long"), "quote": "string", "subject": "string[]", "subjectId": "string",
            "report": "string[]", "reportId": "string", "object": "string[]", "objectId": "string", "properties": "string",
        },
    }  # fmt: skip
    for node in ONTOLOGY.node_types:
        shown = {"id": f"ID({_NODE})", "name": "string", "aliases": "string[]", "search": "string", "since": "string", SETTLED: "string"}
        found[node.label] = shown | {name: kind for p in node.properties for name, kind in _columns(p).items()}
    return found


def relationship_columns() -> dict[str, Columns]:
    """The columns of each relationship type, its two ends first."""
    own: dict[str, Columns] = {type_: {} for type_ in _ENDS}
    for r in ONTOLOGY.relationship_types:
        columns = {"since": "string", UNTIL: "string"} | {name: kind for p in r.properties for name, kind in _columns(p).items()}
        own |= {r.name: columns, then(r.name): columns}
    ends = {type_: _ENDS.get(type_, (_NODE, _NODE)) for type_ in own}
    return {type_: {":START": f"START_ID({ends[type_][0]})", ":END": f"END_ID({ends[type_][1]})", **columns} for type_, columns in own.items()}


class Block(NamedTuple):
    """The bytes of so many lines of one data file: `longest` is a bound on the length of their fields, `broken` if a field has a line's end in it."""

    kind: str
    name: str
    data: bytes
    lines: int
    longest: int
    broken: bool


@dataclass(slots=True)
class _Table:
    """A data file that is being written."""

    stream: IO[bytes]
    option: str
    longest: int = 0
    broken: bool = False


class Files:
    """The files of one folder. Use it as a context manager: at a good end it writes arguments and script."""

    def __init__(self, folder: Path, *, compress: bool) -> None:
        self.folder = folder
        self.count = 0
        self._compress = compress
        self._columns = {"nodes": node_columns(), "relationships": relationship_columns()}
        self._tables: dict[tuple[str, str], _Table] = {}
        self._open_files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._open_files:
            for table in self._tables.values():
                table.stream.flush()  # of which a compressed file keeps a mark
        if kind is None:
            self._finish()

    def write(self, blocks: Iterable[Block]) -> None:
        """Write lines behind those that are there."""
        for kind, name, data, lines, longest, broken in blocks:
            table = self._tables.get((kind, name))
            if table is None:
                table = self._tables[kind, name] = self._open(kind, name, self._columns[kind][name])
            table.stream.write(data)
            table.longest = max(table.longest, longest)
            table.broken |= broken
            self.count += lines

    def _open(self, kind: str, name: str, columns: Columns) -> _Table:
        header, data = f"{kind}-{name}-header.csv", f"{kind}-{name}.csv" + (".gz" if self._compress else "")
        titles = ("" if title.startswith(":") else title for title in columns)
        (self.folder / header).write_text(",".join(f"{t}:{c}" for t, c in zip(titles, columns.values(), strict=True)) + "\n", encoding="utf-8")
        return _Table(self._stream(self.folder / data), f"--{kind}={name}={header},{data}")

    def _stream(self, path: Path) -> IO[bytes]:
        file: IO[bytes] = self._open_files.enter_context(path.open("wb"))
        if self._compress:  # neither name nor time in it: the same graph gives the same bytes
            file = self._open_files.enter_context(cast("IO[bytes]", gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0)))
        return file

    def _finish(self) -> None:
        tables = self._tables.values()
        longest = max((table.longest for table in tables), default=0)
        options = [table.option for table in tables]
        options += [f"--array-delimiter=U+{ord(BETWEEN):04X}", "--bad-tolerance=0", "--strict=true", f"--read-buffer-size={max(BUFFER, 4 * longest)}"]
        options += ["--multiline-fields=true"] if any(table.broken for table in tables) else []
        (self.folder / ARGUMENTS).write_text("\n".join(options) + "\n", encoding="ascii")
        script = self.folder / SCRIPT
        script.write_text(_SCRIPT, encoding="ascii")
        script.chmod(0o755)


_SCRIPT = f"""\
#!/bin/sh
# Imports this folder into a database of Neo4j 5.26 or newer that does not run. Usage: ./{SCRIPT} [DATABASE [OPTION ...]]
#   NEO4J_ADMIN=PATH                   where neo4j-admin is, if not on the PATH
#   ./{SCRIPT} neo4j --overwrite-destination   takes the place of what the database holds
# The name of the database comes before the options. The first `reportgraph` command on the database makes its constraints and indexes.
set -eu
cd "$(dirname "$0")"
database=${{1:-neo4j}}
[ $# -eq 0 ] || shift
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "$database" @{ARGUMENTS} "$@"
"""
