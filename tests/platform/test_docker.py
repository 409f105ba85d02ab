"""The containers' files: checked by hadolint and against the compose specification, and in step with the rest of the project."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from graph.store.neo4j_jars import VERSION

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "docker"
COMPOSE = (DOCKER / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (DOCKER / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["hadolint", "docker/Dockerfile"], ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker/compose.yaml"]])
def test_the_linters_find_nothing(command: list[str]) -> None:
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_port_is_bound_to_this_machine_alone() -> None:
    ports = re.findall(r'^\s+- "([^"]*:\d+)"$', COMPOSE, re.MULTILINE)
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_nothing_starts_with_a_password_that_was_not_chosen() -> None:
    assert COMPOSE.count("${NEO4J_PASSWORD:?") == COMPOSE.count("${NEO4J_PASSWORD") == 2
    assert re.search(r"^NEO4J_PASSWORD=$", (DOCKER / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_containers_run_the_versions_that_the_tests_run() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"ARG VERSION={version}\n" in DOCKERFILE
    assert f"image: neo4j:{VERSION}-community" in COMPOSE
    assert f"<neo4j.version>{VERSION}</neo4j.version>" in (DOCKER / "neo4j" / "pom.xml").read_text(encoding="utf-8")


def test_the_image_runs_as_no_root() -> None:
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["10001"]


def test_what_the_image_is_built_from_is_let_into_the_build() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")}
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["force-include"], "requirements.lock", "package-lock.json", "pyproject.toml"} <= let_in
