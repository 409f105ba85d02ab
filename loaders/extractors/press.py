"""Owns finding who wrote a page that no house signs: the paper whose reporter or dateline it has, the encyclopedia, the site that its byline names.

It must not take the house that such a page tells of for its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extractors.dates import MONTH
from loaders.extractors.front import alternatives
from loaders.patterns import holds

Range = tuple[int, int]

_REPORTER = re.compile(r"^[ \t(]*([\u3400-\u9fff]{1,6}[报網网社])[ ]?/?[ ]?记者[ ]?[\u3400-\u9fff]{2,4}[ \t)]*(?=$|/)", re.MULTILINE)
_ENCYCLOPEDIA = re.compile(r"^[> \t]*From ([A-Z][\w.]*(?: [A-Z][\w.]*){0,3})(?: \([^)\n]{4,60}\))?, (?:an?|the) (?:\w+ ){0,3}encyclop", re.MULTILINE)
_DATELINE = 400  # code points in which it stands
_SIGNATURE = 160  # code points of a text's end
# What a name ends in, or has, that is a site's and no person's.
_NO_PERSON = (
    r"(?:AI|Hub|Labs?|Studios?|Media|News|Research|Blog|Magazine|Journal|Daily|Weekly|Review|Insights?|Institute|Group|Network|Academy|Guides?|HQ|Tech"
    r"|Digital|Software|Wiki|Desk|Watch|Times|Post|Bench|University|Inc\.?|LLC|[\w-]+\.(?:com|ai|io|org|net|dev))"
)
_WORD = r"[A-Z][\w.&'’-]*"
_BYLINE = re.compile(
    rf"^[ \t]*(?:By |Written by |Posted by )?(?P<site>(?:{_WORD} ){{0,3}}?{_NO_PERSON})(?: (?:Editorial |Research |Content )?(?:Team|Staff|Editors?))?"
    rf"[ \t]*[·|•,–—-]?[ \t]*(?:Published|Posted|Updated)(?: on)?:?[ \t]*(?={MONTH} \d|20\d\d|\d{{1,2}} {MONTH})"
    rf"|^[ \t]*(?:By|Written by|Posted by) (?:the )?(?P<signed>(?:{_WORD} ){{0,3}}?{_NO_PERSON})(?: (?:Editorial |Research |Content )?(?:Team|Staff|Editors?))?"
    rf"[ \t]*(?=$|[·|•,])",
    re.MULTILINE,
)
_BYLINE_WORDS = ("Published", "Posted", "Updated", "By ", "by ")
_EMPLOYER = re.compile(
    r"^[ \t]*(?:Co-?[Ff]ounder|Founder|CEO|CTO|CMO|COO|Chief \w+ Officer|Head of \w+|Editor(?:-in-[Cc]hief)?)"
    rf"(?: (?:&|and) (?:CEO|CTO|CMO|COO|Co-?[Ff]ounder))?(?:,| at| of| @) ({_WORD}(?: {_WORD}){{0,2}})[ \t]*$",
    re.MULTILINE,
)


def written_by(text: str, end: int) -> Iterator[Range]:
    """The names under which a paper or an encyclopedia says that a page is its own, the surest first."""
    if "记者" in text:
        yield from (found.span(1) for found in _REPORTER.finditer(text))
    if "ncyclop" in text:
        yield from (found.span(1) for found in _ENCYCLOPEDIA.finditer(text, 0, end))
    yield from (found.span(found.lastgroup or 0) for found in _dateline().finditer(text, 0, min(end, _DATELINE)))


def signed_below(text: str) -> Range | None:
    """The paper that signs below the text: news on one house's note is as often taken for that house's."""
    signature = _last_line().search(text, max(0, len(text) - _SIGNATURE))
    return signature.span(1) if signature is not None else None


def site_of_byline(text: str, end: int) -> Range | None:
    """The site that a byline names where others name a person, or whose head the author is."""
    found = _BYLINE.search(text, 0, end) if holds(text, _BYLINE_WORDS) else None
    if found is not None:
        return found.span(found.lastgroup or 0)
    head = _EMPLOYER.search(text, 0, min(end, _DATELINE))
    return head.span(1) if head else None


@cache
def _dateline() -> re.Pattern[str]:
    """A paper whose editor, reporter or translator signs, or that an English article begins with: "某某社 8 月 4 日讯 (编辑 …", "Reuters — "."""
    media = alternatives("media")
    return re.compile(
        rf"(?:^|(?<=[\s(【]))(?P<paper>{media})[ ]?/?[ ]?"
        r"(?:编译|编辑|记者|综合(?:报导|报道|整理)|讯[ ]?[(]|(?:\d{1,2} ?月 ?\d{1,2} ?日)[讯电][ ]?[(](?:编辑|记者))"
        rf"|^[ \t]*(?:[A-Z]{{3,}}[A-Z ,.]{{0,20}} )?\(?(?P<wire>{media})\)?[ ]?(?:—|–|--|-(?= ))[ ]?(?=[A-Z])",
        re.MULTILINE,
    )


@cache
def _last_line() -> re.Pattern[str]:
    """A paper that signs below the text."""
    return re.compile(rf"\n[ \t]*[(]?({alternatives('media')})[)]?\s*\Z")
