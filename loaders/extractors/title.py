"""Owns finding a report's title. It must not claim anything: a title is the report's name, not a property."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.extractors.front import COVERED, HOUSE_IN_HEAD, Segment, is_fact, lines, masthead, publishing, segments, simplified
from loaders.extractors.furniture import is_furniture
from loaders.extractors.people import is_name
from loaders.extractors.sector import KINDS
from loaders.healing import Healed

Range = tuple[int, int]

_SITE_HEAD = re.compile(HOUSE_IN_HEAD + r"([^\n]{4,160}?)\s*(?:[-–—_|]\s*([^\n-]{2,12}))?(?=\n|$)")
_LABELLED = re.compile(r"^[ \t]*(?:title|report title|标题|报告标题|报告名称)\s*[::]\s*([^\n]{4,160})$", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"(?:^|(?<=\s))(?P<level>#{1,3})[ ]+(?P<title>[^#\n>]{3,160}?)(?=\s+#{1,4}[ ]|\s*\n|\s+>|\s*$)", re.MULTILINE)
_TAG = re.compile(r"\[\s?T\s?a\s?b\s?l\s?e\s?_\s?(?:\w{0,8}Title|Main|Titel)\d?\s?\]\s*([^\[\n]{4,160})", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:投资|核心|报告|本周|主要|研究)?(?:要点|观点|摘要|结论|逻辑|内容)|目录|正文|事件(?:描述|点评)?|重点推荐|财经要闻|基本状况|(?:行业)?[-—]?市场走势(?:对比|图)?|相关(?:报告|研究)|(?:国内|海外|全球)?(?:市场)?主要指数|分析师|点评|市场数据|风险提示|相关研究|内容提要|导读"
    r"|结论|引言|前言|附录"
    r"|(?:executive )?summary|overview|contents|abstract|introduction|key (?:points|takeaways)|table of contents|background|conclusion|disclosures?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:证券|公司|国际|投顾|證券|投顧)?(?:研究(?:部|所|院|中心)?)?(?:\s+[A-Z][A-Z &]+)|[\u3400-\u9fff]{2,6}(?:证券|国际)研究(?:部|所)?"
)
_SECTOR_REPORT = re.compile(rf"([\u3400-\u9fff]{{2,10}}?)(?:行业|板块|产业)?{KINDS}(?:报告)?(?:[(][\d年月日./~—–-]{{4,40}}[)])?")
_CITED = re.compile(r"(?:\d{1,2}[.、]?\s?)?(?:《|<<)[^》>]{2,120}(?:》|>>)[-–—\s]*20\d\d")  # another report
_HOUSE_BEFORE = re.compile(r"^\[[^\]]{2,30}\]\s*[::]?\s*")
_LEAST = 8  # code points of a title that is told by being there twice
_PAGE = re.compile(r"(?!.*\b(?:Research|Securities|Capital|Note)\b)[A-Z][^|\n]{3,80} \| [A-Z][\w.]*(?: [A-Z][\w.]*)?")
_ISSUE = re.compile(r"^[ \t]*(?:Issue|Edition|No\.) ?#?\d{1,4} ?[:—–-] ?\S[^\n]{6,120}$", re.MULTILINE)
_SITE_TAIL = re.compile(r"\s[-–—|]\s(?:Wikipedia|维基百科|百度百科|知乎|新浪财经)[^\n]*$")
_COVERED_TAIL = re.compile(r"(?<=[\u3400-\u9fff]) [A-Z][\w.&' -]{1,30}[(][A-Z\d]{1,6}[. ](?:US|HK|O|N)[)]$")  # the company, behind a Chinese title
_ENGLISH_TWIN = re.compile(r"(?<=[\u3400-\u9fff]{4}) [A-Z][A-Za-z'’-]+(?: [\w;,.'’&%-]+){4,}$")  # the title once more, in English
_SECTIONS = 3  # headings of a text that is cut into sections
_DIGEST = re.compile(r"(?:晨会|晨报|早报|早参|早观点|日报|周报|精粹|纪要)[^#\n]{0,6}20\d{6}$")  # what a digest of a day is called
_RATED_WITHIN = 1_500
_LETTERS = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def find_title(healed: Healed, end: int) -> Range | None:
    """Where the title stands in the clean text, or None if nothing before `end` looks like one."""
    text = simplified(healed.text, end)
    for found in _candidates(healed, text, end):
        start, stop = _trimmed(text, *found)
        tail = next((m for pattern in (_SITE_TAIL, _COVERED_TAIL, _ENGLISH_TWIN) for m in [pattern.search(text[start:stop])] if m), None)
        stop = start + tail.start() if tail else stop
        if _title_like(text[start:stop]):
            return start, stop
    return None


def _candidates(healed: Healed, text: str, end: int) -> Iterator[Range]:
    """Places that may be the title, the surest first."""
    yield from _on_a_site(text, end)
    yield from (m.span(1) for m in _LABELLED.finditer(text, 0, end))
    yield from _twice(text, end)
    for tag in sorted(_TAG.finditer(healed.document.raw), key=lambda tag: "itle" not in "".join(tag[0].split())):
        start, stop = healed.clean_offset(tag.start(1)), healed.clean_offset(tag.end(1))
        yield from ((s.start, s.end) for s in segments(text[:stop], stop) if s.start >= start and not is_fact(s.text))
    yield from (m.span(m.lastgroup or 0) for m in _rated_title().finditer(text, 0, min(end, _RATED_WITHIN)))
    headings = [m for m in _HEADING.finditer(text, 0, end) if not _is_label(m["title"].strip(" :")) and not _states(m["title"].strip())]
    yield from (m.span("title") for m in headings if _DIGEST.search(m["title"]))
    yield from (m.span("title") for m in headings if len(m["level"]) == 1)
    if len(headings) >= _SECTIONS:  # none of one level is above the others: the title is no heading, if something before them looks like one
        yield from _segments(text, headings[0].start(), sure=True)
    yield from _of_the_page(text, end)
    yield from (m.span("title") for m in headings)
    yield from _segments(text, end)


@cache
def _rated_title() -> re.Pattern[str]:
    """A line that is the rating and, behind a colon, the title: "买入 Buy:…"."""
    chinese, english = ("|".join(re.escape(r) for r in sorted(publishing(key), key=len, reverse=True)) for key in ("ratings", "english_ratings"))
    return re.compile(
        rf"^[ \t]*(?:(?:{chinese})(?: (?:{english}))?|(?:{english})): ?(?P<title>[^\n]{{6,120}})$"
        rf"|(?<= )(?:{english}) ?[(](?:maintained?|reiterated?|initiated?|unchanged|upgraded?|downgraded?)[)] "
        rf"(?P<run>[A-Z][^|\n]{{8,120}}?) (?=Target price|TP\b|Price\b)",
        re.MULTILINE | re.IGNORECASE,
    )


def _is_label(heading: str) -> bool:
    """Whether a heading only says what kind of part or of report follows."""
    return bool(_GENERIC.fullmatch(heading)) or heading in publishing("sectors") or (_house_or_sector(heading) and "|" in heading)


def _states(heading: str) -> bool:
    """Whether a heading is the company with its code, or a fact of the front such as "分析师:某某"."""
    return bool(COVERED.fullmatch(heading)) or (is_fact(heading) and re.search("[,?!,]", heading) is None)


def _of_the_page(text: str, end: int) -> Iterator[Range]:
    """The first line where it is a page's title with its site's name, and the line of a newsletter that numbers its issue."""
    first = next(lines(text, end), None)
    if first is not None and _PAGE.fullmatch(first.text) and not is_fact(first.text) and not is_furniture(first.text):
        yield first.start, first.end
    yield from (m.span() for m in _ISSUE.finditer(text, 0, end))


def _on_a_site(text: str, end: int) -> Iterator[Range]:
    """A site's page title, `[house]:title - site`; the line that repeats it is better evidence than the page title itself."""
    match = _SITE_HEAD.search(text, 0, min(end, 600))
    if match is None:
        return
    for line in lines(text, end):
        bare = _HOUSE_BEFORE.sub("", line.text)
        if line.start > match.start() and len(bare) >= _LEAST and match[2].startswith(bare):
            yield line.end - len(bare), line.end
    yield match.span(2)


def _twice(text: str, end: int) -> Iterator[Range]:
    """The first line that the front has twice, or that its first line begins with: a page title and its heading."""
    rows = list(lines(text, end))[:25]
    for i, row in enumerate(rows):
        if not is_fact(row.text) and len(row.text) >= _LEAST and any(other.text == row.text for other in rows[i + 1 :]):
            yield row.start, row.end
    if (
        len(rows) > 1
        and len(rows[1].text) >= _LEAST
        and rows[0].text.startswith(rows[1].text)
        and rows[0].text[len(rows[1].text) :].lstrip()[:1] in ("-", "–", "—", "|", "_")
    ):
        yield rows[1].start, rows[1].end


def _segments(text: str, end: int, *, sure: bool = False) -> Iterator[Range]:
    """Pieces of the front that are no facts: those with enough Chinese first or, in a Latin text, lines that are long enough. A masthead
    in capitals comes after them; where it must be `sure`, neither it nor a short piece comes at all."""
    around = [line for line in lines(text, end) if is_furniture(line.text)]
    around += [top for top in [masthead(text, end)] if top]
    pieces = [
        s for s in segments(text, end)
        if not is_fact(s.text) and not _house_or_sector(s.text) and not _GENERIC.fullmatch(s.text.strip(" :"))
        and not _CITED.match(s.text) and not _names(s.text) and not any(line.start <= s.start < line.end for line in around)
    ]  # fmt: skip
    yield from _joined(text, [s for s in pieces if _long_enough(s) and not (s.text.isascii() and s.text.isupper())])
    if not sure:
        yield from ((s.start, s.end) for s in pieces)
        yield from ((s.start, s.end) for s in segments(text, end) if _is_sector_report(s.text))


def _names(text: str) -> bool:
    """Whether a piece is nothing but people's names."""
    return all(is_name(name) for name in re.split(r"[、,;/\s]+", text.strip()))


def _joined(text: str, pieces: Sequence[Segment]) -> Iterator[Range]:
    """Pieces as ranges; one that ends in a comma or colon goes on in the next line."""
    for i, piece in enumerate(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        runs_on = following is not None and piece.text[-1] in ",，、:：—" and not text[piece.end : following.start].strip() and len(following.text) < 60
        yield piece.start, following.end if runs_on and following is not None else piece.end


def _long_enough(segment: Segment) -> bool:
    han = len(_HAN.findall(segment.text))
    words = len(re.findall(r"[A-Za-z]{2,}", segment.text))
    return han >= 6 or (han >= 3 and words >= 1) or (han == 0 and words >= 3 and segment.text[0].isalnum() and not segment.text.endswith("."))


def _house_or_sector(text: str) -> bool:
    """Whether a piece is a house, a sector or `Company | Sector`, rather than a title."""
    bare = text.strip(" |·")
    if _is_sector_report(bare):
        return True
    parts = [p.strip() for p in re.split(r"[|·]", bare)]
    known = publishing("houses") | publishing("sectors")
    if re.search("(?:有限公司|股份公司|公司研究部)$", bare):
        return True
    if _SIGNED.fullmatch(bare):
        return True
    return any(
        p in known
        or re.search(
            r"(?:证券|Securities|Capital|Research|Partners|Equities|Brokerage|Advisors|Capital Markets|Insights|Intelligence|Analytics)$", p, re.IGNORECASE
        )
        for p in parts
    ) or (len(parts) > 1 and all(len(p.split()) <= 4 for p in parts))


def _is_sector_report(text: str) -> bool:
    """Whether a piece only says that this is a report on a sector: a weekly may have no other title."""
    headed = _SECTOR_REPORT.fullmatch(text)
    return headed is not None and headed[1] in publishing("sectors")


def _title_like(title: str) -> bool:
    if title.startswith(("—", "–")) or re.search("。|: ?[$€£]?\\d", title[:-1]) or _CITED.match(title):
        return False
    return 3 < len(title) <= 160 and len(_LETTERS.findall(title)) >= 4 and title[-1] not in "。;；" and not _GENERIC.fullmatch(title)


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and (text[start].isspace() or text[start] in "#|*>"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "|*"):
        end -= 1
    return start, end
