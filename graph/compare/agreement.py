"""Owns when two values can be true together, when two are close, and what several that agree say together.

There is one `Values` for each kind of value; all are pure. It must not know cells, rows or which claim is preferred.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from graph.compare.facts import Fact
from graph.ontology import Kind
from graph.units import format_interval
from graph.values import Qualifier, name_key

CLOSE = 0.1  # two figures within a tenth of the greater one are similar
MONTH = 7  # characters of a PartialDate that hold year and month
DIMENSIONLESS = "1"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows of facts that agree: the text, and the bounds of a figure."""

    text: str
    min: float | None = None
    max: float | None = None
    unit: str | None = None


class Values(ABC):
    """How values of one kind are held against each other."""

    @abstractmethod
    def agree(self, a: Fact, b: Fact) -> bool:
        """Whether both can be true."""

    @abstractmethod
    def show(self, facts: Sequence[Fact]) -> Shown:
        """What facts say together of which each two agree; the preferred one comes first."""

    def same(self, a: Shown, b: Shown) -> bool:
        """Whether two cells show the same."""
        return self.key(a) == self.key(b)

    def similar(self, a: Shown, b: Shown) -> bool:
        """Whether two cells show nearly the same."""
        return self.same(a, b)

    def key(self, shown: Shown) -> object:
        """What has to be equal in cells that show the same."""
        return name_key(shown.text)


def canonical(fact: Fact) -> str:
    """The value that a claim states, as text."""
    stated = fact.value if fact.value is not None else fact.text
    return stated or ""


class Texts(Values):
    """Free text: two spellings of one text agree."""

    def agree(self, a: Fact, b: Fact) -> bool:
        """Equal when width, case, script, spaces and punctuation are folded."""
        return name_key(canonical(a)) == name_key(canonical(b))

    def show(self, facts: Sequence[Fact]) -> Shown:
        """The preferred spelling."""
        return Shown(canonical(facts[0]))


class Exactly(Texts):
    """Enums, booleans and addresses: equal or not."""

    def agree(self, a: Fact, b: Fact) -> bool:
        """Equal as text, but for case."""
        return canonical(a).casefold() == canonical(b).casefold()

    def key(self, shown: Shown) -> object:
        """The text, but for case."""
        return shown.text.casefold()


class Many(Exactly):
    """Properties that hold a list: what one claim adds never contradicts another."""

    def agree(self, a: Fact, b: Fact) -> bool:  # noqa: ARG002 - the rule has no exceptions
        """Always."""
        return True

    def show(self, facts: Sequence[Fact]) -> Shown:
        """All of them, sorted."""
        return Shown(", ".join(sorted({canonical(fact) for fact in facts})))


class Objects(Values):
    """Nodes at the far end of a to-one relationship: the same node under any of its names."""

    def agree(self, a: Fact, b: Fact) -> bool:
        """The same node; the same name where an id is not given."""
        if a.object and b.object:
            return a.object == b.object
        return name_key(a.object_name or "") == name_key(b.object_name or "")

    def show(self, facts: Sequence[Fact]) -> Shown:
        """The node's name."""
        return Shown(facts[0].object_name or canonical(facts[0]))


class Dates(Values):
    """PartialDates: 2024-02 and 2024-02-16 can both be true."""

    def agree(self, a: Fact, b: Fact) -> bool:
        """One begins with the other."""
        short, long = sorted((canonical(a), canonical(b)), key=len)
        return long.startswith(short)

    def show(self, facts: Sequence[Fact]) -> Shown:
        """The most precise."""
        return Shown(max((canonical(fact) for fact in facts), key=len))

    def key(self, shown: Shown) -> object:
        """The date."""
        return shown.text

    def similar(self, a: Shown, b: Shown) -> bool:
        """The same month, as far as it is known."""
        short, long = sorted((a.text[:MONTH], b.text[:MONTH]), key=len)
        return long.startswith(short)


class Numbers(Values):
    """Plain numbers without a unit."""

    def agree(self, a: Fact, b: Fact) -> bool:
        """Equal as numbers."""
        return _number(canonical(a)) == _number(canonical(b))

    def show(self, facts: Sequence[Fact]) -> Shown:
        """The number, which is both its bounds."""
        number = _number(canonical(facts[0]))
        return Shown(format_interval(number, number, None), number, number)

    def key(self, shown: Shown) -> object:
        """The number."""
        return shown.max

    def similar(self, a: Shown, b: Shown) -> bool:
        """Within a tenth of the greater."""
        return close(a.max, b.max)


class Quantities(Values):
    """Figures with bounds and a unit. A bound that is missing was not said, and a single figure names one of the ends:
    "up to 60 s" agrees with "4 to 60 s" and with "60 s", not with "30 s" or "up to 30 s"."""

    def agree(self, a: Fact, b: Fact) -> bool:
        """The same unit, and bounds that do not contradict each other; never is a unit converted."""
        if a.unit != b.unit:
            return False
        if _about(a) or _about(b):
            return _bounds_close(a, b)
        if _is_point(a) != _is_point(b):
            point, interval = (a, b) if _is_point(a) else (b, a)
            return point.max in (interval.min, interval.max)
        return _bounds_equal(a, b)

    def show(self, facts: Sequence[Fact]) -> Shown:
        """The bounds that the intervals among them know; single points and rough figures count only where there is nothing better."""
        sharp = [fact for fact in facts if not _about(fact)] or facts[:1]
        wide = [fact for fact in sharp if not _is_point(fact)] or sharp
        low = next((fact.min for fact in wide if fact.min is not None), None)
        high = next((fact.max for fact in wide if fact.max is not None), None)
        unit = facts[0].unit
        text = format_interval(low, high, None if unit == DIMENSIONLESS else unit)
        return Shown(f"≈ {text}" if _about(sharp[0]) else text, low, high, unit)

    def key(self, shown: Shown) -> object:
        """Bounds and unit."""
        return shown.min, shown.max, shown.unit

    def similar(self, a: Shown, b: Shown) -> bool:
        """The same unit, and each bound that both know within a tenth."""
        both = [(x, y) for x, y in ((a.min, b.min), (a.max, b.max)) if x is not None and y is not None]
        return a.unit == b.unit and bool(both) and all(close(x, y) for x, y in both)


def _about(fact: Fact) -> bool:
    return fact.qualifier == Qualifier.ABOUT


def _is_point(fact: Fact) -> bool:
    return fact.min is not None and fact.min == fact.max


def _bounds_equal(a: Fact, b: Fact) -> bool:
    if None not in (a.min, b.min) and a.min != b.min:
        return False
    if None not in (a.max, b.max) and a.max != b.max:
        return False
    return _in_order(a, b) and _in_order(b, a)


def _in_order(a: Fact, b: Fact) -> bool:
    return a.min is None or b.max is None or a.min <= b.max


def _bounds_close(a: Fact, b: Fact) -> bool:
    both = [(x, y) for x, y in ((a.min, b.min), (a.max, b.max)) if x is not None and y is not None]
    return all(close(x, y) for x, y in both)


def close(a: float | None, b: float | None) -> bool:
    """Whether two figures are within a tenth of the greater."""
    return a is not None and b is not None and abs(a - b) <= CLOSE * max(abs(a), abs(b))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_BY_KIND: dict[Kind, Values] = {
    Kind.TEXT: Texts(), Kind.ENUM: Exactly(), Kind.BOOLEAN: Exactly(), Kind.URL: Exactly(),
    Kind.INTEGER: Numbers(), Kind.FLOAT: Numbers(), Kind.DATE: Dates(), Kind.QUANTITY: Quantities(),
}  # fmt: skip
OBJECTS = Objects()
MANY = Many()


def values_of(kind: Kind, *, many: bool = False) -> Values:
    """How values of a kind are held against each other."""
    return MANY if many else _BY_KIND[kind]
