"""Events: releases, updates, policies and deals, with their date and who is part of them."""

from __future__ import annotations

from graph.claim import Claim
from loaders.extractors.events import METHOD
from tests.loaders.reading import extraction

HEAD = "某某证券 行业周报 2024年1月28日\n"


def told(text: str) -> list[Claim]:
    return [c for c in extraction(HEAD + text).claims if c.method == METHOD]


def events(text: str) -> dict[str, tuple[str | None, str | None]]:
    claims = told(text)
    names = [c.object.name for c in claims if c.relationship == "REPORTS" and c.object]
    value = {(c.subject.name, c.property): c.value or c.text for c in claims if c.property}
    dates = {c.subject.name: c.value or c.text for c in claims if c.property == "happenedOn"}
    return {name: (value.get((name, "kind")), dates.get(name)) for name in names}


def test_a_release_and_an_update_have_their_day() -> None:
    text = "1月16日凌晨,OpenAI发布了文生视频AI模型Sora。1月26日,OpenAI在官网公布改动:修复GPT-4的问题,更新GPT-3.5Turbo。"
    found = events(text)
    assert found["OpenAI发布Sora"][0] == "RELEASE"
    assert found["OpenAI更新GPT-3.5 Turbo"][0] == "UPDATE"
    days = {c.subject.name: c.value or c.text for c in told(text) if c.property == "happenedOn"}
    assert days["OpenAI发布Sora"] == "1月16日" or days["OpenAI发布Sora"] == "2024-01-16"


def test_a_policy_is_named_by_its_authorities_and_title() -> None:
    text = "1月23日,工信部、国家发改委印发《制造业中试创新发展实施意见》。"
    (name,) = events(text)
    assert name == "工信部、国家发改委印发《制造业中试创新发展实施意见》"
    assert {c.object.name for c in told(text) if c.relationship == "INVOLVES" and c.object} == {"工信部", "国家发改委"}


def test_a_plan_is_no_event() -> None:
    assert events("OpenAI将于3月发布GPT-5。") == {}


def test_a_deal_has_a_buyer_and_a_target() -> None:
    claims = told("微软投资OpenAI。")
    assert {(c.object.name, c.properties["role"]) for c in claims if c.relationship == "INVOLVES" and c.object} == {("微软", "buyer"), ("OpenAI", "target")}
