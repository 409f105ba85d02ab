"""Owns how the graph looks in Neo4j Browser: a GraSS style sheet made from the ontology. It must not hold a colour or a name of its own
for anything that the ontology has.

`python -m graph.browser_style` writes `docker/neo4j/style.grass`; a test holds the two together. A Neo4j that Reportgraph starts itself
gives the same style to Browser when somebody connects.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from graph.cypher.names import HAS_PAGE, NAMES, then
from graph.ontology import CLAIM, ONTOLOGY, Ontology
from graph.plan import ABOUT, POINTS_TO, STATED_IN

PLACE = Path(__file__).parents[1] / "docker" / "neo4j" / "style.grass"
GREY = "#B8BEC7"
PALE = "#D9DDE3"
CAPTIONS = {CLAIM: "{quote}", "Name": "{key}", "Document": "{name}", "Page": "{number}", "Judgement": "{verdict}", "Graph": "{format}"}
DIAMETERS = {"Report": 80, "AIModel": 65, "Organization": 65}
RELATIONSHIP = {
    "color": "#A5ABB6", "shaft-width": "1px", "font-size": "8px", "padding": "3px", "text-color-external": "#3B4250",
    "text-color-internal": "#FFFFFF", "caption": "<type>",
}  # fmt: skip
PROOF = (ABOUT, POINTS_TO, STATED_IN, NAMES, HAS_PAGE)


def rules(ontology: Ontology = ONTOLOGY) -> dict[str, dict[str, str]]:
    """Properties by selector: nodes by type in the ontology's colours with their names, what proves them small and grey, what was pale."""
    made = {"node": {**_fill(GREY), **_size(50), "border-width": "2px"}, "relationship": RELATIONSHIP}
    for node in ontology.node_types:
        made[f"node.{node.label}"] = {**_fill(node.colour), **_size(DIAMETERS.get(node.label, 50)), "caption": "{name}"}
    for label, caption in CAPTIONS.items():
        made[f"node.{label}"] = {**_fill(GREY), **_size(25), "caption": caption}
    for type_ in (*PROOF, *(then(r.name) for r in ontology.relationship_types)):
        made[f"relationship.{type_}"] = {"color": PALE, "text-color-external": GREY, "caption": "<type>"}
    return made


def style(ontology: Ontology = ONTOLOGY) -> str:
    """The style sheet as a file that Browser takes."""
    return "\n".join(_rule(selector, properties) for selector, properties in rules(ontology).items())


def command(ontology: Ontology = ONTOLOGY) -> str:
    """The Browser command that sets the style, in one line and without the `;` at which Browser parts commands."""
    return f"style {json.dumps(rules(ontology))}"


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = (f'  {name}: "{value}";\n' if name == "caption" else f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{''.join(lines)}}}\n"


def _fill(colour: str) -> dict[str, str]:
    return {"color": colour, "border-color": _darker(colour), "text-color-internal": _ink(colour)}


def _size(diameter: int) -> dict[str, str]:
    return {"diameter": f"{diameter}px", "font-size": "10px" if diameter >= 50 else "8px"}


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
