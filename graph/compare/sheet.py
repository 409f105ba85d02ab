"""Owns a comparison as it is written down: frozen values that every format reads. It must not know any format."""

from __future__ import annotations

from dataclasses import dataclass

LEGEND = "★ ahead   ⚠ reports contradict each other   – not stated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim is printed, and what it says there."""

    report: str
    publisher: str | None
    said_on: str | None
    page: int
    quote: str

    @property
    def source(self) -> str:
        """Report, publisher, day and page, as one cites them."""
        return ", ".join(part for part in (self.report, self.publisher, self.said_on, f"p. {self.page}") if part)

    @property
    def words(self) -> str:
        """The quote on one line."""
        return " ".join(self.quote.split())


@dataclass(frozen=True, slots=True)
class Written:
    """A cell: its value, how it is shown, its marks (ahead, contradicted), the numbers of its evidence."""

    state: str
    text: str | None
    min: float | None
    max: float | None
    unit: str | None
    shown: str
    marks: str
    cited: tuple[int, ...]

    @property
    def marked(self) -> str:
        """The value with its marks."""
        return f"{self.shown} {self.marks}" if self.marks else self.shown


@dataclass(frozen=True, slots=True)
class Line:
    """One property over all nodes."""

    property: str
    label: str
    unit: str | None
    agreement: str
    agreed: str
    best: tuple[str, ...]
    cells: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A comparison; evidence number 1 is the first of `evidence`."""

    type: str
    as_of: str | None
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    evidence: tuple[Evidence, ...]

    @property
    def title(self) -> str:
        """What is compared."""
        return " · ".join(self.names) + (f" (as of {self.as_of})" if self.as_of else "")
