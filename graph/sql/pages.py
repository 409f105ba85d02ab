"""Owns pages and the JSON around them: the rows of a page, what is told of the page itself, objects and constants as JSON text.

It must not know what is told of a node.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.plan import Constant, Page, PageInfo, Param
from graph.sql.order import Key, beyond, order_by
from graph.sql.predicates import where
from graph.sql.scope import Scope, literal

Parts: TypeAlias = list[str]  # expressions whose texts, one after the other, are JSON

# No text, but an aggregate: what is told of a page is one row, also where no output is an aggregate or the page is empty.
ONE_ROW = "nullif(count(*)>=0,1)"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of which a page is made, and their order. `spare` asks for one row more, which tells whether there are more."""

    columns: tuple[str, ...]
    source: str
    conditions: tuple[str, ...]
    keys: tuple[Key, ...]
    page: Page | None
    spare: bool

    @property
    def size(self) -> Param | None:
        """How many rows the page has at the most."""
        return None if self.page is None else self.page.first or self.page.last

    @property
    def turned(self) -> bool:
        """Whether the page is taken from the end."""
        return self.page is not None and self.page.first is None


def rows_of(scope: Scope, rows: Rows) -> str:
    """The SELECT of a page's rows in order. Where the page has a spare row, or is taken from the end, `rn` counts from the page's own end."""
    conditions = rows.conditions + _beyond_cursors(scope, rows.keys, rows.page)
    limit = most(scope, rows.size, spare=rows.spare) if rows.size is not None else "-1"
    select = f"SELECT {','.join(rows.columns)} FROM {rows.source}{where(conditions)}{order_by(rows.keys, backwards=rows.turned)} LIMIT {limit}"
    if rows.size is None or not (rows.spare or rows.turned):
        return select
    counted = f"SELECT *,row_number() OVER () AS rn FROM ({select})"
    return f"SELECT * FROM ({counted}) ORDER BY rn DESC LIMIT -1" if rows.turned else counted


def most(scope: Scope, size: Param, *, spare: bool) -> str:
    """How many rows are asked for at the most."""
    return f"{scope.bind(size)}{'+1' if spare else ''}"


def kept_rows(scope: Scope, rows: Rows, alias: str) -> str:
    """The FILTER clause that leaves out the spare row."""
    return "" if rows.size is None or not rows.spare else f" FILTER (WHERE {alias}.rn<={scope.bind(rows.size)})"


def page_info(scope: Scope, rows: Rows, output: PageInfo, alias: str, cursor: str) -> Parts:
    """What is told of a page; `cursor` is the expression of one row's cursor."""
    page, size = rows.page, rows.size
    forwards = page is not None and page.first is not None
    other_end = scope.cursor(page.after if forwards else page.before) if page is not None else None
    ahead = "'false'" if size is None else f"iif(count(*)>{scope.bind(size)},'true','false')"
    behind = "'false'" if other_end is None else "'true'"
    cursors = f"json_group_array({cursor}){kept_rows(scope, rows, alias)}"
    known = {
        "hasNextPage": ahead if forwards else behind,
        "hasPreviousPage": behind if forwards else ahead,
        "startCursor": quoted_value(f"({cursors}->>0)"),
        "endCursor": quoted_value(f"({cursors}->>'$[#-1]')"),
    }
    return pair([(key, [constant(what.value) if isinstance(what, Constant) else known[what]]) for key, what in output.fields])


def cursor_of(values: Sequence[str]) -> str:
    """A cursor's text: a JSON array of key values."""
    return f"(json_array({','.join(values)})||'')"


def constant(value: str | float | bool | None) -> str:  # noqa: FBT001
    """A constant as JSON text in a string literal."""
    return literal(json.dumps(value, ensure_ascii=False))


def quoted_value(expression: str) -> str:
    """A column as JSON text."""
    return f"json_quote({expression})"


def boolean(expression: str) -> str:
    """A column of 1 and 0 as JSON text."""
    return f"CASE {expression} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"


def pair(parts: Sequence[tuple[str, Parts]]) -> Parts:
    """An object of (key, value) pairs."""
    told: Parts = []
    for i, (key, value) in enumerate(parts):
        told += [literal(("{" if i == 0 else ",") + json.dumps(key, ensure_ascii=False) + ":"), *value]
    return [*told, literal("}")] if parts else [literal("{}")]


def _beyond_cursors(scope: Scope, keys: tuple[Key, ...], page: Page | None) -> tuple[str, ...]:
    if page is None:
        return ()
    after, before = scope.cursor(page.after), scope.cursor(page.before)
    found = (beyond(scope, keys, after),) if after else ()
    return (*found, beyond(scope, keys, before, backwards=True)) if before else found
