"""Owns connections to the embedded store's file: settings, functions, the file's format, errors in our own words.

It must not know plans or batches.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from types import TracebackType

import apsw

from graph.errors import InvalidInput, ReportgraphError, StoreError, StoreTimeout, StoreTooNew, StoreUnavailable
from graph.search import compiled, highlight
from graph.sql.full_text import forgiving, forgiving_key, near_enough
from graph.sql.names import ADDED, TRUTH
from graph.store.base import FORMAT
from graph.text import caseless, pattern

APPLICATION = 0x52504752  # "RPGR", so that another program's database is told from ours
_BUSY_MILLISECONDS = 60_000
_STATEMENTS = 500  # that a connection keeps prepared
_CHECKPOINT = 32_000  # pages, 128 MB: a large load writes the same pages in many batches, and copies them into the file once for several
_SETTINGS = ("PRAGMA cache_size = -65536", "PRAGMA trusted_schema = OFF")
# Bytes of the file that are read where the operating system has them, without a copy. For reading all of it: a large graph's pages would else be
# copied into each connection's cache time and again. For writing less, so that what a load takes does not look like it grew with the graph.
_MAPPED, _MAPPED_TO_WRITE = 1 << 40, 1 << 28


def connect(path: Path) -> apsw.Connection:
    """A connection for reading; any thread may use it, one at a time. StoreUnavailable."""
    with InOurWords(path):
        connection = _opened(path, apsw.SQLITE_OPEN_READWRITE, _MAPPED)
        connection.execute("PRAGMA query_only = ON")
        return connection


def connect_to_write(path: Path) -> apsw.Connection:
    """The connection for writing; the file is made if it is not there. StoreUnavailable, StoreTooNew."""
    if path.is_dir():
        raise StoreUnavailable(f"{path.name or path} is a folder.", hint="Give the path of a file in it, such as reportgraph.db.")
    if not path.absolute().parent.is_dir():
        raise StoreUnavailable(f"There is no folder for {path.name}.", hint="Make the folder first, or give another path.")
    with InOurWords(path):
        connection = _opened(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, _MAPPED_TO_WRITE)
        if connection.readonly("main"):
            raise StoreUnavailable(f"{path.name} may not be written.", hint="Give it write permission, or copy it to where you may write.")
        _check_format(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")
        return connection


def create(connection: apsw.Connection) -> bool:
    """Make the tables of the truth inside the open transaction if they are not there. Whether they were made."""
    made = not connection.pragma("user_version")
    for statement in (*TRUTH, *ADDED) if made else ADDED:
        connection.execute(statement)
    if not made:
        return False
    connection.pragma("application_id", APPLICATION)
    connection.pragma("user_version", FORMAT)
    connection.execute("INSERT INTO meta VALUES ('generation', 0), ('views', '')")
    return True


class InOurWords:
    """Turns SQLite's errors into StoreError and its kin where they leave a block; the message never holds a statement or a whole path.

    A class: as a generator it would cost a small answer a tenth of its time."""

    def __init__(self, path: Path) -> None:
        self._name = path.name

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, apsw.Error | UnicodeEncodeError):
            raise _translated(error, self._name) from error


def _translated(error: apsw.Error | UnicodeEncodeError, name: str) -> ReportgraphError:
    if isinstance(error, UnicodeEncodeError):
        return InvalidInput("A text has half of a surrogate pair.", hint="Decode the source as UTF-16 or UTF-8.")
    if isinstance(error, apsw.NotADBError | apsw.CorruptError):
        return StoreUnavailable(f"{name} is not an embedded store, or is damaged.", hint="Give another path, or load into a new file.")
    if isinstance(error, apsw.CantOpenError | apsw.ReadOnlyError | apsw.PermissionsError | apsw.AuthError):
        return StoreUnavailable(f"{name} cannot be opened for writing.", hint="Check that the folder is there and may be written.")
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return StoreUnavailable(f"{name} is being written by another process.", hint="Try again when it is done.")
    if isinstance(error, apsw.InterruptError):
        return StoreTimeout("The store took too long to answer.", hint="Ask for less, or allow more time.")
    if isinstance(error, apsw.FullError) or getattr(error, "extendedresult", None) == apsw.SQLITE_IOERR_SHMSIZE:
        return StoreUnavailable(f"There is no room left for {name}.", hint="Make room on its disk and try again: what was reported as loaded is there.")
    if isinstance(error, apsw.IOError | apsw.NoMemError):
        return StoreUnavailable(f"{name} cannot be read or written: {type(error).__name__}.", hint="Check the disk.")
    if isinstance(error, apsw.ConnectionClosedError | apsw.ThreadingViolationError):
        return StoreUnavailable(f"{name} has been closed.")
    return StoreError(f"The embedded store could not do this: {type(error).__name__}.")


class Readers:
    """Connections for reading that are lent out, as many as are in use at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._in_our_words = InOurWords(path)
        self._idle: deque[apsw.Connection] = deque()
        self._closed = False

    @contextmanager
    def one(self) -> Iterator[apsw.Connection]:
        """A connection that nobody else uses. StoreError in our words."""
        if self._closed:
            raise StoreUnavailable(f"{self._path.name} has been closed.")
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = connect(self._path)
        try:
            with self._in_our_words:
                yield connection
        finally:
            self._idle.append(connection)
            if self._closed:
                self.close()

    def close(self) -> None:
        """Close all that are idle now, and the others when they come back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


def _opened(path: Path, flags: int, mapped: int) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=flags, statementcachesize=_STATEMENTS)
    connection.set_busy_timeout(_BUSY_MILLISECONDS)
    # Else SQLite plans a statement for the value that is bound to its LIMIT, and so prepares it again at each run.
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    for setting in (*_SETTINGS, f"PRAGMA mmap_size = {mapped}", _temporary()):
        connection.execute(setting)
    connection.create_scalar_function("regexp", _regexp, 2, deterministic=True)
    connection.create_scalar_function("caseless", _caseless, 1, deterministic=True)
    connection.create_scalar_function("letters", _letters, 1, deterministic=True)
    connection.create_scalar_function("stands_at", _stands_at, 3, deterministic=True)
    connection.create_scalar_function("highlighted", _highlighted, 3, deterministic=True)
    connection.create_scalar_function("spelled_so", _spelled_so, 2, deterministic=True)
    connection.create_scalar_function("forgiving", _forgiving, 2, deterministic=True)
    connection.create_scalar_function("forgiving_key", _forgiving_key, 1, deterministic=True)
    connection.create_scalar_function("near_enough", _near_enough, 3, deterministic=True)
    connection.execute("CREATE VIRTUAL TABLE temp.search_words USING fts5vocab('main', 'search', 'row')")
    return connection


@cache
def _temporary() -> str:
    """Where SQLite sorts what is large: in files. Memory for it comes from one heap, for which threads wait and groups take longer even alone."""
    try:
        gettempdir()
    except FileNotFoundError:  # nowhere may a file be made
        return "PRAGMA temp_store = MEMORY"
    return "PRAGMA temp_store = FILE"


def _check_format(connection: apsw.Connection, path: Path) -> None:
    version, application = connection.pragma("user_version"), connection.pragma("application_id")
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
    if application == APPLICATION and version > FORMAT:
        raise StoreTooNew(f"{path.name} was written by a newer version of Reportgraph.", hint="Install that version, or load into a new file.")
    if not empty and application != APPLICATION:
        raise StoreUnavailable(f"{path.name} is a database of another program.", hint="Give another path.")


def _regexp(*given: apsw.SQLiteValue) -> bool | None:
    wanted, text = given
    return pattern(wanted).search(text) is not None if isinstance(wanted, str) and isinstance(text, str) else None


def _caseless(*given: apsw.SQLiteValue) -> apsw.SQLiteValue:
    (text,) = given
    return caseless(text) if isinstance(text, str) else text


def _letters(*given: apsw.SQLiteValue) -> apsw.SQLiteValue:
    (text,) = given
    return len(text) if isinstance(text, str) else None


def _stands_at(*given: apsw.SQLiteValue) -> bool:
    text, offset, quote = given
    return isinstance(text, str) and isinstance(quote, str) and isinstance(offset, int) and text.startswith(quote, max(offset, 0))


def _highlighted(*given: apsw.SQLiteValue) -> str:
    name, aliases, text = given
    return highlight([str(name), *json.loads(str(aliases))], str(text or ""))


def _spelled_so(*given: apsw.SQLiteValue) -> bool:
    word, wanted = given
    return compiled(str(wanted)).fullmatch(str(word)) is not None


def _forgiving(*given: apsw.SQLiteValue) -> str:
    text, spelled = given
    return forgiving(str(text or ""), None if spelled is None else str(spelled))


def _forgiving_key(*given: apsw.SQLiteValue) -> str:
    return forgiving_key(None if given[0] is None else str(given[0]))


def _near_enough(*given: apsw.SQLiteValue) -> bool:
    name, aliases, text = given
    return near_enough(str(name), str(aliases), str(text or ""))
