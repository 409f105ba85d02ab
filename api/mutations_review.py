"""Owns reviews of claims, and the deletion of reports. It must not touch names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.mutations_run import Desk, Done, quoted, undo
from api.planner_context import plain
from graph import plan as p
from graph.claim import Claim
from graph.errors import InvalidInput, NotFound
from graph.ontology import CLAIM, REPORT, Direction, Ontology
from graph.store.base import Batch, Store
from graph.values import Review

_ALL = 2**31 - 1
_TOLD = 5  # ids that a message names
_ID: p.Outputs = (("id", p.Value(p.Field("id"))),)
_SLOT: p.Outputs = (*_ID, *((c, p.Value(p.Field(c))) for c in ("review", "property", "relationship")))


async def review_claims(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Give claims a review. NotFound, and nothing is changed, if one of them is not there."""
    ids, review = list(dict.fromkeys(given["ids"])), Review(plain(given["review"]))
    if not 0 < len(ids) <= desk.listed:
        raise InvalidInput(f"`ids` has {len(ids)} elements.", hint=f"Give at least one, and at most {desk.listed}.")
    plan = p.Plan((("claims", p.Lookup("id", (CLAIM,), p.Param(0), p.Shape(((CLAIM, _SLOT),)))),))
    found = (await desk.ask(plan, [ids]))["claims"]
    missing = [id_ for id_, claim in zip(ids, found, strict=True) if claim is None]
    if missing:
        raise NotFound(f"There is no claim {', '.join(missing[:_TOLD])}{' and more' if len(missing) > _TOLD else ''}.", hint="Take ids from `claims`.")
    former = {claim["id"]: Review(claim["review"]) for claim in found}
    return await _reviewed(desk, former, dict.fromkeys(former, review), {"claims": ids})


async def pin_claim(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Pin a claim, and let go of what was pinned in its place. NotFound if it is not there."""
    labels = desk.ontology.labels
    pinned = p.Compare(p.Field("review"), p.Op.EQ, p.Param(1))
    rivals = p.Connection(
        p.Across(p.Hop(p.ABOUT, Direction.IN, (CLAIM,))), pinned, (), p.Page(p.Param(2), None), (("nodes", p.Nodes(p.Shape(((CLAIM, _SLOT),)))),))  # fmt: skip
    subject = p.Shape(tuple((label, (*_ID, ("type", p.Constant(label)), ("pinned", rivals))) for label in labels))
    shape = p.Shape(((CLAIM, (*_SLOT, ("subject", p.ToOne(p.Hop(p.ABOUT, Direction.OUT, labels), subject)))),))
    plan = p.Plan((("claim", p.Lookup("id", (CLAIM,), p.Param(0), shape, single=True)),))
    claim = (await desk.ask(plan, [[given["id"]], Review.PINNED.value, _ALL]))["claim"]
    if claim is None:
        raise NotFound(f"There is no claim {given['id']}.", hint="Take the id from `claims`.")
    former = {claim["id"]: Review(claim["review"])}
    if _holds_one(claim, desk.ontology):
        slot = claim["property"], claim["relationship"]
        former |= {c["id"]: Review(c["review"]) for c in claim["subject"]["pinned"]["nodes"] if (c["property"], c["relationship"]) == slot}
    wanted = dict.fromkeys(former, Review.NONE) | {claim["id"]: Review.PINNED}
    return await _reviewed(desk, former, wanted, {"claims": list(former), "node": [claim["subject"]["id"]]})


def _holds_one(claim: Mapping[str, Any], ontology: Ontology) -> bool:
    """Whether a node shows only one value, or one node, for what the claim is about."""
    type_ = claim["subject"]["type"]
    if claim["property"] is not None:
        property_ = ontology.nodes[type_].property(claim["property"])
        return property_ is not None and not property_.many
    fields = ontology.fields(type_).values()
    return any(f.to_one and f.relationship.name == claim["relationship"] and f.direction is Direction.OUT for f in fields)


async def _reviewed(desk: Desk, former: Mapping[str, Review], wanted: Mapping[str, Review], ids: Mapping[str, list[str]]) -> Done:
    changed = {id_: review for id_, review in wanted.items() if former[id_] is not review}
    if changed:
        await desk.write(Batch(reviews=list(changed.items())))
    fields = []
    for review in Review:
        same = [id_ for id_ in changed if former[id_] is review]
        if same:
            fields.append(f"reviewClaims(ids: {quoted(same)}, review: {review.value}) {{ changed }}")
    how = "Give the claims the review that they had." if changed else "Nothing was changed."
    return Done(ids, {"changed": len(changed), "undo": undo(how, *fields)})


# Deletion -----------------------------------------------------------------------------------------------------------


async def delete_report(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Take out a report with all that it states. NotFound if it is not there, InvalidInput if it states nothing."""
    hop = p.Hop(p.STATED_IN, Direction.IN, (CLAIM,))
    stated: p.Outputs = (*_ID, ("document", p.Value(p.Field("document"))))
    claims = p.Connection(p.Across(hop), None, (), p.Page(p.Param(1), None), (("nodes", p.Nodes(p.Shape(((CLAIM, stated),)))),))
    plan = p.Plan((("report", p.Lookup("id", (REPORT,), p.Param(0), p.Shape(((REPORT, (*_ID, ("claims", claims))),)), single=True)),))
    report = (await desk.ask(plan, [[given["id"]], _ALL]))["report"]
    if report is None:
        raise NotFound(f"There is no report {given['id']}.", hint="Take the id from `reports`.")
    own = {claim["id"] for claim in report["claims"]["nodes"]}
    documents = sorted({claim["document"] for claim in report["claims"]["nodes"]})
    if not own:
        raise InvalidInput("The report states nothing: only other reports name it.", hint="Delete those, or reject their claims.")
    mixed = await _mixed(desk, documents, own)
    kept = await desk.work(_claims_of, desk.store, mixed, own) if mixed else []
    withdrawn = [sha256 for sha256 in documents if sha256 not in mixed]
    written = await desk.write(Batch(claims=kept, replaces=sorted(mixed), withdraw=withdrawn))
    how = "This cannot be undone: the documents' text is gone too. Load them again."
    return Done({"report": [report["id"]]}, {
        "deletedId": report["id"], "documents": withdrawn, "claimsRemoved": written.claims_removed, "undo": undo(how)})  # fmt: skip


async def _mixed(desk: Desk, documents: list[str], own: Iterable[str]) -> set[str]:
    """Those of the documents that also prove what other reports say."""
    where = p.All((p.Compare(p.Field("document"), p.Op.IN, p.Param(0)), p.Compare(p.Field("id"), p.Op.NOT_IN, p.Param(1))))
    shape = p.Shape(((CLAIM, (("document", p.Value(p.Field("document"))),)),))
    plan = p.Plan((("others", p.Connection(p.Everything((CLAIM,)), where, (), p.Page(p.Param(2), None), (("nodes", p.Nodes(shape)),))),))
    told = await desk.ask(plan, [documents, sorted(own), _ALL])
    return {claim["document"] for claim in told["others"]["nodes"]}


def _claims_of(store: Store, documents: set[str], without: set[str]) -> list[Claim]:
    """The claims that documents prove, but for some."""
    claims = (record for record in store.records(Claim) if isinstance(record, Claim))
    return [claim for claim in claims if claim.span.document in documents and claim.id not in without]
