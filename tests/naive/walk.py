"""Owns the answer to a plan, found by walking from node to node as a reader of the plan's docstring would do by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph import plan as p
from graph.ontology import ONTOLOGY, Direction
from graph.store.base import Bound
from tests.naive.groups import groups
from tests.naive.page import Here, Keys, cursor, paged
from tests.naive.predicates import aggregate, holds_op, sorted_by
from tests.naive.search import levels
from tests.naive.world import World


class Walk:
    """One run of one plan."""

    def __init__(self, world: World, values: Sequence[Bound]) -> None:
        self.world = world
        self.values = values

    def lookup(self, lookup: p.Lookup) -> Any:
        answers: list[Any] = []
        for value in self.bound(lookup.values) or ():
            found = self.found(lookup, value)
            shaped = [self.shape(Here(node), lookup.shape) for node in (found[:1] if lookup.only_first else found)]
            answers.append((shaped[0] if shaped else None) if lookup.only_first else shaped)
        return answers[0] if lookup.single else answers

    def found(self, lookup: p.Lookup, value: str) -> list[str]:
        if lookup.by == "id":
            node = self.world.graph["ids"].get(value, value)
            return [node] if node in self.world and self.type(node) in lookup.types else []
        return [node for type_ in lookup.types for node in self.world.graph["names"].get((type_, value), [])]

    # The node in hand ------------------------------------------------------------------------------------------------

    def bound(self, param: p.Param | None) -> Any:
        return None if param is None else self.values[param.index]

    def type(self, node: str) -> str:
        return str(self.world.nodes[node]["type"])

    def column(self, here: Here, field: p.Field) -> Any:
        if field.on is p.On.NODE:
            return self.world.nodes[here.node].get(field.column)
        assert here.by is not None
        type_, start, end = here.by
        return self.world.edges[start, end, type_].get(field.column)

    def across(self, here: Here, hop: p.Hop) -> list[Here]:
        """The nodes across a hop, each once."""
        steps: list[tuple[str, tuple[str, str, str]]] = []
        if hop.direction in (Direction.OUT, Direction.BOTH):
            steps += [(end, (key, start, end)) for start, end, key in self.world.out_edges(here.node, keys=True)]
        if hop.direction in (Direction.IN, Direction.BOTH):
            steps += [(start, (key, start, end)) for start, end, key in self.world.in_edges(here.node, keys=True)]
        met = {other: by for other, by in steps if by[0] == hop.relationship and self.type(other) in hop.types}
        return [Here(other, by) for other, by in met.items()]

    def first_across(self, here: Here, hop: p.Hop) -> Here | None:
        def name_and_id(h: Here) -> tuple[str, str]:
            return str(self.world.nodes[h.node]["name"]), h.node

        return min(self.across(here, hop), key=name_and_id, default=None)

    # Filters ---------------------------------------------------------------------------------------------------------

    def holds(self, here: Here, predicate: p.Predicate | None) -> bool:
        if predicate is None:
            return True
        if isinstance(predicate, p.Compare):
            return holds_op(self.column(here, predicate.field), predicate.op, self.bound(predicate.value), caseless=predicate.caseless)
        if isinstance(predicate, p.TypeIs):
            return self.type(here.node) in predicate.types
        if isinstance(predicate, p.OfType):
            return self.type(here.node) == predicate.type and self.holds(here, predicate.where)
        if isinstance(predicate, p.All):
            return all(self.holds(here, item) for item in predicate.items)
        if isinstance(predicate, p.Any):
            return any(self.holds(here, item) for item in predicate.items)
        if isinstance(predicate, p.Not):
            return not self.holds(here, predicate.item)
        if isinstance(predicate, p.Related):
            return self.related(here, predicate)
        return holds_op(self.measure(here, predicate.measure), predicate.op, self.bound(predicate.value))

    def related(self, here: Here, related: p.Related) -> bool:
        others = self.across(here, related.hop)
        passing = sum(self.holds(other, related.where) for other in others)
        return {
            p.Quantifier.SOME: passing > 0,
            p.Quantifier.NONE: passing == 0,
            p.Quantifier.ALL: passing == len(others),
            p.Quantifier.SINGLE: passing == 1,
        }[related.quantifier]

    def measure(self, here: Here, measure: p.Measure) -> Any:
        others = [other for other in self.across(here, measure.hop) if self.holds(other, measure.where)]
        return self.aggregated(others, measure.aggregate, measure.field)

    def aggregated(self, heres: Iterable[Here], function: p.Aggregate, field: p.Field | None) -> Any:
        return aggregate(function, [1 if field is None else self.column(here, field) for here in heres])

    # Order and pages -------------------------------------------------------------------------------------------------

    def key(self, here: Here, by: p.OrderBy) -> Any:
        if isinstance(by, p.Field):
            return self.column(here, by)
        if isinstance(by, p.Measure):
            return self.measure(here, by)
        if isinstance(by, p.Typed):
            return self.key(here, by.by) if self.type(here.node) == by.type else None
        other = self.first_across(here, by.hop)
        return None if other is None else self.key(other, by.field)

    def keys(self, here: Here, order: Sequence[p.Order]) -> list[Any]:
        """The order's key values, then name and id."""
        return [*(self.key(here, o.by) for o in order), self.world.nodes[here.node]["name"], here.node]

    def met(self, source: p.Source, where: p.Predicate | None, here: Here | None) -> list[Here]:
        return [other for other in self.source(source, here) if self.holds(other, where)]

    def source(self, source: p.Source, here: Here | None) -> list[Here]:
        if isinstance(source, p.Everything):
            return [Here(node) for node in self.world if self.type(node) in source.types]
        if isinstance(source, p.FullText):
            return [Here(node, score=score) for node, score in self.scores(source).items()]
        assert here is not None
        if isinstance(source, p.Across):
            return self.across(here, source.hop)
        assert isinstance(source, p.OfRelationship)
        return self.claims_of_relationship(here)

    def scores(self, source: p.FullText) -> dict[str, float]:
        """The hits of a search and their scores."""
        nodes = {node: data for node, data in self.world.nodes(data=True) if data["type"] in source.types}
        found = levels({node: [data["name"], *data["aliases"]] for node, data in nodes.items()}, str(self.bound(source.text) or ""))
        return {node: level + 1 / (1 + len(nodes[node]["name"])) for node, level in found.items()}

    def claims_of_relationship(self, here: Here) -> list[Here]:
        assert here.by is not None
        type_, start, end = here.by
        pairs = [(start, end), (end, start)] if ONTOLOGY.relationships[type_].mutual else [(start, end)]
        found = []
        for node, data in self.world.nodes(data=True):
            if data["type"] == "Claim" and data["relationship"] == type_:
                ends = {key: other for _, other, key in self.world.out_edges(node, keys=True)}
                if (ends[p.ABOUT], ends[p.POINTS_TO]) in pairs:
                    found.append(Here(node))
        return found

    def connection(self, connection: p.Connection, here: Here | None) -> dict[str, Any]:
        every = self.met(connection.source, connection.where, here)
        searched = isinstance(connection.source, p.FullText)
        falling = [True, False, False] if searched else [*(o.descending for o in connection.order), False, False]

        def keys(other: Here) -> list[Any]:
            return [other.score, *self.keys(other, ())] if searched else self.keys(other, connection.order)

        every = sorted_by(every, keys, falling)
        page, info = paged(self.bound, connection.page, every, keys, falling)
        return {key: self.connection_output(output, every, page, info, keys) for key, output in connection.outputs}

    def connection_output(self, output: p.ConnectionOutput, every: list[Here], page: list[Here], info: Mapping[str, Any], keys: Keys) -> Any:
        if isinstance(output, p.Constant):
            return output.value
        if isinstance(output, p.TotalCount):
            return len(every)
        if isinstance(output, p.PageInfo):
            return {key: what.value if isinstance(what, p.Constant) else info[what] for key, what in output.fields}
        if isinstance(output, p.Nodes):
            return [self.shape(other, output.shape) for other in page]
        if isinstance(output, p.Aggregates):
            return self.aggregates(every, output.outputs)
        if isinstance(output, p.Groups):
            return groups(self, output, every)
        return [{key: self.edge_output(other, part, keys) for key, part in output.outputs} for other in page]

    def edge_output(self, here: Here, output: p.EdgeOutput, keys: Keys) -> Any:
        if isinstance(output, p.Cursor):
            return cursor(keys(here))
        if isinstance(output, p.Node):
            return self.shape(here, output.shape)
        if isinstance(output, p.EdgeClaims):
            return self.connection(output.connection, here)
        if isinstance(output, p.Score):
            return here.score
        assert not isinstance(output, p.Highlight), "a highlight has no order to check"
        return self.output(here, output)

    def aggregates(self, every: Sequence[Here], outputs: p.AggregateOutputs) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for key, output in outputs:
            if isinstance(output, p.AggregateGroup):
                told[key] = self.aggregates(every, output.outputs)
            elif isinstance(output, p.Constant):
                told[key] = output.value
            else:
                told[key] = self.aggregated(every, output.aggregate, output.field)
        return told

    # What is told of a node ------------------------------------------------------------------------------------------

    def shape(self, here: Here, shape: p.Shape) -> dict[str, Any]:
        return self.outputs(here, dict(shape.cases).get(self.type(here.node), ()))

    def outputs(self, here: Here, outputs: p.Outputs) -> dict[str, Any]:
        return {key: self.output(here, output) for key, output in outputs}

    def output(self, here: Here, output: p.Output) -> Any:
        if isinstance(output, p.Constant):
            return output.value
        if isinstance(output, p.Value):
            return self.column(here, output.field)
        if isinstance(output, p.Group):
            missing = output.present and all(self.column(here, field) is None for field in output.present)
            return None if missing else self.outputs(here, output.outputs)
        if isinstance(output, p.ToOne):
            other = self.first_across(here, output.hop)
            return None if other is None else self.shape(other, output.shape)
        return self.connection(output, here)
