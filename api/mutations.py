"""Owns mutations: they are planned before anything is changed, made one after the other, and what they changed is told by one plan each.

Changes themselves are made in `api.mutations_load`, `api.mutations_review` and `api.mutations_identity`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from api.binding import Binding, bind
from api.errors import ErrorJson, OperationError, error_json, from_exception
from api.limits import check_cost, costs
from api.loads import Loads
from api.mutations_identity import merge_nodes, split_node, undo_judgement
from api.mutations_review import delete_report, pin_claim, review_claims
from api.mutations_run import Desk, Done
from api.planner_context import Planning
from api.planner_nodes import connection, shape
from api.selection import Selected, Variable
from api.settings import Settings
from api.vocabulary import Vocabulary
from graph import plan as p
from graph.errors import ReportgraphError
from graph.ontology import CLAIM, REPORT
from graph.store.base import Store

Change: TypeAlias = Callable[[Desk, Mapping[str, Any]], Awaitable[Done]]

_REPORTS, _NODES = ("report", "reports"), ("node", "other", "splitOff")
_LATE = "The change takes longer than it may, and may still be made. Look before you send it again; the same again changes nothing."


@dataclass(frozen=True, slots=True, eq=False)
class Payload:
    """A mutation, and the plan that tells what it changed: its params are ids that the change gives, by the payload's fields."""

    field: Selected
    plan: p.Plan
    bindings: tuple[Binding, ...]


def changes() -> Mapping[str, Change]:
    """What makes the change of each mutation. The loaders are imported only where something may be changed: a server that only answers
    starts in three quarters of the time without them."""
    from api.mutations_load import load_claims, load_text  # noqa: PLC0415

    return {
        "loadText": load_text, "loadClaims": load_claims, "reviewClaims": review_claims, "pinClaim": pin_claim, "mergeNodes": merge_nodes,
        "splitNode": split_node, "undoJudgement": undo_judgement, "deleteReport": delete_report,
    }  # fmt: skip


class Mutations:
    """Makes the changes of operations in one store. Safe to use by one event loop."""

    def __init__(self, store: Store, settings: Settings, vocabulary: Vocabulary) -> None:
        self.desk = Desk(store, vocabulary.ontology, settings.time_limit, settings.limits.list_size, Loads())
        self._changes = changes() if settings.token is not None else {}
        self._limits = settings.limits
        self._vocabulary = vocabulary

    async def answer(self, fields: tuple[Selected, ...]) -> tuple[dict[str, Any], list[ErrorJson]]:
        """The data of an operation's root fields, and its errors. A change that fails is null; after one that takes too long no more are made.

        InvalidInput, before anything is changed, if what is to be told cannot be planned.
        """
        payloads = [self._payload(field) for field in fields]
        data: dict[str, Any] = {}
        errors: list[ErrorJson] = []
        for payload in payloads:
            key = payload.field.key
            data[key] = None
            if any(e["extensions"]["code"] == "TIMEOUT" for e in errors):
                errors.append(error_json("Not made: the change before it takes too long.", "TIMEOUT", path=(key,)))
                continue
            try:
                data[key] = await self._made(payload)
            except TimeoutError:
                errors.append(error_json(_LATE, "TIMEOUT", path=(key,)))
            except OperationError as refused:
                errors += [e | {"path": [key]} for e in refused.errors]
            except Exception as error:  # noqa: BLE001 - changes before this one are made, and have to be told
                errors.append(from_exception(error, (key,)))
        return data, errors

    def _payload(self, field: Selected) -> Payload:
        planning = Planning(self._vocabulary, self._limits)
        roots = [(f.key, root) for f in (field.selection.fields if field.selection else ()) if (root := self._root(planning, f)) is not None]
        payload = Payload(field, p.Plan(tuple(roots)), tuple(planning.bindings.items))
        check_cost(costs(payload.plan), bind(payload.bindings, dict.fromkeys(("claims", *_REPORTS, *_NODES), ())), self._limits)
        return payload

    def _root(self, planning: Planning, field: Selected) -> p.Root | None:
        """What tells of a payload's field; None for one that the change itself tells."""
        if field.name == "claims":
            return self._claims(planning, field)
        if field.name not in _REPORTS + _NODES or field.selection is None:
            return None
        types = (REPORT,) if field.name in _REPORTS else self._vocabulary.ontology.labels
        ids = planning.param(Variable((field.name,)))
        return p.Lookup("id", types, ids, shape(planning, types, field.selection), single=field.name != "reports")

    def _claims(self, planning: Planning, field: Selected) -> p.Connection:
        asked = connection(planning, p.Everything((CLAIM,)), self._vocabulary.concrete[CLAIM], field, None)
        one_of = p.Compare(p.Field("id"), p.Op.IN, planning.param(Variable(("claims",))))
        return replace(asked, where=p.All((one_of,) if asked.where is None else (one_of, asked.where)))

    async def _made(self, payload: Payload) -> Any:  # noqa: ANN401 - a payload, or the constant of __typename
        field = payload.field
        if field.selection is None:
            return "Mutation"
        done = await self._changes[field.name](self.desk, field.arguments)
        told = await self._told(payload, done)
        return {f.key: told[f.key] if f.key in told else _fact(f, done.facts, field) for f in field.selection.fields}

    async def _told(self, payload: Payload, done: Done) -> dict[str, Any]:
        if not payload.plan.roots:
            return {}
        try:
            return await self.desk.ask(payload.plan, bind(payload.bindings, done.ids))
        except (ReportgraphError, TimeoutError) as error:
            code = getattr(error, "code", "TIMEOUT")
            raise OperationError([error_json("The change was made, but cannot be told now. Ask for it with a query.", code)]) from error


def _fact(field: Selected, facts: Mapping[str, Any], parent: Selected) -> Any:  # noqa: ANN401 - any JSON value
    """A field that the change itself tells."""
    if field.name == "__typename":
        return parent.selection.cases[0][0] if parent.selection else None
    value = facts[field.name]
    selection = field.selection
    if selection is None:
        return value
    if isinstance(value, list):
        return [{f.key: _fact(f, item, field) for f in selection.fields} for item in value]
    return {f.key: _fact(f, value, field) for f in selection.fields}
