"""Operations as files: NAME.graphql, NAME.variables.json if it has any, and NAME.data.json or NAME.error.json, the same on both stores.

Beside these a case may have NAME.plan, NAME.sql and NAME.cypher: what it is planned and compiled to. `--update-golden` writes
what is answered now (compiled texts only where the file is there already); read the difference before committing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.execution import Engine
from api.settings import Limits, Settings
from graph.cypher.read import compiled
from graph.plan import Plan
from graph.sql.read import compile_plan
from graph.store import Store, open_store
from tests.asking import normal, runner
from tests.conftest import wipe
from tests.counting import CountingStore
from tests.golden.seed import batches

HERE = Path(__file__).parent
CASES = sorted(HERE.rglob("*.graphql"))
NAMES = [str(path.relative_to(HERE).with_suffix("")) for path in CASES]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def seeded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The seed in each kind of store."""
    if request.param == "sqlite":
        address = str(tmp_path_factory.mktemp("golden") / "graph.db")
    else:
        address = request.getfixturevalue("neo4j_address")
        wipe(address)
    store = open_store(address)
    for batch in batches():
        store.write(batch)
    yield store
    store.close()


def variables(case: Path) -> dict[str, Any] | None:
    path = case.with_suffix(".variables.json")
    found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return found


def told(answer: dict[str, Any]) -> tuple[str, Any]:
    """The suffix and content of the file that the answer belongs in; of errors their codes, messages and paths."""
    if "errors" not in answer:
        return ".data.json", answer["data"]
    return ".error.json", [{"code": e["extensions"]["code"], "message": e["message"], "path": e.get("path")} for e in answer["errors"]]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_golden(case: Path, seeded: Store, request: pytest.FixtureRequest) -> None:
    counting = CountingStore(seeded)
    engine = Engine(counting, Settings(limits=Limits(depth=12, aliases=20, cost=100_000)))
    answer = json.loads(runner().run(engine.execute(case.read_text(encoding="utf-8"), variables(case))).body)
    suffix, content = told(answer)
    if request.config.getoption("--update-golden"):
        for other in (".data.json", ".error.json"):
            case.with_suffix(other).unlink(missing_ok=True)
        case.with_suffix(suffix).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert case.with_suffix(suffix).exists(), f"this is not what was expected of {case.stem}: {content}"
    expected = json.loads(case.with_suffix(suffix).read_text(encoding="utf-8"))
    assert json.dumps(normal(content), ensure_ascii=False, indent=1) == json.dumps(normal(expected), ensure_ascii=False, indent=1)
    assert len(counting.ran) <= 1, "never more than one run an operation"
    assert counting.ran or suffix == ".error.json" or case.parent.name == "introspection"


def _written(plan: Plan, suffix: str) -> str:
    if suffix == ".plan":
        return plan.explain()
    return compile_plan(plan).sql if suffix == ".sql" else compiled(plan).text


COMPILED = sorted(path for suffix in (".plan", ".sql", ".cypher") for path in HERE.rglob(f"*{suffix}"))


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: str(path.relative_to(HERE)))
def test_planned_and_compiled(path: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    case = path.with_suffix(".graphql")
    engine = Engine(open_store(str(tmp_path / "graph.db")))
    plan = engine.prepare(case.read_text(encoding="utf-8"), variables(case)).planned.plan
    engine.store.close()
    text = _written(plan, path.suffix)
    if request.config.getoption("--update-golden"):
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
