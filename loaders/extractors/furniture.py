"""Owns telling a page's furniture (navigation, consent, sharing, adverts for itself) from lines of a report; it must not know what a report says."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.patterns import beginning_in_any_case

_CRUMB = re.compile(r"\s*[>›»→]\s*|\s+[/\\]\s+")
_CRUMBS = 3  # parts: a title may have one slash
_HOME = re.compile(r"(?:home(?:page)?|首页|主页|首頁|主頁|研究中心|研报|研報)", re.IGNORECASE)
_BAR = re.compile(r"\t+|\s{2,}|\s?[|│·•]\s?|\s[—–]\s")
_FROM_HOME = re.compile(r"(?:[\u3400-\u9fff]{0,4}首页|Home)(?: +[^\s,.。,::]{2,14}){2,16}", re.IGNORECASE)
_WORDS_APART = re.compile(r"(?:[\u3400-\u9fff]{2,6} ){4,14}[\u3400-\u9fffA-Z]{2,6}")  # "行情中心 自选股 龙虎榜 …"
_LINK = re.compile(r"\[[^\]\n]{1,40}\]\([^)\n]*\)")
_LINKS = 2
# A line of a menu of languages, as they call themselves.
_LANGUAGE = re.compile(
    r"(?:简体|繁体)?中文|English|[РP]усский|日本语|한국어|ภาษาไทย|Tiếng Việt|Bahasa (?:Indonesia|Melayu)|Español|हिन्दी|Filipin\w+|Français|Deutsch|Português"
    r"|Türkçe|العربية|Italiano|Polski|Nederlands|Українська",
    re.IGNORECASE,
)
_BARS = 3  # parts of a line of links
_LONGEST = 300  # what is longer holds a text, whatever else was glued to it
# What a line of furniture begins with, says in Chinese, says in English, and ends with.
_BEGINS = re.compile(
    r"(?:jump|skip) to (?:the )?(?:main )?(?:content|navigation|search)|(?:main |site )?menu\b|(?:search|navigation|toggle|share|print|download|subscribe"
    r"|unsubscribe|advert\w*|sponsored|listen|bookmark|follow us|back to)\b[^.:]{0,40}$"
    r"|(?:article ?talk|read ?edit ?view history|contents hide)$|from \w+, the (?:free|open)"
    r"|(?:globenewswire|pr newswire|business wire|accesswire|ein presswire)\b[^.:]{0,30}$|(?:improve|edit|rate) this (?:article|page|entry)"
    r"|you are on(?: page \d+(?: of \d+)?)?$|fact-checked by\b[^.:]{0,40}$|add missing citations"
    r"|©|扫码.{0,12}$|网站公告|资源描述$|(?:share_log|返回 .{0,12}举报)$|asset_\w|admin管理员组|文章数量[::]"
    r"|(?:AI智能总结|查看更多|下载报告|版权声明)|打印|您(?:的位置|所在)"
    r"|(?:(?:下载|收藏|分享|相关|举报|打印|投诉|评论|点赞|全屏)(?:[(]\w{1,4}[)])?[ |]?){2,}$",  # what one can do with a file
    re.IGNORECASE,
)
_IN_CHINESE = re.compile(
    r"登录\s?[|/]\s?注册|免费注册|下载(?:(?i:APP)|客户端|报告)|扫码(?:关注|加入|下载)|该文档总共|超出免费预览|返回(?:首页|列表|上一)|加入收藏|设为首页|字号\s?[::大中小]"
    r"|阅读(?:量|数|次数|原文)|发[(]作者[::]\s?[)]$|本站(?:仅|只|将立刻|不拥有)|转载请注明|违法违规|由会员分享,|页数\s?[::]|上传时间|分享到|当前位置|目前位置"
)
_IN_ENGLISH = re.compile(beginning_in_any_case((
    r"c(?<!\w.)ookies?\b.{0,200}\b(?:accept|consent|store|use|manage|policy)", "accept (?:all|cookies|choices)", "reject (?:all|cookies|choices)",
    "manage (?:all|cookies|choices)", "value your privacy", "view (?:this|it|the) (?:e-?mail|message|newsletter)", "in your browser",
    r"l(?<!\w.)og ?(?:in|up|out)\b", r"s(?<!\w.)ign ?(?:in|up|out)\b", "forward to a friend", r"r(?<=\(r)edirected from",
    "this article (?:may|needs|is)", "last (?:reviewed|edited|updated?|modified)", "add to cart", "copy link", "affiliate", "earn a commission",
    r"min(?:ute)?s? read\b", "all rights reserved",
)) + r"|Log(?<=[a-z]Log) ?(?:[Ii]n|[Uu]p)\b|Sign(?<=[a-z]Sign) ?(?:[Ii]n|[Uu]p)\b")  # fmt: skip
_ENDS = re.compile(r"\.(?:(?:png|jpe?g|webp|svg)\)?|pdf|docx?)$", re.IGNORECASE)  # a page's icons, what stands for its images, files


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> bool:
    """Whether a whole line, in simplified script, is a part of the page that carries the report, not of the report."""
    if len(line) > _LONGEST or "<" in line:
        return False
    return offers_something(line) or _is_crumbs(line) or _is_bar(line) or _LANGUAGE.fullmatch(line) is not None


def offers_something(line: str) -> bool:
    """Whether a whole line speaks of what one can do with the page: sign in, share it, accept its cookies. No table's row does."""
    if len(line) > _LONGEST:
        return False
    return bool(_BEGINS.match(line) or _IN_CHINESE.search(line) or _IN_ENGLISH.search(line) or _ENDS.search(line))


def _is_crumbs(line: str) -> bool:
    """A path through the site: "Home › Media › Kling", "研究中心 / 行业研究 / 软件"."""
    parts = [part for part in _CRUMB.split(line) if part]
    return (len(parts) >= _CRUMBS or (len(parts) > 1 and _HOME.fullmatch(parts[0]) is not None)) and all(_is_short(part) for part in parts)


def _is_bar(line: str) -> bool:
    """A row of links: "Reviews  Calculators  Deals", "繁 | 简 | EN"."""
    if _FROM_HOME.fullmatch(line) or len(_LINK.findall(line)) >= _LINKS:
        return True
    if _WORDS_APART.fullmatch(line):
        return True
    parts = [part for part in _BAR.split(line) if part.strip()]
    return len(parts) >= _BARS and len(line) > 8 and all(_is_link(part) for part in parts)


def _is_short(part: str) -> bool:
    return len(part.split()) <= 5 and len(part) <= (40 if part.isascii() else 24)


def _is_link(part: str) -> bool:
    return len(part.split()) <= 3 and len(part) <= (24 if part.isascii() else 8) and not any(c.isdigit() for c in part)
