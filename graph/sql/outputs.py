"""Owns what an answer tells of nodes: shapes and connections as expressions that make JSON text.

JSON is put together by concat() and group_concat(): SQLite's own JSON functions would parse each nested part again, as a
subquery's value loses the mark that it is JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.errors import InvalidPlan
from graph.plan import (
    AggregateGroup,
    AggregateOutputs,
    Aggregates,
    Connection,
    ConnectionOutput,
    Constant,
    Cursor,
    EdgeClaims,
    EdgeOutput,
    Edges,
    Field,
    FullText,
    Group,
    Groups,
    Highlight,
    Node,
    Nodes,
    Output,
    Outputs,
    PageInfo,
    Score,
    Shape,
    ToOne,
    TotalCount,
    Value,
    leads_to_one,
)
from graph.sql.fields import column, is_boolean, is_list, of_labels, on_node_row, own_columns, step, table, type_is
from graph.sql.full_text import SCORE
from graph.sql.groups import groups_of
from graph.sql.order import Key, last_keys, order_by, order_keys
from graph.sql.pages import ONE_ROW, Parts, Rows, boolean, constant, cursor_of, kept_rows, most, page_info, pair, quoted_value, rows_of
from graph.sql.predicates import aggregate, joined, where
from graph.sql.scope import Here, Scope, json_text
from graph.sql.source import source_of


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page: the node, the page's alias, its rows, and the connection that it is of."""

    here: Here
    page: str
    rows: Rows
    connection: Connection


def shape_of(scope: Scope, here: Here, shape: Shape) -> Parts:
    """What to tell of the node in hand, by its label."""
    cases = dict(shape.cases)
    if here.typed:
        return outputs_of(scope, here, cases.get(here.types[0], ()))
    alike: dict[tuple[str, Outputs], list[str]] = {}
    for label in here.types:
        outputs = cases.get(label, ())
        alike.setdefault(_of_any_label(outputs, label) or (label, outputs), []).append(label)
    told = [(tuple(labels), _case(scope, here, tuple(labels), outputs)) for (_, outputs), labels in alike.items()]
    if len(told) == 1:
        return [told[0][1]]
    return [f"CASE{''.join(f' WHEN {type_is(here, labels)} THEN {text}' for labels, text in told)} END"]


def outputs_of(scope: Scope, here: Here, outputs: Outputs) -> Parts:
    """An object of outputs of one label."""
    return pair([(key, _output(scope, here, output)) for key, output in outputs])


def connection_of(scope: Scope, here: Here | None, connection: Connection) -> Parts:
    """A page of nodes and what is told of all of them, as one object."""
    paged = [output for _, output in connection.outputs if isinstance(output, PageInfo | Nodes | Edges)]
    if not paged:
        return pair([(key, _told_of_all(scope, here, connection, output)) for key, output in connection.outputs])
    row = _page(scope, here, connection)
    told = pair([(key, _page_output(scope, here, row, output)) for key, output in connection.outputs])
    shown = row.here
    joined = f"({rows_of(scope, row.rows)}) {row.page} CROSS JOIN {table(shown)} {shown.alias} ON {shown.id}={row.page}.id"
    return [f"(SELECT {json_text([*told, ONE_ROW])} FROM {joined})"]


def aggregates_of(scope: Scope, here: Here, outputs: AggregateOutputs) -> Parts:
    """An object of aggregates over rows like `here`."""
    told: list[tuple[str, Parts]] = []
    for key, output in outputs:
        if isinstance(output, AggregateGroup):
            told.append((key, aggregates_of(scope, here, output.outputs)))
        elif isinstance(output, Constant):
            told.append((key, [constant(output.value)]))
        else:
            told.append((key, [quoted_value(aggregate(scope, here, output.aggregate, output.field))]))
    return pair(told)


# A node's outputs ---------------------------------------------------------------------------------------------------


def _of_any_label(outputs: Outputs, label: str) -> tuple[str, Outputs] | None:
    """The outputs in a form that is the same for every label of which the same is told, as of an interface's fields; None where
    they need the label's own table."""
    if not all(_on_node_row(output) for _, output in outputs):
        return None
    return "", tuple((key, Value(Field("type")) if output == Constant(label) else output) for key, output in outputs)


def _case(scope: Scope, here: Here, labels: tuple[str, ...], outputs: Outputs) -> str:
    """The outputs of labels of which the same is told; a label's own table is joined only where they need it."""
    if all(_on_node_row(output) for _, output in outputs):
        return json_text(outputs_of(scope, replace(here, types=labels), outputs))
    row = of_labels(scope, here, labels)
    return f"(SELECT {json_text(outputs_of(scope, row, outputs))} FROM {table(row)} {row.alias} WHERE {row.id}={here.id})"


def _on_node_row(output: Output) -> bool:
    if isinstance(output, Group):
        return all(on_node_row(field) for field in output.present) and all(_on_node_row(part) for _, part in output.outputs)
    return on_node_row(output.field) if isinstance(output, Value) else True


def _output(scope: Scope, here: Here, output: Output) -> Parts:
    if isinstance(output, Constant):
        return [constant(output.value)]
    if isinstance(output, Value):
        return [_value(scope, here, output)]
    if isinstance(output, Group):
        return _group(scope, here, output)
    return [_to_one(scope, here, output)] if isinstance(output, ToOne) else connection_of(scope, here, output)


def _value(scope: Scope, here: Here, output: Value) -> str:
    value = column(scope, here, output.field)
    if is_list(scope, here, output.field):
        return f"coalesce({value},'[]')"
    if output.boolean or is_boolean(scope, here, output.field):
        return boolean(value)
    return quoted_value(value)


def _group(scope: Scope, here: Here, output: Group) -> Parts:
    parts = outputs_of(scope, here, output.outputs)
    if not output.present:
        return parts
    missing = " AND ".join(f"{column(scope, here, field)} IS NULL" for field in output.present)
    return [f"CASE WHEN {missing} THEN 'null' ELSE {json_text(parts)} END"]


def _to_one(scope: Scope, here: Here, output: ToOne) -> str:
    walked = step(scope, here, output.hop)
    first = "" if leads_to_one(output.hop, scope.ontology) else f"{order_by(last_keys(scope, walked.far, 0))} LIMIT 1"
    return f"coalesce((SELECT {json_text(shape_of(scope, walked.far, output.shape))} FROM {walked.source}{where(walked.conditions)}{first}),'null')"


# A connection -------------------------------------------------------------------------------------------------------


def _page(scope: Scope, here: Here | None, connection: Connection) -> Row:
    spare = any(isinstance(output, PageInfo) for _, output in connection.outputs)
    walked = joined(scope, source_of(scope, here, connection.source, _enough(scope, connection, spare=spare)), connection.where)
    far = walked.far
    keys = _keys(scope, far, connection, whole=not walked.conditions)
    columns = [f"{far.id} AS id", *(f"{key.sql} AS k{key.position}" for key in keys)]
    if far.own is not None:
        columns += [f"{far.own}.{name}" for name in own_columns(scope, far)]
    rows = Rows(
        tuple(columns),
        walked.source,
        walked.conditions,
        keys,
        connection.page,
        spare,
    )
    page = scope.alias("s")
    return Row(replace(scope.row(far.types), hop=far.hop, own=page if far.own else None, near=far.near), page, rows, connection)


def _enough(scope: Scope, connection: Connection, *, spare: bool) -> str | None:
    """How many of the best rows are all that the page needs; None where it may begin behind them, or they may not pass."""
    page = connection.page
    if not isinstance(connection.source, FullText) or connection.where is not None or page is None or page.first is None:
        return None
    if scope.cursor(page.after) is not None or scope.cursor(page.before) is not None:
        return None
    return most(scope, page.first, spare=spare)


def _keys(scope: Scope, here: Here, connection: Connection, *, whole: bool) -> tuple[Key, ...]:
    """The keys of a page's order. Claims are met in the order of their ids only where all of them pass: to look for a few in that order, all
    over the table, takes several times as long as to go through it and sort them."""
    if isinstance(connection.source, FullText):
        return (Key(SCORE.format(here.alias), 0, descending=True, nullable=False), *last_keys(scope, here, 1))
    *keys, id_ = order_keys(scope, here, connection.order)
    return (*keys, replace(id_, column=f"+{id_.column}") if here.is_claim and not whole else id_)


def _page_output(scope: Scope, here: Here | None, row: Row, output: ConnectionOutput) -> Parts:
    kept = kept_rows(scope, row.rows, row.page)
    if isinstance(output, PageInfo):
        return page_info(scope, row.rows, output, row.page, _cursor(row))
    if isinstance(output, Nodes):
        return _array(json_text(shape_of(scope, row.here, output.shape)), kept)
    if isinstance(output, Edges):
        told = pair([(key, _edge_output(scope, row, part)) for key, part in output.outputs])
        return _array(json_text(told), kept)
    return _told_of_all(scope, here, row.connection, output)


def _array(item: str, kept: str) -> Parts:
    return ["'['", f"group_concat({item}){kept}", "']'"]


def _told_of_all(scope: Scope, here: Here | None, connection: Connection, output: ConnectionOutput) -> Parts:
    if isinstance(output, Constant):
        return [constant(output.value)]
    if isinstance(output, Groups):
        return groups_of(scope, here, output, shape_of)
    walked = joined(scope, source_of(scope, here, connection.source), connection.where)
    conditions = where(walked.conditions)
    if isinstance(output, TotalCount):
        return [f"(SELECT count(*) FROM {walked.source}{conditions})"]
    if not isinstance(output, Aggregates):
        raise InvalidPlan(f"{type(output).__name__} is told of a page.")
    return [f"(SELECT {json_text(aggregates_of(scope, walked.far, output.outputs))} FROM {walked.source}{conditions})"]


def _edge_output(scope: Scope, row: Row, output: EdgeOutput) -> Parts:
    if isinstance(output, Cursor):
        return [quoted_value(_cursor(row))]
    if isinstance(output, Node):
        return shape_of(scope, row.here, output.shape)
    if isinstance(output, EdgeClaims):
        return connection_of(scope, row.here, output.connection)
    if isinstance(output, Score):
        return [quoted_value(f"{row.page}.k0")]
    if isinstance(output, Highlight):
        return [quoted_value(f"highlighted({row.here.alias}.name,{row.here.alias}.aliases,{_text(scope, row)})")]
    return _output(scope, row.here, output)


def _text(scope: Scope, row: Row) -> str:
    source = row.connection.source
    if not isinstance(source, FullText):
        raise InvalidPlan("Only what a search found has a highlight.")
    return scope.bind(source.text)


def _cursor(row: Row) -> str:
    """Values of all keys; a claim's name, which is no key, is null there."""
    values = {key.position: f"{row.page}.k{key.position}" for key in row.rows.keys}
    return cursor_of([values.get(i, "NULL") for i in range(max(values) + 1)])
