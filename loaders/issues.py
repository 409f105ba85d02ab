"""Owns issues: what a load found wrong with its input, as data. It must not raise and must not decide what follows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a document that could not be used: where, and why. Offsets are of the raw text; `line` counts from 1."""

    document: str
    reason: str
    start: int | None = None
    end: int | None = None
    line: int | None = None

    def to_json(self) -> dict[str, str | int | None]:
        """The issue as a JSON object."""
        return {"document": self.document, "reason": self.reason, "start": self.start, "end": self.end, "line": self.line}
