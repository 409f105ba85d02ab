"""Owns how a search is asked of Neo4j's full-text index, whose tokens `graph.text` makes. It must not decide what a search means."""

from __future__ import annotations

import re

from graph.text import Term, search

_SPECIAL = re.compile(r"([^\w])")
# The index holds words, so that nothing is found by a token of signs.
NOTHING = r"\!\!"


def lucene(text: str) -> str:
    """The full-text query that finds what `text` asks for. Nothing that a person writes is an operator."""
    asked = search(text)
    if not asked.terms:
        return NOTHING
    every = " ".join(f"+{_term(term)}" for term in asked.terms)
    return f"({every}) {_term(asked.key, '^4')}" if asked.key is not None else every


def _term(term: Term, boost: str = "") -> str:
    """A phrase, or a word: one that goes on is found too, and scores less than the word itself (which has the boost)."""
    words = [_SPECIAL.sub(r"\\\1", token) for token in term.tokens]
    if len(words) > 1:
        return f'"{" ".join(words)}"'
    return f"({words[0]}{boost} {words[0]}*)" if term.prefix else words[0]
