"""Owns the commands that take reports in: `load`, and `extract`, which stores nothing. How they are read is the loaders' business."""

# ruff: noqa: PLC0415 - the loaders are imported when something is loaded, so that the program starts at once
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_graph import DEFAULT_STORE, JsonOption, StoreOption, opened
from api.cli_terminal import FAILED, complain, console, say, show, table, write_json
from graph import processes

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from graph.store import Store
    from loaders.pipeline import DocumentReport, LoadReport, Progress

ISSUES_SHOWN = 5  # of one document; --json tells all


def load(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Reports (text, HTML, PDF), folders of them, or claims as JSON Lines or CSV.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check everything, keep nothing.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read reports at the same time.")] = 1,
    json_: JsonOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Load reports into the graph.

    What is loaded already changes nothing. Example: reportgraph load reports/
    """
    from loaders.pipeline import load as load_reports

    processes.collect_seldom()
    with _target(store, dry_run=dry_run) as graph, _executor(jobs) as executor, _progress() as progress:
        report = load_reports(paths, graph, progress=progress, executor=executor)
    if json_:
        write_json(report.to_json())
    else:
        _tell(report, dry_run=dry_run)
    raise typer.Exit(0 if _is_whole(report) else FAILED)


def extract(path: Annotated[Path, typer.Argument(metavar="PATH", help="A report (text, HTML, PDF).")]) -> None:
    """Print one report's claims as JSON Lines, and store nothing."""
    import orjson

    from loaders.pipeline import extract as extract_claims

    extraction = extract_claims(path)
    for claim in extraction.claims:
        sys.stdout.buffer.write(orjson.dumps(claim.to_json(), option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    for issue in extraction.issues:
        say(f"{path.name}: {issue.reason}")


@contextmanager
def _target(store: str, *, dry_run: bool) -> Iterator[Store]:
    """The graph to load into; a dry run does everything with one that is thrown away."""
    if not dry_run:
        with opened(store, make=True) as graph:
            yield graph
        return
    with TemporaryDirectory() as folder, opened(str(Path(folder) / "dry-run.db"), make=True) as graph:
        yield graph


@contextmanager
def _executor(jobs: int) -> Iterator[Executor | None]:
    if jobs == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn"), processes.collect_seldom) as executor:  # a fork would take the store's open file with it
        yield executor


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None] | None]:
    """A bar on standard error while a load runs, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    with Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def told(progress: Progress) -> None:
            lines = f", {progress.lines:,} lines" if progress.lines else ""
            bar.update(task, description=f"{progress.name}{lines}", completed=progress.done, total=progress.total)

        yield told


def _is_whole(report: LoadReport) -> bool:
    """Whether all was loaded: no file failed, no line of a structured one was refused, no extractor gave up on a whole document.

    What an extractor could not read at one place of a text is an issue to look at, and no failure of the load.
    """
    return not report.failed and not any(issue.document and (issue.line is not None or issue.start is None) for issue in report.issues)


def _tell(report: LoadReport, *, dry_run: bool) -> None:
    """A table of what was read on standard output; what went wrong, and what was passed over, on standard error."""
    read = [d for d in report.documents if d.sha256 or d.error is not None]
    rows = [(d.name, d.claims, d.written.claims_added, d.written.claims_removed, _understood(d), len(d.issues), _outcome(d)) for d in read]
    if rows:
        show(table("", ["document", "claims", "new", "gone", "understood", "issues", ""], rows, right=range(1, 6)))
    for document in read:
        _tell_issues(document)
    passed_over = [d.name for d in report.documents if not d.sha256 and d.error is None]
    if passed_over:
        say(f"Passed over, as no kind of file that is loaded: {', '.join(passed_over)}.")
    if not rows:
        say("There was nothing to load.")
    if dry_run:
        say("This was a dry run: nothing was kept.")


def _tell_issues(document: DocumentReport) -> None:
    if document.error is not None:
        complain(f"{document.name}: {document.error}")
    for issue in document.issues[:ISSUES_SHOWN]:
        place = f", line {issue.line}" if issue.line else f", character {issue.start}" if issue.start is not None else ""
        say(f"{document.name}{place}: {issue.reason}")
    if len(document.issues) > ISSUES_SHOWN:
        say(f"{document.name}: {len(document.issues) - ISSUES_SHOWN} more issues; --json tells all.")


def _understood(document: DocumentReport) -> str:
    """The share of a document's characters that became claims or were known to be boilerplate."""
    account = document.account.to_json()
    known, unknown = account["used"] + account["boilerplate"], account["notUnderstood"]
    return f"{known / (known + unknown):.0%}" if known + unknown else ""


def _outcome(document: DocumentReport) -> str:
    return "✓" if document.error is None else "✗ not loaded"
