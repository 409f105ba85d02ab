"""Plans on cards that name them by more than a tier, and what prose says of plans beside their prices."""

from __future__ import annotations

from tests.loaders.reading import extraction
from tests.loaders.test_plans import NOTES, offered

CARDS = (
    "Free studio access\n\nFor a try\n\nFree\n\nLook how good the output is.\n\n"
    "Acme AI Pro\n\nSolo creator\n\n$19.99/mo\n\nThe plan for steady work.\n\n"
    "Acme AI Ultra\n\nHeavy creator\n\n$249.99/mo\n\nFor those who need more.\n"
)


def test_a_card_may_name_its_plan_by_more_than_the_tier() -> None:
    assert offered(f"Larkfilm plans\n\n{CARDS}") == {
        "Larkfilm Free studio access": {}, "Larkfilm Acme AI Pro": {"price": 19.99}, "Larkfilm Acme AI Ultra": {"price": 249.99}}  # fmt: skip
    assert offered("Larkfilm news\n\nThe Pro Shop\n\nOpen daily\n\nBring a friend.\n") == {}


def test_a_line_of_goods_of_a_known_house_sells_its_plans() -> None:
    found = extraction("Google Flow Pricing: Pro and Ultra\n\nMay 3, 2025\n\n" + CARDS.replace("Acme", "Google")).claims
    assert {(c.subject.name, c.object.name) for c in found if c.relationship == "OFFERED_AS" and c.object} == {
        ("Google Flow", f"Google Flow {name}") for name in ("Free studio access", "Google AI Pro", "Google AI Ultra")}  # fmt: skip


def test_what_is_free_has_no_price_of_others() -> None:
    assert offered("On Pika the free tier has 90 monthly credits, while who pays is asked for $7 to $70 per month.\n") == {"Pika free": {"creditsPerMonth": 90}}


def test_credits_behind_a_price_in_brackets() -> None:
    assert offered("HeyGen is for teams. Its Creator plan ($31/mo) includes 20 credits.\n") == {"HeyGen Creator": {"price": 31, "creditsPerMonth": 20}}

    faq = "Kling AI has a free plan with 70 credits per day. Plans start at $11/month (Standard, 650 credits), $38/month (Pro, 3,100 credits).\n"
    assert offered(faq) == {
        "Kling AI free": {"creditsPerDay": 70}, "Kling AI Standard": {"price": 11, "creditsPerMonth": 650},
        "Kling AI Pro": {"price": 38, "creditsPerMonth": 3100}}  # fmt: skip


def test_credits_below_or_beside_a_price_for_a_month_come_each_month() -> None:
    lite, unlimited = {"price": 11, "creditsPerMonth": 1100}, {"price": 96}
    assert offered("Hailuo AI\n\nLite\n$11\n/month\n1,100 credits\n\nUnlimited\n$96\n/month\nNo bounds\n") == {
        "Hailuo AI Lite": lite, "Hailuo AI Unlimited": unlimited}  # fmt: skip
    table = "Hailuo AI plans\n\n| Plan | Monthly | Credits |\n|---|---|---|\n| Lite | $11 | 1,100 |\n| Unlimited | $96 | - |\n"
    assert offered(table) == {"Hailuo AI Lite": lite, "Hailuo AI Unlimited": unlimited}


def test_a_paragraph_that_prices_plans_may_name_another_without_its_price() -> None:
    text = "Synthesia is for teams. The Starter plan ($31/mo) is small. Ask sales about Enterprise plans.\n"
    assert offered(text) == {"Synthesia Starter": {"price": 31}, "Synthesia Enterprise": {}}


def test_a_stacked_table_with_headings_that_nobody_knows() -> None:
    head = "Model\n\nStrong point\n\nMax Resolution\n\nDuration\n\nFirst thought\n\n"
    rows = "Seedance 2.0\n\nText\n\n4K\n\n4 to 15s\n\nLarge\n\nSeedance 1.5 Pro\n\nVoices\n\n1080p\n\nUp to 12s\n\nSmall\n"
    said = {(c.subject.name, c.min, c.max) for c in extraction(f"{NOTES}{head}{rows}").claims if c.property == "clipDuration"}
    assert said == {("Seedance 2.0", 4, 15), ("Seedance 1.5 Pro", None, 12)}
