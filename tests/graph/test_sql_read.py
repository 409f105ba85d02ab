"""A plan as one SQL statement: values are parameters, indexes are used, what cannot be is refused."""

from __future__ import annotations

import math

import pytest

from graph.errors import InvalidPlan
from graph.ontology import Direction
from graph.plan import (
    ABOUT,
    Across,
    All,
    Compare,
    Connection,
    EdgeClaims,
    Edges,
    Everything,
    Field,
    FullText,
    Hop,
    Lookup,
    Node,
    Nodes,
    OfRelationship,
    On,
    Op,
    Order,
    Page,
    PageInfo,
    Param,
    Plan,
    Predicate,
    Quantifier,
    Related,
    Root,
    Shape,
    TotalCount,
)
from graph.sql.full_text import forgiving, forgiving_key, near_enough, query
from graph.sql.read import bound, compile_plan, cursor_params
from graph.sql.scope import Form
from graph.store.base import Bound
from graph.store.sqlite import SqliteStore
from tests.conftest import Place
from tests.questions import everything, shape

DEVELOPER = Hop("DEVELOPED_BY", Direction.OUT, ("Organization",))
MODEL = shape("AIModel", "id", "name")


def listing(where: Predicate | None = None, order: tuple[Order, ...] = (), *, last: bool = False) -> Plan:
    """AI models, a page of them: $0 many, after $1."""
    page = Page(None, Param(0), before=Param(1)) if last else Page(Param(0), None, after=Param(1))
    outputs = (("nodes", Nodes(MODEL)), ("pageInfo", PageInfo((("more", "hasNextPage"), ("end", "endCursor")))))
    return Plan((("models", Connection(Everything(("AIModel",)), where, order, page, outputs)),))


def steps(place: Place, plan: Plan, values: list[Bound]) -> list[str]:
    """How SQLite goes about a plan."""
    store = place.open()
    assert isinstance(store, SqliteStore)
    statement = compile_plan(plan, frozenset(i for i in cursor_params(plan) if values[i] is None))
    with store._readers.one() as connection:
        return [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", bound(statement, values))]


# Parameters ----------------------------------------------------------------------------------------------------------


def test_one_statement_serves_every_run() -> None:
    plan = listing(Compare(Field("name"), Op.EQ, Param(2)))
    statement = compile_plan(plan, frozenset({1}))
    assert statement == compile_plan(plan, frozenset({1}))
    assert statement.sql.count(";") == 0
    assert bound(statement, [10, None, "'; DROP TABLE claim; --"]) == ["'; DROP TABLE claim; --", 10]


def test_a_cursor_that_is_not_there_costs_nothing() -> None:
    assert cursor_params(listing()) == (1,)
    first, later = compile_plan(listing(), frozenset({1})), compile_plan(listing())
    assert " WHERE (n1" not in first.sql
    assert "(n1.name,n1.gid)>(?2,?3)" in later.sql
    assert bound(later, [10, ["Sora", "AIModel.x"]]) == [10, "Sora", "AIModel.x"]


@pytest.mark.parametrize(
    ("value", "parameter"),
    [(2**63 - 1, 2**63 - 1), (2**63, float(2**63)), (-(2**2000), -math.inf), (True, True), (1.5, 1.5), (None, None), ("a\0b", "a\0b")],
)
def test_values_go_in_as_they_are(value: Bound, parameter: object) -> None:
    statement = compile_plan(everything("AIModel", "name"))
    assert statement.bindings == ()
    compared = compile_plan(listing(Compare(Field("clipDurationMax"), Op.GT, Param(2))), frozenset({1}))
    assert bound(compared, [1, None, value])[0] == parameter


def test_lists_go_in_as_one_parameter() -> None:
    statement = compile_plan(listing(Compare(Field("name"), Op.IN, Param(2))), frozenset({1}))
    assert bound(statement, [1, None, ["a", '"', "文"]])[0] == '["a", "\\"", "文"]'


@pytest.mark.parametrize("values", [[], [1], [1, None, ["a"]], [1, "Sora"]])
def test_values_that_do_not_fit_are_refused(values: list[Bound]) -> None:
    statement = compile_plan(listing(Compare(Field("name"), Op.EQ, Param(2))))
    with pytest.raises(InvalidPlan):
        bound(statement, values)


@pytest.mark.parametrize(
    ("text", "form", "wanted"),
    [
        ("Gen-2", Form.SAID, '("gen"* AND "2"*) OR "=gen2"*'),
        ("Gen-2", Form.WHOLE, '"gen" AND "2"'),
        ("Gen-2", Form.BEST, '"gen 2" OR "=gen2"'),
        ("Gen-2", Form.KEY, '"=gen2"'),
        ("文生视频", Form.SAID, '("文生 生视 视频") OR "=文生视频"*'),
        ("文生视频", Form.WHOLE, '""'),
        ('" OR NEAR(x', Form.SAID, '("or"* AND "near"* AND "x"*) OR "=ornearx"*'),
        ('"or near" x', Form.SAID, '"or near" AND "x"*'),
        ('"or near" x', Form.BEST, '"or near x" OR ("=ornearx" AND "or near" AND "x"*)'),
        ("?!", Form.SAID, '""'),
        ("?!", Form.BEST, '""'),
        ("Gen-2", Form.SLIPS, "[]"),
    ],
)
def test_words_of_a_search_are_quoted(text: str, form: Form, wanted: str) -> None:
    assert query(text, form) == wanted


def test_words_of_the_table_that_a_mistake_leads_to_become_a_query() -> None:
    assert forgiving("Opnai video", '[[0, "openai"], [-1, "=openaivideo"]]') == '(("opnai"* OR "openai") AND ("video"*)) OR "=openaivideo"'
    assert forgiving("文声视频", "[]").startswith('(("文声 声视 视频" OR ("声视 视频") OR ("文"* AND "视频")')
    assert forgiving("Gen-2", "[]") == forgiving("Opnai", None) == forgiving_key(None) == forgiving_key('[[0, "openai"]]') == '""'
    assert forgiving_key('[[0, "openai"], [-1, "=openai"]]') == '"=openai"'


@pytest.mark.parametrize(("name", "enough"), [("文生视频", True), ("文，生视频模型", True), ("文生短片视频", False)])
def test_a_run_of_chinese_is_near_with_one_other_character(name: str, enough: bool) -> None:  # noqa: FBT001
    assert near_enough(name, "[]", "文声视频") == near_enough("x", f'["{name}"]', "文声视频") == enough


def test_only_what_looks_up_nodes_is_brief() -> None:
    found = Lookup("id", ("AIModel",), Param(0), MODEL, single=True)
    assert compile_plan(Plan((("a", found),))).brief
    assert not compile_plan(listing()).brief
    assert compile_plan(listing()).interruptible
    assert not compile_plan(listing(Compare(Field("name"), Op.MATCHES, Param(2)))).interruptible


# Indexes -------------------------------------------------------------------------------------------------------------


def test_pages_by_name_walk_an_index(sqlite_place: Place) -> None:
    first = steps(sqlite_place, listing(), [10, None])
    assert "SCAN n1 USING COVERING INDEX node_AIModel_name" in first
    later = steps(sqlite_place, listing(), [10, ["Sora", "AIModel.x"]])
    assert any("node_AIModel_name (name>?)" in s or "node_AIModel_name ((name,gid)>(?,?))" in s for s in later)
    back = steps(sqlite_place, listing(last=True), [10, ["Sora", "AIModel.x"]])
    some = steps(sqlite_place, listing(Compare(Field("modality"), Op.EQ, Param(2))), [10, None, "VIDEO"])
    assert not any("ORDER BY" in s for s in first + later + some)
    assert any("node_AIModel_name" in s for s in back)


def test_a_to_one_filter_starts_at_its_selective_end(sqlite_place: Place) -> None:
    named = Related(DEVELOPER, Quantifier.SOME, Compare(Field("name"), Op.EQ, Param(2)))
    found = steps(sqlite_place, listing(All((named, Compare(Field("releasedOn"), Op.GTE, Param(3))))), [10, None, "OpenAI", "2024"])
    assert any("USING COVERING INDEX node_Organization_name (name=?)" in s for s in found)
    assert any("USING INTEGER PRIMARY KEY" in s and "SEARCH n1" in s for s in found)


def test_look_ups_search(sqlite_place: Place) -> None:
    for by in ("id", "name"):
        plan = Plan((("found", Lookup(by, ("AIModel", "Organization", "Claim"), Param(0), MODEL)),))
        found = steps(sqlite_place, plan, [["x"]])
        assert not [s for s in found if s.startswith("SCAN") and "json_each" not in s and "VIRTUAL" not in s and "CONSTANT" not in s]


def test_an_order_by_date_walks_its_index(sqlite_place: Place) -> None:
    found = steps(sqlite_place, listing(order=(Order(Field("releasedOn"), descending=True),)), [10, None])
    assert any("USING INDEX node_AIModel_releasedOn" in s for s in found)


def test_all_claims_come_in_the_order_of_an_index_and_some_are_sorted(sqlite_place: Place) -> None:
    def claims(where: Predicate | None) -> Plan:
        return Plan((("claims", Connection(Everything(("Claim",)), where, (), Page(Param(0), None), (("nodes", Nodes(shape("Claim", "id"))),))),))

    whole = steps(sqlite_place, claims(None), [10])
    assert not any("FOR ORDER BY" in s for s in whole)
    some = steps(sqlite_place, claims(Compare(Field("review"), Op.EQ, Param(1))), [10, "PINNED"])
    assert "SCAN n1" in some


# What cannot be ------------------------------------------------------------------------------------------------------


def _all(where: Predicate | None = None, order: tuple[Order, ...] = (), types: tuple[str, ...] = ("AIModel",)) -> Root:
    return Connection(Everything(types), where, order, None, (("total", TotalCount()), ("nodes", Nodes(Shape(())))))


@pytest.mark.parametrize(
    "root",
    [
        _all(Compare(Field("colour"), Op.EQ, Param(0))),
        _all(Compare(Field("count", On.RELATIONSHIP), Op.EQ, Param(0))),
        _all(Compare(Field("aliases"), Op.EQ, Param(0))),
        _all(Compare(Field("name"), Op.HAS, Param(0))),
        _all(Related(Hop("LIKES", Direction.OUT, ("AIModel",)), Quantifier.SOME, None)),
        _all(Related(Hop(ABOUT, Direction.OUT, ("AIModel",)), Quantifier.SOME, None)),
        _all(order=(Order(Field("nothing")),), types=("Claim",)),
        _all(types=("Claim", "AIModel")),
        Connection(Across(DEVELOPER), None, (), None, (("total", TotalCount()),)),
        Connection(OfRelationship(), None, (), None, (("total", TotalCount()),)),
        Connection(
            FullText(("AIModel",), Param(0)),
            None,
            (),
            None,
            (("e", Edges((("c", EdgeClaims(Connection(OfRelationship(), None, (), None, (("t", TotalCount()),)))),))),),
        ),
        Connection(Everything(("AIModel",)), None, (), None, (("e", Edges((("n", Node(shape("AIModel", "colour"))),))),)),
        Lookup("colour", ("AIModel",), Param(0), MODEL),
    ],
)
def test_a_plan_that_asks_for_what_is_not_there_is_refused(root: Root) -> None:
    with pytest.raises(InvalidPlan):
        compile_plan(Plan((("root", root),)))
