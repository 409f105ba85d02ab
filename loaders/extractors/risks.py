"""Owns finding the risks that a report warns of: the list behind a risk heading, or in a sentence that names them as risks. Lists of reasons elsewhere are
none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.claim import Claim
from graph.values import NodeRef, name_key
from loaders.extractors import Context
from loaders.extractors.statements import Statements
from loaders.healing import Healed
from loaders.patterns import any_script, sought

METHOD = "risks/1"
Range = tuple[int, int]

_HEADING = re.compile(
    r"(?:(?<=[\s。;;>#|*】\]▌■◼◆●•⚫❑❖➢►])|^)(?:[一二三四五六七八九十\d]{1,2}[、.．]\s*)?(?:主要|投[资資]|核心|下行){0,2}"
    r"(?:风险[ ]?(?:提示|因素|分析|揭示|提醒)?(?:事件)?|風險(?:提示|因素|分析|揭示|提醒)?)(?:与对策)?(?:\s?\([A-Za-z ]{4,24}\)|\s?[A-Z][a-z]+ [Rr]isks)?\s*"
    r"(?:[::]|。(?=\S)|(?=\n)|(?<=[示素醒])(?:[ ]?\||</t[dh]>\s*<t[dh][^>\n]{0,80}>)(?=[^|<\n]{2,200};)"
    r"|(?=\s+(?:[(（]?1[)）、.．]|[①◼■◆●•➢❖▪]))|(?<=提示)(?=[ ][^。;\n:]{3,30}风险。)"
    r"|(?<=提示)(?=[ ](?:[^、,。;\n:]{3,40}[、,;]){1,12}[^、,。;\n:#>]{2,40}(?:。|\s[#>]\s)))"
    r"|(?:(?<=[\s.>#|*])|^)(?:[Kk]ey |[Mm]ain |[Dd]ownside |[Pp]rincipal )?(?:[Ii]nvestment )?(?:RISKS|Risks|RISK|Risk|(?<=ey )risks|(?<=in )risks"
    r"|(?<=nside )risks|(?<!Upside )(?<!upside )risks(?= include))"
    r"(?: [Ff]actors| [Ww]arnings?)?(?: to (?:(?:our|the) [a-z ]{4,30}|[A-Z][A-Za-z ]{3,30}))?\s*(?::|(?=\n)| include[:]?(?= )| are[:]?(?= ))",
    re.MULTILINE,
)
_BEGINS = re.compile(
    r"[一二三四五六七八九十\d主投核下风風KkMmDdPpIiRr](?:(?<=[主投核风風])|(?<=下)行|(?<=[一二三四五六七八九十\d])(?=.?[、.．])"
    r"|ey |ain |ownside |rincipal |nvestment |isk|ISK)"
)
_NUMBER = re.compile(
    r"[(（\[]\s*(\d{1,2})\s*[)）\]]|(?<![\d.])(\d{1,2})\s*(?:[)）、]|[.．](?!\d))|([①-⑳])|(?<![^\s。;;])([一二三四五六七八九十])[、.]|(?<=[::,,。;;\s])([一二三四五六七八九十])是"
    r"|(?<=\s)[(（]([ivx]{1,4}|[a-h])[)）]"
)
_BULLET = re.compile(r"(?:^|(?<=\n))[ \t]*[-–•●◆■◼❖➢▪*·⚫\ue000-\uf8ff][ \t]*|[•●◆■◼❖➢▪⚫\ue000-\uf8ff][ \t]*", re.MULTILINE)
_STOP = re.compile(
    r"\n\s*\n(?!\s*(?:[(（]?\d|[①-⑳•●\-–*]))|\s[>#]\s|<table|(?<!引用)(?:资料|数据)来源|请务必|图表?\s*\d+\s*[::]|(?:Source|Figure|Exhibit|Table)s?\s?\d*:"
    r"|</t[dh]>|[ \t]\||\n\s*(?:分析师|免责|投资评级|相关研究|Disclos|Analyst|Important)|\f"
)
_END = re.compile(r"[;;。\n]|(?<=[a-z)])\.(?=\s|$)|(?<=\d)\.(?= [A-Z][a-z])|(?<=[a-z]{3})\.(?=[A-Z][a-z])")
_RISKY = re.compile(
    any_script(
        r"(?:风险|预期|加剧|波动|下滑|下行|放缓|恶化|变化|失败|延迟|推迟|不确定性?|收紧|升级|减弱|受限|降低|趋严|收缩|偏差|短缺|泄露|滥用|限制|摩擦|竞争|滞后|瓶颈|诉讼"
        r"|监管|上升|下降|变动|偏慢|走弱|走低|冲击|替代|减值|承压|缺失|流失|缩减|错误|偏低|偏高|变差|延后|搁置|取消|不顺|不力|受阻|遇阻|疲软|疲弱|争议|冲突|制裁|不足|过快|过慢|缓慢"
        r"|争夺|挤压|过剩|收窄|流出)$"
    )
)
_RISK = ("risk", "Risk")
_JOINS, _JOINED = re.compile(r"(?:and|or) "), re.compile(r",? (?:and|or)$")
_GLOSS = re.compile(r"(?<=[\u3400-\u9fff])\s?[(][A-Za-z][A-Za-z ,'-]{3,80}[)]$")  # the same in English
_LEAD = re.compile(r"[^。;;\n]{2,30}[::,,]\s*")  # "The industry faces several risks: 1) ..."
_EXPLAINS = re.compile(r"若|如果|可能|倘若|一旦")
_UNLISTED = re.compile(r"等(?:风险)?$")
_TAIL = " \t\n;;。,,、.:："
_SMALL_PRINT = re.compile("我们(?:在此)?(?:提醒|建议)|本(?:报告|公司|证券研究)|投资者(?:应|在|须|需)|市场有风险|股市有风险")
_LONGEST = 1_500
_FOOT = re.compile(r"[^。;;]{0,120}?\n[ \t]{0,4}(?=[(（]?\d{1,2}[)）、.]|[①-⑳])")
_HEADLINE = 32  # a risk that its explanation follows
_PLAIN_LINE = re.compile(r"[ \t]*(?:>[ \t]?)?(?P<risk>[\u3400-\u9fffA-Za-z][^\n;;。:：,]{3,38}?)[;;。]?[ \t]*(?:\n|$)")
# A sentence that names risks: "风险包括甲、乙及丙", "同时提示甲、乙等风险".
_TOLD = re.compile(
    any_script(
        r"(?:(?<!上行)风险(?:因素|点)?(?:主要)?(?:包括|在于|来自|来源于)|风险因素(?:有|为|是)|主要风险(?:有|为|是)|(?:以下|如下)风险(?=[::]))\s?[::]?\s?(?P<named>[^。;;\n]{4,240})"
        r"|(?<!风险)(?:提示|提醒|警惕|(?<=[需议应请并要])(?:留意|关注))(?P<warned>[^。;;::\n,,《]{4,100}?)等(?:潜在|下行|相关|主要|投资){0,2}风险"
    )
)
_TELLS = re.compile(any_script("(?:风险|主要|以下|如下|提示|提醒|警惕|留意|关注)"))
_AND, _AS_WELL = re.compile(any_script("以及|及|和|与")), any_script("以及|及")
_LEAST = 4  # letters of a risk on either side of an "and": else it joins words of one
_SHORT = 30  # what is left of a risk in the line below


def risks(healed: Healed, context: Context) -> Iterator[Claim]:
    """WARNS_OF each risk of each list, in order, once; `rank` counts over all lists of the report."""
    text, seen = healed.text, set[str]()
    state = Statements(healed, context, METHOD)
    for heading, item in _warnings(text):
        start, end = _bare(text, *item)
        name = " ".join(text[start:end].split())
        key = name_key(name)
        if key in seen or not _is_risk(name):
            continue
        seen.add(key)
        context.used.append(heading)
        yield state.relationship(context.report, "WARNS_OF", NodeRef("Risk", name), start, end, properties={"rank": len(seen)})


def _warnings(text: str) -> Iterator[tuple[Range, Range]]:
    """Each risk of each list with the range of the list's heading, then those of sentences."""
    reached = 0
    for heading in sought(_HEADING, _BEGINS, text):
        if heading.start() < reached:
            continue
        for item in _items(text, heading.end()):
            reached = item[1]
            yield heading.span(), item
    for sentence in sought(_TOLD, _TELLS, text):
        named = sentence["named"] is not None
        start, end = sentence.span("named" if named else "warned")
        numbered = _numbered(text, start, min(len(text), start + _LONGEST)) if named and _NUMBER.match(text, start) else []
        yield from (((sentence.start(), start), item) for item in numbered or _told(text, start, end, named=named))


def _told(text: str, start: int, end: int, *, named: bool) -> list[Range]:
    """The risks that a sentence strings together. Those that are not named as such must all end as risks do: one may be asked to heed anything."""
    mark = next((mark for mark in "、,," if mark in text[start:end]), "、")
    if mark == "、" and (clause := re.compile("[,,]").search(text, start, end)) is not None:
        end = clause.start()
    *items, last = _split(text, start, end - text[start:end].endswith("等"), mark) or [(start, end)]
    items += _parted(text, *last)
    if mark in ",," and not _all_risky(text, items):
        items = items[:1]  # what follows says something else
    return items if _all_risky(text, items) or (named and len(items) > 1) else []


def _all_risky(text: str, items: list[Range]) -> bool:
    return all(_RISKY.search(text[start:end]) for start, end in items)


def _parted(text: str, start: int, end: int) -> list[Range]:
    """The two risks that an "and" joins, or the one that they are."""
    for joint in _AND.finditer(text, start + _LEAST, max(start + _LEAST, end - _LEAST)):
        if _RISKY.search(text[start : joint.start()]) or re.fullmatch(_AS_WELL, joint[0]):
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _is_risk(name: str) -> bool:
    """Whether an item says something: more than a page number, a dotted line or a lone heading."""
    return len(re.findall(r"[^\W\d_]", name)) >= 3 and not _SMALL_PRINT.match(name) and not re.search(r"\.{3,}|…{2,}|@|https?:", name) and len(name) <= 300


def _bare(text: str, start: int, end: int) -> Range:
    """A risk without the word that joins it to the one before, the same words in English, and 等 or 等风险 behind the last of a list."""
    if joins := _JOINS.match(text, start, end):
        start = joins.end()
    if joins := _JOINED.search(text[start:end]):
        end = start + joins.start()
    if gloss := _GLOSS.search(text[start:end]):
        end = start + gloss.start()
    unlisted = _UNLISTED.search(text[start:end])
    return (start, start + unlisted.start()) if unlisted and _RISKY.search(text[start : start + unlisted.start()]) else (start, end)


def _items(text: str, start: int) -> list[Range]:
    """The items of the list that begins at `start`: numbered in any style, bulleted, or parted by semicolons."""
    while start < len(text) and text[start].isspace():
        start += 1
    told = _told_by_line(text, start)
    if told:
        return told
    stop = _STOP.search(text, start, start + _LONGEST)
    end = stop.start() if stop else min(len(text), start + _LONGEST)
    while start < end and text[start].isspace():
        start += 1
    numbered = _numbered(text, start, end)
    if numbered:
        return numbered + _behind_furniture(text, end, len(numbered) + 1)
    bullets = list(_BULLET.finditer(text, start, end))
    if len(bullets) == 1 and bullets[0].start() == start:
        return _plain(text, bullets[0].end(), end)
    if bullets and bullets[0].start() - start <= 2:
        limits = [*(m.start() for m in bullets[1:]), end]
        return [r for m, limit in zip(bullets, limits, strict=True) if (r := _trim(text, m.end(), _bullet_end(text, m.end(), limit)))]
    return _plain(text, start, end)


def _told_by_line(text: str, start: int) -> list[Range]:
    """Short lines, one risk each, up to a blank one; a list of them has at least two."""
    found: list[Range] = []
    while (line := _PLAIN_LINE.match(text, start)) is not None:
        found.append(line.span("risk"))
        start = line.end()
    risky = sum(_RISKY.search(text[a:b]) is not None for a, b in found)
    return found if len(found) > 1 and risky >= len(found) - (len(found) > 2) else []


def _bullet_end(text: str, start: int, limit: int) -> int:
    """The end of a bullet's line, or of the next one where the line was wrapped inside a risk."""
    end = _line_end(text, start, limit)
    wrapped = _line_end(text, min(end + 1, limit), limit)
    goes_on = end < limit and not _RISKY.search(text[start:end].rstrip()) and _RISKY.search(text[end:wrapped].rstrip()) and "\n\n" not in text[start:wrapped]
    return wrapped if goes_on and wrapped - end < _SHORT else end


def _numbered(text: str, start: int, end: int) -> list[Range]:
    """Items behind 1, 2, 3 ...: an item ends at the next number, a semicolon, a full stop or a line's end."""
    marks: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text, start, end):
        if _ordinal(match) == len(marks) + 1:
            marks.append(match)
        elif marks and _ordinal(match) == 1:
            break
    if not marks or not (marks[0].start() - start <= 3 or _LEAD.fullmatch(text, start, marks[0].start())):
        return []
    found = []
    for i, mark in enumerate(marks):
        limit = marks[i + 1].start() if i + 1 < len(marks) else end
        item = _trim(text, mark.end(), _item_end(text, mark.end(), limit))
        if item:
            found.append(item)
    return found


def _behind_furniture(text: str, start: int, number: int) -> list[Range]:
    """The items that go on behind the foot and the head of a page that cut a numbered list: the last item before it ends with a semicolon."""
    foot = _FOOT.match(text, start) if text[max(0, start - 4) : start].rstrip().endswith(";") else None
    mark = _NUMBER.match(text, foot.end()) if foot else None
    if mark is None or _ordinal(mark) != number:
        return []
    stop = _STOP.search(text, mark.end(), mark.end() + _LONGEST)
    end, found = stop.start() if stop else min(len(text), mark.end() + _LONGEST), []
    while mark is not None:
        following = next((m for m in _NUMBER.finditer(text, mark.end(), end) if _ordinal(m) == number + 1), None)
        found.append(_trim(text, mark.end(), _item_end(text, mark.end(), following.start() if following else end)))
        mark, number = following, number + 1
    return [item for item in found if item]


def _item_end(text: str, start: int, limit: int) -> int:
    stop = _END.search(text, start, limit)
    while stop is not None and not text[start : stop.start()].strip():
        stop = _END.search(text, stop.end(), limit)
    end = stop.start() if stop else limit
    # A heading with its explanation behind a colon is the risk; the explanation is not.
    colon = re.compile(r"[::]").search(text, start, end)
    return colon.start() if colon and (_RISKY.search(text[start : colon.start()].strip()) or text[start : colon.start()].rstrip().endswith(_RISK)) else end


def _ordinal(match: re.Match[str]) -> int:
    bracketed, plain, circled, listed, told, letter = match.groups()
    chinese = listed or told
    if circled:
        return ord(circled) - ord("①") + 1
    if chinese:
        return "一二三四五六七八九十".index(chinese) + 1
    if letter:
        roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
        return roman.index(letter) + 1 if letter in roman else ord(letter) - ord("a") + 1
    return int(bracketed or plain)


def _plain(text: str, start: int, end: int) -> list[Range]:
    """Items that are only parted by semicolons; without any, sentences or clauses that each end as risks do."""
    line = _line_end(text, start, end)
    stop = re.compile(r"。|\.(?=\s|$)").search(text, start, line)
    parts = _split(text, start, stop.start() if stop else line, r"[;;]")
    if len(parts) > 1:
        return parts
    if re.match(r"[A-Za-z]", text[start : start + 1]) and not re.search(r"[\u3400-\u9fff]", text[start:line]):
        return _english(text, start, line)
    every = _split(text, start, line, "。")
    named = [(a, b) for a, b in every if b - a <= _HEADLINE and text[a:b].endswith("风险")]
    if len(named) > 1 and named[0] == every[0]:  # the others explain them
        return named
    sentences = _leading(text, every)
    if len(sentences) != 1:
        return sentences
    for mark in ("[,,]", "、"):
        clauses = _split(text, *sentences[0], mark)
        risky = sum(_RISKY.search(_UNLISTED.sub("", text[a:b])) is not None for a, b in clauses)
        if len(clauses) > 1 and risky >= len(clauses) - (len(clauses) > 2):
            return clauses
    return sentences


def _leading(text: str, sentences: list[Range]) -> list[Range]:
    """The sentences up to the first that does not end as a risk does, or that explains the one before it; the first always counts."""
    found: list[Range] = []
    for start, end in sentences:
        if found and (not _RISKY.search(text[start:end]) or (_EXPLAINS.search(text[start:end]) and end - start > 2 * (found[0][1] - found[0][0]))):
            break
        found.append((start, end))
    return found


def _english(text: str, start: int, end: int) -> list[Range]:
    """The clauses of one English sentence: "a, b, and c"."""
    stop = re.compile(r"\.(?=\s|$)|(?<=[a-z]{3})\.(?=[A-Z][a-z])").search(text, start, end)
    end = stop.start() if stop else end
    joint = r"|\s+and\s+" if "," in text[start:end] and not re.search(r",\s+(?:and|or)\s", text[start:end]) else r"|\s+and (?=\S+ \S+)"
    clauses = _split(text, start, end, r",\s+(?:and |or )?" + joint)
    whole = _trim(text, start, end)
    return clauses if len(clauses) > 2 or not whole else [whole]


def _split(text: str, start: int, end: int, mark: str) -> list[Range]:
    found, at = [], start
    for match in re.compile(mark).finditer(text, start, end):
        found.append(_trim(text, at, match.start()))
        at = match.end()
    return [r for r in (*found, _trim(text, at, end)) if r]


def _line_end(text: str, start: int, end: int) -> int:
    at = text.find("\n", start, end)
    return end if at < 0 else at


def _trim(text: str, start: int, end: int) -> Range | None:
    """The range without the white space and marks at its ends; None if nothing is left."""
    while start < end and (text[start].isspace() or text[start] in "、.．)）::"):
        start += 1
    while end > start and text[end - 1] in _TAIL:
        end -= 1
    return (start, end) if end > start else None
