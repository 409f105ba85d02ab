"""Owns how tests run the command line: in this process, with what it wrote and the code it left with."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from unittest.mock import patch

from api.cli import main


@dataclass(frozen=True, slots=True)
class Run:
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()


class Stream(io.TextIOWrapper):
    """A text stream over bytes that says whether it is a terminal."""

    def __init__(self, *, terminal: bool = False, text: str = "") -> None:
        self.bytes = io.BytesIO(text.encode())
        self.terminal = terminal
        super().__init__(self.bytes, encoding="utf-8", newline="")

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        """All that was written."""
        self.flush()
        return self.bytes.getvalue().decode()


def reportgraph(*arguments: str, stdin: str = "", env: Mapping[str, str] | None = None, terminal: bool = False) -> Run:
    """Run the program as from a shell, with these variables alone of its own."""
    out, err = Stream(terminal=terminal), Stream(terminal=terminal)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("REPORTGRAPH_", "NO_COLOR", "FORCE_COLOR"))}
    code = 0
    with (
        patch.object(sys, "argv", ["reportgraph", *arguments]),
        patch.object(sys, "stdin", Stream(text=stdin)),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, {**kept, "COLUMNS": "120", **(env or {})}, clear=True),
    ):
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
    return Run(code, out.text(), err.text())
