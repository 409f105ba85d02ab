"""Owns the hand-written SQL over the embedded store's file: one statement an operation, whose value is the answer as JSON text.

It must not use what the product compiles.
"""

from __future__ import annotations

import re

# A subquery's JSON is text to what is around it, hence json(...).
_PUBLISHER = "json((SELECT json_object('id', o.gid, 'name', o.name) FROM rel_PUBLISHED_BY l JOIN node_Organization o ON o.id = l.dst WHERE l.src = r.id))"
_DEVELOPER = "json((SELECT json_object('id', o.gid, 'name', o.name) FROM rel_DEVELOPED_BY l JOIN node_Organization o ON o.id = l.dst WHERE l.src = m.id))"

_PLAN = "'id', p.gid, 'name', p.name, 'tier', p.p_tier, 'priceMin', p.p_priceMin, 'priceMax', p.p_priceMax, 'priceUnit', p.p_priceUnit, 'seats', p.p_seats"
_MENTIONS = (
    "(SELECT l.p_count AS count, n.type, n.gid, n.name FROM rel_MENTIONS l JOIN node n ON n.id = l.dst WHERE l.src = r.id ORDER BY n.name, n.gid LIMIT 10) e"
)


def _list(columns: str, source: str) -> str:
    return f"json((SELECT json_group_array(json_object({columns})) FROM {source}))"


STATEMENTS = {
    "Q1": """SELECT json_object('id', gid, 'name', name, 'modality', p_modality, 'releasedOn', p_releasedOn, 'availability', p_availability,
  'clipDurationMax', p_clipDurationMax) FROM node_AIModel WHERE id IN (SELECT node FROM name WHERE gid = :id)""",
    "Q2": f"""SELECT json_group_array(json_object('id', m.gid, 'name', m.name, 'releasedOn', m.p_releasedOn,
    'developer', json_object('id', m.d, 'name', m.maker),
    'plans', {_list("'id', p.gid, 'tier', p.p_tier, 'priceMax', p.p_priceMax", "rel_OFFERED_AS l JOIN node_PricingPlan p ON p.id = l.dst WHERE l.src = m.id")}))
  FROM (SELECT m.*, d.gid AS d, d.name AS maker FROM node_AIModel m CROSS JOIN rel_DEVELOPED_BY l ON l.src = m.id CROSS JOIN node_Organization d ON d.id = l.dst
    WHERE m.p_releasedOn >= :from AND d.name >= :prefix AND d.name < :prefix || char(0x10ffff) ORDER BY m.p_releasedOn, m.name, m.gid LIMIT 50) m""",
    "Q3": f"""SELECT json_group_array(json_object('id', r.gid, 'name', r.name, 'publishedOn', r.p_publishedOn, 'publisher', {_PUBLISHER},
    'authors', {_list("'id', a.gid, 'name', a.name", "rel_WRITTEN_BY l JOIN node_Analyst a ON a.id = l.dst WHERE l.src = r.id")},
    'mentions', {_list("'count', e.count, 'type', e.type, 'id', e.gid, 'name', e.name", _MENTIONS)},
    'risks', {_list("'rank', l.p_rank, 'id', k.gid, 'name', k.name", "rel_WARNS_OF l JOIN node_Risk k ON k.id = l.dst WHERE l.src = r.id")}))
  FROM (SELECT * FROM node_Report WHERE p_publishedOn >= :from ORDER BY p_publishedOn, name, gid LIMIT 100) r""",
    "Q4": f"""SELECT json_group_array(json_object('id', m.gid, 'name', m.name, 'aliases', json(coalesce(m.aliases, '[]')), 'modality', m.p_modality,
    'releasedOn', m.p_releasedOn, 'availability', m.p_availability,
    'clipDurationMin', m.p_clipDurationMin, 'clipDurationMax', m.p_clipDurationMax, 'clipDurationUnit', m.p_clipDurationUnit,
    'frameRateMin', m.p_frameRateMin, 'frameRateMax', m.p_frameRateMax, 'frameRateUnit', m.p_frameRateUnit,
    'contextWindowMin', m.p_contextWindowMin, 'contextWindowMax', m.p_contextWindowMax, 'contextWindowUnit', m.p_contextWindowUnit,
    'developer', {_DEVELOPER},
    'plans', {_list(_PLAN, "rel_OFFERED_AS l JOIN node_PricingPlan p ON p.id = l.dst WHERE l.src = m.id")}))
  FROM node_AIModel m WHERE m.id IN (SELECT n.node FROM json_each(:ids) JOIN name n ON n.gid = value)""",
    "Q5": """SELECT json_group_array(json_object('score', score, 'id', gid, 'name', name)) FROM (SELECT -s.rank AS score, r.gid, r.name
  FROM search s JOIN node_Report r ON r.id = s.rowid WHERE s.tokens MATCH :phrase ORDER BY s.rank, r.name, r.gid LIMIT 20)""",
    "Q6": """SELECT json_group_array(json_object('publisher', publisher, 'sector', sector, 'count', count)) FROM (
    SELECT o.name AS publisher, s.name AS sector, g.count FROM (
      SELECT p.dst AS o, c.dst AS s, count(*) AS count FROM rel_PUBLISHED_BY p CROSS JOIN rel_COVERS c ON c.src = p.src GROUP BY 1, 2) g
    JOIN node_Organization o ON o.id = g.o JOIN node_Sector s ON s.id = g.s ORDER BY g.count DESC, o.name, s.name LIMIT 50)""",
    "Q7": f"""SELECT json_group_array(json_object('id', r.gid, 'name', r.name, 'publishedOn', r.p_publishedOn, 'publisher', {_PUBLISHER}))
  FROM (SELECT * FROM node_Report r WHERE EXISTS (SELECT 1 FROM rel_MENTIONS t CROSS JOIN rel_DEVELOPED_BY b ON b.dst = t.dst
    CROSS JOIN node_AIModel m ON m.id = b.src WHERE t.src = r.id AND m.p_clipDurationMax > :over) ORDER BY r.name, r.gid LIMIT 50) r""",
}  # fmt: skip


def phrase(text: str) -> str:
    """The FTS5 query for all of the text's words: Chinese as a phrase of pairs, as the index holds it."""
    return " AND ".join(f'"{_tokens(word)}"' for word in text.lower().split())


def _tokens(word: str) -> str:
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,}", word):
        return word
    return " ".join(word[at : at + 2] for at in range(len(word) - 1))
