"""What is installed: the wheel holds all that runs, the locks name no place, the explorer's files are the ones its page expects."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from scripts.vendor import VENDOR, assets

ROOT = Path(__file__).parents[2]
LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]


def test_the_wheel_holds_code_data_and_explorer(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {str(path.relative_to(ROOT)) for package in ("graph", "loaders", "api") for path in (ROOT / package).rglob("*.py")}
    wanted |= {str(path.relative_to(ROOT)) for path in (ROOT / "loaders" / "data").rglob("*.toml")}
    wanted |= {f"api/static/vendor/{asset.path}" for asset in assets()}
    assert wanted - held == set()
    assert "graph/store/neo4j_pom.xml" in held
    assert not [name for name in held if name.startswith(("tests/", "docker/", "samples/"))]


def test_the_explorers_files_are_those_that_its_page_expects() -> None:
    wanted = assets()
    assert len(wanted) == 7
    assert [asset.path for asset in wanted if not asset.is_at(VENDOR / asset.path)] == [], "run `make assets`"


def test_package_json_pins_the_versions_that_the_page_asks_for() -> None:
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {asset.package: asset.path.removeprefix(f"{asset.package}@").partition("/")[0] for asset in assets()} == pinned


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_hashes_for_every_package_and_names_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z])", text.partition("make lock\n")[2])
    assert len(packages) > 30
    assert [package.partition("==")[0] for package in packages if "--hash=sha256:" not in package] == []
    assert not re.search(r"https?://|--index|--find-links", text)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime, development = (set(re.findall(r"^([a-z0-9.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS)
    assert {name(requirement) for requirement in project["dependencies"]} <= runtime
    assert {name(requirement) for extra in project["optional-dependencies"].values() for requirement in extra} <= development
    assert runtime <= development


def name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found[0].lower()


def test_npms_lock_names_no_place_to_download_from() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
