"""Owns the `compare` root: which nodes and claims it needs of the one statement, and the answer that is made of them.

What is decided about the claims is decided in `graph.compare`. Keys with a colon in them are hidden parts of the store's
answer: no GraphQL name has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.binding import Binding, listed
from api.binding import resolve as resolve_argument
from api.planner_context import Planning, plain
from api.planner_nodes import outputs, shape
from api.selection import Argument, Selected
from graph import plan as p
from graph.claim import Scalar
from graph.compare import (
    Cell,
    Column,
    Evidence,
    Fact,
    Format,
    Proven,
    Resolve,
    Row,
    Standing,
    comparable,
    compare,
    export,
    frontier,
    sheet,
    slot,
)
from graph.errors import InvalidInput, NotFound
from graph.ontology import CLAIM, REPORT, Direction, Ontology
from graph.store.base import Bound
from graph.values import Review, name_key, type_of_id

_COMPARABLE_OTHERWISE = "Organization"  # its names are folded in another way than all others
_FACTS = {
    "id": "id", "text": "text", "value": "value", "min": "min", "max": "max", "unit": "unit", "qualifier": "qualifier", "polarity": "polarity",
    "asOf": "as_of", "saidOn": "said_on", "confidence": "confidence", "method": "method", "review": "review",
}  # fmt: skip
_OF_CLAIMS = ("export", "frontier", "nodes", "edges", "pageInfo")  # what is told of all claims, whether rows are asked or not
_NODES = (("columns", "node"), ("rows", "best"), ("frontier", "node"), ("frontier", "beatenBy"), ("nodes", "node"), ("edges", "node", "node"))
_CLAIMS = (("rows", "cells", "claims"), *((*at, *end) for at in (("nodes",), ("edges", "node")) for end in (("claims",), ("cell", "claims"))))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A `compare` root that was planned: how to make its answer of what the store tells."""

    field: Selected
    ontology: Ontology
    types: tuple[str, ...]
    lookups: tuple[tuple[str, tuple[str, ...], str], ...]  # (root key, types, "id" or "name")
    properties: tuple[Binding, ...]
    names: tuple[Binding, ...]
    ids: tuple[Binding, ...]
    weights: tuple[tuple[Binding, Binding], ...]
    nodes: Mapping[int, str]  # of each selection of nodes (by its identity), the prefix of its keys
    claims: Mapping[int, str]


def plan_compare(planning: Planning, field: Selected) -> tuple[tuple[tuple[str, p.Root], ...], Comparison]:
    """The hidden roots of a comparison, and how to make its answer. InvalidInput if no names and no ids are given."""
    given, ontology = field.arguments, planning.vocabulary.ontology
    types = (plain(given["type"]),) if given.get("type") else tuple(label for label in ontology.labels if comparable((label,), ontology))
    nodes, claims = prefixes(field)
    told = Told(planning, field, nodes, claims, _wanted(planning, given, types))
    lookups, roots = [], []
    for by, argument in (("name", "names"), ("id", "ids")):
        for part in _folded_alike(types, by) if given.get(argument) is not None else ():
            key = f"{field.key}:{by}:{part[0]}"
            lookups.append((key, part, by))
            roots.append((key, planning.as_of(field, told.lookup(by, part, given[argument]), unnamed=True)))
    if not roots:
        raise InvalidInput("`compare` needs nodes.", hint="Give `names` or `ids`.")
    return tuple(roots), Comparison(
        field, ontology, types, tuple(lookups), _bindings(given.get("properties")), _bindings(given.get("names")), _bindings(given.get("ids")),
        tuple((Binding(w["publisher"], None), Binding(w["weight"], None)) for w in given.get("sourceWeights") or ()), nodes, claims,
    )  # fmt: skip


def _bindings(value: Argument) -> tuple[Binding, ...]:
    return () if value is None else (Binding(value, None),)


def _folded_alike(types: tuple[str, ...], by: str) -> list[tuple[str, ...]]:
    if by == "id":
        return [types]
    other = tuple(t for t in types if t == _COMPARABLE_OTHERWISE)
    rest = tuple(t for t in types if t != _COMPARABLE_OTHERWISE)
    return [part for part in (rest, other) if part]


def _wanted(planning: Planning, given: Mapping[str, Any], types: tuple[str, ...]) -> Argument:
    """The names that are compared, or all: an argument that the slots are found of when the plan is run."""
    named = given.get("properties")
    return list(comparable(types, planning.vocabulary.ontology)) if named is None else named


@dataclass(frozen=True, slots=True)
class Told:
    """What a comparison, or what looks for conflicts, wants to be told of its nodes. Of the latter, fields are named otherwise."""

    planning: Planning
    field: Selected
    nodes: Mapping[int, str]
    claims: Mapping[int, str]
    wanted: Argument

    def lookup(self, by: str, types: tuple[str, ...], values: Argument) -> p.Lookup:
        """The nodes of names or ids."""
        check = listed("names" if by == "name" else "ids", self.planning.limits.compared)
        fold = types[0] if by == "name" else None

        def keys(found: Sequence[str]) -> list[str]:
            if not found:
                raise InvalidInput("`compare` needs nodes.", hint="Give `names` or `ids`.")
            check(found)
            return [name_key(v, fold) if fold is not None else v for v in found]

        told = p.Shape(tuple((label, self.node(label)) for label in types))
        return p.Lookup(by, types, self.planning.param(values, keys), told, only_first=False)

    def node(self, label: str) -> p.Outputs:
        """What is told of a node, hidden parts and its claims included."""
        hidden: list[tuple[str, p.Output]] = [("id:", p.Value(p.Field("id"))), ("type:", p.Constant(label))]
        if _asks(self.field, *_OF_CLAIMS):
            hidden.append(("name:", p.Value(p.Field("name"))))
        for selection in _node_selections(self.field):
            hidden += outputs(self.planning, label, selection.selection.of(label) if selection.selection else (), self.nodes[id(selection)])
        if _asks(self.field, "rows", *_OF_CLAIMS):
            hidden.append(("claims:", self._claims(label)))
        return tuple(hidden)

    def _claims(self, label: str) -> p.Connection:
        ontology, planning = self.planning.vocabulary.ontology, self.planning

        def slots(found: Sequence[Sequence[str] | None]) -> list[str]:
            return [s for names in found for name in names or () if (s := slot(label, name, ontology)) is not None]

        more = [f.arguments.get(name) for f in _inner(self.field, "frontier") for name in ("maximise", "minimise")]
        param = planning.param([self.wanted, *more], slots)
        about = p.Any((p.Compare(p.Field("property"), p.Op.IN, param), p.Compare(p.Field("relationship"), p.Op.IN, param)))
        items: list[p.Predicate] = [about, p.Compare(p.Field("review"), p.Op.NE, planning.param(Review.REJECTED.value))]
        newest = (p.Order(p.Field("saidOn"), descending=True),)
        page = p.Page(planning.param(planning.limits.page_size), None)
        nodes = p.Nodes(p.Shape(((CLAIM, self._fact()),)))
        return p.Connection(p.Across(p.Hop(p.ABOUT, Direction.IN, (CLAIM,))), p.All(tuple(items)), newest, page, (("nodes", nodes),))

    def _fact(self) -> p.Outputs:
        labels = self.planning.vocabulary.ontology.labels
        publisher = self.planning.vocabulary.ontology.fields(REPORT)["publisher"]
        name: p.Outputs = (("id", p.Value(p.Field("id"))), ("name", p.Value(p.Field("name"))))
        to_publisher = p.Hop(publisher.relationship.name, publisher.direction, publisher.types)
        report: p.Outputs = (*name, ("publisher", p.ToOne(to_publisher, p.Shape(tuple((t, name) for t in publisher.types)))))
        facts: list[tuple[str, p.Output]] = [(f"{column}:", p.Value(p.Field(column))) for column in (*_FACTS, "property", "relationship")]
        facts.append(("object:", p.ToOne(p.Hop(p.POINTS_TO, Direction.OUT, labels), p.Shape(tuple((label, name) for label in labels)))))
        facts.append(("report:", p.ToOne(p.Hop(p.STATED_IN, Direction.OUT, (REPORT,)), p.Shape(((REPORT, report),)))))
        if _asks(self.field, "export"):
            facts += [(f"{column}:", p.Value(p.Field(column))) for column in ("page", "quote")]
        for selection in _claim_selections(self.field):
            facts += shape(self.planning, (CLAIM,), selection.selection, self.claims[id(selection)]).cases[0][1]
        return tuple(facts)


def _inner(field: Selected, *path: str) -> list[Selected]:
    """The selections at a path of field names, under all their aliases."""
    found = [field]
    for name in path:
        found = [f for parent in found for f in (parent.selection.fields if parent.selection else ()) if f.name == name]
    return found


def prefixes(field: Selected) -> tuple[dict[int, str], dict[int, str]]:
    """For each selection of nodes, and of claims, the prefix of its keys."""
    nodes, claims = _node_selections(field), _claim_selections(field)
    return {id(s): f"n{i}:" for i, s in enumerate(nodes)}, {id(s): f"c{i}:" for i, s in enumerate(claims)}


def _asks(field: Selected, *names: str) -> bool:
    return any(_inner(field, name) for name in names)


def _node_selections(field: Selected) -> list[Selected]:
    return [f for path in _NODES for f in _inner(field, *path)]


def _claim_selections(field: Selected) -> list[Selected]:
    return [f for path in _CLAIMS for f in _inner(field, *path)]


# The answer ---------------------------------------------------------------------------------------------------------


def answer(comparison: Comparison, told: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
    """The root's answer. NotFound if a name or id is not there, InvalidInput for a property that the type lacks."""
    given = comparison.field.arguments
    type_, nodes = _columns(comparison, told, variables)
    names = _value(comparison.properties, variables)
    properties = list(comparable((type_,), comparison.ontology)) if names is None else names
    columns = [Column(type_, tuple(fact(claim) for claim in node.get("claims:", {"nodes": ()})["nodes"])) for node in nodes]
    resolve = Resolve(plain(given.get("resolve")) or Resolve.PINNED)
    weights = {str(publisher.bind(variables)): _weight(weight.bind(variables)) for publisher, weight in comparison.weights}
    asked = comparison.field.selection.fields if comparison.field.selection else ()
    rows = compare(properties, columns, resolve, weights, comparison.ontology)  # also where no rows are asked: it checks the names
    as_of = _value(_bindings(given.get("asOf")), variables)

    def held(names: Sequence[str]) -> Sequence[Row]:
        return compare(names, columns, resolve, weights, comparison.ontology)

    shaped = _Answer(comparison, nodes, rows, held)
    return {f.key: shaped.derived(f, type_, as_of, variables) if f.name in _OF_CLAIMS else shaped.root(f, type_, as_of) for f in asked}


def _weight(value: Bound) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def _value(bindings: Sequence[Binding], variables: Mapping[str, Any]) -> Argument:
    return bindings[0].bind(variables) if bindings else None


def _columns(comparison: Comparison, told: Mapping[str, Any], variables: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The type that has all nodes, and a node for each name, then each id."""
    asked = [*(_value(comparison.names, variables) or ()), *(_value(comparison.ids, variables) or ())]
    by = {kind: [told[key] for key, _, b in comparison.lookups if b == kind] for kind in ("name", "id")}
    found = [[node for part in parts for node in part] for kind in ("name", "id") for parts in zip(*by[kind], strict=True)]
    missing = [name for name, nodes in zip(asked, found, strict=True) if not nodes]
    if missing:
        raise NotFound(_no_such(missing, comparison.types), hint="Look with `search(text: ...)` for how it is called.")
    for type_ in comparison.types:
        columns = [next((n for n in nodes if n["type:"] == type_), None) for nodes in found]
        if None not in columns:
            return type_, [c for c in columns if c is not None]
    kinds = "; ".join(f"{name}: {', '.join(dict.fromkeys(n['type:'] for n in nodes))}" for name, nodes in zip(asked, found, strict=True))
    raise NotFound(f"No one type has all of them ({kinds}).", hint="Compare nodes of one type, and name it with `type`.")


def _no_such(missing: list[str], types: tuple[str, ...]) -> str:
    what = types[0] if len(types) == 1 else "node that can be compared"
    return f"There is no {what} called {', '.join(repr(str(m)) if not type_of_id(str(m)) else str(m) for m in missing)}."


def fact(claim: Mapping[str, Any]) -> Fact:
    """A claim that the store told of, as a comparison needs it."""
    values: dict[str, Any] = {name: claim[f"{column}:"] for column, name in _FACTS.items()}
    object_, report = claim["object:"] or {}, claim["report:"] or {}
    publisher = report.get("publisher") or {}
    own: Mapping[str, Scalar] = {}
    return Fact(
        slot=claim["property:"] or claim["relationship:"], object=object_.get("id"), object_name=object_.get("name"), report=report.get("id") or "",
        publisher=publisher.get("id"), publisher_name=publisher.get("name"), properties=own, **values,
    )  # fmt: skip


def _evidence(claim: Mapping[str, Any]) -> Evidence:
    report = claim["report:"] or {}
    return Evidence(report.get("name") or "", (report.get("publisher") or {}).get("name"), claim["saidOn:"], claim["page:"], claim["quote:"])


@dataclass(frozen=True, slots=True)
class _Answer:
    """Rows and nodes in the form that was asked for; `held` makes rows of other properties."""

    comparison: Comparison
    nodes: Sequence[Mapping[str, Any]]
    rows: Sequence[Row]
    held: Callable[[Sequence[str]], Sequence[Row]]

    def derived(self, field: Selected, type_: str, as_of: str | None, variables: Mapping[str, Any]) -> Argument:
        """An export, or the frontier."""
        names = [str(node["name:"]) for node in self.nodes]
        if field.name == "export":
            proven = [Proven(name, [_evidence(c) for c in node["claims:"]["nodes"]]) for name, node in zip(names, self.nodes, strict=True)]
            return export(sheet(type_, as_of, proven, self.rows), Format(plain(resolve_argument(field.arguments["format"], variables))))
        more, less = (self.held(resolve_argument(field.arguments.get(name), variables) or ()) for name in ("maximise", "minimise"))
        selected = field.selection.fields if field.selection else ()
        return [{f.key: self._standing(f, standing, i) for f in selected} for i, standing in enumerate(frontier(names, more, less))]

    def _standing(self, field: Selected, standing: Standing, index: int) -> Argument:
        match field.name:
            case "node":
                return self._node(field, self.nodes[index])
            case "beatenBy":
                return [self._node(field, self.nodes[i]) for i in standing.beaten_by]
            case "unknown":
                return list(standing.unknown)
            case "__typename":
                return "ComparisonStanding"
            case name:
                return getattr(standing, name)

    def root(self, field: Selected, type_: str, as_of: str | None) -> Argument:
        selected = field.selection.fields if field.selection else ()
        match field.name:
            case "columns":
                return [{f.key: self._node(f, node) if f.name == "node" else "ComparisonColumn" for f in selected} for node in self.nodes]
            case "rows":
                return [{f.key: self._row(f, row) for f in selected} for row in self.rows]
            case "type":
                return type_
            case "asOf":
                return as_of
            case _:
                return "Comparison"

    def _node(self, field: Selected, node: Mapping[str, Any]) -> dict[str, Any]:
        return part(node, self.comparison.nodes[id(field)])

    def _row(self, field: Selected, row: Row) -> Argument:
        match field.name:
            case "best":
                return [self._node(field, self.nodes[i]) for i in row.best]
            case "cells":
                selected = field.selection.fields if field.selection else ()
                return [{f.key: cell_part(f, cell, self.nodes[i], self.comparison.claims) for f in selected} for i, cell in enumerate(row.cells)]
            case "__typename":
                return "ComparisonRow"
            case name:
                return getattr(row, name)


def cell_part(field: Selected, cell: Cell, node: Mapping[str, Any], claims: Mapping[int, str]) -> Argument:
    """A field of a cell; `claims` are the prefixes of claims' selections."""
    match field.name:
        case "claims":
            return [part(node["claims:"]["nodes"][i], claims[id(field)]) for i in cell.facts]
        case "__typename":
            return "ComparisonCell"
        case name:
            return getattr(cell, name)


def part(told: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What one selection asked of a node or a claim."""
    return {key[len(prefix) :]: value for key, value in told.items() if key.startswith(prefix)}
