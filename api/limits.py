"""Owns the bounds on an operation's form and cost. It must not know stores; how long an operation may run is execution's."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.binding import Binding, is_constant
from api.settings import Limits
from graph import plan as p
from graph.errors import QueryTooCostly
from graph.store.base import Bound

_UNBOUNDED = ("__schema", "__type")  # validation has its own rule for how deep introspection may go


def check_form(document: DocumentNode, limits: Limits) -> None:
    """QueryTooCostly if the document is too deep or has too much of something. Meant to run before validation."""
    form = _Form({d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)})
    for definition in document.definitions:
        form.directives += len(getattr(definition, "directives", None) or ())
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            form.scan(definition.selection_set)
            is_operation = isinstance(definition, OperationDefinitionNode)
            _bound("root fields", form.width(definition.selection_set, set()) if is_operation else 0, limits.root_fields)
            _bound("levels", form.depth(definition.selection_set, frozenset()), limits.depth)
    _bound("aliases", form.aliases, limits.aliases)
    _bound("directives", form.directives, limits.directives)
    _bound("fields in one selection", form.widest, limits.fields)


def _bound(what: str, found: int, greatest: int) -> None:
    if found > greatest:
        raise QueryTooCostly(f"The operation has more than {greatest} {what}.", hint="Ask for less, or in several operations.")


@dataclass(slots=True)
class _Form:
    """What is counted of a document."""

    fragments: Mapping[str, FragmentDefinitionNode]
    aliases: int = 0
    directives: int = 0
    widest: int = 0
    depths: dict[int, int] = field(default_factory=dict)

    def scan(self, selection_set: SelectionSetNode) -> None:
        """Count what stands in the text."""
        self.widest = max(self.widest, len(selection_set.selections))
        for node in selection_set.selections:
            self.directives += len(node.directives or ())
            self.aliases += isinstance(node, FieldNode) and node.alias is not None
            inner = _inner(node)
            if inner is not None:
                self.scan(inner)

    def width(self, selection_set: SelectionSetNode, opened: set[str]) -> int:
        """How many fields a selection has with its fragments opened, each once."""
        found = 0
        for node in selection_set.selections:
            if isinstance(node, FieldNode):
                found += 1
            elif _name(node) not in opened:
                opened |= {_name(node)} - {""}
                inner = self._opened(node, frozenset())
                found += self.width(inner, opened) if inner else 0
        return found

    def depth(self, selection_set: SelectionSetNode, seen: frozenset[str]) -> int:
        """How deep the fields of a selection nest, fragments opened once."""
        known = self.depths.get(id(selection_set))
        if known is not None:
            return known
        found = 0
        for node in selection_set.selections:
            if isinstance(node, FieldNode) and node.name.value in _UNBOUNDED:
                continue
            inner = self._opened(node, seen)
            found = max(found, isinstance(node, FieldNode) + (self.depth(inner, seen | {_name(node)}) if inner else 0))
        self.depths[id(selection_set)] = found
        return found

    def _opened(self, node: Node, seen: frozenset[str]) -> SelectionSetNode | None:
        if isinstance(node, FragmentSpreadNode):
            fragment = self.fragments.get(node.name.value)
            return fragment.selection_set if fragment and _name(node) not in seen else None
        return _inner(node)


def _inner(node: Node) -> SelectionSetNode | None:
    return getattr(node, "selection_set", None)


def _name(node: Node) -> str:
    return f"...{node.name.value}" if isinstance(node, FragmentSpreadNode) else ""


# Cost ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cost:
    """What a root or connection may cost: its size (a param that binds to it, or to a list of that length), times one node and
    the dearest of its cases."""

    size: p.Param | int
    cases: tuple[tuple[Cost, ...], ...]

    def total(self, values: Sequence[Bound]) -> int:
        """The cost with params bound."""
        size = self.size if isinstance(self.size, int) else _size(values[self.size.index])
        return size * (1 + max(sum(c.total(values) for c in case) for case in self.cases)) if self.cases else size

    def folded(self, known: Mapping[int, Bound]) -> Cost:
        """The same with the params that are known already bound: one number without cases where that is all of them."""
        size = _size(known[self.size.index]) if isinstance(self.size, p.Param) and self.size.index in known else self.size
        cases = tuple(tuple(cost.folded(known) for cost in case) for case in self.cases)
        if any(cost.cases or isinstance(cost.size, p.Param) for case in cases for cost in case):
            return Cost(size, cases)
        dearest = max((sum(cost.total(()) for cost in case) for case in cases), default=0)
        found = Cost(size, ((Cost(dearest, ()),),) if dearest else ())
        return found if isinstance(size, p.Param) else Cost(found.total(()), ())


def _size(bound: Bound) -> int:
    return len(bound) if isinstance(bound, list | tuple) else bound if isinstance(bound, int) else 1


def costs(plan: p.Plan, bindings: Sequence[Binding] = ()) -> tuple[Cost, ...]:
    """The cost of each root of a plan. What the bindings know before any variable is given is reckoned now and not at each run."""
    known = {index: binding.value for index, binding in enumerate(bindings) if binding.check is None and is_constant(binding.value)}
    return tuple(cost.folded(known) for _, root in plan.roots for cost in _costs(root))


def _costs(part: object) -> list[Cost]:
    if isinstance(part, p.Lookup):
        return [Cost(1 if part.single else part.values, _cases(part.shape))]
    if isinstance(part, p.Connection | p.Groups):
        inner = tuple(cost for _, output in part.outputs for cost in _costs(output))
        size = (part.page.first or part.page.last) if part.page else None
        return [Cost(size or 1, (inner,))]
    if isinstance(part, p.Shape):
        return [Cost(1, _cases(part))]
    if dataclasses.is_dataclass(part):
        return [cost for f in dataclasses.fields(part) for cost in _costs(getattr(part, f.name))]
    if isinstance(part, tuple):
        return [cost for item in part for cost in _costs(item)]
    return []


def _cases(shape: p.Shape) -> tuple[tuple[Cost, ...], ...]:
    return tuple(tuple(cost for _, output in outputs for cost in _costs(output)) for _, outputs in shape.cases)


def check_cost(costs_: Sequence[Cost], values: Sequence[Bound], limits: Limits) -> None:
    """QueryTooCostly if the roots together may cost too much."""
    total = sum(cost.total(values) for cost in costs_)
    if total > limits.cost:
        raise QueryTooCostly(
            f"The operation could answer with {total} nodes, more than {limits.cost}.",
            hint="Give smaller `first` to the connections inside others; without one a page has 100.",
        )
