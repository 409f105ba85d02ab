"""Owns the schema that clients were last promised, and what a newer one changes of it; it must not change what the server serves.

`python -m scripts.released_schema` lists the changes since then; with `--write` the schema of today becomes the promised one.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from graphql import GraphQLSchema, build_schema, find_breaking_changes, find_dangerous_changes, parse, print_ast, print_schema, visit
from graphql.language import Node, Visitor

from api.schema import build_schema as served_schema
from scripts.node import ROOT

RELEASED = ROOT / "docs" / "schema.released.graphql"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a newer schema changes: operations that worked do not any more, or may be answered in a way that clients do not expect."""

    breaking: tuple[str, ...]
    dangerous: tuple[str, ...]

    def __str__(self) -> str:
        """All of them, one in each line."""
        lines = [f"breaks clients: {change}" for change in self.breaking] + [f"may surprise clients: {change}" for change in self.dangerous]
        return "\n".join(lines) or "No change that clients need to know of."

    @property
    def refusal(self) -> str:
        """What to do about changes that break clients; empty if there are none."""
        if not self.breaking:
            return ""
        return (
            f"{self}\n\nKeep what clients use beside what is new, with @deprecated and a reason. If a break is meant: give pyproject.toml the next major "
            "version (the next minor one before 1.0), say so in CHANGELOG.md, and run `python -m scripts.released_schema --write`."
        )


def changes(released: str, now: GraphQLSchema) -> Changes:
    """What `now` changes of the schema whose text is `released`."""
    before = build_schema(released, assume_valid=True)
    breaking, dangerous = find_breaking_changes(before, now), find_dangerous_changes(before, now)
    return Changes(tuple(c.description for c in breaking), tuple(c.description for c in dangerous))


def promised(schema: GraphQLSchema) -> str:
    """A schema's text without its descriptions, which clients may not count on."""
    return print_ast(visit(parse(print_schema(schema)), _Bare())) + "\n"


class _Bare(Visitor):
    """Takes descriptions off."""

    def enter(self, node: Node, *_: object) -> Node | None:
        """The node without its description; None leaves it as it is."""
        return replace(node, description=None) if getattr(node, "description", None) else None  # type: ignore[call-arg]


def main(arguments: list[str], path: Path = RELEASED) -> None:
    """List what has changed, or write the promised schema anew."""
    now = served_schema().graphql
    if path.exists():
        sys.stdout.write(f"{changes(path.read_text(encoding='utf-8'), now)}\n")
    if "--write" in arguments:
        version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        path.write_text(f"# What clients of version {version} may count on; written by `python -m scripts.released_schema --write`.\n{promised(now)}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
