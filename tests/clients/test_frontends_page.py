"""The page for frontends: its code is that of the files that the clients' checks run, its commands are the program's."""

from __future__ import annotations

import json
import re
import shlex
import textwrap

from tests.api.cli import reportgraph
from tests.clients.conftest import CLIENTS

PAGE = (CLIENTS.parents[1] / "docs" / "frontends.md").read_text(encoding="utf-8")
MARKED = re.compile(r"^ *(?://|#) docs/frontends\.md: [^\n]+\n(.*?)^ *(?://|#) end$", re.MULTILINE | re.DOTALL)


def _blocks(*languages: str) -> list[str]:
    return [text for language, text in re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) if language in languages]


def _marked() -> list[str]:
    files = [path for path in CLIENTS.rglob("*.*") if path.suffix in (".mjs", ".cjs", ".js", ".ts", ".py") and "node_modules" not in path.parts]
    return [textwrap.dedent(text) for path in files for text in MARKED.findall(path.read_text(encoding="utf-8"))]


def test_its_code_is_what_is_run() -> None:
    shown, run = _blocks("js", "ts", "python"), _marked()
    assert len(run) >= 8
    assert sorted(shown) == sorted(run)


def test_its_relay_configuration_is_the_compilers() -> None:
    [shown] = _blocks("json")
    assert json.loads(shown).items() <= json.loads((CLIENTS / "relay.config.json").read_text(encoding="utf-8")).items()


def test_its_commands_print_something() -> None:
    [commands] = _blocks("sh")
    for line in commands.splitlines():
        program, *arguments = shlex.split(line.partition(" > ")[0])
        run = reportgraph(*arguments)
        assert (program, run.code, run.err) == ("reportgraph", 0, "")
        assert run.out.startswith("{") == ("--format" in arguments)


def test_every_client_that_is_installed_is_on_it_in_its_version() -> None:
    installed = json.loads((CLIENTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    told = {"relay-runtime": "Relay", "@apollo/client": "Apollo Client", "@urql/core": "urql", "@graphql-codegen/cli": "graphql-codegen"}
    for package, name in told.items():
        assert f"{name} {installed[package].partition('.')[0]}" in PAGE


def test_the_clients_lock_names_no_place_to_download_from() -> None:
    lock = (CLIENTS / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
    pinned = json.loads((CLIENTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert json.loads(lock)["packages"][""]["dependencies"] == pinned
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())
