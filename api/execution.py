"""Owns the way of an operation: text -> document -> selection -> plan -> the store's one value -> answer.

Documents and plans are kept, so an operation that comes again is: coerce variables, run, encode. It must not know HTTP.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSyntaxError,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    parse,
    specified_rules,
    validate,
)

from api.algorithms import Steps
from api.algorithms_answer import walk_answer
from api.algorithms_run import Runner, Walked, WalkError
from api.authentication import check_token
from api.binding import bind
from api.coercion import Coercion
from api.conflicts import answer
from api.errors import (
    BAD_USER_INPUT,
    PARSE_FAILED,
    TOO_COSTLY,
    VALIDATION_FAILED,
    ErrorJson,
    OperationError,
    error_json,
    from_exception,
    from_graphql,
    status_of,
)
from api.explanation import Clock, check_explain, explained
from api.limits import Cost, check_cost, check_form, costs
from api.metrics import Metrics
from api.mutations import Mutations
from api.planner import Planned, Planner
from api.schema import Schema, build_schema
from api.selection import Selected, Selector, Skeleton, mark, skeleton
from api.settings import Settings
from graph.errors import ReportgraphError
from graph.plan import Constant
from graph.store.base import Sent, Store

K = TypeVar("K")
V = TypeVar("V")
_OVER_SOCKETS = "Subscriptions are answered over a WebSocket: connect to this address with the protocol graphql-transport-ws."
_NOT_WALKED = Walked()
STEPPED = 16  # plans that are kept of one operation for different steps of its paths


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the whole GraphQL JSON, the HTTP status where the client asks for one, and the codes of its errors."""

    status: int
    body: bytes
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document, ready for variables."""

    node: OperationDefinitionNode
    coercion: Coercion

    @property
    def types(self) -> Mapping[str, GraphQLInputType]:
        """The types of its variables."""
        return self.coercion.types

    @property
    def is_query(self) -> bool:
        """Whether it only reads."""
        return self.node.operation is OperationType.QUERY


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was parsed and found valid."""

    fragments: Mapping[str, FragmentDefinitionNode]
    operations: Mapping[str, Operation]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A planned operation with its cost, kept for the next time; also the plans for the steps that its walks found."""

    planned: Planned
    costs: tuple[Cost, ...]
    constant: bytes | None = None
    stepped: Kept[Steps, Prepared] = field(default_factory=lambda: Kept(STEPPED))


@dataclass(slots=True)
class Told:
    """What is known of an answer: values by root key, hidden ones included, the variables, and what walks found."""

    values: dict[str, Any]
    variables: dict[str, Any]
    walked: Walked


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription that was planned, with its variables."""

    prepared: Prepared
    variables: Mapping[str, Any]


class Kept(Generic[K, V]):
    """The most recently used values, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value of a key, or None."""
        found = self.items.get(key)
        if found is not None:
            self.items.move_to_end(key)
        return found

    def put(self, key: K, value: V) -> V:
        """Keep a value, and let go of the least recently used if there are too many."""
        self.items[key] = value
        if len(self.items) > self.size:
            self.items.popitem(last=False)
        return value


class Engine:
    """Answers operations from one store. Safe to use by one event loop."""

    def __init__(self, store: Store, settings: Settings | None = None, schema: Schema | None = None) -> None:
        self.store = store
        self.settings = settings or Settings()
        self.schema = schema or build_schema()
        self.metrics = Metrics()
        self._hide_suggestions = not self.settings.introspection  # else "did you mean" would tell the schema bit by bit
        self._runner = Runner(store, self.settings.limits)
        self.mutations = Mutations(store, self.settings, self.schema.vocabulary)
        self._planner = Planner(self.schema.vocabulary, self.settings.limits)
        self._documents: Kept[str, Document] = Kept(self.settings.documents)
        self._plans: Kept[tuple[str, str | None, Skeleton], Prepared] = Kept(self.settings.plans)

    async def execute(  # noqa: PLR0913 - what a request may bring
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None, *, only_queries: bool = False,
        authorization: str | None = None, explain: bool = False,
    ) -> Answer:  # fmt: skip
        """The answer of an operation; never raises for what a client or a store does wrong.

        With `only_queries` an operation that changes something is refused with status 405. `authorization` is what the caller shows
        to be let change something: `Bearer` and the token of the settings. With `explain` a query's answer says how it came about.
        """
        began = time.perf_counter()
        try:
            if explain:
                told = await self._explained(query, operation_name, variables or {})
            else:
                document = self.document(query)
                operation = _operation(document, operation_name)
                if operation.node.operation is OperationType.QUERY:
                    told = await self._answer(query, document, operation, operation_name, variables or {})
                elif only_queries and operation.node.operation is OperationType.MUTATION:
                    told = Answer(405, _errors([error_json("This way only queries are answered. Send it by POST.", BAD_USER_INPUT)]), (BAD_USER_INPUT,))
                else:
                    told = await self._changed(document, operation, variables or {}, authorization)
        except Exception as error:  # noqa: BLE001 - the one place where every error becomes an answer
            told = refused(error)
        self.metrics.answered(told.codes, time.perf_counter() - began)
        return told

    def subscription(self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None) -> Subscribed | None:
        """The planned form of a subscription, or None for a query or a mutation. OperationError or InvalidInput as `execute` would say."""
        document = self.document(query)
        operation = _operation(document, operation_name)
        if operation.node.operation is not OperationType.SUBSCRIPTION:
            return None
        coerced = self._coerced(operation, variables or {})
        return Subscribed(self._prepared(query, document, operation, operation_name, coerced), coerced)

    def document(self, query: str) -> Document:
        """The parsed and validated document of a text. OperationError with every error that it has."""
        found = self._documents.get(query)
        return found if found is not None else self._documents.put(query, self._read(query))

    def prepare(self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None) -> Prepared:
        """The planned form of an operation, for explanations. OperationError or InvalidInput as `execute` would say."""
        document = self.document(query)
        operation = _operation(document, operation_name)
        return self._prepared(query, document, operation, operation_name, self._coerced(operation, variables or {}))

    def _read(self, query: str) -> Document:
        self.metrics.count("documents_parsed")
        try:
            parsed = parse(query, max_tokens=self.settings.limits.tokens)
        except GraphQLSyntaxError as error:
            code = TOO_COSTLY if "tokens" in error.message and "Parsing aborted" in error.message else PARSE_FAILED
            raise OperationError([from_graphql(error, code)]) from None
        except GraphQLError as error:
            raise OperationError([from_graphql(error, PARSE_FAILED)]) from None
        check_form(parsed, self.settings.limits)
        errors = validate(self.schema.graphql, parsed, specified_rules, max_errors=20, hide_suggestions=self._hide_suggestions)
        if errors:
            raise OperationError([from_graphql(error, VALIDATION_FAILED) for error in errors])
        return self._document(parsed)

    def _document(self, parsed: DocumentNode) -> Document:
        fragments = {d.name.value: d for d in parsed.definitions if isinstance(d, FragmentDefinitionNode)}
        operations = {}
        for definition in parsed.definitions:
            if isinstance(definition, OperationDefinitionNode):
                operations[definition.name.value if definition.name else ""] = Operation(
                    definition, Coercion(self.schema.graphql, definition, hide_suggestions=self._hide_suggestions)
                )
        return Document(fragments, operations)

    async def _explained(self, query: str, name: str | None, given: Mapping[str, Any]) -> Answer:
        """The answer of a query with what is to be known of how it came about."""
        clock, sent, made = Clock(), list[Sent](), self.metrics.counts.copy()
        document = self.document(query)
        operation = _operation(document, name)
        check_explain(allowed=self.settings.explain, is_query=operation.is_query)
        clock.mark("parse")
        self._prepared(query, document, operation, name, self._coerced(operation, given))
        clock.mark("plan")
        parsed, planned = (self.metrics.counts[what] == made[what] for what in ("documents_parsed", "operations_planned"))
        told = await self._answer(query, document, operation, name, given, sent)
        clock.mark("answer")
        return replace(told, body=explained(told.body, clock, sent, parsed=parsed, planned=planned))

    async def _answer(  # noqa: PLR0913, PLR0917 - an operation and where to tell of it
        self, query: str, document: Document, operation: Operation, name: str | None, given: Mapping[str, Any], trace: list[Sent] | None = None
    ) -> Answer:
        variables = self._coerced(operation, given)
        prepared = self._prepared(query, document, operation, name, variables)
        planned = prepared.planned
        if prepared.constant is not None:
            return Answer(200, prepared.constant)
        walked = _NOT_WALKED
        if planned.walks is not None:
            try:
                async with asyncio.timeout(self.settings.time_limit + 1):
                    walked = await self._runner.walked(planned.walks, variables, self.settings.time_limit, trace)
            except WalkError as failed:
                return _without_data(failed.error, failed.key)
            if walked.steps:
                prepared = prepared.stepped.get(walked.steps) or prepared.stepped.put(walked.steps, self._plan(document, operation, variables, walked.steps))
                planned = prepared.planned
        values = bind(planned.bindings, variables | walked.late)
        check_cost(prepared.costs, values, self.settings.limits)
        data = b"{}"
        if planned.plan.roots:
            data = await self.store.run(planned.plan, values, self.settings.time_limit, trace)
        if not planned.comparisons and not planned.introspected and planned.walks is None:
            return Answer(200, b'{"data":' + data + b"}")
        return self._merged(document, operation, planned, Told(orjson.loads(data), variables, walked))

    async def _changed(self, document: Document, operation: Operation, given: Mapping[str, Any], authorization: str | None) -> Answer:
        """The answer of a mutation. Nothing of it is kept: its arguments are values, no params."""
        if operation.node.operation is OperationType.SUBSCRIPTION:
            raise OperationError([error_json(_OVER_SOCKETS, BAD_USER_INPUT)])
        check_token(self.settings.token, authorization)
        fields = Selector(self.schema.graphql, document.fragments, self._coerced(operation, given)).roots(operation.node)
        data, errors = await self.mutations.answer(fields)
        codes = tuple(e["extensions"]["code"] for e in errors)
        return Answer(200, orjson.dumps({"data": data} | ({"errors": errors} if errors else {})), codes)

    def _coerced(self, operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
        coerced = operation.coercion.coerced(given)
        if isinstance(coerced, list):
            raise OperationError([from_graphql(error, BAD_USER_INPUT) for error in coerced])
        return coerced

    def _prepared(self, query: str, document: Document, operation: Operation, name: str | None, variables: dict[str, Any]) -> Prepared:
        shaped = tuple((key, skeleton(value, operation.types[key])) for key, value in variables.items())
        found = self._plans.get((query, name, shaped))
        return found if found is not None else self._plans.put((query, name, shaped), self._plan(document, operation, variables))

    def _plan(self, document: Document, operation: Operation, variables: dict[str, Any], steps: Steps = ()) -> Prepared:
        self.metrics.count("operations_planned")
        marked = {key: mark(value, operation.types[key], (key,)) for key, value in variables.items()}
        fields = Selector(self.schema.graphql, document.fragments, marked).roots(operation.node)
        if not self.settings.introspection and any(f.name in ("__schema", "__type") for f in fields):
            raise OperationError([error_json("Introspection is switched off on this server.", VALIDATION_FAILED)])
        of_subscription = operation.node.operation is OperationType.SUBSCRIPTION
        planned = self._planner.plan_subscription(fields) if of_subscription else self._planner.plan(fields, steps)
        return Prepared(planned, costs(planned.plan, planned.bindings), self._constant(document, operation, planned))

    def _constant(self, document: Document, operation: Operation, planned: Planned) -> bytes | None:
        """The answer of an operation that needs neither store nor variables."""
        roots = dict(planned.plan.roots)
        if operation.types or planned.comparisons or planned.watched is not None or not all(isinstance(root, Constant) for root in roots.values()):
            return None
        data = {key: root.value for key, root in roots.items() if isinstance(root, Constant)}
        return self._merged(document, operation, planned, Told(data, {}, _NOT_WALKED)).body

    def _merged(self, document: Document, operation: Operation, planned: Planned, told: Told) -> Answer:
        """The answer where not all of it is the store's own text."""
        if planned.introspected:
            told.values |= self._introspected(document, operation, planned.introspected, told.variables)
        answers = [(c.field.key, partial(answer, c)) for c in planned.comparisons]
        answers += [(w.field.key, partial(walk_answer, w, told.walked)) for w in (planned.walks.items if planned.walks else ())]
        for key, make in answers:
            try:
                told.values[key] = make(told.values, told.variables)
            except ReportgraphError as error:
                return _without_data(error, key)
        return Answer(200, orjson.dumps({"data": {key: told.values[key] for key in planned.keys}}))

    def _introspected(self, document: Document, operation: Operation, fields: tuple[Selected, ...], variables: dict[str, Any]) -> dict[str, Any]:
        nodes = tuple(_with_key(node, f.key) for f in fields for node in f.nodes)
        root = OperationDefinitionNode(
            operation=OperationType.QUERY, selection_set=SelectionSetNode(selections=nodes), variable_definitions=operation.node.variable_definitions,
            directives=(), name=operation.node.name,
        )  # fmt: skip
        definitions = (root, *document.fragments.values())
        result = execute_sync(self.schema.graphql, DocumentNode(definitions=definitions), variable_values=variables)
        if result.errors:
            raise result.errors[0]
        return result.data or {}


def _with_key(node: FieldNode, key: str) -> FieldNode:
    return FieldNode(name=node.name, alias=NameNode(value=key), arguments=node.arguments, directives=(), selection_set=node.selection_set)


def _operation(document: Document, name: str | None) -> Operation:
    if name:
        found = document.operations.get(name)
        if found is None:
            known = ", ".join(n for n in document.operations if n) or "none with a name"
            raise OperationError([error_json(f"There is no operation {name!r} in the document; it has {known}.", BAD_USER_INPUT)])
        return found
    if len(document.operations) != 1:
        message = "The document has several operations." if document.operations else "The document has no operation."
        raise OperationError([error_json(f"{message} Name the one to run in `operationName`.", BAD_USER_INPUT)])
    return next(iter(document.operations.values()))


def refused(error: Exception) -> Answer:
    """The answer where nothing can be told but why."""
    errors = error.errors if isinstance(error, OperationError) else [from_exception(error)]
    return Answer(status_of(errors), _errors(errors), tuple(e["extensions"]["code"] for e in errors))


def _without_data(error: ReportgraphError, key: str) -> Answer:
    """The answer where one root cannot be answered: no root may be null."""
    return Answer(200, orjson.dumps({"data": None, "errors": [from_exception(error, (key,))]}), (error.code,))


def _errors(errors: list[ErrorJson]) -> bytes:
    return orjson.dumps({"errors": errors})
