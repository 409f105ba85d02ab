"""Owns what tables state: of models (developer, date, figures, plans), and of pricing plans. Finding tables is `grids`' business.

A dash, an empty cell and a cell that is cut off state nothing; "不支持" or "none" state that there is none.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from graph.claim import Claim
from graph.values import NodeRef, Qualifier
from loaders.extractors import Context, Mention
from loaders.extractors.cells import DASH, NONE_SAID, cell_figure, default_figure, is_slug, subject_of
from loaders.extractors.columns import Column, Slot, column
from loaders.extractors.dates import dates, loose_date
from loaders.extractors.factboxes import owner
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.grids import Grid, grids
from loaders.extractors.names import of_type
from loaders.extractors.plans import Plan, plan_of_row, plans_in
from loaders.extractors.prose import prose
from loaders.extractors.quantities import Figure
from loaders.extractors.releases import releases, says_more, told_dates
from loaders.extractors.sellers import as_product, seller_at
from loaders.extractors.sentences import within
from loaders.extractors.statements import Statements, distinct
from loaders.extractors.subscriptions import plan_claims
from loaders.extractors.tiers import is_tier
from loaders.healing import Healed
from loaders.issues import Issue
from loaders.patterns import any_script

METHOD = "tables/1"

Range = tuple[int, int]
Told = dict[NodeRef, set[str]]
_FIGURES = {
    Slot.CLIP: "clipDuration",
    Slot.FRAME_RATE: "frameRate",
    Slot.RESOLUTION: "resolution",
    Slot.CONTEXT: "contextWindow",
    Slot.PARAMETERS: "parameters",
}
_MOST_COMPARED = 10
_ALSO = re.compile(r"\s?[/、,&和与+]\s?")
_LONGEST_PLAN = 30
_LISTED = re.compile(r"[^、,/&和与]+(?:\s?[、,/&和与]\s?[^、,/&和与]+)+")
_COVERED = re.compile(any_script(r"本?公司|本集团|自研|the company|in-house"), re.IGNORECASE)  # the company that the report covers: no name
_ABOUT_MODELS = re.compile(r"模型|AI视频|文生|图生|生成式|\bmodels?\b", re.IGNORECASE)
_OF_VIDEO_MODELS = frozenset({Slot.CLIP, Slot.FRAME_RATE})  # what has both is one
_PART = re.compile(r"[^;;\n]+")  # of a value
_LATEST = re.compile(r"Latest|Stable|Current|最新|当前", re.IGNORECASE)
_VIDEO = re.compile(r"文生视频|视频生成|图生视频|AI视频|video (?:generation )?models?|text[- ]to[- ]video", re.IGNORECASE)


def tables(healed: Healed, context: Context) -> Iterator[Claim]:
    """The claims of every table of the report."""
    named = {m.node for m in context.mentions}
    told = told_dates((r.thing.node, r.date) for r in releases(prose(healed.text), context))
    for grid in grids(prose(healed.text), context):
        reader = _Reader(healed, context, grid, named, told)
        claims = list(distinct(reader.claims()))
        if claims:
            context.used.append((grid.start, grid.end))
            reader.report_doubts()
        yield from claims


def lineup(text: str, context: Context) -> list[NodeRef]:
    """The models of the first table that lists some: what is said of "clips" in general is said of them."""
    for grid in grids(text, context):
        models = [node for row in grid.rows for node in [_row_model(text, context, grid, row)] if node]
        if len(models) >= 2:
            return list(dict.fromkeys(models))
    return []


def table_dates(text: str, context: Context) -> list[tuple[NodeRef, str]]:
    """(model, date) of every release date that a table gives."""
    found = []
    for grid in grids(text, context):
        for row in grid.rows:
            model = _row_model(text, context, grid, row)
            cells = [cell for c, cell in zip(grid.columns, row, strict=False) if cell and c.slot is Slot.RELEASED]
            found += [(model, value) for a, b in cells if model for value in [loose_date(text[a:b], context.published_on)] if value]
    return found


def _row_model(text: str, context: Context, grid: Grid, row: Sequence[Range | None]) -> NodeRef | None:
    """The model that a row is about, if its table is one of models."""
    slots = [c.slot for c in grid.columns]
    if Slot.PLAN in slots:
        return None
    naming = [(c, cell) for slot in (Slot.MODEL, Slot.PRODUCT) for c, cell in zip(grid.columns, row, strict=False) if c.slot is slot and cell]
    if not naming:
        return None
    cell = next((cell for _, cell in naming if not is_slug(text[slice(*cell)])), naming[0][1])  # beside an interface's name its label
    said = _OF_VIDEO_MODELS.issubset(slots) or bool(_ABOUT_MODELS.search(" ".join((*(c.heading for c, _ in naming), text[slice(*grid.caption)]))))
    return subject_of(text, cell, context.mentions, invent=said)


class _Reader:
    """Reads one table."""

    def __init__(self, healed: Healed, context: Context, grid: Grid, named: set[NodeRef], told: Told) -> None:
        self._text, self._context, self._grid = prose(healed.text), context, grid
        self._statements = Statements(healed, context, METHOD, once=True)
        self._named = named
        self._document = healed.document.sha256
        self._healed = healed
        caption = prose(healed.text)[slice(*grid.caption)]
        dated = list(dates(caption, reference=context.published_on))
        self._as_of = dated[-1].value if dated and re.search(r"截至|截止|as of|\(", caption, re.IGNORECASE) else None
        self._caption = caption
        self._told = told
        self._seller: tuple[NodeRef | None] | None = None
        self._choices: dict[NodeRef, Figure] = {}

    def claims(self) -> Iterator[Claim]:
        """What the rows say, and that models which a table lists together are compared."""
        turned = list(self._turned())
        models = [m for _, m in turned] or [m for row in self._grid.rows for m in [_row_model(self._text, self._context, self._grid, row)] if m]
        if self._grid.box:
            yield from self._boxed()
        elif turned:
            yield from self._turned_rows(turned)
        elif any(c.slot is Slot.PLAN for c in self._grid.columns):
            for row in self._grid.rows:
                yield from self._plan_row(row)
        else:
            about = [(row, self._row_models(row)) for row in self._grid.rows]
            self._choices = self._lengths(about)
            for row, of_row in about:
                for model in of_row:
                    yield from self._model_row(row, model)
        yield from self._compared(list(dict.fromkeys(models)))

    def report_doubts(self) -> None:
        """An issue for each row whose cells run into each other in more than one sensible way."""
        for start, end in self._grid.doubtful:
            span = self._healed.span(start, end)
            self._context.issues.append(Issue(self._document, "The cells of this row run into each other; some figures were left out.", span.start, span.end))

    def _row_models(self, row: Sequence[Range | None]) -> list[NodeRef]:
        """The models that a row is about: mostly one, else those that its cell lists: "V4.5 / V4 / V3.5"."""
        first = _row_model(self._text, self._context, self._grid, row)
        cell = next((cell for cell, c in zip(row, self._grid.columns, strict=False) if cell and c.slot is Slot.MODEL), None)
        listed = of_type(within(self._context.mentions, *cell), "AIModel") if first and cell else []
        whole = len(listed) > 1 and cell and (listed[0].start, listed[-1].end) == cell and {m.node for m in listed} >= {first}
        apart = whole and all(_ALSO.fullmatch(self._text, a.end, b.start) for a, b in pairwise(listed))
        return list(dict.fromkeys(m.node for m in listed)) if apart else [first] if first else []

    def _lengths(self, about: Sequence[tuple[Sequence[Range | None], list[NodeRef]]]) -> dict[NodeRef, Figure]:
        """The shortest and the longest clip of each model that has several rows, one for each length that can be had."""
        found: dict[NodeRef, list[Figure]] = {}
        clips = [i for i, c in enumerate(self._grid.columns) if c.slot is Slot.CLIP and not c.at_most]
        counts = Counter(model for _, of_row in about for model in of_row)
        for row, of_row in about if len(clips) == 1 and max(counts.values(), default=0) > 1 else ():
            cell = row[clips[0]] if clips[0] < len(row) else None
            figure = cell_figure(self._text, cell, self._grid.columns[clips[0]]) if cell else None
            for model in of_row if figure else ():
                found.setdefault(model, []).extend([figure] if figure else [])
        return {model: _spanning(figures) for model, figures in found.items() if len({f.max for f in figures}) > 1 and _are_lengths(figures)}

    def _model_row(self, row: Sequence[Range | None], model: NodeRef) -> Iterator[Claim]:
        place = next(cell for cell, c in zip(row, self._grid.columns, strict=False) if cell and c.slot in (Slot.MODEL, Slot.PRODUCT))
        yield from self._mentioned(model, place)
        if _VIDEO.search(self._caption):
            match = _VIDEO.search(self._text, *self._grid.caption)
            if match:
                yield self._statements.property(model, "modality", *match.span(), value="VIDEO", as_of=self._as_of, confidence=0.9)
        for head, cell in zip(self._grid.columns, row, strict=False):
            if cell is not None:
                yield from self._cell(model, head, cell)

    def _turned(self) -> Iterator[tuple[int, NodeRef]]:
        """(column, model) of a table whose headings are models and whose first column says what each row is about."""
        if len(self._grid.head) < 3 or sum(column(self._text[slice(*row[0])]).slot in _CELL_SLOTS for row in self._grid.rows if row and row[0]) < 1:
            return
        for i, head in enumerate(self._grid.head[1:], 1):
            printed = NodeRef("AIModel", self._text[slice(*head)].strip() or "-")
            family = printed if gazetteer().entry(printed) else None  # also one that needs its version in prose
            model = subject_of(self._text, head, self._context.mentions, invent=False) or family
            if model is not None:
                yield i, model

    def _turned_rows(self, models: Sequence[tuple[int, NodeRef]]) -> Iterator[Claim]:
        for row in self._grid.rows:
            if not row or row[0] is None:
                continue
            head = column(self._text[slice(*row[0])])
            for i, model in models:
                cell = row[i] if i < len(row) else None
                if cell is not None:
                    yield from self._cell(model, head, cell)

    def _boxed(self) -> Iterator[Claim]:
        """What a box of facts says of its model, and of others that a value names: "10 seconds; 15 seconds in Kling 3.0"."""
        model = owner(self._text, self._grid.rows, self._context.mentions, self._context.report.name)
        for label, value in self._grid.rows if model else ():
            head = column(self._text[slice(*label)]) if label else None
            if model is None or head is None or value is None:
                continue
            if head.slot is Slot.RELEASED:
                yield from self._box_date(model, head, value)
            elif head.slot not in _FIGURES:
                yield from self._cell(model, head, value)
            for i, part in enumerate(_PART.finditer(self._text, *value) if head.slot in _FIGURES else ()):
                named = self._named_in(part.span())
                if named or i == 0:
                    yield from self._cell(named or model, head, part.span())

    def _named_in(self, place: Range) -> NodeRef | None:
        named = {m.node for m in of_type(within(self._context.mentions, *place), "AIModel")}
        return named.pop() if len(named) == 1 else None

    def _box_date(self, model: NodeRef, head: Column, value: Range) -> Iterator[Claim]:
        """The date of a box: of the version that stands beside it, else of the box's model, unless it is that of the latest version."""
        named = self._named_in(value)
        date = next(dates(self._text, *value, reference=self._context.published_on), None)
        if date is not None and (named or not _LATEST.match(head.heading)) and not says_more(date.value, self._told.get(named or model, ())):
            place = date.start, date.end
            yield self._statements.property(named or model, "releasedOn", *place, value=date.value, as_of=self._as_of, confidence=_surety(date.value))

    def _mentioned(self, model: NodeRef, place: Range) -> Iterator[Claim]:
        """A model that only the table names is mentioned by it."""
        if model not in self._named:
            self._named.add(model)
            insort(self._context.mentions, Mention(*place, model), key=lambda m: m.start)
            yield self._statements.relationship(self._context.report, "MENTIONS", model, *place, properties={"count": 1})

    def _cell(self, model: NodeRef, head: Column, cell: Range) -> Iterator[Claim]:
        """What one cell says of a model."""
        text = self._text[slice(*cell)].strip()
        if not text or DASH.fullmatch(text):
            return
        if head.slot in _FIGURES:
            yield from self._figure(model, head, cell, text)
        elif head.slot is Slot.RELEASED:
            value = loose_date(text, self._context.published_on)
            if value is not None and not says_more(value, self._told.get(model, ())):
                yield self._statements.property(model, "releasedOn", *cell, value=value, as_of=self._as_of, confidence=_surety(value))
        elif head.slot is Slot.DEVELOPER:
            yield from self._developer(model, cell)
        elif head.slot is Slot.PRICE:
            for plan in plans_in(self._text, *cell, heading=head.heading + self._caption):
                yield from self._plan(model, plan)
        elif head.slot is Slot.AVAILABILITY:
            yield self._statements.property(model, "availability", *cell, as_of=self._as_of)

    def _figure(self, model: NodeRef, head: Column, cell: Range, text: str) -> Iterator[Claim]:
        name = _FIGURES[head.slot]
        if NONE_SAID.fullmatch(text):
            yield self._statements.none(model, name, *cell, as_of=self._as_of)
            return
        figure = self._choices.get(model) if head.slot is Slot.CLIP else None
        figure = figure or cell_figure(self._text, cell, head)
        if figure is not None:
            yield self._statements.quantity(model, name, figure, as_of=self._as_of)
        default = default_figure(self._text, cell) if head.slot is Slot.CLIP else None
        if default is not None:
            yield self._statements.quantity(model, "defaultClipDuration", default, as_of=self._as_of)

    def _developer(self, model: NodeRef, cell: Range) -> Iterator[Claim]:
        inside = within(self._context.mentions, *cell)
        named = [m for m in inside if m.node.type == "Organization" or m.node.name == self._text[slice(*cell)].strip()]
        printed = self._statements.printed(*cell)
        if len(named) > 1 and _LISTED.fullmatch(printed):
            for m in named:
                yield self._statements.relationship(model, "DEVELOPED_BY", NodeRef("Organization", m.node.name), m.start, m.end, as_of=self._as_of)
            return
        if named:
            maker = NodeRef("Organization", named[0].node.name)
        elif re.fullmatch(r"[A-Za-z一-龥][\w一-龥 .&·-]{1,30}", printed) and not NONE_SAID.fullmatch(printed) and not _COVERED.fullmatch(printed):
            maker = NodeRef("Organization", printed)
        else:
            return
        yield self._statements.relationship(model, "DEVELOPED_BY", maker, *cell, as_of=self._as_of)

    def _plan_row(self, row: Sequence[Range | None]) -> Iterator[Claim]:
        cells = [(c, cell) for c, cell in zip(self._grid.columns, row, strict=False) if cell]
        name = next((cell for c, cell in cells if c.slot is Slot.PLAN), None)
        inside = of_type(within(self._context.mentions, *name), "AIModel", "Product", "Organization") if name else []
        if name and inside and inside[0].start == name[0] and self._text[inside[0].end : name[1]].strip() and not self._is_of_line(inside[0].node):
            owner: NodeRef | None = as_product(inside[0].node)
            name = (inside[0].end + len(self._text[inside[0].end : name[1]]) - len(self._text[inside[0].end : name[1]].lstrip(" -")), name[1])
        else:
            owner = self._owner([cell for c, cell in cells if c.slot in (Slot.MODEL, Slot.PRODUCT)])
        if name is not None and owner is not None and len(self._text[slice(*name)]) <= _LONGEST_PLAN:
            plan = plan_of_row(self._text, name, [cell for cell in cells if cell[0].slot is not Slot.PLAN], self._caption)
            if plan.price or plan.billing or plan.counts or is_tier(self._text[slice(*name)]):
                yield from self._plan(owner, plan)

    def _is_of_line(self, node: NodeRef) -> bool:
        """Whether the plans are those of a line of goods of an organization: there "Google AI Pro" is the plan's whole name."""
        sold = self._owner([]) if node.type == "Organization" else None
        return sold is not None and sold.name.startswith(f"{node.name} ")

    def _plan(self, owner: NodeRef, plan: Plan) -> Iterator[Claim]:
        """What a plan's cells state; prose that tells of the same tier without "会员" means this one."""
        self._context.answers.setdefault(("tiers", owner.key), set()).add(plan.tier)
        yield from plan_claims(owner, plan, self._statements, self._as_of)

    def _owner(self, cells: Sequence[Range]) -> NodeRef | None:
        """What the plans of a table are plans of: the row's own product, else what stands above the table."""
        for cell in cells:
            model = subject_of(self._text, cell, self._context.mentions, invent=False)
            return model or NodeRef("Product", self._statements.printed(*cell))
        if self._seller is None:
            self._seller = (seller_at(self._text, self._context, self._grid.start, self._grid.caption),)
        return self._seller[0]

    def _compared(self, models: Sequence[NodeRef]) -> Iterator[Claim]:
        start, end = self._grid.caption
        if start == end:
            start, end = self._grid.start, self._grid.start + len(self._text[self._grid.start : self._grid.end].split("\n", 1)[0])
        if 2 <= len(models) <= _MOST_COMPARED:
            for one, other in combinations(models, 2):
                yield self._statements.relationship(one, "COMPARED_WITH", other, start, end, as_of=self._as_of, confidence=0.8)


_CELL_SLOTS = frozenset({*_FIGURES, Slot.RELEASED, Slot.DEVELOPER, Slot.PRICE, Slot.AVAILABILITY})


def _are_lengths(figures: Sequence[Figure]) -> bool:
    return all(f.qualifier is Qualifier.EXACT and f.max is not None for f in figures)


def _spanning(figures: Sequence[Figure]) -> Figure:
    """The range from the shortest to the longest of some lengths, told by the rows from the one to the other."""
    short, long = min(figures, key=lambda f: f.max or 0), max(figures, key=lambda f: f.max or 0)
    return replace(long, start=min(short.start, long.start), end=max(short.end, long.end), min=short.max, qualifier=Qualifier.RANGE)


def _surety(date: str) -> float:
    """The more of a date is given, the surer it is the one to show: 2024-02-16 goes before 2024."""
    return {4: 0.8, 7: 0.9}.get(len(date), 1.0)
