"""What is written about the program is true of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from api.cli import app
from api.schema import build_schema
from api.settings import Limits, Settings
from graph.errors import ReportgraphError
from graph.ontology import ONTOLOGY
from graph.ontology_docs import markdown
from tests.architecture.source import ROOT

DOCS = ROOT / "docs"
PROSE = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))] if path.exists())


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content and path.name not in ("package-lock.json", "requirements.lock", "requirements-dev.lock"):
            found.append((path, content.decode("utf-8", "replace")))
    return found


def test_the_ontologys_page_is_what_the_ontology_gives() -> None:
    assert (DOCS / "ontology.md").read_text(encoding="utf-8") == markdown(), "run python -m graph.ontology_docs"


def test_the_printed_schema_is_the_servers() -> None:
    assert (DOCS / "schema.graphql").read_text(encoding="utf-8").strip() == build_schema().as_str().strip(), "run reportgraph schema > docs/schema.graphql"


def test_the_printed_possible_types_are_the_servers() -> None:
    printed = (DOCS / "possibleTypes.json").read_text(encoding="utf-8")
    assert printed == build_schema().possible_types_json(), "run reportgraph schema --format possible-types > docs/possibleTypes.json"


@pytest.mark.parametrize("label", ONTOLOGY.labels)
def test_every_node_type_is_documented(label: str) -> None:
    assert f"### {label}" in (DOCS / "ontology.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    named = [command.name or (command.callback.__name__ if command.callback else "") for command in app.registered_commands]
    return named + [group.name or "" for group in app.registered_groups]


@pytest.mark.parametrize("command", _commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"reportgraph {command}" in PROSE


def _setting_rows() -> list[str]:
    limits = [(f"REPORTGRAPH_LIMITS__{name.upper()}", field) for name, field in Limits.model_fields.items()]
    own = [(f"REPORTGRAPH_{name.upper()}", field) for name, field in Settings.model_fields.items() if name != "limits"]
    return [f"| `{name}` | {json.dumps(field.default)} | {field.description} |" for name, field in own + limits]


@pytest.mark.parametrize("row", _setting_rows())
def test_every_setting_is_documented(row: str) -> None:
    assert row in (DOCS / "settings.md").read_text(encoding="utf-8").splitlines()


def _codes(error: type[ReportgraphError]) -> set[str]:
    return {error.code}.union(*(_codes(child) for child in error.__subclasses__()))


@pytest.mark.parametrize("code", sorted(_codes(ReportgraphError) | {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}))
def test_every_error_code_is_documented(code: str) -> None:
    assert code in PROSE


def test_every_link_between_documents_leads_somewhere() -> None:
    links = [(path, target) for path in tracked() if path.suffix == ".md" for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))]
    local = [(path, target) for path, target in links if "://" not in target and not target.startswith("mailto:")]
    broken = [f"{path.relative_to(ROOT)} -> {target}" for path, target in local if not (path.parent / target).exists()]
    assert not broken


def test_every_file_that_prose_names_is_there() -> None:
    named = set(re.findall(r"`((?:graph|loaders|api|tests|docs|docker|samples|benchmarks)/[\w./-]*)`", PROSE))
    assert not [name for name in sorted(named) if not (ROOT / name).exists()]


_PRIVATE = re.compile(r"(?<![\w/.])/(?:home|root|Users|work|mnt)/\w+|(?<![\w/.])/tmp/\w+|\.\./shared")


def test_no_private_path_is_told() -> None:
    own = Path(__file__)
    told = {f"{path.relative_to(ROOT)}: {found.group()}" for path, text in texts() if path != own for found in _PRIVATE.finditer(text)}
    assert not told
