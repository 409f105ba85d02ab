"""Owns the `conflicts` root: which nodes may be spoken of in contradiction, asked in the one statement, and the page that is made of them.

Candidates are nodes with a slot of which different things are stated; whether these can all be true is decided in `graph.compare`. A page
looks at a bounded number of candidates of each type: where too few of them are in conflict it is short, and goes on behind `endCursor`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson

from api.binding import Binding, Check, page_size
from api.compare import Comparison, Told, cell_part, fact, part, prefixes
from api.compare import answer as compare_answer
from api.planner_context import Planning, plain
from api.selection import Argument, Selected, Variable
from graph import plan as p
from graph.compare import Cell, CellState, Column, Row, comparable, compare, slot
from graph.errors import InvalidInput
from graph.ontology import CLAIM, Direction, Kind, Ontology
from graph.values import Review

Place: TypeAlias = tuple[int, str, str, int]  # of a conflict: its type, the node's name and id, the property


@dataclass(frozen=True, slots=True)
class Conflicts:
    """A `conflicts` root that was planned. `names` are the properties of each type, `roots` the hidden roots with their types."""

    field: Selected
    ontology: Ontology
    names: Mapping[str, tuple[str, ...]]
    roots: tuple[tuple[str, str], ...]
    property: Binding
    first: Binding
    after: Binding
    nodes: Mapping[int, str]
    claims: Mapping[int, str]

    def place(self, cursor: Sequence[str]) -> Place:
        """Where a cursor stands; behind all properties of its node where it names none."""
        label, name, id_, property_ = cursor
        own = self.names.get(label, ())
        return [label for _, label in self.roots].index(label), name, id_, own.index(property_) if property_ in own else len(own)


def plan_conflicts(planning: Planning, field: Selected) -> tuple[tuple[tuple[str, p.Root], ...], Conflicts]:
    """The hidden roots, one for each type, and how to make the answer. InvalidInput for a property that no type has."""
    given, ontology = field.arguments, planning.vocabulary.ontology
    property_, after = given.get("property"), given.get("after")
    labels = (plain(given["type"]),) if given.get("type") else ontology.labels
    names = {label: found for label in labels if (found := _names(label, property_, ontology))}
    if not names:
        raise InvalidInput(f"Nothing can be compared by {property_!r} here.", hint="Name a property or a to-one relationship of the type.")
    first = given.get("first") if given.get("first") is not None else planning.limits.default_page_size
    nodes, claims = prefixes(field)
    roots = []
    for label, own in names.items():
        told = Told(planning, field, nodes, claims, list(own))
        size = planning.param([first, after], _size(label, tuple(names), planning.limits.page_size))
        page = p.Page(size, None, planning.param(after, _behind(label, tuple(names))) if after is not None else None)
        outputs = (("nodes", p.Nodes(p.Shape(((label, told.node(label)),)))), ("page", p.PageInfo((("more", "hasNextPage"),))))
        where = p.Any(tuple(_disputed(planning, label, name, property_) for name in own))
        disputed = p.Connection(p.Everything((label,)), where, (), page, outputs)
        roots.append((f"{field.key}:{label}", planning.as_of(field, disputed)))
    keys = tuple((key, label) for (key, _), label in zip(roots, names, strict=True))
    bindings = Binding(property_, None), Binding(first, None), Binding(after, None)
    return tuple(roots), Conflicts(field, ontology, names, keys, *bindings, nodes, claims)


def _names(label: str, property_: Argument, ontology: Ontology) -> tuple[str, ...]:
    """What may be in conflict of a type: what is comparable, or what is named."""
    if property_ is None:
        return comparable((label,), ontology)
    to_one = [f.name for f in ontology.fields(label).values() if f.to_one and f.direction is Direction.OUT]
    every = (*to_one, *(q.name for q in ontology.nodes[label].properties if not q.many and q.kind is not Kind.URL))
    return every if isinstance(property_, Variable) else tuple(name for name in every if name == property_)


def _disputed(planning: Planning, label: str, name: str, property_: Argument) -> p.CompareMeasure:
    """Whether more than one thing is stated of a property, if it is asked for."""
    ontology = planning.vocabulary.ontology
    own = slot(label, name, ontology)
    column = "property" if ontology.nodes[label].property(name) else "relationship"
    about = p.Compare(p.Field(column), p.Op.IN, planning.param(property_, lambda found: [own] if found in (None, name) else []))
    counts = p.Compare(p.Field("review"), p.Op.NE, planning.param(Review.REJECTED.value))
    claims = p.Hop(p.ABOUT, Direction.IN, (CLAIM,))
    stated = p.Measure(claims, p.Aggregate.COUNT_DISTINCT, p.Field("statement"), p.All((about, counts)))
    return p.CompareMeasure(stated, p.Op.GT, planning.param(1))


def _size(label: str, labels: tuple[str, ...], greatest: int) -> Check:
    """How many candidates of a type are looked at; none where the cursor is beyond the type."""
    size = page_size("first", greatest)

    def check(given: Sequence[Any]) -> int:
        size(given[0])
        beyond = given[1] is not None and labels.index(_cursor(given[1], labels)[0]) > labels.index(label)
        return 0 if beyond else 2 * int(given[0]) + 10

    return check


def _behind(label: str, labels: tuple[str, ...]) -> Check:
    """Key values just before the cursor's node, which may have more conflicts, if it is of the type."""

    def check(given: str | None) -> list[str] | None:
        cursor = _cursor(given, labels) if given is not None else ["", "", "", ""]
        return [cursor[1], cursor[2][:-1]] if cursor[0] == label else None

    return check


def _cursor(given: str, labels: Sequence[str]) -> list[str]:
    try:
        found = orjson.loads(given)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, list) or len(found) != 4 or not all(isinstance(v, str) for v in found) or found[0] not in labels:
        raise InvalidInput("`after` is not a cursor of these conflicts.", hint="Take one from `edges.cursor` or `pageInfo` of the same field.")
    return found


# The answer ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A node, the row of one property of it, and the cursor."""

    node: Mapping[str, Any]
    row: Row
    cursor: str

    @property
    def cell(self) -> Cell:
        return self.row.cells[0]


def answer(root: Comparison | Conflicts, told: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of a root that compares. See `api.compare.answer` for its errors."""
    if isinstance(root, Comparison):
        return compare_answer(root, told, variables)
    first, after = root.first.bind(variables), root.after.bind(variables)
    size = first if isinstance(first, int) else 0
    begin = root.place(_cursor(str(after), list(root.names))) if after is not None else None
    found: list[_Conflict] = []
    end, more = None, False
    for conflict, cursor in _found(root, told, root.property.bind(variables)):
        if begin is not None and root.place(orjson.loads(cursor)) <= begin:
            continue
        if len(found) == size:
            more = True
            break
        if conflict is None:
            end, more = cursor, True
            break
        found.append(conflict)
        end = cursor
    facts = {"hasNextPage": more, "hasPreviousPage": after is not None, "startCursor": found[0].cursor if found else None, "endCursor": end}
    return {f.key: _told(root, f, found, facts) for f in _fields(root.field)}


def _found(root: Conflicts, told: Mapping[str, Any], property_: Argument) -> Iterator[tuple[_Conflict | None, str]]:
    """Conflicts with their cursors in order; at the end None where there are more candidates than were looked at."""
    for key, label in root.roots:
        nodes = told[key]["nodes"]
        for node in nodes:
            column = Column(label, tuple(fact(claim) for claim in node["claims:"]["nodes"]))
            for row in compare([n for n in root.names[label] if property_ in (None, n)], [column], ontology=root.ontology):
                if row.cells[0].state is CellState.CONFLICTING:
                    cursor = _cursor_of(label, node, row.property)
                    yield _Conflict(node, row, cursor), cursor
        if nodes and told[key]["page"]["more"]:  # a type before the cursor's is asked for no nodes, and has more
            yield None, _cursor_of(label, nodes[-1], "")
            return


def _cursor_of(label: str, node: Mapping[str, Any], property_: str) -> str:
    return orjson.dumps([label, node["name:"], node["id:"], property_]).decode()


def _fields(field: Selected) -> Sequence[Selected]:
    return field.selection.fields if field.selection else ()


def _told(root: Conflicts, field: Selected, found: Sequence[_Conflict], facts: Mapping[str, Any]) -> Argument:
    match field.name:
        case "nodes":
            return [_shaped(root, field, conflict) for conflict in found]
        case "edges":
            return [{f.key: _edge(root, f, conflict) for f in _fields(field)} for conflict in found]
        case "pageInfo":
            return {f.key: facts.get(f.name, "PageInfo") for f in _fields(field)}
        case _:
            return "ConflictConnection"


def _edge(root: Conflicts, field: Selected, conflict: _Conflict) -> Argument:
    if field.name == "node":
        return _shaped(root, field, conflict)
    return conflict.cursor if field.name == "cursor" else "ConflictEdge"


def _shaped(root: Conflicts, field: Selected, conflict: _Conflict) -> dict[str, Argument]:
    return {f.key: _conflict(root, f, conflict) for f in _fields(field)}


def _conflict(root: Conflicts, field: Selected, conflict: _Conflict) -> Argument:
    match field.name:
        case "node":
            return part(conflict.node, root.nodes[id(field)])
        case "cell":
            return {f.key: cell_part(f, conflict.cell, conflict.node, root.claims) for f in _fields(field)}
        case "claims":
            return cell_part(field, conflict.cell, conflict.node, root.claims)
        case "__typename":
            return "Conflict"
        case name:
            return getattr(conflict.row, name)
