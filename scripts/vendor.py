"""Owns how the explorer's browser files get to where the API serves them; it must not be needed once they are there.

Strawberry's explorer page names the files that it wants, with their checksums. `npm ci` fetches the packages that
`package-lock.json` pins, and each named file is copied to `api/static/vendor/<package>@<version>/...` if its sum is right.
How Node is found is in `scripts/node.py`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from scripts.node import ROOT, find_node

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
    find_node().install(ROOT)
    for asset in wanted:
        source, target = MODULES / asset.package / asset.file, VENDOR / asset.path
        if not asset.is_at(source):
            raise SystemExit(f"{asset.path} is not the file that the explorer's page expects; do package.json and Strawberry agree?")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


if __name__ == "__main__":
    main()
