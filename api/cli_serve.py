"""Owns the commands that start and stop servers: `serve`, and `neo4j start|import|stop|status`. What they serve is the app's business."""

# ruff: noqa: PLC0415 - servers are imported when one is started, so that the program starts at once
from __future__ import annotations

import errno
import gc
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_graph import DEFAULT_STORE, JsonOption, StoreOption, opened, settings
from api.cli_terminal import FAILED, WRONG_USAGE, fail, say, write, write_json

if TYPE_CHECKING:
    from graph.store.neo4j_server import Server

BACKLOG = 2048
_COLLECT = (20_000, 20, 20)  # an answer of a hundred reports is made of ten thousand lists and objects, none of which holds itself
TO_TRY = "{ aiModels(first: 5) { nodes { name developer { name } clipDuration { text } claims(first: 1) { nodes { evidence { page quote } } } } } }"


def serve(
    *,
    host: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The address to listen on; 127.0.0.1 if nothing is set.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, metavar="PORT", help="The port; 8000 if nothing is set, 0 for a free one.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Serve the graph over HTTP.

    GraphQL is at /graphql, and so is GraphiQL for a browser. With REPORTGRAPH_TOKEN a graph that is not there yet is made, to be filled over the API.
    """
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    chosen = settings(store=store, **given)
    with opened(store, make=chosen.token is not None) as graph, _listen(chosen.host, chosen.port) as listening:
        from api.app import create_app
        from api.server import Server as HttpServer

        server = HttpServer(create_app(chosen, graph))
        # What was made to serve stays as long as the server. Looking through all of it again, whenever answers pile up, takes a third of their time.
        gc.freeze()
        gc.set_threshold(*_COLLECT)
        url = _url(chosen.host, listening.getsockname()[1])
        say(f"Reportgraph serves {graph.status(counts=False).address} at {url}/graphql (Ctrl-C stops it).")
        say(f"A query to try there:\n\n    {TO_TRY}\n")
        with suppress(KeyboardInterrupt):  # a job in the background is not interrupted, its server stops all the same
            server.run(sockets=[listening])
        say("Stopped.")


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that the address is known to be free, and open, when it is printed."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server((str(address[0]), port), family=family, backlog=BACKLOG)
    except socket.gaierror:
        fail(f"{host!r} is no address of this machine.", "Use --host 127.0.0.1, or 0.0.0.0 for all.", code=WRONG_USAGE)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(f"Port {port} on {host} is in use.", "Choose another: --port 0 takes a free one.")
        fail(f"Cannot listen on {host}, port {port}: {os.strerror(error.errno or 0)}.", "Choose another --host or --port.")


def _url(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - shown, not bound
    return f"http://{shown}:{port}"


neo4j = typer.Typer(no_args_is_help=True, help="Run a real Neo4j, Browser included, without Docker.", rich_markup_mode=None)
HomeOption = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the server keeps everything; a folder of your own if nothing is named.")]


@neo4j.command()
def start(
    *,
    home: HomeOption = None,
    password: Annotated[str | None, typer.Option(envvar="NEO4J_PASSWORD", metavar="TEXT", help="The first password; made up if none is given.")] = None,
    bolt_port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="The Bolt port; 0 takes a free one.")] = 7687,
    http_port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="Browser's port; 0 takes a free one.")] = 7474,
    json_: JsonOption = False,
) -> None:
    """Start the server and wait until it answers.

    The first time it is fetched: about 140 MB.
    """
    from graph.store import neo4j_server

    server = neo4j_server.start(home, password=password, bolt_port=bolt_port, http_port=http_port, notify=say)
    _tell(server, json_=json_)


@neo4j.command(name="import")
def import_(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `reportgraph export --format neo4j-import` wrote.")],
    *,
    home: HomeOption = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Take the place of what the server's database holds.")] = False,
) -> None:
    """Import a whole graph into the server, which must not run.

    For a large graph it is several times as fast as loading; start the server afterwards.
    """
    from graph.store import neo4j_server

    neo4j_server.import_folder(home, folder, overwrite=overwrite, notify=say)
    write("The graph is imported. Start the server with: reportgraph neo4j start")


@neo4j.command()
def stop(*, home: HomeOption = None) -> None:
    """Stop the server; its data stay."""
    from graph.store import neo4j_server

    write("Neo4j is stopped." if neo4j_server.stop(home) else "Neo4j did not run.")


@neo4j.command()
def status(*, home: HomeOption = None, json_: JsonOption = False) -> None:
    """Say whether the server runs, and how to reach it.

    The exit code is 1 if it does not.
    """
    from graph.store import neo4j_server

    server = neo4j_server.status(home)
    if server is None:
        write("null" if json_ else "Neo4j does not run. Start it with: reportgraph neo4j start")
        raise typer.Exit(FAILED)
    _tell(server, json_=json_)


def _tell(server: Server, *, json_: bool) -> None:
    if json_:
        from dataclasses import asdict

        write_json({**asdict(server), "browser": f"{server.http}/browser/"})
        return
    write(f"Neo4j runs at {server.uri}, Browser at {server.http}/browser/ (user {server.user}, password {server.password}).")
    write(f"Use it with: --store {server.address}")
