"""Owns the commands about a whole graph: `verify`, `export` and `doctor`."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, so that the program starts at once
from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from api.cli_graph import DEFAULT_STORE, JsonOption, StoreOption, embedded_path, exists, opened
from api.cli_terminal import FAILED, WRONG_USAGE, complain, fail, say, show, table, write, write_json
from graph.export import Format
from graph.export import export as export_graph
from graph.verify import verify as verify_graph

if TYPE_CHECKING:
    from graph.store import Store

LITTLE_SPACE = 500_000_000  # bytes on the disk below which a person should know


def verify(*, json_: JsonOption = False, store: StoreOption = DEFAULT_STORE) -> None:
    """Read every quote of every claim again, in its place."""
    with opened(store) as graph:
        report = verify_graph(graph)
    if json_:
        write_json(asdict(report) | {"ok": report.ok})
    else:
        for wrong in report.wrong:
            complain(str(wrong))
        count = f"{report.claims} claims in {report.documents} documents"
        write(f"{count}: every quote stands where it should." if report.ok else f"{count}: {len(report.wrong)} wrong.")
    raise typer.Exit(0 if report.ok else FAILED)


def export(
    *,
    format_: Annotated[Format, typer.Option("--format", help="jsonl is what `load` reads; the others are for graph programs.")] = Format.JSONL,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; standard output if nothing is named.")] = None,
    gzip: Annotated[bool, typer.Option("--gzip", help="Compress the data files of neo4j-import.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole graph out, as JSON Lines or for other tools.

    The same graph gives the same bytes. neo4j-import writes a folder that Neo4j's own import takes.
    """
    if gzip and format_ is not Format.NEO4J_IMPORT:
        fail("--gzip is for --format neo4j-import.", "Other formats are one file: compress that.", code=WRONG_USAGE)
    with opened(store) as graph:
        if format_ is Format.NEO4J_IMPORT:
            _folder(graph, output, compress=gzip)
            return
        with _stream(output) as stream:
            count = export_graph(graph, format_, stream)
    if output is not None:
        things = "things" if format_ in (Format.GRAPHML, Format.GEXF) else "lines"
        say(f"Wrote {count} {things} to {output}.")


def _folder(graph: Store, folder: Path | None, *, compress: bool) -> None:
    from graph.neo4j_import import export_folder
    from graph.neo4j_import.files import SCRIPT

    if folder is None:
        fail("neo4j-import is a folder of files.", "Name one that is not there yet: --output FOLDER.", code=WRONG_USAGE)
    try:
        count = export_folder(graph, folder, compress=compress)
    except OSError as error:
        fail(f"Cannot write {folder}: {error.strerror}.", "Name a folder in one that is there and yours.", code=WRONG_USAGE)
    say(f"Wrote {count} nodes and relationships to {folder}. Next: {folder / SCRIPT}, or reportgraph neo4j import {folder}")


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is put in its place only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(output)
    except OSError as error:
        fail(f"Cannot write {output}: {error.strerror}.", "Name a file in a folder that is there and yours.", code=WRONG_USAGE)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that `doctor` looked at; `hint` says what to do where it is not well."""

    name: str
    ok: bool
    detail: str
    hint: str = ""


def doctor(*, json_: JsonOption = False, store: StoreOption = DEFAULT_STORE) -> None:
    """Look at all that Reportgraph needs, and say what is wrong."""
    checks = [_python(), _sqlite(), _driver(), _explorer(), _space(store), *_graph(store)]
    if json_:
        write_json([asdict(check) for check in checks])
    else:
        rows = [("✓" if c.ok else "✗", c.name, " ".join(part for part in (c.detail, c.hint) if part)) for c in checks]
        show(table("", ["", "what", "found"], rows))
    raise typer.Exit(0 if all(check.ok for check in checks) else FAILED)


def _python() -> Check:
    from importlib import metadata

    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Check("Reportgraph", ok=True, detail=f"{metadata.version('reportgraph')} on {machine}")


def _sqlite() -> Check:
    """Whether an embedded graph can be made: it needs a current SQLite with FTS5."""
    from graph.errors import ReportgraphError
    from graph.store import open_store

    try:
        with tempfile.TemporaryDirectory() as folder:
            graph = open_store(str(Path(folder) / "doctor.db"))
            server = graph.status().server
            graph.close()
    except (ReportgraphError, ImportError) as error:
        return Check("SQLite", ok=False, detail=str(error), hint="Install Reportgraph again: it brings its own SQLite (apsw).")
    return Check("SQLite", ok=True, detail=f"{server}; an embedded graph with full-text search can be made")


def _driver() -> Check:
    from importlib import metadata

    try:
        fast = f", {metadata.version('neo4j-rust-ext')} in Rust"
    except metadata.PackageNotFoundError:
        fast = ", without its fast part (neo4j-rust-ext)"
    try:
        return Check("Neo4j driver", ok=True, detail=metadata.version("neo4j") + fast)
    except metadata.PackageNotFoundError:
        return Check("Neo4j driver", ok=False, detail="missing", hint="Install Reportgraph again.")


def _explorer() -> Check:
    scripts = list((Path(__file__).parent / "static" / "vendor").glob("**/graphiql*.js"))
    if scripts:
        return Check("GraphiQL", ok=True, detail="there, works without the internet")
    return Check("GraphiQL", ok=False, detail="missing: a browser at /graphql shows nothing.", hint="Run: make setup")


def _space(store: str) -> Check:
    folder = (embedded_path(store) or Path()).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Check("disk", ok=free >= LITTLE_SPACE, detail=f"{free / 1e9:.1f} GB free", hint="" if free >= LITTLE_SPACE else "Make room before loading.")


def _graph(store: str) -> list[Check]:
    from graph.errors import ReportgraphError

    if not exists(store):
        return [Check("graph", ok=True, detail=f"none at {store} yet.", hint="Load reports: reportgraph load PATH")]
    try:
        with opened(store) as graph:
            found = graph.status()
    except ReportgraphError as error:
        return [Check("graph", ok=False, detail=error.message, hint=error.hint)]
    counts = ", ".join(f"{count} {label}" for label, count in found.counts.items() if count)
    return [
        Check("graph", ok=True, detail=f"{found.kind} at {found.address}, format {found.format}, {found.server}"),
        Check("holds", ok=True, detail=counts or "nothing yet"),
    ]
