"""What a plan becomes in Cypher. That the answers are right is held by tests/contract and tests/properties."""

from __future__ import annotations

import re
from typing import Any

import orjson
import pytest

from graph import plan as p
from graph.cypher.read import Prepared, compiled, cursor_params, missing
from graph.cypher.read_answer import Piece, Read, apart, as_it_is, decoder, element, keyed, row
from graph.cypher.read_search import NOTHING, lucene
from graph.errors import InvalidInput, InvalidPlan
from graph.ontology import Direction
from tests.questions import by_id, everything, shape

DEVELOPER = p.Hop("DEVELOPED_BY", Direction.OUT, ("Organization",))
MENTIONS = p.Hop("MENTIONS", Direction.OUT, ("AIModel", "Product"))
RELEASED = p.Field("releasedOn")


def models(where: p.Predicate | None = None, order: tuple[p.Order, ...] = (), page: p.Page | None = None) -> p.Plan:
    connection = p.Connection(p.Everything(("AIModel",)), where, order, page, (("nodes", p.Nodes(shape("AIModel", "name"))),))
    return p.Plan((("models", connection),))


def developed_by(quantifier: p.Quantifier) -> p.Related:
    return p.Related(DEVELOPER, quantifier, p.Compare(p.Field("name"), p.Op.EQ, p.Param(0)))


def test_the_same_plan_is_always_the_same_text() -> None:
    plan = models(developed_by(p.Quantifier.SOME), (p.Order(RELEASED),), p.Page(p.Param(1), None))
    assert compiled(plan).text == compiled(plan).text


def test_an_answer_is_one_value_of_lists_without_keys() -> None:
    statement = compiled(by_id("AIModel", "id", "name", more=p.Constant("X")))
    assert statement.text.startswith("RETURN [")
    assert statement.text.endswith("] AS answer")
    assert "{id:" not in statement.text.split("RETURN [n")[-1]
    assert orjson.loads(statement.answer([[["AIModel.1", "Sora"]]], [["AIModel.1"]])) == {"found": {"id": "AIModel.1", "name": "Sora", "more": "X"}}
    assert orjson.loads(statement.answer([[]], [["none"]])) == {"found": None}


def test_a_filter_across_a_hop_to_one_is_matched_and_others_are_asked() -> None:
    matched = "MATCH (n1:`AIModel`) MATCH (n1)-[r3:`DEVELOPED_BY`]->(n2:`Organization`) WHERE n2.`name` = $p0"
    assert matched in compiled(models(developed_by(p.Quantifier.SOME))).text
    assert "NOT EXISTS { MATCH" in compiled(models(developed_by(p.Quantifier.NONE))).text


def test_a_node_that_is_named_across_many_is_where_the_statement_starts() -> None:
    models_hop = p.Hop("DEVELOPED_BY", Direction.IN, ("AIModel",))

    def asked(where: p.Predicate) -> str:
        told = (("n", p.Nodes(shape("Organization", "name"))),)
        connection = p.Connection(p.Everything(("Organization",)), p.Related(models_hop, p.Quantifier.SOME, where), (), None, told)
        return compiled(p.Plan((("all", connection),))).text

    named = asked(p.Compare(p.Field("name"), p.Op.EQ, p.Param(0)))
    assert "MATCH (n1)<-[r3:`DEVELOPED_BY`]-(n2:`AIModel`) WHERE n2.`name` = $p0 WITH DISTINCT n1" in named
    either = p.Related(MENTIONS, p.Quantifier.SOME, p.Compare(p.Field("name"), p.Op.IN, p.Param(0)))
    found = p.Connection(p.Everything(("Report",)), either, (), None, (("n", p.TotalCount()),))
    start = "CALL () { MATCH (n2:`AIModel`) WHERE n2.`name` IN $p0 RETURN n2 UNION ALL MATCH (n2:`Product`)"
    assert re.sub(r"n\d", "n2", start) in re.sub(r"n\d", "n2", compiled(p.Plan((("all", found),))).text)
    assert "EXISTS {" in asked(p.Compare(p.Field("clipDurationMax"), p.Op.GT, p.Param(0)))


def test_a_filter_that_leads_on_is_one_walk() -> None:
    long = p.Compare(p.Field("clipDurationMax"), p.Op.GT, p.Param(0))
    models_of = p.Related(p.Hop("DEVELOPED_BY", Direction.IN, ("AIModel",)), p.Quantifier.SOME, long)
    ends = ("Organization", "AIModel")

    def asked(quantifier: p.Quantifier) -> str:
        mentioned = p.Related(p.Hop("MENTIONS", Direction.OUT, ends), quantifier, p.OfType("Organization", models_of))
        text = compiled(p.Plan((("n", p.Connection(p.Everything(("Report",)), mentioned, (), None, (("n", p.TotalCount()),))),))).text
        return re.sub(r"\b([nr])\d+", r"\1", text)

    onward = "WHERE n:`Organization` MATCH (n)<-[r:`DEVELOPED_BY`]-(n:`AIModel`) WHERE n.`clipDurationMax` > $p0 }"
    assert onward in asked(p.Quantifier.SOME)
    assert asked(p.Quantifier.SOME).count("EXISTS") == 1
    assert onward in asked(p.Quantifier.NONE)
    assert asked(p.Quantifier.SINGLE).count("EXISTS") == 1  # inside of a count, where a node must be met once


def test_a_column_that_a_filter_asks_for_is_not_looked_for_where_it_is_missing() -> None:
    where = p.Compare(RELEASED, p.Op.GTE, p.Param(1))
    text = compiled(models(where, (p.Order(RELEASED, descending=True),), p.Page(p.Param(0), None))).text
    assert "IS NULL" not in text
    assert "ORDER BY n1.`releasedOn` DESC, n1.name, n1.id LIMIT $p0" in text


def test_an_order_takes_the_index_first_and_missing_values_after() -> None:
    text = compiled(models(order=(p.Order(RELEASED, descending=True),), page=p.Page(p.Param(0), None))).text
    assert "WHERE n1.`releasedOn` IS NOT NULL WITH n1 ORDER BY n1.`releasedOn` DESC, n1.name, n1.id LIMIT $p0" in text
    assert re.search(r"WHERE size\(t\d+\) < \$p0 MATCH \(n1:`AIModel`\) WHERE n1\.`releasedOn` IS NULL", text)


def test_the_default_order_takes_the_index_of_names() -> None:
    text = compiled(models(page=p.Page(p.Param(0), None))).text
    assert "WHERE n1.name IS NOT NULL WITH n1 ORDER BY n1.name, n1.id LIMIT $p0" in text


def test_a_first_page_is_not_asked_with_the_conditions_of_a_later_one() -> None:
    plan = models(page=p.Page(p.Param(0), None, after=p.Param(1)))
    assert cursor_params(plan) == (1,)
    prepared = Prepared.of(plan)
    first, second = prepared.statement([10, None]), prepared.statement([10, ["Sora", "AIModel.1"]])
    assert "$p1" not in first.text
    assert first.parameters([10, None]) == {"p0": 10}
    assert "n1.name >= $p1[0]" in second.text
    assert prepared.statement([20, None]) is first
    assert prepared.statement([20, ["Gen-2", "AIModel.2"]]) is second


def test_missing_values_in_a_cursor_are_told_apart() -> None:
    assert missing((1, 2), [10, None, ["2024", None, "x"]]) == {(1,), (2, 1)}
    plan = models(order=(p.Order(RELEASED),), page=p.Page(p.Param(0), None, after=p.Param(1)))
    assert "n1.`releasedOn` IS NULL AND" in Prepared.of(plan).statement([10, [None, "Sora", "AIModel.1"]]).text


@pytest.mark.parametrize("text", ["(", "[a", "*", "a{2,1}"])
def test_a_pattern_that_is_none_is_refused_before_it_is_sent(text: str) -> None:
    statement = compiled(models(p.Compare(p.Field("name"), p.Op.MATCHES, p.Param(0))))
    with pytest.raises(InvalidInput):
        statement.parameters([text])


def test_no_value_is_ever_part_of_a_statement() -> None:
    nasty = "`}) DETACH DELETE n //"
    field = p.Field(nasty)
    text = compiled(models(p.Compare(field, p.Op.EQ, p.Param(0)), (p.Order(field),))).text
    assert "n1.```}) DETACH DELETE n //` = $p0" in text


def test_labels_that_can_only_be_there_are_not_checked() -> None:
    def across(hop: p.Hop) -> str:
        told = tuple((label, (("name", p.Value(p.Field("name"))),)) for label in hop.types)
        connection = p.Connection(p.Across(hop), None, (), None, (("nodes", p.Nodes(p.Shape(told))),))
        return compiled(everything("Report", "name", found=connection)).text

    assert ":`AIModel`|`Product`)" in across(MENTIONS)
    developed = p.Hop("DEVELOPED_BY", Direction.IN, ("AIModel", "Product"))
    report = p.Connection(p.Everything(("Organization",)), None, (), None, (("nodes", p.Nodes(_made(developed))),))
    assert "`AIModel`|`Product`" not in compiled(p.Plan((("all", report),))).text


def _made(hop: p.Hop) -> p.Shape:
    told = tuple((label, (("__typename", p.Constant(label)), ("name", p.Value(p.Field("name"))))) for label in hop.types)
    connection = p.Connection(p.Across(hop), None, (), None, (("nodes", p.Nodes(p.Shape(told))),))
    return p.Shape((("Organization", (("made", connection),)),))


def test_types_that_are_told_alike_share_one_row() -> None:
    developed = p.Hop("DEVELOPED_BY", Direction.IN, ("AIModel", "Product"))
    plan = p.Plan((("all", p.Connection(p.Everything(("Organization",)), None, (), None, (("nodes", p.Nodes(_made(developed))),))),))
    statement = compiled(plan)
    assert "CASE" not in statement.text
    value: Any = [[[[["Sora", "AIModel"], ["H100", "Product"]]]]]
    assert orjson.loads(statement.answer(value, [])) == {
        "all": {"nodes": [{"made": {"nodes": [{"__typename": "AIModel", "name": "Sora"}, {"__typename": "Product", "name": "H100"}]}}]}
    }


def test_a_field_of_no_relationship_is_an_invalid_plan() -> None:
    with pytest.raises(InvalidPlan):
        compiled(models(p.Compare(p.Field("count", p.On.RELATIONSHIP), p.Op.EQ, p.Param(0))))
    with pytest.raises(InvalidPlan):
        compiled(p.Plan((("all", p.Connection(p.Across(DEVELOPER), None, (), None, ())),)))


def test_constants_take_their_places_and_are_not_sent() -> None:
    made = row([("a", p.Constant(1)), ("b", Piece("x")), ("c", p.Constant(None)), ("d", Piece("y"))])
    assert made.text == "[x, y]"
    assert list(decoder(made.read)([2, 3], []).items()) == [("a", 1), ("b", 2), ("c", None), ("d", 3)]


def test_what_nests_deep_can_still_be_read() -> None:
    read: Read = as_it_is
    for _ in range(150):  # Python takes about a hundred brackets in one expression
        read = apart(keyed([("a", element(0, read))]))
    value: Any = "end"
    for _ in range(150):
        value = [value]
    told = decoder(read)(value, [])
    for _ in range(150):
        told = told["a"]
    assert told == "end"


@pytest.mark.parametrize(
    ("text", "best", "said"),
    [
        ("文生视频", r'(+"文生 生视 视频")^0 (+*:*^1 +(+\=文生视频)^0)', r'+((+"文生 生视 视频")^0 \=文生视频*^0) -(+"文生 生视 视频") -\=文生视频'),
        ("C++", r"(+c\+\+)^0 (+*:*^1 +(+\=c\+\+)^0)", r"+((+c\+\+*)^0 \=c\+\+*^0) -(+c\+\+) -\=c\+\+"),
        (
            "OR NOT",
            r'(+"or not")^0 (+*:*^1 +(+\=ornot)^0)',
            r'+((+or* +not*)^0 \=ornot*^0) (+*:*^1 +(+or +not)^0) -(+"or not") -\=ornot',
        ),
        ("视频 算力", r'(+"视频 频 算力")^0 (+*:*^1 +(+\=视频算力)^0)', r'+((+*:*^1 +(+视频 +算力)^0) \=视频算力*^0) -(+"视频 频 算力") -\=视频算力'),
        ('"or not"', r'(+"or not")^0 (+*:*^1 +(+\=ornot +"or not")^0)', r'+(+"or not")^0 -(+"or not") -\=ornot'),
    ],
)
def test_a_search_text_becomes_terms_and_holds_no_operators(text: str, best: str, said: str) -> None:
    assert (lucene(text)["best"], lucene(text)["said"]) == (best, said)


@pytest.mark.parametrize("text", ["", "  ", "?!", '"*'])
def test_a_search_without_words_finds_nothing(text: str) -> None:
    assert (lucene(text)["best"], lucene(text)["said"], lucene(text)["mistaken"]) == (NOTHING, NOTHING, None)


def test_mistakes_are_regular_expressions_that_begin_right() -> None:
    asked = lucene("Sora 视频")["mistaken"]
    assert asked == "(+(sora* /s(.ra|o.a|or.|.ora|o.ra|or.a|ora.|ra|oa|or|roa|oar)/) +(视频))^0"
    assert str(lucene("Pika")["mistaken"]).endswith("|kia|iak)/^1")
    assert lucene("Gen-2")["mistaken"] is None
