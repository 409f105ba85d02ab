"""Owns finding tables in a text, whatever extraction left of them: HTML, pipes, tabs, wide spaces, glued cells, or one running line.

A table comes out as a `Grid`: columns, and rows of ranges in the clean text. What the cells mean is not its business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from loaders.extractors import Context, Mention
from loaders.extractors.cells import slugged
from loaders.extractors.columns import NAMING, Column, Slot, column, glued_headings_in, heading_lines, headings_in, is_known
from loaders.extractors.factboxes import boxes, is_box, plan_above
from loaders.extractors.offers import offers
from loaders.extractors.rows import Cut, consistent, cuts, trimmed
from loaders.extractors.running import STOP, running_rows
from loaders.extractors.sideways import sideways
from loaders.extractors.stacked import stacked
from loaders.extractors.tiers import is_tier, priced_from

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table at [start, end): `caption` is what stands before it, `head` the ranges of its headings where they are known.

    A `box` is no table of things: each of its rows is a label and a value of the same one.
    """

    start: int
    end: int
    caption: Range
    columns: tuple[Column, ...]
    head: tuple[Range, ...]
    rows: tuple[tuple[Range | None, ...], ...]
    doubtful: tuple[Range, ...] = ()
    box: bool = False


_begin = attrgetter("start")
_HTML = re.compile(r"<table\b.*?(?:</table>|$)", re.DOTALL | re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</tr>|<tr\b|</table>|$)", re.DOTALL | re.IGNORECASE)
_HTML_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)(?=</t[dh]>|<t[dh]\b|$)", re.DOTALL | re.IGNORECASE)
_ROWS_HIGH = re.compile(r"\browspan\s?=\s?[\"']?([2-9]|\d\d)(?!\d)", re.IGNORECASE)
_RULE = re.compile(r"\|?\s*(?::-+:?|-+:|-{2,})\s*(?:\|\s*(?::-+:?|-+:|-{2,})\s*)+\|?")
_BAR_OF_RULE = re.compile(r"[-:]\s*\|\s*[:-]")
_BROKEN_RULE = re.compile(r"[ \t]*\|[ \t]*:?-{2,}:?[ \t]*\|?[ \t]*\n?")  # of a table that has more columns than its rule
_WIDE = re.compile(r"\t+| {2,}|\s?\|\s?")
_LINE = re.compile(r"[^\n]+")
_APART = re.compile(r"[\t|]|  ")
_SOLD = frozenset({Slot.PRICE, Slot.CREDITS, Slot.SEATS})
_MADE = frozenset({Slot.RELEASED, Slot.CLIP, Slot.FRAME_RATE, Slot.RESOLUTION, Slot.CONTEXT, Slot.PARAMETERS, Slot.DEVELOPER})
_LENGTH = re.compile(r"\d{1,3}\s?(?:s|sec|secs|seconds?|min|秒|分钟)")
_CURRENCY = re.compile(r"(?:US|HK)?[$¥€£]")
_BARE_AMOUNT = re.compile(r"[1-9][\d.,]*")
_CAPTION_STARTS = re.compile(r"(?:图表|图|表|Figure|Table|Exhibit|Chart)\s?\d+|[。;!?\n]|</table>|资料来源", re.IGNORECASE)


def grids(text: str, context: Context) -> tuple[Grid, ...]:
    """The tables of a text, in order, none inside another. They are sought once, with the names that are known by then."""
    found: tuple[Grid, ...] | None = context.answers.get(("grids", text))
    if found is None:
        found = context.answers["grids", text] = _grids(text, context.mentions)
    return found


def _grids(text: str, mentions: Sequence[Mention]) -> tuple[Grid, ...]:
    found: list[Grid] = []
    for finder in (_html, _piped, _separated, _stacked, _sideways, _glued, _running, _offered, _boxed):
        for grid in finder(text, mentions):
            at = bisect_left(found, grid.start, key=_begin)
            if (at == 0 or found[at - 1].end <= grid.start) and (at == len(found) or grid.end <= found[at].start):
                found.insert(at, grid)
    return tuple(found)


def _grid(text: str, start: int, end: int, lines: Sequence[Sequence[Range]]) -> Grid | None:
    """A table of exact cells, the first line of which are its headings."""
    if len(lines) < 2 or len(lines[0]) < 2:
        return None
    if (name := plan_above(text, start, lines)) is not None:
        told = [line for line in lines if len(line) == 2]
        labels = (Column(Slot.PLAN, ""), *(column(text[a:b]) for (a, b), _ in told))
        return Grid(start, end, _caption(text, start), labels, (), ((name, *(value for _, value in told)),))
    if is_box(text, lines):
        return _box(text, start, end, lines)
    lines = _upright(text, lines)
    columns = [column(text[a:b]) for a, b in lines[0]]
    width = len(columns)
    second = set(lines[0])  # a heading that is several rows high stands in a second line of headings
    rows = tuple((*line[:width], *[None] * (width - len(line))) for line in lines[1:] if line and second.isdisjoint(line))
    meant = tuple(_meant(text, columns, rows))
    return Grid(start, end, _caption(text, start), meant, tuple(lines[0]), tuple(_filled_down(meant, rows)))


def _box(text: str, start: int, end: int, lines: Sequence[Sequence[Range]]) -> Grid:
    return Grid(start, end, _caption(text, start), (Column(Slot.TEXT, ""),) * 2, (), tuple(tuple(line) for line in lines), box=True)


def _filled_down(columns: Sequence[Column], rows: Sequence[tuple[Range | None, ...]]) -> Iterator[tuple[Range | None, ...]]:
    """The rows of a table of plans, of which only the first of a product's names that: an empty cell means the one above."""
    of = [i for i, c in enumerate(columns) if c.slot in (Slot.PRODUCT, Slot.MODEL)] if any(c.slot is Slot.PLAN for c in columns) else []
    above: dict[int, Range | None] = {}
    for row in rows:
        above |= {i: row[i] for i in of if not _is_empty(row[i])}
        yield tuple(above.get(i, cell) if i in of else cell for i, cell in enumerate(row))


def _is_empty(cell: Range | None) -> bool:
    return cell is None or cell[0] == cell[1]


def _upright(text: str, lines: Sequence[Sequence[Range]]) -> Sequence[Sequence[Range]]:
    """A table of plans that is turned on its side, a plan a column, as one with a plan a row."""
    head, *rows = lines
    tiers = head if is_tier(text[slice(*head[0])]) else head[1:]
    if (
        len(tiers) < 2
        or not all(is_tier(text[a : priced_from(text, a, b) or b]) for a, b in tiers)
        or not any(row and is_known(text[slice(*row[0])]) for row in rows)
    ):
        return lines
    whole = [row for row in rows if len(row) == len(tiers) + 1]
    corner = head[0] if tiers is not head else (head[0][0], head[0][0])
    return [[corner, *(row[0] for row in whole)], *([name, *(row[i] for row in whole)] for i, name in enumerate(tiers, 1))] if whole else lines


def _meant(text: str, columns: Sequence[Column], rows: Sequence[Sequence[Range | None]]) -> Sequence[Column]:
    """The columns as the rows show them: a first column of tiers is one of plans, and one of versions that have dates or lengths is one of models."""
    slots = {c.slot for c in columns}
    first = [text[slice(*row[0])] for row in rows if row and row[0]]
    if Slot.PLAN not in slots and not slots.isdisjoint(_SOLD) and len(first) >= 2 and sum(is_tier(cell) for cell in first) * 2 > len(first):
        return [replace(columns[0], slot=Slot.PLAN), *columns[1:]]
    if Slot.PLAN in slots and slots.isdisjoint(_SOLD) and not slots.isdisjoint(_MADE):
        return [replace(c, slot=Slot.MODEL) if c.slot is Slot.PLAN else c for c in columns]
    unnamed = slots.isdisjoint({Slot.MODEL, Slot.PRODUCT, *_SOLD}) and columns[0].slot is Slot.TEXT
    if unnamed and len(first) >= 2 and sum(slugged(cell) is not None for cell in first) * 2 > len(first):
        return [replace(columns[0], slot=Slot.MODEL), *(_of_interface(text, c, [row[i] for row in rows]) for i, c in enumerate(columns[1:], 1))]
    return columns


def _of_interface(text: str, head: Column, cells: Sequence[Range | None]) -> Column:
    """A column beside interfaces' names: one of lengths may say only "Max" or "Longest", and who provides them need not have made the models."""
    if head.slot is Slot.DEVELOPER:
        return replace(head, slot=Slot.TEXT)
    said = [text[slice(*cell)] for cell in cells if cell is not None and not _is_empty(cell)]
    lengths = head.slot is Slot.TEXT and head.at_most and bool(said) and all(map(_LENGTH.fullmatch, said))
    return replace(head, slot=Slot.CLIP) if lengths else head


def _caption(text: str, start: int) -> Range:
    """What stands before a table: back to the line's or sentence's begin, or to "图表 n"; the line above if the table begins a line."""
    stop = start
    while stop > 0 and text[stop - 1].isspace():
        stop -= 1
    begin = max(0, stop - 160)
    for match in _CAPTION_STARTS.finditer(text, begin, stop):
        begin = match.start() if match[0][-1:].isdigit() else match.end()
    return begin, stop


def _html(text: str, _: Sequence[Mention]) -> Iterator[Grid]:
    for table in _HTML.finditer(text):
        grid = _grid(text, table.start(), table.end(), list(_html_lines(text, *table.span())))
        if grid is not None:
            yield grid


def _html_lines(text: str, start: int, end: int) -> Iterator[list[Range]]:
    """The cells of an HTML table line by line; one that is several rows high stands in each of them."""
    high: dict[int, tuple[Range, int]] = {}
    for row in _HTML_ROW.finditer(text, start, end):
        line: list[Range] = []
        for cell in _HTML_CELL.finditer(text, *row.span(1)):
            _from_above(line, high)
            rows = _ROWS_HIGH.search(cell[1])
            place = trimmed(text, *cell.span(2))
            if rows:
                high[len(line)] = place, int(rows[1]) - 1
            line.append(place)
        _from_above(line, high)
        if line:
            yield line


def _from_above(line: list[Range], high: dict[int, tuple[Range, int]]) -> None:
    """Puts the cells into a line that reach down into it where it has got to."""
    while len(line) in high:
        place, rows = high.pop(len(line))
        if rows > 1:
            high[len(line)] = place, rows - 1
        line.append(place)


def _piped(text: str, _: Sequence[Mention]) -> Iterator[Grid]:
    """Markdown's tables, on lines of their own or run together into one line: the rule of dashes tells how wide they are."""
    for rule in _rules(text):
        width = len(re.findall(r"-+", rule[0]))
        start = rule.start()
        bars = 0
        while start > 0 and not (bars > width or (text[start - 1] == "\n" and bars)):
            start -= 1
            bars += text[start] == "|"
        head = _cells(text, start, rule.start(), width)[:1]
        body = _cells(text, rule.end(), _end_of_pipes(text, rule.end()), width)
        lines = [line for line in (*head, *body) if line]
        grid = _grid(text, start, lines[-1][-1][1] if lines and lines[-1] else rule.end(), lines)
        if grid is not None and len(head) == 1:
            yield grid


def _rules(text: str) -> Iterator[re.Match[str]]:
    """The rules of dashes, sought from the bars that dashes stand around: dashes and colons are many, those are few."""
    position = 0
    while bar := _BAR_OF_RULE.search(text, position):
        begin = bar.start()
        while begin > position and (text[begin - 1] in "|:-" or text[begin - 1].isspace()):
            begin -= 1
        rule = _RULE.search(text, begin)
        if rule is None:
            return
        yield rule
        position = rule.end()


def _end_of_pipes(text: str, start: int) -> int:
    end = start
    for line in re.compile(r"[^\n]*\n?").finditer(text, start):
        if line[0].strip() and "|" not in line[0]:
            break
        if not line[0]:
            break
        end = line.end()
    return end


def _cells(text: str, start: int, end: int, width: int) -> list[list[Range]]:
    """The cells between bars, line by line; a line that holds more than one row is cut into rows of `width`."""
    lines = []
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        bars = [m.start() for m in re.finditer(r"\|", line[0])]
        edges = [b + line.start() for b in bars]
        if not edges or text[line.start() : edges[0]].strip():
            edges.insert(0, line.start() - 1)
        if text[edges[-1] + 1 : line.end()].strip() and len(edges) <= width:
            edges.append(line.end())
        cells = [trimmed(text, a + 1, b) for a, b in pairwise(edges)]
        step = width + 1 if len(cells) > width else width
        lines += [cells[i : i + width] for i in range(0, len(cells), step) if len(cells[i : i + width]) >= 2]
    return lines


def _separated(text: str, mentions: Sequence[Mention]) -> Iterator[Grid]:
    """Lines with tabs, wide spaces or bars between their cells, under a line of headings."""
    block: list[tuple[int, int, list[Range]]] = []
    models = frozenset(m.start for m in mentions if m.node.type == "AIModel")
    for line in re.finditer(r"[^\n]*(?:\n|$)", text):
        if block and _BROKEN_RULE.fullmatch(line[0]):
            continue
        cells = _wide_cells(text, line.start(), line.end()) if _APART.search(line[0]) else []
        if len(cells) >= 2 and (block or _heads(text, cells, models)):
            block.append((line.start(), line.end(), cells))
        elif line[0].strip() or not block:
            yield from _block(text, block)
            block = []
    yield from _block(text, block)


def _block(text: str, block: Sequence[tuple[int, int, list[Range]]]) -> Iterator[Grid]:
    if len(block) >= 2:
        lines = [cells for _, _, cells in block]
        if not text.startswith("|", block[0][0]) and all(text.startswith("|", start) and len(cells) == len(lines[0]) - 1 for start, _, cells in block[1:]):
            lines[0] = lines[0][1:]  # what stands before the table runs into its first line
        grid = _grid(text, lines[0][0][0], block[-1][1], lines)
        if grid is not None:
            yield grid


def _wide_cells(text: str, start: int, end: int) -> list[Range]:
    edges = [(start, start), *(m.span() for m in _WIDE.finditer(text, start, end)), (end, end)]
    cells = [(trimmed(text, a[1], b[0]), "|" in text[slice(*a)] and "|" in text[slice(*b)]) for a, b in pairwise(edges)]
    return [cell for cell, barred in cells if barred or cell[0] < cell[1]]


def _heads(text: str, cells: Sequence[Range], models: frozenset[int]) -> bool:
    """Headings are known ones, or, in a table turned on its side, models or tiers behind the first."""
    if sum(is_known(text[a:b]) for a, b in cells) >= 2 or (len(cells) >= 3 and all(a in models for a, _ in cells[1:])):
        return True
    return all(is_tier(text[a:b]) for a, b in (cells[1:] if len(cells) > 2 else cells)) and any(is_tier(text[a:b]) for a, b in cells)


def outside(text: str, context: Context) -> Sequence[Mention]:
    """The mentions that stand in no table: what lies between two cells is no sentence."""
    known = len(context.mentions)  # tables add to them
    found: tuple[int, list[Mention]] | None = context.answers.get(("outside", text))
    if found is None or found[0] != known:
        tables = grids(text, context)
        found = context.answers["outside", text] = known, [m for m in context.mentions if not in_table(tables, m.start, m.start + 1)]
    return found[1]


def in_table(tables: Sequence[Grid], start: int, end: int) -> bool:
    """Whether [start, end) touches one of `tables`, which are in order."""
    at = bisect_left(tables, end, key=_begin)
    return at > 0 and start < tables[at - 1].end


def _stacked(text: str, _: Sequence[Mention]) -> Iterator[Grid]:
    """Tables with one cell a line."""
    for lines in stacked(text):
        grid = _grid(text, lines[0][0][0], lines[-1][-1][1], lines)
        if grid is not None:
            yield grid


def _sideways(text: str, _: Sequence[Mention]) -> Iterator[Grid]:
    """Tables with a name a column whose cells run into each other."""
    for lines in sideways(text):
        grid = _grid(text, lines[0][1][0], lines[-1][-1][1], lines)
        if grid is not None:
            yield grid


def _boxed(text: str, mentions: Sequence[Mention]) -> Iterator[Grid]:
    """Boxes of facts whose lines are no table's."""
    for lines in boxes(text, mentions):
        yield _box(text, lines[0][0][0], lines[-1][1][1], lines)


def _offered(text: str, mentions: Sequence[Mention]) -> Iterator[Grid]:
    """Lists of plans: each has a tier and its terms."""
    columns = (Column(Slot.PLAN, ""), Column(Slot.TERMS, ""))
    for listed in offers(text, mentions):
        start, end = listed[0].name[0], max(offer.terms[1] for offer in listed)
        yield Grid(start, end, _caption(text, text.rfind("\n", 0, start) + 1), columns, (), tuple((offer.name, offer.terms) for offer in listed))


def _glued(text: str, mentions: Sequence[Mention]) -> Iterator[Grid]:
    """A line of headings that run into each other or have single spaces between them, and lines of cells that do the same."""
    for start, end, columns in heading_lines(text):
        glued = "".join(c.heading for c in columns) == " ".join(text[start:end].split())
        options: list[list[Cut]] = []
        last, apart = end, 2
        for line in _LINE.finditer(text, end):
            a, b = line.span()
            found = cuts(text, (a, b), columns, mentions, glued=glued) if text[last:a].count("\n") <= apart and not STOP.match(text, a) else []
            if not found or not _tells(columns, found[0]) or not _priced_alike(text, [*options, found], columns):
                break
            apart = text[last:a].count("\n") if len(options) == 1 else apart
            options.append(found)
            last = b
        if options:
            yield _chosen(text, start, last, columns, options)


def _tells(columns: Sequence[Column], cut: Cut) -> bool:
    """Whether a row has more than names and words, if any column asks for more: a sentence below a table is no row of it."""
    typed = [cell for c, cell in zip(columns, cut.cells, strict=True) if c.slot not in NAMING and c.slot is not Slot.TEXT]
    return not typed or any(typed)


def _priced_alike(text: str, rows: Sequence[Sequence[Cut]], columns: Sequence[Column]) -> bool:
    """Whether the last row's price has a currency if the first one's has: a line of words with figures in it ends a table."""
    first, last = rows[0][0].cells, rows[-1][0].cells
    priced = [(text[slice(*a)], text[slice(*b)]) for c, a, b in zip(columns, first, last, strict=True) if c.slot is Slot.PRICE and a and b]
    return not any(_CURRENCY.match(one) and _BARE_AMOUNT.fullmatch(other) for one, other in priced)


def _chosen(text: str, start: int, end: int, columns: Sequence[Column], options: Sequence[Sequence[Cut]]) -> Grid:
    chosen = consistent(text, options, columns)
    doubtful = tuple(_spread(option) for option, cut in zip(options, chosen, strict=True) if cut is None and option)
    rows = tuple(_sure(option) if cut is None else cut.cells for option, cut in zip(options, chosen, strict=True))
    return Grid(start, end, _caption(text, start), tuple(_meant(text, columns, rows)), (), rows, doubtful)


def _sure(options: Sequence[Cut]) -> tuple[Range | None, ...]:
    """Of a row that can be cut in several ways, the cells that all ways share."""
    first, *rest = options
    return tuple(cell if all(cut.cells[i] == cell for cut in rest) else None for i, cell in enumerate(first.cells))


def _spread(options: Sequence[Cut]) -> Range:
    cells = [cell for cut in options for cell in cut.cells if cell]
    return min(a for a, _ in cells), max(b for _, b in cells)


def _running(text: str, mentions: Sequence[Mention]) -> Iterator[Grid]:
    """A table that extraction wrote as one running line: headings, then row after row, each beginning with a name."""
    for start, end, columns in (*headings_in(text), *glued_headings_in(text)):
        if columns[0].slot not in NAMING:
            continue
        options, last = running_rows(text, end, columns, mentions)
        if options:
            yield _chosen(text, start, last, columns, options)
