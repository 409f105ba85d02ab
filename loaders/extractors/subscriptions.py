"""Owns pricing plans that prose tells of: "Pro会员每月28美元", "The Standard plan costs $12/month". Tables' plans are `tables`'.

A plan belongs to the model, product or company named last before it in its sentence; without one there is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.grids import grids, in_table
from loaders.extractors.names import broker, of_type
from loaders.extractors.plans import Plan, plans_in
from loaders.extractors.prose import prose
from loaders.extractors.sentences import Sentence, by_sentence, sentences
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed

METHOD = "subscriptions/1"

_PRICED = re.compile(r"[$¥€£\d积Cc](?:(?<=[$¥€£])\s?\d|(?<=\d)\s?(?:美元|元|(?i:USD))|(?<=积)分|(?<=[Cc])(?i:redits))")


def subscriptions(healed: Healed, context: Context) -> Iterator[Claim]:
    """OFFERED_AS and what the prose says of each plan."""
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    owners = [m for m in of_type(context.mentions, "AIModel", "Product", "Organization") if m.node != context.publisher and not broker(m.node)]
    owned = {sentence.start: inside for sentence, inside in by_sentence(text, owners)}
    tables = grids(text, context)
    last: Mention | None = None
    claims: list[Claim] = []
    for sentence in sentences(text):
        if in_table(tables, sentence.start, sentence.end):
            last = None
            continue
        named = owned.get(sentence.start, [])
        if _PRICED.search(text, sentence.start, sentence.end):
            claims += _sentence(text, sentence, named, last, statements)
        follows = text[sentence.end - 1 : sentence.end] in ";;"
        last = named[-1] if named else last if follows else None
    yield from distinct(claims)


def _sentence(text: str, sentence: Sentence, named: list[Mention], last: Mention | None, statements: Statements) -> Iterator[Claim]:
    for plan in plans_in(text, sentence.start, sentence.end, heading=text[sentence.start : sentence.end]):
        before = [m for m in named if m.end <= plan.start]
        inside = next((m for m in named if m.start == plan.start and m.end < plan.tier_end), None)
        if inside is not None:
            plan = replace(plan, start=inside.end, tier=text[inside.end : plan.tier_end].strip())  # noqa: PLW2901
        owner = inside or (before[-1] if before else last)
        if owner is not None and plan.price is not None and plan.tier != owner.node.name:
            node = NodeRef("Product", owner.node.name) if owner.node.type == "Organization" else owner.node
            yield from plan_claims(node, plan, statements)


def plan_claims(owner: NodeRef, plan: Plan, statements: Statements, as_of: str | None = None) -> Iterator[Claim]:
    """The claims about one plan: that it is offered, its tier, price, billing and counts."""
    node = NodeRef("PricingPlan", f"{owner.name} {plan.tier}")
    yield statements.relationship(owner, "OFFERED_AS", node, plan.start, plan.end, as_of=as_of)
    yield statements.property(node, "tier", plan.start, plan.tier_end, value=plan.tier, as_of=as_of)
    if plan.price is not None:
        yield statements.quantity(node, "price", plan.price, as_of=as_of)
    if plan.billing is not None:
        yield statements.property(node, "billing", *plan.billing[1], value=plan.billing[0], as_of=as_of)
    for name, (count, place) in plan.counts.items():
        yield statements.property(node, name, *place, value=str(count), as_of=as_of)
