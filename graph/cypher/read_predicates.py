"""Owns what is said of one node in Cypher: its columns, filters over them and over its relationships, and measures.

Expressions only; which nodes a statement walks over is the business of `read_source`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph import plan as p
from graph.cypher.names import ends, escape, labels
from graph.cypher.read_as_of import Held, known, property_then, relationship_then
from graph.errors import InvalidPlan
from graph.ontology import CLAIM, ONTOLOGY, Direction


@dataclass(slots=True)
class Names:
    """Hands out the variables of one statement; `missing` are the bound values that are None: (index,) of a param itself,
    (index, position) inside a cursor. `texts` are the params that hold a search text, `patterns` those that hold a regular
    expression; `as_of` is the parameter of the day as of which the root in hand is asked, and `unnamed` whether it finds nodes that
    nobody had named by then."""

    missing: frozenset[tuple[int, ...]] = frozenset()
    texts: set[int] = field(default_factory=set)
    patterns: set[int] = field(default_factory=set)
    count: int = 0
    as_of: str | None = None
    unnamed: bool = False

    def new(self, letter: str) -> str:
        """A variable that was not used before."""
        self.count += 1
        return f"{letter}{self.count}"

    def given(self, param: p.Param | None) -> p.Param | None:
        """The param, if it is there and not bound to None."""
        return None if param is None or (param.index,) in self.missing else param


@dataclass(frozen=True, slots=True)
class Scope:
    """The node in hand: its variable, the labels that it may have, and how it was reached: the relationship's variable, the hop
    and the variable of the node before; of a full-text hit the variable of its score, and the param of the text; the day as of
    which it is asked. `met` are the nodes across hops that lead to one, where the filter has brought them into scope already: there always
    is one. `held` is what clauses hold of it."""

    node: str
    types: tuple[str, ...]
    relationship: str | None = None
    hop: p.Hop | None = None
    parent: str | None = None
    score: str | None = None
    text: p.Param | None = None
    as_of: str | None = None
    met: tuple[tuple[p.Hop, Scope], ...] = ()
    held: Held | None = None

    def across(self, hop: p.Hop) -> Scope | None:
        """The node across a hop, if it is one that was `met`."""
        return dict(self.met).get(hop)


_AS_NOW = ("id", "name", "aliases")
FEW = 2  # the conditions with a subquery that stand in one WHERE
LISTS = frozenset(("aliases", *(q.name for n in ONTOLOGY.node_types for q in n.properties if q.many)))

_INFIX = {p.Op.EQ: "=", p.Op.NE: "<>", p.Op.GT: ">", p.Op.GTE: ">=", p.Op.LT: "<", p.Op.LTE: "<=", p.Op.IN: "IN",
          p.Op.CONTAINS: "CONTAINS", p.Op.STARTS_WITH: "STARTS WITH", p.Op.ENDS_WITH: "ENDS WITH"}  # fmt: skip


def param(value: p.Param) -> str:
    """The parameter of a bound value."""
    return f"$p{value.index}"


def column(scope: Scope, item: p.Field) -> str:
    """A column of the node, or of the relationship by which it was reached. An empty list is not stored: it is missing."""
    if item.on is p.On.RELATIONSHIP:
        if scope.relationship is None:
            raise InvalidPlan(f"{item.column} is asked of a relationship where there is none.")
        return f"{scope.relationship}.{escape(item.column)}"
    if item.column == "type":
        return f"labels({scope.node})[0]"
    if item.column == "verified" and CLAIM in scope.types:
        return _verified(scope.node)
    if item.column == "statement" and CLAIM in scope.types:
        return _statement(scope.node)
    if scope.as_of is not None and item.column not in _AS_NOW and CLAIM not in scope.types:
        return property_then(scope.node, scope.types, item.column, scope.as_of, scope.held)
    return f"{scope.node}.{escape(item.column)}"


def _statement(claim: str) -> str:
    """What a claim states, as a list."""
    object_ = f"COLLECT {{ MATCH ({claim})-[:POINTS_TO]->(o) RETURN o.id }}[0]"
    words = f"CASE WHEN {claim}.min IS NULL AND {claim}.max IS NULL THEN coalesce({claim}.value, {claim}.text) END"
    return f"[{object_}, {claim}.min, {claim}.max, {claim}.unit, {claim}.polarity, {words}]"


def _verified(claim: str) -> str:
    """Whether the stored pages hold the claim's quote where the claim says."""
    start, end = f"{claim}.start", f"{claim}.end"
    begin = f"CASE WHEN q.start < {start} THEN {start} ELSE q.start END"
    length = f"CASE WHEN q.end < {end} THEN q.end ELSE {end} END - {begin}"
    within = f"MATCH (d)-[:HAS_PAGE]->(q:Page) WHERE q.start < {end} AND q.end > {start}"
    pages = f"COLLECT {{ {within} RETURN substring(q.text, {begin} - q.start, {length}) ORDER BY q.start }}"
    return f"coalesce(COLLECT {{ MATCH (d:Document {{sha256: {claim}.document}}) RETURN reduce(t = '', s IN {pages} | t + s) = {claim}.quote }}[0], false)"


def step(scope: Scope, hop: p.Hop, names: Names, *, told: bool = False) -> tuple[str, Scope]:
    """The pattern of a hop from the node in hand, and the node at its far end.

    Labels are named where they say something: some of those that can be there, or one label, by which the planner may find nodes to
    start from; not where the node is only `told` of, as looking at its labels would be in vain.
    """
    node, relationship = names.new("n"), names.new("r")
    said = "" if (told or len(hop.types) > 1) and ends(hop) <= frozenset(hop.types) else f":{labels(hop.types)}"
    far = Scope(node, hop.types, relationship, hop, scope.node, as_of=scope.as_of)
    between = f"{relationship}:{escape(hop.relationship)}"
    if scope.as_of is not None and hop.relationship not in p.CLAIM_HOPS:
        between = relationship_then(relationship, (hop.relationship,), scope.as_of)
    elif scope.as_of is not None and hop.direction is Direction.IN:
        said += f" WHERE {known(node, hop.types, scope.as_of)}"
    left, right = {Direction.OUT: ("-", "->"), Direction.IN: ("<-", "-"), Direction.BOTH: ("-", "-")}[hop.direction]
    pattern = f"({scope.node}){left}[{between}]{right}({node}{said})"
    return pattern, far


def predicate(scope: Scope, item: p.Predicate, names: Names) -> str:
    """An expression that is true where the predicate holds, and false or null where it does not."""
    if isinstance(item, p.Compare):
        asked = _asked(scope, item.field, names)
        return _caseless(asked, item.op, param(item.value)) if item.caseless else compared(asked, item.op, item.value, names)
    if isinstance(item, p.TypeIs):
        return f"{scope.node}:{labels(item.types)}" if item.types else "false"
    if isinstance(item, p.OfType):
        typed = f"{scope.node}:{labels((item.type,))}"
        return typed if item.where is None else f"({typed} AND {predicate(replace(scope, types=(item.type,)), item.where, names)})"
    if isinstance(item, p.All):
        return _joined([predicate(scope, part, names) for part in item.items], " AND ", "true")
    if isinstance(item, p.Any):
        return _joined([predicate(scope, part, names) for part in item.items], " OR ", "false")
    if isinstance(item, p.Not):
        return f"NOT coalesce({predicate(scope, item.item, names)}, false)"
    if isinstance(item, p.Related):
        return _related(scope, item, names)
    return compared(measure(scope, item.measure, names), item.op, item.value, names)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of the WHERE `here`, and the clauses `behind` it, each with a condition of its own."""

    here: tuple[str, ...] = ()
    behind: str = ""

    def and_(self, more: Conditions) -> Conditions:
        """These and more."""
        return Conditions((*self.here, *more.here), self.behind + more.behind)


def conditions(scope: Scope, where: p.Predicate | None, names: Names) -> Conditions:
    """The conditions of a filter.

    Neo4j plans subqueries in one WHERE for every order of them, and those inside them each time anew: three levels of them took minutes.
    So where there are many each stands behind a WITH. What is asked of the node as of a day is made once, before the conditions that ask it.
    """
    scope = holding(scope, names)
    here: list[str] = []
    asking: list[str] = []
    costly: list[str] = []
    for part in p.conjuncts(where):
        before = asked(scope)
        text = predicate(scope, part, names)
        (costly if "{" in text else here if asked(scope) == before else asking).append(text)
    first = held(scope)
    if not first and len(costly) <= FEW:
        return Conditions((*here, *costly))
    behind = f"{first} WHERE {' AND '.join(asking)}" if asking else first
    return Conditions(tuple(here), behind + "".join(_behind(text, names) for text in costly))


def _behind(text: str, names: Names) -> str:
    name = names.new("h")
    return f" WITH *, {text} AS {name} WHERE {name}"


def holding(scope: Scope, names: Names) -> Scope:
    """The same node with what is asked of it as of a day, if there is one, held by variables; the clause that holds it is `held`."""
    return scope if scope.as_of is None or scope.types == (CLAIM,) else replace(scope, held=Held(scope.node, scope.as_of, names.new("c")))


def held(scope: Scope) -> str:
    """The clause that holds what was asked of the node so far, or nothing."""
    return "" if scope.held is None else scope.held.clause()


def asked(scope: Scope) -> int:
    """How often something was asked that is held."""
    return 0 if scope.held is None else scope.held.asked


def _asked(scope: Scope, item: p.Field, names: Names) -> str:
    """A column that a filter asks for, held by a variable if it is a subquery and the filter holds them."""
    text = column(scope, item)
    return text if scope.held is None or "{" not in text else scope.held.subquery(text, names.new)


def filtered(clauses: str, where: Conditions, *, alone: bool = False) -> str:
    """Clauses with conditions behind them; `alone` if nothing follows."""
    text = f"{clauses} WHERE {' AND '.join(where.here)}" if where.here else clauses
    return f"{text}{where.behind}{' RETURN 1 AS one' if alone and where.behind else ''}"


def compared(left: str, op: p.Op, value: p.Param, names: Names) -> str:
    """`left op value`, the value being one that is bound."""
    if op is p.Op.MATCHES:
        names.patterns.add(value.index)
    return comparison(left, op, param(value))


def _joined(parts: list[str], word: str, none: str) -> str:
    return f"({word.join(parts)})" if parts else none


def comparison(left: str, op: p.Op, right: str) -> str:
    """`left op right`; never true with a missing value on either side."""
    if op is p.Op.IS_NULL:
        return f"({left} IS NULL) = {right}"
    if op is p.Op.NOT_IN:
        return f"({left} IS NOT NULL AND NOT {left} IN [v IN {right} WHERE v IS NOT NULL])"
    if op is p.Op.HAS:
        return f"{right} IN {left}"
    if op is p.Op.MATCHES:
        return f"{left} =~ ('(?s:.*)(?:' + {right} + ')(?s:.*)')"
    return f"{left} {_INFIX[op]} {right}"


def _caseless(left: str, op: p.Op, right: str) -> str:
    """`left op right` where capital and small letters are one."""
    if op in (p.Op.IN, p.Op.NOT_IN):
        return comparison(_folded(left), op, f"[v IN {right} | {_folded('v')}]")
    return comparison(_folded(left), op, right if op is p.Op.IS_NULL else _folded(right))


def _folded(text: str) -> str:
    """See `graph.text.caseless`."""
    return f"replace(toLower({text}), 'ς', 'σ')"


def _related(scope: Scope, item: p.Related, names: Names) -> str:
    if item.quantifier is p.Quantifier.ALL:
        return "true" if item.where is None else _related(scope, replace(item, quantifier=p.Quantifier.NONE, where=p.Not(item.where)), names)
    found = f"{{ {_way(scope, item, names)} }}"
    if item.quantifier is p.Quantifier.SINGLE:
        return f"COUNT {found} = 1"
    return f"{'NOT ' if item.quantifier is p.Quantifier.NONE else ''}EXISTS {found}"


def _way(scope: Scope, item: p.Related, names: Names) -> str:
    """The clauses that meet a node across a hop, and of that node the next, as long as one leads on: an EXISTS inside of another costs a
    tenth more. Each hop is a clause of its own, so that it may go back by the relationship by which it came. A SINGLE node must be met once."""
    pattern, far = step(scope, item.hop, names, told=item.where is None)
    where, typed = item.where, Conditions()
    if isinstance(where, p.OfType):
        far, typed, where = replace(far, types=(where.type,)), Conditions((f"{far.node}:{labels((where.type,))}",)), where.where
    parts = tuple(p.conjuncts(where))
    onward = [part for part in parts if isinstance(part, p.Related) and part.quantifier is p.Quantifier.SOME]
    if len(onward) != 1 or scope.as_of is not None or item.quantifier is p.Quantifier.SINGLE:
        return filtered(f"MATCH {pattern}", typed.and_(conditions(far, p.All(parts), names)), alone=True)
    rest = p.All(tuple(part for part in parts if part is not onward[0]))
    return f"{filtered(f'MATCH {pattern}', typed.and_(conditions(far, rest, names)))} {_way(far, onward[0], names)}"


def measure(scope: Scope, item: p.Measure, names: Names) -> str:
    """An aggregate over the nodes across a hop."""
    pattern, far = step(scope, item.hop, names, told=item.where is None)
    return measured(f"MATCH {pattern}", conditions(far, item.where, names), far, item, names)


def measured(clauses: str, where: Conditions, scope: Scope, figure: p.Measure | p.AggregateValue, names: Names) -> str:
    """An aggregate over what clauses bring into scope, as a value beside others.

    Cypher takes an expression with an aggregating function anywhere inside, be it in a subquery, for an aggregation itself. So
    this has none.
    """
    function, item = figure.aggregate, figure.field
    if item is None:
        return f"COUNT {{ {filtered(clauses, where, alone=True)} }}"
    value = column(scope, item)
    if "{" in value:
        held, value = value, names.new("h")
        where = where.and_(Conditions(behind=f" WITH *, {held} AS {value} WHERE {value} IS NOT NULL"))
    else:
        where = where.and_(Conditions((f"{value} IS NOT NULL",)))
    if function is p.Aggregate.COUNT:
        return f"COUNT {{ {filtered(clauses, where, alone=True)} }}"
    there = filtered(clauses, where)
    if function is p.Aggregate.COUNT_DISTINCT:
        return f"COUNT {{ {there} RETURN DISTINCT {value} AS v }}"
    if function in (p.Aggregate.SHORTEST, p.Aggregate.LONGEST):
        return f"COLLECT {{ {there} RETURN {value} AS v ORDER BY size(v){'' if function is p.Aggregate.SHORTEST else ' DESC'}, v LIMIT 1 }}[0]"
    function, value = _of_length(function, value)
    if function in (p.Aggregate.MIN, p.Aggregate.MAX):
        return f"COLLECT {{ {there} RETURN {value} AS v ORDER BY v{'' if function is p.Aggregate.MIN else ' DESC'} LIMIT 1 }}[0]"
    # In order, so that rounding is the same on every page whichever way the nodes were met.
    total = "reduce(t = 0, v IN vs | t + v)" if function is p.Aggregate.SUM else "reduce(t = 0.0, v IN vs | t + v) / size(vs)"
    return f"[vs IN [COLLECT {{ {there} RETURN {value} AS v ORDER BY v }}] WHERE size(vs) > 0 | {total}][0]"


def aggregate(scope: Scope, function: p.Aggregate, item: p.Field | None) -> str:
    """An aggregate over the rows at hand; missing of no values, but for counts. Only for projections that hold nothing else of them."""
    if item is None:
        return f"count({scope.node})"
    value = column(scope, item)
    if function is p.Aggregate.COUNT_DISTINCT:
        return f"count(DISTINCT {value})"
    if function in (p.Aggregate.SHORTEST, p.Aggregate.LONGEST):  # a missing one is the greatest, so that min() leaves it to the last
        return f"min([{'' if function is p.Aggregate.SHORTEST else '-'}size({value}), {value}])[1]"
    function, value = _of_length(function, value)
    if function is p.Aggregate.SUM:
        return f"CASE WHEN count({value}) > 0 THEN sum({value}) END"
    if function is p.Aggregate.AVG:  # avg() goes on from mean to mean, and makes 67.99999999999999 of whole numbers
        return f"CASE WHEN count({value}) > 0 THEN toFloat(sum({value})) / count({value}) END"
    return f"{function.value}({value})"


def _of_length(function: p.Aggregate, value: str) -> tuple[p.Aggregate, str]:
    """The figure of a length as that of a number."""
    return (p.LENGTHS[function], f"size({value})") if function in p.LENGTHS else (function, value)


def ordered_by(scope: Scope, item: p.OrderBy, names: Names) -> str:
    """The value by which an order puts the node in hand."""
    if isinstance(item, p.Field):
        return column(scope, item)
    if isinstance(item, p.Typed):
        typed = replace(scope, types=(item.type,))
        return f"CASE WHEN {scope.node}:{labels(typed.types)} THEN {ordered_by(typed, item.by, names)} END"
    return _via(scope, item, names) if isinstance(item, p.Via) else measure(scope, item, names)


def _via(scope: Scope, item: p.Via, names: Names) -> str:
    """A field of the first node across a hop."""
    met = scope.across(item.hop)
    if met is not None:
        return ordered_by(met, item.field, names)
    pattern, far = step(scope, item.hop, names)
    value = ordered_by(far, item.field, names)
    return f"COLLECT {{ MATCH {pattern} RETURN {value} ORDER BY {far.node}.name, {far.node}.id LIMIT 1 }}[0]"
