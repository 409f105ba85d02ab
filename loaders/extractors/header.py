"""Owns a report's header: it fills the context and claims who published it, when, who wrote it, what sector it covers and how it rates it.

It must not read the report's text beyond its front, except for the house behind its figures. Contact details are never part of a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context
from loaders.extractors.bylines import Byline, find_byline
from loaders.extractors.front import front_end, lines, simplified
from loaders.extractors.furniture import is_furniture
from loaders.extractors.licences import is_of_staff, names_a_licence
from loaders.extractors.people import ANALYST, ASSISTANT, Person, certified, find_people, role_of
from loaders.extractors.published import find_kind, find_published
from loaders.extractors.publisher import Publisher, find_publisher
from loaders.extractors.sector import Found, Rating, as_printed, find_rating, find_sector
from loaders.extractors.statements import Statements
from loaders.extractors.title import find_title
from loaders.healing import Healed
from loaders.patterns import sought

METHOD = "header/1"

_Printed = TypeVar("_Printed", Publisher | None, Found | None, Rating | None, Person)

_CONTACT = re.compile(r"[\w.+-]*@|\d[\d ()-]{6,}\d|\+\d")
_CHROME = re.compile(
    r"您的浏览器禁用了[^\n]*?联系我们。|^当前位置[::][^\n]*|^(?:AI智能总结|查看更多|下载报告|收藏|分享|登录|注册)$|> ?来源[::]\[[^\]\n]*\]\([^)\n]*\)"
    r"|[-–—] 发现报告$",
    re.MULTILINE,
)
_CHROME_BEGINS = re.compile("您|当|查|下|收|分|登|注|AI智能|>|- 发现|– 发现|— 发现")
_HEADING_MARK = re.compile(r"\s#{1,3} ")  # between the two headings of a title
_COMPANY_REPORT = re.compile("(?:公司|港股|海外公司)(?:研究|深度|点评|首次覆盖|动态|快报|简评|更新|跟踪)")
_CODED = re.compile(r"[\u3400-\u9fff][ ]?[(](?:\d{6}(?:[. ]S[HZ])?|\d{4,5}[. ]HK)[)]")
_SIGNED_WITHIN = 20_000  # code points: about ten pages
_HOUSE = re.compile(r"证券|期货|国际|Securities|Capital|Brokers?|Brokerage|Equities|Markets")


def header(healed: Healed, context: Context) -> Iterator[Claim]:
    """The claims of the front page; `context` gets the report with its title and date, its date and its publisher."""
    text, end = healed.text, front_end(healed)
    title = find_title(healed, end)
    plain = simplified(text, end)
    byline = find_byline(plain, end)
    publisher = _as_printed(find_publisher(plain, end, byline), text)
    published = find_published(plain, end, title, byline.date if byline else None)
    name = _HEADING_MARK.sub(" ", text[slice(*title)]) if title else _stand_in(healed)
    context.report = NodeRef("Report", " ".join(name.split()), published.value if published else "")
    context.published_on = published.value if published else None
    context.publisher = NodeRef("Organization", publisher.name) if publisher else None
    context.boilerplate += [m.span() for m in sought(_CHROME, _CHROME_BEGINS, text)]
    if title:
        context.used.append(title)
    state = Statements(healed, context, METHOD)
    if published:
        yield state.property(context.report, "publishedOn", published.start, published.end, value=published.value)
    yield from _kind(plain, end, title, context, state)
    people = _people(text, plain, end, byline) or _signed_elsewhere(text)
    if publisher:
        yield from _publisher(publisher, bool(people), context, state)
    rating = find_rating(plain, end)
    sector = find_sector(plain, end, title, rating)
    if rating is not None and (sector is None or (rating.sector is None and _of_a_company(plain, end))):
        context.rating, rating = (rating.start, rating.end), None
    yield from _sector(text, _as_printed(rating, text), _as_printed(sector, text), context, state)
    for person in people:
        yield from _person(text, person, context, state)


def _stand_in(healed: Healed) -> str:
    """A name for a report without a title: its first line, or the document's name."""
    first = next((line for line in lines(healed.text, min(len(healed.text), 2000)) if not is_furniture(line.text)), None)
    return first.text[:80] if first and len(first.text) > 3 else PurePath(healed.document.name).stem


def _kind(text: str, end: int, title: tuple[int, int] | None, context: Context, state: Statements) -> Iterator[Claim]:
    kind = find_kind(text, end, title)
    if kind:
        yield state.property(context.report, "kind", *kind)


def _publisher(publisher: Publisher, signed: bool, context: Context, state: Statements) -> Iterator[Claim]:  # noqa: FBT001
    node = NodeRef("Organization", publisher.name)
    yield state.relationship(context.report, "PUBLISHED_BY", node, publisher.start, publisher.end)
    if signed or _HOUSE.search(publisher.name):
        yield state.property(node, "roles", publisher.start, publisher.end, value="BROKER", confidence=0.9)


def _as_printed(found: _Printed, text: str) -> _Printed:
    """What was found in the simplified text, in the words of the report."""
    if isinstance(found, Publisher | Person):
        printed = text[found.start : found.end]
        return replace(found, name=printed if len(found.name) == len(printed) and not printed.islower() else found.name)  # lower in a mail's address
    if isinstance(found, Rating):
        return replace(found, text=as_printed(text[found.start : found.end]))
    if isinstance(found, Found):
        return replace(found, text=text[found.start : found.end] if len(found.text) == found.end - found.start else found.text)
    return found


def _of_a_company(plain: str, end: int) -> bool:
    """Whether the front calls itself a report on a company and gives the code of one: what is rated is its share."""
    return _COMPANY_REPORT.search(plain, 0, end) is not None and _CODED.search(plain, 0, end) is not None


def _sector(text: str, rating: Rating | None, sector: Found | None, context: Context, state: Statements) -> Iterator[Claim]:
    if sector is None:
        return
    node = NodeRef("Sector", sector.text)
    if rating is None:
        yield state.relationship(context.report, "COVERS", node, sector.start, sector.end)
        return
    properties = {"rating": rating.text} | ({"ratingAction": rating.action} if rating.action else {})
    yield state.relationship(context.report, "COVERS", node, *_together(text, sector, rating), properties=properties)


def _together(text: str, sector: Found, rating: Rating) -> tuple[int, int]:
    """The range that shows both sector and rating where they stand near each other on one line, else the rating's."""
    start, end = min(sector.start, rating.start), max(sector.end, rating.end)
    near = end - start < 80 and "\n" not in text[start:end] and not _CONTACT.search(text[start:end])
    return (start, end) if near else (rating.start, rating.end)


def _people(text: str, plain: str, end: int, byline: Byline | None) -> list[Person]:
    """Those of the front, and those of the byline whom the front does not name."""
    people = [_as_printed(person, text) for person in find_people(plain, end)]
    known = {p.name for p in people}
    for start, stop in byline.names if byline else ():
        name = text[start:stop]
        if name not in known:
            people.append(Person(start, stop, name, role_of(text, name, end)))
    return people


def _signed_elsewhere(text: str) -> list[Person]:
    """Where nobody signs the front, those who are named with their licences farther behind, where some houses put their cards, or who certify."""
    end = min(len(text), _SIGNED_WITHIN)
    licensed = [p for p in find_people(simplified(text, end), end) if p.licence] if names_a_licence(text, end) else []
    return [_as_printed(person, text) for person in licensed or {p.name: p for p in certified(text, len(text))}.values()]


def _person(text: str, person: Person, context: Context, state: Statements) -> Iterator[Claim]:
    if person.licence and is_of_staff(text[slice(*person.licence)]):  # who has such a number signs no report
        person = replace(person, licence=None, role=ASSISTANT if person.role == ANALYST else person.role)
    node = NodeRef("Analyst", person.name, context.publisher.name if context.publisher else "")
    confidence = 1.0 if person.licence or person.role != ANALYST else 0.9
    yield state.relationship(context.report, "WRITTEN_BY", node, person.start, person.end, properties={"role": person.role}, confidence=confidence)
    if person.licence:
        start, end = person.start, person.licence[1]
        if _CONTACT.search(text[start : person.licence[0]]) or "\n" in text[start:end]:
            start = person.licence[0]
        number = "".join(text[slice(*person.licence)].split())
        yield state.property(node, "licence", start, end, value=number)
    if context.publisher:
        yield state.relationship(node, "WORKS_FOR", context.publisher, person.start, person.end, confidence=0.9)
