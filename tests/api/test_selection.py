"""An operation's selection: merged, typed, opened; and which part of the variables shapes it."""

from __future__ import annotations

from typing import Any

from graphql import FragmentDefinitionNode, OperationDefinitionNode, get_variable_values, parse, type_from_ast, validate

from api.schema import build_schema
from api.selection import Selected, Selector, Variable, mark, skeleton

SCHEMA = build_schema().graphql


def _variables(operation: OperationDefinitionNode, given: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    coerced = get_variable_values(SCHEMA, operation.variable_definitions or (), given)
    assert not isinstance(coerced, list), coerced
    types = {v.variable.name.value: type_from_ast(SCHEMA, v.type) for v in operation.variable_definitions or ()}
    return {name: (value, types[name]) for name, value in coerced.coerced.items()}


def _roots(text: str, **given: Any) -> tuple[Selected, ...]:
    document = parse(text)
    assert validate(SCHEMA, document) == []
    operation = next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    marked = {name: mark(value, type_, (name,)) for name, (value, type_) in _variables(operation, given).items()}
    return Selector(SCHEMA, fragments, marked).roots(operation)


def _skeleton(text: str, **given: Any) -> Any:
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return [(name, skeleton(value, type_)) for name, (value, type_) in _variables(operation, given).items()]


def _outline(field: Selected) -> Any:
    return {name: [(f.key, f.name) for f in fields] for name, fields in field.selection.cases} if field.selection else None


def test_fields_merge_by_response_key() -> None:
    (root,) = _roots('{ aiModel(name: "a") { name d: developer { id } } aiModel(name: "a") { d: developer { name } ...F } } fragment F on AIModel { id name }')
    assert _outline(root) == {"AIModel": [("name", "name"), ("d", "developer"), ("id", "id")]}
    assert root.selection is not None
    assert _outline(root.selection.fields[1]) == {"Organization": [("id", "id"), ("name", "name")]}


def test_one_field_under_two_aliases_keeps_both_arguments() -> None:
    fields = _roots('{ a: aiModel(name: "Sora") { id } b: aiModel(name: "Pika") { id } }')
    assert [(f.key, f.name, f.arguments) for f in fields] == [("a", "aiModel", {"name": "Sora"}), ("b", "aiModel", {"name": "Pika"})]


def test_fragments_on_interfaces_are_opened_for_each_type() -> None:
    (root,) = _roots("""{ search(text: "a", types: [AIModel, Report]) { nodes {
        name ... on Entity { aliases } ... on AIModel { name releasedOn } ... on Report { publishedOn } } } }""")
    assert root.selection is not None
    cases = _outline(root.selection.fields[0])
    assert cases["AIModel"] == [("name", "name"), ("aliases", "aliases"), ("releasedOn", "releasedOn")]
    assert cases["Report"] == [("name", "name"), ("publishedOn", "publishedOn")]
    assert cases["Sector"] == [("name", "name"), ("aliases", "aliases")]
    assert "Claim" not in cases


def test_skip_and_include_from_variables_and_literals() -> None:
    text = """query($no: Boolean!, $yes: Boolean = true) { reports { totalCount @skip(if: $no) nodes @include(if: $no) { id }
        pageInfo @include(if: $yes) { hasNextPage } ... @skip(if: true) { edges { cursor } } } }"""
    (root,) = _roots(text, no=False)
    assert _outline(root) == {"ReportConnection": [("totalCount", "totalCount"), ("pageInfo", "pageInfo")]}
    (root,) = _roots(text, no=True, yes=False)
    assert _outline(root) == {"ReportConnection": [("nodes", "nodes")]}


def test_arguments_are_typed_and_scalars_from_variables_stay_open() -> None:
    text = """query($n: String!, $w: ReportWhere!, $o: [ReportOrder!], $f: Int = 7) {
        reports(where: {OR: [{name: {eq: $n, in: ["a", $n]}}, $w]}, orderBy: $o, first: $f) { totalCount } }"""
    (root,) = _roots(text, n="Sora", w={"publishedOn": {"gte": "2024", "isNull": False}}, o=[{"publishedOn": "DESC"}])
    assert root.arguments == {
        "where": {"OR": [
            {"name": {"eq": Variable(("n",)), "in": ["a", Variable(("n",))]}},
            {"publishedOn": {"gte": Variable(("w", "publishedOn", "gte")), "isNull": False}},
        ]},
        "orderBy": [{"publishedOn": "DESC"}],
        "first": Variable(("f",)),
    }  # fmt: skip


def test_a_variable_that_is_not_given_leaves_its_argument_out() -> None:
    assert _roots("query($w: ReportWhere, $f: Int) { reports(where: $w, first: $f) { totalCount } }", f=None)[0].arguments == {"first": None}


def test_the_skeleton_is_the_form_without_the_scalars() -> None:
    text = "query($w: ReportWhere, $n: [String!], $o: [ReportOrder!], $b: Boolean) { __typename }"
    one = _skeleton(text, w={"name": {"eq": "a"}}, n=["a"], o=[{"name": "ASC"}], b=True)
    assert one == _skeleton(text, w={"name": {"eq": "b"}}, n=["b", "c"], o=[{"name": "ASC"}], b=True)
    assert one != _skeleton(text, w={"name": {"ne": "a"}}, n=["a"], o=[{"name": "ASC"}], b=True)
    assert one != _skeleton(text, w={"name": {"eq": "a"}}, n=["a"], o=[{"name": "DESC"}], b=True)
    assert one != _skeleton(text, w={"name": {"eq": "a"}}, n=["a"], o=[{"name": "ASC"}], b=False)
    assert one != _skeleton(text, w={"name": None}, n=["a"], o=[{"name": "ASC"}], b=True)
