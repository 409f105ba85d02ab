from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.values import NodeRef, name_key, partial_date, type_of_id


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "0001-01-01"])
def test_partial_dates_keep_their_precision(text: str) -> None:
    assert partial_date(text) == text


@pytest.mark.parametrize("text", ["", "24", "2024-2", "2024-13", "2023-02-29", "2024-02-20T00:00", "2024年", "２０２４", "2024-02-20\n", " 2024"])
def test_what_is_no_date_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InvalidInput) as told:
        partial_date(text)
    assert "2024-02-20" in told.value.hint


def test_partial_dates_have_a_total_order_as_text() -> None:
    dates = ["2024", "2024-02", "2024-02-01", "2024-02-20", "2024-03", "2025"]
    assert sorted(dates, reverse=True) == dates[::-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gen-2", "GEN 2"),
        ("Gen-2", "ｇｅｎ２"),
        ("文生视频", "文生視頻"),
        ("GPT-3.5", "gpt 3.5"),
        ("Stable_Diffusion", "stable diffusion"),
        ("Pika 1.0", "pika1.0"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("GPT-3.5", "GPT-35"), ("C++", "C"), ("C#", "C"), ("Gen-2", "Gen-3"), ("Sora", "Sora 2"), ("é", "e")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["OpenAI, Inc.", "OpenAI Inc", "OpenAI LLC", "OPENAI Corporation", "OpenAI股份有限公司"])
def test_an_organizations_legal_form_is_no_part_of_its_key(name: str) -> None:
    assert name_key(name, "Organization") == "openai"
    assert name_key(name, "AIModel") != "openai"


@pytest.mark.parametrize("name", ["Costco", "Visco", "有限公司", "Inc"])
def test_a_name_that_only_looks_like_a_legal_form_stays(name: str) -> None:
    assert name_key(name, "Organization") == name_key(name)


@given(st.text(min_size=1))
def test_a_key_is_never_empty_unless_the_name_is_blank(name: str) -> None:
    assert name_key(name) or not name.strip()


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    once = name_key(name)
    assert name_key(once) == once or not once.isascii()


def test_ids_tell_types_and_scopes_apart() -> None:
    refs = [
        NodeRef("AIModel", "Sora"),
        NodeRef("Product", "Sora"),
        NodeRef("AIModel", "Sora", "x"),
        NodeRef("AIModel", "Sorax"),
        NodeRef("AIModel", "x", "Sora"),
    ]
    assert len({ref.id for ref in refs}) == len(refs)
    assert NodeRef("AIModel", "SORA").id == NodeRef("AIModel", "sora").id
    assert NodeRef("Report", "A", "2024-02-20").id != NodeRef("Report", "A", "2024-02-21").id


def test_an_id_has_its_type_and_twenty_hex_digits() -> None:
    id_ = NodeRef("AIModel", "Sora").id
    head, _, tail = id_.partition(".")
    assert (head, len(tail)) == ("AIModel", 20)
    assert int(tail, 16) >= 0
    assert type_of_id(id_) == "AIModel"
    assert (type_of_id("nonsense"), type_of_id("AIModel."), type_of_id(".x"), type_of_id("")) == ("", "", "", "")


def test_ids_are_the_same_in_another_process() -> None:
    code = "from graph.values import NodeRef; print(NodeRef('AIModel', '文生視頻', 'x').id)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."})
    assert told.stdout.strip() == NodeRef("AIModel", "文生视频", "X").id
