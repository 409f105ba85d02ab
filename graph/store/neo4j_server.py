"""Owns the life of a Neo4j server that Reportgraph starts itself: for `reportgraph neo4j` and for the tests. It must not read or write graphs.

A home folder holds everything of one server: configuration, data, logs, its password (readable by its owner alone) and,
while it runs, a state file. Where Java and the jars come from is `graph.store.neo4j_jars`'s business.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import neo4j
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from graph.browser_style import command
from graph.errors import InvalidInput, StoreError, StoreUnavailable
from graph.neo4j_import.files import ARGUMENTS
from graph.store.neo4j_jars import Installation, Java, Notify, install, locked

USER = "neo4j"
DATABASE = "neo4j"
HOST = "127.0.0.1"
BOLT_PORT = 7687
HTTP_PORT = 7474
FOLDERS = ("conf", "data", "logs", "run", "plugins", "import", "lib", "licenses")
MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
ADMIN_CLASS = "org.neo4j.cli.AdminTool"
OPENS = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch"))
START_SECONDS = 300.0
STOP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: `uri` is its Bolt address, `http` the root of its web address (Browser is at `/browser/`)."""

    uri: str
    http: str
    user: str
    password: str
    pid: int

    @property
    def address(self) -> str:
        """The address with user and password in it, as `open_store` takes it."""
        return self.uri.replace("://", f"://{self.user}:{quote(self.password, safe='')}@", 1)


def default_home() -> Path:
    """The home of the server that `reportgraph neo4j` means when none is named."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "reportgraph" / "neo4j"


def start(  # noqa: PLR0913 - a server has that many knobs
    home: Path | None = None, *, password: str | None = None, bolt_port: int = 0, http_port: int = 0,
    heap: str = "1g", page_cache: str = "128m", notify: Notify | None = None,
) -> Server:  # fmt: skip
    """Start the server of `home` and wait until it answers over Bolt; the one that runs already, if it does.

    A port 0 is any free one. The password is made up the first time unless it is given. Raises InvalidInput for a password
    that the home does not have or Neo4j does not take, StoreUnavailable if the server cannot be fetched or does not come up.
    """
    home = (home or default_home()).resolve()
    tell = notify or (lambda _: None)
    with locked(home / "lock"):
        running = status(home)
        if running is not None:
            return running
        installation = install(tell)
        _make_home(home)
        bolt, http = _ports(bolt_port, http_port)
        _configure(home, bolt, http, page_cache)
        secret = _password(home, password, installation)
        tell("Starting Neo4j ...")
        pid = _spawn(home, installation, heap)
        server = Server(f"bolt://{HOST}:{bolt}", f"http://{HOST}:{http}", USER, secret, pid)
        _await_bolt(server, home)
        _state(home).write_text(json.dumps({k: v for k, v in asdict(server).items() if k != "password"}), encoding="utf-8")
        return server


def import_folder(home: Path | None, folder: Path, *, overwrite: bool = False, heap: str = "1g", notify: Notify | None = None) -> None:
    """Let Neo4j import a folder of `reportgraph export --format neo4j-import` into the database of `home`, whose server must not run.

    InvalidInput if it does, if the folder is none, or if the database holds something and `overwrite` does not say that it may go.
    """
    home, folder = (home or default_home()).resolve(), folder.resolve()
    tell = notify or (lambda _: None)
    if not (folder / ARGUMENTS).is_file():
        raise InvalidInput(f"{folder} is no import folder.", hint="Write one: reportgraph export --format neo4j-import --output FOLDER")
    with locked(home / "lock"):
        if status(home) is not None:
            raise InvalidInput("Neo4j runs, and imports only while it does not.", hint="Stop it first: reportgraph neo4j stop")
        if not overwrite and (home / "data" / "databases" / DATABASE).exists():
            raise InvalidInput("The database is there already.", hint="With --overwrite the import takes its place, and what it holds is gone.")
        installation = install(tell)
        _make_home(home)
        tell("Importing ...")
        options = [f"--report-file={home / 'logs' / 'import.report'}", *(["--overwrite-destination=true"] if overwrite else [])]
        # The name comes before the options, of which some take several values.
        command = [*_java(installation.java, installation.jars, home, heap, ADMIN_CLASS), "database", "import", "full", DATABASE, f"@{ARGUMENTS}", *options]
        log = home / "logs" / "import.log"
        with log.open("wb") as output:
            done = subprocess.run(command, cwd=folder, env=_environment(home), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise StoreError("Neo4j could not import the folder.", hint=f"See {log}.")


def status(home: Path | None = None) -> Server | None:
    """The server of `home` if it runs, else None."""
    home = (home or default_home()).resolve()
    try:
        state = json.loads(_state(home).read_text(encoding="utf-8"))
        server = Server(**state, password=_password_file(home).read_text(encoding="utf-8").strip())
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return server if _alive(server.pid, home) else None


def stop(home: Path | None = None) -> bool:
    """Stop the server of `home` and wait until it is gone; False if it did not run."""
    home = (home or default_home()).resolve()
    server = status(home)
    if server is not None:
        _end(server.pid, home)
    _state(home).unlink(missing_ok=True)
    return server is not None


def _make_home(home: Path) -> None:
    for folder in FOLDERS:
        (home / folder).mkdir(exist_ok=True)


def _state(home: Path) -> Path:
    return home / "run" / "server.json"


def _password_file(home: Path) -> Path:
    return home / "password"


def _ports(*wanted: int) -> list[int]:
    """The wanted ports, with free ones for zeros. All are held until each is known, so that they differ."""
    with ExitStack() as held:
        ports = []
        for port in wanted:
            probe = held.enter_context(socket.socket())
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise StoreUnavailable(f"Port {port} is in use.", hint="Stop what listens there, or choose another port.") from error
            ports.append(probe.getsockname()[1])
    return ports


def _configure(home: Path, bolt: int, http: int, page_cache: str) -> None:
    settings = {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{bolt}",
        "server.bolt.advertised_address": f"{HOST}:{bolt}",
        "server.http.listen_address": f"{HOST}:{http}",
        "server.http.advertised_address": f"{HOST}:{http}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": page_cache,
        # One statement answers a whole operation, so plans are large: the server's 1,000 fill a small heap where operations vary a lot.
        "server.memory.query_cache.per_db_cache_num_entries": "200",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "db.tx_log.preallocate": "false",
        "browser.post_connect_cmd": command(),
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # else it idles for ten seconds on the way out
    }
    (home / "conf" / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in settings.items()), encoding="utf-8")


def _password(home: Path, wanted: str | None, installation: Installation) -> str:
    """The password of the home: the stored one, else the wanted or a new one, which is set before the first start."""
    stored = _password_file(home)
    if stored.exists():
        known = stored.read_text(encoding="utf-8").strip()
        if wanted not in (None, known):
            raise InvalidInput("This Neo4j has another password already.", hint=f"It is in {stored}.")
        return known
    secret = wanted or secrets.token_urlsafe(18)
    command = _java(installation.java, installation.jars, home, "64m", ADMIN_CLASS)
    done = subprocess.run([*command, "dbms", "set-initial-password", "--", secret], env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        raise InvalidInput("Neo4j does not take that password.", hint=done.stderr.strip().rpartition("\n")[2])
    with os.fdopen(os.open(stored, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
        handle.write(secret + "\n")
    return secret


def _java(java: Java, jars: Path, home: Path, heap: str, main: str) -> list[str]:
    # Newer runtimes warn of what Neo4j's libraries do; older ones do not know the switches.
    quiet = ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow") if java.version >= 24 else ()
    flags = ("-XX:+ExitOnOutOfMemoryError", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8", f"-Djava.io.tmpdir={home / 'run'}")
    return [str(java.binary), f"-Xmx{heap}", *flags, *OPENS, *quiet, "-cp", f"{jars}/*", main]


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def _spawn(home: Path, installation: Installation, heap: str) -> int:
    """The process id of a server that outlives this program."""
    command = _java(installation.java, installation.jars, home, heap, MAIN_CLASS)
    arguments = [*command, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    log = os.open(home / "logs" / "console.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
        return os.posix_spawn(arguments[0], arguments, _environment(home), file_actions=files, setsid=True)
    finally:
        os.close(log)


def _await_bolt(server: Server, home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        while time.monotonic() < deadline and os.waitpid(server.pid, os.WNOHANG) == (0, 0):
            try:
                with driver.session(database=DATABASE) as session:
                    session.run("RETURN 1").consume()
            except AuthError as error:
                _end(server.pid, home)
                raise StoreUnavailable("Neo4j does not take the password stored beside it.", hint=f"See {_password_file(home)}.") from error
            except (ServiceUnavailable, Neo4jError):
                time.sleep(0.25)
            else:
                return
    _end(server.pid, home)
    raise StoreUnavailable("Neo4j did not come up.", hint=f"See {home / 'logs' / 'console.log'}.")


def _alive(pid: int, home: Path) -> bool:
    """Whether the process runs and is that home's server (a number may have gone to another process since)."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a child of this program that has ended stays visible until it is asked after
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return f"--home-dir={home}" in _arguments(pid)


def _arguments(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:  # no /proc on this system
        return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout  # noqa: S607


def _end(pid: int, home: Path) -> None:
    send, deadline = signal.SIGTERM, 0.0
    while _alive(pid, home):
        if time.monotonic() > deadline:
            with suppress(ProcessLookupError):
                os.kill(pid, send)
            send, deadline = signal.SIGKILL, time.monotonic() + STOP_SECONDS
        time.sleep(0.1)
