"""Owns finding a report's title: of all pieces of the front the one whose signs weigh most. It must not claim anything: a title is the report's
name, not a property; nor say how a sign is seen (title_places, title_signs).
"""

from __future__ import annotations

from loaders.extractors.front import simplified
from loaders.extractors.title_places import candidates
from loaders.extractors.title_signs import add_signs, can_be_a_title, pieces_of
from loaders.healing import Healed

# What each sign adds, as the logarithm of odds: the difference of two candidates is how much likelier the one is. They were fitted to labelled fronts of
# brokers, portals, wikis, shops and newsletters (a logit over the candidates of each front), and drawn towards what a reader would say beforehand where
# a sign is rare. A change is judged by all fronts of tests/loaders together.
WEIGHTS = {
    # where it stands
    "labelled": 5.0, "rated": 4.5, "page": 4.5, "entry": 4.5, "issue": 4.0, "below its kind": 2.0, "file": 2.0, "summed up": 1.0, "opens": 2.0,
    "site": 3.5, "digest": 3.5, "tag title": 3.5, "first heading": 2.5,
    "subtitle follows": 2.5, "behind a house": 2.0, "joined": 2.0, "short line joined": 2.5, "series joined": 5.5,
    "masthead": 1.5, "top heading": 1.5, "heading": 1.0,
    "behind a list": 2.5, "runs into prose": 0.5, "tag": 1.0, "whole line": 0.5, "twice": 0.5, "fact before": 0.5, "house before": -3.0, "behind prose": -4.0,
    "first": 3.5, "second": 2.0, "third": 0.0, "later": -0.5,
    # what it is like
    "comma": 2.0, "kind of report": 1.0, "digits": 1.0, "colon": 0.5, "day": 0.0, "long": -0.5, "house": -1.0, "short": -1.5, "numbered": -1.5,
    "dash": -2.0, "markup": -2.0, "capitals": -2.0, "sentence": -2.0, "figure": -2.5, "unfinished": -2.5, "names": -3.0, "generic": -3.0,
    "cited": -3.0, "furniture": -3.5, "fact": -4.0,
}  # fmt: skip
_REACH = 2_000  # code points: three times as far as any labelled front has its title
_LEAST = 0.0  # a piece with less is none, even if no other weighs more


def find_title(healed: Healed, end: int) -> tuple[int, int] | None:
    """Where the title stands in the clean text, or None if nothing before `end` looks like one."""
    end = min(end, _REACH)
    text = simplified(healed.text, end)
    pieces = pieces_of(text, end)
    found = candidates(healed, text, end, pieces)
    add_signs(text, end, pieces, found)
    likely = [(sum(WEIGHTS[sign] for sign in signs), -start, -stop) for (start, stop), signs in found.items() if can_be_a_title(text[start:stop], signs)]
    weight, start, stop = max(likely, default=(_LEAST, 0, 0))
    return (-start, -stop) if weight > _LEAST else None
