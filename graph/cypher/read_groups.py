"""Owns groups in Cypher: nodes counted under every combination of their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph import plan as p
from graph.cypher.read_answer import Piece, after, beside, each, element, finished, keyed, nullable, of_page, row
from graph.cypher.read_predicates import Names, Scope, aggregate, column, compared, step
from graph.cypher.read_shape import aggregates, shape
from graph.cypher.read_source import Key, beyond, body, limit, order_by, window
from graph.errors import InvalidPlan


@dataclass(frozen=True, slots=True)
class _By:
    """A key of the groups: the variable that holds its value or its node, and the expression that makes a value."""

    variable: str
    far: Scope | None = None
    value: str = ""
    clause: str = ""

    def ranks(self, place: int) -> list[Key]:
        """What orders groups by this key: a node's name and id, or the value. It takes two places in a cursor either way."""
        if self.far is None:
            return [Key(self.variable, place)]
        return [Key(f"{self.variable}.name", place), Key(f"{self.variable}.id", place + 1)]

    @property
    def cursor(self) -> str:
        """The two values that a cursor holds of it."""
        return f"{self.variable}, {self.variable}" if self.far is None else f"{self.variable}.name, {self.variable}.id"


def groups(root: p.Groups, names: Names) -> Piece:
    """A page of groups and what is told of all of them: a list of the page's rows, then the total."""
    asked = window(root.page, spare=True)
    text, keys = _grouped(root, names)
    order = _order(root, keys)
    cursors = ", ".join([*(key.value for key in order[: len(root.order)]), *(key.cursor for key in keys)])
    told = [(name, _nodes(part, _values(root), keys, names)) for name, part in root.outputs if isinstance(part, p.GroupNodes)]
    rows, reads = beside([*(piece for _, piece in told), Piece(f"[{cursors}]")])
    given = [at for at in (names.given(root.page.after), names.given(root.page.before)) if at is not None]
    between = " AND ".join(beyond(order, at, names, before=at is root.page.before) for at in given)
    ordered = f"WITH *{order_by(order, backwards=asked.last is not None)}{limit(asked)}"
    made = f"COLLECT {{ {text}{f' WITH * WHERE {between}' if between else ''} {ordered} RETURN [{', '.join(rows)}] }}"
    total = any(isinstance(part, p.TotalCount) for _, part in root.outputs)
    counted = f", COUNT {{ {_grouped(root, names)[0]} RETURN 1 AS one }}" if total else ""
    parts = {name: element(0, each(read)) for (name, _), read in zip(told, reads, strict=False)}
    parts |= {name: element(1) for name, part in root.outputs if isinstance(part, p.TotalCount)}
    read = keyed([(name, parts.get(name) or of_page(part)) for name, part in root.outputs])
    return Piece(f"[{made}{counted}]", after(finished(asked, paged_=True, ends=True, alone=False), read))


def _grouped(root: p.Groups, names: Names) -> tuple[str, list[_By]]:
    """The clauses that make every group that `having` lets pass, one row each."""
    made = body(p.Everything((root.type,)), root.where, None, names)
    keys = [_by(made.scope, key, names) for key in root.by]
    values = _values(root)
    columns = [f"{by.value} AS {by.variable}" if by.far is None else by.variable for by in keys]
    columns += [f"{aggregate(made.scope, item.aggregate, item.field)} AS {_name(values, item)}" for item in values]

    def told(value: p.AggregateValue) -> str:
        return aggregate(made.scope, value.aggregate, value.field)

    nested = [part for _, output in root.outputs if isinstance(output, p.GroupNodes) for _, part in output.outputs if isinstance(part, p.AggregateGroup)]
    columns += [f"{aggregates(part.outputs, told).text} AS g{at}" for at, part in enumerate(nested)]
    distinct = "" if len(columns) > len(keys) else "DISTINCT "  # only an aggregate makes WITH group
    text = f"{made.text} {' '.join(by.clause for by in keys if by.clause)} WITH {distinct}{', '.join(columns)}"
    items = root.having.items if root.having else ()
    having = " AND ".join(compared(_name(values, value), op, bound, names) for value, op, bound in items)
    return (f"{text} WHERE {having}" if having else text), keys


def _by(scope: Scope, key: p.GroupKey, names: Names) -> _By:
    if key.hop is not None:
        met = scope.across(key.hop)
        if met is not None:
            return _By(met.node, met)
        pattern, far = step(scope, key.hop, names, told=True)
        return _By(far.node, far, clause=f"OPTIONAL MATCH {pattern}")
    if key.field is None:
        raise InvalidPlan(f"The group key {key.key} is neither a field nor a hop.")
    value = column(scope, key.field)
    return _By(names.new("k"), value=_part(value, key.date_part) if key.date_part else value)


def _part(value: str, part: p.DatePart) -> str:
    if part is p.DatePart.QUARTER:
        return f"CASE WHEN size({value}) < 7 THEN {value} ELSE left({value}, 4) + '-Q' + toString((toInteger(substring({value}, 5, 2)) + 2) / 3) END"
    return f"left({value}, {4 if part is p.DatePart.YEAR else 7})"


def _values(root: p.Groups) -> list[p.AggregateValue]:
    """Every aggregate that the groups are ordered, filtered or told by."""
    found = [item.by for item in root.order if isinstance(item.by, p.AggregateValue)]
    found += [value for value, _, _ in (root.having.items if root.having else ())]
    found += [part for _, output in root.outputs if isinstance(output, p.GroupNodes) for _, part in output.outputs if isinstance(part, p.AggregateValue)]
    return list(dict.fromkeys(found))


def _name(values: Sequence[p.AggregateValue], item: p.AggregateValue) -> str:
    return f"a{values.index(item)}"


def _order(root: p.Groups, keys: Sequence[_By]) -> list[Key]:
    """The order's keys, one each, then what the groups are made by."""
    values = _values(root)
    own = []
    for place, item in enumerate(root.order):
        text = keys[item.by].ranks(0)[0].text if isinstance(item.by, int) else _name(values, item.by)
        counted = isinstance(item.by, p.AggregateValue) and item.by.aggregate in (p.Aggregate.COUNT, p.Aggregate.COUNT_DISTINCT)
        own.append(Key(text, place, item.descending, nullable=not counted))
    return own + [rank for at, by in enumerate(keys) for rank in by.ranks(len(own) + 2 * at)]


def _nodes(item: p.GroupNodes, values: Sequence[p.AggregateValue], keys: Sequence[_By], names: Names) -> Piece:
    nested = 0
    parts: list[tuple[str, Piece | p.Constant]] = []
    for name, part in item.outputs:
        if isinstance(part, tuple):
            parts.append((name, row([(key, _key(what, keys, names)) for key, what in part])))
        elif isinstance(part, p.AggregateGroup):
            parts.append((name, Piece(f"g{nested}", aggregates(part.outputs, lambda _: "").read)))
            nested += 1
        else:
            parts.append((name, part if isinstance(part, p.Constant) else Piece(_name(values, part))))
    return row(parts)


def _key(item: p.GroupKeyOutput | p.Constant, keys: Sequence[_By], names: Names) -> Piece | p.Constant:
    if isinstance(item, p.Constant):
        return item
    by = keys[item.index]
    if by.far is None or item.shape is None:
        return Piece(by.variable if by.far is None else f"{by.variable}.id")
    told = shape(by.far, item.shape, names)
    return Piece(f"CASE WHEN {by.variable} IS NULL THEN null ELSE {told.text} END", nullable(told.read))
