"""Owns whose plans a place in a text tells of: what its caption, its section's heading, the words before it or the report's title name.

What is sold goes before who sells it: of "MiniMax runs Hailuo" the plans are Hailuo's. A version of a model is not what is subscribed to where
its maker is named with it. It must not read plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.grids import grids, in_table
from loaders.extractors.names import broker, known_developer, of_type
from loaders.extractors.release_words import VERB
from loaders.extractors.sentences import within
from loaders.extractors.tiers import is_tier
from loaders.patterns import any_script

Range = tuple[int, int]

SELLING = ("AIModel", "Product", "Organization")
_NUMBERED = r"(?:\d{1,2}(?:\.\d{1,2})*[.、)]?|[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十\d]{1,2}[)])"
_HEADING = re.compile(rf"[ \t]*(?:(?P<marks>#{{1,6}})[ \t]+|(?P<number>{_NUMBERED})[ \t]*(?=\S))?")
_NO_HEADING = re.compile(r"[.。;;!?!?,,::]\s*$|^[ \t]*[•·▪■◆○●*–—+-]\s|\t|  |\|")
_EXHIBIT = re.compile(r"(?:图表|图|表|圖|Figure|Table|Exhibit|Chart)\s?\d", re.IGNORECASE)
_NAME = r"(?P<name>[A-Z][A-Za-z0-9.+-]*(?: [A-Z0-9][A-Za-z0-9.+-]*){0,3})"
_LISTED = r"(?i:subscriptions?|memberships?|(?:subscription |pricing |paid |membership )?(?:plans?|tiers)|pricing|price list|prices)(?![A-Za-z])|" + any_script(
    r"(?:的|各|(?:国际|国内|海外|个人|中国)[站版]?|官方|官网|付费)*(?:会员|订阅|套餐|定价|收费|付费|价格)"
)
_PLANS_OF = re.compile(rf"(?:[ \t]*#{{1,6}})?[ \t]*(?:(?:图表|图|表|Figure|Table|Exhibit) ?\d+ ?[:.、]?)? *{_NUMBERED}?[ ]*{_NAME}(?:'s)? ?(?:{_LISTED})")
_NO_PRODUCT = re.compile(
    r"^(?:The|Our|Your|All|Any|Its|Their|Current|New|Paid|Free|Monthly|Annual|Yearly|Compare|Choose|Pick|Available|Subscription|Subscriptions|Membership|Pricing|Plan|Plans|"
    r"Price|Prices|Public|Consumer|Individual|Personal|Business|Enterprise|Team|Video|AI|API|App|C|B|P|To C|To B|Web|Official|Standard|Pro|Basic|"
    r"Different|More|Other|User|Users|Creator|Credit|Credits|Table|Figure|Overseas|International|US|USD|U\.S\.)(?![A-Za-z0-9])"
)  # words that say which plans, not whose
_API = re.compile(r" API(?![A-Za-z])")
_BULLET = re.compile(r"[•·▪■◆]")
_LONGEST_HEADING = 70
_REACH = 40  # lines
_AROUND = 3000


def seller_at(text: str, context: Context, start: int, caption: Range) -> NodeRef | None:
    """What the plans that stand at `start` are plans of; `caption` is what stands right before them."""
    above = _Above(text, context)
    captioned = above.named(caption)
    if not _is_sentence(text, caption):
        said = above.product_of(caption)
        if said or captioned:
            return said or _sold(captioned, context)
    heading, told = above.section(start)
    said = above.product_of(heading) if heading else None
    if said:
        return said
    for named in (above.named(heading) if heading else [], captioned, told):
        if named:
            return _sold(named, context)
    titled = _titled(context)
    priced = _PLANS_OF.match(context.report.name)  # "Larkfilm Pricing: …", also of a product that is not known
    if priced and not _NO_PRODUCT.search(priced["name"]) and (not titled or _is_line_of(priced["name"], titled[0].node, first=len(titled) == 1)):
        return NodeRef("Product", priced["name"])
    if titled and _one_house(titled):
        return _sold(titled, context)
    further = above.headed_before(start) or titled or above.first()
    return _sold(further, context) if further else None


class _Above:
    """What stands above a place: who is named there that may sell something."""

    def __init__(self, text: str, context: Context) -> None:
        self._text, self._context = text, context
        self._tables = grids(text, context)

    def named(self, place: Range) -> list[Mention]:
        """The sellers that [start, end) names; the report's own house, brokers and exchanges sell no plans."""
        found = of_type(within(self._context.mentions, *place), *SELLING)
        return [m for m in found if m.node != self._context.publisher and not (m.node.type == "Organization" and broker(m.node))]

    def product_of(self, place: Range) -> NodeRef | None:
        """The product, known or not, whose plans a heading says that it lists: "Acme Studio subscriptions". A known name inside is one itself."""
        match = _PLANS_OF.match(self._text, *place)
        if match is None or _NO_PRODUCT.search(match["name"]) or not self._is_name(match["name"], place):
            return None
        inside = within(self._context.mentions, *match.span("name"))
        if inside and not _is_line_of(match["name"], inside[0].node, first=inside[0].start == match.start("name") and len(inside) == 1):
            return None
        return NodeRef("Product", match["name"])

    def _is_name(self, name: str, place: Range) -> bool:
        """Whether a word of a heading is a name: the words around never print it small, and one plain word is told of there too."""
        around = self._text[max(0, place[0] - _AROUND) : place[0]] + self._text[place[1] : place[1] + _AROUND]
        parts = name.split()
        if all(re.search(rf"\b{re.escape(part.lower())}\b", around) for part in parts if part.lower() != part):
            return False
        return len(parts) > 1 or not re.fullmatch(r"[A-Z][a-z]+", name) or re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", around) is not None

    def section(self, start: int) -> tuple[Range | None, list[Mention]]:
        """The heading above, and the sellers of the nearest line of words between it and `start`; the items of a list are each of their own."""
        told: list[Mention] = []
        bullet = _BULLET.match(self._text, start)
        for line in self._lines(start):
            if self._is_heading(line):
                return line, told
            if bullet is None or not self._text.startswith(bullet[0], line[0]):
                told = told or self.named(line)
        return None, told

    def headed_before(self, start: int) -> list[Mention]:
        """The sellers of the nearest heading above that names one."""
        return next((named for line in self._lines(start) if self._is_heading(line) for named in [self.named(line)] if named), [])

    def first(self) -> list[Mention]:
        """The sellers of the first line that names some: of a page whose title is not told it is what the page is about."""
        mention = next((m for m in self._context.mentions if self.named((m.start, m.end))), None)
        if mention is None:
            return []
        end = self._text.find("\n", mention.end)
        return self.named((mention.start, len(self._text) if end < 0 else end))

    def _lines(self, start: int) -> list[Range]:
        """The lines above `start`, the nearest first, without those of tables."""
        found: list[Range] = []
        end = self._text.rfind("\n", 0, start)
        while end > 0 and len(found) < _REACH:
            begin = self._text.rfind("\n", 0, end) + 1
            if self._text[begin:end].strip() and not in_table(self._tables, begin, end):
                found.append((begin, end))
            end = begin - 1
        return found

    def _is_heading(self, line: Range) -> bool:
        printed = self._text[slice(*line)]
        mark = _HEADING.match(printed)
        if mark is None or len(printed.strip()) > _LONGEST_HEADING or _NO_HEADING.search(printed):
            return False
        above = self._text[self._text.rfind("\n", 0, max(0, line[0] - 1)) + 1 : max(0, line[0] - 1)]
        return bool(mark["marks"] or mark["number"]) or not above.strip() or bool(re.search(r"[.。!?]\s*$", above))


def _is_sentence(text: str, place: Range) -> bool:
    """Whether words before a table are a sentence of the text, not the table's name."""
    printed = text[slice(*place)].strip()
    if _EXHIBIT.match(printed):
        return False
    inside_line = text[text.rfind("\n", 0, place[0]) + 1 : place[0]].strip() != ""
    return inside_line or len(printed) > _LONGEST_HEADING or re.search(r"[.。;!](?:\s|$)", printed) is not None


def _is_line_of(name: str, node: NodeRef, *, first: bool) -> bool:
    """Whether a name is that of a line of goods of the organization that it begins with: "Google Flow", not "Google API"."""
    rest = name[len(node.name) :].strip()
    said = first and node.type == "Organization" and name.startswith(f"{node.name} ") and not is_tier(rest)
    return said and (rest == "API" or not _NO_PRODUCT.search(rest))


def _titled(context: Context) -> list[Mention]:
    """Where what the report's title names is mentioned, in the order of the title."""
    found: list[Mention] | None = context.answers.get(("titled", context.report.name))
    if found is None:
        title = context.report.name
        named = {node for node in {m.node for m in context.mentions} if node.type in SELLING and node.name in title and node != context.publisher}
        first = {m.node: m for m in reversed(context.mentions) if m.node in named}
        found = sorted(first.values(), key=lambda m: (title.find(m.node.name), -len(m.node.name)))
        context.answers["titled", context.report.name] = found
    return found


def _one_house(named: Sequence[Mention]) -> bool:
    """Whether all that is named is one house's."""
    return len({known_developer(m.node) or m.node.name if m.node.type == "AIModel" else m.node.name for m in named}) == 1 or len(named) == 1


def _sold(named: Sequence[Mention], context: Context) -> NodeRef:
    """Of what is named, what plans are sold of."""
    nodes = list(dict.fromkeys(m.node for m in named))
    makers = [node for node in nodes if node.type == "Organization"]
    made = [node for node in nodes if node.type != "Organization"]
    lines = [node for node in made if not re.search(r"\d", node.name)]
    title = context.report.name
    if lines and (nodes[0] not in makers or len(lines) == 1):
        return lines[0]
    if makers and made and _brings_out(title, makers[0].name, made[0].name):
        return made[0]
    return as_product(makers[0] if makers else made[0])


def _brings_out(title: str, maker: str, made: str) -> bool:
    """Whether a title says that the maker brought out what is made: the page is then about that, not about all that the maker sells."""
    between = title[title.find(maker) + len(maker) : title.find(made)] if maker in title and made in title else ""
    return VERB.search(between) is not None


def sold_as(text: str, named: Mention) -> NodeRef:
    """What the plans of a name in a text are plans of: of "the Acme API" it is that, and no app of Acme's."""
    if named.node.type == "Organization" and _API.match(text, named.end):
        return NodeRef("Product", f"{named.node.name} API")
    return as_product(named.node)


def as_product(node: NodeRef) -> NodeRef:
    """What an organization's plans are plans of: the product of its name."""
    return NodeRef("Product", node.name) if node.type == "Organization" else node
