"""Owns groups: nodes counted under every combination of their keys."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph import plan as p
from tests.naive.page import Here, paged
from tests.naive.predicates import holds_op, sorted_by

if TYPE_CHECKING:
    from tests.naive.walk import Walk


def groups(walk: Walk, root: p.Groups, every_node: list[Here]) -> dict[str, Any]:
    """The page of groups of these nodes, and what is told of all of them."""
    members: dict[tuple[Any, ...], list[Here]] = defaultdict(list)
    for here in every_node:
        for combination in itertools.product(*(_keys(walk, here, key) for key in root.by)):
            members[combination].append(here)
    every = [keys for keys, heres in members.items() if _having(walk, root, heres)]
    falling = [*(o.descending for o in root.order), *(False for _ in root.by for _ in range(2))]

    def sort_key(keys: tuple[Any, ...]) -> list[Any]:
        own = [_order(walk, o.by, keys, members[keys]) for o in root.order]
        return own + [part for key in keys for part in _rank(walk, key)]

    every = sorted_by(every, sort_key, falling)
    page, info = paged(walk.bound, root.page, every, sort_key, falling)
    told: dict[str, Any] = {}
    for key, output in root.outputs:
        if isinstance(output, p.Constant):
            told[key] = output.value
        elif isinstance(output, p.TotalCount):
            told[key] = len(every)
        elif isinstance(output, p.PageInfo):
            told[key] = {k: what.value if isinstance(what, p.Constant) else info[what] for k, what in output.fields}
        else:
            told[key] = [_group(walk, output, keys, members[keys]) for keys in page]
    return told


def _keys(walk: Walk, here: Here, key: p.GroupKey) -> list[Any]:
    """The key values under which a node counts; a node across a hop is a `Here`."""
    if key.hop is not None:
        return [Here(other.node) for other in walk.across(here, key.hop)] or [None]
    assert key.field is not None
    value = walk.column(here, key.field)
    return [_part(str(value), key.date_part) if key.date_part and value is not None else value]


def _part(date: str, part: p.DatePart) -> str:
    year, *finer = date.split("-")
    if part is p.DatePart.YEAR or not finer:
        return year
    return f"{year}-{finer[0]}" if part is p.DatePart.MONTH else f"{year}-Q{(int(finer[0]) + 2) // 3}"


def _rank(walk: Walk, key: Any) -> tuple[Any, Any]:
    return (walk.world.nodes[key.node]["name"], key.node) if isinstance(key, Here) else (key, key)


def _order(walk: Walk, by: p.AggregateValue | int, keys: tuple[Any, ...], heres: list[Here]) -> Any:
    return _rank(walk, keys[by])[0] if isinstance(by, int) else walk.aggregated(heres, by.aggregate, by.field)


def _having(walk: Walk, root: p.Groups, heres: list[Here]) -> bool:
    items = root.having.items if root.having else ()
    return all(holds_op(walk.aggregated(heres, value.aggregate, value.field), op, walk.bound(param)) for value, op, param in items)


def _group(walk: Walk, output: p.GroupNodes, keys: tuple[Any, ...], heres: list[Here]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, part in output.outputs:
        if isinstance(part, tuple):
            told[name] = {key: _key_output(walk, what, keys) for key, what in part}
        else:
            told |= walk.aggregates(heres, ((name, part),))
    return told


def _key_output(walk: Walk, what: p.GroupKeyOutput | p.Constant, keys: tuple[Any, ...]) -> Any:
    if isinstance(what, p.Constant):
        return what.value
    key = keys[what.index]
    return walk.shape(key, what.shape) if isinstance(key, Here) and what.shape is not None else key
