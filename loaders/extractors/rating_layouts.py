"""Owns the layouts in which fronts and articles print a rating. It must not decide which sector or security is rated."""

from __future__ import annotations

import re
from functools import cache

from loaders.extractors.front import alternatives, publishing
from loaders.patterns import any_case

_HAN = "\u3400-\u9fff"
ACTION = r"维持|首次(?:覆盖)?|上调|下调|调高|调低|上修|下修|不变|maintain(?:ed)?|reiterated?|initiated?|upgraded?|downgraded?|unchanged|new"
_ACTION = rf"[ ]*[((/|,·][ ]*(?P<action>{ACTION})(?:评[级等])?[ ]*[))]?"
_LABEL = r"(?:评级|评等|评级 Rating|(?<![A-Za-z])(?:Rating|Recommendation|(?<=Sector )View|(?<=Industry )View))[ \t]*[::|]?[ \t]*\n?[ \t]*"
_LABELLED = rf"(?:(?:行业|投资|股票|公司|Sector |Industry |Stock |Our |Investment )*){_LABEL}"
_LABELS = any_case(("评级", "评等", "Rating", "Recommendation", "View"))


@cache
def rating_patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Layouts of a rating, the surest first, each behind what none of its matches lacks: that is sought faster."""
    chinese, english = (alternatives(k) for k in ("ratings", "english_ratings"))
    rated, rated_in_english = any_case(publishing("ratings")), any_case(publishing("english_ratings"))
    layouts = (
        # a house's own box: a site's rating and the column of the shares' ratings have no last one and no change
        ("[上前]次评级", rf"评级[ ]?[::]?\s{{0,3}}(?P<rating>{chinese})\s{{1,4}}(?=[上前]次评级)"),
        ("评级[变调]", rf"评级\s{{1,3}}(?P<rating>{chinese})(?=\s{{1,4}}评级(?:变动|变化|调整)[ ]?[::])"),
        # what a house says of its rating's change is in no site's box
        (_LABELS, rf"{_LABELLED}(?P<rating>{chinese}(?:-[A-C](?!\w))?|(?:{english})(?![A-Za-z])){_ACTION}"),
        (_LABELS, rf"^[ \t]*(?P<rating>{chinese}){_ACTION}[ \t]*$"),
        (_LABELS, rf"{_LABELLED}(?P<rating>{chinese}(?:-[A-C](?!\w))?|(?:{english})(?![A-Za-z]))"),
        (rated, rf"(?:^|(?<=[\s|(/>\]]))(?:(?P<sector>[{_HAN}]{{2,10}}?)(?:行业|板块)?[ ]*[|/·]?[ ]*)?(?P<rating>{chinese}){_ACTION}"),
        (rated, rf"(?:^|(?<=[\s|(]))(?P<sector>[{_HAN}]{{2,8}}?)(?:行业|板块)[ ]*[|/·]?[ ]*(?P<rating>{chinese})(?=$|\s)"),
        (rated, rf"(?:^|(?<=[\s|(]))(?:(?P<sector>[{_HAN}]{{2,10}}?)(?:行业|板块)?[ ]+)?(?P<action>{ACTION})(?:评级)?[ ]+(?P<rating>{chinese})(?=$|\s)"),
        (rated, rf"(?:^|(?<=[\s|]))(?P<rating>{chinese}(?:-[A-C])?)[ ]+(?P<action>{ACTION})评级(?=$|\s)"),
        (rated, rf"(?P<rating>{chinese})[ ]?[(](?P<action>{ACTION})(?:评[级等])?[)]"),
        (rated_in_english, rf"(?<=[ ])(?P<rating>{english}) ?[(](?P<action>{ACTION})[)](?=\s)"),
        (rated_in_english, rf"(?:^|(?<=[|–—-] ))(?P<rating>{english})(?:{_ACTION})?(?=\s*(?:$|\|))"),
        (rated, rf"^[ \t]*(?P<rating>{chinese})[ \t]*$"),
        ("# ", rf"#[ ][^#\n]{{4,60}}[ ](?P<rating>{chinese})(?=[ ]*(?:$|[ ]#))"),  # at the end of a heading
        (r"20\d\d \d", rf"(?<=[ ])20\d\d [01]?\d [0-3]?\d (?P<rating>{chinese})(?=\s)"),  # behind a day that lost its letters
        (rated, rf"(?P<sector>{alternatives('sectors')})(?P<rating>{chinese})(?P<action>{ACTION})(?=[\d(\s]|$)"),  # nothing is between them
        (rated, rf"(?:^|(?<=\s))(?P<rating>{chinese})(?=(?:证券)?分析师|首席|研究助理)"),
        (rated, rf"(?:更新|首次覆盖|点评|深度|跟踪|公司)报告[ ]+(?P<rating>{chinese})(?=\s)"),
        (
            rated,
            rf"投资建议[ ]*[::][ ]*(?P<action>维持|给予|重申|上调|下调)(?:[{_HAN}]{{2,8}}(?:行业|板块))?[“\"「]?(?P<rating>{chinese})"
            r"(?=[”\"」]?(?:评级|[。,;\s]|$))",
        ),
        (
            rated,
            rf"(?P<action>维持|给予|重申|上调|下调)(?:对)?(?:[{_HAN}]{{2,8}}(?:行业|板块)(?:的)?)(?P<rating>{chinese})(?:的)?(?:投资)?评级",
        ),
        (rated, r"(?P<action>维持|给予|重申|上调|下调)(?:行业)?[“\"「]?(?P<rating>[强优弱同领落跟跑][于步先后随赢输]大[市盘势]|看好)[”\"」]?的?(?:投资)?评级"),
        (
            rated_in_english,
            rf"\b(?:[Aa]n?|[Ii]ts|[Oo]ur) [\"“‘']?(?P<rating>(?-i:{english}|{english.upper()}|overweight|outperform|underweight"
            r"|underperform))[\"”’']? rating\b",
        ),
        (
            rated,
            rf"(?P<action>维持|给予|重申|上调|下调)对?(?P<sector>{alternatives('sectors')}|[{_HAN}]{{2,6}}业)的?[“\"「](?P<rating>{chinese})[”\"」]的?(?:投资)?评级",
        ),
        (rated, rf"(?P<action>维持|给予|重申|首予|上调|下调)(?:至|为)?[“\"「](?P<rating>{chinese})[”\"」](?=的?(?:投资)?评级|[,。,;\s]|$)"),
        (
            rated_in_english,
            r"\b(?:we|and) (?P<action>maintain|reiterate|keep|retain|reaffirm)(?: (?:our|an?|its|the))? "
            rf"[\"“‘']?(?P<rating>(?-i:{english}|{english.upper()}))(?![\w-])",
        ),
        (
            rated,
            rf"(?P<action>维持|给予|重申|上调|下调)[^,，。;\n]{{0,8}}?(?:行业|板块)[^,，。;\n]{{0,6}}?[“\"「](?P<rating>{chinese})[”\"」](?:的)?(?:投资)?评级",
        ),
        (
            rated,
            r"(?<=[\u3400-\u9fff\d)】] )(?P<rating>看好|看淡|[强优弱同领落跟跑][于步先后随赢输](?:大[市盘势]|行业))(?= [\u3400-\u9fff])",
        ),  # in a glued front
    )
    return tuple((re.compile(needed), re.compile(layout, re.MULTILINE | re.IGNORECASE)) for needed, layout in layouts)
