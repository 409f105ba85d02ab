"""What may be relied on when a plan is run, on every store (any plan: tests/properties)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.ontology import Direction
from graph.plan import (
    Compare,
    Connection,
    Cursor,
    Edges,
    Everything,
    Field,
    FullText,
    Highlight,
    Hop,
    Lookup,
    Node,
    Nodes,
    Not,
    Op,
    Order,
    Page,
    PageInfo,
    Param,
    Plan,
    Predicate,
    Quantifier,
    Related,
    Score,
    TotalCount,
    Via,
)  # fmt: skip
from graph.store import Store
from tests.asking import ask
from tests.graphs import Paper, model, organization, same
from tests.questions import CLAIMS, everything, listing, shape

DEVELOPER = Hop("DEVELOPED_BY", Direction.OUT, ("Organization",))
MODELS = Hop("DEVELOPED_BY", Direction.IN, ("AIModel",))


@pytest.fixture
def five(store: Store) -> Store:
    """Five models: three of OpenAI, one of Runway, one of nobody, which has no duration."""
    paper = Paper("A note")
    for name, maker, duration in (("Sora", "OpenAI", 60), ("Gen-2", "Runway", 16), ("GPT-4", "OpenAI", None), ("Lab", None, None), ("DALL·E", "OpenAI", 16)):
        paper.says(model(name), "modality", "VIDEO")
        if maker:
            paper.says(model(name), "DEVELOPED_BY", organization(maker))
        if duration:
            paper.says(model(name), "clipDuration", float(duration))
    store.write(paper.batch())
    return store


def names(store: Store, where: Predicate | None = None, *order: Order, label: str = "AIModel", values: tuple[Any, ...] = ()) -> list[str]:
    connection = Connection(Everything((label,)), where, order, None, (("nodes", Nodes(shape(label, "name"))),))
    return [node["name"] for node in ask(store, Plan((("all", connection),)), values)["all"]["nodes"]]


def test_a_filter_may_go_back_by_the_relationship_by_which_it_came(five: Store) -> None:
    maker = Related(DEVELOPER, Quantifier.SOME, Compare(Field("name"), Op.CONTAINS, Param(0)))
    of_such = Connection(Everything(("Organization",)), Related(MODELS, Quantifier.SOME, maker), (), None, (("nodes", Nodes(shape("Organization", "name"))),))
    assert ask(five, Plan((("all", of_such),)), ["Open"]) == {"all": {"nodes": [{"name": "OpenAI"}]}}


def test_a_missing_value_comes_last_in_both_directions(five: Store) -> None:
    by = Field("clipDurationMax")
    assert names(five, None, Order(by)) == ["DALL·E", "Gen-2", "Sora", "GPT-4", "Lab"]
    assert names(five, None, Order(by, descending=True)) == ["Sora", "DALL·E", "Gen-2", "GPT-4", "Lab"]


def test_order_by_a_to_one_relationship(five: Store) -> None:
    assert names(five, None, Order(Via(DEVELOPER, Field("name")), descending=True)) == ["Gen-2", "DALL·E", "GPT-4", "Sora", "Lab"]


def test_strings_order_by_code_point(store: Store) -> None:
    paper = Paper("A note")
    ordered = ["B", "Z", "a", "é", "文", "\uffee", "𠮷"]
    for name in reversed(ordered):
        paper.says(model(name), "modality", "VIDEO")
    store.write(paper.batch())
    assert names(store, None) == ordered


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        (Op.EQ, 16, ["DALL·E", "Gen-2"]),
        (Op.NE, 16, ["Sora"]),
        (Op.IN, [60, 61], ["Sora"]),
        (Op.NOT_IN, [60], ["DALL·E", "Gen-2"]),
        (Op.NOT_IN, [], ["DALL·E", "Gen-2", "Sora"]),
        (Op.GT, 16, ["Sora"]),
        (Op.GTE, 16.0, ["DALL·E", "Gen-2", "Sora"]),
        (Op.LT, 60, ["DALL·E", "Gen-2"]),
        (Op.LTE, 15.5, []),
        (Op.IS_NULL, True, ["GPT-4", "Lab"]),
        (Op.IS_NULL, False, ["DALL·E", "Gen-2", "Sora"]),
        (Op.EQ, None, []),
    ],
)
def test_a_comparison_with_a_missing_value_is_not_true(five: Store, op: Op, value: Any, expected: list[str]) -> None:
    assert names(five, Compare(Field("clipDurationMax"), op, Param(0)), values=(value,)) == expected


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        (Op.CONTAINS, "or", ["Sora"]),
        (Op.CONTAINS, "OR", []),
        (Op.CONTAINS, "%", []),
        (Op.CONTAINS, "_", []),
        (Op.STARTS_WITH, "G", ["GPT-4", "Gen-2"]),
        (Op.ENDS_WITH, "2", ["Gen-2"]),
        (Op.MATCHES, "^[A-Z]{3}-\\d$", ["GPT-4"]),
        (Op.MATCHES, "o|e", ["Gen-2", "Sora"]),
        (Op.GTE, "S", ["Sora"]),
    ],
)
def test_text_operators_mind_the_case_and_take_no_wildcards(five: Store, op: Op, value: str, expected: list[str]) -> None:
    assert names(five, Compare(Field("name"), op, Param(0)), values=(value,)) == expected


@pytest.mark.parametrize(
    ("quantifier", "expected"),
    [
        (Quantifier.SOME, ["OpenAI"]),
        (Quantifier.NONE, ["Runway"]),
        (Quantifier.ALL, []),
        (Quantifier.SINGLE, ["OpenAI"]),
    ],
)
def test_quantifiers_over_related_nodes(five: Store, quantifier: Quantifier, expected: list[str]) -> None:
    where = Related(MODELS, quantifier, Compare(Field("clipDurationMax"), Op.GT, Param(0)))
    assert names(five, where, label="Organization", values=(16,)) == expected


def test_all_holds_where_there_is_none_and_not_is_plain_negation(five: Store) -> None:
    long = Compare(Field("clipDurationMax"), Op.GTE, Param(0))
    assert names(five, Related(DEVELOPER, Quantifier.ALL, Compare(Field("name"), Op.EQ, Param(0))), values=("Runway",)) == ["Gen-2", "Lab"]
    assert names(five, Not(long), values=(16,)) == ["GPT-4", "Lab"]


def _page(page: Page, *order: Order) -> Plan:
    edges = Edges((("cursor", Cursor()), ("node", Node(shape("AIModel", "name")))))
    info = PageInfo(tuple((name, name) for name in ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")))
    return Plan((("all", Connection(Everything(("AIModel",)), None, order, page, (("edges", edges), ("pageInfo", info), ("totalCount", TotalCount())))),))


def test_paging_forwards_and_backwards(five: Store) -> None:
    order = Order(Field("clipDurationMax"), descending=True)  # Sora 60, DALL·E 16, Gen-2 16, GPT-4, Lab
    forwards, backwards = _page(Page(Param(0), None, after=Param(1)), order), _page(Page(None, Param(0), before=Param(1)), order)
    first = ask(five, forwards, [2, None])["all"]
    assert [edge["node"]["name"] for edge in first["edges"]] == ["Sora", "DALL·E"]
    assert first["totalCount"] == 5
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert first["pageInfo"]["endCursor"] == first["edges"][1]["cursor"]
    assert first["pageInfo"]["startCursor"] == first["edges"][0]["cursor"]
    second = ask(five, forwards, [2, json.loads(first["pageInfo"]["endCursor"])])["all"]
    assert [edge["node"]["name"] for edge in second["edges"]] == ["Gen-2", "GPT-4"]
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (True, True)
    last = ask(five, forwards, [2, json.loads(second["pageInfo"]["endCursor"])])["all"]
    assert [edge["node"]["name"] for edge in last["edges"]] == ["Lab"]
    assert last["pageInfo"]["hasNextPage"] is False
    back = ask(five, backwards, [3, json.loads(last["pageInfo"]["startCursor"])])["all"]
    assert [edge["node"]["name"] for edge in back["edges"]] == ["DALL·E", "Gen-2", "GPT-4"]
    assert (back["pageInfo"]["hasNextPage"], back["pageInfo"]["hasPreviousPage"]) == (True, True)


def test_an_empty_page_has_no_cursors(five: Store) -> None:
    page = ask(five, _page(Page(Param(0), None)), [0])["all"]
    assert page["edges"] == []
    assert page["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None}


def test_lookup_answers_each_value_in_its_place(five: Store) -> None:
    ids = [model("Sora").id, "AIModel.00000000000000000000", "nonsense", model("Gen-2").id, model("Sora").id]
    plan = Plan((("nodes", Lookup("id", ("AIModel", "Organization"), Param(0), shape("AIModel", "name"))),))
    assert ask(five, plan, [ids])["nodes"] == [{"name": "Sora"}, None, None, {"name": "Gen-2"}, {"name": "Sora"}]


def test_an_operation_answers_all_its_roots_in_order(five: Store) -> None:
    one, two = everything("AIModel", "name"), everything("Organization", "name")
    plan = Plan((("b", one.roots[0][1]), ("a", two.roots[0][1])))
    answer = ask(five, plan)
    assert list(answer) == ["b", "a"]
    assert (answer["b"]["totalCount"], answer["a"]["totalCount"]) == (5, 2)


def test_evidence_is_verified_against_the_stored_text(store: Store) -> None:
    paper = Paper("A note")
    paper.says(model("Sora"), "modality", "VIDEO")
    batch = paper.batch()
    paper.says(model("Sora"), "availability", "soon")  # its page is longer than the stored one
    store.write(batch)
    store.write(type(batch)(claims=paper.claims))
    found = ask(store, everything("AIModel", "name", claims=listing(CLAIMS, "property", "verified")))["all"]["nodes"][0]["claims"]["nodes"]
    assert {claim["property"]: claim["verified"] for claim in found} == {"modality": True, "availability": False}


@pytest.fixture
def searchable(store: Store) -> Store:
    paper = Paper("Sora模型横空出世，文生视频迎来突破")
    for name in ("文生视频", "视频生成", "生成文本", "Sora", "Sora Turbo", "Pika 1.0"):
        paper.says(paper.ref, "MENTIONS", model(name))
    store.write(paper.batch(judgements=[same(model("天空"), model("Sora"))]))
    return store


def _search(store: Store, text: str, *labels: str, first: int = 10) -> dict[str, Any]:
    shapes = type(shape("AIModel"))(tuple((label, shape(label, "name").cases[0][1]) for label in labels))
    edges = Edges((("score", Score()), ("highlight", Highlight()), ("node", Node(shapes))))
    connection = Connection(FullText(labels, Param(0)), None, (), Page(Param(1), None), (("totalCount", TotalCount()), ("edges", edges)))
    found: dict[str, Any] = ask(store, Plan((("search", connection),)), [text, first])["search"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("文生视频", {"文生视频", "Sora模型横空出世，文生视频迎来突破"}),
        ("视频", {"文生视频", "视频生成", "Sora模型横空出世，文生视频迎来突破"}),
        ("sora", {"Sora", "Sora Turbo", "Sora模型横空出世，文生视频迎来突破"}),
        ("天空", {"Sora"}),
        ("nothing like it", set()),
    ],
)
def test_search_finds_names_and_aliases_in_any_script(searchable: Store, text: str, expected: set[str]) -> None:
    found = _search(searchable, text, "AIModel", "Report")
    assert expected <= {edge["node"]["name"] for edge in found["edges"]}
    assert found["totalCount"] == len(found["edges"])
    assert (not expected) == (not found["edges"])


def test_search_scores_fall_and_highlights_show_the_match(searchable: Store) -> None:
    found = _search(searchable, "Sora", "AIModel")["edges"]
    assert found[0]["node"]["name"] == "Sora"
    assert [edge["score"] for edge in found] == sorted((edge["score"] for edge in found), reverse=True)
    assert found[0]["highlight"] == "«Sora»"
    assert all("«" in edge["highlight"] for edge in found)


@pytest.mark.parametrize("text", ['"', "'", "*", "AND", "a OR", "NEAR(", "sora:", "(", "-", "", "   ", "\\", "~", "^", "/", "[", "{", "\u3000", "''\"\""])
def test_search_takes_any_text(searchable: Store, text: str) -> None:
    assert isinstance(_search(searchable, text, "AIModel")["totalCount"], int)


def test_search_keeps_to_its_types_and_page(searchable: Store) -> None:
    assert {edge["node"]["name"] for edge in _search(searchable, "Sora", "Report")["edges"]} == {"Sora模型横空出世，文生视频迎来突破"}
    page = _search(searchable, "sora", "AIModel", "Report", first=1)
    assert len(page["edges"]) == 1
    assert page["totalCount"] == 3
