"""Owns the measurement of filling a Neo4j: our load of JSON Lines, plain UNWIND and MERGE of the very rows that it ends up with, and
Neo4j's offline import of our folder.

`python -m benchmarks.neo4j_load --scale 0.05 --seed 7` prints times and ratios. It must not judge. Load and rows take turns, each on an
empty database that has its constraints and indexes, of a server that was just started; rows wait in files, so that there may be millions.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO, Any, cast

import neo4j
import orjson

from benchmarks.data import Sizes, lines
from benchmarks.stores import HEAP, PAGE_CACHE
from graph.cypher.names import HAS_PAGE, NAMES, OWN_LABELS, escape
from graph.neo4j_import import export_folder
from graph.ontology import CLAIM, ONTOLOGY
from graph.plan import ABOUT, POINTS_TO, STATED_IN
from graph.store import neo4j_server, open_store
from graph.store.neo4j_connection import Target
from loaders.pipeline import load

ROWS, PAGES = 10_000, 500  # that one plain statement merges: a page is as long as thousands of other rows
_KEYS = {"Document": "sha256", "Graph": "format"}
_RELATIONSHIPS = (ABOUT, STATED_IN, POINTS_TO, NAMES, *ONTOLOGY.relationships)


@dataclass(frozen=True, slots=True)
class Loading:
    """Seconds of each round: `ours` loads the lines, `raw` merges the rows that they become, `exported` writes the import folder from an
    embedded graph, `imported` is Neo4j's own import of it. `embedded` is the one load into the embedded graph."""

    lines: int
    nodes: int
    relationships: int
    ours: tuple[float, ...]
    raw: tuple[float, ...]
    exported: tuple[float, ...]
    imported: tuple[float, ...]
    embedded: float

    @property
    def ratio(self) -> tuple[float, ...]:
        """How fast our load is, the rows' merging being 1, in each round."""
        return tuple(raw / ours for raw, ours in zip(self.raw, self.ours, strict=True))

    @property
    def offline(self) -> tuple[float, ...]:
        """How fast export and import together are, the rows' merging being 1."""
        return tuple(raw / (out + into) for raw, out, into in zip(self.raw, self.exported, self.imported, strict=True))

    @property
    def offline_alone(self) -> tuple[float, ...]:
        """How fast the import alone is, the rows' merging being 1."""
        return tuple(raw / into for raw, into in zip(self.raw, self.imported, strict=True))


class _Rows:
    """A whole database as statements with their rows, nodes first: as many at a time in a file as are sent together."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.nodes = self.relationships = 0

    def read(self, driver: neo4j.Driver) -> None:
        """Read all that the database holds. Pages come with their document, since they have no key of their own."""
        with self._path.open("wb") as file, driver.session(fetch_size=ROWS) as session:
            for label in (*ONTOLOGY.labels, CLAIM, *OWN_LABELS):
                document = "{.*, document: COLLECT { MATCH (d:Document)-[:HAS_PAGE]->(n) RETURN d.sha256 }[0]}" if label == "Page" else "{.*}"
                found = session.run(cast(Any, f"MATCH (n:{escape(label)}) RETURN n{document} AS row"))
                self.nodes += _keep(file, ((_merging_node(label), record["row"]) for record in found), PAGES if label == "Page" else ROWS)
            for type_ in _RELATIONSHIPS:
                ends = "labels(a)[0] AS start, labels(b)[0] AS end, {s: a.id, o: b.id, own: properties(l)} AS row"
                found = session.run(cast(Any, f"MATCH (a)-[l:{escape(type_)}]->(b) RETURN {ends}"))
                told = ((_merging(record["start"], type_, record["end"]), record["row"]) for record in found)
                self.relationships += _keep(file, told)
            pickle.dump(None, file)

    def merge(self, driver: neo4j.Driver) -> float:
        """Merge them into an empty database; the seconds that it takes, without reading them from the file."""
        seconds = 0.0
        with self._path.open("rb") as file, driver.session() as session:
            while (piece := pickle.load(file)) is not None:
                seconds += _timed(partial(_merge, session, *piece))
        return seconds


def _merge(session: neo4j.Session, text: str, rows: list[dict[str, Any]]) -> None:
    session.execute_write(lambda transaction: transaction.run(cast(Any, text), rows=rows).consume())


def _keep(file: IO[bytes], told: Iterable[tuple[str, dict[str, Any]]], most: int = ROWS) -> int:
    """Write rows, those of one statement together, `most` at once; how many there were."""
    waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    count = 0
    for text, row in told:
        count += 1
        waiting[text].append(row)
        if len(waiting[text]) == most:
            pickle.dump((text, waiting.pop(text)), file)
    for piece in waiting.items():
        pickle.dump(piece, file)
    return count


def measure(scale: float, seed: int, *, rounds: int = 3, address: str | None = None, offline: bool = True) -> Loading:
    """Measure `rounds` times. The Neo4j at `address` is emptied; without one a server is started for each load, and stopped after it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, embedded, rows = folder / "claims.jsonl", folder / "graph.db", _Rows(folder / "rows")
        count = _write(path, Sizes.of(scale), seed)
        loaded = _timed(lambda: _load(path, str(embedded)))
        times: dict[str, list[float]] = defaultdict(list)
        for number in range(rounds):
            with _empty(folder / "server", address) as (server, driver):
                times["ours"].append(_timed(lambda: _load(path, server)))
                if not number:
                    rows.read(driver)
            with _empty(folder / "server", address) as (_, driver):
                times["raw"].append(rows.merge(driver))
            if offline:
                graph, home = folder / f"import{number}", folder / f"home{number}"
                times["exported"].append(_timed(lambda: _export(embedded, graph)))  # noqa: B023 - called at once
                times["imported"].append(_timed(lambda: neo4j_server.import_folder(home, graph)))  # noqa: B023
        ours, raw, exported, imported = (tuple(times[way]) for way in ("ours", "raw", "exported", "imported"))
        return Loading(count, rows.nodes, rows.relationships, ours, raw, exported, imported, loaded)


@contextmanager
def _empty(home: Path, address: str | None) -> Iterator[tuple[str, neo4j.Driver]]:
    """An empty graph with its mark, constraints and indexes: that at `address`, else of a server that runs while the block does."""
    try:
        server = address or neo4j_server.start(home, heap=HEAP, page_cache=PAGE_CACHE).address
        target = Target.of(server)
        with neo4j.GraphDatabase.driver(target.address, auth=(target.user, target.password), notifications_min_severity="OFF") as driver:
            if address is not None:
                _delete_all(driver)
            open_store(server).close()
            yield server, driver
    finally:
        if address is None:
            neo4j_server.stop(home)
            shutil.rmtree(home, ignore_errors=True)


def _delete_all(driver: neo4j.Driver) -> None:
    """Take out everything. Relationships first: a document has hundreds of thousands, too many to go with it in one transaction; and few
    nodes at once, as pages are long."""
    with driver.session() as session:
        session.run("MATCH ()-[l]->() CALL (l) { DELETE l } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()


def _write(path: Path, sizes: Sizes, seed: int) -> int:
    with path.open("wb") as file:
        return sum(file.write(orjson.dumps(line) + b"\n") > 0 for line in lines(sizes, seed))


def _timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _load(path: Path, address: str) -> None:
    with closing(open_store(address)) as store:
        report = load([str(path)], store)
    if report.failed:
        raise SystemExit(f"The lines were not loaded: {report.documents[0].error}")


def _export(embedded: Path, folder: Path) -> None:
    with closing(open_store(str(embedded))) as store:
        export_folder(store, folder)


def _merging_node(label: str) -> str:
    key = _KEYS.get(label, "id")
    if label == "Page":
        return f"UNWIND $rows AS row MATCH (d:Document {{sha256: row.document}}) MERGE (d)-[:{HAS_PAGE}]->(n:Page {{place: row.place}}) SET n = row"
    return f"UNWIND $rows AS row MERGE (n:{escape(label)} {{{key}: row.{key}}}) SET n = row"


def _merging(start: str, type_: str, end: str) -> str:
    ends = f"MATCH (a:{escape(start)} {{id: row.s}}) MATCH (b:{escape(end)} {{id: row.o}})"
    return f"UNWIND $rows AS row {ends} MERGE (a)-[l:{escape(type_)}]->(b) SET l = row.own"


# Telling --------------------------------------------------------------------------------------------------------------


def told(found: Loading) -> str:
    """A line for each way: median seconds and ratio, with the least and the greatest."""
    shown = [f"{found.lines} lines: {found.nodes} nodes, {found.relationships} relationships"]
    for name, times, ratios in (
        ("rows by UNWIND + MERGE", found.raw, (1.0,)),
        ("load of JSON Lines", found.ours, found.ratio),
        ("export + offline import", tuple(map(sum, zip(found.exported, found.imported, strict=True))), found.offline),
        ("offline import alone", found.imported, found.offline_alone),
    ):
        if times:
            shown.append(f"{name:24} {median(times):8.1f} s   {median(ratios):5.2f}x  ({min(ratios):.2f} to {max(ratios):.2f})")
    return "\n".join([*shown, f"{'embedded load':24} {found.embedded:8.1f} s"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How fast a Neo4j is filled.")
    parser.add_argument("--scale", type=float, default=0.05, help="times the base size")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is done, in turns")
    parser.add_argument("--store", metavar="URL", help="a Neo4j that may be emptied; one is started if none is named")
    parser.add_argument("--no-offline", action="store_true", help="leave export and import out")
    chosen = parser.parse_args()
    print(told(measure(chosen.scale, chosen.seed, rounds=chosen.rounds, address=chosen.store, offline=not chosen.no_offline)))


if __name__ == "__main__":
    main()
