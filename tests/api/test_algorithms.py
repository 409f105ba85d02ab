"""Paths, surroundings, likeness, rankings, communities and timelines as an operation asks for them, on every store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.execution import Engine
from api.settings import Limits, Settings
from graph.store import Store, open_store
from graph.store.base import Batch
from graph.values import NodeRef
from tests.asking import runner
from tests.counting import CountingStore
from tests.golden.seed import GEN2, GEN2_TURBO, OPENAI, SORA, WUKUANG, batches
from tests.graphs import Paper, model, organization, same

BROKER = "文生视频开启新篇章"
FROM_BROKER = 'from: {type: Organization, name: "五礦證券有限公司"}, to: {type: Organization, name: "OpenAI"}'


def whole(engine: Engine, query: str, variables: dict[str, Any] | None = None) -> Any:
    return json.loads(runner().run(engine.execute(query, variables)).body)


def data(engine: Engine, query: str, variables: dict[str, Any] | None = None) -> Any:
    answer = whole(engine, query, variables)
    assert "errors" not in answer, answer
    return answer["data"]


def error(engine: Engine, query: str, variables: dict[str, Any] | None = None) -> tuple[str, str]:
    answer = whole(engine, query, variables)
    assert not answer.get("data"), answer
    return answer["errors"][0]["extensions"]["code"], answer["errors"][0]["message"]


def seeded(store: Store) -> Engine:
    for batch in batches():
        store.write(batch)
    return Engine(store)


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountingStore]:
    store = open_store(str(tmp_path_factory.mktemp("algorithms") / "graph.db"))
    seeded(store)
    yield CountingStore(store)
    store.close()


@pytest.fixture
def engine(counting: CountingStore) -> Engine:
    counting.ran.clear()
    return Engine(counting)


# On every store ------------------------------------------------------------------------------------------------------


def test_a_path_tells_of_its_nodes_and_of_each_steps_claims(store: Store) -> None:
    engine = seeded(store)
    told = data(engine, "query { paths(" + FROM_BROKER + """, maxLength: 3, first: 1) {
        length __typename
        nodes { __typename name ... on Report { language } }
        relationships {
            __typename type from { name } to { id }
            claims(first: 1) { totalCount nodes { quote: evidence { verified } subject { name } } }
        }
    } }""")  # fmt: skip
    path = told["paths"][0]
    assert (path["length"], path["__typename"]) == (2, "Path")
    assert path["nodes"] == [
        {"__typename": "Organization", "name": "五矿证券"}, {"__typename": "Report", "name": BROKER, "language": "ZH"},
        {"__typename": "Organization", "name": "OpenAI"},
    ]  # fmt: skip
    said = {"totalCount": 1, "nodes": [{"quote": {"verified": True}, "subject": {"name": BROKER}}]}
    assert path["relationships"] == [
        {"__typename": "PathRelationship", "type": type_, "from": {"name": BROKER}, "to": {"id": to.id}, "claims": said}
        for type_, to in (("PUBLISHED_BY", WUKUANG), ("MENTIONS", OPENAI))
    ]


def test_what_lies_around_a_node_and_what_is_like_it(store: Store) -> None:
    engine = seeded(store)
    told = data(engine, """{
        subgraph(roots: [{type: AIModel, name: "GEN2 Turbo"}], via: [DEVELOPED_BY, COMPARED_WITH], depth: 2) {
            truncated nodes { name } relationships { type from { name } to { name } }
        }
        similar(to: {type: AIModel, name: "Sora"}, via: [HAS_CAPABILITY, DEVELOPED_BY]) {
            node { name } score shared { relationshipType weight node { name } }
        }
        organizations(first: 1) { totalCount }
    }""")  # fmt: skip
    around = told["subgraph"]
    assert not around["truncated"]
    assert around["nodes"][0] == {"name": "Gen-2"}
    assert {n["name"] for n in around["nodes"]} == {"Gen-2", "Sora", "Runway", "OpenAI", "Pika 1.0"}
    assert {(r["from"]["name"], r["type"], r["to"]["name"]) for r in around["relationships"]} >= {
        ("Gen-2", "DEVELOPED_BY", "Runway"),
        ("Sora", "DEVELOPED_BY", "OpenAI"),
    }
    assert len(around["relationships"]) == 4
    likes = {s["node"]["name"]: s["shared"] for s in told["similar"]}
    assert {name: [(s["relationshipType"], s["node"]["name"]) for s in shared] for name, shared in likes.items()} == {
        "Gen-2": [("HAS_CAPABILITY", "文生视频")], "GPT-4": [("DEVELOPED_BY", "OpenAI")],
    }  # fmt: skip
    assert all(s["score"] == pytest.approx(sum(why["weight"] for why in s["shared"])) for s in told["similar"])
    assert told["organizations"]["totalCount"] == 6


def test_rankings_communities_and_timelines(store: Store) -> None:
    engine = seeded(store)
    told = data(
        engine,
        "{ ranking(by: DEGREE, type: AIModel, first: 3) { rank score node { __typename name ... on AIModel { modality } } } "
        "pagerank: ranking(by: PAGERANK, type: Organization, first: 1) { node { name } } between: ranking(by: BETWEENNESS, first: 1) { node { name } } "
        "communities(first: 100) { size nodes(first: 1000) { id } } models: communities(type: AIModel, by: LABEL_PROPAGATION) { size nodes { __typename } } "
        'timeline(of: {type: AIModel, name: "Sora"}, where: {property: {eq: "clipDuration"}}) { on claim { max report { publisher { name } } } } }',
    )  # fmt: skip
    assert told["ranking"][:2] == [
        {"rank": 1, "score": 11.0, "node": {"__typename": "AIModel", "name": "Sora", "modality": "VIDEO"}},
        {"rank": 2, "score": 9.0, "node": {"__typename": "AIModel", "name": "Gen-2", "modality": "VIDEO"}},
    ]
    assert told["pagerank"] == [{"node": {"name": "OpenAI"}}]
    assert told["between"] == [{"node": {"name": BROKER}}]
    sizes = [c["size"] for c in told["communities"]]
    assert sizes == sorted(sizes, reverse=True) == [len(c["nodes"]) for c in told["communities"]]
    members = [n["id"] for c in told["communities"] for n in c["nodes"]]
    assert len(members) == len(set(members)) == sum(sizes)
    assert {n["__typename"] for c in told["models"] for n in c["nodes"]} == {"AIModel"}
    assert [(e["on"], e["claim"]["max"], e["claim"]["report"]["publisher"]["name"]) for e in told["timeline"]] == [
        ("2024-02-20", 60, "五矿证券"), ("2024-03-01", 20, "Harbour Research"),
    ]  # fmt: skip


def test_what_was_found_is_found_anew_once_the_graph_changes(store: Store) -> None:
    engine = seeded(store)
    operation = '{ paths(from: {type: AIModel, name: "Sora"}, to: {type: AIModel, name: "Fresh"}) { relationships { type claims { totalCount } } } }'
    assert error(engine, operation)[0] == "NOT_FOUND"
    paper = Paper("Fresh news", "2024-04-01")
    paper.says(model("Fresh"), "BUILDS_ON", SORA)
    store.write(paper.batch())
    assert data(engine, operation) == {"paths": [{"relationships": [{"type": "BUILDS_ON", "claims": {"totalCount": 1}}]}]}
    store.write(Batch(withdraw=[paper.sha256]))
    assert error(engine, operation)[0] == "NOT_FOUND"


# Of any store --------------------------------------------------------------------------------------------------------


def test_a_mutual_relationship_and_a_merged_name_keep_their_claims(engine: Engine) -> None:
    told = data(engine, "query($a: NodeRef!, $b: NodeRef!) { paths(from: $a, to: $b, via: [COMPARED_WITH]) { relationships { claims { totalCount } } } }",
        {"a": {"id": GEN2_TURBO.id}, "b": {"type": "AIModel", "name": "sora"}})  # fmt: skip
    assert told["paths"] == [{"relationships": [{"claims": {"totalCount": 1}}]}]


def test_a_node_is_at_no_distance_from_itself(engine: Engine) -> None:
    told = data(
        engine, f'{{ paths(from: {{id: "{GEN2.id}"}}, to: {{id: "{GEN2_TURBO.id}"}}) {{ length nodes {{ id }} relationships {{ claims {{ totalCount }} }} }} }}'
    )
    assert told["paths"] == [{"length": 0, "nodes": [{"id": GEN2.id}], "relationships": []}]


def test_nodes_that_nothing_joins_have_no_path(engine: Engine) -> None:
    assert data(engine, f"{{ paths({FROM_BROKER}, via: [BUILDS_ON]) {{ length relationships {{ claims {{ totalCount }} }} }} }}") == {"paths": []}
    assert data(engine, f"{{ paths({FROM_BROKER}, first: 0) {{ length }} }}") == {"paths": []}


def test_aliases_fragments_and_variables_mean_what_they_mean_elsewhere(engine: Engine) -> None:
    told = data(engine, "query($n: Int, $few: Int!) { p: paths(" + FROM_BROKER + """, first: $n) {
            a: nodes { ...N } b: nodes { id }
            steps: relationships { to { ...N } c: claims(first: $few) { nodes { id } } d: claims { totalCount } }
        }
        similar(to: {type: AIModel, name: "Sora"}) { shared(first: $few) { node { id } } }
        __typename
    }
    fragment N on Named { name ... on Organization { roles } }""", {"n": 1, "few": 1})  # fmt: skip
    assert list(told) == ["p", "similar", "__typename"]
    assert told["p"][0]["a"][2] == {"name": "OpenAI", "roles": ["COMPANY", "LAB"]}
    assert told["p"][0]["b"][2] == {"id": OPENAI.id}
    assert told["p"][0]["steps"][1]["to"] == told["p"][0]["a"][2]
    assert [(len(s["c"]["nodes"]), s["d"]["totalCount"]) for s in told["p"][0]["steps"]] == [(1, 1), (1, 1)]
    assert {len(s["shared"]) for s in told["similar"]} == {1}


def test_the_nodes_are_found_by_one_statement_and_everything_told_by_another(engine: Engine, counting: CountingStore) -> None:
    query = f'{{ paths({FROM_BROKER}) {{ relationships {{ claims {{ totalCount }} }} }} timeline(of: {{id: "{SORA.id}"}}) {{ on }} reports {{ totalCount }} }}'
    data(engine, query)
    data(engine, query)
    assert len(counting.ran) == 4
    assert counting.ran[0] is counting.ran[2]
    assert counting.ran[1] is counting.ran[3]


def test_a_surrounding_that_is_cut_short_says_so(engine: Engine) -> None:
    told = data(
        engine, f'{{ subgraph(roots: [{{id: "{SORA.id}"}}, {{id: "{SORA.id}"}}], first: 3) {{ truncated nodes {{ id }} relationships {{ to {{ id }} }} }} }}'
    )
    assert told["subgraph"]["truncated"]
    assert told["subgraph"]["nodes"][0] == {"id": SORA.id}
    assert len(told["subgraph"]["nodes"]) == 3
    alone = data(engine, f'{{ subgraph(roots: [{{id: "{SORA.id}"}}], depth: 0) {{ truncated nodes {{ id }} relationships {{ type }} }} }}')
    assert alone["subgraph"] == {"truncated": False, "nodes": [{"id": SORA.id}], "relationships": []}


def test_a_timeline_has_what_is_said_of_a_node_as_object_too_and_undated_claims_last(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "graph.db"))
    late, early, undated = Paper("Late", "2024-05"), Paper("Early", "2023-11-02"), Paper("Undated", None)
    late.says(SORA, "modality", "VIDEO")
    early.says(SORA, "DEVELOPED_BY", OPENAI)
    undated.says(NodeRef("Event", "Launch"), "INVOLVES", SORA)
    late.says(SORA, "COMPARED_WITH", SORA)
    for paper in (late, early, undated):
        store.write(paper.batch())
    query = f'query($n: Int) {{ timeline(of: {{id: "{SORA.id}"}}, first: $n) {{ on claim {{ relationship }} }} }}'
    every = data(Engine(store), query)["timeline"]
    assert [e["on"] for e in every] == ["2023-11-02", "2024-05", "2024-05", None]
    assert sorted(e["claim"]["relationship"] or "" for e in every) == ["", "COMPARED_WITH", "DEVELOPED_BY", "INVOLVES"]
    assert data(Engine(store), query, {"n": 2})["timeline"] == every[:2]
    paged = f'query($after: String) {{ timeline(of: {{id: "{SORA.id}"}}, first: 1, after: $after) {{ on cursor claim {{ relationship }} }} }}'
    met: list[dict[str, Any]] = []
    while page := data(Engine(store), paged, {"after": met[-1]["cursor"] if met else None})["timeline"]:
        met += page
    assert [{"on": e["on"], "claim": e["claim"]} for e in met] == every
    assert error(Engine(store), paged, {"after": "no cursor"})[0] == "BAD_USER_INPUT"
    store.close()


# What is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    ["{}", "{type: AIModel}", '{name: "Sora"}', '{id: "x", name: "Sora"}', '{id: "x", type: AIModel}', '{id: "x", type: AIModel, name: "Sora"}'],
)
def test_bad_user_input_a_reference_names_its_node_one_way(engine: Engine, reference: str) -> None:
    code, message = error(engine, f"{{ similar(to: {reference}) {{ score }} }}")
    assert code == "BAD_USER_INPUT"
    assert "`to`" in message


@pytest.mark.parametrize(
    "query",
    [
        f"{{ paths({FROM_BROKER}, maxLength: 0) {{ length }} }}", f"{{ paths({FROM_BROKER}, first: -1) {{ length }} }}",
        f"{{ paths({FROM_BROKER}, via: []) {{ length }} }}", "{ subgraph(roots: []) { truncated } }", "{ ranking(by: DEGREE, first: 5000) { rank } }",
        "{ communities { nodes(first: -1) { id } } }",
    ],
)  # fmt: skip
def test_bad_user_input_of_numbers_and_lists(engine: Engine, query: str) -> None:
    assert error(engine, query)[0] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "query",
    [f"{{ paths({FROM_BROKER}, maxLength: 7) {{ length }} }}", f'query($d: Int = 7) {{ subgraph(roots: [{{id: "{SORA.id}"}}], depth: $d) {{ truncated }} }}'],
)
def test_query_too_costly_of_walks_that_go_too_far(engine: Engine, query: str) -> None:
    code, message = error(engine, query)
    assert (code, "more than 6" in message, "REPORTGRAPH_LIMITS__STEPS" in message) == ("QUERY_TOO_COSTLY", True, True)


@pytest.mark.parametrize(
    "field",
    [f"paths({FROM_BROKER}, maxLength: 3) {{ length }}", f'subgraph(roots: [{{id: "{SORA.id}"}}]) {{ truncated }}',
     f'similar(to: {{id: "{SORA.id}"}}) {{ score }}',
     "ranking(by: PAGERANK) { rank }", "communities { size }"],
)  # fmt: skip
def test_query_too_costly_of_too_many_relationships(counting: CountingStore, field: str) -> None:
    small = Engine(counting, Settings(limits=Limits(projection=5)))
    code, message = error(small, f"{{ {field} }}")
    assert (code, "more than 5 relationships" in message, "REPORTGRAPH_LIMITS__PROJECTION" in message) == ("QUERY_TOO_COSTLY", True, True)


@pytest.mark.parametrize(
    "field", ["communities(first: 1001) { size }", "communities { nodes(first: 1001) { id } }", f"paths({FROM_BROKER}, first: 51) {{ length }}"]
)
def test_what_raises_a_bound_is_named(engine: Engine, field: str) -> None:
    code, message = error(engine, f"{{ {field} }}")
    assert (code, "REPORTGRAPH_LIMITS__PA" in message) == ("QUERY_TOO_COSTLY" if "paths" in field else "BAD_USER_INPUT", True)


def test_not_found_names_what_is_not_there_and_where_it_was_asked(engine: Engine) -> None:
    answer = whole(engine, '{ a: aiModels { totalCount } b: similar(to: {type: AIModel, name: "nobody"}) { score } }')
    assert answer["data"] is None
    assert [(e["path"], e["extensions"]["code"]) for e in answer["errors"]] == [(["b"], "NOT_FOUND")]
    assert "AIModel called 'nobody'" in answer["errors"][0]["message"]
    assert "id 'AIModel.0'" in error(engine, "query($i: ID!) { timeline(of: {id: $i}) { on } }", {"i": "AIModel.0"})[1]
    assert error(engine, '{ timeline(of: {type: AIModel, name: "OpenAI"}) { on } }')[0] == "NOT_FOUND", "an organization is no model"


def test_an_empty_graph_has_no_ranks_and_no_communities(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "graph.db"))
    assert data(Engine(store), "{ ranking(by: PAGERANK) { rank } communities { size } }") == {"ranking": [], "communities": []}
    lone = Paper("Lone")
    lone.says(organization("Alone"), "roles", "LAB")
    store.write(lone.batch(judgements=[same(organization("Alone Ltd"), organization("Alone"))]))
    told = data(
        Engine(store),
        '{ similar(to: {type: Organization, name: "Alone"}) { score } subgraph(roots: [{type: Organization, name: "Alone"}]) { nodes { name } } }',
    )
    assert told == {"similar": [], "subgraph": {"nodes": [{"name": "Alone"}]}}
    store.close()
