"""Owns `SqliteStore`: the graph in one SQLite file that several processes may read and write.

It opens transactions and threads; statements are `graph.sql`'s, what a batch changes is the writer's.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from graph.claim_columns import ClaimColumns
from graph.errors import StoreTimeout, StoreUnavailable
from graph.ontology import CLAIM, ONTOLOGY, Ontology
from graph.plan import Plan
from graph.sql.names import node_table, relationship_table, views_hash
from graph.sql.neighbours import neighbours, neighbours_then
from graph.sql.read import SqlValue, Statement, bound, compile_plan, cursor_params
from graph.sql.write import SEARCH_MERGE
from graph.store.base import FORMAT, Batch, Bound, Json, Neighbour, Record, Sent, Status, Written
from graph.store.sqlite_connection import InOurWords, Readers, connect_to_write, create
from graph.store.sqlite_records import stored_records
from graph.store.sqlite_write import Writer

_STATEMENTS = 1000
_PATIENCE = 0.002  # seconds for which an event loop may be held up; handing a statement to a thread costs a tenth of it and more
_THREADED = 1000  # runs that go to a thread at once after one that took longer; a quick one there halves what is left
_QUICK = 0.0018  # seconds of work of such a run
_GRACE = 1.0  # seconds after its time limit for which an answer is waited for
_STEPS = 2_000  # of SQLite's machine between two looks at the clock


@dataclass(slots=True)
class _Prepared:
    """A statement, and how many of its next runs go to a thread at once."""

    statement: Statement
    threaded: int = 0


@dataclass(slots=True)
class _Compiled:
    """A plan's statements, by the cursors that are not there. The plan is held so that its id stays its own."""

    plan: Plan
    cursors: tuple[int, ...]
    statements: dict[frozenset[int], _Prepared] = field(default_factory=dict)


class SqliteStore:
    """The embedded store. Reading never waits for writing; what takes long is answered in a thread, and what others would wait for."""

    def __init__(self, path: Path, connection: apsw.Connection, ontology: Ontology) -> None:
        self._path = path
        self._ontology = ontology
        self._connection = connection
        self._writing = threading.Lock()
        self._readers = Readers(path)
        self._writer = Writer(connection, ontology)
        self._threads = ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2), thread_name_prefix="sqlite")
        self._plans: OrderedDict[int, _Compiled] = OrderedDict()
        self._compiling = threading.Lock()
        self._turn: asyncio.AbstractEventLoop | None = None  # whose turn has had an answer already
        self._version = -1
        self._unchanged = connection.total_changes()

    @classmethod
    def open(cls, address: str, ontology: Ontology = ONTOLOGY) -> SqliteStore:
        """The store in the file at `address`, made if it is not there; views of another ontology are made again.

        StoreUnavailable, StoreTooNew.
        """
        path = Path(address)
        store = cls(path, connect_to_write(path), ontology)
        with store._writing, InOurWords(path), _transaction(store._connection):
            store._prepare()
        return store

    def write(self, batch: Batch) -> Written:
        """See Store.write."""
        with self._writing, InOurWords(self._path), _transaction(self._connection):
            version = self._connection.pragma("data_version")  # unlike data_version(), it stays when we write ourselves
            if version != self._version:
                self._writer.forget()
                self._version = version
            before = self._connection.total_changes()
            try:
                written = self._writer.write(batch)
            except BaseException:
                self._writer.forget()
                raise
            if self._connection.total_changes() != before:
                self._connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
            return written

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        """See Store.run."""
        if trace is not None:
            return await self._traced(plan, values, timeout, trace)
        prepared = self._prepared(plan, values)
        statement = prepared.statement
        parameters = bound(statement, values)
        if statement.brief:
            return self._answer(statement.sql, parameters, None)
        if prepared.threaded == 0 and statement.interruptible and (timeout is None or timeout > _PATIENCE * 10) and self._is_first():
            try:
                return self._answer(statement.sql, parameters, _impatient())
            except StoreTimeout:
                prepared.threaded = _THREADED
        try:
            answer = asyncio.get_running_loop().run_in_executor(self._threads, self._in_thread, prepared, parameters, _after(timeout))
        except RuntimeError as error:  # what a pool of threads says when it was shut down
            raise StoreUnavailable(f"{self._path.name} has been closed.") from error
        try:
            async with asyncio.timeout(None if timeout is None else timeout + _GRACE):
                return await answer
        except TimeoutError as error:  # a thread that waits for its turn does not look at the clock
            raise StoreTimeout("The store took too long to answer.", hint="Ask for less, or allow more time.") from error

    async def _traced(self, plan: Plan, values: Sequence[Bound], timeout: float | None, trace: list[Sent]) -> Json:
        compiled = id(plan) in self._plans
        began = time.perf_counter()
        answer = await self.run(plan, values, timeout)
        seconds = time.perf_counter() - began
        trace.append(Sent(plan, "SQL", self._prepared(plan, values).statement.sql, compiled, seconds, len(answer)))
        return answer

    def records(self, *kinds: type[Record | ClaimColumns]) -> Iterator[Any]:
        """See Store.records."""
        with self._readers.one() as connection, _snapshot(connection):
            yield from stored_records(connection, kinds)

    def neighbourhood(
        self, roots: Iterable[str] | None, types: Sequence[str], limit: int, *, inside: bool = False, as_of: str | None = None
    ) -> list[Neighbour]:
        """See Store.neighbourhood."""
        found: list[Neighbour] = []
        ids, known = None if roots is None else json.dumps(list(roots)), self._ontology.relationships
        asked = sorted(set(types) & known.keys() if types else known)
        with self._readers.one() as connection, _snapshot(connection):
            if as_of is not None:
                statement = neighbours_then([known[type_] for type_ in asked], whole=ids is None, inside=inside)
                return [Neighbour(*map(str, row)) for row in connection.execute(statement, (ids, limit, as_of))]
            for type_ in asked:
                rows = connection.execute(neighbours(type_, whole=ids is None, inside=inside), (ids, limit - len(found)))
                found += [Neighbour(type_, str(start), str(end)) for start, end in rows]
        return found

    def status(self, *, counts: bool = True) -> Status:
        """See Store.status."""
        with self._readers.one() as connection, _snapshot(connection):
            generation: int = connection.execute("SELECT value FROM meta WHERE key = 'generation'").get
            tables = {label: node_table(label) for label in self._ontology.labels} | {CLAIM: "claim", "Document": "document"}
            related = {type_: relationship_table(type_) for type_ in self._ontology.relationships}
            counted, links = (_counted(connection, named) if counts else {} for named in (tables, related))
        return Status("sqlite", str(self._path), FORMAT, generation, counted, f"SQLite {apsw.sqlite_lib_version()}", links)

    def close(self) -> None:
        """See Store.close."""
        self._threads.shutdown()
        with self._writing:
            self._readers.close()
            self._merge()
            self._connection.close()

    # Inside ----------------------------------------------------------------------------------------------------------

    def _is_first(self) -> bool:
        """Whether nothing else was answered in this turn of the event loop. Where many ask at once, threads answer all but one of them, on as
        many processors as there are."""
        loop = asyncio.get_running_loop()
        if self._turn is loop:
            return False
        self._turn = loop
        loop.call_soon(self._next_turn)
        return True

    def _next_turn(self) -> None:
        self._turn = None

    def _merge(self) -> None:
        """After writing, put the parts of the full-text index together: a search asks each. Nobody has to wait for that, so where
        another process writes it is left to that one."""
        with suppress(apsw.Error):  # closed before, or cannot be written any more: what was loaded is there
            if self._connection.total_changes() > self._unchanged:
                self._connection.set_busy_timeout(0)
                self._connection.execute(SEARCH_MERGE)

    def _prepare(self) -> None:
        create(self._connection)
        wanted = views_hash(self._ontology)
        if self._connection.execute("SELECT value FROM meta WHERE key = 'views'").get != wanted:
            self._writer.views.rebuild()
            self._connection.execute("UPDATE meta SET value = ? WHERE key = 'views'", (wanted,))
            self._connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")

    def _prepared(self, plan: Plan, values: Sequence[Bound]) -> _Prepared:
        with self._compiling:
            compiled = self._plans.get(id(plan))
            if compiled is None:
                compiled = self._plans[id(plan)] = _Compiled(plan, cursor_params(plan))
                while len(self._plans) > _STATEMENTS:
                    self._plans.popitem(last=False)
            else:
                self._plans.move_to_end(id(plan))
            without = frozenset(index for index in compiled.cursors if values[index] is None)
            if without not in compiled.statements:
                statement = compile_plan(plan, without, self._ontology)
                compiled.statements[without] = _Prepared(statement)
            return compiled.statements[without]

    def _in_thread(self, prepared: _Prepared, parameters: Sequence[SqlValue], late: Callable[[], bool] | None) -> Json:
        """As `_answer`, and note how long it took: what was slow once, as a first run is, need not be so for long."""
        began = time.thread_time()
        answer = self._answer(prepared.statement.sql, parameters, late)
        quick = time.thread_time() - began < _QUICK
        prepared.threaded = prepared.threaded // 2 if quick else max(0, prepared.threaded - 1)
        return answer

    def _answer(self, statement: str, parameters: Sequence[SqlValue], late: Callable[[], bool] | None) -> Json:
        """The statement's one value; StoreTimeout as soon as `late` is true."""
        with self._readers.one() as connection:
            if late is None:
                return Json(connection.execute(statement, parameters).get)
            connection.set_progress_handler(late, _STEPS)
            try:
                return Json(connection.execute(statement, parameters).get)
            finally:
                connection.set_progress_handler(None)


def _counted(connection: apsw.Connection, tables: Mapping[str, str]) -> dict[str, int]:
    """How many rows each table has, by the names that are given for them."""
    return {name: connection.execute(f"SELECT count(*) FROM {table}").get for name, table in tables.items()}


def _after(timeout: float | None) -> Callable[[], bool] | None:
    """Whether a timeout is over."""
    deadline = time.monotonic() + timeout if timeout is not None else 0.0
    return None if timeout is None else lambda: time.monotonic() > deadline


def _impatient() -> Callable[[], bool]:
    """Whether this thread has worked for longer than it may; that others kept it waiting counts for less."""
    worked, waited = time.thread_time() + _PATIENCE, time.monotonic() + _PATIENCE * 10
    return lambda: time.thread_time() > worked or time.monotonic() > waited


@contextmanager
def _transaction(connection: apsw.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE to COMMIT; where something fails, ROLLBACK."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _snapshot(connection: apsw.Connection) -> Iterator[None]:
    """Several statements that see the same state of the store."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
