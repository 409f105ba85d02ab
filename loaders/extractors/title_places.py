"""Owns where a title may stand: the pieces of a report's front, and what layouts say of them. It must not judge what a piece is like (title_signs)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice, pairwise

from loaders.extractors.filenames import file_names
from loaders.extractors.front import HOUSE_IN_HEAD, Segment, alternatives, is_covered, is_fact, lines, masthead, segments
from loaders.extractors.furniture import is_furniture
from loaders.extractors.title_signs import DAY, ENGLISH_HOUSE, HAN, KIND, are_labels, is_generic, is_house_or_sector
from loaders.healing import Healed

Range = tuple[int, int]
Candidates = dict[Range, set[str]]

_SITE_HEAD = re.compile(HOUSE_IN_HEAD + r"([^\n]{4,160}?)\s*(?:[-–—_|]\s*([^\n-]{2,12}))?(?=\n|$)")
_LABELLED = re.compile(
    r"^[ \t]*(?:(?:title|report title|原标题)\s*[::]|(?:标题|报告标题|报告名称)(?:\s*[::]|[ \t]))\s*([^\n]{4,160})$"
    r"|^(?:-{3}\s*)?[\"']?title[\"']?\s*:\s*\"([^\"\n]{4,160})\"(?=[\s,])"  # of a page's data
    r"|[(]原标题\s?[::]\s?([^\n]{4,160}?)[)][ \t]*$|以下内容从[^《》\n]{2,16}《([^《》\n]{4,120})》研报"
    r"|\A\s*((?:《[\u3400-\u9fff]{2,6}》|(?:行业|公司|策略|宏观|市场)(?:周报|月报|日报|点评|深度)\s?[|丨│])[^\n《》]{10,120})$",  # a column and its headline
    re.IGNORECASE | re.MULTILINE,
)
_SUMMED_UP = re.compile(r"^[ \t]*摘要\s?[::]\s?([^\n。;]{12,80})$", re.MULTILINE)  # a portal's headline, where it has no other
_HEADING = re.compile(r"(?:^|(?<=\s)(?<!^> ))(?P<level>#{1,3})[ ]+(?P<title>[^#\n>]{3,160}?)(?=\s+#{1,4}[ ]|\s*\n|\s+>|\s*$)", re.MULTILINE)
_TAG = re.compile(r"\[\s?T\s?a\s?b\s?l\s?e\s?[_ ]\s?(?:\w{0,8}Title|Main|Titel)\d?\s?\]\s*([^\[\n]{4,160})", re.IGNORECASE)
_BARE_TAG = re.compile(r"Table_Title\d?(?![A-Za-z_])[ \t]*([^\[\n%]{4,160})")  # one that lost its brackets
_BRACKETED_HOUSE = re.compile(r"^\[[^\]]{2,30}\]\s*[::]?\s*")
_COLUMN = re.compile(r"【(?![^】]{0,20}团队)[^】\n]{2,20}】(?!\d)[^\n【】]{8,120}")  # "【券商聚焦】…"
_CRUMBS = re.compile(r"(?:当前|目前|您的|所在)位置|^(?:首页|Home)\b")
_LEAST = 8  # code points of a title that is told by being there twice
_PAGE = re.compile(r"(?!.*\b(?:Research|Securities|Capital|Note)\b)[A-Z][^|\n]{3,80} \| [A-Z][\w.]*(?: [A-Z][\w.]*)?")
_ISSUE = re.compile(r"^[ \t]*(?:Issue|Edition|No\.) ?#?\d{1,4} ?[:—–-] ?\S[^\n]{6,120}$", re.MULTILINE)
# A headline in the case of a sentence that the text was glued to: "Clip makers find their moat Seven vendors told us …".
_INTO_PROSE = re.compile(r"([A-Z][^\n.!?;:]{14,110}?[a-z]{2}) (?=[A-Z][a-z]+ [a-z]+ [^\n]{200})")
_TAILS = (
    re.compile(r"\s[-–—|_]\s(?:[\w-]+\.){1,3}(?:com|cn|net|org)(?:\.cn)?$"),  # the site by its address
    re.compile(r"\s[-–—|]\s(?:Wikipedia|维基百科|百度百科|知乎|新浪财经|发现报告)[^\n]*$|(?: _ [^\n_]{2,12}){1,4}$"),  # the site
    re.compile(r"(?<=\D)(?:-| [-–—] )(?:20)?[12]\d[01]\d[0-3]\d$"),  # the day of a portal's file
    re.compile(r"(?<=[a-z]{3}) (?:\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* 20\d\d)$"),  # the day, in the column beside it
    re.compile(r"[(](?:图|图片|照片|资料图|Photo|Image|Credit)(?:来源)?[:/ ][^()\n]{2,30}[)]$"),  # whose picture it has
    re.compile(r"(?:【[\u3400-\u9fff]{2,8}】)?_研报$"),  # a portal's kind and section
    re.compile(r"(?<=[\u3400-\u9fff]) [A-Z][\w.&' -]{1,30}[(][A-Z\d]{1,6}[. ](?:US|HK|O|N)[)]$"),  # the company, behind a Chinese title
    re.compile(r"(?<=[\u3400-\u9fff]{4}) ?[A-Z][A-Za-z'’-]+(?: [\w;,.'’&%()-]+){4,}$"),  # the title once more, in English
)
_ENDS_IN_KIND = re.compile(r"(?:策略|展望|月报|周报|专题|系列)$")
# What a shell's or a script's comment is above of.
_CODE = re.compile(r"\s*\n?(?:curl|wget|pip3?|npm|npx|git|docker|cd|import|from|export|print|python3?)(?:[ (]--?\w|[ (][\w@./\"'])")
_NEXT_HEADING = re.compile(r"[^\S\n]*\n{0,2}[^\S\n]*#{1,3} ")
_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]*")  # two pieces of a title: no blank line
_WORD, _HAN_WORD, _PARAGRAPH = 16, 4, 120  # code points, and Chinese ones, of what is no headline; code points of a paragraph
_DEFINES = re.compile(r" ?(?:is|was|are|names|refers to|means|是|[(])(?: |(?<=[\u3400-\u9fff(]))")
_OPENING = 60  # code points
_SENTENCE_LONG = 40  # code points
_RATED_WITHIN = 1_500
_NEXT_LINE = 60  # code points of a line that a title may go on in
_CONTINUED = (12, 10)  # Chinese letters of a title's line, code points of the short one that ends it


def candidates(healed: Healed, text: str, end: int, pieces: Sequence[Segment]) -> Candidates:
    """The pieces before `end` of `text` (the healed text in simplified script), and what layouts point to, each with the signs of its place."""
    found: Candidates = {}
    for piece in pieces:
        if text.startswith("#", piece.start) and _CODE.match(text, piece.end):
            continue  # a comment
        _add(found, text, (piece.start, piece.end), *(["whole line"] if piece.whole else []))
    for sign, span in chain(_placed(text, end), _tagged(healed, text), _headings(text, end), _joined(text, pieces)):
        _add(found, text, span, sign)
    return found


def _add(found: Candidates, text: str, span: Range, *signs: str) -> None:
    """Puts a piece among the candidates, without a site's name behind it; where a house is before it, what is behind the house, too."""
    start, end = _trimmed(text, *span)
    while (tail := next((m for pattern in _TAILS for m in [pattern.search(text[start:end])] if m), None)) is not None:
        start, end = _trimmed(text, start, start + tail.start())
    house = _house_before().match(text, start, end)
    if house is not None and end - house.end() >= _LEAST:
        found.setdefault((house.end(), end), set()).update([*signs, "behind a house"])
        signs = (*signs, "house before")
    if start < end:
        found.setdefault((start, end), set()).update(signs)


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and (text[start].isspace() or text[start] in "#|*>"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "|*"):
        end -= 1
    return start, end


@cache
def _house_before() -> re.Pattern[str]:
    """What a site or a channel puts before a title: "[house]", "【column】", "house:", "Someone Research |"."""
    house = rf"(?:{alternatives('houses')})(?:研究|研究所)?(?=[::–-])|{ENGLISH_HOUSE}(?= ?[|:])"
    return re.compile(rf"(?:\[[^\]]{{2,30}}\]|【[^】]{{2,12}}】|{house})\s*[|::–-]?\s*")


def _placed(text: str, end: int) -> Iterator[tuple[str, Range]]:
    yield from (("site", span) for span in _on_a_site(text, end))
    yield from (("labelled", _unquoted(text, *m.span(m.lastindex or 0))) for m in _LABELLED.finditer(text, 0, end))
    yield from (("labelled" if name.whole else "file", (name.start, name.end)) for name in file_names(text, end))
    yield from (("twice", span) for span in _twice(text, end))
    yield from (("rated", m.span(m.lastgroup or 0)) for m in _rated_title().finditer(text, 0, min(end, _RATED_WITHIN)))
    yield from (("summed up", m.span(1)) for m in _SUMMED_UP.finditer(text, 0, end))
    first = next(iter(lines(text, end)), None)
    if first is not None and _PAGE.fullmatch(first.text) and not is_fact(first.text) and not is_furniture(first.text):
        yield "page", (first.start, first.end)  # a page's title with its site's name
    own = next((line for line in lines(text, end) if not is_furniture(line.text)), None)
    if own is not None and (run := _INTO_PROSE.match(text, own.start)) is not None:
        yield "runs into prose", run.span(1)
    yield from (("labelled", span) for span in chain(_of_column(text, end), _crumbs_end(text, end)))
    if own is not None and _is_defined(text, own, end):
        yield "entry", (own.start, own.end)
    if own is not None and _opens(own, text, end):
        yield "opens", (own.start, own.end)
    yield from (("issue", m.span()) for m in _ISSUE.finditer(text, 0, end))


def _unquoted(text: str, start: int, end: int) -> Range:
    """What is labelled as the title, without the marks around it."""
    return (start + 1, end - 1) if text[start] == "《" and text[end - 1] == "》" else (start, end)


@cache
def _rated_title() -> re.Pattern[str]:
    """A line that is the rating and, behind a colon, the title: "买入 Buy:…"."""
    chinese, english = alternatives("ratings"), alternatives("english_ratings")
    return re.compile(
        rf"^[ \t]*(?:(?:{chinese})(?: (?:{english}))?|(?:{english})): ?(?P<title>[^\n]{{6,120}})$"
        rf"|(?<= )(?:{english}) ?[(](?:maintained?|reiterated?|initiated?|unchanged|upgraded?|downgraded?)[)] "
        rf"(?P<run>[A-Z][^|\n]{{8,120}}?) (?=Target price|TP\b|Price\b)",
        re.MULTILINE | re.IGNORECASE,
    )


def _on_a_site(text: str, end: int) -> Iterator[Range]:
    """A site's page title, `[house]:title - site`; the line that repeats it is better evidence than the page title itself."""
    match = _SITE_HEAD.search(text, 0, min(end, 600))
    if match is None:
        return
    for line in lines(text, end):
        bare = _BRACKETED_HOUSE.sub("", line.text)
        if line.start > match.start() and len(bare) >= _LEAST and match[2].startswith(bare):
            yield line.end - len(bare), line.end
            return
    yield match.span(2)


def _twice(text: str, end: int) -> Iterator[Range]:
    """The first line that the front has twice, or that its first line begins with: a page title and its heading."""
    rows = lines(text, end)[:25]
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


def _of_column(text: str, end: int) -> Iterator[Range]:
    """The headline of a news site's column, with the column, where it is the page's first line that is longer than a menu's word."""
    first = next(
        (line for line in lines(text, end) if (len(line.text) > _WORD or len(HAN.findall(line.text)) > _HAN_WORD) and not is_furniture(line.text)), None
    )
    if first is not None and _COLUMN.fullmatch(first.text) and not first.text.endswith("。"):
        yield first.start, first.end


def _crumbs_end(text: str, end: int) -> Iterator[Range]:
    """The line that the path through the site ends with."""
    rows = lines(text, end)
    for i, row in enumerate(rows):
        if _CRUMBS.search(row.text):
            yield from ((other.start, other.end) for other in rows[i + 1 :] if len(other.text) >= _LEAST and row.text.endswith(other.text))
            return


def _is_defined(text: str, first: Segment, end: int) -> bool:
    """Whether the first paragraph tells what the page's first line names: that of an encyclopedia's entry."""
    if first.text.endswith((".", ":", "。")) or first.text[0].isdigit() or is_fact(first.text):
        return False
    prose = next((line for line in lines(text, end) if len(line.text) >= _PARAGRAPH), None)
    return (
        prose is not None and prose.start > first.end and _DEFINES.match(text, prose.start + len(first.text)) is not None and prose.text.startswith(first.text)
    )


def _opens(first: Segment, text: str, end: int) -> bool:
    """Whether the page's first line is short and by itself above its first sentence, its day or a table, as the name of a page of documentation is."""
    top = masthead(text, end)
    below = [line.text for line in islice(lines(text[first.end :], end - first.end), 2)]
    while len(below) > 1 and (DAY.search(below[0]) or is_fact(below[0])) and len(below[0]) <= _OPENING:
        below = below[1:]
    if not below or not (below[0].startswith("|") or (len(below[0]) >= _SENTENCE_LONG and below[0][-1] in ".。]") or len(below[0]) >= _PARAGRAPH):
        return False
    named = first.text[0].isupper() or HAN.match(first.text) is not None
    return (
        named
        and first.text[-1] not in ".:;,。:;,!)"
        and len(first.text) <= _OPENING
        and (top is None or top.start != first.start)
        and not is_fact(first.text)
        and not is_house_or_sector(first.text)
        and not is_generic(first.text)
        and DAY.search(first.text) is None
    )


def _tagged(healed: Healed, text: str) -> Iterator[tuple[str, Range]]:
    """What a broker's template put behind its tag for the title or the main part."""
    raw = healed.document.raw
    for tag in chain(_TAG.finditer(raw), _BARE_TAG.finditer(raw)):
        start, stop = healed.clean_offset(tag.start(1)), healed.clean_offset(tag.end(1))
        first = next((piece for piece in segments(text[start:stop], stop - start) if not is_fact(piece.text)), None)
        if first is not None:
            yield "tag title" if "itle" in "".join(tag[0].split()) else "tag", (start + first.start, start + first.end)


def _headings(text: str, end: int) -> Iterator[tuple[str, Range]]:
    first = True
    for heading in _HEADING.finditer(text, 0, end):
        if _CODE.match(text, heading.end()):
            continue
        title, span = heading["title"].strip(), heading.span("title")
        yield "heading", span
        if len(heading["level"]) == 1:
            yield "top heading", span
        if first and not _is_label(title.strip(" :")) and not _states(title):
            yield "first heading", span
            first = False


def _is_label(heading: str) -> bool:
    """Whether a heading only says what kind of part or of report follows."""
    return is_generic(heading) or are_labels(heading) or (is_house_or_sector(heading) and "|" in heading)


def _states(heading: str) -> bool:
    """Whether a heading is the company with its code, or a fact of the front such as "分析师:某某"."""
    return is_covered(heading) or (is_fact(heading) and re.search("[,?!,]", heading) is None)


def _joined(text: str, pieces: Sequence[Segment]) -> Iterator[tuple[str, Range]]:
    """Two lines that are one title: the first ends in a comma or colon, or the second is the few words that had no room; or a heading that names a
    series, and the next one."""
    for piece, following in pairwise(pieces):
        if _ENDS_IN_KIND.search(piece.text) and _NEXT_HEADING.fullmatch(text, piece.end, following.start) and not _is_no_part(following.text):
            if not _is_no_part(piece.text):
                yield "series joined", (piece.start, following.end)
            continue
        if _BETWEEN.fullmatch(text, piece.end, following.start) is None:
            continue
        if piece.text[-1] in ",，、:：—" and len(following.text) < _NEXT_LINE:
            sign = "joined"
        elif piece.whole and following.whole and len(HAN.findall(piece.text)) >= _CONTINUED[0] and _is_a_rest(following.text):
            sign = "short line joined"
        else:
            continue
        if not any(_is_no_part(p.text) for p in (piece, following)):
            yield sign, (piece.start, following.end)


def _is_no_part(text: str) -> bool:
    return is_fact(text) or is_house_or_sector(text) or is_furniture(text) or is_generic(text) or DAY.search(text) is not None


def _is_a_rest(line: str) -> bool:
    return len(line) <= _CONTINUED[1] and len(HAN.findall(line)) > 1 and line[0] not in "—#>(《" and not KIND.search(line)
