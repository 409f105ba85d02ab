"""Owns telling a page's furniture (navigation, consent, sharing, adverts for itself) from lines of a report; it must not know what a report says."""

from __future__ import annotations

import re
from functools import lru_cache

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
_SAID = re.compile(
    r"^(?:jump|skip) to (?:the )?(?:main )?(?:content|navigation|search)|^(?:main |site )?menu\b|^(?:search|navigation|toggle|share|print|download|subscribe"
    r"|unsubscribe|advert\w*|sponsored|listen|bookmark|follow us|back to)\b[^.:]{0,40}$"
    r"|\bcookies?\b.{0,200}\b(?:accept|consent|store|use|manage|policy)|(?:accept|reject|manage) (?:all|cookies|choices)|value your privacy"
    r"|view (?:this|it|the) (?:e-?mail|message|newsletter)|in your browser|\b(?:log|sign) ?(?:in|up|out)\b|forward to a friend"
    r"|(?-i:(?<=[a-z])(?:Log|Sign) ?(?:[Ii]n|[Uu]p)\b)|^(?:article ?talk|read ?edit ?view history|contents hide)$|\(redirected from"
    r"|^from \w+, the (?:free|open)|this article (?:may|needs|is)|last (?:reviewed|edited|updated?|modified)|add to cart|copy link"
    r"|^(?:globenewswire|pr newswire|business wire|accesswire|ein presswire)\b[^.:]{0,30}$"
    r"|^you are on(?: page \d+(?: of \d+)?)?$|^fact-checked by\b[^.:]{0,40}$"
    r"|affiliate|^(?:improve|edit|rate) this (?:article|page|entry)|^add missing citations|earn a commission|min(?:ute)?s? read\b|all rights reserved|^©"
    r"|登录\s?[|/]\s?注册|免费注册|下载(?:APP|客户端|报告)|扫码(?:关注|加入|下载)|^扫码.{0,12}$|^网站公告|该文档总共|超出免费预览|^资源描述$|返回(?:首页|列表|上一)|加入收藏|设为首页|字号\s?[::大中小]|阅读(?:量|数|次数|原文)"
    r"|^(?:share_log|返回 .{0,12}举报)$|^asset_\w|\.(?:png|jpe?g|webp|svg)\)?$"  # a page's icons and what stands for its images
    r"|^admin管理员组|^文章数量[::]|发[(]作者[::]\s?[)]$|^(?:AI智能总结|查看更多|下载报告|版权声明)|本站(?:仅|只|将立刻|不拥有)|转载请注明|违法违规|由会员分享,"
    r"|\.(?:pdf|docx?)$|页数\s?[::]|上传时间|^打印|分享到|^您(?:的位置|所在)|(?:当前|目前)位置",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> bool:
    """Whether a whole line, in simplified script, is a part of the page that carries the report, not of the report."""
    if len(line) > _LONGEST or "<" in line:
        return False
    return offers_something(line) or _is_crumbs(line) or _is_bar(line) or _LANGUAGE.fullmatch(line) is not None


def offers_something(line: str) -> bool:
    """Whether a whole line speaks of what one can do with the page: sign in, share it, accept its cookies. No table's row does."""
    return len(line) <= _LONGEST and _SAID.search(line) is not None


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
