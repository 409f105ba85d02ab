"""Owns what the document itself says of the report: language, pages, whether it was cut off, where it was taken from, its hash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.claim import Claim, Span
from loaders.document import PDF
from loaders.extractors import Context
from loaders.extractors.statements import Statements
from loaders.healing import Healed
from loaders.pages import PageMark, page_marks
from loaders.patterns import any_case, sought

METHOD = "reportfacts/1"

_URL = re.compile(
    r"(?:原文链接|原文|网址|链接|来源网址|本文链接|Source URL|Original|Permalink|Retrieved from|URL)\s*[::]\s*<?(https?://[^\s<>\"')\]，。]+)", re.IGNORECASE
)
_BEGINS = re.compile(any_case(("原文", "网址", "链接", "来源", "本文", "Source", "Original", "Permalink", "Retrieved", "URL")))
_COMPLETE = re.compile(r"[。!?！？…;；.）)\]】》”\"'%|>]\s*$|(?:声明|条款|完|部分|免责)\s*$")


def reportfacts(healed: Healed, context: Context) -> Iterator[Claim]:
    """Claims about the report as a document; each stands on the printed words that show it, else on the report's first words."""
    state = Statements(healed, context, METHOD)
    report = context.report
    start, end = _opening(healed, context)
    yield state.property(report, "language", start, end, value=healed.document.language)
    yield state.property(report, "documentHash", start, end, value=healed.document.sha256)
    yield from _pages(healed, context, state)
    url = next(sought(_URL, _BEGINS, healed.text), None) if "://" in healed.text else None
    if url:
        yield state.property(report, "sourceUrl", *url.span(1))


def _opening(healed: Healed, context: Context) -> tuple[int, int]:
    """Where the report's name stands, else its first line."""
    at = healed.text.find(context.report.name)
    if at >= 0:
        return at, at + len(context.report.name)
    first = re.search(r"\S[^\n]{0,79}", healed.text)
    return first.span() if first else (0, min(1, len(healed.text)))


def _pages(healed: Healed, context: Context, state: Statements) -> Iterator[Claim]:
    """Page count, pages seen and whether the report is cut off, by its page marks; else by the pages of a PDF."""
    document, report = healed.document, context.report
    marks = page_marks(document.raw)
    counted = next((m for m in marks if m.total), None)
    if counted and counted.total:
        yield _at_mark(healed, context, counted, "pageCount", str(counted.total))
        numbers = {m.number for m in marks}
        yield _at_mark(healed, context, marks[-1], "pagesSeen", str(len(numbers)))
        yield _at_mark(healed, context, marks[-1], "truncated", str(max(numbers) < counted.total).lower())
        return
    start, end = _opening(healed, context)
    if document.media_type == PDF or len(document.pages) > 1:
        yield state.property(report, "pagesSeen", start, end, value=str(len(document.pages)))
    if document.media_type == PDF:
        yield state.property(report, "pageCount", start, end, value=str(len(document.pages)))
    if document.media_type != PDF and (words := _broken_off(healed.text)):
        yield state.property(report, "truncated", *words, value="true", confidence=0.6)


def _broken_off(text: str) -> tuple[int, int] | None:
    """The last words of a text whose last line is long and stops in a sentence; None if it ends as texts do."""
    stop = len(text.rstrip())
    line = text[text.rfind("\n", 0, stop) + 1 : stop]
    if len(line) < 40 or _COMPLETE.search(line[-20:]) or not re.search(r"[\u3400-\u9fffA-Za-z,，、]$", line):
        return None
    return stop - 20, stop


def _at_mark(healed: Healed, context: Context, mark: PageMark, name: str, value: str) -> Claim:
    """A claim that stands on a page mark, which healing dropped."""
    span: Span = healed.document.span(mark.start, mark.end)
    return Claim(
        report=context.report, subject=context.report, span=span, method=METHOD, property=name, text=span.quote, value=value,
        as_of=context.published_on, said_on=context.published_on)  # fmt: skip
