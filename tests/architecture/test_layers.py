"""Imports point one way, and what belongs to one room is imported there alone."""

from __future__ import annotations

from tests.architecture.source import Module, modules

MAY_USE = {"graph": {"graph"}, "loaders": {"graph", "loaders"}, "api": {"graph", "loaders", "api"}}
ONLY_IN = {
    "neo4j": ("graph.store.neo4j",),
    "apsw": ("graph.store.sqlite",),
    "networkx": ("graph.algorithms", "graph.export"),
    "strawberry": ("api",),
    "graphql": ("api",),
    "starlette": ("api",),
    "typer": ("api",),
    "uvicorn": ("api",),
    "lxml": ("loaders",),
    "pypdfium2": ("loaders",),
    "ahocorasick": ("loaders",),
}
PURE = (
    "graph.values",
    "graph.units",
    "graph.ontology",
    "graph.claim",
    "graph.identity",
    "graph.views",
    "graph.plan",
    "graph.sql",
    "graph.cypher",
    "graph.compare",
)


def _packages(module: Module) -> set[str]:
    return {name.partition(".")[0] for name in module.imports()}


def test_arrows_point_one_way() -> None:
    for module in modules():
        used = _packages(module) & {*MAY_USE, "tests", "benchmarks"}
        allowed = MAY_USE[module.name.partition(".")[0]]
        assert used <= allowed, f"{module.name} must not import {used - allowed}"


def test_each_library_stays_in_its_room() -> None:
    for module in modules():
        for name in _packages(module) & ONLY_IN.keys():
            assert module.name.startswith(ONLY_IN[name]), f"{module.name} imports {name}, which belongs in {' or '.join(ONLY_IN[name])}"


def test_pure_modules_know_no_store() -> None:
    for module in modules("graph"):
        stores = {name for name in module.imports() if name.startswith("graph.store") and module.name.startswith(PURE)}
        assert stores <= {"graph.store.base"}, f"{module.name} must not import {stores}"


def test_the_stores_know_nothing_of_each_other() -> None:
    for module in modules("graph/store"):
        imported = " ".join(module.imports())
        if ".sqlite" in module.name:
            assert "graph.store.neo4j" not in imported
            assert "graph.cypher" not in imported
        if ".neo4j" in module.name:
            assert "graph.store.sqlite" not in imported
            assert "graph.sql" not in imported


def test_nothing_above_the_stores_asks_which_one_it_is() -> None:
    for module in modules("loaders", "api"):
        named = {name for name in module.imports() if name.startswith(("graph.store.sqlite", "graph.store.neo4j", "graph.sql", "graph.cypher"))}
        assert named <= {"graph.store.neo4j_server", "graph.store.neo4j_jars", "graph.store.neo4j_browser"}, f"{module.name} imports {named}"
