"""Owns random plans that the ontology accepts, with the values to bind: as deep as a person would ask, and over every kind of step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from hypothesis import strategies as st

from graph import plan as p
from graph.ontology import CLAIM, ONTOLOGY, Kind, RelationshipType
from graph.values import name_key
from tests.columns import columns, hops, lists, own
from tests.graphs import DATES, INTEGERS, NAMES, NUMBERS, TEXTS, refs

_TEXT_OPS = (p.Op.EQ, p.Op.NE, p.Op.IN, p.Op.NOT_IN, p.Op.GT, p.Op.GTE, p.Op.LT, p.Op.LTE, p.Op.CONTAINS, p.Op.STARTS_WITH, p.Op.ENDS_WITH,
             p.Op.MATCHES, p.Op.IS_NULL)  # fmt: skip
_ORDERED_OPS = (p.Op.EQ, p.Op.NE, p.Op.IN, p.Op.NOT_IN, p.Op.GT, p.Op.GTE, p.Op.LT, p.Op.LTE, p.Op.IS_NULL)
_SEARCHED = (
    *NAMES, "soar", "srao", "gen 2", "OpenIA", "opnai inc", "文声视频", "视频", "频", "so", "Sora report", "report 0", '"sora report"', "zz tpo", "野家", "𠮷",
    "?", "",
)  # fmt: skip
_PATTERNS = ("^S", "a", "[0-9]+", "频$", "o.a", "\\.")
_WORDS = (*NAMES, *TEXTS, "Sora report 0", "frameRate", "MENTIONS", "REJECTED", "VIDEO", "AIModel", "s", "")
_POOLS: dict[Kind, tuple[Any, ...]] = {
    Kind.TEXT: _WORDS, Kind.URL: _WORDS, Kind.ENUM: _WORDS, Kind.DATE: DATES, Kind.INTEGER: INTEGERS, Kind.FLOAT: NUMBERS, Kind.BOOLEAN: (True, False),
}  # fmt: skip


@dataclass
class Asking:
    """A plan under way: the values that its params bind to."""

    draw: st.DrawFn
    values: list[Any] = field(default_factory=list)

    def param(self, value: Any) -> p.Param:
        self.values.append(value)
        return p.Param(len(self.values) - 1)

    def one(self, *items: Any) -> Any:
        return self.draw(st.sampled_from(items))

    def chance(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == 1)


Way: TypeAlias = Callable[[Asking, "tuple[str, ...]", RelationshipType | None, int], p.Predicate]


@st.composite
def plans(draw: st.DrawFn) -> tuple[p.Plan, list[Any]]:
    """A plan of one or two roots, and its values."""
    asking = Asking(draw)
    return p.Plan(tuple((f"root{i}", _root(asking, 8)) for i in range(draw(st.integers(1, 2))))), asking.values


@st.composite
def plans_as_of(draw: st.DrawFn) -> tuple[p.Plan, list[Any]]:
    """A plan of one root as of some date, and its values."""
    asking = Asking(draw)
    return p.Plan((("root", _root(asking, 1)),)), asking.values


def _root(asking: Asking, as_of: int) -> p.Root:
    """A root; one in `as_of` as of some date, or of none."""
    root: p.Connection | p.Lookup | p.Groups = asking.one(_everything, _everything, _lookup, _all_groups, _searched)(asking)
    if not asking.chance(as_of):
        return root
    date = asking.param(None if asking.chance(12) else asking.one("2023-12-31", "2024-01", "2024-02-19", "2024-02-20"))
    return p.AsOf(root, date, unnamed=isinstance(root, p.Lookup) and root.types != (CLAIM,) and asking.chance(2))


def _everything(asking: Asking) -> p.Connection:
    types = asking.one(("AIModel",), ("AIModel",), ("Report",), ("Organization",), ("Claim",), ("Exhibit",), ONTOLOGY.entities, ("AIModel", "Product"))
    return _connection(asking, p.Everything(types), types, None, 2)


def _searched(asking: Asking) -> p.Connection:
    types = asking.one(("AIModel",), ("Report",), ("AIModel", "Organization"), ONTOLOGY.entities, ONTOLOGY.labels)
    made = _connection(asking, p.FullText(types, asking.param(asking.one(*_SEARCHED))), types, None, 1)
    if made.page is None:
        return replace(made, order=())
    score, node = asking.one(6.2, 5 + 1 / 6, 3.2, 1 + 1 / 5, 0.5), asking.draw(refs(types[0]))
    after = asking.param(asking.one(None, None, [score, node.name, node.id]))
    size = asking.param(asking.one(0, 1, 3, 100))
    return replace(made, order=(), page=p.Page(None, size, before=after) if asking.chance(3) else p.Page(size, None, after=after))


def _lookup(asking: Asking) -> p.Lookup:
    type_ = asking.one("AIModel", "Organization", "Report", "Claim")
    shape = _shape(asking, (type_,), 2)
    by = "id" if type_ == CLAIM else asking.one("id", "name")
    found = [asking.draw(refs(type_)) for _ in range(asking.draw(st.integers(0, 3)))]
    single = asking.chance(2)
    keys = [ref.id if by == "id" else name_key(ref.name, ref.type) for ref in found] or ["none"]
    return p.Lookup(by, (type_,), asking.param(keys[:1] if single else keys), shape, only_first=asking.chance(2), single=single)


# Columns -------------------------------------------------------------------------------------------------------------


def _field(asking: Asking, types: tuple[str, ...], over: RelationshipType | None) -> tuple[p.Field, Kind]:
    choices = [(p.Field(c), kind) for c, kind in columns(types).items()] + [(p.Field(c, p.On.RELATIONSHIP), kind) for c, kind in own(over).items()]
    found: tuple[p.Field, Kind] = asking.one(*choices)
    return found


# Filters -------------------------------------------------------------------------------------------------------------


def _predicate(asking: Asking, types: tuple[str, ...], over: RelationshipType | None, depth: int) -> p.Predicate:
    ways: list[Way] = [_compare, _compare, _compare_list if lists(types) else _compare]
    if depth > 0:
        ways += [_compound, _related, _compare_measure]
    if len(types) > 1:
        ways += [_type_is, _of_type]
    found: p.Predicate = asking.one(*ways)(asking, types, over, depth)
    return found


def _where(asking: Asking, types: tuple[str, ...], over: RelationshipType | None, depth: int) -> p.Predicate | None:
    return _predicate(asking, types, over, depth) if asking.chance(2) else None


def _compare(asking: Asking, types: tuple[str, ...], over: RelationshipType | None, _depth: int) -> p.Predicate:
    field_, kind = _field(asking, types, over)
    if kind is Kind.BOOLEAN:
        op = asking.one(p.Op.EQ, p.Op.NE, p.Op.IS_NULL)
    else:
        op = asking.one(*(_TEXT_OPS if kind in (Kind.TEXT, Kind.ENUM, Kind.URL) else _ORDERED_OPS))
    caseless = kind is Kind.TEXT and op is not p.Op.MATCHES and asking.chance(3)
    return p.Compare(field_, op, asking.param(_given(asking, op, kind)), caseless)


def _given(asking: Asking, op: p.Op, kind: Kind) -> Any:
    if op is p.Op.IS_NULL:
        return asking.one(True, False)
    if op is p.Op.MATCHES:
        return asking.one(*_PATTERNS)
    if op in (p.Op.IN, p.Op.NOT_IN):
        return [asking.one(*_POOLS[kind]) for _ in range(asking.draw(st.integers(0, 3)))]
    return None if asking.chance(12) else asking.one(*_POOLS[kind])


def _compare_list(asking: Asking, types: tuple[str, ...], _over: RelationshipType | None, _depth: int) -> p.Predicate:
    op = asking.one(p.Op.HAS, p.Op.IS_NULL)
    value = asking.one(True, False) if op is p.Op.IS_NULL else asking.one(*NAMES, "BROKER", "LAB")
    return p.Compare(p.Field(asking.one(*lists(types))), op, asking.param(value))


def _compound(asking: Asking, types: tuple[str, ...], over: RelationshipType | None, depth: int) -> p.Predicate:
    if asking.chance(3):
        return p.Not(_predicate(asking, types, over, depth - 1))
    items = tuple(_predicate(asking, types, over, depth - 1) for _ in range(asking.draw(st.integers(0, 2))))
    return p.All(items) if asking.chance(2) else p.Any(items)


def _related(asking: Asking, types: tuple[str, ...], _over: RelationshipType | None, depth: int) -> p.Predicate:
    hop, over, _ = asking.one(*hops(types))
    return p.Related(hop, asking.one(*p.Quantifier), _where(asking, hop.types, over, depth - 1))


def _measure(asking: Asking, types: tuple[str, ...], depth: int) -> tuple[p.Measure, Kind]:
    hop, over, _ = asking.one(*hops(types))
    function, field_, kind = _function(asking, hop.types, over)
    return p.Measure(hop, function, field_, _where(asking, hop.types, over, depth - 1)), kind


def _function(asking: Asking, types: tuple[str, ...], over: RelationshipType | None) -> tuple[p.Aggregate, p.Field | None, Kind]:
    """An aggregate, its field, and the kind of its value."""
    function = asking.one(p.Aggregate.COUNT, *p.Aggregate)
    if function is p.Aggregate.COUNT:
        return function, None, Kind.INTEGER
    field_, kind = _field(asking, types, over)
    if function is p.Aggregate.COUNT_DISTINCT:
        return function, field_, Kind.INTEGER
    if kind in (Kind.INTEGER, Kind.FLOAT):
        function = asking.one(p.Aggregate.MIN, p.Aggregate.MAX, p.Aggregate.AVG, p.Aggregate.SUM)
        return function, field_, kind if function is not p.Aggregate.AVG else Kind.FLOAT
    text = field_ if kind is Kind.TEXT else p.Field("name" if types != (CLAIM,) else "id")
    if function in p.LENGTHS:
        return function, text, Kind.FLOAT if function is p.Aggregate.AVG_LENGTH else Kind.INTEGER
    return asking.one(p.Aggregate.MIN, p.Aggregate.MAX, p.Aggregate.SHORTEST, p.Aggregate.LONGEST), text, Kind.TEXT


def _compare_measure(asking: Asking, types: tuple[str, ...], _over: RelationshipType | None, depth: int) -> p.Predicate:
    measure, kind = _measure(asking, types, depth)
    op = asking.one(*(_TEXT_OPS if kind is Kind.TEXT else _ORDERED_OPS))
    return p.CompareMeasure(measure, op, asking.param(_given(asking, op, kind)))


def _type_is(asking: Asking, types: tuple[str, ...], _over: RelationshipType | None, _depth: int) -> p.Predicate:
    return p.TypeIs((asking.one(*types),))


def _of_type(asking: Asking, types: tuple[str, ...], over: RelationshipType | None, depth: int) -> p.Predicate:
    type_ = asking.one(*types) if asking.chance(2) else asking.one(*({"AIModel", "Organization"} & set(types) or types))
    return p.OfType(type_, _where(asking, (type_,), over, depth - 1))


# Order and pages -----------------------------------------------------------------------------------------------------


def _orders(asking: Asking, types: tuple[str, ...], over: RelationshipType | None) -> tuple[tuple[p.Order, ...], list[Kind]]:
    made, kinds = [], []
    for _ in range(asking.draw(st.integers(0, 2))):
        by, kind = _order_by(asking, types, over)
        made.append(p.Order(by, asking.chance(2)))
        kinds.append(kind)
    return tuple(made), kinds


def _order_by(asking: Asking, types: tuple[str, ...], over: RelationshipType | None) -> tuple[p.OrderBy, Kind]:
    if len(types) > 1 and asking.chance(3):
        type_ = asking.one(*types, *({"AIModel", "PricingPlan"} & set(types)))
        inner, kind = _order_by(asking, (type_,), over)
        return p.Typed(type_, inner), kind
    to_one = [hop for hop, _, one in hops(types) if one]
    if to_one and asking.chance(4):
        hop = asking.one(*to_one)
        ways = (lambda: _measure(asking, hop.types, 0), lambda: _field(asking, hop.types, None), lambda: _order_by(asking, hop.types, None))
        by, kind = asking.one(*ways)()
        return p.Via(hop, by), kind
    if asking.chance(4):
        return _measure(asking, types, 1)
    return _field(asking, types, over)


def _page(asking: Asking, kinds: list[Kind], types: tuple[str, ...]) -> p.Page:
    size = asking.param(asking.one(0, 1, 2, 3, 100))
    cursors: list[p.Param | None] = [None, None]
    for place in (0, 1):
        if asking.chance(3):
            keys = [None if asking.chance(4) else asking.one(*_POOLS[kind]) for kind in kinds]
            node = asking.draw(refs(types[0]))
            cursors[place] = asking.param(None if asking.chance(4) else [*keys, None if types == (CLAIM,) else node.name, node.id])
    backwards = asking.chance(3)
    return p.Page(None if backwards else size, size if backwards else None, *cursors)


# Outputs -------------------------------------------------------------------------------------------------------------


def _connection(asking: Asking, source: p.Source, types: tuple[str, ...], over: RelationshipType | None, depth: int) -> p.Connection:
    order, kinds = _orders(asking, types, over)
    page = None if asking.chance(6) else _page(asking, kinds, types)
    info = _page_info(asking)
    nodes = p.Nodes(_shape(asking, types, depth - 1))
    choices: dict[str, p.ConnectionOutput] = {"totalCount": p.TotalCount(), "pageInfo": info, "nodes": nodes, "kind": p.Constant("Connection")}
    choices["edges"] = _edges(asking, source, types, over, depth)
    choices["aggregate"] = p.Aggregates(_aggregates(asking, types, over))
    where = _where(asking, types, over, depth)
    if not isinstance(source, p.FullText) and asking.chance(4):
        choices["groups"] = _groups(asking, source, types, over, where, depth=depth - 1)
    told = tuple((key, choices[key]) for key in asking.draw(st.permutations(sorted(choices)))[: asking.draw(st.integers(1, 4))])
    return p.Connection(source, where, order, page, told)


def _page_info(asking: Asking) -> p.PageInfo:
    names = asking.draw(st.permutations(("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")))[: asking.draw(st.integers(1, 4))]
    return p.PageInfo(tuple((f"my_{name}", name) for name in names))


def _edges(asking: Asking, source: p.Source, types: tuple[str, ...], over: RelationshipType | None, depth: int) -> p.Edges:
    outputs: list[tuple[str, p.EdgeOutput]] = [("cursor", p.Cursor()), ("node", p.Node(_shape(asking, types, depth - 1)))]
    outputs += [(f"own_{name}", p.Value(p.Field(name, p.On.RELATIONSHIP))) for name in own(over)]
    if isinstance(source, p.FullText):
        outputs.append(("score", p.Score()))
    if over is not None and isinstance(source, p.Across) and depth > 0 and asking.chance(2):
        outputs.append(("claims", p.EdgeClaims(_connection(asking, p.OfRelationship(), (CLAIM,), None, 0))))
    return p.Edges(tuple(outputs))


def _aggregates(asking: Asking, types: tuple[str, ...], over: RelationshipType | None) -> p.AggregateOutputs:
    one, two = (p.AggregateValue(*_function(asking, types, over)[:2]) for _ in range(2))
    return (("count", p.AggregateValue(p.Aggregate.COUNT)), ("one", one), ("inner", p.AggregateGroup((("two", two), ("kind", p.Constant("X"))))))


def _shape(asking: Asking, types: tuple[str, ...], depth: int) -> p.Shape:
    rich = asking.one(*types)  # one label of several is told of at length: drawing for each of them would take most of the time
    return p.Shape(tuple((label, _outputs(asking, label, depth) if label == rich else _PLAIN) for label in types))


_PLAIN: p.Outputs = (("id", p.Value(p.Field("id"))), ("v_name", p.Value(p.Field("name"))))


def _outputs(asking: Asking, label: str, depth: int) -> p.Outputs:
    types = (label,)
    found: list[tuple[str, p.Output]] = [("id", p.Value(p.Field("id"))), ("__typename", p.Constant(label))]
    wanted = asking.draw(st.lists(st.sampled_from(sorted(columns(types))), max_size=3, unique=True))
    kinds = columns(types)
    found += [(f"v_{c}", p.Value(p.Field(c), boolean=kinds[c] is Kind.BOOLEAN)) for c in wanted]
    found += [(f"v_{c}", p.Value(p.Field(c))) for c in lists(types)]
    if label == "AIModel":
        ends = p.Field("clipDurationMin"), p.Field("clipDurationMax")
        found.append(("clip", p.Group((("low", p.Value(ends[0])), ("unit", p.Constant("s"))), ends)))
    if label == CLAIM:
        found.append(("evidence", p.Group((("quote", p.Value(p.Field("quote"))), ("verified", p.Value(p.Field("verified"), boolean=True))))))
    if depth > 0:
        for number, (hop, over, to_one) in enumerate(asking.draw(st.lists(st.sampled_from(hops(types)), max_size=2))):
            if to_one:
                found.append((f"one{number}", p.ToOne(hop, _shape(asking, hop.types, depth - 1 if len(hop.types) == 1 else 0))))
            else:
                found.append((f"many{number}", _connection(asking, p.Across(hop), hop.types, over, depth - 1 if len(hop.types) == 1 else 0)))
    return tuple(found)


# Groups --------------------------------------------------------------------------------------------------------------


def _all_groups(asking: Asking) -> p.Groups:
    types = (asking.one("AIModel", "Report", "PricingPlan", CLAIM),)
    return _groups(asking, p.Everything(types), types, None, _where(asking, types, None, 1), depth=1)


def _groups(asking: Asking, source: p.Source, types: tuple[str, ...], over: RelationshipType | None, where: p.Predicate | None, *, depth: int) -> p.Groups:
    made = [_group_key(asking, types, over, f"key{i}") for i in range(asking.draw(st.integers(1, 2)))]
    keys, kinds = tuple(key for key, _ in made), [kind for _, kind in made]
    count = p.AggregateValue(p.Aggregate.COUNT)
    having = p.Having(tuple(_having(asking, types, over) for _ in range(asking.draw(st.integers(1, 2))))) if asking.chance(2) else None
    order = tuple(p.GroupOrder(asking.one(count, 0), asking.chance(2)) for _ in range(asking.draw(st.integers(0, 2))))
    deep = depth if asking.chance(4) else 0
    told = tuple((k.key, p.GroupKeyOutput(i, _shape(asking, k.hop.types, deep) if k.hop else None)) for i, k in enumerate(keys))
    nodes = p.GroupNodes((("keys", told), ("count", count), ("aggregate", p.AggregateGroup(_aggregates(asking, types, over)))))
    again = p.GroupNodes((("figures", p.AggregateGroup(_aggregates(asking, types, over))),))
    page = p.Page(asking.param(asking.one(0, 1, 2, 100)), None, _group_cursor(asking, keys, kinds, order) if asking.chance(3) else None)
    choices: dict[str, p.GroupsOutput] = {
        "totalCount": p.TotalCount(),
        "nodes": nodes,
        "again": again,
        "kind": p.Constant("Groups"),
        "pageInfo": _page_info(asking),
    }
    told_of = asking.draw(st.permutations(sorted(choices)))[: asking.draw(st.integers(1, 4))]
    return p.Groups(source, keys, where, having, order, page, tuple((key, choices[key]) for key in told_of))


def _having(asking: Asking, types: tuple[str, ...], over: RelationshipType | None) -> tuple[p.AggregateValue, p.Op, p.Param]:
    function, field_, kind = _function(asking, types, over)
    op = asking.one(*(_TEXT_OPS if kind is Kind.TEXT else _ORDERED_OPS))
    return p.AggregateValue(function, field_), op, asking.param(_given(asking, op, kind))


def _group_cursor(asking: Asking, keys: tuple[p.GroupKey, ...], kinds: list[Kind], order: tuple[p.GroupOrder, ...]) -> p.Param:
    """The order's values, then two for each key: a node's name and id, or the value twice."""
    ends = [_group_value(asking, key, kind) for key, kind in zip(keys, kinds, strict=True)]
    own = [asking.one(0, 1, 2) if isinstance(o.by, p.AggregateValue) else ends[o.by][0] for o in order]
    return asking.param([*own, *(part for end in ends for part in end)])


def _group_value(asking: Asking, key: p.GroupKey, kind: Kind) -> tuple[Any, Any]:
    if asking.chance(4):
        return None, None
    if key.hop is not None:
        node = asking.draw(refs(asking.one(*key.hop.types)))
        return node.name, node.id
    value = asking.one(*_POOLS[kind])
    return value, value


def _group_key(asking: Asking, types: tuple[str, ...], over: RelationshipType | None, key: str) -> tuple[p.GroupKey, Kind]:
    """A key of groups, and the kind of its value; of a node, that of its name."""
    found = [hop for hop, reached, _ in hops(types) if reached is not None]
    if found and asking.chance(2):
        return p.GroupKey(key, hop=asking.one(*found)), Kind.TEXT
    field_, kind = _field(asking, types, over)
    return p.GroupKey(key, field=field_, date_part=asking.one(*p.DatePart) if kind is Kind.DATE else None), kind
