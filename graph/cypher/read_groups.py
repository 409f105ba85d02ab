"""Owns groups in Cypher: nodes counted under every combination of their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph import plan as p
from graph.cypher.read_answer import Piece, after, before_all, beside, each, element, finished, keyed, nullable, of_page, row
from graph.cypher.read_predicates import Names, Scope, aggregate, column, compared, held, holding, step
from graph.cypher.read_source import Key, beyond, body, called, collected, order_by, window
from graph.errors import InvalidPlan

ShapeOf: TypeAlias = Callable[[Scope, p.Shape, Names], Piece]


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
            return [Key(self.variable, place, ready=True)]
        return [Key(f"{self.variable}.name", place), Key(f"{self.variable}.id", place + 1)]

    @property
    def cursor(self) -> str:
        """The two values that a cursor holds of it."""
        return f"{self.variable}, {self.variable}" if self.far is None else f"{self.variable}.name, {self.variable}.id"


@dataclass(frozen=True, slots=True)
class _Grouped:
    """The clauses that make every group that passes, one row each, and the variables there: the keys and the figures by what they are."""

    text: str
    keys: Sequence[_By]
    figures: Mapping[p.AggregateValue | p.AggregateGroup, str]


def aggregates(outputs: p.AggregateOutputs, text: Callable[[p.AggregateValue], str]) -> Piece:
    """A row of aggregates; `text` writes one."""
    made: list[tuple[str, Piece | p.Constant]] = []
    for key, item in outputs:
        if isinstance(item, p.AggregateGroup):
            made.append((key, aggregates(item.outputs, text)))
        else:
            made.append((key, item if isinstance(item, p.Constant) else Piece(text(item))))
    return row(made)


def groups(root: p.Groups, scope: Scope | None, names: Names, shape: ShapeOf) -> Piece:
    """A page of groups and what is told of all of them: a list of the page's rows, then the total. `scope` is the node in hand, if there
    is one; `shape` tells of a key's node."""
    asked = window(root.page, spare=True)
    made = _grouped(root, scope, names)
    order = _order(root, made)
    cursors = ", ".join([*(key.value for key in order[: len(root.order)]), *(key.cursor for key in made.keys)])
    told = [(name, _nodes(part, made, names, shape)) for name, part in root.outputs if isinstance(part, p.GroupNodes)]
    rows, reads = beside([*(piece for _, piece in told), Piece(f"[{cursors}]")])
    given = [at for at in (names.given(root.page.after), names.given(root.page.before)) if at is not None]
    between = " AND ".join(beyond(order, at, names, before=at is root.page.before) for at in given)
    passing = f"{made.text}{f' WITH * WHERE {between}' if between else ''} WITH *{order_by(order, asked)}"
    page, before = collected(passing, f"[{', '.join(rows)}]", before_all(piece for _, piece in told), names, aggregating=True)
    texts = [page]
    if any(isinstance(part, p.TotalCount) for _, part in root.outputs):
        total, counting = called(_grouped(root, scope, names).text, "count(*)", names)
        texts, before = [page, total], before + counting
    parts = {name: element(0, each(read)) for (name, _), read in zip(told, reads, strict=False)}
    parts |= {name: element(1) for name, part in root.outputs if isinstance(part, p.TotalCount)}
    read = keyed([(name, parts.get(name) or of_page(part)) for name, part in root.outputs])
    return Piece(f"[{', '.join(texts)}]", after(finished(asked, paged_=True, ends=True, alone=False), read), before)


def _grouped(root: p.Groups, scope: Scope | None, names: Names) -> _Grouped:
    """Every group that `having` lets pass."""
    made = body(root.source, root.where, scope, names)
    here = holding(made.scope, names)
    keys = [_by(here, key, names) for key in root.by]
    figures = {figure: names.new("a") for figure in _figures(root)}
    columns = [f"{by.value} AS {by.variable}" if by.far is None else by.variable for by in keys]

    def told(value: p.AggregateValue) -> str:
        return aggregate(here, value.aggregate, value.field)

    columns += [f"{told(item) if isinstance(item, p.AggregateValue) else aggregates(item.outputs, told).text} AS {name}" for item, name in figures.items()]
    distinct = "" if any(map(_has_figures, figures)) else "DISTINCT "  # only an aggregate makes WITH group
    text = f"{made.text}{held(here)} {' '.join(by.clause for by in keys if by.clause)} WITH {distinct}{', '.join(columns)}"
    items = root.having.items if root.having else ()
    having = " AND ".join(compared(figures[value], op, bound, names) for value, op, bound in items)
    return _Grouped(f"{text} WHERE {having}" if having else text, keys, figures)


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


def _figures(root: p.Groups) -> Iterator[p.AggregateValue | p.AggregateGroup]:
    """Every figure that the groups are ordered, filtered or told by, and the objects of figures."""
    yield from (item.by for item in root.order if isinstance(item.by, p.AggregateValue))
    yield from (value for value, _, _ in (root.having.items if root.having else ()))
    for _, output in root.outputs:
        if isinstance(output, p.GroupNodes):
            yield from (part for _, part in output.outputs if isinstance(part, p.AggregateValue | p.AggregateGroup))


def _has_figures(item: object) -> bool:
    """Whether there is a figure in it: an object of figures may tell its type alone."""
    return isinstance(item, p.AggregateValue) or (isinstance(item, p.AggregateGroup) and any(_has_figures(part) for _, part in item.outputs))


def _order(root: p.Groups, made: _Grouped) -> list[Key]:
    """The order's keys, one each, then what the groups are made by."""
    own = []
    for place, item in enumerate(root.order):
        by = made.keys[item.by].ranks(0)[0] if isinstance(item.by, int) else Key(made.figures[item.by], 0, ready=True)
        counted = isinstance(item.by, p.AggregateValue) and item.by.aggregate in (p.Aggregate.COUNT, p.Aggregate.COUNT_DISTINCT)
        own.append(replace(by, place=place, descending=item.descending, nullable=not counted))
    return own + [rank for at, by in enumerate(made.keys) for rank in by.ranks(len(own) + 2 * at)]


def _nodes(item: p.GroupNodes, made: _Grouped, names: Names, shape: ShapeOf) -> Piece:
    parts: list[tuple[str, Piece | p.Constant]] = []
    for name, part in item.outputs:
        if isinstance(part, tuple):
            parts.append((name, row([(key, _key(what, made.keys, names, shape)) for key, what in part])))
        elif isinstance(part, p.AggregateGroup):
            parts.append((name, Piece(made.figures[part], aggregates(part.outputs, lambda _: "").read)))
        else:
            parts.append((name, part if isinstance(part, p.Constant) else Piece(made.figures[part])))
    return row(parts)


def _key(item: p.GroupKeyOutput | p.Constant, keys: Sequence[_By], names: Names, shape: ShapeOf) -> Piece | p.Constant:
    if isinstance(item, p.Constant):
        return item
    by = keys[item.index]
    if by.far is None or item.shape is None:
        return Piece(by.variable if by.far is None else f"{by.variable}.id")
    told = shape(by.far, item.shape, names)
    return Piece(f"CASE WHEN {by.variable} IS NULL THEN null ELSE {told.text} END", nullable(told.read), told.before)
