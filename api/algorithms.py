"""Owns the planning of paths, subgraph, similar, ranking, communities and timeline: one `Walk` for each such root.

A walk goes in three steps: a plan finds the nodes that it is about, an algorithm finds ids (`api.algorithms_run`), and the
operation's own plan tells of these ids all that is asked, by hidden roots planned here (`api.algorithms_answer` makes the root's
answer of them). The ids are values that come late: variables whose names have a colon, which no GraphQL name has. The claims of a
path's steps are planned once it is known of which types the steps are: a statement that minds all types costs a server seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from api.binding import Binding, Check, cursor, is_constant
from api.planner_context import Planning, plain
from api.planner_nodes import connection, outputs
from api.planner_where import where
from api.selection import Argument, Selected, Variable
from api.settings import variable
from graph import plan as p
from graph.errors import InvalidInput, QueryTooCostly
from graph.ontology import CLAIM, Direction
from graph.values import name_key

WALKS = ("paths", "subgraph", "similar", "ranking", "communities", "timeline")
_REFERENCES = {"paths": ("from", "to"), "subgraph": ("roots",), "similar": ("to",), "timeline": ("of",)}
_NODES = {
    "paths": (("nodes",), ("relationships", "from"), ("relationships", "to")), "subgraph": (("nodes",), ("relationships", "from"), ("relationships", "to")),
    "similar": (("node",), ("shared", "node")), "ranking": (("node",),), "communities": (("nodes",),),
}  # fmt: skip
_DEFAULTS = {
    "paths": {"maxLength": 4, "first": 3}, "subgraph": {"depth": 1, "first": 300}, "similar": {"first": 10}, "ranking": {"first": 10},
    "communities": {"first": 10}, "timeline": {"first": 50},
}  # fmt: skip
_LISTED = {"similar": "shared", "communities": "nodes"}  # lists inside an answer that have a `first` of their own, 10 if nothing is given
LISTED_FIRST = 10


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A node that a walk is about: the root that finds it, its type if that is said, and how it is called."""

    key: str
    type: str | None
    called: Binding


@dataclass(frozen=True, slots=True)
class Step:
    """Steps of one relationship type, from nodes of some types to nodes of some."""

    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


Steps: TypeAlias = tuple[tuple[str, tuple[Step, ...]], ...]  # of each root, by response key


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A root that an algorithm answers.

    `date` is the day as of which it is asked. `steps` are those whose claims are told. `numbers` are its numeric arguments, and the `first` of each list inside
    by the identity of its selection; `parts` are the prefixes of the keys under which nodes and claims are told, by the identity of
    their selections.
    """

    field: Selected
    references: tuple[Reference, ...]
    via: tuple[str, ...]
    date: Binding
    steps: tuple[Step, ...]
    numbers: Mapping[str | int, Binding]
    parts: Mapping[int, str]

    def late(self, *names: str) -> str:
        """The name of a value that comes late, or of a hidden root."""
        return ":".join((self.field.key, *names))

    def option(self, name: str) -> Argument:
        """An enum argument's text, or None."""
        return plain(self.field.arguments.get(name))


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """The walks of an operation, and the plan that finds the nodes that they are about."""

    references: p.Plan
    bindings: tuple[Binding, ...]
    items: tuple[Walk, ...]


@dataclass(slots=True)
class WalkPlanner:
    """Plans the walks of one operation. `steps` are those that were found, if they were."""

    planning: Planning
    steps: Steps = ()
    references: list[tuple[str, p.Root]] = field(default_factory=list)
    items: list[Walk] = field(default_factory=list)
    finding: Planning = field(init=False)

    def __post_init__(self) -> None:
        self.finding = Planning(self.planning.vocabulary, self.planning.limits)

    def add(self, field: Selected) -> list[tuple[str, p.Root]]:
        """Plan a root; the hidden roots that tell of what it finds. InvalidInput for a node that is not named one way."""
        steps = dict(self.steps).get(field.key, ())
        date = Binding(field.arguments.get("asOf"), None)
        walk = Walk(field, tuple(self._references(field)), _via(field), date, steps, self._numbers(field), _parts(field))
        self.items.append(walk)
        told: list[tuple[str, p.Lookup | p.Connection]]
        if field.name == "timeline":
            told = [(walk.late(hop), self._said(walk, hop)) for hop in (p.ABOUT, p.POINTS_TO)]
        else:
            told = [(walk.late("nodes"), self._nodes(walk)), *((walk.late("claims", s.type), self._claims(walk, s)) for s in steps)]
        return [(key, self.planning.as_of(field, root)) for key, root in told]

    def done(self) -> Walks | None:
        """All walks that were added, None if there is none."""
        return Walks(p.Plan(tuple(self.references)), tuple(self.finding.bindings.items), tuple(self.items)) if self.items else None

    # Arguments -------------------------------------------------------------------------------------------------------

    def _references(self, field: Selected) -> list[Reference]:
        found = []
        for argument in _REFERENCES.get(field.name, ()):
            given = field.arguments[argument]
            several = isinstance(given, list)
            if several and not 1 <= len(given) <= self.planning.limits.compared:
                raise InvalidInput(f"`{argument}` has {len(given)} nodes.", hint=f"Give 1 to {self.planning.limits.compared}.")
            for number, reference in enumerate(given if several else [given]):
                found.append(self._reference(field, f"{field.key}:{argument}:{number}", argument, reference))
        return found

    def _reference(self, field: Selected, key: str, argument: str, given: Mapping[str, Any]) -> Reference:
        id_, type_, name = given.get("id"), plain(given.get("type")), given.get("name")
        by_id = id_ is not None
        if by_id in (name is not None, type_ is not None):
            raise InvalidInput(f"`{argument}` must say which node.", hint='Give an `id`, or a `type` and a `name`: {type: AIModel, name: "Sora"}.')
        types = (type_,) if type_ else self.planning.vocabulary.ontology.labels
        values = self.finding.param([id_] if by_id else [name], None if by_id else lambda names: [name_key(n, type_) for n in names])
        shape = p.Shape(tuple((label, (("id", p.Value(p.Field("id"))),)) for label in types))
        found = p.Lookup("id" if by_id else "name", types, values, shape, only_first=True, single=True)
        self.references.append((key, self.finding.as_of(field, found)))
        return Reference(key, type_, Binding(id_ if by_id else name, None))

    def _numbers(self, field: Selected) -> dict[str | int, Binding]:
        limits = self.planning.limits
        checks: dict[str, Check] = {name: _within(name, least, limits.steps, "steps") for name, least in (("maxLength", 1), ("depth", 0))}
        listed = _within("first", 0, limits.page_size, "page_size", InvalidInput)
        checks["first"] = _within("first", 0, limits.paths, "paths") if field.name == "paths" else listed
        numbers: dict[str | int, Binding] = {name: _number(field, name, default, checks[name]) for name, default in _DEFAULTS[field.name].items()}
        for inner in _inner(field, _LISTED[field.name]) if field.name in _LISTED else ():
            numbers[id(inner)] = _number(inner, "first", LISTED_FIRST, listed)
        return numbers

    # What is told ----------------------------------------------------------------------------------------------------

    def _nodes(self, walk: Walk) -> p.Lookup:
        """All nodes of the answer, each once, with what any selection asks of them."""
        type_ = walk.option("type")
        types = (type_,) if type_ else self.planning.vocabulary.ontology.labels
        cases = []
        for label in types:
            told: list[tuple[str, p.Output]] = [("id:", p.Value(p.Field("id")))]
            for selected in node_selections(walk.field):
                told += outputs(self.planning, label, selected.selection.of(label) if selected.selection else (), walk.parts[id(selected)])
            cases.append((label, tuple(told)))
        return p.Lookup("id", types, self._late(walk, "nodes"), p.Shape(tuple(cases)))

    def _claims(self, walk: Walk, step: Step) -> p.Lookup:
        """The claims of all steps of one type, from the nodes where these begin."""
        vocabulary, identity = self.planning.vocabulary, (("id:", p.Value(p.Field("id"))),)
        told: list[tuple[str, p.EdgeOutput]] = [("id:", p.Node(p.Shape(tuple((label, identity) for label in step.targets))))]
        for selected in claim_selections(walk.field):
            said = connection(self.planning, p.OfRelationship(), vocabulary.concrete[CLAIM], selected, None)
            told.append((walk.parts[id(selected)], p.EdgeClaims(said)))
        mutual = vocabulary.ontology.relationships[step.type].mutual
        hop = p.Hop(step.type, Direction.BOTH if mutual else Direction.OUT, step.targets)
        ends = p.Compare(p.Field("id"), p.Op.IN, self._late(walk, "ends", step.type))
        page = p.Page(self._late(walk, "count", step.type), None)
        edges = p.Connection(p.Across(hop), ends, (), page, (("edges", p.Edges(tuple(told))),))
        shape = p.Shape(tuple((label, (*identity, ("to:", edges))) for label in step.sources))
        return p.Lookup("id", step.sources, self._late(walk, "starts", step.type), shape)

    def _said(self, walk: Walk, hop: str) -> p.Connection:
        """The claims whose subject, or object, the node is, in the order of time."""
        planning = self.planning
        about = p.Hop(hop, Direction.OUT, planning.vocabulary.ontology.labels)
        is_it = p.Compare(p.Field("id"), p.Op.EQ, self._late(walk, "of"))
        asked = where(planning, planning.vocabulary.concrete[CLAIM], walk.field.arguments.get("where"), None)
        both: tuple[p.Predicate, ...] = (p.Related(about, p.Quantifier.SOME, is_it), *((asked,) if asked is not None else ()))
        told: list[tuple[str, p.Output]] = [("id:", p.Value(p.Field("id"))), ("on:", p.Value(p.Field("saidOn")))]
        for selected in claim_selections(walk.field):
            told += outputs(planning, CLAIM, selected.selection.of(CLAIM) if selected.selection else (), walk.parts[id(selected)])
        first, after = walk.numbers["first"], walk.field.arguments.get("after")
        behind = planning.param(after, cursor("after", 3)) if after is not None else None
        page = p.Page(planning.param(first.value, first.check), None, behind)
        edges = p.Edges((("cursor:", p.Cursor()), ("claim:", p.Node(p.Shape(((CLAIM, tuple(told)),))))))
        return p.Connection(p.Everything((CLAIM,)), p.All(both), (p.Order(p.Field("saidOn")),), page, (("edges", edges),))

    def _late(self, walk: Walk, *names: str) -> p.Param:
        return self.planning.param(Variable((walk.late(*names),)))


def node_selections(field: Selected) -> list[Selected]:
    """The selections of nodes in a walk's answer, under all their aliases."""
    return [selected for path in _NODES.get(field.name, ()) for selected in _inner(field, *path)]


def claim_selections(field: Selected) -> list[Selected]:
    """The selections of claims in a walk's answer."""
    return _inner(field, "relationships", "claims") if field.name == "paths" else _inner(field, "claim") if field.name == "timeline" else []


def _inner(field: Selected, *path: str) -> list[Selected]:
    found = [field]
    for name in path:
        found = [f for parent in found for f in (parent.selection.fields if parent.selection else ()) if f.name == name]
    return found


def _parts(field: Selected) -> dict[int, str]:
    nodes: Sequence[Selected] = node_selections(field)
    return {id(s): f"n{i}:" for i, s in enumerate(nodes)} | {id(s): f"c{i}:" for i, s in enumerate(claim_selections(field))}


def _via(field: Selected) -> tuple[str, ...]:
    given = field.arguments.get("via")
    if given is not None and not given:
        raise InvalidInput("`via` is empty.", hint="Name a relationship type, or leave it out to follow all.")
    return tuple(sorted({plain(type_) for type_ in given or ()}))


def _number(field: Selected, argument: str, default: int, check: Check) -> Binding:
    given = field.arguments.get(argument)
    value = default if given is None else given
    return Binding(Binding(value, check).bind({}), None) if is_constant(value) else Binding(value, check)


def _within(argument: str, least: int, greatest: int, limit: str, beyond: type[InvalidInput] = QueryTooCostly) -> Check:
    """A number from `least` to what the limit allows; `beyond` is raised for a greater one."""

    def check(value: int) -> int:
        if value < least:
            raise InvalidInput(f"`{argument}` is {value}.", hint=f"Give {least} or more.")
        if value > greatest:
            raise beyond(f"`{argument}` is {value}, more than {greatest}.", hint=f"Give at most {greatest}; {variable(limit)} raises the bound.")
        return value

    return check
