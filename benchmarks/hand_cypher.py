"""Owns the hand-written Cypher, as whoever knows Neo4j and this graph well writes it: rows of maps, and one record of lists without keys.

The lists get their keys again in Python. It must not use what the product compiles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from graph.cypher.names import FULL_TEXT

# What each operation matches, up to the page, for both forms.
_Q2 = """MATCH (m:AIModel)-[:DEVELOPED_BY]->(d:Organization) WHERE d.name STARTS WITH $prefix AND m.releasedOn >= $from
WITH m, d ORDER BY m.releasedOn, m.name, m.id LIMIT 50 """
_Q3 = "MATCH (r:Report) WHERE r.publishedOn >= $from WITH r ORDER BY r.publishedOn, r.name, r.id LIMIT 100 "
_Q4 = "MATCH (m:AIModel) WHERE m.id IN $ids "
_Q5 = f"""CALL db.index.fulltext.queryNodes('{FULL_TEXT}', $phrase) YIELD node, score WHERE node:Report
WITH node, score ORDER BY score DESC, node.name, node.id LIMIT 20 """
_Q6 = """MATCH (o:Organization)<-[:PUBLISHED_BY]-(r:Report)-[:COVERS]->(s:Sector)
WITH o, s, count(r) AS count ORDER BY count DESC, o.name, s.name LIMIT 50 """
_Q7 = """MATCH (r:Report) WHERE r.name IS NOT NULL
AND EXISTS { MATCH (r)-[:MENTIONS]->(:Organization)<-[:DEVELOPED_BY]-(m:AIModel) WHERE m.clipDurationMax > $over }
WITH r ORDER BY r.name, r.id LIMIT 50 """

ROWS = {
    "Q1": "MATCH (m:AIModel {id: $id}) RETURN m{.id, .name, .modality, .releasedOn, .availability, .clipDurationMax} AS row",
    "Q2": _Q2 + "RETURN m{.id, .name, .releasedOn, developer: d{.id, .name}, plans: [(m)-[:OFFERED_AS]->(p:PricingPlan) | p{.id, .tier, .priceMax}]} AS row",
    "Q3": _Q3
    + """RETURN r{.id, .name, .publishedOn, publisher: [(r)-[:PUBLISHED_BY]->(o:Organization) | o{.id, .name}][0],
  authors: [(r)-[:WRITTEN_BY]->(a:Analyst) | a{.id, .name}],
  mentions: COLLECT { MATCH (r)-[k:MENTIONS]->(e) RETURN {count: k.count, type: labels(e)[0], id: e.id, name: e.name} ORDER BY e.name, e.id LIMIT 10 },
  risks: [(r)-[w:WARNS_OF]->(k:Risk) | {rank: w.rank, id: k.id, name: k.name}]} AS row""",
    "Q4": _Q4
    + """RETURN m{.id, .name, aliases: coalesce(m.aliases, []), .modality, .releasedOn, .availability, .clipDurationMin, .clipDurationMax, .clipDurationUnit,
  .frameRateMin, .frameRateMax, .frameRateUnit, .contextWindowMin, .contextWindowMax, .contextWindowUnit,
  developer: [(m)-[:DEVELOPED_BY]->(d:Organization) | d{.id, .name}][0],
  plans: [(m)-[:OFFERED_AS]->(p:PricingPlan) | p{.id, .name, .tier, .priceMin, .priceMax, .priceUnit, .seats}]} AS row""",
    "Q5": _Q5 + "RETURN {score: score, id: node.id, name: node.name} AS row",
    "Q6": _Q6 + "RETURN {publisher: o.name, sector: s.name, count: count} AS row",
    "Q7": _Q7 + "RETURN r{.id, .name, .publishedOn, publisher: [(r)-[:PUBLISHED_BY]->(o:Organization) | o{.id, .name}][0]} AS row",
}


def _one(statement: str) -> str:
    return f"RETURN COLLECT {{ {statement} }} AS answer"


RECORD = {
    "Q1": _one("MATCH (m:AIModel {id: $id}) RETURN [m.id, m.name, m.modality, m.releasedOn, m.availability, m.clipDurationMax]"),
    "Q2": _one(_Q2 + "RETURN [m.id, m.name, m.releasedOn, d.id, d.name, [(m)-[:OFFERED_AS]->(p:PricingPlan) | [p.id, p.tier, p.priceMax]]]"),
    "Q3": _one(
        _Q3
        + """RETURN [r.id, r.name, r.publishedOn, [(r)-[:PUBLISHED_BY]->(o:Organization) | [o.id, o.name]],
  [(r)-[:WRITTEN_BY]->(a:Analyst) | [a.id, a.name]],
  COLLECT { MATCH (r)-[k:MENTIONS]->(e) WITH k, e ORDER BY e.name, e.id LIMIT 10 RETURN [k.count, labels(e)[0], e.id, e.name] },
  [(r)-[w:WARNS_OF]->(k:Risk) | [w.rank, k.id, k.name]]]"""
    ),
    "Q4": _one(
        _Q4
        + """RETURN [m.id, m.name, coalesce(m.aliases, []), m.modality, m.releasedOn, m.availability, m.clipDurationMin, m.clipDurationMax, m.clipDurationUnit,
  m.frameRateMin, m.frameRateMax, m.frameRateUnit, m.contextWindowMin, m.contextWindowMax, m.contextWindowUnit,
  [(m)-[:DEVELOPED_BY]->(d:Organization) | [d.id, d.name]],
  [(m)-[:OFFERED_AS]->(p:PricingPlan) | [p.id, p.name, p.tier, p.priceMin, p.priceMax, p.priceUnit, p.seats]]]"""
    ),
    "Q5": _one(_Q5 + "RETURN [score, node.id, node.name]"),
    "Q6": _one(_Q6 + "RETURN [o.name, s.name, count]"),
    "Q7": _one(_Q7 + "RETURN [r.id, r.name, r.publishedOn, [(r)-[:PUBLISHED_BY]->(o:Organization) | [o.id, o.name]]]"),
}

Lists = list[list[Any]]
_IDENTITY = ("id", "name")
_FLAT = {
    "Q1": ("id", "name", "modality", "releasedOn", "availability", "clipDurationMax"),
    "Q5": ("score", "id", "name"),
    "Q6": ("publisher", "sector", "count"),
}
_ALL_SCALARS = (
    "id", "name", "aliases", "modality", "releasedOn", "availability", "clipDurationMin", "clipDurationMax", "clipDurationUnit",
    "frameRateMin", "frameRateMax", "frameRateUnit", "contextWindowMin", "contextWindowMax", "contextWindowUnit")  # fmt: skip
_PLAN = ("id", "name", "tier", "priceMin", "priceMax", "priceUnit", "seats")


def _named(keys: tuple[str, ...], rows: Lists) -> list[dict[str, Any]]:
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _first(rows: Lists) -> dict[str, Any] | None:
    return {"id": rows[0][0], "name": rows[0][1]} if rows else None


def _q2(rows: Lists) -> list[dict[str, Any]]:
    return [
        {"id": i, "name": n, "releasedOn": r, "developer": {"id": d, "name": maker}, "plans": [{"id": p, "tier": t, "priceMax": m} for p, t, m in plans]}
        for i, n, r, d, maker, plans in rows
    ]


def _q3(rows: Lists) -> list[dict[str, Any]]:
    return [
        {
            "id": i, "name": n, "publishedOn": on, "publisher": _first(publisher), "authors": _named(_IDENTITY, authors),
            "mentions": [{"count": c, "type": t, "id": e, "name": called} for c, t, e, called in mentions],
            "risks": [{"rank": rank, "id": k, "name": called} for rank, k, called in risks],
        }
        for i, n, on, publisher, authors, mentions, risks in rows
    ]  # fmt: skip


def _q4(rows: Lists) -> list[dict[str, Any]]:
    return [{**dict(zip(_ALL_SCALARS, row[:-2], strict=True)), "developer": _first(row[-2]), "plans": _named(_PLAN, row[-1])} for row in rows]


def _q7(rows: Lists) -> list[dict[str, Any]]:
    return [{"id": i, "name": n, "publishedOn": on, "publisher": _first(publisher)} for i, n, on, publisher in rows]


KEYED: dict[str, Callable[[Lists], list[dict[str, Any]]]] = {
    "Q1": lambda rows: _named(_FLAT["Q1"], rows), "Q2": _q2, "Q3": _q3, "Q4": _q4,
    "Q5": lambda rows: _named(_FLAT["Q5"], rows), "Q6": lambda rows: _named(_FLAT["Q6"], rows), "Q7": _q7,
}  # fmt: skip


def phrase(text: str) -> str:
    """The Lucene query for all of the text's words: Chinese as a phrase of pairs, as the index holds it."""
    return " ".join(f"+{_term(word)}" for word in text.lower().split())


def _term(word: str) -> str:
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,}", word):
        return word
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return f'"{" ".join(pairs)}"' if len(pairs) > 1 else pairs[0]
