"""Owns pricing plans that prose tells of: "Pro会员每月28美元", "The Standard plan costs $12/month". Tables' plans are `tables`'.

A plan belongs to the product or company named last before it in its sentence, else to what the sentences before it in the paragraph tell of,
else to what stands above; without one there is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.grids import grids, in_table
from loaders.extractors.names import broker, known_developer, of_type, same_organization
from loaders.extractors.plans import Plan, plans_in
from loaders.extractors.prose import prose
from loaders.extractors.sellers import as_product, seller_at, sold_as
from loaders.extractors.sentences import Sentence, by_sentence, sentences, within
from loaders.extractors.shared_terms import shared_out
from loaders.extractors.statements import Statements, distinct
from loaders.extractors.terms import period_of
from loaders.extractors.tier_lists import listed_plans
from loaders.extractors.tiers import KIND, is_only_kind, is_tier, named_plan
from loaders.healing import Healed
from loaders.patterns import any_script

METHOD = "subscriptions/1"

_PRICED = re.compile(r"[$¥€£\d积積Cc](?:(?<=[$¥€£])\s?\d|(?<=\d)\s?(?:美元|元|(?i:USD))|(?<=[积積])分|(?<=[Cc])(?i:redits))")
_PART_OF_NAME = re.compile(r"(?:\s?(?!(?:The|Its|And|While|But|For|At|With|Plan|Plans|Is)\b)[A-Z][A-Za-z+]{1,11}){1,2}\s?")
_OF = re.compile(r"(?:\s(?:plans?|tiers?|subscriptions?|memberships?))?\s(?:of|from|by|on)\s")
# A product that no data file has: a capital right before a tier. What begins a sentence or a clause is none.
_UNKNOWN = re.compile(
    r"(?<![A-Za-z0-9.])(?P<name>(?!(?:The|Its|Their|Our|Your|His|Her|And|While|But|For|At|With|Both|Only|Even|Now|Each|Every|All|New|Get|Go|Try|Buy|Upgrade|"
    r"Monthly|Annual|Yearly|Under|On|In|Then|Here|This|That|Plan|Plans|Tier|Price|Pricing|Cost|Table|Figure|Exhibit|An?|Of|To|From|As|If|When|Where|Which)\b)"
    r"[A-Z][A-Za-z0-9]{2,14}(?: AI)?)(?:'s |’s | |的)$"
)
_COST = re.compile(any_script(r"(?<![A-Za-z])(?:COST|PRICE|PRICES|PRICING|Cost|Price|Prices|Pricing|价格|定价|收费)\s?[::]"))
_FIELD = re.compile(r"[A-Z](?<![A-Za-z].)[A-Za-z -]{2,24}:\s")
_BY_TIME = frozenset({"creditsPerMonth", "creditsPerDay"})
_VERSION = re.compile(r"[Vv]\d[\w. -]*")  # who pays for "V1" pays its maker
_BESIDE = re.compile(r"\s?")
_RECKONED = re.compile(any_script(r"[^,,。;;、\n]{0,16}[(][^()。;;\n]{0,6}(?:按|以|基于)照?"))  # "每秒0.5元(按照黄金会员…换算)"
_LONGEST_NAME, _REACH_BACK = 24, 80
_REACH = 3  # sentences


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences of a paragraph before one tell of: who is named last, and their words if they price plans by the month; and the lists of
    plans of the whole text."""

    last: Mention | None
    priced: str
    lists: Sequence[list[Plan]] = ()


def subscriptions(healed: Healed, context: Context) -> Iterator[Claim]:
    """OFFERED_AS and what the prose says of each plan."""
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    owners = [m for m in of_type(context.mentions, "AIModel", "Product", "Organization") if m.node != context.publisher and not broker(m.node)]
    owners = [m for m in owners if not _VERSION.fullmatch(m.node.name)]
    owned = {sentence.start: inside for sentence, inside in by_sentence(text, owners)}
    tables = grids(text, context)
    lists = [plans for plans in listed_plans(text) if not in_table(tables, plans[0].start, plans[0].tier_end)]
    last: Mention | None = None
    priced = ""
    unnamed = 0
    claims: list[Claim] = []
    for sentence in sentences(text):
        if in_table(tables, sentence.start, sentence.end):
            last, priced = None, ""
            continue
        named = owned.get(sentence.start, [])
        last = None if last and _is_field(text, last, sentence) else last
        before = _Before(last, priced, lists)
        sold = _begun(sentence, before) or _PRICED.search(text, sentence.start, sentence.end)
        found = list(_sentence(text, sentence, named, before, context)) if sold else []
        found += _unpriced(text, sentence, named, [plan for _, plan in found], context) if named else _added(text, sentence, before, found, context)
        for owner, plan in found:
            claims += plan_claims(owner, plan, statements)
        unnamed = 0 if named or found else unnamed + 1
        ends = "\n" in text[sentence.end - 1 : sentence.end + 1] or unnamed >= _REACH
        last = next((m for m in named if m.node.type != "Organization"), named[0]) if named else last
        last = None if ends else last
        priced = "" if ends else _by_month(text, sentence, found) or priced
    yield from distinct(claims)


def _is_field(text: str, last: Mention, sentence: Sentence) -> bool:
    """Whether a sentence begins what an entry says of its cost, where `last` was named in another field of that: "WEAK AT: … PRICE: …"."""
    if _COST.search(text, max(last.end, sentence.start - _REACH_BACK), sentence.end) is None:
        return False
    line = text.rfind("\n", 0, last.start) + 1
    return _FIELD.search(text, line, last.start) is not None


def _begun(sentence: Sentence, before: _Before) -> list[list[Plan]]:
    """The lists of plans that begin in a sentence."""
    return [plans for plans in before.lists if sentence.start <= plans[0].start < sentence.end]


def _by_month(text: str, sentence: Sentence, found: Sequence[tuple[NodeRef, Plan]]) -> str:
    """The words of a sentence that prices plans by the month: the plans that the paragraph goes on to are priced so too."""
    said = text[sentence.start : sentence.end]
    return said if any(plan.price for _, plan in found) and period_of(said) == "month" else ""


def _sentence(text: str, sentence: Sentence, named: Sequence[Mention], before: _Before, context: Context) -> Iterator[tuple[NodeRef, Plan]]:
    """(owner, plan) of each plan that a sentence prices, and of each in a list that it begins."""
    shared = list(shared_out(text, sentence.start, sentence.end))
    taken = [(plan.start, plan.tier_end) for plan in (*shared, *(p for plans in before.lists if plans[-1].end > plans[-1].tier_end for p in plans))]
    said = text[sentence.start : sentence.end]
    single = plans_in(text, sentence.start, sentence.end, heading=said if period_of(said) else f"{said} {before.priced}")
    alone = [*shared, *(p for p in single if not any(a < p.tier_end and p.start < b for a, b in taken))]
    for plans in _begun(sentence, before):
        owner = _owner(text, plans[0], named, before.last) or (None if named else _above(text, sentence, context))
        free = [p for p in plans if owner is not None and not any(a.start < p.tier_end and p.start < a.tier_end for a in alone)]
        yield from ((owner, replace(plan, tier=_as_known(context, owner, plan.tier))) for plan in free if owner is not None)
    for plan in alone:
        inside = next((m for m in named if m.start == plan.start and m.end < plan.tier_end), None)
        if inside is not None:
            plan = replace(plan, start=inside.end, tier=text[inside.end : plan.tier_end].strip())  # noqa: PLW2901
        owner = as_product(inside.node) if inside else _owner(text, plan, named, before.last)
        if owner is None and not named and is_tier(plan.tier):
            owner = _above(text, sentence, context)
        told = plan.price is not None or _is_told(plan)
        if owner is not None and told and plan.tier != owner.name and not is_only_kind(plan.tier):
            yield owner, replace(plan, tier=_as_known(context, owner, plan.tier))


def _is_told(plan: Plan) -> bool:
    """Whether enough is said of a plan without a price: that it is free and what it gives, or what credits come with it each month or day."""
    free = plan.billing is not None and plan.billing[0] == "FREE" and bool(plan.counts or plan.listed)
    return free or (is_tier(plan.tier) and not _BY_TIME.isdisjoint(plan.counts))


def _unpriced(
    text: str, sentence: Sentence, named: Sequence[Mention], priced: Sequence[Plan], context: Context
) -> Iterator[tuple[NodeRef, Plan]]:  # fmt: skip
    """(owner, plan) of each plan that a sentence names without its price: right behind its product, or as what another price is reckoned by."""
    sold = [m for m in named if m.node.type != "Organization"]
    for match in named_plan().finditer(text, sentence.start, sentence.end):
        start, end = match.span("tier")
        before = within(sold, max(sentence.start, start - _REACH_BACK), start)
        beside = bool(before) and _BESIDE.fullmatch(text[before[-1].end : start])
        reckoned = bool(before) and _RECKONED.fullmatch(text[before[-1].end : start])
        if (beside or reckoned) and not any(plan.start < end and start < plan.tier_end for plan in priced):
            of_version = reckoned and len(before) > 1 and before[-2].end == before[-1].start  # of "即梦Seedance 1.0" it is 即梦 that sells plans
            first = before[-2] if of_version else before[-1]
            yield first.node, Plan(_as_known(context, first.node, " ".join(match["tier"].split())), start, end, end)


def _added(
    text: str, sentence: Sentence, before: _Before, found: Sequence[tuple[NodeRef, Plan]], context: Context
) -> list[tuple[NodeRef, Plan]]:  # fmt: skip
    """(owner, plan) of each plan without a price in a sentence that names nobody, behind one that prices plans: "Enterprise plans are negotiated"."""
    if before.last is None or not before.priced:
        return []
    owner = as_product(before.last.node)
    places = (m.span("tier") for m in named_plan().finditer(text, sentence.start, sentence.end))
    free = [(a, b) for a, b in places if not any(plan.start < b and a < plan.tier_end for _, plan in found)]
    return [(owner, Plan(_as_known(context, owner, " ".join(text[a:b].split())), a, b, b)) for a, b in free]


def _owner(text: str, plan: Plan, named: Sequence[Mention], last: Mention | None) -> NodeRef | None:
    """Whose plan it is: "the Plus plan of X", the name right before it, the product that its sentence names, or what the words before tell of."""
    of = _OF.match(text, plan.tier_end)
    behind = next((m for m in named if of and m.start == of.end()), None)
    if behind is not None:
        return as_product(behind.node)
    before = [m for m in named if m.end <= plan.start]
    unknown = _UNKNOWN.search(text, max(0, plan.start - _LONGEST_NAME), plan.start)
    if unknown is not None and not any(m.start < unknown.end("name") and unknown.start("name") < m.end for m in named) and not _is_word(text, unknown["name"]):
        extends = before and _PART_OF_NAME.fullmatch(text[before[-1].end : plan.start])
        if not extends:
            return NodeRef("Product", unknown["name"])
    if before:
        nearest = before[-1]
        between = text[nearest.end : plan.start]
        if between.strip() and _PART_OF_NAME.fullmatch(between):
            return NodeRef("Product", f"{text[nearest.start : nearest.end]}{between}".strip())
        made = next((m.node for m in reversed(before) if m.node.type != "Organization" and _makes(nearest.node, m.node)), None)
        return made if made and between.strip() else sold_as(text, nearest)
    if last is None and named and is_tier(plan.tier):
        return sold_as(text, named[0])
    return sold_as(text, last) if last is not None else None


def _is_word(text: str, name: str) -> bool:
    """Whether a capital begins a sentence's word and no name: it is written without one elsewhere, or it is a tier's."""
    return is_tier(name) or re.search(rf"(?<![A-Za-z]){re.escape(name.lower())}(?![A-Za-z])", text) is not None


def _above(text: str, sentence: Sentence, context: Context) -> NodeRef | None:
    """What the plans of a sentence in whose paragraph nothing is named are plans of."""
    line = text.rfind("\n", 0, sentence.start) + 1
    return seller_at(text, context, line, (line, line))


def _makes(maker: NodeRef, made: NodeRef) -> bool:
    developer = known_developer(made) if made.type == "AIModel" and maker.type == "Organization" else None
    return developer is not None and same_organization(maker, developer)


def _as_known(context: Context, owner: NodeRef, tier: str) -> str:
    """A tier as the report's tables call it: "Plus会员" also where prose says "Plus"."""
    known: set[str] = context.answers.get(("tiers", owner.key), set())
    return next((name for name in sorted(known) if re.fullmatch(rf"{re.escape(tier)}\s?(?:{KIND}|plan|tier)", name)), tier)


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
