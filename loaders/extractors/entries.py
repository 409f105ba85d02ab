"""Owns reading the data of known names (loaders/data/*.toml): their entries and the lists of words. It must not find anything in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from loaders.extractors.shares import shares

FILES = {"Organization": "organizations", "AIModel": "models", "Product": "products", "Technique": "techniques", "MarketIndex": "markets"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name: its type, the name that is shown, its other names, and what the data say of it."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    developer: str | None = None
    family: bool = False
    bare: bool = True
    join: str = " "
    needs: str | tuple[str, ...] = ""
    hint: str = ""
    lone: bool = False
    exact: bool = False
    also_model: bool = False
    tiers: bool = False
    signed: bool = False
    in_lists: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The shown name first, then the others."""
        return (self.name, *self.aliases, *self.in_lists)


@cache
def data(name: str) -> dict[str, Any]:
    """The content of `loaders/data/<name>.toml`."""
    return tomllib.loads(resources.files("loaders").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(file: str, key: str) -> frozenset[str]:
    """A list of words of a data file, case folded."""
    return frozenset(word.casefold() for word in data(file)[key])


def entries() -> Iterator[Entry]:
    """Every known name, organizations first."""
    organizations = data("organizations")
    named: set[str] = set()
    for item in organizations["organizations"]:
        entry = _entry("Organization", item)
        named.update(entry.spellings)
        yield entry
    others = {item["name"]: item for item in organizations["broker_aliases"]}
    for name in dict.fromkeys((*organizations["brokers"], *others)):
        aliases = (
            *others.get(name, {}).get("aliases", ()),
            f"{name}研究所",
            f"{name}研究院",
            f"{name}研究中心",
            f"{name}研究发展中心",
            f"{name}研究部",
            f"{name}研究",
            f"{name}股份有限公司",
        )
        yield Entry("Organization", name, aliases=aliases, roles=("BROKER",), in_lists=tuple(others.get(name, {}).get("in_lists", ())))
        named.update((name, *aliases))
    new = (name for name in shares() if not {name, name.removesuffix("集团"), name.removesuffix("控股")} & named)
    yield from (Entry("Organization", name, roles=("COMPANY",)) for name in new)
    models = data("models")
    for item in models["families"]:
        yield _entry("AIModel", {"join": "" if is_cjk(item["name"]) else " ", **item, "family": True})
    for type_, key in (("AIModel", "models"), ("Product", "products"), ("Technique", "techniques"), ("MarketIndex", "indexes")):
        for item in data(FILES[type_])[key]:
            yield _entry(type_, item)


def _entry(type_: str, item: dict[str, Any]) -> Entry:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}
    return Entry(type_, **fields)


def is_cjk(text: str) -> bool:
    """Whether a Chinese character stands in a name."""
    return any("\u3400" <= c <= "\u9fff" for c in text)
