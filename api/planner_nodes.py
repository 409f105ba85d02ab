"""Owns the planning of what is told of nodes: properties, to-one relationships, connections, their edges, figures and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.planner_context import Planning
from api.planner_figures import aggregates
from api.planner_groups import Grouped, groups
from api.planner_order import orders, page, page_info
from api.planner_where import where
from api.selection import Selected, Selection
from api.vocabulary import EVIDENCE_COLUMNS, Target, hop, is_claim_hop
from graph import plan as p
from graph.ontology import CLAIM, Kind, Property, RelationshipField


def shape(planning: Planning, types: Sequence[str], selection: Selection | None, prefix: str = "") -> p.Shape:
    """What is told of a node of each of `types`; `prefix` goes before every key."""
    return p.Shape(tuple((label, outputs(planning, label, selection.of(label) if selection else (), prefix)) for label in types))


def outputs(planning: Planning, label: str, fields: Sequence[Selected], prefix: str = "") -> p.Outputs:
    """What is told of a node of one type."""
    planning.count(len(fields))
    return tuple((prefix + f.key, _output(planning, label, f)) for f in fields)


def _output(planning: Planning, label: str, field: Selected) -> p.Output:
    target = planning.vocabulary.concrete[label]
    if field.name == "__typename":
        return p.Constant(label)
    if field.name in ("id", "name", "aliases"):
        return p.Value(p.Field(field.name))
    property_ = target.property(field.name)
    if property_ is not None:
        return property_output(property_, field, p.On.NODE)
    if label == CLAIM and field.name == "evidence":
        return _group(field, {name: p.Field(name) for name in EVIDENCE_COLUMNS}, ())
    relationship = target.relationships[field.name]
    return planning.once(field, relationship, lambda: _related(planning, relationship, field))


def _related(planning: Planning, relationship: RelationshipField, field: Selected) -> p.Output:
    if relationship.to_one:
        return p.ToOne(hop(relationship), shape(planning, relationship.types, field.selection))
    return across(planning, relationship, field)


def property_output(property_: Property, field: Selected, on: p.On) -> p.Value | p.Group:
    """A property of a node or of a relationship."""
    if property_.kind is not Kind.QUANTITY:
        return p.Value(p.Field(property_.name, on), boolean=property_.kind is Kind.BOOLEAN)
    columns = {part.lower(): p.Field(property_.name + part, on) for part in ("Min", "Max", "Unit", "Text")}
    return _group(field, columns, (columns["min"], columns["max"]))


def _group(field: Selected, columns: dict[str, p.Field], present: tuple[p.Field, ...]) -> p.Group:
    parts: list[tuple[str, p.Output]] = []
    for inner in field.selection.fields if field.selection else ():
        if inner.name == "__typename":
            parts.append((inner.key, p.Constant(field.type_name)))
        else:
            parts.append((inner.key, p.Value(columns[inner.name], boolean=inner.name == "verified")))
    return p.Group(tuple(parts), present)


def everything(planning: Planning, target: Target, field: Selected) -> p.Connection:
    """A connection at the root."""
    return connection(planning, p.Everything(target.labels), target, field, None)


def all_groups(planning: Planning, target: Target, field: Selected) -> p.Groups:
    """Groups at the root."""
    return groups(planning, Grouped(p.Everything(target.labels), target, where(planning, target, field.arguments.get("where"))), field, shape)


def across(planning: Planning, relationship: RelationshipField, field: Selected) -> p.Connection:
    """A connection over a relationship."""
    target = planning.vocabulary.target(relationship.types)
    return connection(planning, p.Across(hop(relationship)), target, field, relationship)


def connection(planning: Planning, source: p.Source, target: Target, field: Selected, over: RelationshipField | None) -> p.Connection:
    """A page of the nodes of `source`, and what is told of all of them."""
    types = source.types if isinstance(source, p.Everything | p.FullText) else over.types if over else (CLAIM,)
    order = orders(planning, target, field.arguments.get("orderBy"), over)
    predicate = where(planning, target, field.arguments.get("where"), over.relationship if over else None)
    selected = field.selection.fields if field.selection else ()
    planning.count(len(selected))
    reached = _Reached(planning, types, Grouped(source, target, predicate), over)
    told = tuple((f.key, reached.output(f, field.type_name)) for f in selected)
    keys = len(order) + (3 if isinstance(source, p.FullText) else 2)
    paged = any(isinstance(output, p.Nodes | p.Edges | p.PageInfo) for _, output in told)
    asked = page(planning, field.arguments, keys)
    return p.Connection(source, predicate, order, asked if paged else None, told)


@dataclass(frozen=True, slots=True)
class _Reached:
    """The nodes of one connection: their labels, what groups are made of, the relationship by which they were reached."""

    planning: Planning
    types: Sequence[str]
    nodes: Grouped
    over: RelationshipField | None

    def output(self, field: Selected, type_name: str) -> p.ConnectionOutput:
        """What a connection's field tells."""
        match field.name:
            case "totalCount":
                return p.TotalCount()
            case "pageInfo":
                return page_info(field)
            case "nodes":
                return p.Nodes(shape(self.planning, self.types, field.selection))
            case "edges":
                return p.Edges(self._edges(field))
            case "aggregate":
                return p.Aggregates(aggregates(self.nodes.target, field, self.over.relationship if self.over else None))
            case "groups":
                return groups(self.planning, self.nodes, field, shape)
            case _:
                return p.Constant(type_name)

    def _edges(self, field: Selected) -> tuple[tuple[str, p.EdgeOutput], ...]:
        selected = field.selection.fields if field.selection else ()
        self.planning.count(len(selected))
        return tuple((f.key, self._edge(f, field.type_name)) for f in selected)

    def _edge(self, field: Selected, type_name: str) -> p.EdgeOutput:
        match field.name:
            case "node":
                return p.Node(shape(self.planning, self.types, field.selection))
            case "cursor":
                return p.Cursor()
            case "score":
                return p.Score()
            case "highlight":
                return p.Highlight()
            case "__typename":
                return p.Constant(type_name)
        property_ = self.over.relationship.property(field.name) if self.over and not is_claim_hop(self.over) else None
        if property_ is not None:
            return property_output(property_, field, p.On.RELATIONSHIP)
        return p.EdgeClaims(connection(self.planning, p.OfRelationship(), self.planning.vocabulary.concrete[CLAIM], field, None))
