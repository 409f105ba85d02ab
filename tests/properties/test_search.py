"""A search finds on both stores what its definition says, in the same order: hundreds of texts, right and wrong ones, made from a seed.

The tolerance is that of `docs/search.md`: the same nodes in the same order on every page, and scores that differ by less than 1e-9.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from benchmarks.data import Sizes, lines
from graph.claim import Claim, Document
from graph.identity import Judgement
from graph.ontology import ONTOLOGY
from graph.plan import (
    Connection,
    Cursor,
    Edges,
    Field,
    FullText,
    Node,
    Page,
    PageInfo,
    Param,
    Plan,
    Score,
    Shape,
    TotalCount,
    Value,
)
from graph.search import LENGTH
from graph.store import Store
from graph.store.base import Batch
from graph.values import NodeRef
from loaders.pipeline import load
from tests.asking import ask
from tests.conftest import Place
from tests.graphs import Paper, model, organization, same
from tests.naive import Ledger, answer, world
from tests.naive.world import World

SAMPLES = sorted(str(path) for path in (Path(__file__).parents[2] / "samples").glob("*.txt"))
TOLERANCE = 1e-9
FIRST = 10
SIZES = (1, 3, FIRST)  # of pages: a small one may be full before all levels were looked at
NAMES = (
    "OpenAI", "Runway", "Kling", "可灵", "Stability AI", "Stable Diffusion", "Stable Diffusion 3", "Stable Video Diffusion", "Gen-2", "GEN2", "Gen-3 Alpha",
    "GPT-4o", "GPT-3.5", "GPT-4 Turbo", "C++", "C#", "300624", "300625", "Sora", "Sora Turbo", "Sora模型", "模型 Sora", "文生视频", "图生视频",
    "文生视频大模型", "文本生成视频", "視頻生成", "ＡＩ算力", "云", "云计算", "Generative video", "Video, generative", "The generative video market",
    "Generative models of video", "Générative", "AND", "Not Or Near", "Kling AI 可灵", "通义万相", "混元视频", "Hailuo", "海螺AI", "a b c d", "😀 face",
    "Sora—Turbo", "...", "Pika 1.0", "Pika 1",
)  # fmt: skip
TEXTS = (
    "Opnai", "OpenIA", "Open AI", "Opn AI", "0penAI", "Runwy", "Kilng", "Kling", "可灵", "可令", "文声视频", "文生视平", "文生视频大模形", "通译万相",
    "混元视屏", "stabil", "stability a", "Stabilty AI", "stabel difusion", '"generative video"', "“generative video”", '"video generative"',
    'video "generative', '"" video', "generative video", "VIDEO GENERATIVE", "gpt4o", "GPT-4o", "GPT 4O", "gpt-4", "gen2", "GEN 2", "Gen-2", "gen3", "300624",
    "3006", "300626", "c++", "c#", "c", "视频", "視頻", "频", "頻", "ai算力", "AI 算力", "ＡＩ", "sora 模型", "模型 sora", "sora模型", '"sora 模型"',
    '"模 sora"', "sora sora", "and", "NOT", "near or", "a AND b", "sora*", "sora~2", "sora^4", "+sora -turbo", "name:sora", "search : sora", "(sora", "so?a",
    "/sora/", "[a TO z]", "\\", "!?", "…", "=sora", "^", "sora turbo video", "a b c d e f g h i j", "a b c d x", "😀", "face", "generativ", "générative",
    "生成", "pika 1", "pika 1.0", "1.0", "sora 频", '"频"',
)  # fmt: skip
LONG = ("x" * LENGTH, "文" * LENGTH, "a " * (LENGTH // 2), "openai" * 5)
HITS = Edges((("score", Score()), ("cursor", Cursor()), ("node", Node(Shape(tuple((label, (("id", Value(Field("id"))),)) for label in ONTOLOGY.labels))))))


def found(*types: str) -> Connection:
    told = (("totalCount", TotalCount()), ("pageInfo", PageInfo((("hasNextPage", "hasNextPage"), ("endCursor", "endCursor")))), ("edges", HITS))
    return Connection(FullText(types or ONTOLOGY.labels, Param(0)), None, (), Page(Param(1), None, Param(2)), told)


ALL, MODELS = Plan((("found", found()),)), Plan((("found", found("AIModel", "Organization")),))
BOTH = Plan((*ALL.roots, ("models", MODELS.roots[0][1])))


def made() -> Batch:
    """Models and organizations of every kind of name, some with aliases."""
    paper = Paper("Sora横空出世，文生视频迎来突破")
    for name in NAMES:
        paper.says(paper.ref, "MENTIONS", model(name))
    for name in ("OpenAI Inc.", "Runway ML", "快手科技"):
        paper.says(paper.ref, "MENTIONS", organization(name))
    aliases = (("可灵", "Kling"), ("Gen-2", "Runway Gen 2"), ("GPT-4o", "omni"), ("Sora", "天空"), ("通义万相", "Wanx 2"))
    return paper.batch(judgements=[same(model(alias), model(name)) for name, alias in aliases])


def benchmark() -> Batch:
    """Names of the benchmark's data."""
    paper = Paper("Names")
    for name in sorted({(line["subject"]["type"], line["subject"]["name"]) for line in lines(Sizes.of(0.002), 7)}):
        paper.says(paper.ref, "MENTIONS", NodeRef(*name)) if name[0] != "Report" else paper.says(NodeRef(*name), "kind", "INDUSTRY")
    return paper.batch()


def texts(names: Sequence[str], dice: random.Random, count: int) -> Iterator[str]:
    """Names as people type them: whole, begun, some of the words, in quotes, in another order, with a mistake."""

    def mistaken(name: str) -> str:
        at = dice.randrange(len(name))
        other = dice.choice("aeiourst视频生成")
        return dice.choice((name[:at] + name[at + 1 :], name[:at] + other + name[at + 1 :], name[:at] + other + name[at:],
                            name[:at] + name[at : at + 2][::-1] + name[at + 2 :]))  # fmt: skip

    ways = (
        str, str.upper, lambda n: n[: dice.randint(1, len(n))], lambda n: " ".join(dice.sample(n.split(), dice.randint(1, len(n.split())))),
        lambda n: f'"{" ".join(n.split()[: dice.randint(1, 3)])}"', lambda n: n.replace(" ", ""), lambda n: n.replace("-", " "), mistaken, mistaken, mistaken,
        lambda n: n[dice.randrange(len(n)) :], lambda n: mistaken(" ".join(n.split()[:2])),
    )  # fmt: skip

    for _ in range(count):
        text = dice.choice(ways)(dice.choice(names))
        yield text[:LENGTH]


def hits(told: Any, root: str = "found") -> list[tuple[str, float]]:
    return [(edge["node"]["id"], edge["score"]) for edge in told[root]["edges"]]


def assert_found(store: Store, graph: World, asked: Sequence[str]) -> int:
    """Every text finds in the store what it finds by the definition; how many found something."""
    some = 0
    for text, size in zip(asked, cycle(SIZES), strict=False):
        told, wanted = ask(store, BOTH, [text, size, None]), answer(graph, BOTH, [text, size, None])
        for root in told:
            assert [id_ for id_, _ in hits(told, root)] == [id_ for id_, _ in hits(wanted, root)], text
            assert [score for _, score in hits(told, root)] == pytest.approx([score for _, score in hits(wanted, root)], abs=TOLERANCE), text
            assert told[root]["totalCount"] == wanted[root]["totalCount"], text
            assert told[root]["pageInfo"]["hasNextPage"] == wanted[root]["pageInfo"]["hasNextPage"], text
        some += bool(hits(told))
    return some


def graph_of(store: Store) -> World:
    """The oracle's graph of what a store holds."""
    documents = [record for record in store.records(Document) if isinstance(record, Document)]
    claims = [record for record in store.records(Claim) if isinstance(record, Claim)]
    judgements = [record for record in store.records(Judgement) if isinstance(record, Judgement)]
    return world(Ledger.of([Batch(documents, claims, judgements)]))


@pytest.fixture(scope="module")
def names() -> World:
    return world(Ledger.of([made(), benchmark()]))


def test_names_of_every_kind_and_of_the_benchmark(store: Store, names: World) -> None:
    for batch in (made(), benchmark()):
        store.write(batch)
    every = [name for _, data in names.nodes(data=True) if data["type"] != "Claim" for name in (data["name"], *data["aliases"])]
    asked = [*TEXTS, *LONG, *texts(NAMES, random.Random(4), 250), *texts(every, random.Random(5), 250)]
    assert assert_found(store, names, asked) > len(asked) // 2


def test_the_samples(store: Store) -> None:
    load(SAMPLES, store)
    graph = graph_of(store)
    every = [name for _, data in graph.nodes(data=True) if data["type"] != "Claim" for name in (data["name"], *data["aliases"])]
    asked = list(texts(every, random.Random(6), 250))
    assert assert_found(store, graph, asked) > len(asked) // 2


@pytest.mark.parametrize("text", ["video", "视频", "s", "Opnai", "文声视频"])
def test_pages_join_without_gaps(store: Store, names: World, text: str) -> None:
    for batch in (made(), benchmark()):
        store.write(batch)
    wanted = hits(answer(names, ALL, [text, 10_000, None]))
    told, after = [], None
    while page := ask(store, ALL, [text, 3, after]):
        told += hits(page)
        if not page["found"]["pageInfo"]["hasNextPage"]:
            break
        after = json.loads(page["found"]["pageInfo"]["endCursor"])
    assert [id_ for id_, _ in told] == [id_ for id_, _ in wanted]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Opnai", "OpenAI"), ("Runwy", "Runway"), ("Kilng", "可灵"), ("Stabilty AI", "Stability AI"), ("stabil", "Stability AI"), ("Opn AI", "OpenAI"),
        ("文声视频", "文生视频"), ("混元视屏", "混元视频"), ("gpt4o", "GPT-4o"), ("GEN 2", "Gen-2"), ("300624", "300624"), ("視頻生成", "視頻生成"),
        ("ＳＯＲＡ", "Sora"), ('"generative video"', "Generative video"), ("video generative", "Video, generative"),
    ],
)  # fmt: skip
def test_what_people_type_finds_what_they_mean_first(sqlite_place: Place, text: str, name: str) -> None:
    store = sqlite_place.empty()
    store.write(made())
    first = hits(ask(store, MODELS, [text, 1, None]))[0][0]
    assert first in {model(name).id, organization(name).id}


@pytest.mark.parametrize("text", ["Gen-5", "300626", "GPT-5o", "可令", "Xpenai", '"generativ video"', "Opx"])
def test_figures_first_letters_short_words_and_quotes_are_as_they_are_typed(store: Store, text: str) -> None:
    store.write(made())
    assert hits(ask(store, MODELS, [text, FIRST, None])) == []
