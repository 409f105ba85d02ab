"""Owns holding extracted claims against hand-written labels: per field, what was to be found and what was. It must not extract."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.claim import Claim
from graph.values import name_key

Facts = dict[str, set[tuple[str, ...]]]

_PLAN_FIGURES = {
    "usd_per_month": "price",
    "credits_per_month": "creditsPerMonth",
    "credits_per_day": "creditsPerDay",
    "users_per_workspace": "seats",
    "credits": "creditsIncluded",
}


@dataclass(frozen=True, slots=True)
class Score:
    """One field of one report: what is missing, what is wrong, what is right."""

    missing: frozenset[tuple[str, ...]]
    wrong: frozenset[tuple[str, ...]]
    right: frozenset[tuple[str, ...]]


def labelled(path: Path) -> Facts:
    """The labels of NAME.gold.json as facts by field; a field without labels is not in it."""
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    facts: Facts = {field: {(name_key(gold[field]),)} for field in ("title", "publisher", "date", "sector", "rating") if gold.get(field)}
    facts["analyst"] = {(name_key(a["name"]),) for a in gold.get("analysts", ())}
    facts["contact"] = {(name_key(name),) for name in gold.get("contacts", ())}
    facts["licence"] = {(name_key(a["name"]), a["license"]) for a in gold.get("analysts", ()) if "license" in a}
    facts["risk"] = {(name_key(risk),) for risk in gold.get("risks", ())}
    facts["related"] = {(name_key(r["title"]), r["date"]) for r in gold.get("related_reports", ())}
    facts["exhibit"] = {(name_key(e["caption"]),) for e in gold.get("exhibits", ())}
    facts["pages"] = {(str(gold["pages"]),)} if "pages" in gold else set()
    facts["duration"] = {(name_key(m["name"]), *_bounds(m)) for m in gold.get("ai_models", ()) if "max_duration_s" in m}
    facts["plan figure"] = set(_plan_figures(gold.get("pricing_plans", ())))
    return facts


def _bounds(model: dict[str, Any]) -> tuple[str, str]:
    low = model.get("min_duration_s")
    return str(float(low)) if low is not None else "", str(float(model["max_duration_s"]))


def _plan_figures(plans: Iterable[dict[str, Any]]) -> Iterable[tuple[str, ...]]:
    for plan in plans:
        for key, property_ in _PLAN_FIGURES.items():
            if isinstance(plan.get(key), int | float):
                yield name_key(f"{plan['product']} {plan['plan']}"), property_, str(float(plan[key]))


def claimed(claims: Iterable[Claim]) -> Facts:
    """What claims say, as facts by the fields of labels."""
    facts: Facts = {}

    def say(field: str, *values: object) -> None:
        facts.setdefault(field, set()).add(tuple(str(v) for v in values))

    for claim in claims:
        report, value = claim.subject == claim.report, claim.value if claim.value is not None else claim.text
        name = name_key(claim.object.name) if claim.object else ""
        match claim.subject.type, claim.slot:
            case "Report", "publishedOn" if report:
                say("title", name_key(claim.subject.name))
                say("date", name_key(str(value)))
            case "Report", "publishedOn":
                say("related", name_key(claim.subject.name), value)
            case "Report", "language":
                say("title", name_key(claim.subject.name))
            case "Report", "pageCount":
                say("pages", value)
            case "Report", ("PUBLISHED_BY" | "WARNS_OF" | "HAS_EXHIBIT") as slot:
                say({"PUBLISHED_BY": "publisher", "WARNS_OF": "risk", "HAS_EXHIBIT": "exhibit"}[slot], name)
            case "Report", "COVERS":
                say("sector", name)
                if "rating" in claim.properties:
                    say("rating", name_key(str(claim.properties["rating"])))
            case "Report", "WRITTEN_BY":
                say("analyst" if claim.properties["role"] == "ANALYST" else "contact", name)
            case "Analyst", "licence":
                say("licence", name_key(claim.subject.name), value)
            case "AIModel", "clipDuration":
                say("duration", name_key(claim.subject.name), "" if claim.min is None else claim.min, "" if claim.max is None else claim.max)
            case "PricingPlan", ("price" | "creditsPerMonth" | "creditsPerDay" | "creditsIncluded" | "seats") as slot:
                say("plan figure", name_key(claim.subject.name), slot, float(claim.max if claim.max is not None else value or 0))
    return facts


def scored(labels: Facts, claims: Iterable[Claim]) -> dict[str, Score]:
    """The score of every field that has labels, and of every field of which something is claimed that should not be."""
    said = claimed(claims)
    scores = {}
    for field, wanted in labels.items():
        have = said.get(field, set())
        if wanted or field in ("analyst", "licence", "related"):
            scores[field] = Score(frozenset(wanted - have), frozenset(have - wanted), frozenset(wanted & have))
    return scores
