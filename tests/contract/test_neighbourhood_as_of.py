"""A neighbourhood as of a day is that of a store which holds only what is known to have been said by then, on every store."""

from __future__ import annotations

from graph.store import Store
from graph.store.base import Neighbour
from graph.values import Polarity, Review
from tests.graphs import Paper, model, organization, same

SORA, GEN, ALPHA, OPENAI = model("Sora"), model("Gen-2"), organization("Alpha"), organization("OpenAI")
EVERY_DAY = ("2023", "2024-01-09", "2024-01-10", "2024-02-19", "2024-02-20", "2025")


def days(store: Store, *given: object, **more: object) -> list[list[tuple[str, str, str]]]:
    """What a neighbourhood lists as of each day."""
    told = (store.neighbourhood(*given, 100, as_of=day, **more) for day in EVERY_DAY)  # type: ignore[arg-type, call-arg]
    return [[(n.type, n.start, n.end) for n in found] for found in told]


def test_a_to_one_relationship_leads_where_it_led_by_then(store: Store) -> None:
    old, new, undated = Paper("Old", "2024-01-10"), Paper("New", "2024-02-20"), Paper("Undated", None)
    old.says(SORA, "DEVELOPED_BY", ALPHA)
    new.says(SORA, "DEVELOPED_BY", OPENAI)
    undated.says(GEN, "DEVELOPED_BY", ALPHA)
    for paper in (old, new, undated):
        store.write(paper.batch())
    to_alpha, to_openai = [("DEVELOPED_BY", SORA.id, ALPHA.id)], [("DEVELOPED_BY", SORA.id, OPENAI.id)]
    assert days(store, None, ()) == [[], [], to_alpha, to_alpha, to_openai, to_openai]
    assert days(store, [ALPHA.id], ()) == [[], [], to_alpha, to_alpha, [], []]
    assert days(store, [OPENAI.id], ()) == [[], [], [], [], to_openai, to_openai]
    assert days(store, [SORA.id, ALPHA.id], (), inside=True) == [[], [], to_alpha, to_alpha, [], []]
    assert days(store, [SORA.id], ["MENTIONS"]) == [[]] * 6
    assert days(store, [SORA.id], ["NO_SUCH"]) == [[]] * 6
    assert store.neighbourhood([GEN.id], (), 10) == [Neighbour("DEVELOPED_BY", GEN.id, ALPHA.id)], "nobody knows when it was said"


def test_mutual_merged_denied_and_rejected_ones(store: Store) -> None:
    old, new = Paper("Old", "2024-01-10"), Paper("New", "2024-02-20")
    for paper in (old, new):
        paper.says(paper.ref, "MENTIONS", SORA)
    old.says(model("SORA 1"), "COMPARED_WITH", GEN)
    new.says(GEN, "COMPARED_WITH", SORA, polarity=Polarity.EXPLICITLY_NONE)
    wrong = old.says(GEN, "BUILDS_ON", SORA)
    new.says(SORA, "COMPARED_WITH", SORA)
    store.write(old.batch(judgements=[same(model("SORA 1"), SORA)], reviews=[(wrong.id, Review.REJECTED)]))
    store.write(new.batch())
    compared, mentioned = ("COMPARED_WITH", *sorted((SORA.id, GEN.id))), [("MENTIONS", paper.ref.id, SORA.id) for paper in (old, new)]
    then, now = [compared, mentioned[0]], [("COMPARED_WITH", SORA.id, SORA.id), *sorted(mentioned)]
    assert days(store, [model("SORA 1").id], ()) == [[], [], then, then, now, now]
    assert days(store, [GEN.id], ()) == [[], [], [compared], [compared], [], []]
    assert store.neighbourhood(None, (), 1, as_of="2024-02") == [Neighbour(*compared)]
    assert store.neighbourhood(None, (), 0, as_of="2024-02") == []
