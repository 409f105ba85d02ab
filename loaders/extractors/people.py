"""Owns finding the people whom a report names as its authors and contacts, with their licences. It must never keep a phone number or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile, zip_longest

from loaders.extractors.analysts import alone_above, glued_to_role, glued_to_sector, of_a_house
from loaders.extractors.front import publishing
from loaders.extractors.licences import LICENCE, handed_out, is_of_staff
from loaders.extractors.person_names import LATIN_NAME, is_name, is_person, name_before
from loaders.patterns import sought

ANALYST, CONTACT, ASSISTANT = "ANALYST", "CONTACT", "ASSISTANT"

_NAME_THEN_ROLE = re.compile(
    r"(?:(?<=^)|(?<=[\s、,，;；)）\]】]))(?P<name>[\u3400-\u9fff]{2,4})[ \t]*[(（|]?[ \t]*"
    r"(?:[\u3400-\u9fff]{2,10}(?=首席|分析|研究))?(?:证券|首席|资深|高级|联席|行业|联合)*"
    r"(?P<role>分析[师员]|研究员|研究助理|助理研究员|联系人|首席(?=\s))(?=$|[\s)）:：,，;；|/]|SAC|执业|登记|证书)",
    re.MULTILINE,
)
_SIDE_BY_SIDE = re.compile(r"(?<![\u3400-\u9fff])(?:[\u3400-\u9fff]{2,4}[ \t]*[(（][^()（）\n]{2,12}[)）][ \t]*){2,}")
_NAMES_IN_A_ROW = re.compile(r"(?<![\u3400-\u9fff])((?:[\u3400-\u9fff]{2,3}[ \t]{1,3}){1,5}[\u3400-\u9fff]{2,3})\s{1,3}SAC[ ]?[::][ ]?$")
_LABEL_BESIDE = re.compile(r"\s{0,3}(?:SAC[ ]?[::])?\s{0,3}")
_BELOW = 400  # code points
_ROWS_BELOW = 4  # lines: mails and phones stand between
_WORD = re.compile(r"(?<![\u3400-\u9fff])(?:[\u3400-\u9fff]{2,12}|[\u3400-\u9fff] [\u3400-\u9fff])(?![\u3400-\u9fff])")
_CONTACT_LABEL = re.compile(r"(?:证券|业务|执业|从业|投资咨询|登记|资格|证书|编号|编码|号码?|电话|手机|邮箱|邮件|联系|方式|分析师|研究员)+")
_ROLE = re.compile(
    r"(?P<assistant>研究助理|助理研究员|助理分析师|(?:Research )?Associates?(?= ?[:：])|Research Assistants?)|(?P<contact>联系人|研究支持"
        r"|Contacts?(?: person)?(?= ?[:：]))"
    r"|(?P<analyst>(?:证券|首席|资深|高级|联席|行业|联合)*(?:分析[师员]|研究员)|(?:报告)?作者|执笔人?|撰写人?|撰文|(?<![\u3400-\u9fff])文(?= ?[|/丨:])"
    r"|(?:(?:Lead|Senior|Chief|Research"
        r"|Equity) )*(?:Analyst\(s\)|Analysts?|Authors?)(?= ?[:：])|(?:(?<=\n)|(?<=[·|•]\s)|(?<=[·|•]\s\s)|^)By(?= [A-Z][^\n]{2,60}(?:\n|$)))"
)  # fmt: skip
_ROLE_BEGINS = re.compile(
    "研究|助理|联系人|证券|首席|资深|高级|联席|行业|联合|分析师|报告|作者|执笔|撰写|撰文|文|Associate|Research|Contact|Lead|Senior|Chief|Equity|Analyst|Author|By"
)
_CHINESE_NAMES = re.compile(
    r"(?:\s{0,4}(?:电话|手机|邮箱|邮件|E-?mail|Tel)[ ]?[::](?=\s)\s{0,4}){0,3}"  # a card's labels, without what they are of
        r"[ \t]*[(（]?[A-Za-z ]{0,20}[)）]?[ \t]*[::|/丨]?[ \t]*\n?[ \t]*(?P<names>(?:[\u3400-\u9fff]{2,4}"
        r"|[\u3400-\u9fff](?: {1,2}[\u3400-\u9fff]){1,2})(?:[、,,/ ]{1,2}(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff] [\u3400-\u9fff])(?![\u3400-\u9fff]))*)"
    r"(?P<after>\s|[\W\d_A-Za-z]|登记|执业|资格|$)"
)  # fmt: skip
_GLUED_NAME = re.compile(r"[ \t]*[::]?[ \t]*(?P<names>[\u3400-\u9fff]{2,4}?)(?=登记|执业|资格|证书|SAC|电话|邮箱|[::(（\d]|S\d)")
_LATIN_NAMES = re.compile(
    rf"[ \t]*(?:\([^)\n]{{0,30}}\))?[ \t]*[::]?[ \t]*\n?[ \t]*(?P<names>{LATIN_NAME}(?:, ?(?:CFA|PhD|Ph\.D\.?|CPA|MBA|FRM|CAIA))*(?:(?:,| and| &|;"
        rf"|/) ?{LATIN_NAME}(?:, ?(?:CFA|PhD|Ph\.D\.?|CPA|MBA|FRM|CAIA))*)*)"
)  # fmt: skip
_CREDENTIALED = re.compile(rf"^[ \t]*({LATIN_NAME}), ?(?:CFA|CPA|FRM|PhD)\b", re.MULTILINE)
_TITLED = re.compile(
    rf"^[ \t]*({LATIN_NAME}|[\u3400-\u9fff]{{2,4}}(?=\*|[ \t]*[(][A-Z]))\*?(?:[ \t]?[(][A-Z][A-Za-z. ]{{2,24}}[)])?"
    rf"(?:, ?(?:CFA|CPA|FRM|PhD))*[ \t]*(?:\n|[,|–-])[ \t]*"
    r"((?:(?:Senior|Lead|Chief|Research|Equity|Sector|Associate|Managing) )*(?:Analyst|Associate|Strategist|Director)\b"
    r"|(?:证券|首席|资深|高级|联席|行业)*分析师|研究助理)",
    re.MULTILINE,
)
_SPACED_TITLE = re.compile(  # "某某某 电子行 业首 席分 析师": some PDFs have gaps inside words
    r"(?:^|(?<=\s))(?P<name>[\u3400-\u9fff]{2,4}) (?:[\u3400-\u9fff] ?){0,10}?(?P<role>分 ?析 ?[师员]|研 ?究 ?员|研 ?究 ?助 ?理)(?=\s)", re.MULTILINE
)
_CERTIFIED = re.compile(rf"(?:I|We), (?P<names>{LATIN_NAME}(?:(?:, and|,| and| &) {LATIN_NAME}){{0,4}}),? (?:do )?(?:hereby )?certify\b")
_CERTIFIED_BEGINS = re.compile(r"(?:I|We)(?=, [A-Z])")
_CARD = 240  # code points from a name to the licence below it
_CARD_LINES = 6
_MAILED = re.compile(
    rf"^[ \t]*({LATIN_NAME})(?:, ?(?:CFA|CPA|FRM|PhD))*[ \t]*(?:(?:[,|–-]|[ ]{{2}})[^\n@]{{0,60}}?)?\n?[ \t]*"
    r"(?:[+(\d][\dX ()-]{6,20}[\dX][ \t]*[|,;]?\n?[ \t]*)?(?<![\w.+-])([\w.+-]+)@",
    re.MULTILINE,
)
_MAILED_BELOW = re.compile(r"^[ \t]*([\u3400-\u9fff]{2,4})[ \t]*\n(?:[ \t]*[(+]?[\dX][\dX ()-]{6,}\n)?[ \t]*[\w.+-]+@", re.MULTILINE)
_PHONED = re.compile(rf"({LATIN_NAME})\*?(?:, ?CFA)? [+(]?\d[\dX ()-]{{6,24}} ([\w.+-]+)@[\w.-]+ (?:SFC )?(?:CE )?(?:No|Ref)\.?:? ?$")
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{3,40})@(?:[\w-]+(?:\.[a-z]{2,4})+|[\w.-]+)")  # what is glued behind it begins with a capital
_BILINGUAL = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff](?: ?[\u3400-\u9fff]){1,3})\*? ?[(]$")  # "某某某 (Jane Roe)"
_LATIN_WORD = re.compile(  # words that are glued are several, a name such as McRoe or O'Roe is one
    r"(?:Mc|Mac|De|La|O['’])?[A-ZÀ-Þ][a-zß-ÿ'’]+(?:-[A-Za-z][a-zß-ÿ]+)*|[A-Z]{2,}(?:-[A-Z]+)*(?![A-Za-z])"
)
_DEGREE_BEHIND = re.compile(r", ?(?:CFA|CPA|FRM|PhD)")  # a mail may be glued to it
_CARD_OF_MAIL = 90
_LONGEST_NAME = 3
_TELEPHONE = re.compile(r"[\s|,;:()+\dXx*.-]*(?:(?:E-?mail|Tel|T|E|M)\s?[::]?[\s()+\dXx*.-]*){0,2}")
_CHINESE_MAILED = re.compile(
    r"(?<![\u3400-\u9fff])(?P<name>[\u3400-\u9fff]{2,4})(?:[ \t]?[+(]?\d[\dX*()-]{6,24}(?:[ \t]|(?=[A-Za-z]))|[ \t]?)[A-Za-z][\w.+-]{2,30}@"
)
_ASKED = re.compile(
    r"associates?\s?:|assistants?\s?:|contacts?|enquir|inquir|media|press|support|write to|questions|媒体|投资者|客服|商务|合作|编辑|记者|投稿|联系",
    re.IGNORECASE,
)
_REPOSTED = re.compile(r"(?:发布?|上传|转载|转发)\s?[(:]?\s?$")  # before "作者" of who put a report up on a site
_CREDENTIAL = re.compile(r", ?(?:CFA|PhD|Ph\.D\.?|CPA|MBA|FRM|CAIA)\b| AC(?= )")  # AC: who certifies the note


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at [start, end); `licence` is where the licence number stands. Both are clean ranges."""

    start: int
    end: int
    name: str
    role: str
    licence: tuple[int, int] | None = None


def find_people(text: str, end: int) -> list[Person]:
    """The people in the front in order, each once: those with a licence, those whom a word such as 分析师, 联系人 or Analyst names, and,
    where nobody has a licence, those whose mail stands behind their name."""
    people: dict[str, Person] = {}
    licensed = list(_licensed(text, end))
    for person in sorted([*licensed, *_named(text, end), *([] if licensed else _by_mail(text, end))], key=lambda p: (p.licence is None, p.start)):
        before = people.get(person.name)
        if before is None:
            people[person.name] = person
    return _with_the_rest(text, end, sorted(people.values(), key=lambda p: p.start))


def _with_the_rest(text: str, end: int, people: list[Person]) -> list[Person]:
    """The people, with the licences that stand too far behind a name to be seen with it."""
    names, taken = [(p.start, p.end) for p in people if p.licence is None], [p.licence for p in people if p.licence]
    found = handed_out(text, names, taken, end) or _only_pair(text, end, people, taken)
    return [replace(p, licence=found.get(p.start, p.licence)) for p in people]


def _only_pair(text: str, end: int, people: list[Person], taken: list[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The one licence of the front for its one analyst, below the name, whatever of the column beside it stands between them."""
    analysts = [p for p in people if p.role == ANALYST]
    numbers = [] if taken or len(analysts) != 1 else [n.span() for n in LICENCE.finditer(text, 0, end) if not is_of_staff(n[0])]
    return {analysts[0].start: numbers[0]} if len(numbers) == 1 and 0 < numbers[0][0] - analysts[0].end <= _BELOW else {}


def certified(text: str, end: int) -> Iterator[Person]:
    """Those who certify that a note is what they think, in the words of the rule: "I, Jane Roe, hereby certify …", else whom news calls its analyst."""
    signed = list(_certified(text, end))
    name = of_a_house(text) if not signed else None
    yield from signed
    if name is not None:
        yield _person(text, *name, ANALYST)


def _certified(text: str, end: int) -> Iterator[Person]:
    for words in sought(_CERTIFIED, _CERTIFIED_BEGINS, text, 0, end):
        yield from _each_latin(text, *words.span("names"), ANALYST)


def role_of(text: str, name: str, end: int) -> str:
    """What the report calls a person whom a byline names: the nearest word before the name says it, else an analyst."""
    at = text.find(name)
    while 0 <= at < end:
        label = next(reversed(list(_ROLE.finditer(text, max(0, at - 12), at))), None)
        if label is not None and not text[label.end() : at].strip(" :\n\t"):
            return _role(label)
        at = text.find(name, at + 1)
    return ANALYST


def _role(label: re.Match[str]) -> str:
    return ASSISTANT if label["assistant"] else CONTACT if label["contact"] else ANALYST


def _licensed(text: str, end: int) -> Iterator[Person]:
    """Licence numbers and the name before each: "name label number", "name number", glued or not."""
    reached = 0
    numbers = list(LICENCE.finditer(text, 0, end))
    paired = [*_in_columns(text, end, numbers), *_in_a_row(text, numbers)]
    yield from paired
    for number in (n for n in numbers if n.span() not in {person.licence for person in paired}):
        mailed = _mailed_before(text, max(reached, number.start() - _CARD), number.start())
        if mailed is not None:
            yield Person(*mailed, _shown(text[slice(*mailed)]), _role_before(text, mailed[0]), number.span())
            reached = number.end()
            continue
        low = max(reached, number.start() - 60)
        found = name_before(text, low, number.start())
        titled = _titled_before(text, max(reached, number.start() - 140), number.start())
        card = _card_before(text, max(reached, number.start() - _CARD), number.start()) if found is None else None
        reached = number.end()
        phoned = _PHONED.search(text, low - 60 if low > 60 else 0, number.start()) if found is None and card is None else None
        if phoned is not None and is_person(phoned[1]) and any(part.casefold()[:4] in phoned[2].casefold() for part in phoned[1].split()):
            yield Person(*phoned.span(1), phoned[1], ANALYST, number.span())
        elif card is not None:
            yield Person(*card.span(1), card[1], _titled_role(card[2]), number.span())
        elif titled is not None:
            start, stop = titled.span("name")
            yield Person(start, stop, titled["name"], _role_named(titled["role"]), number.span())
        elif (
            found is not None
            or (
                found := _name_and_contacts(text, low - 80, number.start())
                or _labelled_before(text, low - 80, number.start())
                or alone_above(text, number.span())
            )
            is not None
        ):
            start, stop = found
            yield Person(start, stop, _shown(text[start:stop]), _role_before(text, start), number.span())


def _in_columns(text: str, end: int, numbers: Sequence[re.Match[str]]) -> Iterator[Person]:
    """Names with their roles side by side in one line, with their licences side by side in a line below: the first belongs to the first."""
    for row in _SIDE_BY_SIDE.finditer(text, 0, end):
        names = [m for m in _NAME_THEN_ROLE.finditer(text, *row.span()) if _is_titled(m)]
        below = [n for n in numbers if 0 <= n.start() - row.end() <= _BELOW and text.count("\n", row.end(), n.start()) <= _ROWS_BELOW]
        side = [n for n in below if text.count("\n", below[0].start(), n.start()) == 0]
        licensed = names if len(side) == len(names) else [m for m in names if _role_named(m["role"]) == ANALYST]
        paired = len(side) >= 2 and len(side) == len(licensed)
        places = {name.start(): number.span() for name, number in zip(licensed, side, strict=True)} if paired else {}
        if len(names) >= 2:
            yield from (Person(*m.span("name"), m["name"], _role_named(m["role"]), places.get(m.start())) for m in names)


def _in_a_row(text: str, numbers: Sequence[re.Match[str]]) -> Iterator[Person]:
    """Names in a row before one labelled number or several in a row, the first of the first; who is left has none, and is whom to ask."""
    for at, number in enumerate(numbers):
        row = _NAMES_IN_A_ROW.search(text, max(0, number.start() - _CARD_OF_MAIL), number.start())
        words = list(_WORD.finditer(text, *row.span(1))) if row else []
        names = list(takewhile(lambda word: is_name(word[0]), reversed(words)))[::-1]
        side = [number, *(b for a, b in takewhile(lambda p: _LABEL_BESIDE.fullmatch(text, p[0].end(), p[1].start()), pairwise(numbers[at:])))]
        if 1 < len(names) >= len(side):
            for name, licence in zip_longest(names, side):
                yield Person(name.start(), name.end(), name[0], ANALYST if licence else CONTACT, licence.span() if licence else None)


def _titled_before(text: str, low: int, high: int) -> re.Match[str] | None:
    """A name with the role behind it, and then nothing but contacts and labels up to the licence: "name(role) phone mail licence"."""
    found = [m for m in _NAME_THEN_ROLE.finditer(text, low, high) if _is_titled(m)]
    between = text[found[-1].end() : high] if found else ""
    return found[-1] if found and not re.search(r"[。;；《]", between) and between.count("\n") <= 4 and not _other_name(between) else None


def _is_titled(match: re.Match[str]) -> bool:
    """Whether a name stands before a role: one in brackets says by itself that it is a name, however rare the family's."""
    name = match["name"]
    return is_name(name) or (match[0][len(name) :].lstrip()[:1] == "(" and len(name) <= _LONGEST_NAME and name not in publishing("sectors"))


def _card_before(text: str, low: int, high: int) -> re.Match[str] | None:
    """The last name before a licence that has a line of its own, with the person's role in the next, as on a card."""
    if low and text[low - 1] != "\n":
        low = text.find("\n", low, high) + 1 or high
    cards = [m for m in _TITLED.finditer(text, low, high) if is_person(m[1])]
    return cards[-1] if cards and text.count("\n", cards[-1].start(), high) <= _CARD_LINES else None


def _by_mail(text: str, end: int) -> Iterator[Person]:
    """Names with nothing but a degree and a telephone between them and a mail that is made of them: "Jane Roe, CFA 212-555-0100 jroe@…"."""
    reached, beside = 0, set[frozenset[str]]()
    for mail in _MAIL.finditer(text, 0, end):
        named = _mailed_before(text, max(reached, mail.start() - _CARD_OF_MAIL), mail.end())
        reached = mail.end()
        between = _CREDENTIAL.sub("", text[named[1] : mail.start()]) if named else ""
        if named and _TELEPHONE.fullmatch(between) and not _ASKED.search(text, max(0, named[0] - 24), named[0]):
            beside.add(frozenset(text[slice(*named)].casefold().split()))
            yield Person(*named, _shown(text[slice(*named)]), ANALYST, None)
    yield from (p for p in _by_whole_mail(text, end) if frozenset(p.name.casefold().split()) not in beside)
    for card in _CHINESE_MAILED.finditer(text, 0, end):
        if is_name(card["name"]) and not _ASKED.search(text, max(0, card.start() - 24), card.start()):
            yield Person(*card.span("name"), card["name"], ANALYST, None)


def _by_whole_mail(text: str, end: int) -> Iterator[Person]:
    """Names that a mail of the front is made of, both words and nothing else: columns put other lines between them."""
    mails = {re.sub("[^a-z]", "", mail[1].casefold()) for mail in _MAIL.finditer(text, 0, end)} if "@" in text else set()
    for first, last in pairwise(_LATIN_WORD.finditer(text, 0, end) if mails else ()):
        named = text[first.end() : last.start()] == " " and (first[0] + last[0]).casefold() in mails
        if named and set(first[0]) != {"X"} and not _ASKED.search(text, max(0, first.start() - 24), first.start()):
            yield Person(first.start(), last.end(), text[first.start() : last.end()], _role_before(text, first.start()), None)


def _mailed_before(text: str, low: int, high: int) -> tuple[int, int] | None:
    """The name that the last mail before a licence is made of, wherever it stands: "Jane Roe Internet Analyst jane_roe@… (SFC CE No. ABC123)"."""
    mails = list(_MAIL.finditer(text, low, high))
    if not mails:
        return None
    local = mails[-1][1].casefold()
    words = [word for word in _LATIN_WORD.finditer(text, low, mails[-1].start()) if set(word[0]) != {"X"}]  # digits of phones are masked so
    for first, last in reversed(list(pairwise(words))):
        if text[first.end() : last.start()] not in (" ", ", ") or last[0].casefold() not in local:
            continue
        begins = local.startswith(first[0][0].casefold()) or _DEGREE_BEHIND.match(text, last.end())
        if first[0].casefold() in local or (begins and text[first.end() : last.start()] == " "):
            in_chinese = _BILINGUAL.search(text, max(low, first.start() - 12), first.start())
            return in_chinese.span(1) if in_chinese is not None and is_name(in_chinese[1]) else (first.start(), last.end())
    return None


def _titled_role(word: str) -> str:
    return ASSISTANT if word.casefold().endswith("associate") or word == "研究助理" else ANALYST


def _name_and_contacts(text: str, low: int, high: int) -> tuple[int, int] | None:
    """A name that stands alone, with nothing but contacts and labels between it and the licence."""
    words = list(_WORD.finditer(text, max(0, low), high))
    names = [word for word in words if is_name(word[0])]
    rest = [word for word in words if names and word.start() > names[-1].start()]
    if not names or not all(_CONTACT_LABEL.fullmatch(word[0]) for word in rest) or re.search(r"S\d{13}", text[names[-1].end() : high]):
        return None
    return names[-1].span()


def _labelled_before(text: str, low: int, high: int) -> tuple[int, int] | None:
    """A name glued between its role and its contacts, with nothing but contacts up to the licence: "分析师某某某电话:… 执业证书编号:"."""
    labels = list(_ROLE.finditer(text, max(0, low), high))
    glued = _GLUED_NAME.match(text, labels[-1].end(), high) if labels else None
    if glued is None or not is_name(glued["names"]) or LICENCE.search(text, glued.end(), high) or re.search("[。;《]", text[glued.end() : high]):
        return None
    return glued.span("names")


def _other_name(between: str) -> bool:
    return any(is_name(word) for word in re.findall(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])", between))


def _role_named(word: str) -> str:
    return ASSISTANT if "助理" in word else CONTACT if word == "联系人" else ANALYST


def _role_before(text: str, at: int) -> str:
    label = next(reversed(list(_ROLE.finditer(text, max(0, at - 80), at))), None)
    return _role(label) if label is not None else ANALYST


def _named(text: str, end: int) -> Iterator[Person]:
    """Names behind a word that says what the person is."""
    for label in sought(_ROLE, _ROLE_BEGINS, text, 0, end):
        if _REPOSTED.search(text, max(0, label.start() - 6), label.start()):
            continue
        glued = _GLUED_NAME.match(text, label.end(), end)
        chinese = _CHINESE_NAMES.match(text, label.end(), end)
        latin = _LATIN_NAMES.match(text, label.end(), end)
        if glued and is_name(glued["names"]):
            yield _person(text, *glued.span("names"), _role(label))
        elif chinese:
            yield from _each(text, *chinese.span("names"), _role(label))
        elif latin:
            yield from _each_latin(text, *latin.span("names"), _role(label))
    yield from _certified(text, end)
    yield from (_person(text, *name, ANALYST) for name in (*glued_to_role(text, end), *glued_to_sector(text, end)))
    for spaced in _SPACED_TITLE.finditer(text, 0, end):
        if is_name(spaced["name"]) and spaced[0].count(" ") > 1:
            yield _person(text, *spaced.span("name"), _role_named(spaced["role"].replace(" ", "")))
    yield from _on_own_lines(text, end)


def _on_own_lines(text: str, end: int) -> Iterator[Person]:
    """Names at the beginning of a line or of a table's cell, before their role, their mail or their title."""
    for behind in _NAME_THEN_ROLE.finditer(text, 0, end):
        if is_name(behind["name"]) and text[text.rfind("\n", 0, behind.start()) + 1 : behind.start()].rstrip()[-1:] in ("", "|"):
            yield _person(text, *behind.span("name"), _role_named(behind["role"]))
    for titled in _TITLED.finditer(text, 0, end):
        if is_person(titled[1]):
            yield _person(text, *titled.span(1), _titled_role(titled[2]))
    for mailed in _MAILED.finditer(text, 0, end):
        if is_person(mailed[1]) and mailed[1].split()[-1].casefold() in mailed[2].casefold():
            yield _person(text, *mailed.span(1), ANALYST)
    for mailed in _MAILED_BELOW.finditer(text, 0, end):
        if is_name(mailed[1]):
            yield _person(text, *mailed.span(1), role_of(text, mailed[1], end))
    for credentialed in _CREDENTIALED.finditer(text, 0, end):
        if is_person(credentialed[1]):
            yield _person(text, *credentialed.span(1), ANALYST)


def _each(text: str, start: int, end: int, role: str) -> Iterator[Person]:
    for part in re.finditer(r"[\u3400-\u9fff](?: {1,2}[\u3400-\u9fff]){1,2}(?![\u3400-\u9fff])|[\u3400-\u9fff]+", text[start:end]):
        if not is_name(part[0]) or text[start + part.end() : start + part.end() + 1] == ":":  # "作者:某某某 来自:": the next label
            return
        yield _person(text, start + part.start(), start + part.end(), role)


def _each_latin(text: str, start: int, end: int, role: str) -> Iterator[Person]:
    for part in re.finditer(LATIN_NAME, _CREDENTIAL.sub(lambda m: "," * len(m[0]), text[start:end])):
        if is_person(part[0]):
            yield _person(text, start + part.start(), start + part.end(), role)


def _person(text: str, start: int, end: int, role: str) -> Person:
    return Person(start, end, _shown(text[start:end]), role)


def _shown(name: str) -> str:
    return name.replace(" ", "") if name[0] >= "\u3400" else name
