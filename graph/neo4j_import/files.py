"""Owns the files of an import folder: a header and a data file for each label and relationship type, the arguments, the script.

It must not know where rows come from. Cells follow RFC 4180: every text stands in quotes, so that an empty one differs from none.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeAlias, cast

from graph.cypher.names import ADDED_IN, HAS_PAGE, NAMES
from graph.cypher.read_as_of import OWN
from graph.errors import InvalidInput
from graph.ontology import CLAIM, ONTOLOGY, Kind, Property
from graph.plan import ABOUT, POINTS_TO, STATED_IN

Row: TypeAlias = Mapping[str, Any]
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
    own = {OWN + p.name: "string" for r in ONTOLOGY.relationship_types for p in r.properties}
    found: dict[str, Columns] = {
        "Graph": {"format": "long", "generation": "long", **_texts("ledger", "ontology"), "imported": "boolean"},
        "Document": {"sha256": "ID(Document)", **_texts("name", "mediaType", "encoding", "language", "facts")},
        "Page": {"": "ID(Page)", "place": "long", "number": "long", "start": "long", "end": "long", "text": "string"},
        "Judgement": {"id": "string", "alias": "string[]", "name": "string[]", **_texts("verdict", "method", "reason")},
        "Name": {"id": "ID(Name)", **_texts("type", "key", "scopeKey"), "spellings": "string[]", ADDED_IN: "long"},
        CLAIM: {
            "id": f"ID({CLAIM})", **_texts("property", "relationship", "text", "value"), "min": "double", "max": "double",
            **_texts("unit", "qualifier", "polarity", "asOf", "saidOn"), "confidence": "double", **_texts("method", "review", "document"),
            **dict.fromkeys(("page", "start", "end"), "long"), "quote": "string", "subject": "string[]", "subjectId": "string",
            "report": "string[]", "reportId": "string", "object": "string[]", "objectId": "string", "properties": "string", **own,
        },
    }  # fmt: skip
    for node in ONTOLOGY.node_types:
        shown = {"id": f"ID({_NODE})", "name": "string", "aliases": "string[]", "search": "string", "since": "string"}
        found[node.label] = shown | {name: kind for p in node.properties for name, kind in _columns(p).items()}
    return found


def relationship_columns() -> dict[str, Columns]:
    """The columns of each relationship type, its two ends first."""
    own: dict[str, Columns] = {type_: {} for type_ in _ENDS}
    for r in ONTOLOGY.relationship_types:
        own[r.name] = {"since": "string"} | {name: kind for p in r.properties for name, kind in _columns(p).items()}
    ends = {type_: _ENDS.get(type_, (_NODE, _NODE)) for type_ in own}
    return {type_: {":START": f"START_ID({ends[type_][0]})", ":END": f"END_ID({ends[type_][1]})", **columns} for type_, columns in own.items()}


@dataclass(slots=True)
class _Table:
    """A data file that is being written; `longest` is a bound on the length of its fields."""

    stream: IO[str]
    option: str
    cells: tuple[tuple[str, Callable[[Any], str]], ...]
    longest: int = 0
    broken: bool = False

    def add(self, *cells: str, row: Row) -> None:
        """Write a line: cells that are ready, then those of a row."""
        get = row.get
        line = ",".join([*cells, *["" if (value := get(name)) is None else cell(value) for name, cell in self.cells]])
        self.longest = max(self.longest, len(line))
        if not self.broken and ("\n" in line or "\r" in line):
            self.broken = True
        self.stream.write(line + "\n")


class Files:
    """The files of one folder. Use it as a context manager: at a good end it writes arguments and script."""

    def __init__(self, folder: Path, *, compress: bool) -> None:
        self.folder = folder
        self.count = 0
        self._compress = compress
        self._nodes, self._relationships = node_columns(), relationship_columns()
        self._tables: dict[str, _Table] = {}
        self._open_files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open_files.close()
        if kind is None:
            self._finish()

    def nodes(self, label: str, rows: Iterable[Row]) -> None:
        """Write nodes of one label. InvalidInput if the ontology has none of that name."""
        table = None
        for row in rows:
            table = table or self._table("nodes", label, self._nodes)
            table.add(row=row)
            self.count += 1

    def relationships(self, type_: str, rows: Iterable[tuple[str, str, Row]]) -> None:
        """Write relationships of one type: rows of (start, end, own properties)."""
        table = None
        for start, end, own in rows:
            table = table or self._table("relationships", type_, self._relationships)
            table.add(_text(start), _text(end), row=own)
            self.count += 1

    def _table(self, kind: str, name: str, known: Mapping[str, Columns]) -> _Table:
        if name not in self._tables:
            if name not in known:
                raise InvalidInput(f"The graph holds something that the ontology does not know: {name}.", hint="Use the version that loaded it.")
            self._tables[name] = self._open(kind, name, known[name])
        return self._tables[name]

    def _open(self, kind: str, name: str, columns: Columns) -> _Table:
        header, data = f"{kind}-{name}-header.csv", f"{kind}-{name}.csv" + (".gz" if self._compress else "")
        titles = ("" if title.startswith(":") else title for title in columns)
        (self.folder / header).write_text(",".join(f"{t}:{c}" for t, c in zip(titles, columns.values(), strict=True)) + "\n", encoding="utf-8")
        cells = tuple((column, _cell(type_)) for column, type_ in columns.items() if not column.startswith(":"))
        return _Table(self._stream(self.folder / data), f"--{kind}={name}={header},{data}", cells)

    def _stream(self, path: Path) -> IO[str]:
        file: IO[bytes] = self._open_files.enter_context(path.open("wb", buffering=1 << 18))
        if self._compress:  # neither name nor time in it: the same graph gives the same bytes
            file = self._open_files.enter_context(cast("IO[bytes]", gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0)))
        return self._open_files.enter_context(TextIOWrapper(file, encoding="utf-8", newline=""))

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


def _cell(type_: str) -> Callable[[Any], str]:
    """What makes a cell of a value that is there."""
    if type_ == "string[]":
        return _list
    if type_ in ("long", "double"):
        return repr
    return _truth if type_ == "boolean" else _text


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _truth(value: bool) -> str:  # noqa: FBT001 - a value
    return "true" if value else "false"


def _list(values: list[str]) -> str:
    """A list, which is never empty: an import reads that as none."""
    joined = BETWEEN.join(values)
    if joined.count(BETWEEN) >= len(values):
        raise InvalidInput(f"A name holds U+{ord(BETWEEN):04X}, which is no character.", hint="Load what it is from without it.")
    return _text(joined)
