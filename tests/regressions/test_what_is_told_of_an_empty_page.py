"""A page without a node, of which only a constant was told, came as no JSON from the embedded store: found by random operations."""

from __future__ import annotations

import pytest

from graph.plan import Compare, Connection, Everything, Field, Op, Page, PageInfo, Param, Plan, TotalCount
from graph.store import Store
from tests.asking import ask


@pytest.mark.parametrize("name", ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"])
def test_an_empty_page_tells_each_thing_alone(store: Store, name: str) -> None:
    where = Compare(Field("name"), Op.EQ, Param(0))
    told = (("totalCount", TotalCount()), ("pageInfo", PageInfo((("told", name),))))
    plan = Plan((("all", Connection(Everything(("AIModel",)), where, (), Page(Param(1), None), told)),))
    assert ask(store, plan, ["nobody", 1])["all"] == {"totalCount": 0, "pageInfo": {"told": None if "Cursor" in name else False}}
