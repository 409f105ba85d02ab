"""The title is told from whatever else a front shows, wherever it stands; every sign that is seen has a weight, and every weight is of a sign that is seen."""

from __future__ import annotations

import pytest

from loaders.document import document_of
from loaders.extractors.front import front_end, simplified
from loaders.extractors.title import WEIGHTS, find_title
from loaders.extractors.title_places import candidates
from loaders.extractors.title_signs import add_signs, pieces_of
from loaders.healing import Healed, heal
from tests.loaders.fronts import FRONTS
from tests.loaders.house_fronts import HOUSES
from tests.loaders.page_fronts import PAGES
from tests.loaders.titled import TITLES

NO_TITLES = [
    ("图1 近期发布的模型\n\n2025-02-03\n", "a caption"),
    ("12,345\n\n67%\n", "figures"),
    ('Larkfilm 01\nPlayground\n# Send the job\ncurl --location --request POST "https://api.larkfilm.example/v1"\n', "a comment in code"),
]


def healed(text: str) -> Healed:
    return heal(document_of(text.encode(), "report.txt"))


@pytest.mark.parametrize(("text", "title"), [case[1:] for case in TITLES], ids=[case[0] for case in TITLES])
def test_the_title_is_found(text: str, title: str) -> None:
    read = healed(text)
    span = find_title(read, front_end(read))
    assert span is not None
    assert read.text[slice(*span)] == title


def test_a_glued_front_may_have_nothing_but_marks_between_two_facts() -> None:
    read = healed("某行业的新阶段:从试用到付费 CE No. ABC123 )))))))))) CE No. DEF456 ,,,,,,,,,,,, CE No. DEF457 |||||||||| CE No. DEF458\n正文。\n")
    span = find_title(read, front_end(read))
    assert span is not None
    assert read.text[slice(*span)] == "某行业的新阶段:从试用到付费"


@pytest.mark.parametrize("text", [case[0] for case in NO_TITLES], ids=[case[1] for case in NO_TITLES])
def test_a_front_may_have_none(text: str) -> None:
    read = healed(text)
    assert find_title(read, front_end(read)) is None


def test_each_sign_has_a_weight_and_each_weight_is_of_a_sign() -> None:
    seen = set()
    for text in [front.text for front in (*FRONTS, *HOUSES, *PAGES)] + [case[1] for case in TITLES]:
        read = healed(text)
        end = front_end(read)
        plain = simplified(read.text, end)
        pieces = pieces_of(plain, end)
        found = candidates(read, plain, end, pieces)
        add_signs(plain, end, pieces, found)
        seen |= {sign for signs in found.values() for sign in signs}
    assert seen == set(WEIGHTS)
