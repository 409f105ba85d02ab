"""Owns the step from bytes to a Document: what kind it is, its encoding, language and pages. It must not heal or extract."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from string import ascii_letters
from threading import Lock

import pypdfium2  # type: ignore[import-untyped]

from graph.claim import Document, Page
from graph.errors import NotFound, UnreadableDocument
from loaders.encoding import decode
from loaders.html import declared_charset, is_html, visible_text
from loaders.pages import split_pages

TEXT, HTML, PDF = "text/plain", "text/html", "application/pdf"

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_OTHER = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]+")
_SIGNATURES = {
    b"PK\x03\x04": "an archive or an Office file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an Office file", b"\x1f\x8b": "an archive", b"Rar!": "an archive", b"7z\xbc\xaf": "an archive", b"SQLite format 3": "a database",
}  # fmt: skip
_pdfium = Lock()  # PDFium may be used by one thread at a time


def read_document(path: Path) -> Document:
    """The document at `path`. NotFound if there is none, UnreadableDocument if it is not text, HTML or PDF."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no file {path.name!r}.", hint="Check the path.") from None
    except OSError as error:
        raise UnreadableDocument(f"{path.name} cannot be read: {error.strerror}.", hint="Give a file that may be read.") from error
    return document_of(data, path.name)


def document_of(data: bytes, name: str, media_type: str | None = None) -> Document:
    """The document that `data` is; `name` is what a person would call it. Whether it is text or HTML `media_type` says, else the bytes
    and the name. UnreadableDocument if it is not text, HTML or PDF, or no PDF though it is said to be one."""
    sha256 = hashlib.sha256(data).hexdigest()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        pages = _pdf_pages(data, name)
        return Document(sha256, name, PDF, "binary", language_of("".join(p.text for p in pages)), pages)
    if media_type == PDF:
        raise UnreadableDocument(f"{name} is no PDF.", hint="Send the file's bytes as they are.")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableDocument(f"{name} is {what}, not text, HTML or PDF.", hint="Convert it to PDF or text first.")
    page_like = data[:4000].lstrip()[:1] == b"<" or name.lower().endswith((".html", ".htm"))
    text, encoding = decode(data, declared_charset(data) if page_like else None)
    if media_type == HTML or (media_type is None and (is_html(text) or name.lower().endswith((".html", ".htm")))):
        shown = visible_text(text)
        if not shown.strip():
            raise UnreadableDocument(f"{name} shows no text.", hint="Save the page after it has loaded.")
        return Document(sha256, name, HTML, encoding, language_of(shown), split_pages(shown))
    return Document(sha256, name, TEXT, encoding, language_of(text), split_pages(text))


def language_of(text: str) -> str:
    """ZH where at least a seventh of the letters are Chinese, else EN where most are Latin, else OTHER."""
    sample = text if len(text) < 60_000 else text[:30_000] + text[len(text) // 2 : len(text) // 2 + 30_000]
    narrow = sample.encode("ascii", "ignore")
    latin = len(narrow) - len(narrow.translate(None, ascii_letters.encode()))
    cjk, other = (0, 0) if len(narrow) == len(sample) else (sum(map(len, p.findall(sample))) for p in (_CJK, _OTHER))
    if other > cjk + latin or other * 4 > cjk > latin or not cjk + latin:
        return "OTHER"
    return "ZH" if cjk * 7 >= cjk + latin else "EN"


def _pdf_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """One page per page, numbered from 1; each ends with a line end so that no word runs over two."""
    pages, start = [], 0
    try:
        with _pdfium, pypdfium2.PdfDocument(data) as pdf:
            for number in range(1, len(pdf) + 1):
                text = _pdf_text(pdf, number - 1)
                pages.append(Page(number, start, text))
                start += len(text)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{name} is a PDF that cannot be opened: {error}.", hint="Remove its password or repair it.") from error
    if not any(p.text.strip() for p in pages):
        raise UnreadableDocument(f"{name} is a PDF without text.", hint="It may be a scan: run text recognition on it first.")
    return tuple(pages)


def _pdf_text(pdf: pypdfium2.PdfDocument, index: int) -> str:
    page = pdf[index]
    shown = page.get_textpage()
    # PDFium counts UTF-16 units and may hand out half of a pair; U+FFFE marks a hyphen at a line's end.
    text: str = shown.get_text_range().encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n").replace("\ufffe", "-")
    shown.close()
    page.close()
    return text if text.endswith("\n") else text + "\n"
