"""A file fits on a few screens, a function on one."""

from __future__ import annotations

from tests.architecture.source import modules

LINES_A_MODULE = 400
LINES_A_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
EVERYTHING = modules("graph", "loaders", "api", "tests", "benchmarks")


def test_a_module_is_short() -> None:
    lines = {module.name: len(module.text.splitlines()) for module in EVERYTHING}
    assert not {name: count for name, count in lines.items() if count > LINES_A_MODULE}


def test_a_function_is_short() -> None:
    lines = {f"{m.name}.{f.name}": (f.end_lineno or 0) - f.lineno + 1 for m in EVERYTHING for f in m.functions()}
    assert not {name: count for name, count in lines.items() if count > LINES_A_FUNCTION}


def test_a_module_is_named_after_what_it_owns() -> None:
    assert not [module.name for module in EVERYTHING if set(module.name.split(".")) & VAGUE]
