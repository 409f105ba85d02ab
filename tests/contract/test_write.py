"""What may be relied on when a batch is written, on every store."""

from __future__ import annotations

from dataclasses import replace

from graph.claim import Claim, Document
from graph.identity import Judgement, Verdict
from graph.ontology import Direction
from graph.plan import Hop
from graph.store import Store
from graph.store.base import Batch, Written
from graph.values import Polarity, Review
from tests.asking import ask
from tests.conftest import Place
from tests.graphs import Paper, model, organization, same
from tests.questions import CLAIMS, by_id, by_name, edges, everything, listing

SORA, GEN2 = model("Sora"), model("Gen-2")
DEVELOPER = Hop("DEVELOPED_BY", Direction.OUT, ("Organization",))


def claims_of(store: Store) -> list[Claim]:
    return [record for record in store.records(Claim) if isinstance(record, Claim)]


def note(title: str = "A note", said_on: str | None = "2024-02-20") -> Paper:
    paper = Paper(title, said_on)
    paper.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    paper.says(SORA, "clipDuration", 60.0, min=None)
    return paper


def test_a_written_graph_is_there(store: Store) -> None:
    written = store.write(note().batch())
    assert written == Written(claims_added=2, documents_added=1)
    found = ask(
        store, by_name("AIModel", "id", "name", "clipDurationMax", "clipDurationMin", "clipDurationUnit", developer=listing(DEVELOPER, "name")), [["sora"]]
    )
    assert found["found"] == {
        "id": SORA.id, "name": "Sora", "clipDurationMax": 60.0, "clipDurationMin": None, "clipDurationUnit": "s",
        "developer": {"totalCount": 1, "nodes": [{"name": "OpenAI"}]},
    }  # fmt: skip


def test_writing_twice_changes_nothing(store: Store) -> None:
    store.write(note().batch())
    before = list(store.records())
    assert store.write(note().batch()) == Written()
    assert list(store.records()) == before


def test_order_of_writing_does_not_matter(place: Place) -> None:
    parts = [note("A", "2024-01-01").batch(), note("B", "2024-02-01").batch(), Batch(judgements=[same(model("SORA 1"), SORA)])]
    store = place.open()
    for part in parts:
        store.write(part)
    forwards = list(store.records()), ask(store, everything("AIModel", "id", "name", "aliases", "clipDurationMax"))
    store = place.empty()
    for part in reversed(parts):
        store.write(part)
    assert (list(store.records()), ask(store, everything("AIModel", "id", "name", "aliases", "clipDurationMax"))) == forwards


def test_of_one_claim_put_in_twice_the_surer_stays(store: Store) -> None:
    paper = note()
    sure = paper.batch()
    unsure = replace(sure, claims=[replace(claim, confidence=0.5, method="test 0") for claim in sure.claims])
    store.write(unsure)
    store.write(sure)
    store.write(unsure)
    found = ask(store, everything("Claim", "confidence", "method"))["all"]
    assert found == {"totalCount": 2, "nodes": [{"confidence": 1.0, "method": "test 1"}] * 2}


def test_replacing_a_document_retracts_exactly_what_it_no_longer_says(store: Store) -> None:
    old, other = note("A note"), Paper("Another")
    other.says(SORA, "modality", "VIDEO")
    store.write(old.batch())
    store.write(other.batch())
    kept = old.claims[0]
    written = store.write(Batch(documents=[old.document], claims=[kept], replaces=[old.sha256]))
    assert written == Written(claims_removed=1)
    found = ask(store, by_name("AIModel", "clipDurationMax", "modality", claims=listing(CLAIMS, "id")), [["sora"]])["found"]
    assert found["clipDurationMax"] is None
    assert found["modality"] == "VIDEO"
    assert {node["id"] for node in found["claims"]["nodes"]} == {kept.id, other.claims[0].id}


def test_withdrawing_a_document_takes_what_only_it_said(store: Store) -> None:
    one, two = note("One"), note("Two")
    one.says(GEN2, "modality", "VIDEO")
    store.write(one.batch())
    store.write(two.batch())
    assert store.write(Batch(withdraw=[one.sha256])) == Written(claims_removed=3)
    assert ask(store, everything("AIModel", "name", "clipDurationMax"))["all"]["nodes"] == [{"name": "Sora", "clipDurationMax": 60.0}]
    assert ask(store, everything("Report", "name"))["all"]["nodes"] == [{"name": "Two"}]
    assert list(store.records(Document)) == [two.document]
    store.write(Batch(withdraw=[two.sha256]))
    assert list(store.records()) == []
    assert ask(store, everything("AIModel", "name"))["all"]["totalCount"] == 0


def test_the_newest_report_wins_and_both_are_kept(store: Store) -> None:
    old, new = Paper("Old", "2024-01-01"), Paper("New", "2024-02-01")
    old.says(SORA, "clipDuration", 20.0)
    new.says(SORA, "clipDuration", 60.0)
    store.write(new.batch())
    store.write(old.batch())
    found = ask(store, by_name("AIModel", "clipDurationMax", claims=listing(CLAIMS, "max")), [["sora"]])["found"]
    assert found["clipDurationMax"] == 60.0
    assert sorted(node["max"] for node in found["claims"]["nodes"]) == [20.0, 60.0]


def test_reviews_decide_and_can_be_taken_back(store: Store) -> None:
    old, new = Paper("Old", "2024-01-01"), Paper("New", "2024-02-01")
    first = old.says(SORA, "clipDuration", 20.0)
    second = new.says(SORA, "clipDuration", 60.0)
    store.write(old.batch())
    store.write(new.batch())

    def shown() -> float | None:
        found: float | None = ask(store, by_name("AIModel", "clipDurationMax"), [["sora"]])["found"]["clipDurationMax"]
        return found

    store.write(Batch(reviews=[(second.id, Review.REJECTED)]))
    assert shown() == 20.0
    store.write(Batch(reviews=[(first.id, Review.REJECTED)]))
    assert shown() is None
    store.write(Batch(reviews=[(second.id, Review.NONE), (first.id, Review.PINNED)]))
    assert shown() == 20.0
    assert {claim.id: claim.review for claim in claims_of(store)} == {first.id: Review.PINNED, second.id: Review.NONE}


def test_a_review_outlives_loading_again(store: Store) -> None:
    paper = note()
    store.write(paper.batch())
    store.write(Batch(reviews=[(paper.claims[1].id, Review.REJECTED)]))
    store.write(paper.batch(replaces=[paper.sha256]))
    assert ask(store, by_name("AIModel", "clipDurationMax"), [["sora"]])["found"]["clipDurationMax"] is None


def test_what_is_explicitly_not_there_has_no_value(store: Store) -> None:
    old, new = Paper("Old", "2024-01-01"), Paper("New", "2024-02-01")
    old.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    new.says(SORA, "DEVELOPED_BY", organization("OpenAI"), polarity=Polarity.EXPLICITLY_NONE)
    store.write(old.batch())
    store.write(new.batch())
    found = ask(store, by_name("AIModel", "name", developer=listing(DEVELOPER, "name")), [["sora"]])["found"]
    assert found["developer"]["totalCount"] == 0


def test_a_to_one_relationship_leads_to_the_winner_alone(store: Store) -> None:
    old, new = Paper("Old", "2024-01-01"), Paper("New", "2024-02-01")
    old.says(SORA, "DEVELOPED_BY", organization("Google"))
    new.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    store.write(new.batch())
    store.write(old.batch())
    found = ask(store, by_name("AIModel", "name", developer=listing(DEVELOPER, "name")), [["sora"]])["found"]
    assert found["developer"] == {"totalCount": 1, "nodes": [{"name": "OpenAI"}]}
    assert ask(store, everything("Organization", "name"))["all"]["totalCount"] == 2


def test_an_edge_has_its_own_properties_and_its_claims(store: Store) -> None:
    paper = Paper("A note")
    first = paper.says(paper.ref, "MENTIONS", SORA, properties={"count": 3})
    store.write(paper.batch())
    hop = Hop("MENTIONS", Direction.IN, ("Report",))
    found = ask(store, by_name("AIModel", "name", mentionedIn=edges(hop, ("count",), "id", "verified", "quote", "page")), [["sora"]])["found"]
    claim = {"id": first.id, "verified": True, "quote": first.span.quote, "page": 1}
    assert found["mentionedIn"] == {"edges": [{"count": 3, "node": {"name": "A note"}, "claims": {"nodes": [claim]}}]}


def test_merged_names_are_one_node_and_undoing_it_loses_nothing(store: Store) -> None:
    paper, merge = note(), same(model("Sora Turbo"), SORA)
    paper.says(model("Sora Turbo"), "modality", "VIDEO")
    store.write(paper.batch())
    before = ask(store, everything("AIModel", "id", "name", "aliases", "modality", claims=listing(CLAIMS, "id")))
    assert before["all"]["totalCount"] == 2
    assert store.write(Batch(judgements=[merge])) == Written(judgements_added=1)
    merged = ask(store, everything("AIModel", "id", "name", "aliases", "modality", "clipDurationMax"))["all"]
    assert merged["nodes"] == [{"id": SORA.id, "name": "Sora", "aliases": ["Sora Turbo"], "modality": "VIDEO", "clipDurationMax": 60.0}]
    assert ask(store, by_id("AIModel", "name"), [[model("Sora Turbo").id]])["found"] == {"name": "Sora"}
    assert ask(store, by_name("AIModel", "name"), [["soraturbo"]])["found"] == {"name": "Sora"}
    store.write(Batch(undo=[merge.id]))
    assert ask(store, everything("AIModel", "id", "name", "aliases", "modality", claims=listing(CLAIMS, "id"))) == before


def test_a_judgement_may_come_before_the_names_it_judges(store: Store) -> None:
    store.write(Batch(judgements=[same(model("Sora Turbo"), SORA)]))
    assert ask(store, everything("AIModel", "name"))["all"]["totalCount"] == 0
    paper = Paper("A note")
    paper.says(model("Sora Turbo"), "modality", "VIDEO")
    store.write(paper.batch())
    found = ask(store, everything("AIModel", "id", "name", "aliases"))["all"]["nodes"]
    assert found == [{"id": SORA.id, "name": "Sora", "aliases": ["Sora Turbo"]}]


def test_a_persons_judgement_outweighs_data(store: Store) -> None:
    paper = note()
    paper.says(model("Sora Turbo"), "modality", "VIDEO")
    store.write(paper.batch())
    store.write(Batch(judgements=[same(model("Sora Turbo"), SORA)]))
    person = Judgement(model("Sora Turbo"), SORA, Verdict.DIFFERENT, "person:ann")
    store.write(Batch(judgements=[person]))
    assert ask(store, everything("AIModel", "name"))["all"]["totalCount"] == 2


def test_spellings_of_one_name_are_one_node(store: Store) -> None:
    paper = Paper("A note")
    for spelling in ("GEN2", "Gen-2", "Ｇｅｎ ２"):
        paper.says(model(spelling), "modality", "VIDEO")
    store.write(paper.batch())
    found = ask(store, everything("AIModel", "id", "name", "aliases"))["all"]["nodes"]
    assert found == [{"id": GEN2.id, "name": "Gen-2", "aliases": ["GEN2", "Ｇｅｎ ２"]}]


def test_a_mutual_relationship_is_one_whichever_way_it_was_said(store: Store) -> None:
    paper = Paper("A note")
    paper.says(SORA, "COMPARED_WITH", GEN2)
    paper.says(GEN2, "COMPARED_WITH", SORA)
    store.write(paper.batch())
    hop = Hop("COMPARED_WITH", Direction.BOTH, ("AIModel",))
    found = ask(store, everything("AIModel", "name", others=edges(hop, (), "id")))["all"]["nodes"]
    claims = {"nodes": [{"id": id_} for id_ in sorted(claim.id for claim in paper.claims)]}
    assert [(node["name"], node["others"]["edges"]) for node in found] == [
        ("Gen-2", [{"node": {"name": "Sora"}, "claims": claims}]),
        ("Sora", [{"node": {"name": "Gen-2"}, "claims": claims}]),
    ]


def test_an_empty_batch_is_written(store: Store) -> None:
    assert store.write(Batch()) == Written()
    assert list(store.records()) == []


def test_values_that_look_like_code_stay_values(store: Store) -> None:
    nasty = ("`}) DETACH DELETE n //", "'; DROP TABLE claim; --", 'quote " and \\ back', "\\u0027", "line\nbreak\ttab", "{$x}", "日本𠮷")
    paper = Paper("A note")
    for name in nasty:
        paper.says(model(name), "availability", name)
    store.write(paper.batch())
    found = ask(store, everything("AIModel", "name", "availability"))["all"]["nodes"]
    assert sorted((node["name"], node["availability"]) for node in found) == sorted((name, name) for name in nasty)
    assert [claim.subject.name for claim in claims_of(store)] == [c.subject.name for c in sorted(paper.claims, key=lambda c: c.id)]
