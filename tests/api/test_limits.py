"""Bounds on an operation's form and cost."""

from __future__ import annotations

import pytest
from graphql import parse

from api.limits import Cost, check_cost, check_form, costs
from api.settings import Limits
from graph.errors import QueryTooCostly
from graph.plan import Param
from tests.questions import CLAIMS, everything, listing

LIMITS = Limits(depth=4, aliases=2, root_fields=3, fields=5, directives=2, cost=100)
BOMB = "query { ...F0 } " + " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(200)) + " fragment F200 on Query { a }"


@pytest.mark.parametrize("text", [
    "{ a { b { c { d } } } }", "{ x: a y: b c }", "{ a b c }", "{ a @skip(if: true) @include(if: true) }", BOMB,
    "{ __schema { types { fields { type { ofType { ofType { name } } } } } } }", "{ ...F } fragment F on Query { a ...F }",
])  # fmt: skip
def test_what_passes(text: str) -> None:
    check_form(parse(text), LIMITS)


@pytest.mark.parametrize(("text", "what"), [
    ("{ a { b { c { d { e } } } } }", "4 levels"), ("{ a { ...F } } fragment F on A { b { ...G } } fragment G on B { c { d { e } } }", "4 levels"),
    ("{ a { x: b y: c z: d } }", "2 aliases"), ("{ a b c d }", "3 root fields"), ("{ ...F } fragment F on Query { a b c d }", "3 root fields"),
    ("{ a { b c d e f g } }", "5 fields in one selection"), ("query @x { a @y { b @z } }", "2 directives"),
])  # fmt: skip
def test_what_is_refused(text: str, what: str) -> None:
    with pytest.raises(QueryTooCostly, match=f"more than {what}"):
        check_form(parse(text), LIMITS)


def test_a_cost_is_the_product_of_page_sizes() -> None:
    inner = Cost(Param(1), ((),))
    outer = Cost(Param(0), ((inner, inner), (inner,)))
    assert outer.total([10, 20]) == 10 * (1 + 2 * 20)
    assert Cost(Param(0), ((),)).total([["a", "b", "c"]]) == 3
    check_cost([outer], [2, 20], LIMITS)
    with pytest.raises(QueryTooCostly, match="could answer with 410 nodes, more than 100"):
        check_cost([outer], [10, 20], LIMITS)


def test_what_is_known_of_a_cost_is_reckoned_once() -> None:
    inner = Cost(Param(1), ((),))
    outer = Cost(Param(0), ((inner, Cost(3, ((inner,),))), (inner,)))
    assert outer.folded({0: 10, 1: 20}) == Cost(outer.total([10, 20]), ())
    for known in ({}, {0: 10}, {1: 20}):
        assert outer.folded(known).total([10, 20]) == outer.total([10, 20])


def test_a_plans_costs_follow_its_connections() -> None:
    plan = everything("AIModel", "name", claims=listing(CLAIMS, "text"))
    (cost,) = costs(plan)
    assert cost.total([]) == 1 * (1 + 1 * (1 + 1 * (1 + 1)))
