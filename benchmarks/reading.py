"""Owns the measurement of reading: pages a second that one core extracts from text and from PDFs, on reports made from a seed number.

It must not judge: it prints. A page of text is 2,000 characters, as in docs and targets; a page of a PDF is a page.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence

from graph import processes
from loaders.document import document_of
from loaders.extraction import extract_document

PAGE = 2_000
_MAKERS = ("OpenAI", "Runway", "Pika", "Google", "Kuaishou", "MiniMax", "Stability AI", "Luma AI")
_MODELS = ("Sora", "Gen-2", "Pika 1.0", "Veo", "Kling", "Dream Machine", "Gen-3 Alpha", "Stable Video Diffusion")
_MONTHS = ("January", "March", "May", "June", "September", "November")


def report(pages: int, seed: int) -> list[str]:
    """The pages of a made-up note, each about `PAGE` characters of prose with a small table on every fourth."""
    chance = random.Random(seed)
    return [_page(chance, number) for number in range(1, pages + 1)]


def _page(chance: random.Random, number: int) -> str:
    lines = [f"Northgate Research | Generative video monthly {number}", "Sector: Internet & Media", ""]
    if number % 4 == 0:
        lines += _table(chance)
    while sum(map(len, lines)) + len(lines) < PAGE - 120:
        lines.append(_sentence(chance))
    return "\n".join([*lines, f"See the last page for disclosures. Page {number}"])[: PAGE - 1] + "\n"


def _sentence(chance: random.Random) -> str:
    maker, model, other = chance.choice(_MAKERS), chance.choice(_MODELS), f"Model {chance.choice('ABCDEFG')}{chance.randint(1, 99)}"
    return chance.choice((
        f"{maker} released {model} in {chance.choice(_MONTHS)} 2024, with clips of up to {chance.randint(4, 60)} seconds at {chance.choice((24, 30))} fps.",
        f"Compared with {other}, demand for compute grew by {chance.randint(2, 40)}% in the quarter, and margins held where prices did.",
        f"Buyers told us that budgets for tools move from pilots to teams of {chance.randint(5, 500)} people, which takes two to three quarters.",
        "We keep our view that distribution matters more than a lead of some months in quality, and that rights holders set the pace.",
    ))  # fmt: skip


def _table(chance: random.Random) -> list[str]:
    rows = [f"| {model} | {chance.randint(3, 60)} s | ${chance.randint(8, 95)} |" for model in chance.sample(_MODELS, 4)]
    return ["| Model | Clip length | Price per month |", "|---|---|---|", *rows, ""]


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF that shows `pages` (Latin text only) line by line, written by hand: catalogue, font, and two objects a page."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for i, page in enumerate(pages):
        shown = "\n".join("({}) '".format(line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")) for line in page.splitlines())
        stream = f"BT /F1 7 Tf 8 TL 30 820 Td\n{shown}\nET"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * i} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    return _file(objects)


def _file(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)


def text_report(pages: int, seed: int) -> tuple[bytes, str]:
    """A report as a text file: its bytes and its name."""
    return "".join(report(pages, seed)).encode(), "report.txt"


def pdf_report(pages: int, seed: int) -> tuple[bytes, str]:
    """A report as a PDF: its bytes and its name."""
    return pdf(report(pages, seed)), "report.pdf"


def rate(make: Callable[[int, int], tuple[bytes, str]], pages: int, rounds: int) -> tuple[float, int]:
    """(pages a second of processor time in the best of `rounds`, claims found): each round reads a report that no round before it read."""
    best, claims = 0.0, 0
    for seed in range(rounds):
        data, name = make(pages, seed)
        started = time.process_time()
        claims = len(extract_document(document_of(data, name)).claims)
        best = max(best, pages / (time.process_time() - started))
    return best, claims


def main() -> None:
    """Print a line for each kind and size."""
    parser = argparse.ArgumentParser(description="Pages a second that one core reads.")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 40, 160], help="sizes of the reports")
    parser.add_argument("--rounds", type=int, default=3, help="reports of each size; the best round counts")
    chosen = parser.parse_args()
    processes.collect_seldom()  # as `reportgraph load` does
    rate(text_report, 2, 1)  # the known names are read once a process
    for kind, make in (("text", text_report), ("pdf", pdf_report)):
        for pages in chosen.pages:
            found, claims = rate(make, pages, chosen.rounds)
            print(f"{kind:5} {pages:5} pages  {found:8.0f} pages/s  {claims:6} claims")


if __name__ == "__main__":
    main()
