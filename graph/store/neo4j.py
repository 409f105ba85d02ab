"""Owns `Neo4jStore`: the graph in a Neo4j 5.26 or newer, Community or Enterprise, over `neo4j://` or `bolt://`.

It sends what `graph.cypher` makes and keeps transactions, retries, bookmarks and time limits. The database is Reportgraph's own:
nodes of other labels are left alone, but a database that holds nodes of our labels without our mark is refused.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar, cast
from weakref import WeakKeyDictionary

from neo4j import READ_ACCESS, WRITE_ACCESS, Query, Session
from neo4j.exceptions import DriverError, Neo4jError

from graph.claim import Claim, Document
from graph.claim_columns import PAGE, ClaimColumns
from graph.cypher import write as w
from graph.cypher.read import Prepared
from graph.cypher.read_answer import Raw
from graph.cypher.read_neighbours import neighbours
from graph.cypher.write_rows import claim_of, document_of, judgement_of
from graph.errors import InvalidInput, StoreTimeout
from graph.identity import Judgement
from graph.ontology import CLAIM, ONTOLOGY
from graph.plan import Plan
from graph.store.base import FORMAT, Batch, Bound, Json, Neighbour, Record, Sent, Status, Written
from graph.store.neo4j_connection import Connection, Seen, Target
from graph.store.neo4j_errors import is_retryable, may_be_made_again, translated
from graph.store.neo4j_schema import prepare
from graph.store.neo4j_together import Parameters, Together
from graph.store.neo4j_transaction import Row, Transaction
from graph.store.neo4j_write import Change, Ledger, is_large, upload

T = TypeVar("T")
Ask: TypeAlias = Callable[[str, Parameters, float | None], Awaitable[Raw]]
PLANS = 512
READ_WAITS = (0.15, 0.45, 1.35)  # seconds, at the most, between the tries of a read
WAITS = (1, 2, 4, 8, 16, 16)  # seconds, at the most, between the tries of a write: a server that is started again is back by then
GRACE_SECONDS = 0.5  # for how long after its time limit an answer is waited for: Neo4j looks at its clock only now and then
_READERS: dict[type[Record], tuple[str, Callable[[Row], Record]]] = {
    Document: (w.DOCUMENTS, lambda row: document_of(row["row"], row["pages"])),
    Judgement: (w.JUDGEMENTS, lambda row: judgement_of(row["row"])),
    Claim: (w.CLAIMS, lambda row: claim_of(row["row"])),
}


class Neo4jStore:
    """A graph in Neo4j (see `graph.store.base.Store`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._translated = _Translating(connection.target.address)
        self._write_lock = threading.Lock()
        self._ledger: Ledger | None = None
        self._seen = Seen()
        self._plans: OrderedDict[int, Prepared] = OrderedDict()
        self._together: WeakKeyDictionary[asyncio.AbstractEventLoop, Together] = WeakKeyDictionary()

    @classmethod
    def open(cls, address: str) -> Self:
        """The store at `neo4j://user:password@host:7687`, its constraints and indexes made if they are not there.

        StoreUnavailable if it cannot be reached or takes no such login, StoreTooNew, InvalidInput for an address that is none,
        StoreError for a database that is something else's.
        """
        target = Target.of(address)
        with _Translating(target.address, ValueError):
            connection = Connection(target)
        store = cls(connection)
        try:
            with store._translated:
                connection.driver.verify_connectivity()  # else a server that is not there is tried for half a minute
                prepare(store._session)
        except BaseException:
            store.close()
            raise
        return store

    def write(self, batch: Batch) -> Written:
        """Make the changes in one transaction (see Store.write); only the pages of large documents go ahead of it, unseen.

        The driver's own loop would ask half a minute long for memory that is not there, and give up where a commit was not confirmed.
        """
        for document in filter(is_large, batch.documents):
            self._upload(document)
        with self._translated, self._write_lock:
            return _tried(lambda: self._change(batch), WAITS, may_be_made_again)

    def _upload(self, document: Document) -> None:
        with self._translated, self._write_lock, self._session(WRITE_ACCESS) as session:
            upload(session, document)

    def _change(self, batch: Batch) -> Written:
        with self._session(WRITE_ACCESS) as session:
            with session.begin_transaction() as transaction:
                written, ledger = Change(Transaction(transaction), self._ledger).make(batch)
            self._ledger = ledger
            return written

    # Reading ---------------------------------------------------------------------------------------------------------

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        """The answer of a plan as JSON text (see Store.run): one statement, one record, one value."""
        if trace is not None:
            return await self._traced(plan, values, timeout, trace)
        return await self._answer(plan, values, timeout, self._queues().value)

    async def _answer(self, plan: Plan, values: Sequence[Bound], timeout: float | None, ask: Ask) -> Json:
        statement = self._prepared(plan).statement(values)
        parameters = statement.parameters(values)
        before = self._seen.bookmarks
        try:
            async with asyncio.timeout(None if timeout is None else timeout + GRACE_SECONDS):
                with self._translated:
                    answer = await ask(statement.text, parameters, timeout)
        except TimeoutError as error:
            self._seen.forget(before)  # what runs too long is ended by Neo4j: without any answer it may be waiting for what never comes
            raise StoreTimeout("The query ran longer than it may.", hint="Ask for less, or allow more time.") from error
        return statement.answer(answer, values)

    def _queues(self) -> Together:
        loop = asyncio.get_running_loop()
        found = self._together.get(loop)
        if found is None:
            found = self._together[loop] = Together(self._read)
        return found

    async def _traced(self, plan: Plan, values: Sequence[Bound], timeout: float | None, trace: list[Sent]) -> Json:
        """What is traced goes alone, so that its time is its own."""
        compiled = id(plan) in self._plans
        began = time.perf_counter()
        answer = await self._answer(plan, values, timeout, self._alone)
        seconds = time.perf_counter() - began
        trace.append(Sent(plan, "Cypher", self._prepared(plan).statement(values).text, compiled, seconds, len(answer)))
        return answer

    def _prepared(self, plan: Plan) -> Prepared:
        # By identity: a plan that is run again is the same object, and hashing a large one costs more than running a small one.
        known = self._plans.get(id(plan))
        if known is not None and known.plan is plan:
            return known
        made = self._plans[id(plan)] = Prepared.of(plan)
        while len(self._plans) > PLANS:
            self._plans.popitem(last=False)
        return made

    async def _alone(self, text: str, parameters: Parameters, timeout: float | None) -> Raw:
        return (await self._read(text, parameters, timeout))[0]

    async def _read(self, text: str, parameters: Parameters, timeout: float | None) -> tuple[Raw, float]:
        """Send a statement, and again where the driver says that it may be: its one value, and the milliseconds that Neo4j took."""
        reader = await self._connection.reader()
        query = Query(cast(Any, text), timeout=timeout)
        waits = iter(READ_WAITS)
        while True:
            try:
                with self._seen.asked() as bookmarks:
                    return await reader.value(query, parameters, bookmarks)
            except (Neo4jError, DriverError) as error:
                wait = _wait(error, waits, is_retryable)
            await asyncio.sleep(wait)

    def records(self, *kinds: type[Record | ClaimColumns]) -> Iterator[Any]:
        """Documents by hash, judgements by id, claims by id (see Store.records)."""
        for kind, (text, record_of) in _READERS.items():
            if not kinds or kind in kinds:
                yield from map(record_of, self._stream(text))
        if ClaimColumns in kinds:
            claims = self.records(Claim)
            while page := list(islice(claims, PAGE)):
                yield ClaimColumns.of(page)

    def _stream(self, text: str) -> Iterator[Row]:
        with self._translated, self._session(READ_ACCESS) as session:
            result = session.run(cast(Any, text))
            keys = result.keys()
            for record in result:
                yield dict(zip(keys, record.values(), strict=True))

    def neighbourhood(
        self, roots: Iterable[str] | None, types: Sequence[str], limit: int, *, inside: bool = False, as_of: str | None = None
    ) -> list[Neighbour]:
        """Relationships that begin or end at nodes (see Store.neighbourhood)."""
        known = [type_ for name, type_ in ONTOLOGY.relationships.items() if not types or name in types]
        if not known:
            return []
        ids = None if roots is None else sorted(set(roots))
        statement = neighbours([type_.name for type_ in known], whole=ids is None, inside=inside, as_of=as_of is not None)
        rows = self._rows(statement, roots=ids, limit=limit, day=as_of)
        return [Neighbour(row["type"], row["start"], row["end"]) for row in rows]

    def status(self, *, counts: bool = True) -> Status:
        """What the store says of itself (see Store.status)."""
        # The generation first: what is written between the two is then counted already, and seen as a change at the next look.
        graph = self._rows("MATCH (g:Graph) RETURN g.format AS format, coalesce(g.generation, 0) AS generation")
        rows = self._rows(w.counts([*ONTOLOGY.labels, CLAIM, "Document"], ONTOLOGY.relationships)) if counts else []
        with self._translated:
            server = self._connection.driver.get_server_info().agent
        found = graph[0] if graph else {"format": FORMAT, "generation": 0}
        counted = {row["name"]: row["count"] for row in rows}
        related = {name: counted.pop(name) for name in ONTOLOGY.relationships if counts}
        return Status("neo4j", self._connection.target.address, found["format"], found["generation"], counted, str(server), related)

    def close(self) -> None:
        """Close all connections; twice does no harm."""
        self._connection.close()

    # The driver ------------------------------------------------------------------------------------------------------

    @contextmanager
    def _session(self, access: str = WRITE_ACCESS) -> Iterator[Session]:
        """A session that shows what the ones before have seen."""
        database = self._connection.target.database
        with self._seen.asked() as before, self._connection.driver.session(database=database, default_access_mode=access, bookmarks=before) as session:
            yield session
            self._seen.note(before, session.last_bookmarks())

    def _rows(self, text: str, **parameters: object) -> list[Row]:
        """The rows of a statement. It is sent again as those of `run` are; the driver's own loop would go on for half a minute."""

        def read() -> list[Row]:
            with self._session(READ_ACCESS) as session, session.begin_transaction() as transaction:
                return Transaction(transaction).rows(text, **parameters)

        with self._translated:
            return _tried(read, READ_WAITS, is_retryable)


def _tried(send: Callable[[], T], waits: Iterable[float], may_be_tried: Callable[[Exception], bool]) -> T:
    """What `send` gives, in the first of its tries that goes well."""
    left = iter(waits)
    while True:
        try:
            return send()
        except (Neo4jError, DriverError) as error:
            wait = _wait(error, left, may_be_tried)
        time.sleep(wait)


def _wait(error: Exception, waits: Iterator[float], may_be_tried: Callable[[Exception], bool]) -> float:
    """The seconds to wait after an error, a part of them by chance, so that clients do not come back all at once. The error where it is final."""
    wait = next(waits, None)
    if wait is None or not may_be_tried(error):
        raise error
    return wait * random.uniform(0.5, 1)  # noqa: S311 - nothing secret


class _Translating:
    """Turns the driver's errors, and those of `also`, into ours where they leave a block."""

    def __init__(self, address: str, *also: type[Exception]) -> None:
        self._address = address
        self._known: tuple[type[Exception], ...] = (Neo4jError, DriverError, OSError, *also)

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, (UnicodeEncodeError, OverflowError)):
            raise InvalidInput("A value cannot be sent to Neo4j.", hint="Numbers have at most 64 bits, and text no half of a surrogate pair.") from error
        if isinstance(error, self._known) and not isinstance(error, TimeoutError):
            raise translated(error, self._address) from error
