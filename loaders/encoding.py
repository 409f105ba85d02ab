"""Owns the step from bytes to text: which encoding a document is in. It must not know what a report is.

A strict reading decides where one can (UTF-8, a byte order mark). GB18030, Big5 and UTF-16 without a mark read each other's bytes
without an error, so there the reading wins whose characters are the ones that people write; no chance and no model is involved.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

import opencc

from graph.errors import UnreadableDocument

# The characters that make up about two thirds of running Chinese text, and those of the trade.
_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题程展五"
    "果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运指几区强放决西被干做必先回则任取"
    "据处给色光门即保治北造百规热领七海口东导器压志世金增争济思术极交受联认六共权收证改清美再采转更单风切打白教速带安场身车例真务具"
    "万每目至达走积示议声报完类八离华名确才科张信马节话整空元况今集传许步群广记需段研界林且究观越织装影算低持音众书布复容际商非验连"
    "断深难近千周委素技备半办列习响约支般史便团往历市克何除消构府称太准精值号率维划选标写存候亲快效院查型王按格易置派层片始却专状育"
    "识适属包住调满局照参细引听该价严券评级析师险预模视频智能芯片股投融创源"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and its encoding's name. `declared` is what the document says of itself, tried after a strict reading.

    A byte order mark of UTF-8 stays in the text as U+FEFF, so that offsets are those of a plain UTF-8 reading; the mark of UTF-16 is no
    character. UnreadableDocument if no reading is text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_lenient(data, encoding)), encoding
    if _is_utf16(data):
        encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
        return _checked(_lenient(data, encoding)), encoding
    utf8 = _utf8(data)
    if utf8 is not None:
        return _checked(utf8), "utf-8"
    guess = _by_frequency(data, declared)
    return _checked(_lenient(data, guess)), guess


def _utf8(data: bytes) -> str | None:
    """`data` as UTF-8 if it is that; a last character that a download cut off is replaced, and so is one bad byte in ten thousand."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad, wide = text.count("\ufffd"), sum(c > "\x7f" for c in text)
    return text if bad * 200 <= wide - bad or (bad == 1 and text.endswith("\ufffd") and wide > 1) else None


def _is_utf16(data: bytes) -> bool:
    """UTF-16 without a mark shows as NUL bytes that are all on one side: the upper bytes of spaces, digits and line ends."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    return len(data) >= 4 and max(even, odd) * 50 >= len(data) and max(even, odd) > 20 * min(even, odd)


def _by_frequency(data: bytes, declared: str | None) -> str:
    runs = _HIGH_RUN.findall(data)
    high = sum(map(len, runs))
    if high * 10 < len(data) and sum(len(r) == 1 for r in runs) * 2 > len(runs) and declared is None:
        return "cp1252"  # lone high bytes between Latin letters: accents and curly quotes
    sample = data[:60_000]
    candidates = [e for e in (_known(declared), "gb18030", "big5hkscs", "utf-16-le", "utf-16-be") if e]
    best = max(candidates, key=lambda e: (_likeness(sample, e) + (0.05 if e == _known(declared) else 0), -candidates.index(e)))
    return best if _likeness(sample, best) > 0.2 else "cp1252"


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name).name if name else None
    except LookupError:
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "latin-1": "cp1252", "iso8859-1": "cp1252"}.get(found or "", found)


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    return frozenset(_FREQUENT + opencc.OpenCC("s2t").convert(_FREQUENT))


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of characters outside ASCII that people write often, less those that no one writes; below 0 where nothing can be read."""
    text = sample.decode(encoding, "replace")
    wide = [c for c in text if c > "\x7f"]
    if not wide:
        return -1.0
    frequent = _frequent()
    good = sum(c in frequent or c in "，。、；：？！（）《》“”‘’—…％　·" for c in wide)
    bad = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or "\u3040" <= c <= "\u33ff" for c in wide)
    return (good - 2 * bad) / len(wide)


def _lenient(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _checked(text: str) -> str:
    """`text`, unless it is what a picture, an archive or a program looks like when it is read as text."""
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if odd * 20 > len(text) + 20:
        raise UnreadableDocument("The file is not text, HTML or PDF.", hint="Convert it to PDF or text first.")
    if not text.strip("\ufeff\x00 \t\r\n\f"):
        raise UnreadableDocument("The file holds no text.", hint="Give a file with text in it.")
    return text
