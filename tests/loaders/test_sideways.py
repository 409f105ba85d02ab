"""Tables turned on their side whose cells run into each other or stand one a line."""

from __future__ import annotations

from loaders.extractors.sideways import sideways
from tests.loaders.reading import extraction
from tests.loaders.test_factboxes import said


def cells(text: str) -> list[list[list[str]]]:
    return [[[text[a:b] for a, b in line] for line in table] for table in sideways(text)]


def test_glued_cells_below_glued_names() -> None:
    text = "Side by side\n\nSoraKlingVeoWan\nMakerOpenAIKuaishouGoogleAlibaba\nDuration5-20s5-10s8s5s\nBest atLooksMotionSoundPrice\n\nText.\n"
    assert cells(text) == [
        [["", "Sora", "Kling", "Veo", "Wan"], ["Maker", "OpenAI", "Kuaishou", "Google", "Alibaba"], ["Duration", "5-20s", "5-10s", "8s", "5s"]],
    ]
    assert {("Wan", "clipDuration", 5), ("Wan", "DEVELOPED_BY", "Alibaba"), ("Sora", "clipDuration", 20)} <= said(text)


def test_names_that_hold_a_capital() -> None:
    assert cells("x\n\nLTX 2HunyuanVideoWan2.5\nDuration5s6s8s\n") == [[["", "LTX 2", "HunyuanVideo", "Wan2.5"], ["Duration", "5s", "6s", "8s"]]]


def test_chinese_names_and_values() -> None:
    text = "对比\n\n模型Sora 2可灵2.5Veo 3\n厂商OpenAI快手谷歌\n时长15s10s8s\n帧率30fps30fps24fps\n"
    assert {("可灵2.5", "frameRate", 30), ("可灵2.5", "DEVELOPED_BY", "快手"), ("Veo 3", "clipDuration", 8)} <= said(text)


def test_a_row_without_a_value_for_each_name_is_left_out() -> None:
    assert cells("x\n\nSoraKlingVeo\nDuration5s10s\nFrame rate24fps24fps30fps\n") == [
        [["", "Sora", "Kling", "Veo"], ["Frame rate", "24fps", "24fps", "30fps"]],
    ]
    assert cells("x\n\nSoraKlingVeo\nDurationLong\n") == []
    assert cells("x\n\nWhatEverComes\nDuration5s10s8s\n") == []


def test_headings_in_capitals_plans_in_brackets_and_a_line_that_is_joined() -> None:
    text = (
        "Matrix\n\nFeatureKling 3.0Runway Gen-4Luma Ray3.2\nMax Clip Length15s10s20s\n"
        "Entry Pricing$29.90/mo (Pro Tier)$12-35/mo (Standard)$30/mo (Plus) Export formatsMany\n\nText.\n"
    )
    assert cells(text)[0][2] == ["Entry Pricing", "$29.90/mo (Pro Tier)", "$12-35/mo (Standard)", "$30/mo (Plus)"]
    assert {("Kling 3.0", "clipDuration", 15), ("Luma Ray3.2", "clipDuration", 20)} <= said(text)
    prices = {(c.subject.name, c.min, c.max) for c in extraction(text).claims if c.property == "price"}
    assert prices == {("Kling 3.0 Pro", 29.9, 29.9), ("Runway Gen-4 Standard", 12, 35), ("Luma Ray3.2 Plus", 30, 30)}


def test_one_cell_a_line() -> None:
    text = "Side by side\n\nSora 2\nVeo 3\nKling 2.6\nMaker\nOpenAI\nGoogle\nKuaishou\nMax length\n25s\n8s\n10s\nMore words below.\n"
    assert cells(text) == [
        [["", "Sora 2", "Veo 3", "Kling 2.6"], ["Maker", "OpenAI", "Google", "Kuaishou"], ["Max length", "25s", "8s", "10s"]],
    ]
    assert {("Veo 3", "clipDuration", 8), ("Kling 2.6", "DEVELOPED_BY", "Kuaishou")} <= said(text)
    assert cells("Read on\n\nSora 2\nVeo 3\nPrice\nlists\n") == []
