"""Owns orders and keysets: the keys of an order, ORDER BY, and the condition that a row is behind a cursor."""

from __future__ import annotations

from dataclasses import dataclass

from graph.plan import Field, Order, OrderBy, Param, Typed, Via
from graph.sql.fields import column, of_labels, step, table
from graph.sql.predicates import measure, where
from graph.sql.scope import Form, Here, Scope


@dataclass(frozen=True, slots=True)
class Key:
    """One key: an expression, its direction, whether it may be missing. `position` is its place in a cursor; `column` is what has the same
    order where the expression is made of a column that an index has."""

    sql: str
    position: int
    descending: bool = False
    nullable: bool = True
    column: str | None = None


def order_keys(scope: Scope, here: Here, order: tuple[Order, ...]) -> tuple[Key, ...]:
    """The keys of an order, then name and id. A claim has no name, but its place in a cursor stays."""
    own = [Key(_key(scope, here, o.by), i, o.descending) for i, o in enumerate(order)]
    return (*own, *last_keys(scope, here, len(own)))


def last_keys(scope: Scope, here: Here, position: int) -> tuple[Key, ...]:
    """Name and id, the end of each order."""
    id_ = Key(column(scope, here, Field("id")), position + 1, nullable=False, column=f"{here.alias}.gid")
    return (id_,) if here.is_claim else (Key(column(scope, here, Field("name")), position, nullable=False), id_)


def order_by(keys: tuple[Key, ...], *, backwards: bool = False) -> str:
    """The ORDER BY clause; missing values come last, backwards first."""
    return " ORDER BY " + ",".join(_direction(key, backwards=backwards) for key in keys)


def beyond(scope: Scope, keys: tuple[Key, ...], cursor: Param, *, backwards: bool = False) -> str:
    """The condition that a row comes after the cursor (backwards: before it)."""
    key, *rest = keys
    if not any(k.nullable or k.descending for k in keys):
        sign = "<" if backwards else ">"
        bound = ",".join(scope.bind(cursor, Form.ELEMENT, k.position) for k in keys)
        return f"({','.join(k.sql for k in keys)}){sign}({bound})"
    at = scope.bind(cursor, Form.ELEMENT, key.position)
    past = f"{key.sql}{'<' if key.descending != backwards else '>'}{at}"
    if key.nullable:
        past += f" OR {key.sql} IS NOT NULL AND {at} IS NULL" if backwards else f" OR {key.sql} IS NULL AND {at} IS NOT NULL"
    if not rest:
        return f"({past})"
    return f"({past} OR {key.sql} IS {at} AND {beyond(scope, tuple(rest), cursor, backwards=backwards)})"


def _direction(key: Key, *, backwards: bool) -> str:
    descending = key.descending != backwards
    if not key.nullable:
        return f"{key.column or key.sql} DESC" if descending else key.column or key.sql
    return f"{key.sql} {'DESC' if descending else 'ASC'} NULLS {'FIRST' if backwards else 'LAST'}"


def _key(scope: Scope, here: Here, by: OrderBy) -> str:
    if isinstance(by, Field):
        return column(scope, here, by)
    if isinstance(by, Via):
        walked = step(scope, here, by.hop)
        first = order_by(last_keys(scope, walked.far, 0))
        return f"(SELECT {_key(scope, walked.far, by.field)} FROM {walked.source}{where(walked.conditions)}{first} LIMIT 1)"
    if isinstance(by, Typed):
        return _typed(scope, here, by)
    return measure(scope, here, by)


def _typed(scope: Scope, here: Here, by: Typed) -> str:
    if by.type not in here.types:
        return "NULL"
    if here.typed:
        return _key(scope, here, by.by)
    row = of_labels(scope, here, (by.type,))
    return f"(SELECT {_key(scope, row, by.by)} FROM {table(row)} {row.alias} WHERE {row.id}={here.id})"
