"""Owns what a person says about which names are one node: judgements in the ledger, each of which can be taken out again.

It must not change claims: a merge and its undoing leave every claim as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.mutations_run import Desk, Done, quoted, undo
from api.planner_context import plain
from graph import plan as p
from graph.claim import Claim
from graph.errors import InvalidInput, NotFound
from graph.identity import Judgement, Verdict, between, canonical_ids
from graph.ontology import REPORT
from graph.store.base import Batch, Store
from graph.values import NodeRef, name_key

PERSON = "person:"
METHOD = PERSON + "api"
_REASON = 1000


async def merge_nodes(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Judge that two nodes are the same. NotFound if one is not there, InvalidInput if they are one or cannot be."""
    reason = _reason(given)
    alias, name = [await _found(desk, argument, given[argument]) for argument in ("alias", "name")]
    if alias["id"] == name["id"]:
        raise InvalidInput(f"{alias['name']!r} and {name['name']!r} are the same node already.")
    if alias["type"] != name["type"]:
        raise InvalidInput(f"A node of type {alias['type']} cannot be one of type {name['type']}.", hint="Merge nodes of one type.")
    refs = await desk.work(_refs, desk.store, [alias, name])
    judgement = Judgement(refs[0], refs[1], Verdict.SAME, METHOD, reason)
    pair = {judgement.alias.id, judgement.name.id}
    ledger = await desk.work(_ledger, desk.store)
    against = [j for j in ledger if j.verdict is Verdict.DIFFERENT and j.method.startswith(PERSON) and {j.alias.id, j.name.id} == pair]
    await desk.write(Batch(judgements=[judgement], undo=[j.id for j in against]))
    if against:  # the former decision was that they differ: going back says so again
        how = undo("Split the alias off again.", _split(name["id"], refs[0].name))
    else:
        how = undo("Take the judgement back; both nodes are then as before.", _taken_back(judgement))
    return Done({"node": [refs[1].id]}, {"judgements": [judgement.id], "undo": how})


async def split_node(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Judge that an alias of a node is another node. NotFound if the node is not there, InvalidInput if that is none of its aliases."""
    reason, node = _reason(given), await _found(desk, "node", given["node"])
    ledger = await desk.work(_ledger, desk.store)
    canonical, key = canonical_ids(ledger), name_key(given["alias"], node["type"])
    names = {ref.id: ref for j in ledger for ref in (j.alias, j.name)}
    parts = sorted(id_ for id_, ref in names.items() if ref.key == key and id_ != node["id"] and canonical.get(id_) == node["id"])
    if not parts:
        raise InvalidInput(
            f"{given['alias']!r} is no alias that a judgement gave to {node['name']!r}.",
            hint="Name one of its `aliases`, written otherwise than the name itself.")  # fmt: skip
    ties = [(part, tie) for part in parts for tie in between(ledger, part, node["id"])]
    different = {j.id: j for part, tie in ties if (j := _against(names[part], tie, reason))}
    await desk.write(Batch(judgements=list(different.values())))
    back = undo("Take the judgements back; the node is then as before.", *(_taken_back(j) for j in different.values()))
    ids = {"node": [node["id"]], "splitOff": [canonical_ids([*ledger, *different.values()]).get(parts[0], parts[0])]}
    return Done(ids, {"judgements": list(different), "undo": back})


async def undo_judgement(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Take a person's judgement out of the ledger. NotFound if it is not there, InvalidInput if it came with data."""
    judgement = next((j for j in await desk.work(_ledger, desk.store) if j.id == given["id"]), None)
    if judgement is None:
        raise NotFound(f"There is no judgement {given['id']}.", hint="Take the id from `judgements` of the mutation that made it.")
    if not judgement.method.startswith(PERSON):
        raise InvalidInput("The judgement came with data, and would come again with the next load.", hint="Use `splitNode`, which outweighs it.")
    await desk.write(Batch(undo=[judgement.id]))
    ids = {"node": [judgement.name.id], "other": [judgement.alias.id]}
    if judgement.verdict is Verdict.SAME:
        again = f"mergeNodes(alias: {{id: {quoted(judgement.alias.id)}}}, name: {{id: {quoted(judgement.name.id)}}}) {{ judgements }}"
    else:
        again = _split(judgement.name.id, judgement.alias.name)
    return Done(ids, {"undo": undo("Judge the same again.", again)})


def _against(part: NodeRef, tie: Judgement, reason: str) -> Judgement:
    """That a name is not what a judgement says it is."""
    other = tie.name if tie.alias.id == part.id else tie.alias
    return Judgement(part, other, Verdict.DIFFERENT, METHOD, reason)


def _taken_back(judgement: Judgement) -> str:
    return f"undoJudgement(id: {quoted(judgement.id)}) {{ undo {{ how }} }}"


def _split(node: str, alias: str) -> str:
    return f"splitNode(node: {{id: {quoted(node)}}}, alias: {quoted(alias)}) {{ judgements }}"


def _reason(given: Mapping[str, Any]) -> str:
    reason = (given.get("reason") or "").strip()
    if len(reason) > _REASON:
        raise InvalidInput(f"`reason` has {len(reason)} characters.", hint=f"Give at most {_REASON}.")
    return str(reason)


async def _found(desk: Desk, argument: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The node of a NodeRef: id, type, name, aliases, and a report's date. NotFound if it is not there."""
    id_, type_, name = given.get("id"), plain(given.get("type")), given.get("name")
    if (id_ is not None) in (name is not None, type_ is not None):
        raise InvalidInput(f"`{argument}` must say which node.", hint='Give an `id`, or a `type` and a `name`: {type: AIModel, name: "Sora"}.')
    types = (type_,) if type_ else desk.ontology.labels
    columns: p.Outputs = tuple((c, p.Value(p.Field(c))) for c in ("id", "name", "aliases"))
    shape = p.Shape(tuple((t, (*columns, ("type", p.Constant(t)), *_dated(t))) for t in types))
    plan = p.Plan((("node", p.Lookup("id" if id_ is not None else "name", types, p.Param(0), shape, single=True)),))
    node: dict[str, Any] | None = (await desk.ask(plan, [[id_ if id_ is not None else name_key(name or "", type_)]]))["node"]
    if node is None:
        called = f"node {id_}" if id_ is not None else f"{type_} called {name!r}"
        raise NotFound(f"There is no {called}.", hint="Look with `search(text: ...)` for how it is called.")
    return node


def _dated(type_: str) -> p.Outputs:
    return (("scope", p.Value(p.Field("publishedOn"))),) if type_ == REPORT else ()


def _refs(store: Store, nodes: list[dict[str, Any]]) -> list[NodeRef]:
    """The canonical names of nodes. Most are known by their spelling; what tells a name from others is looked up in the records."""
    found = {node["id"]: ref for node in nodes for ref in _likely(node) if ref.id == node["id"]}
    missing = {node["id"] for node in nodes} - found.keys()
    for ref in _named(store) if missing else ():
        if ref.id in missing:
            found[ref.id] = ref
            missing.discard(ref.id)
            if not missing:
                break
    if missing:
        raise NotFound("A node went away while it was looked at.", hint="Ask for it again.")
    return [found[node["id"]] for node in nodes]


def _likely(node: Mapping[str, Any]) -> Iterator[NodeRef]:
    for spelling in (*node["aliases"], node["name"]):
        for scope in ("", node.get("scope") or ""):
            yield NodeRef(node["type"], spelling, scope)


def _named(store: Store) -> Iterator[NodeRef]:
    """Every name in the records."""
    for record in store.records(Judgement, Claim):
        if isinstance(record, Judgement):
            yield from (record.alias, record.name)
        elif isinstance(record, Claim):
            yield from (record.report, record.subject)
            if record.object is not None:
                yield record.object


def _ledger(store: Store) -> list[Judgement]:
    return [record for record in store.records(Judgement) if isinstance(record, Judgement)]
