"""Owns the program `reportgraph`: its commands by name, and the one place where an error becomes a line and an exit code.

Exit codes: 0 all well, 1 something was not loaded or verified or could not be done, 2 wrong usage. Commands are in `cli_*`;
nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from api.cli_compare import compare
from api.cli_load import extract, load
from api.cli_query import query, search
from api.cli_schema import schema
from api.cli_serve import neo4j, serve
from api.cli_store import doctor, export, verify
from api.cli_terminal import FAILED, WRONG_USAGE, complain, write
from graph.errors import InvalidInput, ReportgraphError

app = typer.Typer(name="reportgraph", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from importlib import metadata  # noqa: PLC0415 - it is slow to import, and no command needs it

        write(f"reportgraph {metadata.version('reportgraph')}")
        raise typer.Exit


@app.callback()
def reportgraph(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """A knowledge graph of research reports that can prove every fact it holds.

    Begin with `reportgraph load PATH`, then `reportgraph serve`.
    """


for command in (load, extract, serve, query, compare, search, verify, export, schema, doctor):
    app.command()(command)
app.add_typer(neo4j, name="neo4j")


def main() -> None:
    """Run the program. No error ends in a traceback unless REPORTGRAPH_DEBUG asks for it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    logging.basicConfig(level=logging.ERROR, format="%(message)s")  # else libraries' warnings come between the lines
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what its driver logs as an error becomes one of ours, told once
    try:
        app(prog_name="reportgraph")
    except ReportgraphError as error:
        complain(error.message, error.hint)
        sys.exit(WRONG_USAGE if isinstance(error, InvalidInput) else FAILED)
    except Exception as error:
        if os.environ.get("REPORTGRAPH_DEBUG"):
            raise
        complain(f"Something unexpected went wrong: {type(error).__name__}: {error}.", "Set REPORTGRAPH_DEBUG=1 to see where.")
        sys.exit(FAILED)
