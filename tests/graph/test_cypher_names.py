"""What Neo4j is told of the ontology: identifiers, constraints and indexes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.cypher.names import FULL_TEXT, ends, escape, fingerprint, indexed_columns, labels, schema, schema_fingerprint
from graph.ontology import ONTOLOGY, Direction, Kind, NodeType, Ontology, Property
from graph.plan import ABOUT, STATED_IN, Hop, leads_to_one

DRUG = NodeType("Drug`", "drug", "drugs", "drug", "药品", "A medicine.", "#123456", (
    Property("dose", Kind.QUANTITY, "dose", "剂量", "How much one takes.", unit="mg"),
    Property("approvedOn", Kind.DATE, "approved on", "批准日期", "When it was approved."),
    Property("leaflet", Kind.URL, "leaflet", "说明书", "Where it is described."),
    Property("routes", Kind.ENUM, "routes", "途径", "How it is taken.", values=("ORAL",), many=True),
))  # fmt: skip
WIDER = Ontology((*ONTOLOGY.node_types, DRUG), ONTOLOGY.relationship_types)


@pytest.mark.parametrize("name", ["Report", "a b", "a`b", "``", "`}) DETACH DELETE n //"])
def test_an_escaped_name_holds_no_backtick_that_ends_it(name: str) -> None:
    inside = escape(name)[1:-1]
    assert inside.replace("``", "").count("`") == 0
    assert inside.replace("``", "`") == name


def test_labels_are_joined_as_alternatives() -> None:
    assert labels(("Report", "Drug`")) == "`Report`|`Drug```"


def test_every_node_type_has_a_unique_id_and_an_index_for_its_order() -> None:
    made = schema()
    for label in (*ONTOLOGY.labels, "Claim"):
        assert made[f"reportgraph_{label}_id"].endswith("REQUIRE n.`id` IS UNIQUE")
    for label in ONTOLOGY.labels:
        assert made[f"reportgraph_{label}_name_index"].endswith(f"FOR (n:`{label}`) ON (n.`name`)")
    assert all("IF NOT EXISTS" in text for text in made.values())


def test_a_new_node_type_brings_its_constraint_and_indexes() -> None:
    new = {name: text for name, text in schema(WIDER).items() if name not in schema()}
    assert set(new) == {"reportgraph_Drug`_id", *(f"reportgraph_Drug`_{c}_index" for c in ("name", "doseMin", "doseMax", "approvedOn"))}
    assert all("`Drug```" in text for text in new.values())
    assert "`Drug```" in schema(WIDER)[FULL_TEXT]
    assert indexed_columns(DRUG) == ("doseMin", "doseMax", "approvedOn")


def test_the_fingerprint_tells_one_ontology_from_another() -> None:
    assert fingerprint() == fingerprint(Ontology(ONTOLOGY.node_types, ONTOLOGY.relationship_types))
    assert fingerprint(WIDER) != fingerprint()
    turned = tuple(replace(r, to_one=not r.to_one) for r in ONTOLOGY.relationship_types)
    assert fingerprint(Ontology(ONTOLOGY.node_types, turned)) != fingerprint()
    assert schema_fingerprint(WIDER) != schema_fingerprint()
    assert schema_fingerprint(Ontology(ONTOLOGY.node_types, turned)) == schema_fingerprint()


def test_what_can_be_at_the_far_end_of_a_hop() -> None:
    assert ends(Hop("DEVELOPED_BY", Direction.IN, ("AIModel",))) == {"AIModel", "Product"}
    assert ends(Hop("MENTIONS", Direction.OUT, ("AIModel",))) == set(ONTOLOGY.entities)
    assert ends(Hop(ABOUT, Direction.IN, ("Claim",))) == {"Claim"}
    assert ends(Hop(STATED_IN, Direction.OUT, ("Report",))) == {"Report"}
    assert ends(Hop(ABOUT, Direction.OUT, ("Report",))) == set(ONTOLOGY.labels)


def test_only_a_resolved_to_one_relationship_leads_to_one_node() -> None:
    assert leads_to_one(Hop("DEVELOPED_BY", Direction.OUT, ("Organization",)))
    assert leads_to_one(Hop(STATED_IN, Direction.OUT, ("Report",)))
    assert not leads_to_one(Hop("DEVELOPED_BY", Direction.IN, ("AIModel",)))
    assert not leads_to_one(Hop("HAS_EXHIBIT", Direction.IN, ("Report",))), "a reverse to-one is a promise of the reports, not of the store"
    assert not leads_to_one(Hop("MENTIONS", Direction.OUT, ("AIModel",)))
