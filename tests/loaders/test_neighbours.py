"""Organizations that only the company they are in and the end of their name give away."""

from __future__ import annotations

import pytest

from loaders.extractors.names import names
from tests.loaders.reading import found


def organizations(text: str) -> list[str]:
    return [c.object.name for c in found(text, names) if c.relationship == "MENTIONS" and c.object and c.object.type == "Organization"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司与远山大学、复旦大学合作。", ["远山大学", "复旦大学"]),
        ("投资方包括远山资本、近水创投和红杉中国。", ["远山资本", "近水创投", "红杉中国"]),
        ("投資方包括紅杉中國、遠山資本。", ["紅杉中國", "遠山資本"]),
        ("获得远山资本、红杉中国投资。", ["远山资本", "红杉中国"]),
        ("由远山创投领投,近水基金跟投。", ["远山创投", "近水基金"]),
        ("Near Shore Ventures and Andreessen Horowitz joined.", ["Near Shore Ventures", "Andreessen Horowitz"]),
        ("The Series B was led by Far Capital.", ["Far Capital"]),
        ("Researchers at Near Shore University built it.", ["Near Shore University"]),
        ("She holds a degree in law from Near Shore University.", []),
        ("华为、国有银行与商业银行均已部署。", ["华为"]),
        ("与华为、各大汽车厂商合作", ["华为"]),
        ("Google and The Bank compete.", ["Google"]),
    ],
)
def test_names_beside_known_ones(text: str, expected: list[str]) -> None:
    assert organizations(text) == expected
