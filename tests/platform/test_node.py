"""Node for what tests and the explorer need: any machine's that is new enough, else pip's; packages are installed once for a lock."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.node import Node, find_node


def test_a_node_that_is_too_old_is_not_taken() -> None:
    node = find_node((99, 0))  # no machine has it
    assert Path(node.program).parent == Path(sys.executable).parent
    told = subprocess.run([node.program, "--version"], env=node.environment, capture_output=True, text=True, check=True).stdout
    assert re.match(r"v\d+\.", told)


def test_npm_finds_the_same_node() -> None:
    node = find_node()
    asked = 'process.stdout.write(process.execPath + "\\n" + process.version)'
    own = subprocess.run([node.program, "-e", asked], env=node.environment, capture_output=True, text=True, check=True).stdout
    found = subprocess.run(["node", "-e", asked], env=node.environment, capture_output=True, text=True, check=True).stdout
    assert own == found


def test_packages_are_installed_once_for_a_lock(tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text(f"#!{sys.executable}\nimport pathlib\npathlib.Path('node_modules').mkdir(exist_ok=True)\nprint('installed')\n", encoding="utf-8")
    npm.chmod(0o755)
    node, counted = Node("node", str(npm), {}), tmp_path / "node_modules" / ".lock-sha256"
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    node.install(tmp_path)
    first = counted.read_text(encoding="ascii")
    Node("node", "/no/such/npm", {}).install(tmp_path)
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    node.install(tmp_path)
    assert counted.read_text(encoding="ascii") != first


def test_it_says_so_where_npm_cannot(tmp_path: Path) -> None:
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"package-lock\.json"):
        Node("node", "false", {"PATH": "/usr/bin:/bin"}).install(tmp_path)
