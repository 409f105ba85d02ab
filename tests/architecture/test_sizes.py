"""A file fits on a few screens, a function on one."""

from __future__ import annotations

import pytest

from tests.architecture.source import Module, modules

LINES_A_MODULE = 400
LINES_A_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
EVERYTHING = modules("graph", "loaders", "api", "tests", "benchmarks")


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda module: module.name)
def test_a_module_is_short(module: Module) -> None:
    assert len(module.text.splitlines()) <= LINES_A_MODULE


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda module: module.name)
def test_a_function_is_short(module: Module) -> None:
    long = [f"{f.name}: {(f.end_lineno or 0) - f.lineno + 1}" for f in module.functions() if (f.end_lineno or 0) - f.lineno + 1 > LINES_A_FUNCTION]
    assert not long


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda module: module.name)
def test_a_module_is_named_after_what_it_owns(module: Module) -> None:
    assert not set(module.name.split(".")) & VAGUE
