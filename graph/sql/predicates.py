"""Owns filters and measures as SQL conditions and expressions. It must not know outputs or pages.

A condition is true, false or NULL, and NULL counts as false; so a negation is written `IS NOT TRUE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.errors import InvalidPlan
from graph.plan import (
    LENGTHS,
    Aggregate,
    All,
    Any,
    Compare,
    Field,
    Measure,
    Not,
    OfType,
    On,
    Op,
    Param,
    Predicate,
    Quantifier,
    Related,
    TypeIs,
    conjuncts,
    leads_to_one,
)
from graph.sql.fields import Step, backwards, column, count_source, is_list, of_labels, step, table, type_is
from graph.sql.scope import Form, Here, Scope

_SIMPLE = {Op.EQ: "=", Op.NE: "<>", Op.GT: ">", Op.GTE: ">=", Op.LT: "<", Op.LTE: "<="}
_AGGREGATES = {Aggregate.MIN: "min", Aggregate.MAX: "max", Aggregate.AVG: "avg", Aggregate.SUM: "sum"}
_ANCHORS = ("id", "name")


def condition(scope: Scope, here: Here, predicate: Predicate) -> str:
    """Whether `predicate` holds of the node in hand."""
    if isinstance(predicate, Compare):
        return _compare(scope, here, predicate)
    if isinstance(predicate, TypeIs):
        return type_is(here, predicate.types)
    if isinstance(predicate, OfType):
        return _of_type(scope, here, predicate)
    if isinstance(predicate, All):
        return _joined(scope, here, sorted(predicate.items, key=_calls_python), " AND ", "1")
    if isinstance(predicate, Any):
        return _joined(scope, here, predicate.items, " OR ", "0")
    if isinstance(predicate, Not):
        return f"(({condition(scope, here, predicate.item)}) IS NOT TRUE)"
    if isinstance(predicate, Related):
        return _related(scope, here, predicate)
    return comparison(scope, measure(scope, here, predicate.measure), predicate.op, predicate.value)


def where(conditions: tuple[str, ...]) -> str:
    """A WHERE clause, or nothing."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def comparison(scope: Scope, value: str, op: Op, param: Param, *, caseless: bool = False) -> str:
    """`value op param` of a value that is no list."""
    if caseless:
        value = _folded(value)
    if op in (Op.IN, Op.NOT_IN):
        listed = f"(SELECT {_folded('value') if caseless else 'value'} FROM json_each({scope.bind(param, Form.LIST)}))"
        return f"{value} IN {listed}" if op is Op.IN else f"({value} IS NOT NULL AND {value} NOT IN {listed})"
    given = _folded(scope.bind(param)) if caseless and op is not Op.IS_NULL else scope.bind(param)
    if op in _SIMPLE:
        return f"{value}{_SIMPLE[op]}{given}"
    if op is Op.IS_NULL:
        return f"({value} IS NULL)={given}"
    if op is Op.MATCHES:
        return f"{value} REGEXP {given}"
    if op is Op.CONTAINS:
        return f"instr({value},{given})>0"
    if op is Op.STARTS_WITH:  # texts are compared by their bytes, of which none is FF; unlike substr() a range can be looked up in an index
        return f"{value} BETWEEN {given} AND {given}||x'ff'"
    # By bytes, for substr() of a text ends at U+0000; UTF-8 lets no character begin inside another.
    text, part = f"CAST({value} AS BLOB)", f"CAST({given} AS BLOB)"
    if op is Op.ENDS_WITH:
        return f"(length({part})=0 AND {value} IS NOT NULL OR substr({text},-length({part}))={part})"
    raise InvalidPlan(f"{op} is for lists.")


def _folded(value: str) -> str:
    return f"caseless({value})"


def measure(scope: Scope, here: Here, asked: Measure) -> str:
    """The aggregate over the nodes across a hop."""
    if asked.where is None and asked.field is None and asked.aggregate is Aggregate.COUNT and (counted := count_source(scope, here, asked.hop)):
        return f"(SELECT count(*) FROM {counted})"
    walked = joined(scope, step(scope, here, asked.hop), asked.where)
    return f"(SELECT {aggregate(scope, walked.far, asked.aggregate, asked.field)} FROM {walked.source}{where(walked.conditions)})"


def aggregate(scope: Scope, here: Here, function: Aggregate, field: Field | None) -> str:
    """An aggregate expression over rows like `here`."""
    if function is Aggregate.COUNT:
        return f"count({'*' if field is None else column(scope, here, field)})"
    if field is None:
        raise InvalidPlan(f"{function} needs a field.")
    value = column(scope, here, field)
    if function in (Aggregate.SHORTEST, Aggregate.LONGEST):
        rank = _length(value) if function is Aggregate.SHORTEST else f"9999999999-{_length(value)}"
        return f"CAST(substr(CAST(min(printf('%010d',{rank})||{value}) AS BLOB),11) AS TEXT)"
    if function in LENGTHS:
        return f"{_AGGREGATES[LENGTHS[function]]}({_length(value)})"
    return f"count(DISTINCT {value})" if function is Aggregate.COUNT_DISTINCT else f"{_AGGREGATES[function]}({value})"


def _length(value: str) -> str:
    """The number of code points; length() of a text ends at U+0000."""
    return f"iif(instr(CAST({value} AS BLOB),x'00'),letters({value}),length({value}))"


def joined(scope: Scope, walked: Step, predicate: Predicate | None) -> Step:
    """The rows of a step that pass a filter. What is asked of the node across a hop that leads to one is joined: as EXISTS it would be
    a query for every row. Of all claims, which are many more than all nodes, those at the nodes that pass are looked up."""
    for part in sorted(conjuncts(predicate), key=_calls_python):
        asked = part if isinstance(part, Related) and part.quantifier is Quantifier.SOME else None
        if asked and walked.every_claim and (turned := backwards(scope, walked.far, asked.hop)):
            walked = replace(walked, conditions=(*walked.conditions, _among(scope, turned, asked.where)))
        elif asked and _to_one_first(scope, asked):
            far = step(scope, walked.far, asked.hop)
            inner = joined(scope, far, asked.where)
            walked = replace(walked, source=f"{walked.source} CROSS JOIN {inner.source}", conditions=(*walked.conditions, *inner.conditions))
        else:
            walked = replace(walked, conditions=(*walked.conditions, condition(scope, walked.far, part)))
    return walked


def _to_one_first(scope: Scope, asked: Related) -> bool:
    """Whether each near node has at the most one row, and is to be looked at before the far one."""
    return scope.as_of is None and leads_to_one(asked.hop, scope.ontology) and not _anchored(asked.where)


def _among(scope: Scope, turned: tuple[str, Step, str], predicate: Predicate | None) -> str:
    """Whether the node in hand is at the near end of what passes at the far one: that is found once, and followed back."""
    near, walked, told = turned
    walked = joined(scope, walked, predicate)
    return f"{near} IN (SELECT {told} FROM {walked.source}{where(walked.conditions)})"


def _calls_python(predicate: Predicate) -> bool:
    """Whether a row costs calls of Python functions: SQLite looks at conditions in their order, so these come behind all others."""
    if isinstance(predicate, Compare):
        return predicate.op is Op.MATCHES or predicate.caseless
    if isinstance(predicate, All | Any):
        return any(map(_calls_python, predicate.items))
    return isinstance(predicate, Not) and _calls_python(predicate.item)


def _joined(scope: Scope, here: Here, items: Sequence[Predicate], word: str, empty: str) -> str:
    return f"({word.join(condition(scope, here, item) for item in items)})" if items else empty


def _of_type(scope: Scope, here: Here, asked: OfType) -> str:
    """A filter over the columns of one label."""
    if asked.type not in here.types:
        return "0"
    if asked.where is None:
        return type_is(here, (asked.type,))
    if here.typed:
        return condition(scope, here, asked.where)
    row = of_labels(scope, here, (asked.type,))
    return f"EXISTS (SELECT 1 FROM {table(row)} {row.alias} WHERE {row.id}={here.id} AND {condition(scope, row, asked.where)})"


def _compare(scope: Scope, here: Here, asked: Compare) -> str:
    value = column(scope, here, asked.field)
    if is_list(scope, here, asked.field):
        return _compare_list(scope, value, asked)
    held = comparison(scope, value, asked.op, asked.value, caseless=asked.caseless)
    if not asked.caseless and asked.field == Field("id") and not here.is_claim and asked.op in (Op.EQ, Op.IN):
        # Ids are indexed where names are.
        return f"({here.id} IN (SELECT node FROM name WHERE {comparison(scope, 'gid', asked.op, asked.value)}) AND {held})"
    if _calls_python(asked) and asked.op is not Op.IS_NULL and scope.as_of is None:  # as of a day a column takes longer than the call
        return f"({value} IS NOT NULL AND {held})"
    return held


def _compare_list(scope: Scope, value: str, asked: Compare) -> str:
    if asked.op is Op.HAS:
        return f"EXISTS (SELECT 1 FROM json_each({value}) WHERE value={scope.bind(asked.value)})"
    if asked.op is Op.IS_NULL:
        return f"(coalesce({value},'[]')='[]')={scope.bind(asked.value)}"
    raise InvalidPlan(f"{asked.op} is not for lists.")


def _related(scope: Scope, here: Here, asked: Related) -> str:
    if asked.quantifier is Quantifier.SOME and _anchored(asked.where) and (turned := backwards(scope, here, asked.hop)):
        return _among(scope, turned, asked.where)
    walked = step(scope, here, asked.hop)
    if asked.quantifier is Quantifier.ALL:
        failing = () if asked.where is None else (f"({condition(scope, walked.far, asked.where)}) IS NOT TRUE",)
        return f"NOT EXISTS (SELECT 1 FROM {walked.source}{where((*walked.conditions, *failing))})" if failing else "1"
    walked = joined(scope, walked, asked.where)
    passing = f"FROM {walked.source}{where(walked.conditions)}"
    if asked.quantifier is Quantifier.SINGLE:
        return f"(SELECT count(*) FROM (SELECT 1 {passing} LIMIT 2))=1"
    return f"{'NOT ' if asked.quantifier is Quantifier.NONE else ''}EXISTS (SELECT 1 {passing})"


def _anchored(predicate: Predicate | None) -> bool:
    """Whether the predicate names its nodes, so that few of them pass."""
    if isinstance(predicate, Compare):
        return predicate.op in (Op.EQ, Op.IN) and not predicate.caseless and predicate.field.on is On.NODE and predicate.field.column in _ANCHORS
    if isinstance(predicate, All):
        return any(_anchored(item) for item in predicate.items)
    if isinstance(predicate, Any):
        return bool(predicate.items) and all(_anchored(item) for item in predicate.items)
    if isinstance(predicate, OfType):
        return _anchored(predicate.where)
    return isinstance(predicate, Related) and predicate.quantifier is Quantifier.SOME and _anchored(predicate.where)
