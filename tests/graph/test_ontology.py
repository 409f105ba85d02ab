from __future__ import annotations

import re
from collections import Counter

import pytest

from graph.ontology import CLAIM, NODE_TYPES, ONTOLOGY, RELATIONSHIP_TYPES, Direction, Kind, NodeType, Property, RelationshipType

PROPERTIES = [(n.label, q) for n in NODE_TYPES for q in n.properties] + [(r.name, q) for r in RELATIONSHIP_TYPES for q in r.properties]


@pytest.mark.parametrize("node", NODE_TYPES, ids=lambda node: node.label)
def test_a_node_type_is_told_in_two_languages(node: NodeType) -> None:
    assert node.en
    assert re.search(r"[\u4e00-\u9fff]", node.zh)
    assert node.description.endswith(".")
    assert re.fullmatch(r"#[0-9A-F]{6}", node.colour)
    assert re.fullmatch(r"[A-Z][A-Za-z]+", node.label)
    assert node.field != node.plural


@pytest.mark.parametrize(("owner", "property_"), PROPERTIES, ids=lambda x: x.name if isinstance(x, Property) else x)
def test_a_property_is_whole(owner: str, property_: Property) -> None:
    assert re.fullmatch(r"[a-z][A-Za-z]+", property_.name), owner
    assert property_.en
    assert re.search(r"[\u4e00-\u9fff]", property_.zh)
    assert property_.description.endswith(".")
    assert bool(property_.values) == (property_.kind is Kind.ENUM)
    assert property_.better is None or property_.comparable
    assert property_.unit is None or property_.kind is Kind.QUANTITY


def test_a_quantity_has_four_columns_and_anything_else_one() -> None:
    model = ONTOLOGY.nodes["AIModel"]
    duration, modality = model.property("clipDuration"), model.property("modality")
    assert duration is not None
    assert modality is not None
    assert duration.columns == ("clipDurationMin", "clipDurationMax", "clipDurationUnit", "clipDurationText")
    assert modality.columns == ("modality",)
    assert model.property("nothing") is None


@pytest.mark.parametrize("type_", RELATIONSHIP_TYPES, ids=lambda type_: type_.name)
def test_a_relationship_type_leads_between_known_types(type_: RelationshipType) -> None:
    assert re.fullmatch(r"[A-Z_]+", type_.name)
    assert set(type_.sources) <= set(ONTOLOGY.labels)
    assert set(ONTOLOGY.targets(type_)) <= set(ONTOLOGY.labels)
    assert type_.order is None or type_.property(type_.order) is not None
    if type_.mutual:
        assert type_.sources == type_.targets
        assert not type_.reverse
        assert not type_.properties
    else:
        assert [label for back in type_.reverse for label in back.sources] == list(type_.sources)


def test_names_are_told_apart() -> None:
    for name in ("label", "field", "plural"):
        assert not [n for n, count in Counter(getattr(node, name) for node in NODE_TYPES).items() if count > 1]
    assert len({r.name for r in RELATIONSHIP_TYPES}) == len(RELATIONSHIP_TYPES)
    assert CLAIM not in ONTOLOGY.labels


@pytest.mark.parametrize("label", ONTOLOGY.labels)
def test_no_two_fields_of_a_type_share_a_name(label: str) -> None:
    taken = ["id", "name", "claims", *(q.name for q in ONTOLOGY.nodes[label].properties)]
    taken += ["aliases"] if ONTOLOGY.nodes[label].entity else ["statedClaims"]
    declared = [r.field for r in RELATIONSHIP_TYPES if label in r.sources]
    declared += [back.field for r in RELATIONSHIP_TYPES if label in ONTOLOGY.targets(r) for back in r.reverse]
    assert not [name for name, count in Counter([*taken, *declared]).items() if count > 1]
    assert set(declared) == set(ONTOLOGY.fields(label))


def test_fields_know_both_ends() -> None:
    developer, models = ONTOLOGY.fields("AIModel")["developer"], ONTOLOGY.fields("Organization")["aiModels"]
    assert (developer.direction, developer.types, developer.to_one) == (Direction.OUT, ("Organization",), True)
    assert (models.direction, models.types, models.to_one) == (Direction.IN, ("AIModel",), False)
    assert ONTOLOGY.fields("AIModel")["comparedWith"].direction is Direction.BOTH
    assert ONTOLOGY.fields("Exhibit")["report"].to_one


def test_what_all_entities_share() -> None:
    shared = ONTOLOGY.shared_fields(ONTOLOGY.entities)
    assert "mentionedIn" in shared
    assert "developer" not in shared
    assert ONTOLOGY.shared_fields(("AIModel", "Product"))["developer"].relationship.name == "DEVELOPED_BY"
    assert "Report" not in ONTOLOGY.entities
