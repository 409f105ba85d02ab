"""Neo4j Browser: the style agrees with the ontology, every saved query runs on a real server and answers from a loaded graph."""

from __future__ import annotations

import dataclasses
import json

from graph.browser_style import PLACE, command, rules, style
from graph.cypher.names import OWN_LABELS
from graph.ontology import CLAIM, ONTOLOGY, NodeType

QUERIES = sorted((PLACE.parent / "queries").glob("*.cypher"))


def test_the_style_in_the_repository_is_the_one_that_the_ontology_gives() -> None:
    assert PLACE.read_text(encoding="utf-8") == style(), "run `python -m graph.browser_style`"


def test_every_label_has_a_caption_and_what_proves_is_smaller_than_what_is_known() -> None:
    made = rules()
    assert {f"node.{label}" for label in (*ONTOLOGY.labels, CLAIM, *OWN_LABELS)} <= set(made)
    assert all("caption" in properties for selector, properties in made.items() if selector.startswith("node."))
    assert made["node.Claim"]["diameter"] == "25px"
    assert made["node.AIModel"]["diameter"] == "65px"


def test_the_command_that_sets_the_style_is_one_that_browser_does_not_part() -> None:
    verb, _, given = command().partition(" ")
    assert verb == "style"
    assert json.loads(given) == rules()
    assert ";" not in given
    assert "\n" not in given


def test_a_new_node_type_gets_its_colour() -> None:
    added = NodeType("Patent", "patent", "patents", "patent", "专利", "A patent.", "#123456")
    wider = dataclasses.replace(ONTOLOGY, node_types=(*ONTOLOGY.node_types, added))
    assert "node.Patent {\n  color: #123456;" in style(wider)


def test_each_saved_query_says_in_its_first_line_what_it_answers() -> None:
    titles = [query.read_text(encoding="utf-8").partition("\n")[0] for query in QUERIES]
    assert len(titles) >= 12
    assert all(title.startswith("// ") and len(title) > 20 for title in titles)
    assert len(set(titles)) == len(titles)
