"""Owns how the graph looks in Neo4j Browser: a GraSS style sheet made from the ontology. It must not hold a colour or a name of its own
for anything that the ontology has.

`python -m graph.browser_style` writes `docker/neo4j/style.grass`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.cypher.names import HAS_PAGE, NAMES
from graph.ontology import CLAIM, ONTOLOGY, Ontology
from graph.plan import ABOUT, POINTS_TO, STATED_IN

PLACE = Path(__file__).parents[1] / "docker" / "neo4j" / "style.grass"
GREY = "#B8BEC7"
PALE = "#D9DDE3"
CAPTIONS = {CLAIM: "{quote}", "Name": "{key}", "Document": "{name}", "Page": "{number}", "Judgement": "{verdict}", "Graph": "{format}"}
DIAMETERS = {"Report": 80, "AIModel": 65, "Organization": 65}
RELATIONSHIP = {
    "color": "#A5ABB6", "shaft-width": "1px", "font-size": "8px", "padding": "3px", "text-color-external": "#3B4250",
    "text-color-internal": "#FFFFFF", "caption": '"<type>"',
}  # fmt: skip
PROOF = (ABOUT, POINTS_TO, STATED_IN, NAMES, HAS_PAGE)


def style(ontology: Ontology = ONTOLOGY) -> str:
    """The style sheet: nodes by type in the ontology's colours with their names, what proves them small and grey."""
    rules = [_rule("node", {**_fill(GREY), **_size(50), "border-width": "2px"}), _rule("relationship", RELATIONSHIP)]
    rules += [_node(node.label, node.colour, DIAMETERS.get(node.label, 50), "{name}") for node in ontology.node_types]
    rules += [_node(label, GREY, 25, caption) for label, caption in CAPTIONS.items()]
    rules += [_rule(f"relationship.{type_}", {"color": PALE, "text-color-external": GREY}) for type_ in PROOF]
    return "\n".join(rules)


def _node(label: str, colour: str, diameter: int, caption: str) -> str:
    return _rule(f"node.{label}", {**_fill(colour), **_size(diameter), "caption": f'"{caption}"'})


def _fill(colour: str) -> dict[str, str]:
    return {"color": colour, "border-color": _darker(colour), "text-color-internal": _ink(colour)}


def _size(diameter: int) -> dict[str, str]:
    return {"diameter": f"{diameter}px", "font-size": "10px" if diameter >= 50 else "8px"}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _darker(colour: str) -> str:
    return "#" + "".join(f"{channel * 4 // 5:02X}" for channel in _channels(colour))


def _ink(colour: str) -> str:
    """Black or white, whichever is read more easily on the colour."""
    red, green, blue = _channels(colour)
    return "#1B1F27" if 0.299 * red + 0.587 * green + 0.114 * blue > 150 else "#FFFFFF"


if __name__ == "__main__":
    PLACE.write_text(style(), encoding="utf-8")
