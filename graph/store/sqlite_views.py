"""Owns the embedded store's views: rows of nodes and relationships and the full-text index, made anew for what a batch touched.

What a slot resolves to is `graph.views`' to say; it must not change a claim, a judgement or a name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import apsw

from graph.claim import Scalar
from graph.errors import InvalidClaim
from graph.identity import best_spelling
from graph.ontology import Ontology, Property, RelationshipType
from graph.sql import names as tables
from graph.sql import write as sql
from graph.store.sqlite_names import Names, Slot, Stating, Touched
from graph.text import index_text
from graph.views import ResolvedRelationship, Stated, Statement, counts, own_properties, property_columns, relationships, settled, until

Stored: TypeAlias = "str | int | float | None"
Statements: TypeAlias = "Sequence[tuple[int | None, Statement]]"  # (object's number, claim)
_Item = TypeVar("_Item")
_CHUNK = 2000
_KNOWN = 20_000


class Views:
    """The views of one store, as its writer sees them."""

    def __init__(self, connection: apsw.Connection, ontology: Ontology, names: Names) -> None:
        self._connection = connection
        self._ontology = ontology
        self._names = names
        self._known_own: dict[tuple[str, str | None], tuple[Stored, ...] | None] = {}
        self._beaten: dict[str, str | None] = {}  # by claims' ids what is to be kept in the table of that name

    def slot(self, subject: int, property_: str | None, relationship: str | None, object_: int | None) -> Slot | None:
        """The slot that a claim is about: of a to-one relationship all its objects, of a mutual one the pair; None if it makes no view."""
        if relationship is None:
            return subject, property_, None, None
        type_ = self._ontology.relationships.get(relationship)
        if type_ is None or object_ is None:
            return None
        if type_.mutual and object_ < subject:
            subject, object_ = object_, subject
        return subject, None, relationship, None if type_.to_one else object_

    def refresh(self, touched: Touched) -> None:
        """Make the views follow what was touched."""
        self._beaten.clear()  # nothing of a change that failed
        vanished = self._names.settle(touched)
        self._rename(touched.renamed - vanished - touched.fresh.keys())
        self._insert_fresh(touched)
        self._relate_fresh(touched)
        self._remove(vanished)
        self._follow(slot for slot in (self.slot(*s) for s in touched.slots) if slot is not None and slot not in touched.claims)
        self._refresh_since(touched, vanished)
        self._keep_beaten()

    def rebuild(self) -> None:
        """Drop every view and make it again from names and claims."""
        for (table,) in list(self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")):
            if tables.is_view(str(table)) and not str(table).startswith("search_"):
                self._connection.execute(tables.drop_statement(str(table)))
        for statement in tables.view_statements(self._ontology):
            self._connection.execute(statement)
        last: int = self._connection.execute("SELECT coalesce(max(id), 0) FROM node").get
        for low in range(1, last + 1, _CHUNK):
            between = (low, low + _CHUNK - 1)
            self._rename(row[0] for row in list(self._connection.execute("SELECT id FROM node WHERE id BETWEEN ? AND ?", between)))
            slots = (self.slot(*row) for row in list(self._connection.execute(sql.SLOTS_OF_SUBJECTS, between)))
            self._follow(slot for slot in slots if slot is not None)
            self._keep_beaten()

    # Nodes -----------------------------------------------------------------------------------------------------------

    def _insert_fresh(self, touched: Touched) -> None:
        columns, days = self._fresh_columns(touched)
        nodes, found = [], []
        typed: dict[str, list[tuple[Stored, ...]]] = defaultdict(list)
        inserts = {label: sql.node_insert(node) for label, node in self._ontology.nodes.items()}
        for node, fresh in touched.fresh.items():
            name = best_spelling(fresh.spellings)
            aliases = sorted(fresh.spellings - {name})
            listed = _list(aliases)
            nodes.append((node, fresh.gid, fresh.type, name, listed, touched.since.get(node)))
            found.append((node, index_text([name, *aliases])))
            if fresh.type in inserts:
                own = columns[node]
                typed[fresh.type].append((node, fresh.gid, name, listed, days.get(node), *(own.get(c) for c in inserts[fresh.type][1])))
        self._connection.executemany(sql.NODE_INSERT, nodes)
        self._connection.executemany(sql.SEARCH_INSERT, found)
        for label, rows in typed.items():
            self._connection.executemany(inserts[label][0], rows)

    def _fresh_columns(self, touched: Touched) -> tuple[dict[int, dict[str, Stored]], dict[int, str]]:
        """The property columns of fresh nodes, and when they are settled."""
        columns: dict[int, dict[str, Stored]] = {node: {} for node in touched.fresh}
        days: dict[int, str] = {}
        stated = touched.stated
        for (subject, property_, _, _), places in touched.claims.items():
            known = self._property(touched.fresh[subject].type, property_) if property_ is not None else None
            if known is not None:
                claims = [_statement(stated, place) for place in places]
                columns[subject].update(resolved_property(known, claims))
                days[subject] = max(days.get(subject, ""), settled(claims) or "")
                self._note_beaten(known, [("", claim) for claim in claims], {})
        return columns, days

    def _relate_fresh(self, touched: Touched) -> None:
        """Relationships of slots that are new. Most have one claim, and a large load has hundreds of thousands of them."""
        rows: dict[str, list[tuple[Stored, ...]]] = defaultdict(list)
        related: dict[str, list[tuple[Slot, Statements]]] = defaultdict(list)
        stated, types = touched.stated, self._ontology.relationships
        objects, reviews, polarities = stated.object, stated.claims.review, stated.claims.polarity
        properties, days = stated.claims.properties, stated.claims.said_on
        for slot, places in touched.claims.items():
            subject, _, relationship, object_ = slot
            if relationship is None:
                continue
            place = places[0]
            if len(places) > 1 or types[relationship].mutual:
                related[relationship].append((slot, [(objects[p] if object_ is None else object_, _statement(stated, p)) for p in places]))
            elif counts(reviews[place], polarities[place]):
                own = self._own(relationship, properties[place])
                if own is not None:
                    rows[relationship].append((subject, objects[place], *own, days[place]))
        for relationship, told in rows.items():
            self._connection.executemany(sql.relationship_insert(self._ontology.relationships[relationship]), told)
        for relationship, slots in related.items():
            self._put_relationships(self._ontology.relationships[relationship], slots, touched, {})

    def _own(self, relationship: str, properties: str | None) -> tuple[Stored, ...] | None:
        """The own columns of a relationship that one claim states; None if the ontology has ceased to know a value."""
        told = relationship, properties
        known = self._known_own.get(told)
        if known is None and told not in self._known_own:
            type_ = self._ontology.relationships[relationship]
            try:
                held = own_properties(type_, json.loads(properties) if properties else {})
                known = tuple(stored(held.get(column)) for p in type_.properties for column in p.columns)
            except InvalidClaim:
                known = None
            if len(self._known_own) > _KNOWN:
                self._known_own.clear()
            self._known_own[told] = known
        return known

    def _rename(self, nodes: Iterable[int]) -> None:
        """Write name and aliases of nodes; a node without a row in its type's table gets one."""
        for node in nodes:
            gid, type_, own, every = self._names.shown(node)
            name = best_spelling(own, self._names.preferred(gid))
            aliases = sorted(set(every) - {name})
            self._connection.execute("UPDATE node SET gid = ?, type = ?, name = ?, aliases = ? WHERE id = ?", (gid, type_, name, _list(aliases), node))
            if type_ in self._ontology.nodes:
                self._connection.execute(
                    f"INSERT INTO {tables.node_table(type_)} (id, gid, name, aliases) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET gid = excluded.gid, name = excluded.name, aliases = excluded.aliases",
                    (node, gid, name, _list(aliases)),
                )
            self._connection.execute(sql.SEARCH_DELETE, (node,))
            self._connection.execute(sql.SEARCH_INSERT, (node, index_text([name, *aliases])))

    def _remove(self, nodes: Iterable[int]) -> None:
        for node in nodes:
            found = self._connection.execute("DELETE FROM node WHERE id = ? RETURNING type", (node,)).fetchone()
            if found and found[0] in self._ontology.nodes:
                self._connection.execute(f"DELETE FROM {tables.node_table(found[0])} WHERE id = ?", (node,))
            self._connection.execute(sql.SEARCH_DELETE, (node,))

    def _refresh_since(self, touched: Touched, vanished: set[int]) -> None:
        for node in touched.lost - vanished - touched.fresh.keys():
            day = self._connection.execute(sql.SINCE, (node,)).get
            self._connection.execute("UPDATE node SET since = ? WHERE id = ?", (day, node))
        earlier = [(day, node, day) for node, day in touched.since.items() if node not in touched.fresh and node not in touched.lost]
        self._connection.executemany("UPDATE node SET since = ? WHERE id = ? AND (since IS NULL OR since > ?)", earlier)

    # Slots -----------------------------------------------------------------------------------------------------------

    def _follow(self, slots: Iterable[Slot]) -> None:
        """Resolve slots anew from all claims about them."""
        about: dict[str, set[tuple[int, str]]] = defaultdict(set)
        related: dict[str, set[Slot]] = defaultdict(set)
        for slot in slots:
            subject, property_, relationship, _ = slot
            if relationship is not None:
                related[relationship].add(slot)
            elif property_ is not None:
                about[property_].add((subject, property_))
        for property_, pairs in about.items():
            for part in _chunks(sorted(pairs)):
                self._follow_property(property_, part)
        for name, found in related.items():
            for chunk in _chunks(sorted(found, key=lambda s: (s[0], s[3] or 0))):
                self._follow_relationship(self._ontology.relationships[name], chunk)

    def _follow_property(self, property_: str, pairs: Sequence[tuple[int, str]]) -> None:
        claims, kept = self._grouped(sql.PROPERTY_CLAIMS, json.dumps(pairs))
        wanted = json.dumps([subject for subject, _ in pairs])
        types = dict(self._connection.execute("SELECT id, type FROM node WHERE id IN (SELECT value FROM json_each(?))", (wanted,)))
        rows: dict[str, list[tuple[Stored, ...]]] = defaultdict(list)
        for i, (subject, _) in enumerate(pairs):
            known = self._property(types.get(subject, ""), property_)
            if known is not None:
                said = [claim for _, claim in claims[i]]
                columns = resolved_property(known, said)
                rows[types[subject]].append((settled(said), *(columns[c] for c in known.columns), subject))
                self._note_beaten(known, [("", claim) for claim in said], kept)
        for label, changed in rows.items():
            known = self._property(label, property_)
            if known is not None:
                self._connection.executemany(sql.property_update(self._ontology.nodes[label], known.columns), changed)

    def _follow_relationship(self, type_: RelationshipType, slots: Sequence[Slot]) -> None:
        pairs = json.dumps([(subject, object_) for subject, _, _, object_ in slots])
        table = tables.relationship_table(type_.name)
        if type_.to_one:
            claims, kept = self._grouped(sql.SUBJECT_CLAIMS, pairs, type_.name)
            self._connection.executemany(f"DELETE FROM {table} WHERE src = ?", [(s[0],) for s in slots])
        else:
            claims, kept = self._grouped(sql.PAIR_CLAIMS, pairs, type_.name)
            self._connection.executemany(f"DELETE FROM {table} WHERE src = ? AND dst = ?", [(s[0], s[3]) for s in slots])
        if type_.mutual:
            turned = [(object_, subject) for subject, _, _, object_ in slots]
            others, kept_of_others = self._grouped(sql.PAIR_CLAIMS, json.dumps(turned), type_.name)
            kept |= kept_of_others
            for i, told in others.items():
                claims[i] += told if turned[i][0] != turned[i][1] else []
            self._connection.executemany(f"DELETE FROM {table} WHERE src = ? AND dst = ?", turned)
        self._put_relationships(type_, [(slot, claims[i]) for i, slot in enumerate(slots)], None, kept)

    def _put_relationships(
        self, type_: RelationshipType, slots: Iterable[tuple[Slot, Statements]], touched: Touched | None, kept: Mapping[str, str | None]
    ) -> None:
        """Write what holds in each slot; its old rows are gone."""
        rows: list[tuple[Stored, ...]] = []
        columns = [c for p in type_.properties for c in p.columns]
        for (subject, _, _, object_), claims in slots:
            said = [(str(o if object_ is None else object_), claim) for o, claim in claims]
            self._note_beaten(type_, said, kept)
            for held in _resolved_relationships(type_, said):
                ends = self._oriented(subject, int(held.object), touched) if type_.mutual else (subject, int(held.object))
                rows.append((*ends, *(stored(held.properties.get(c)) for c in columns), held.since))
        self._connection.executemany(sql.relationship_insert(type_), rows)

    def _oriented(self, a: int, b: int, touched: Touched | None) -> tuple[int, int]:
        """The two nodes of a mutual relationship, that of the smaller id first."""
        fresh = touched.fresh if touched else {}
        gids = {n: fresh[n].gid for n in (a, b) if n in fresh}
        for n in {a, b} - gids.keys():
            gids[n] = self._connection.execute("SELECT gid FROM node WHERE id = ?", (n,)).get
        return (a, b) if gids[a] <= gids[b] else (b, a)

    def _note_beaten(self, about: Property | RelationshipType, claims: Sequence[tuple[str, Statement]], kept: Mapping[str, str | None]) -> None:
        """Note since when which claims of a slot are beaten, where that is not what is `kept` of them."""
        if len(claims) == 1 and not kept.get(claims[0][1].id):
            return
        self._beaten.update((claim, day) for claim, day in until(about, claims).items() if day != kept.get(claim))

    def _keep_beaten(self) -> None:
        """Keep what was noted, once the claims are there."""
        noted, self._beaten = self._beaten, {}
        self._connection.executemany(sql.BEATEN_SET, [(bytes.fromhex(claim), day) for claim, day in noted.items() if day])
        self._connection.executemany(sql.BEATEN_CLEAR, [(bytes.fromhex(claim),) for claim, day in noted.items() if not day])

    def _grouped(self, statement: str, slots: str, *more: str) -> tuple[dict[int, list[tuple[int | None, Statement]]], dict[str, str | None]]:
        """The claims of slots, by the slots' places; and by their ids the days that are kept of those that are beaten."""
        found: dict[int, list[tuple[int | None, Statement]]] = defaultdict(list)
        beaten: dict[str, str | None] = {}
        for place, object_, gid, text, value, low, high, unit, polarity, review, confidence, said_on, as_of, properties, day in self._connection.execute(
            statement, (slots, *more)
        ):
            own, id_ = json.loads(properties) if properties else {}, gid.hex()
            found[place].append((object_, Stated(id_, text, value, low, high, unit, polarity, review, confidence, said_on, as_of, own)))
            if day:
                beaten[id_] = day
        return found, beaten

    def _property(self, label: str, name: str) -> Property | None:
        return self._ontology.properties.get((label, name))


def _statement(stated: Stating, place: int) -> Stated:
    """A claim of the batch, as far as the policy looks at it."""
    c = stated.claims
    return Stated(
        c.digest[place].hex(), c.text[place], c.value[place], c.min[place], c.max[place], c.unit[place], c.polarity[place], c.review[place],
        c.confidence[place], c.said_on[place], c.as_of[place], c.own(place))  # fmt: skip


def resolved_property(property_: Property, claims: Sequence[Statement]) -> dict[str, Stored]:
    """The stored columns of a property. A value that an ontology has since ceased to know counts for nothing."""
    try:
        return {column: stored(value) for column, value in property_columns(property_, claims).items()}
    except InvalidClaim:
        return dict.fromkeys(property_.columns)


def stored(value: Scalar | list[str] | None) -> Stored:
    """A value as a column holds it: lists as JSON text."""
    return _list(value) if isinstance(value, list) else value


def _resolved_relationships(type_: RelationshipType, said: Sequence[tuple[str, Statement]]) -> list[ResolvedRelationship]:
    try:
        return relationships(type_, said)
    except InvalidClaim:
        return []


def _list(items: list[str]) -> str:
    return json.dumps(items, ensure_ascii=False, separators=(",", ":")) if items else "[]"


def _chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for i in range(0, len(items), _CHUNK):
        yield items[i : i + _CHUNK]
