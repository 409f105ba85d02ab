"""No change of the schema breaks clients unless it is meant: what breaks them is found, and said with what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import build_schema as from_text

from api.schema import build_schema
from scripts.released_schema import RELEASED, Changes, changes, main, promised

SERVED = build_schema().graphql
TEXT = promised(SERVED)


def test_the_served_schema_breaks_no_client(capsys: pytest.CaptureFixture[str]) -> None:
    found = changes(RELEASED.read_text(encoding="utf-8"), SERVED)
    assert not found.refusal, found.refusal
    if found.dangerous:
        with capsys.disabled():
            print(f"\n{found}")  # noqa: T201 - told whoever runs the tests


def test_what_is_promised_has_no_descriptions_and_is_all_there() -> None:
    assert '"""' not in TEXT
    assert changes(TEXT, SERVED) == changes(promised(from_text(TEXT)), SERVED)
    assert str(changes(TEXT, SERVED)) == "No change that clients need to know of."


def _changed(*replacements: tuple[str, str]) -> Changes:
    """What is found when a copy of the served schema is changed in these places."""
    text = TEXT
    for old, new in replacements:
        text, count = re.subn(old, new, text, count=1)
        assert count == 1, old
    return changes(TEXT, from_text(text, assume_valid=True))


BREAKS = (
    (r"\n  clipDuration: Quantity\n", "\n", "Field AIModel.clipDuration was removed."),
    (r"(type Quantity \{\n  min: )Float", r"\1Int", "Field Quantity.min changed type from Float to Int."),
    (r"(type PageInfo \{\n  hasNextPage: Boolean)!", r"\1", "Field PageInfo.hasNextPage changed type from Boolean! to Boolean."),
    (r"  node\(id: ID!\)", "  node(id: ID!, day: Date!)", "A required argument Query.node(day:) was added."),
    (r"(input AIModelWhere \{\n)", r"\1  weight: Int!\n", "A required field AIModelWhere.weight was added."),
    (r"\n  VIDEO\n", "\n", "Enum value AIModelModality.VIDEO was removed."),
    (r"type AIModel implements Node & Named & Entity", "type AIModel implements Node & Named", "AIModel no longer implements interface Entity."),
)


def test_what_breaks_clients_is_found_and_said_with_what_to_do() -> None:
    found = _changed(*((old, new) for old, new, _ in BREAKS))
    assert set(found.breaking) == {told for _, _, told in BREAKS}
    assert all(told in found.refusal for _, _, told in BREAKS)
    assert "next major version" in found.refusal
    assert "python -m scripts.released_schema --write" in found.refusal


def test_what_is_added_is_no_break_and_what_may_surprise_is_told() -> None:
    field = _changed((r"(type AIModel implements [^{]+\{\n)", r"\1  weight: Int\n"))
    assert (field.breaking, field.dangerous, field.refusal) == ((), (), "")
    others = _changed((r"  node\(id: ID!\)", "  node(id: ID!, day: Date)"), (r"\n  VIDEO\n", "\n  VIDEO\n  SMELL\n"))
    assert (others.breaking, len(others.dangerous), others.refusal) == ((), 2, "")
    assert "may surprise clients" in str(others)


def test_the_command_lists_changes_and_writes_the_promise_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "released.graphql"
    path.write_text(TEXT.replace("type PageInfo {", "type PageInfo {\n  pages: Int"), encoding="utf-8")
    main([], path)
    assert "breaks clients: Field PageInfo.pages was removed" in capsys.readouterr().out
    main(["--write"], path)
    assert path.read_text(encoding="utf-8").split("\n", 1)[1] == TEXT
