"""Owns the answers of walks: what the algorithm found and what the store tells of it, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.algorithms import Walk
from api.algorithms_run import Found, Walked
from api.selection import Selected
from graph.algorithms.results import Part, Path, Ranked, Shared, Similar
from graph.errors import NotFound
from graph.plan import ABOUT, POINTS_TO
from graph.store.base import Neighbour

_TYPES = {
    "paths": "Path", "subgraph": "Subgraph", "similar": "SimilarNode", "ranking": "RankedNode", "communities": "Community", "timeline": "TimelineEntry",
}  # fmt: skip


def walk_answer(walk: Walk, walked: Walked, told: Mapping[str, Any], variables: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """The root's answer. NotFound where a node went away while the graph was read."""
    found = walked.found[walk.field.key]
    if isinstance(found, str):
        first = walk.numbers["first"].bind(variables)
        return _timeline(walk, told)[: first if isinstance(first, int) else None]
    nodes = {node["id:"]: node for node in told[walk.late("nodes")] if node is not None}
    shaper = _Shaper(walk, nodes, _claims(walk, told), variables)
    return shaper.one(found) if isinstance(found, Part) else [shaper.one(item) for item in found]


def _fields(selected: Selected) -> tuple[Selected, ...]:
    return selected.selection.fields if selected.selection else ()


def _part(told: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {key[len(prefix) :]: value for key, value in told.items() if key.startswith(prefix)}


def _claims(walk: Walk, told: Mapping[str, Any]) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    """What is told of each step, by type and both ends; a mutual one is there from each end that a step begins at."""
    steps: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for step in walk.steps:
        for start in told[walk.late("claims", step.type)]:
            if start is not None:
                steps |= {(step.type, start["id:"], edge["id:"]["id:"]): edge for edge in start["to:"]["edges"]}
    return steps


def _timeline(walk: Walk, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    said = {edge["claim:"]["id:"]: edge for hop in (ABOUT, POINTS_TO) for edge in told[walk.late(hop)]["edges"]}
    ordered = sorted(said.values(), key=lambda e: (e["claim:"]["on:"] is None, e["claim:"]["on:"] or "", e["claim:"]["id:"]))
    return [{f.key: _entry(walk, f, edge) for f in _fields(walk.field)} for edge in ordered]


def _entry(walk: Walk, selected: Selected, edge: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    match selected.name:
        case "claim":
            return _part(edge["claim:"], walk.parts[id(selected)])
        case "on":
            return edge["claim:"]["on:"]
        case "cursor":
            return edge["cursor:"]
        case _:
            return _TYPES["timeline"]


@dataclass(frozen=True, slots=True)
class _Shaper:
    """Shapes what one walk found."""

    walk: Walk
    nodes: Mapping[str, Mapping[str, Any]]
    claims: Mapping[tuple[str, str, str], Mapping[str, Any]]
    variables: Mapping[str, Any]

    def one(self, item: Found | Path | Similar | Ranked | tuple[str, ...]) -> dict[str, Any]:
        """One element of the answer, or the whole of a subgraph's."""
        return {f.key: self._field(f, item) for f in _fields(self.walk.field)}

    def _field(self, selected: Selected, item: Any) -> Any:  # noqa: ANN401 - any result and any JSON value
        match selected.name:
            case "__typename":
                return _TYPES[self.walk.field.name]
            case "node":
                return self._node(selected, item.node)
            case "nodes":
                ids = item[: self._first(selected)] if isinstance(item, tuple) else item.nodes
                return [self._node(selected, id_) for id_ in ids]
            case "relationships":
                return [self._relationship(selected, r) for r in item.relationships]
            case "shared":
                return [self._shared(selected, s) for s in item.shared[: self._first(selected)]]
            case "length":
                return len(item.relationships)
            case "size":
                return len(item)
            case name:
                return getattr(item, name)

    def _first(self, selected: Selected) -> int:
        first = self.walk.numbers[id(selected)].bind(self.variables)
        return first if isinstance(first, int) else 0

    def _node(self, selected: Selected, id_: str) -> dict[str, Any]:
        if id_ not in self.nodes:
            raise NotFound("A node went away while the graph was read.", hint="Ask again.")
        return _part(self.nodes[id_], self.walk.parts[id(selected)])

    def _relationship(self, selected: Selected, r: Neighbour) -> dict[str, Any]:
        return {f.key: self._of_relationship(f, r) for f in _fields(selected)}

    def _of_relationship(self, selected: Selected, r: Neighbour) -> Any:  # noqa: ANN401 - any JSON value
        match selected.name:
            case "type":
                return r.type
            case "from":
                return self._node(selected, r.start)
            case "to":
                return self._node(selected, r.end)
            case "claims":
                if (r.type, r.start, r.end) not in self.claims:
                    raise NotFound("A relationship went away while the graph was read.", hint="Ask again.")
                return self.claims[r.type, r.start, r.end][self.walk.parts[id(selected)]]
            case _:
                return "PathRelationship" if self.walk.field.name == "paths" else "SubgraphRelationship"

    def _shared(self, selected: Selected, shared: Shared) -> dict[str, Any]:
        told: dict[str, Any] = {"relationshipType": shared.type, "weight": shared.weight, "__typename": "SharedNeighbour"}
        return {f.key: self._node(f, shared.node) if f.name == "node" else told[f.name] for f in _fields(selected)}
