"""Owns which model or product was released when, as prose says it; figures and events both ask it. It must not make claims, nor know the words
(`release_words`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors import release_words as words
from loaders.extractors.cells import slugged
from loaders.extractors.dates import Dated, dates
from loaders.extractors.grids import outside
from loaders.extractors.names import makers_in, of_type
from loaders.extractors.sentences import Sentence, by_sentence, heading_above, sentence_at, within

_NEAR_SENTENCE = 320  # code points from a date to a sentence that says "the same day"
_NEAR_NAME = 88  # from a name to its date behind it
_LINES_APART = 3
_NEAR_DATE = 24  # from a date to the name behind it
_SIZES = {"日": 10, "天": 10, "day": 10, "月": 7, "month": 7, "年": 4, "year": 4}
_PARTED = re.compile(r"[;;。《》]")


@dataclass(frozen=True, slots=True)
class Release:
    """That `thing` came out on `date`, by `maker` where the sentence names one, said at [start, end)."""

    thing: Mention
    date: str
    maker: Mention | None
    start: int
    end: int


def releases(text: str, context: Context) -> tuple[Release, ...]:
    """The dated releases of models and products, none of which lies after the report; read once."""
    found: tuple[Release, ...] | None = context.answers.get(("releases", text))
    if found is None:
        found = context.answers["releases", text] = tuple(_releases(text, context))
    return found


def _releases(text: str, context: Context) -> Iterator[Release]:
    things = _with_linked(text, of_type(outside(text, context), "AIModel", "Product"))
    makers = makers_in(text, context)
    last: Dated | None = None
    for sentence, inside in by_sentence(text, things):
        dated = _dates_in(text, sentence, last, context)
        if dated:
            yield from _behind_names(text, inside, dated)
            yield from _before_names(text, inside, dated)
            yield from _together(text, sentence, inside, dated)
            yield from _told(text, sentence, inside, dated, makers)
            yield from _defined(text, sentence, inside, dated)
            last = dated[-1]
        if len({t.node for t in inside}) == 1:
            yield from _when_it_came(text, inside[-1], inside[-1].end, [d for d in dated if d.start > inside[-1].end])
            yield from _it_came_then(text, sentence, inside[-1], things, context)
    yield from _headed(text, things, context)
    yield from _labelled(text, things, context)


def _with_linked(text: str, things: list[Mention]) -> list[Mention]:
    """The things with the known models that links name in small letters: "[veo 3 1](/wiki/veo_3_1)"."""
    found = [m for m in words.LINKED.finditer(text) if not within(things, *m.span("name"))] if "](" in text else []
    linked = [(m, slugged(re.sub(r"(?<=\d)[ _](?=\d)", ".", m["name"]).replace(" ", "-"))) for m in found]
    return sorted([*things, *(Mention(*m.span("name"), node) for m, node in linked if node)], key=lambda m: m.start)


def _dates_in(text: str, sentence: Sentence, last: Dated | None, context: Context) -> list[Dated]:
    """The dates of a sentence, with what says that it was the day or the month of the date before it."""
    found = [d for d in dates(text, sentence.start, sentence.end, reference=context.published_on) if _past(d, context)]
    if last is None or sentence.start - last.end >= _NEAR_SENTENCE or not any(text.find(w, sentence.start, sentence.end) >= 0 for w in words.SAME_WORDS):
        return found
    for match in words.SAME.finditer(text, sentence.start, sentence.end):
        size = _SIZES[(match["zh"] or match["zh2"] or match["en"]).lower()]
        if len(last.value) >= size and not any(d.end <= match.start() for d in found):
            found.append(Dated(match.start(), match.end(), last.value[:size]))
    return sorted(found, key=lambda d: d.start)


def says_more(date: str, others: Iterable[str]) -> bool:
    """Whether another date of the same thing is the same one, given to the month or the day: 2023-06 says all that 2023 says."""
    return any(other != date and other.startswith(date) for other in others)


def told_dates(dated: Iterable[tuple[NodeRef, str]]) -> dict[NodeRef, set[str]]:
    """The dates that are told of each thing."""
    told: dict[NodeRef, set[str]] = defaultdict(set)
    for node, date in dated:
        told[node].add(date)
    return told


def _past(dated: Dated, context: Context) -> bool:
    reference = context.published_on
    return reference is None or dated.value[: len(reference)] <= reference[: len(dated.value)]


def _behind_names(text: str, things: Sequence[Mention], dated: Sequence[Dated]) -> Iterator[Release]:
    """Dates behind the name: "Gen-3 Alpha (Jun 2024)", "Sora于2月16日发布", "Gen-4 arrived on March 31", "runs on Ray2 since January"."""
    for i, thing in enumerate(things):
        for date in dated:
            if 0 <= date.start - thing.end <= _NEAR_NAME and (between := _says_when(text, thing, date)) is not None:
                for listed in _listed_before(text, things[: i + 1], between):
                    yield Release(listed, date.value, None, listed.start, date.end)
                break


def _defined(text: str, sentence: Sentence, things: Sequence[Mention], dated: Sequence[Dated]) -> Iterator[Release]:
    """When the thing came out that a sentence defines: "Gen-2 is a model for short clips, made by Runway and released in June 2023"."""
    thing = things[0]
    if text[sentence.start : thing.start].strip(' \n"“*') not in ("", "The") or not words.DEFINES.match(text, thing.end):
        return
    for date in dated:
        between = text[max(thing.end, date.start - _NEAR_NAME) : date.start]
        if thing.end < date.start <= thing.end + _NEAR_SENTENCE and words.OUT_BEFORE.search(between):
            if not within(things, thing.end, date.start):
                yield Release(thing, date.value, None, thing.start, date.end)
            return


def _says_when(text: str, thing: Mention, date: Dated) -> str | None:
    """What stands between a name and a date where it says that the thing came out then; None where it does not."""
    between = words.LINK.sub("", text[thing.end : date.start])
    opened = words.IN_BRACKETS.fullmatch(between) if "(" in between else None
    if opened and not (opened["first"] and words.NOT_OF_IT.search(opened["first"])) and words.CLOSES.match(text, date.end):
        return between
    if words.IN_LIST.fullmatch(between) and text[max(0, thing.start - 2) : thing.start].rstrip()[-1:] in ("(", ";") and words.LISTS_ON.match(text, date.end):
        return between
    if words.IN_LINE.fullmatch(between) and words.LINE_BEGINS.search(text, max(0, thing.start - _NEAR_DATE), thing.start):
        return between if words.ENDS_LINE.match(text, date.end) else None
    if words.IN_ITEM.fullmatch(between):
        return between
    if between == " since ":
        return between if words.SINCE.search(text[max(0, thing.start - _NEAR_DATE) : thing.start]) else None
    chinese = words.AT_CHINESE.fullmatch(between)
    if chinese:
        return between if not chinese["at"] or _out_after(text, date.end) else None
    if words.AT_ENGLISH.fullmatch(between) or (words.LISTED_ZH.fullmatch(between) and _out_after(text, date.end)):
        return between
    return None


def _listed_before(text: str, things: Sequence[Mention], between: str) -> Sequence[Mention]:
    """The last of some things, with those that are listed with it where the words are of all of them: "A and B were released in"."""
    alone = "分别" in between or (between.isascii() and " were " not in between and " have " not in between)
    return things[-1:] if alone else _with_it(text, things)


def _with_it(text: str, things: Sequence[Mention]) -> Sequence[Mention]:
    """The last of some things, with those before it that are listed with it."""
    first = len(things) - 1
    while first and words.LIST_GAP.fullmatch(text, things[first - 1].end, things[first].start):
        first -= 1
    return things[first:]


def _out_after(text: str, end: int) -> bool:
    """Whether that it came out is what follows a Chinese date: "(于)6月6日正式上线"."""
    moment = words.AFTER_MOMENT.match(text, end)
    return moment is not None and words.OUT_AFTER.match(text, moment.end()) is not None


def _before_names(text: str, things: Sequence[Mention], dated: Sequence[Dated]) -> Iterator[Release]:
    """Dates before the name of what came out: "2月28日,可灵1.5正式上线", "On 3 May the Gen-4 model went live", "自2024年6月发布以来,可灵"."""
    for date in dated:
        after = within(things, date.end, date.end + _NEAR_NAME)
        thing = next((t for t in after if words.BY_ORDER.search(text, max(date.end, t.start - 2), t.start)), after[0] if after else None)
        since = words.SINCE_ZH.match(text, date.end)
        since = since if since and (text[date.start - 1 : date.start] in ("自", "从", "從") or words.TILL_NOW.search(since[0])) else None
        if thing is not None and since is not None and since.end() == thing.start:
            yield Release(thing, date.value, None, date.start, thing.end)
        at_event = thing is not None and words.ITS_EVENT.match(text, thing.end) and words.HELD_FOR.search(text[date.end : thing.start])
        if thing is not None and (at_event or _told_before(text, date, thing)):
            yield Release(thing, date.value, None, date.start, thing.end)
            continue
        if thing is None or thing.start - date.end > _NEAR_DATE or _PARTED.search(text, date.end, thing.start):
            continue
        if words.COMES.match(text, thing.end) and not words.VERB.search(text, date.end, thing.start):
            yield Release(thing, date.value, None, date.start, thing.end)


def _together(text: str, sentence: Sentence, things: Sequence[Mention], dated: Sequence[Dated]) -> Iterator[Release]:
    """Things that came out on the one day that their sentence begins with, however far behind it: "5月6日,…大会在上海召开,A与B模型同时发布"."""
    if len(dated) != 1 or dated[0].start - sentence.start > _NEAR_DATE:
        return
    for i, thing in enumerate(things):
        if thing.start > dated[0].end and words.COMES.match(text, thing.end) and not words.OTHER_VERB.search(text, dated[0].end, thing.start):
            for listed in _with_it(text, things[: i + 1]):
                yield Release(listed, dated[0].value, None, dated[0].start, thing.end)
            return


def _told_before(text: str, date: Dated, thing: Mention) -> bool:
    """Whether a date with which a sentence or a line begins is when the thing behind it came out: "Released in June 2023, Gen-2", "June 2023: Gen-2"."""
    between = text[date.end : thing.start]
    before = max(0, date.start - _NEAR_NAME)
    if words.OUT_ON.search(text, before, date.start):
        return words.THEN_NAME.fullmatch(between) is not None
    in_line = words.LINE_BEGINS.search(text, before, date.start) and words.ON_DAY.fullmatch(between)
    return bool(in_line and words.CAME_ON_DAY.match(text, thing.end))


def _it_came_then(text: str, sentence: Sentence, thing: Mention, things: Sequence[Mention], context: Context) -> Iterator[Release]:
    """When "it" came out, in the sentence behind one that names the thing alone, if that names none."""
    if sentence.end >= len(text) or "\n" in text[sentence.end - 1 : sentence.end]:
        return
    following = sentence_at(text, sentence.end)
    if words.SAYS_IT.search(text, following.start, following.end) and not within(things, following.start, following.end):
        found = [d for d in dates(text, following.start, following.end, reference=context.published_on) if _past(d, context)]
        yield from _when_it_came(text, thing, following.start, found)


def _when_it_came(text: str, thing: Mention, start: int, dated: Sequence[Dated]) -> Iterator[Release]:
    for date in dated:
        if words.ITS.search(text, max(start, date.start - _NEAR_DATE), date.start) and words.ITS_LAUNCH.match(text, date.end):
            yield Release(thing, date.value, None, date.start, date.end)
            return
        told = words.IT.search(text[max(start, date.start - _NEAR_NAME) : date.start].lstrip())
        if told and (told[0].isascii() or _out_after(text, date.end)):
            yield Release(thing, date.value, None, date.start - len(told[0].lstrip(" ,，")), date.end)
            return


def _headed(text: str, things: Sequence[Mention], context: Context) -> Iterator[Release]:
    """When the thing came out that a heading names, as the first sentences of its paragraph say it without the name: "Released on February 19."."""
    for thing in things:
        start = thing.end + 1
        while start < thing.end + _LINES_APART and text[start : start + 1] == "\n":
            start += 1
        if text[thing.end : thing.end + 1] != "\n" or heading_above(text, start, things) is not thing:
            continue
        stop = text.find("\n", start)
        for date in dates(text, start, stop if stop >= 0 else len(text), reference=context.published_on):
            begins = sentence_at(text, date.start).start
            between = text[max(begins, start) : date.start].lstrip()
            if not within(things, start, date.start) and _past(date, context) and (words.OUT_THEN.fullmatch(between) or words.IT.search(between)):
                yield Release(thing, date.value, None, date.start - len(between), date.end)
                break


def _labelled(text: str, things: Sequence[Mention], context: Context) -> Iterator[Release]:
    """Dates behind a label of a box of facts ("Initial release: June 6, 2024"): of what is named last before it, or of what the page is about."""
    for label in words.LABEL.finditer(text):
        value = words.LABELLED.match(text, label.end())
        date = next(dates(value[0]), None) if value else None  # of a piece cut out, as in "Initial releaseMarch 31, 2025Licence" no word ends
        if date is None or date.start or not _past(date, context):
            continue
        thing = _of_box(text, things, label, context)
        if thing is not None and not words.VERB.search(text, thing.end, label.start()):
            yield Release(thing, date.value, None, label.start(), label.end() + date.end)


def _of_box(text: str, things: Sequence[Mention], label: re.Match[str], context: Context) -> Mention | None:
    titled = next((t for t in things if t.node.name in context.report.name), None)
    line = text.rfind("\n", 0, label.start()) + 1
    before = within(things, line, label.start()) or within(things, max(0, line - _NEAR_SENTENCE), line)
    alone = before[-1] if len({t.node for t in before}) == 1 else None
    return alone or titled


def _told(text: str, sentence: Sentence, things: Sequence[Mention], dated: Sequence[Dated], makers: Sequence[Mention]) -> Iterator[Release]:
    """Dates with a verb: "2月16日,A发布了…M", "2023年A推出的M", "A released M on May 13", "A put M on the web in May"."""
    for verb in words.TOLD.finditer(text, sentence.start, sentence.end):
        after = [t for t in things if t.start >= verb.end()]
        if not after or words.NOT_YET.search(text[max(sentence.start, verb.start() - 16) : verb.start()]):
            continue
        after = after[1:] if len(after) > 1 and words.KIND.fullmatch(text, after[0].end, after[1].start) else after
        thing, gap = after[0], words.GLOSS.sub("", text[verb.end() : after[0].start])
        date = _date_between(text, verb, thing, dated)
        if len(gap) > 42 or _is_news_of(text, thing) or not (date or _brings_out(text, verb, thing, gap)):
            continue
        listed = _listed(text, after)
        date = date or _date_of(text, verb, listed[-1], things, dated)
        if date is None:
            continue
        maker = next((m for m in reversed(within(makers, sentence.start, verb.start())) if verb.start() - m.end < 24), None)
        for one in listed:
            yield Release(one, date.value, maker, min(date.start, maker.start if maker else date.start, one.start), max(one.end, date.end))


def _is_news_of(text: str, thing: Mention) -> bool:
    """Whether what comes out is not the thing but something of it: its interface, or "M等技术的新进展"."""
    return bool(words.NOT_IT.match(text, thing.end) or words.NEWS_OF_IT.match(text, thing.end))


def _brings_out(text: str, verb: re.Match[str], thing: Mention, gap: str) -> bool:
    """Whether a verb brings the thing out: "put M on the web" does and "put M" does not, "更新的M2" is a version and "更新M" changes M."""
    word = verb[0].lower()
    if word in words.BEFORE_IT:
        return gap == words.BEFORE_IT[word]
    if words.BREAKS.search(gap) or words.NOT_YET.search(gap):
        return False
    if word in ("更新", "带来", "帶來"):
        return (gap.strip() == "的" or word != "更新") and bool(words.VERSION.search(thing.node.name))
    return word not in words.HELD or bool(len(gap) <= 16 and words.BY_PLACE.match(text, thing.end))


def _date_between(text: str, verb: re.Match[str], thing: Mention, dated: Sequence[Dated]) -> Dated | None:
    """The date between a verb and what came out: "released on May 5 Gen-4"."""
    between = [d for d in dated if verb.end() <= d.start and d.end <= thing.start and text[verb.end() : d.start] in (" on ", " in ")]
    return between[0] if between and thing.start - between[0].end <= _NEAR_DATE and "," not in text[between[0].end : thing.start] else None


def _date_of(text: str, verb: re.Match[str], thing: Mention, things: Sequence[Mention], dated: Sequence[Dated]) -> Dated | None:
    """The date that goes with a verb: right before it, or behind what was released."""
    before = [d for d in dated if d.end <= verb.start() and verb.start() - d.end <= 40 and not words.BREAKS_DATE.search(text[d.end : verb.start()])]
    if before:
        return before[-1]
    date = next((d for d in dated if d.start >= thing.end), None)
    if date is None or date.start - thing.end > _NEAR_NAME:
        return None
    between = words.LINK.sub("", text[thing.end : date.start])
    if len(between) <= 12 and words.BEHIND_SHORT.fullmatch(between):
        return date
    other = words.OTHER_ACT.search(between) or words.VERB.search(between) or within(things, thing.end, date.start)
    return date if words.BEHIND.fullmatch(between) and not other else None


def _listed(text: str, after: Sequence[Mention]) -> list[Mention]:
    listed = [after[0]]
    for other in after[1:]:
        if not words.LIST_GAP.fullmatch(text[listed[-1].end : other.start]):
            break
        listed.append(other)
    return listed
