"""Owns the commands that ask: `query` and `search`. It must not answer anything itself."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, so that the program starts at once
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli_graph import DEFAULT_STORE, JsonOption, StoreOption, ask, data_of, told_errors
from api.cli_terminal import WRONG_USAGE, fail, say, show, table, write, write_json
from graph.search import SAID

_SEARCH = """query Search($text: String!, $types: [NodeType!], $first: Int) {
  search(text: $text, types: $types, first: $first) { totalCount edges { score highlight node { __typename id name } } }
}"""


def query(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A file with the operation; standard input if none is named.")] = "-",
    *,
    variables: Annotated[str, typer.Option(metavar="JSON", help="The operation's variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(metavar="NAME", help="Which operation, where the file has several.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on standard error how the answer came about: plan, statement, milliseconds.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Run a GraphQL operation and print the answer as JSON.

    Example: echo '{ reports { nodes { name publisher { name } } } }' | reportgraph query
    """
    values = _variables(variables)
    body = ask(store, _text(file), values, operation, explain=explain)
    answer = json.loads(body)
    if explain:
        body = _without_explanation(answer)
    write(_pretty(body) if sys.stdout.isatty() else body.decode())
    raise typer.Exit(told_errors(answer))


def search(
    text: Annotated[str, typer.Argument(help="What to look for in names and aliases, in any script.")],
    *,
    types: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this node type; may be given again.")] = None,
    first: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    json_: JsonOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find nodes by name: all words, each perhaps only begun; "in quotes" in a row. One mistake a word is forgiven where nothing else is found.

    Example: reportgraph search opnai --type Organization
    """
    found = data_of(ask(store, _SEARCH, {"text": text, "types": types or None, "first": first}))["search"]
    if json_:
        write_json(found)
        return
    rows = [(e["node"]["__typename"], e["highlight"] or e["node"]["name"], f"{e['score']:.2f}", e["node"]["id"]) for e in found["edges"]]
    if not rows:
        write(f"Nothing is called {text!r}.")
        return
    forgiven = found["edges"][0]["score"] < SAID
    title = f"Nothing is called {text!r}. With a mistake forgiven:" if forgiven else ""
    more = f"{len(rows)} of {found['totalCount']}; --first shows more." if found["totalCount"] > len(rows) else ""
    show(table(title, ["type", "name", "score", "id"], rows, caption=more, right=[2]))


def _text(file: str) -> str:
    if file == "-":
        if sys.stdin.isatty():
            fail("There is no operation.", "Name a file, or pipe one in: echo '{ reports { totalCount } }' | reportgraph query", code=WRONG_USAGE)
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{file} is not UTF-8 text.", "Save the operation as UTF-8.", code=WRONG_USAGE)
    except OSError as error:
        hint = "To give the operation itself, pipe it in: echo '{ ... }' | reportgraph query"
        fail(f"Cannot read {file}: {error.strerror}.", hint, code=WRONG_USAGE)


def _variables(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except ValueError as error:
        fail(f"--variables is not JSON: {error}.", """Give an object: --variables '{"name": "Sora"}'""", code=WRONG_USAGE)
    if not isinstance(values, dict):
        fail("--variables is not a JSON object.", """Give one: --variables '{"name": "Sora"}'""", code=WRONG_USAGE)
    return values


def _without_explanation(answer: dict[str, Any]) -> bytes:
    """The answer itself; what explains it is told on standard error."""
    import orjson

    explained = answer.pop("extensions", {}).get("explain")
    if explained is not None:
        for statement in explained["statements"]:
            say(f"{statement['plan']}\n\n{statement['language']}: {statement['text']}\n")
            say(f"{statement['milliseconds']} ms, {statement['bytes']} bytes\n")
        say(", ".join(f"{name} {milliseconds} ms" for name, milliseconds in explained["milliseconds"].items()))
    return orjson.dumps(answer)


def _pretty(body: bytes) -> str:
    import orjson

    return orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2).decode()
