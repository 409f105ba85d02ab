"""Owns the list of shares (loaders/data/shares.txt): what the exchanges call them, and under which code.

It must not look at a text; what stands in one is for `gazetteer` and `listed` to find.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

_IN_TAIWAN, _IN_HONG_KONG = 4, 5  # digits of a code


@cache
def shares() -> dict[str, str]:
    """Short name -> code, of the shares listed on the mainland and in Hong Kong: no common word is among these names."""
    return {name: code for name, code in _rows() if len(code) != _IN_TAIWAN}


@cache
def of_taiwan() -> dict[str, str]:
    """Code -> short name, of the shares listed in Taiwan. Many of these names are common words: only beside its code is one a share."""
    return {code: name for name, code in _rows() if len(code) == _IN_TAIWAN}


@cache
def of_hong_kong() -> dict[str, str]:
    """Code -> short name, of the shares listed in Hong Kong."""
    return {code: name for name, code in _rows() if len(code) == _IN_HONG_KONG}


@cache
def _rows() -> list[tuple[str, str]]:
    """(name, code) of every line of the list."""
    lines = resources.files("loaders").joinpath("data", "shares.txt").read_text(encoding="utf-8").splitlines()
    return [(name, code) for code, _, name in (line.partition(" ") for line in lines if not line.startswith("#"))]
