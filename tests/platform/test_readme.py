"""The README and its neighbours: what they name is there, what they show is valid, what is made from the code is up to date."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.cli import app
from api.execution import Engine
from api.settings import Limits, Settings
from graph.store import Store
from loaders.pipeline import load
from tests.asking import runner
from tests.platform.test_queries_page import SAMPLES, found

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "docker/README.md", "docker/neo4j/README.md", "docs/decisions/README.md")]
README = PAGES[0].read_text(encoding="utf-8")
MAKE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_a_page_names_is_there(page: Path) -> None:
    named = set(re.findall(r"(?<![\w-])make ([a-z-]+)(?=`|\s+#)", page.read_text(encoding="utf-8")))
    assert named <= set(re.findall(r"^([a-z-]+):", MAKE, re.MULTILINE))


def test_each_query_answers_something_over_the_samples(sqlite_store: Store) -> None:
    queries = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)
    assert len(queries) == 3
    load(SAMPLES, sqlite_store)
    engine = Engine(sqlite_store)
    for query in queries:
        told = json.loads(runner().run(engine.execute(query)).body)
        assert "errors" not in told
        assert all(found(root) for root in told["data"].values())


def test_every_command_is_in_the_readme() -> None:
    commands = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    commands |= {str(group.name) for group in app.registered_groups}
    assert {"load", "extract", "serve", "neo4j"} <= commands
    assert {command for command in commands if f"reportgraph {command}" not in README} == set()


def test_every_setting_that_the_readme_names_is_one() -> None:
    named = set(re.findall(r"REPORTGRAPH_([A-Z_]+)", README)) - {"CACHE"}
    known = {field.upper() for field in Settings.model_fields} | {f"LIMITS__{field.upper()}" for field in Limits.model_fields}
    assert named
    assert named <= known
