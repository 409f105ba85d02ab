"""What a value must be before it is bound, and what it says where it is not."""

from __future__ import annotations

import pytest

from api.binding import Bindings, Check, bind, cursor, listed, page_size, pattern
from api.selection import Variable
from graph.errors import InvalidInput


def test_variables_are_bound_at_each_run_and_constants_once() -> None:
    checked: list[object] = []

    def check(value: str) -> str:
        checked.append(value)
        return value.upper()

    bindings = Bindings()
    params = [bindings.param("a", check), bindings.param(Variable(("where", "name")), check), bindings.param(["x", Variable(("n", 1))])]
    assert [p.index for p in params] == [0, 1, 2]
    assert bind(bindings.items, {"where": {"name": "b"}, "n": [3, 4]}) == ["A", "B", ["x", 4]]
    assert bind(bindings.items, {"where": {"name": "c"}, "n": [3, 5]}) == ["A", "C", ["x", 5]]
    assert checked == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("check", "value", "says"),
    [
        (page_size("first", 1000), -1, "`first` is -1. Give 0 or more."),
        (page_size("last", 1000), 1001, "Give at most 1000 and page on with a cursor."),
        (listed("name.in", 2), ["a", "b", "c"], "`name.in` has 3 elements. Give at most 2."),
        (cursor("after", 2), "Sora", "`after` is not a cursor"),
        (cursor("after", 2), '["a"]', "`after` is not a cursor"),
        (cursor("after", 2), '["a", ["b"]]', "`after` is not a cursor"),
        (cursor("after", 2), "[18446744073709551615, true]", "`after` is not a cursor"),
        (cursor("after", 2), "[1, true]", "`after` is not a cursor"),
        (cursor("before", 2), '{"a": 1, "b": 2}', "`before` is not a cursor"),
        (pattern, "(", "is not a regular expression"),
        (pattern, "a" * 501, "has 501 characters"),
        (pattern, "(a+)+b", "repeats a group that itself repeats"),
        (pattern, "((?:ab)*c)*", "repeats a group that itself repeats"),
        (pattern, "(a|b{2,})+", "repeats a group that itself repeats"),
        (pattern, "a*b*c*d*", "could take too long"),
        (pattern, r"(a)\1", "back-references"),
        (pattern, "(?=a)b", "Look-around"),
        (pattern, "(?i)a", "flags"),
    ],
)
def test_what_is_refused(check: Check, value: object, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(value)
    assert says in str(refused.value)


@pytest.mark.parametrize("value", ["^Gen-[0-9]+$", "(?:Sora|Pika) ?[12]?", r"\(.*\)", "[*+]+", "文生(视频|图片)", r"\*+x", "a{2,3}b", "[]a]+"])
def test_a_plain_pattern_passes(value: str) -> None:
    assert pattern(value) == value


def test_a_cursor_is_its_key_values() -> None:
    assert cursor("after", 4)('[null, 1.5, "Sora", "AIModel.1"]') == [None, 1.5, "Sora", "AIModel.1"]
