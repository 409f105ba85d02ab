"""What operations are planned to."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse, validate

from api.limits import costs
from api.planner import Planned, Planner
from api.schema import build_schema
from api.selection import Selector
from api.settings import Limits
from graph.cypher.read import compiled
from graph.errors import InvalidInput, QueryTooCostly
from graph.ontology import ONTOLOGY

SCHEMA = build_schema()


def planned(text: str, limits: Limits | None = None) -> Planned:
    document = parse(text)
    assert validate(SCHEMA.graphql, document) == []
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operation = next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    return Planner(SCHEMA.vocabulary, limits or Limits()).plan(Selector(SCHEMA.graphql, fragments, {}).roots(operation))


def explained(text: str) -> str:
    return planned(text).plan.explain()


def values(text: str) -> list[Any]:
    return [binding.value for binding in planned(text).bindings]


def _is(text: str, outline: str) -> None:
    assert explained(text) == textwrap.dedent(outline).strip().replace("ENTITIES", "|".join(ONTOLOGY.entities))


def test_a_node_by_name() -> None:
    text = '{ aiModel(name: "GEN-2") { __typename name clipDuration { max unit } developer { name } } }'
    _is(text, """
        aiModel: Lookup by=name types=AIModel values=$0 only_first=True single=True
          shape Shape
            cases
              AIModel:
                __typename: Constant value=AIModel
                name: Value field=name
                clipDuration: Group
                  outputs
                    max: Value field=clipDurationMax
                    unit: Value field=clipDurationUnit
                  present
                    Field column=clipDurationMin on=NODE
                    Field column=clipDurationMax on=NODE
                developer: ToOne hop=DEVELOPED_BY/OUT->Organization
                  shape Shape
                    cases
                      Organization:
                        name: Value field=name
        """)  # fmt: skip
    assert values(text) == [["gen2"]]


def test_a_connection_with_a_filter_an_order_and_a_page() -> None:
    text = """{ reports(where: {publisher: {name: {eq: "X"}}}, orderBy: [{publishedOn: DESC}, {mentions: {count: ASC}}, {publisher: {name: ASC}}], first: 3) {
        totalCount } }"""
    _is(text, """
        reports: Connection
          source Everything types=Report
          where Related hop=PUBLISHED_BY/OUT->Organization quantifier=some
            where Compare field=name op=eq value=$0
          order
            Order by=publishedOn descending=True
            Order
              by Measure hop=MENTIONS/OUT->ENTITIES aggregate=count
            Order
              by Via hop=PUBLISHED_BY/OUT->Organization field=name
          outputs
            totalCount: TotalCount
        """)  # fmt: skip
    assert values(text)[0] == "X"


def test_values_are_never_in_the_plan() -> None:
    assert "secret" not in explained('{ aiModels(where: {name: {in: ["secret"], contains: "secret"}, id: {eq: "secret"}}, first: 7) { nodes { id } } }')


def _where(where: str, root: str = "aiModels") -> str:
    lines = explained(f"{{ {root}(where: {where}) {{ totalCount }} }}").splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith("  where")), None)
    return "" if start is None else "\n".join(line.strip() for line in lines[start:] if not line.startswith(("  outputs", "    totalCount")))


@pytest.mark.parametrize(("where", "plan"), [
    ("{}", ""), ("{name: null, developer: null}", ""),
    ("{OR: []}", "where Any"), ("{AND: []}", "where All"),
    ("{NOT: {}}", "where Not\nitem All"),
    ("{developer: {}}", "where Related hop=DEVELOPED_BY/OUT->Organization quantifier=some"),
    ("{pricingPlans: {none: {}}}", "where Related hop=OFFERED_AS/OUT->PricingPlan quantifier=none"),
    ("{comparedWith: {count: {gte: 2}}}",
     "where CompareMeasure op=gte value=$0\nmeasure Measure hop=COMPARED_WITH/BOTH->AIModel aggregate=count"),
    ("{aliases: {has: \"Gen2\"}}", "where Compare field=aliases op=has value=$0"),
    ("{clipDuration: {max: {gte: 16}}}", "where Compare field=clipDurationMax op=gte value=$0"),
    ("{clipDuration: {isNull: true}}",
     "where All\nitems\nCompare field=clipDurationMin op=isNull value=$0\nCompare field=clipDurationMax op=isNull value=$1"),
    ("{modality: {in: [VIDEO, IMAGE]}}", "where Compare field=modality op=in value=$0"),
])  # fmt: skip
def test_filters(where: str, plan: str) -> None:
    assert _where(where) == plan


def test_an_interval_contains_a_number_where_a_missing_end_is_open() -> None:
    assert _where("{clipDuration: {contains: 30}}").splitlines() == [
        "where All", "items",
        "Any", "items", "Compare field=clipDurationMin op=isNull value=$0", "Compare field=clipDurationMin op=lte value=$1",
        "Any", "items", "Compare field=clipDurationMax op=isNull value=$2", "Compare field=clipDurationMax op=gte value=$3",
        "Any", "items", "Compare field=clipDurationMin op=isNull value=$4", "Compare field=clipDurationMax op=isNull value=$5",
    ]  # fmt: skip


def test_an_edges_properties_are_filtered_and_told_on_the_relationship() -> None:
    text = '{ reports(where: {authors: {some: {edge: {role: {eq: CONTACT}}, name: {eq: "A"}}}}) { nodes { authors { edges { role } } } } }'
    assert "Compare field=relationship.role op=eq value=$1" in explained(text)
    assert "role: Value field=relationship.role" in explained(text)
    assert values(text)[:2] == ["A", "CONTACT"]


def test_interfaces_are_filtered_by_type() -> None:
    assert _where("{mentions: {some: {type: {in: [AIModel, Product]}}}}", "reports").endswith("where TypeIs types=AIModel|Product")


def test_capital_and_small_letters_may_be_one() -> None:
    where = _where('{name: {startsWith: "S", caseInsensitive: {contains: "O", in: ["SORA"]}}}', "aiModels")
    assert "Compare field=name op=startsWith value=$0\n" in where
    for words in ("op=contains value=$2 caseless=True", "op=in value=$1 caseless=True"):
        assert words in where


def test_interfaces_are_filtered_by_what_only_one_type_has() -> None:
    text = "{mentions: {some: {on: {AIModel: {modality: {eq: VIDEO}}, Product: {}, Risk: null}, edge: {count: {gt: 2}}}}}"
    where = _where(text, "reports")
    for words in ("OfType type=AIModel", "where Compare field=modality op=eq value=$0", "OfType type=Product", "field=relationship.count op=gt value=$1"):
        assert words in where
    assert "Risk" not in where.partition("where Any")[2]
    assert "where" not in explained("{ reports(where: {mentions: {some: {on: {}}}}) { totalCount } }").partition("Related")[2]


def test_figures_over_related_nodes_that_pass() -> None:
    text = "{mentions: {aggregate: {where: {type: {eq: AIModel}}, count: {gte: 2}, edge: {count: {sum: {gt: 3}, avg: {lt: 9}}}}}}"
    where = _where(text, "reports")
    assert where.count("where TypeIs types=AIModel") == 3
    for words in ("aggregate=count", "aggregate=sum field=relationship.count", "aggregate=avg field=relationship.count", "op=gt value=$2"):
        assert words in where


def test_an_order_by_a_figure_over_relationships() -> None:
    assert "aggregate=sum field=relationship.count" in explained("{ aiModels(orderBy: [{mentionedIn: {edge: {count: {sum: DESC}}}}]) { nodes { id } } }")
    outline = explained("{ aiModels(orderBy: [{developer: {aiModels: {clipDuration: {max: DESC}}}}]) { nodes { id } } }")
    assert "Via hop=DEVELOPED_BY" in outline
    assert "aggregate=max field=clipDurationMax" in outline


def test_an_order_by_what_only_one_type_has() -> None:
    outline = explained("{ reports { nodes { mentions(orderBy: [{on: {AIModel: {developer: {name: DESC}}}}]) { nodes { id } } } } }")
    assert "Typed type=AIModel" in outline
    assert "by Via hop=DEVELOPED_BY/OUT->Organization field=name" in outline


def test_a_name_has_figures() -> None:
    outline = explained("{ reports(orderBy: [{authors: {name: {min: ASC}}}]) { nodes { id } aggregate { name { max } } } }")
    assert "aggregate=min field=name" in outline
    assert "aggregate=max field=name" in outline


def test_the_own_order_of_a_relationship_holds_on_the_way_out_only() -> None:
    assert "order" in explained("{ reports { nodes { risks { totalCount } } } }")
    assert "order" not in explained("{ risks { nodes { warnedOfIn { totalCount } } } }")
    assert "Order by=name" in explained("{ reports { nodes { risks(orderBy: [{name: ASC}]) { totalCount } } } }")


def test_a_page_is_only_made_where_it_is_told_of() -> None:
    assert "page" not in explained("{ reports { totalCount } }")
    assert "first $0" in explained("{ reports { nodes { id } } }")
    assert values("{ reports { nodes { id } } }") == [100]


def test_groups() -> None:
    text = """{ reportGroups(by: [publishedOnYear, publisher], having: {count: {gt: 1}, aggregate: {pageCount: {max: {lte: 9}}}},
        orderBy: [{count: DESC}, {keys: {publisher: ASC}}, {aggregate: {pageCount: {avg: DESC}}}]) {
        nodes { keys { publishedOnYear publisher { name } language } } } }"""
    outline = explained(text)
    assert "GroupKey key=publishedOnYear field=publishedOn date_part=year" in outline
    assert "GroupKey key=publisher hop=PUBLISHED_BY/OUT->Organization" in outline
    assert "language: Constant" in outline
    assert "by=1" in outline
    assert values(text) == [1, 9, 100]


def test_groups_cost_what_their_keys_tell() -> None:
    inner = "aiModels(first: 7) { groups(by: [modality], first: 3) { nodes { count } } nodes { id } }"
    text = f"{{ aiModelGroups(by: [developer], first: 5) {{ nodes {{ keys {{ developer {{ {inner} }} }} }} }} }}"
    made = planned(text)
    (cost,) = costs(made.plan, made.bindings)
    assert cost.total([]) == 5 * (1 + 1 * (1 + 7 * (1 + 3 + 1)))


def test_groups_in_a_connection_are_of_its_nodes() -> None:
    text = """{ reports { nodes { mentions(where: {name: {eq: "Sora"}}) {
        groups(by: [type], having: {aggregate: {name: {countDistinct: {gt: 1}}}}, orderBy: [{aggregate: {name: {maxLength: DESC}}}], first: 5) {
        nodes { keys { type } count aggregate { name { longest } } } } } } } }"""
    outline = explained(text)
    assert "GroupKey key=type field=type" in outline
    assert "aggregate=maxLength field=name" in outline
    assert values(text) == ["Sora", 1, 5, 100, 100], "the filter is bound once for both"


@pytest.mark.parametrize(("text", "says"), [
    ("{ reports { nodes { sectors { groups(by: []) { totalCount } } } } }", "at least one"),
    ("{ aiModels(orderBy: [{name: ASC, id: DESC}]) { totalCount } }", "takes exactly one key, but has id, name"),
    ("{ aiModels(orderBy: [{}]) { totalCount } }", "takes exactly one key, but has nothing"),
    ("{ events { nodes { involves(orderBy: [{on: {Risk: {name: ASC}, Event: {name: ASC}}}]) { totalCount } } } }", "`orderBy.on` takes exactly one"),
    ("{ aiModels(orderBy: [{mentionedIn: {edge: {}}}]) { totalCount } }", "takes exactly one key, but has nothing"),
    ("{ aiModels(orderBy: [{mentionedIn: {edge: {count: {sum: ASC, max: ASC}}}}]) { totalCount } }", "`orderBy.edge.count` takes exactly one"),
    ("{ aiModels(where: {mentionedIn: {aggregate: {edge: {count: {sum: {gt: null}}}}}}) { totalCount } }", "`mentionedIn.edge.count.sum: {gt: null}` is no"),
    ("{ aiModels(first: 1, last: 1) { nodes { id } } }", "Both `first` and `last`"),
    ("{ aiModels(first: 1, last: 1) { totalCount } }", "Both `first` and `last`"),
    ("{ aiModel { id } }", "Give `id` or `name`, one of them."), ('{ aiModel(id: "a", name: "b") { id } }', "one of them"),
    ("{ claim { id } }", "Give `id`."),
    ("{ aiModels(where: {name: {eq: null}}) { totalCount } }", "isNull: true"),
    ("{ aiModels(where: {name: {caseInsensitive: {eq: null}}}) { totalCount } }", "`name.caseInsensitive: {eq: null}`"),
    ("{ aiModels(where: {name: {isNull: null}}) { totalCount } }", "is no comparison"),
    ("{ aiModels(where: {clipDuration: {contains: null}}) { totalCount } }", "is no filter"),
    ("{ reports(where: {mentions: {some: {type: {eq: null}}}}) { totalCount } }", "is no filter"),
    ('{ search(text: " ") { totalCount } }', "`text` is empty"), ('{ search(text: "' + "x" * 201 + '") { totalCount } }', "has 201 characters"),
    ('{ search(text: "a", types: []) { totalCount } }', "`types` is empty"),
    ("{ compare { type } }", "`compare` needs nodes"), ("{ compare(names: []) { type } }", "`compare` needs nodes"),
    ("{ reportGroups(by: []) { totalCount } }", "at least one"), ("{ reportGroups(by: [kind, kind]) { totalCount } }", "different keys"),
    ("{ reportGroups(by: [kind], orderBy: [{keys: {publisher: ASC}}]) { totalCount } }", "ordered by but not grouped by"),
    ("{ aiModels(orderBy: [" + "{name: ASC}" * 9 + "]) { totalCount } }", "has 9 keys"),
])  # fmt: skip
def test_what_cannot_be_planned_says_what_to_do(text: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        planned(text)
    assert says in str(refused.value)
    assert refused.value.code == "BAD_USER_INPUT"


def test_what_is_asked_of_nodes_of_every_type_is_planned_and_stated_once() -> None:
    text = """{ search(text: "Sora") { nodes {
      name claims(where: {property: {eq: "tier"}}, first: 2) { nodes { text } } ... on AIModel { modality developer { name } } ... on Report { kind }
    } } }"""
    assert sorted(map(str, values(text))) == ["100", "2", "Sora", "tier"]
    statement = compiled(planned(text).plan).text
    assert statement.count(":`Claim`") == 1
    assert statement.count(":`DEVELOPED_BY`") == 1


def test_a_plan_that_opens_too_many_interfaces_is_too_costly() -> None:
    text = "{ reports { nodes { mentions { nodes { mentionedIn { nodes { mentions { nodes { name } } } } } } } } }"
    assert planned(text).plan.roots
    with pytest.raises(QueryTooCostly, match="more than 100 fields"):
        planned(text, Limits(outputs=100))
