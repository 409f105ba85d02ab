"""Owns the visible text of an HTML page, in reading order. It must not know what a report says."""

from __future__ import annotations

import re

from lxml import etree, html

_SNIFF = re.compile(r"\A\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "head"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
})  # fmt: skip
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "article", "section", "title"})
_CELLS = frozenset({"td", "th"})
_LINE, _PARAGRAPH = "\x1e", "\x1d"  # breaks while a page is walked through; a page cannot hold them
_BREAKS = re.compile(rf"[ \t\n]*[{_LINE}{_PARAGRAPH}][ \t\n{_LINE}{_PARAGRAPH}]*")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def is_html(text: str) -> bool:
    """Whether a text is an HTML page, rather than a text that has a table in HTML inside."""
    return _SNIFF.match(text[:4000]) is not None


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's meta element names, if any."""
    match = _CHARSET.search(data[:4000])
    return match[1].decode("ascii", "replace") if match else None


def visible_text(page: str) -> str:
    """The title and the visible text of a page: blocks on lines of their own, a table's cells apart by a tab."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return ""
    out: list[str] = []
    title = root.findtext(".//title")
    if title:
        out += [_SPACES.sub(" ", title).strip(), "\n\n"]
    _walk(root, out)
    return _tidied("".join(out))


def _walk(root: html.HtmlElement, out: list[str]) -> None:
    """Append what an element shows, by a stack of its own: a page may be nested deeper than Python calls may be."""
    stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
    pre = 0
    while stack:
        element, done = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if done:
            pre -= tag == "pre"
            out.append("\t" if tag in _CELLS else _break(tag))
            out.append(_shown(element.tail, pre))
        elif not tag or tag in _HIDDEN or element.get("hidden") is not None:
            out.append(_shown(element.tail, pre))
        else:
            out.append("\n" if tag == "br" else _break(tag))
            pre += tag == "pre"
            out.append(_shown(element.text, pre))
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))


def _break(tag: str) -> str:
    """The end of a line or a paragraph around a block, as a mark that is made one with its neighbours."""
    return _PARAGRAPH if tag in _PARAGRAPHS else _LINE if tag in _BLOCKS else ""


def _shown(text: str | None, pre: int) -> str:
    if not text:
        return ""
    return text if pre else _SPACES.sub(" ", text)


def _tidied(text: str) -> str:
    text = _BREAKS.sub(lambda m: "\n\n" if _PARAGRAPH in m[0] else "\n", text)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
