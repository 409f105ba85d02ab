"""Owns the planning of an operation: its selection becomes a plan, params and what is left to do once the store has answered.

It must not know a store, and holds no value of a variable: one planned operation serves every run of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.algorithms import WALKS, Steps, WalkPlanner, Walks
from api.binding import Binding, listed
from api.compare import Comparison, plan_compare
from api.conflicts import Conflicts, plan_conflicts
from api.planner_context import Planning
from api.planner_nodes import all_groups, connection, everything, shape
from api.selection import Argument, Selected
from api.settings import Limits
from api.subscriptions_plan import Watched, plan_subscription
from api.vocabulary import Vocabulary
from graph import plan as p
from graph.errors import InvalidInput
from graph.ontology import CLAIM
from graph.search import LENGTH
from graph.values import name_key

INTROSPECTION = ("__schema", "__type")


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A planned operation. `keys` are the response keys of all roots in order; `introspected` those that GraphQL itself answers."""

    plan: p.Plan
    bindings: tuple[Binding, ...]
    keys: tuple[str, ...]
    comparisons: tuple[Comparison | Conflicts, ...]
    introspected: tuple[Selected, ...]
    walks: Walks | None = None
    watched: Watched | None = None


class Planner:
    """Plans operations over one vocabulary within bounds."""

    def __init__(self, vocabulary: Vocabulary, limits: Limits) -> None:
        self._vocabulary = vocabulary
        self._limits = limits
        types = [(label, vocabulary.node_type(label)) for label in vocabulary.labels]
        self._singular = {node.field: label for label, node in types}
        self._plural = {node.plural: label for label, node in types}
        self._groups = {f"{node.field}Groups": label for label, node in types}

    def plan(self, fields: tuple[Selected, ...], steps: Steps = ()) -> Planned:
        """The plan of an operation's root fields; `steps` are those that walks found, where their claims are asked for.

        InvalidInput, saying what to give instead, if they cannot be planned.
        """
        planning = Planning(self._vocabulary, self._limits)
        roots: list[tuple[str, p.Root]] = []
        comparisons: list[Comparison | Conflicts] = []
        walks = WalkPlanner(planning, steps)
        for field in fields:
            if field.name == "compare":
                hidden, comparison = plan_compare(planning, field)
                roots += hidden
                comparisons.append(comparison)
            elif field.name == "conflicts":
                hidden, conflicts = plan_conflicts(planning, field)
                roots += hidden
                comparisons.append(conflicts)
            elif field.name in WALKS:
                roots += walks.add(field)
            elif field.name not in INTROSPECTION:
                roots.append((field.key, self._root(planning, field)))
        introspected = tuple(f for f in fields if f.name in INTROSPECTION)
        keys = tuple(f.key for f in fields)
        return Planned(p.Plan(tuple(roots)), tuple(planning.bindings.items), keys, tuple(comparisons), introspected, walks.done())

    def plan_subscription(self, fields: tuple[Selected, ...]) -> Planned:
        """The plan of what a subscription's one root field tells of one event. InvalidInput as `plan`."""
        if not fields:
            raise InvalidInput("The subscription asks for nothing.", hint="Leave no root field out.")
        field = fields[0]
        planning = Planning(self._vocabulary, self._limits)
        roots, watched = plan_subscription(planning, field)
        return Planned(p.Plan(roots), tuple(planning.bindings.items), (field.key,), (), (), watched=watched)

    def _root(self, planning: Planning, field: Selected) -> p.Root:
        return p.Constant("Query") if field.name == "__typename" else planning.as_of(field, self._planned(planning, field))

    def _planned(self, planning: Planning, field: Selected) -> p.Lookup | p.Connection | p.Groups:
        name, concrete = field.name, self._vocabulary.concrete
        if name == "node":
            return self._by_id(planning, field, self._vocabulary.labels, [field.arguments["id"]], single=True)
        if name == "nodes":
            return self._by_id(planning, field, self._vocabulary.labels, field.arguments["ids"], single=False)
        if name == "search":
            return self._search(planning, field)
        if name in self._singular:
            return self._one(planning, field, self._singular[name])
        if name in self._plural:
            return everything(planning, concrete[self._plural[name]], field)
        return all_groups(planning, concrete[self._groups[name]], field)

    def _by_id(self, planning: Planning, field: Selected, types: tuple[str, ...], ids: Argument, *, single: bool) -> p.Lookup:
        values = planning.param(ids, listed("ids", self._limits.page_size))
        return p.Lookup("id", types, values, shape(planning, types, field.selection), only_first=True, single=single)

    def _one(self, planning: Planning, field: Selected, label: str) -> p.Lookup:
        id_, name = field.arguments.get("id"), field.arguments.get("name")
        if (id_ is None) == (name is None):
            hint = "Give `id`." if label == CLAIM else "Give `id` or `name`, one of them."
            raise InvalidInput(f"`{field.name}` needs to know which one.", hint=hint)
        if id_ is not None:
            return self._by_id(planning, field, (label,), [id_], single=True)
        values = planning.param([name], lambda names: [name_key(n, label) for n in names])
        return p.Lookup("name", (label,), values, shape(planning, (label,), field.selection), only_first=True, single=True)

    def _search(self, planning: Planning, field: Selected) -> p.Connection:
        given = field.arguments.get("types")
        labels = self._vocabulary.ontology.labels
        types = labels if given is None else tuple(label for label in labels if label in given)
        if not types:
            raise InvalidInput("`types` is empty.", hint="Name a type, or leave it out to look in all.")
        target = self._vocabulary.target(types)
        return connection(planning, p.FullText(types, planning.param(field.arguments["text"], _searched)), target, field, None)


def _searched(text: str) -> str:
    if not text.strip():
        raise InvalidInput("`text` is empty.", hint="Say what to look for.")
    if len(text) > LENGTH:
        raise InvalidInput(f"`text` has {len(text)} characters.", hint=f"Use at most {LENGTH}.")
    return text
