"""Owns the table of settings in the README; it is made from `api.settings`, and a test holds the two together.

`python scripts/settings_table.py` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from api.settings import Limits, Settings

README = Path(__file__).parents[1] / "README.md"
PLACE = re.compile(r"(?<=<!-- settings -->\n).*?(?=<!-- /settings -->)", re.DOTALL)


def table() -> str:
    """The table in Markdown: name, default, meaning."""
    rows = [*_rows(Settings, ""), *_rows(Limits, "limits.")]
    return "| setting | default | meaning |\n|---|---|---|\n" + "".join(f"| `{name}` | {default} | {text} |\n" for name, default, text in rows)


def _rows(settings: type[BaseModel], prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in settings.model_fields.items():
        if field.annotation is not Limits:
            default = field.get_default(call_default_factory=True)
            shown = str(default).lower() if isinstance(default, bool) else str(default) if default != () else "none"
            yield prefix + name, shown, field.description or ""


if __name__ == "__main__":
    README.write_text(PLACE.sub(lambda _: table(), README.read_text(encoding="utf-8")), encoding="utf-8")
