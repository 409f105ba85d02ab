"""Owns finding the house whose note an article reports: "某某证券发表报告,…", "In a research report, House says …".

It must not be asked about reports that a house signs itself: these quote others.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from loaders.extractors.front import alternatives

_LEAD = 2_000  # code points in which an article says whom it quotes
_ENOUGH = 0.6  # of all that houses say in an article; where each says less, it is a round-up
_NOTE = re.compile(
    r"研报|研究报告|该行|发[表布](?:最新)?(?:研究)?报告|目标价"
    r"|\b(?:[Rr]esearch (?:report|note)|[Ii]n an? (?:[a-z]+ ){0,2}(?:report|note)|coverage|price target|[Tt]op [Pp]icks?|rating|[Aa]nalysts?)\b"
)
_IN_ITS_NOTE = (
    r"(?:\([^)\n]{1,20}\))?(?:最新|近日|今日|日前|昨日|(?:证券)?研究(?:部|院|所)|分析师"
    r"|(?:在|于)?(?:最新|近日)?的?(?:研报|(?:研究)?报告)(?:中|里)?){0,3}"
)
_TOLD_BY = (  # a news service, its day, and that it has heard; or a shelf of notes
    r"(?:《大行》|据|(?:近日|今日|日前)[,]?|Analysts at |[\u3400-\u9fffA-Za-z]{2,12}(?:\d{1,2}月\d{1,2}日)?(?:电|讯|获悉)?[|:丨,]\s?据?)?"
)
_TELLS = (
    r"(?:发[布表]|出具|研报|认为|指出|表示|预计|预期|预测|分析认为|同时指出|称|料|首予|首次覆盖|给予|予以?|维持|重申|上调|下调|看好|指|升|降)"
    r"|(?:'s)?(?: analysts?(?: [A-Z][\w.'’-]+){0,3})?(?: has| have)? "
    r"(?i:said|says|predict(?:s|ed)|evaluate[sd]|expect(?:s|ed)|initiate[sd]|upgrade[sd]|downgrade[sd]|raise[sd]"
    r"|cuts?|maintain(?:s|ed)|reiterate[sd]|sees|believe[sd]|estimate[sd]|forecasts?|lower(?:s|ed)|lift(?:s|ed)|warn(?:s|ed)|name[sd]|starts|started|note[sd]|points|pointed)\b"
)


def find_reported(text: str, end: int) -> tuple[int, int] | None:
    """The first house that a line has as its subject, if the article speaks of a note and nearly all that is told is that house's."""
    end = min(end, _LEAD)
    if not _NOTE.search(text, 0, end):
        return None
    houses = [match.span(match.lastgroup or 0) for match in _telling().finditer(text, 0, end)]
    counts = Counter(text[slice(*house)] for house in houses)
    return houses[0] if houses and counts[text[slice(*houses[0])]] >= _ENOUGH * len(houses) else None


@cache
def _telling() -> re.Pattern[str]:
    """A house with a verb of telling or rating, at the beginning of a line or behind "in a report, "."""
    houses = f"{alternatives('houses')}|{alternatives('nicknames')}"
    return re.compile(
        rf"^[ \t#>*【]{{0,4}}{_TOLD_BY}(?P<subject>{houses}){_IN_ITS_NOTE}(?:{_TELLS})"
        rf"|\b[Ii]n an?(?: [a-z-]+){{0,3}} (?:report|note)\b(?:[^.\n]{{0,40}},)? (?P<quoted>{houses})(?= (?:said|says|wrote|writes|expects|sees)\b)"
        rf"|^(?:大行(?:研?报告?|评级)?[,:|])?(?P<headed>{houses})[ ]?:(?=[\u3400-\u9fff])"
        rf"|\b(?:reports?|notes?)(?: [a-z]+){{0,2}} (?:from|by) (?P<source>{houses})(?![\w])",
        re.MULTILINE,
    )
