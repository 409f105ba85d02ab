"""Owns the way from a plan to one SQL statement that answers with the response's JSON text, and to its parameters.

Pure functions; it must not open a database. `compile_plan` is called once for a plan (stores keep what it makes), `bound` for each run.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from graph.errors import InvalidPlan
from graph.ontology import CLAIM, ONTOLOGY, Ontology
from graph.plan import Arrivals, AsOf, Connection, Constant, Groups, Lookup, Op, Page, Plan, Root, Shape
from graph.sql.arrivals import arrivals_of
from graph.sql.as_of import known
from graph.sql.fields import table, type_is
from graph.sql.full_text import query
from graph.sql.groups import groups_of
from graph.sql.outputs import connection_of, shape_of
from graph.sql.pages import Parts, constant, pair
from graph.sql.scope import SEARCHED, Binding, Form, Here, Scope, json_text, literal
from graph.store.base import Bound

SqlValue: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement and its parameters. A `brief` one looks up nodes and their to-one neighbours, no more; one with regular
    expressions is not `interruptible` while it looks at a text."""

    sql: str
    bindings: tuple[Binding, ...]
    brief: bool
    interruptible: bool


def compile_plan(plan: Plan, without: frozenset[int] = frozenset(), ontology: Ontology = ONTOLOGY) -> Statement:
    """The statement of a plan. `without` are the params of cursors and dates that bind to None. InvalidPlan if it asks for what is not there."""
    scope = Scope(ontology, without)
    told = pair([(key, _root(scope, root)) for key, root in plan.roots])
    sql = f"SELECT CAST({json_text(told)} AS BLOB)"
    parts = list(_parts(plan))
    brief = not any(isinstance(part, Connection | Groups) for part in parts)
    return Statement(sql, tuple(scope.bindings), brief, not any(part is Op.MATCHES for part in parts))


@lru_cache(maxsize=1024)
def cursor_params(plan: Plan) -> tuple[int, ...]:
    """The params of a plan that bind to None or to a cursor's key values, or to None or a date."""
    found: set[int] = set()
    for part in _parts(plan):
        if isinstance(part, Page):
            found |= {param.index for param in (part.after, part.before) if param is not None}
        elif isinstance(part, AsOf):
            found.add(part.date.index)
    return tuple(sorted(found))


def bound(statement: Statement, values: Sequence[Bound]) -> list[SqlValue]:
    """The parameters of one run. InvalidPlan if a value is missing or of another form."""
    try:
        return [_bound(values[binding.index], binding) for binding in statement.bindings]
    except (IndexError, TypeError) as error:
        raise InvalidPlan(f"The plan's values do not fit it: {error}.") from error


def _bound(value: Bound, binding: Binding) -> SqlValue:
    if binding.form is Form.ELEMENT:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise InvalidPlan("A cursor or a list of ids is a list.")
        value = value[binding.position]
    if binding.form is Form.LIST:
        return json.dumps(value, ensure_ascii=False)
    if binding.form in SEARCHED:
        return query(str(value or ""), binding.form)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return _nearest(value)
    if value is not None and not isinstance(value, str | int | float):
        raise InvalidPlan("A list is bound where one value belongs.")
    return value


def _nearest(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _parts(item: object) -> Iterator[object]:
    """Every value inside a plan."""
    yield item
    if isinstance(item, tuple):
        for part in item:
            yield from _parts(part)
    elif dataclasses.is_dataclass(item):
        for f in dataclasses.fields(item):
            yield from _parts(getattr(item, f.name))


def _root(scope: Scope, root: Root) -> Parts:
    if isinstance(root, Constant):
        return [constant(root.value)]
    if isinstance(root, AsOf):
        scope.as_of, scope.unnamed = root.date if root.date.index not in scope.without else None, root.unnamed
        told = _root(scope, root.root)
        scope.as_of = None
        return told
    if isinstance(root, Lookup):
        return [_lookup(scope, root)]
    if isinstance(root, Arrivals):
        return arrivals_of(scope, root)
    return groups_of(scope, None, root, shape_of) if isinstance(root, Groups) else connection_of(scope, None, root)


# Look-ups -----------------------------------------------------------------------------------------------------------


def _lookup(scope: Scope, lookup: Lookup) -> str:
    if lookup.by not in ("id", "name"):
        raise InvalidPlan(f"Nodes are looked up by id or name, not by {lookup.by!r}.")
    if lookup.single:
        return _found(scope, lookup, scope.bind(lookup.values, Form.ELEMENT, 0))
    given = scope.alias("v")
    found = _found(scope, lookup, f"{given}.value")
    return f"(SELECT concat('[',group_concat({found}),']') FROM json_each({scope.bind(lookup.values, Form.LIST)}) {given})"


def _found(scope: Scope, lookup: Lookup, value: str) -> str:
    """The answer for one value."""
    nodes = tuple(t for t in lookup.types if t != CLAIM)
    found = [_found_nodes(scope, lookup, nodes, value)] if nodes else []
    if CLAIM in lookup.types and lookup.by == "id":
        found.append(_found_claim(scope, lookup.shape, value))
    if lookup.only_first:
        return f"coalesce({','.join(found)},'null')" if found else "'null'"
    if len(found) == 2:
        return f"iif({found[0]}='[]',concat('[',{found[1]},']'),{found[0]})"
    return found[0] if nodes else f"concat('[',{''.join(found)},']')"


def _found_nodes(scope: Scope, lookup: Lookup, types: tuple[str, ...], value: str) -> str:
    """The first node, or NULL; or the list of all."""
    here = scope.row(types)
    then = () if scope.unnamed else known(scope, here)
    typed = "".join(f" AND {held}" for held in (*(() if here.typed else (type_is(here, types),)), *then))
    if lookup.by == "id":
        condition, order = f"{here.id}=(SELECT node FROM name WHERE gid={value} LIMIT 1){typed}", ""
    else:
        labels = ",".join(literal(t) for t in types)
        condition = f"{here.id} IN (SELECT node FROM name WHERE key={value} AND type IN ({labels})){typed}"
        order = f" ORDER BY {_by_type(here)}{here.alias}.gid"
    if lookup.only_first:
        return f"(SELECT {json_text(shape_of(scope, here, lookup.shape))} FROM {table(here)} {here.alias} WHERE {condition}{order} LIMIT 1)"
    shown, listed = scope.row(types), scope.alias("s")
    rows = f"SELECT {here.id} AS id FROM {table(here)} {here.alias} WHERE {condition}{order} LIMIT -1"
    shaped = json_text(shape_of(scope, shown, lookup.shape))
    return f"(SELECT concat('[',group_concat({shaped}),']') FROM ({rows}) {listed} CROSS JOIN {table(shown)} {shown.alias} ON {shown.id}={listed}.id)"


def _found_claim(scope: Scope, shape: Shape, value: str) -> str:
    here = scope.row((CLAIM,), "c")
    prefix = literal(f"{CLAIM}.")
    found = f"{here.alias}.gid=unhex(substr({value},{len(CLAIM) + 2}))", f"{value}={prefix}||lower(hex({here.alias}.gid))", *known(scope, here)
    return f"(SELECT {json_text(shape_of(scope, here, shape))} FROM claim {here.alias} WHERE {' AND '.join(found)})"


def _by_type(here: Here) -> str:
    if here.typed:
        return ""
    cases = "".join(f" WHEN {literal(label)} THEN {i}" for i, label in enumerate(here.types))
    return f"CASE {here.alias}.type{cases} END,"
