"""Owns which nodes a part of a statement walks over, in which order, and which page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TypeGuard

from graph import plan as p
from graph.cypher.names import labels
from graph.cypher.read_answer import Window
from graph.cypher.read_as_of import known
from graph.cypher.read_predicates import Conditions, Names, Scope, column, comparison, conditions, filtered, ordered_by, param, step
from graph.cypher.read_search import hits
from graph.errors import InvalidPlan
from graph.ontology import CLAIM, ONTOLOGY, Direction


@dataclass(frozen=True, slots=True)
class Body:
    """Clauses that bring the node in hand (and what belongs to it) into scope, and the conditions that go behind them.

    `whole`: every node of the labels is met, not only some beside another node. `distinct`: the clauses may meet a node more than
    once. `present`: columns that the conditions let not be missing. `between`: conditions on the keys of the order, once these are made.
    """

    clauses: str
    scope: Scope
    where: Conditions = field(default_factory=Conditions)
    whole: bool = False
    distinct: bool = False
    present: frozenset[str] = frozenset()
    between: tuple[str, ...] = ()

    def and_(self, *more: str) -> Body:
        """The same with more conditions."""
        return replace(self, where=self.where.and_(Conditions(tuple(m for m in more if m))))

    def having(self, key: Key) -> Body:
        """The same, said to have what comes first in its order: an index, which holds no missing values, has it in order."""
        return self if key.value in self.present else self.and_(f"{key.value} IS NOT NULL")

    @property
    def text(self) -> str:
        """The clauses with their conditions."""
        text = filtered(self.clauses, self.where)
        return f"{text} WITH DISTINCT {self.scope.node}" if self.distinct else text

    @property
    def variables(self) -> str:
        """What a WITH has to carry on."""
        return ", ".join(v for v in (self.scope.node, self.scope.relationship, self.scope.score, *(far.node for _, far in self.scope.met)) if v)


def body(source: p.Source, where: p.Predicate | None, scope: Scope | None, names: Names, enough: str | None = None) -> Body:
    """The nodes of a source that pass the filter; of a search perhaps not all where its best hits are `enough`."""
    if isinstance(source, p.FullText):
        made = _full_text(source, names, enough)
        return replace(made, where=conditions(made.scope, where, names))
    if isinstance(source, p.Everything):
        node = names.new("n")
        found = Body(f"MATCH ({node}:{labels(source.types)})", Scope(node, source.types, as_of=names.as_of), whole=True)
        return _filtered(found.and_(_known(found.scope)), where, names)
    if scope is None:
        raise InvalidPlan(f"{type(source).__name__} has no node to start from.")
    if isinstance(source, p.Across):
        pattern, far = step(scope, source.hop, names, told=where is None)
        return _filtered(Body(f"MATCH {pattern}", far), where, names)
    return _filtered(_claims_of(scope, names), where, names)


def _full_text(source: p.FullText, names: Names, enough: str | None) -> Body:
    node, score = names.new("n"), names.new("s")
    names.texts.add(source.text.index)
    scope = Scope(node, source.types, score=score, text=source.text, as_of=names.as_of)

    some = "" if frozenset(source.types) >= frozenset(ONTOLOGY.labels) else f":{labels(source.types)}"

    def passes(hit: str) -> str:
        """The index holds nodes of every label, so that all of them need no looking at."""
        return " AND ".join(told for told in (some and hit + some, _known(replace(scope, node=hit))) if told) or "true"

    return Body(hits(source.text.index, node, score, passes, enough), scope)


def _known(scope: Scope) -> str:
    """The condition that the node in hand was there by the day as of which it is asked, if it is."""
    return known(scope.node, scope.types, scope.as_of) if scope.as_of is not None else ""


def _claims_of(scope: Scope, names: Names) -> Body:
    """The claims that say the relationship in hand; of a mutual one either way round."""
    if scope.hop is None or scope.parent is None:
        raise InvalidPlan("Claims of a relationship are asked where there is none.")
    claim, says = names.new("n"), names.new("r")
    here, there, hop = scope.node, scope.parent, scope.hop
    told, far = f"{claim}.relationship = '{ONTOLOGY.relationships[hop.relationship].name}'", Scope(claim, (CLAIM,), as_of=scope.as_of)
    if hop.direction is Direction.BOTH:
        made = Body(f"MATCH ({here})<-[{says}:ABOUT|POINTS_TO]-({claim}:Claim)", far)
        first = f"type({says}) = 'ABOUT' AND EXISTS {{ MATCH ({claim})-[:POINTS_TO]->({there}) }}"
        second = f"type({says}) = 'POINTS_TO' AND {here} <> {there} AND EXISTS {{ MATCH ({claim})-[:ABOUT]->({there}) }}"
        return made.and_(told, f"(({first}) OR ({second}))", _known(far))
    subject, object_ = (there, here) if hop.direction is Direction.OUT else (here, there)
    return Body(f"MATCH ({subject})<-[:ABOUT]-({claim}:Claim)-[:POINTS_TO]->({object_})", far).and_(told, _known(far))


def _filtered(made: Body, where: p.Predicate | None, names: Names) -> Body:
    """The body with a filter. What is asked of the node across a hop that leads to one is matched, so that a statement can start
    there: as EXISTS it would be asked of every node. So is what names a node across another hop, where the whole is asked."""
    clauses, passing, distinct, present, met = made.clauses, made.where, made.distinct, set(made.present), list(made.scope.met)
    others: list[p.Predicate] = []
    for part in p.conjuncts(where):
        if isinstance(part, p.Related) and part.quantifier is p.Quantifier.SOME and (p.leads_to_one(part.hop) or (made.whole and _names_one(part))):
            pattern, far = step(made.scope, part.hop, names)
            inner = _filtered(Body(f"{_named(far, part.where)}{clauses} MATCH {pattern}", far), part.where, names)
            clauses, passing, distinct = inner.clauses, passing.and_(inner.where), distinct or not p.leads_to_one(part.hop)
            met += [(part.hop, far)] if p.leads_to_one(part.hop) and far.as_of is None else []
        else:
            others.append(part)
            if isinstance(part, p.Compare) and part.op is not p.Op.IS_NULL:
                present.add(column(made.scope, part.field))
    scope = replace(made.scope, met=() if distinct else tuple(met))
    return Body(clauses, scope, passing.and_(conditions(made.scope, p.All(tuple(others)), names)), made.whole, distinct, frozenset(present))


def _names_one(item: p.Related) -> bool:
    """Whether few nodes can pass, because they are asked by id or name, or lead on to such nodes."""
    return any(
        _is_name(part) or (isinstance(part, p.Related) and part.quantifier is p.Quantifier.SOME and _names_one(part)) for part in p.conjuncts(item.where)
    )


def _is_name(part: p.Predicate) -> TypeGuard[p.Compare]:
    return isinstance(part, p.Compare) and part.op in (p.Op.EQ, p.Op.IN) and not part.caseless and part.field in (p.Field("id"), p.Field("name"))


def _named(far: Scope, where: p.Predicate | None) -> str:
    """A clause that finds nodes of several labels by id or name; an index serves one label only."""
    asked = next((part for part in p.conjuncts(where) if _is_name(part)), None)
    if asked is None or len(far.types) < 2:
        return ""
    told = comparison(column(far, asked.field), asked.op, param(asked.value))
    return f"CALL () {{ {' UNION ALL '.join(f'MATCH ({far.node}:{labels((label,))}) WHERE {told} RETURN {far.node}' for label in far.types)} }} "


def called(clauses: str, value: str, names: Names) -> tuple[str, str]:
    """The variable of the one value of a subquery, and the clause that makes it. Cypher takes an expression with an aggregating function
    anywhere inside, be it in a subquery, for an aggregation itself: so what aggregates stands in a clause, and so does all around it."""
    name = names.new("l")
    return name, f" CALL (*) {{ {clauses} RETURN {value} AS {name} }}"


def collected(clauses: str, told: str, before: str, names: Names, *, aggregating: bool = False) -> tuple[str, str]:
    """The list of what is `told`, which is never missing, of each row that the clauses make, and the clause before it that it needs: where
    what is told needs one, or the clauses are `aggregating`."""
    if not (before or aggregating):
        return f"COLLECT {{ {clauses} RETURN {told} }}", ""
    return called(f"{clauses}{before}", f"collect({told})", names)


# Order and pages ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an order: its expression, its place in a cursor, and whether it may be missing; `made` is the variable that
    holds it where it is more than a column, and `clause` brings into scope what it is made from. A `ready` one is a variable already."""

    text: str
    place: int
    descending: bool = False
    nullable: bool = True
    made: str | None = None
    clause: str = ""
    ready: bool = False

    @property
    def value(self) -> str:
        """What to order and compare by."""
        return self.made or self.text

    def ordered(self, *, backwards: bool) -> str:
        """The key's part of ORDER BY. Cypher takes missing values for the greatest; here they come last."""
        falling = " DESC" if self.descending != backwards else ""
        if not self.nullable or not self.descending:
            return f"{self.value}{falling}"
        return f"{self.value} IS {'NOT ' if backwards else ''}NULL, {self.value}{falling}"


def keys(scope: Scope, order: Sequence[p.Order], names: Names) -> list[Key]:
    """The order's keys, then name and id (a claim has no name); of full-text hits the score, name and id, whatever the order."""
    named = CLAIM not in scope.types
    if scope.score is not None:
        tie = [Key(f"{scope.node}.name", 1, nullable=not named), Key(f"{scope.node}.id", 2, nullable=False)]
        return [Key(scope.score, 0, descending=True, nullable=False, ready=True), *tie]
    made: list[Key] = []
    for place, item in enumerate(order):
        if isinstance(item.by, p.Field) and item.by.column != "verified" and (scope.as_of is None or not named):
            nullable = item.by.on is p.On.RELATIONSHIP or not (item.by.column in ("id", "type") or (named and item.by.column == "name"))
            made.append(Key(column(scope, item.by), place, item.descending, nullable))
        else:
            clause, text = _made(scope, item.by, names)
            made.append(Key(text, place, item.descending, made=names.new("k"), clause=clause))
    if scope.types != (CLAIM,):
        made.append(Key(f"{scope.node}.name", len(order), nullable=not named))
    return [*made, Key(f"{scope.node}.id", len(order) + 1, nullable=False)]


def _made(scope: Scope, by: p.OrderBy, names: Names) -> tuple[str, str]:
    """A clause that brings into scope what an order's value is made from, and the value. A column of the node across a hop that leads
    to one is matched: to collect it for every node took twice as long."""
    if isinstance(by, p.Via) and isinstance(by.field, p.Field) and p.leads_to_one(by.hop) and scope.as_of is None and scope.across(by.hop) is None:
        pattern, far = step(scope, by.hop, names, told=True)
        return f" OPTIONAL MATCH {pattern}", column(far, by.field)
    return "", ordered_by(scope, by, names)


def cursor_values(scope: Scope, order: Sequence[Key], count: int) -> str:
    """The key values that a cursor holds, `count` of the order's own (of a full-text hit its score), then name and id."""
    if scope.score is not None:
        count = 1
    by_place = {key.place: key.value for key in order}
    return f"[{', '.join(by_place.get(place, 'null') for place in range(count + 2))}]"


def beyond(order: Sequence[Key], at: p.Param, names: Names, *, before: bool) -> str:
    """Whether the node in hand comes behind (or `before`) the place that the cursor names."""
    key, rest = order[0], order[1:]
    given = f"{param(at)}[{key.place}]"
    then = beyond(rest, at, names, before=before) if rest else ""
    if (at.index, key.place) in names.missing:
        tied = f"({key.value} IS NULL AND {then or 'false'})"
        return f"({key.value} IS NOT NULL OR {tied})" if before else tied
    sign = "<" if key.descending != before else ">"
    if not key.nullable:
        return f"({key.value} {sign}= {given} AND ({key.value} {sign} {given} OR {then}))" if then else f"{key.value} {sign} {given}"
    missing = "" if before else f" OR {key.value} IS NULL"
    tied = f" OR ({key.value} = {given} AND {then})" if then else ""
    return f"({key.value} {sign} {given}{missing}{tied})"


def window(page: p.Page | None, *, spare: bool) -> Window:
    """How the page's rows are asked for."""
    if page is None:
        return Window(None, None, None, None, spare=False)
    first, last, after, before = (item.index if item is not None else None for item in (page.first, page.last, page.after, page.before))
    return Window(first, last, after, before, spare=spare)


def limit(asked: Window) -> str:
    """The page's LIMIT clause."""
    size = most(asked)
    return "" if size is None else f" LIMIT {size}"


def most(asked: Window) -> str | None:
    """How many rows are asked for at the most."""
    at = asked.first if asked.first is not None else asked.last
    return None if at is None else f"$p{at}{' + 1' if asked.spare else ''}"


def enough(item: p.Connection, asked: Window, names: Names) -> str | None:
    """How many of a search's best hits are all that the page needs; None where it may begin behind them, or they may not pass."""
    page = item.page
    if not isinstance(item.source, p.FullText) or item.where is not None or page is None or asked.first is None:
        return None
    return None if names.given(page.after) or names.given(page.before) else most(asked)


def order_by(order: Sequence[Key], asked: Window) -> str:
    """The ORDER BY clause of a page, its LIMIT included. Where variables hold the first keys, rows are brought into their order before: so names
    and ids, which decide between equals, are read of those on the page and their equals alone."""
    keys = [key.ordered(backwards=asked.last is not None) for key in order]
    ready = len(list(takewhile(lambda key: key.ready or key.made, order)))
    first = f" ORDER BY {', '.join(keys[:ready])} WITH *" if 0 < ready < len(keys) and most(asked) is not None else ""
    return f"{first} ORDER BY {', '.join(keys)}{limit(asked)}"


def paged(made: Body, order: list[Key], page: p.Page | None, asked: Window, names: Names) -> tuple[str, Scope]:
    """The clauses that bring the nodes of a page into scope, in order (backwards for `last`), and what is in scope behind them."""
    after, before = (names.given(page.after), names.given(page.before)) if page else (None, None)
    made = replace(made, between=tuple(beyond(order, at, names, before=at is before) for at in (after, before) if at is not None))
    first = order[0]
    if first.value in made.present:
        order = [replace(first, nullable=False), *order[1:]]
    if first.made or not made.whole or made.distinct or len(made.scope.types) > 1 or most(asked) is None:
        return _in_order(made, order, asked), made.scope
    return _by_index(made, order, asked, before if asked.first is None else after, names)


def _in_order(made: Body, order: Sequence[Key], asked: Window) -> str:
    """The rows in order. Where columns come first in it, they are brought into their order before more is made: so what decides between
    equals is made of those on the page and their equals alone."""
    carried = ", ".join((made.variables, *_made_names(order)))
    if not (told := _made_of(made.variables, order)):
        return f"{made.and_(*made.between).text} WITH {carried}{order_by(order, asked)}"
    columns = [key.ordered(backwards=asked.last is not None) for key in takewhile(lambda key: not key.made, order)]
    begun = f" WITH {made.variables} ORDER BY {', '.join(columns)}" if columns and most(asked) is not None else ""
    rows = filtered(f"{made.text}{begun}{told}", Conditions(made.between))
    return f"{rows} WITH {carried}{order_by(order, asked)}"


def _made_names(order: Sequence[Key]) -> list[str]:
    """The variables of the keys that are more than columns."""
    return [key.made for key in order if key.made]


def _made_of(variables: str, order: Sequence[Key]) -> str:
    """The clauses that make the keys that are more than columns; nothing where there are none."""
    made = [key for key in order if key.made]
    computed = ", ".join(f"{key.text} AS {key.made}" for key in made)
    return f"{''.join(key.clause for key in made)} WITH {variables}, {computed}" if made else ""


def _by_index(made: Body, order: list[Key], asked: Window, at: p.Param | None, names: Names) -> tuple[str, Scope]:
    """A page in the order of an index, which holds no missing values. `at` is the cursor from which the page begins."""
    first, backwards = order[0], asked.last is not None
    missing = at is not None and (at.index, first.place) in names.missing
    if not first.nullable:
        made = made.having(first)
    elif backwards and at is not None and not missing:
        order = [replace(first, nullable=False), *order[1:]]
    elif (backwards or not missing) and not (made.scope.met and _made_names(order)):
        return _in_turns(made, order, asked, names), replace(made.scope, met=())
    return _in_order(made, order, asked), made.scope


def _in_turns(made: Body, order: list[Key], asked: Window, names: Names) -> str:
    """Nodes that have the first key's value by the index, and those that lack it when these do not fill the page; of a last page these first."""
    first, top, row = order[0], names.new("t"), names.new("t")
    some = _in_order(made.and_(f"{first.value} IS NOT NULL"), [replace(first, nullable=False), *order[1:]], asked)
    rest = _in_order(made.and_(f"{first.value} IS NULL"), order[1:], asked)
    begin, then = (some, rest) if asked.last is None else (rest, some)
    kept = [made.scope.node, *_made_names(order)]
    told, shown = ", ".join(kept), ", ".join(f"{row}[{place}] AS {name}" for place, name in enumerate(kept))
    again = f"UNWIND {top} AS {row} RETURN {shown}"
    call = f"CALL ({top}) {{ {again} UNION ALL WITH {top} WHERE size({top}) < {most(asked)} {then} RETURN {told} }}"
    return f"WITH COLLECT {{ {begin} RETURN [{told}] }} AS {top} {call} WITH {told}{limit(asked)}"
