"""Owns what a person sees of the command line: tables, marks, errors and progress. It must not know stores or operations.

Answers go to standard output, everything else to standard error. Nothing but a terminal gets colours, and NO_COLOR takes those too.
"""

# ruff: noqa: PLC0415 - rich is imported when something is drawn, so that the program starts at once
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

WIDE = 1_000_000  # columns of what is no terminal: nothing is wrapped or cut there

FAILED, WRONG_USAGE = 1, 2


def console(stream: TextIO | None = None) -> Console:
    """A console on `stream`, standard output if none is given."""
    from rich.console import Console

    stream = stream or sys.stdout
    terminal = stream.isatty()
    plain = not terminal or bool(os.environ.get("NO_COLOR"))
    return Console(
        file=stream, width=None if terminal else WIDE, color_system=None if plain else "auto", force_terminal=terminal and not plain,
        highlight=False, markup=False, emoji=False, soft_wrap=not terminal)  # fmt: skip


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, caption: str = "", right: Iterable[int] = ()) -> Table:
    """A table whose columns fit their text, Chinese included; `right` are the columns of numbers."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(
        title=title or None, caption=caption or None, title_justify="left", caption_justify="left",
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)  # fmt: skip
    numbers = frozenset(right)
    for index, heading in enumerate(headings):
        drawn.add_column(Text(heading), justify="right" if index in numbers else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text("" if cell is None else str(cell)) for cell in row))
    return drawn


def styled(text: str, style: str) -> Text:
    """A cell in a style of its own, such as `yellow`."""
    from rich.text import Text

    return Text(text, style=style)


def show(*drawn: Any) -> None:  # noqa: ANN401 - whatever rich can draw
    """Draw on standard output, without the blanks that fill a table's lines where it is no terminal."""
    out = console()
    if out.is_terminal:
        out.print(*drawn, sep="\n")
        return
    with out.capture() as captured:
        out.print(*drawn, sep="\n")
    write("\n".join(line.rstrip() for line in captured.get().splitlines()))


def write(text: str) -> None:
    """A line on standard output as it is."""
    sys.stdout.write(text + "\n")


def write_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """A JSON value on standard output, indented."""
    import orjson

    write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def say(text: str) -> None:
    """A line for a person on standard error."""
    sys.stderr.write(text + "\n")


def complain(message: str, hint: str = "") -> None:
    """One line that says what is wrong and what to do."""
    line = " ".join(f"{message} {hint}".split())
    say(f"Error: {line}")


def fail(message: str, hint: str = "", *, code: int = FAILED) -> NoReturn:
    """Complain and leave with `code`."""
    complain(message, hint)
    raise typer.Exit(code)
