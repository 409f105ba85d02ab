"""Owns what the parts of the planner share while one operation is planned: the vocabulary, the bounds, the params made so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from api.binding import Bindings, Check
from api.selection import Argument, Selected
from api.settings import Limits
from api.vocabulary import Vocabulary
from graph.errors import InvalidInput, QueryTooCostly
from graph.ontology import RelationshipField
from graph.plan import AsOf, Connection, Groups, Lookup, Output, Param, Root


@dataclass(slots=True)
class Planning:
    """One operation under way."""

    vocabulary: Vocabulary
    limits: Limits
    bindings: Bindings = field(default_factory=Bindings)
    outputs: int = 0
    told: dict[tuple[tuple[int, ...], RelationshipField], tuple[Output, int]] = field(default_factory=dict)

    def param(self, value: Argument, check: Check | None = None) -> Param:
        """A new param; enums become their text."""
        return self.bindings.param(plain(value), check)

    def as_of(self, field: Selected, root: Lookup | Connection | Groups, *, unnamed: bool = False) -> Root:
        """The root as of the day that the field's `asOf` names, if it names one (see `graph.plan.AsOf`)."""
        date = field.arguments.get("asOf")
        return root if date is None else AsOf(root, self.param(date), unnamed)

    def once(self, asked: Selected, over: RelationshipField, plan: Callable[[], Output]) -> Output:
        """What is told across a relationship, planned once for all node types of which the same field of the operation asks it."""
        if not asked.nodes:  # no field of the operation, by which it could be known again
            return plan()
        place = tuple(map(id, asked.nodes)), over
        if place in self.told:
            made, outputs = self.told[place]
            self.count(outputs)
            return made
        before = self.outputs
        made = plan()
        self.told[place] = made, self.outputs - before
        return made

    def count(self, outputs: int) -> None:
        """Note that so many fields were planned. QueryTooCostly when they are too many."""
        self.outputs += outputs
        if self.outputs > self.limits.outputs:
            raise QueryTooCostly(
                f"The operation asks for more than {self.limits.outputs} fields when every interface is opened.",
                hint="Nest fewer interfaces, or name the types with `... on`.",
            )


def plain(value: Argument) -> Argument:
    """A value with its enums as text."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def only_key(given: dict[str, Any], what: str) -> tuple[str, Any]:
    """The one key of an input object that takes exactly one. InvalidInput if there are more or none."""
    keys = [(key, value) for key, value in given.items() if value is not None]
    if len(keys) != 1:
        names = ", ".join(key for key, _ in keys) or "nothing"
        raise InvalidInput(f"An element of `{what}` takes exactly one key, but has {names}.", hint="Write one key in each element: [{a: DESC}, {b: ASC}].")
    return keys[0]
