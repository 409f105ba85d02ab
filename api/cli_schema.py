"""Owns the command that prints the GraphQL schema for the tools of clients; what is in it is schema's business."""

# ruff: noqa: PLC0415 - the schema is made by the command that needs it, so that the program starts at once
from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.cli_terminal import write


class Form(StrEnum):
    """What a client's tool reads: GraphQL's own language, Apollo's `possibleTypes`, the answer to an introspection query."""

    SDL = "sdl"
    POSSIBLE_TYPES = "possible-types"
    INTROSPECTION = "introspection"


def schema(
    *,
    form: Annotated[Form, typer.Option("--format", help="GraphQL's own language, or JSON: Apollo's possibleTypes, an introspection.")] = Form.SDL,
) -> None:
    """Print the GraphQL schema, for the tools of clients.

    No graph is needed.
    """
    from api.schema import build_schema

    made = build_schema()
    text = {Form.SDL: made.as_str, Form.POSSIBLE_TYPES: made.possible_types_json, Form.INTROSPECTION: made.introspection_json}[form]()
    write(text.rstrip("\n"))
