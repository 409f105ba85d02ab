"""Owns small graphs for tests: `Paper` writes one by hand, `papers` and `judgements` are random ones that the ontology accepts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from graph.claim import Claim, Document, Page, Scalar, Span, validate
from graph.identity import Judgement, Verdict
from graph.ontology import ONTOLOGY, Kind, Property, RelationshipType
from graph.store.base import Batch
from graph.values import NodeRef, Polarity, Review

LINES_A_PAGE = 5


class Paper:
    """A report under the pen: each claim gets a line of the raw text as its evidence, five lines a page."""

    def __init__(self, title: str, said_on: str | None = "2024-02-20") -> None:
        self.ref = NodeRef("Report", title, said_on or "")
        self.said_on = said_on
        self.sha256 = hashlib.sha256(title.encode()).hexdigest()
        self.claims: list[Claim] = []
        self._pages: list[Page] = []

    def says(self, subject: NodeRef, slot: str, value: str | float | NodeRef | None = None, **more: Any) -> Claim:
        """Add a claim: `value` is the text of a property, the upper bound of a quantity, or the object of a relationship."""
        known = ONTOLOGY.nodes[subject.type].property(slot)
        content: dict[str, Any] = {"property": slot} if known is not None else {"relationship": slot}
        if isinstance(value, NodeRef):
            content["object"] = value
        elif known is not None and known.kind is Kind.QUANTITY:
            content |= {"min": value, "max": value, "unit": known.unit or "USD/month", "text": f"{value}"}
        elif value is not None:
            content |= {"value": str(value), "text": str(value)}
        content |= {"as_of": self.said_on, "said_on": self.said_on} | more
        quote = f"{subject.name} {slot} {value.name if isinstance(value, NodeRef) else value} ({len(self.claims) + 1})\n"
        claim = Claim(self.ref, subject, self._print(quote), "test 1", **content)
        validate(claim)
        self.claims.append(claim)
        return claim

    def _print(self, quote: str) -> Span:
        if len(self.claims) % LINES_A_PAGE == 0:
            start = self._pages[-1].end if self._pages else 0
            self._pages.append(Page(len(self._pages) + 1, start, ""))
        page = self._pages[-1]
        self._pages[-1] = Page(page.number, page.start, page.text + quote)
        return Span(self.sha256, page.number, page.end, page.end + len(quote), quote)

    @property
    def document(self) -> Document:
        """The paper's document as it stands."""
        pages = tuple(self._pages) or (Page(1, 0, ""),)
        return Document(self.sha256, f"{self.sha256[:8]}.txt", "text/plain", "utf-8", "EN", pages, {"lines": len(self.claims)})

    def batch(self, **more: Any) -> Batch:
        """The paper as one batch, as a load writes it."""
        return Batch(documents=[self.document], claims=list(self.claims), **more)


def model(name: str) -> NodeRef:
    """The name of an AI model."""
    return NodeRef("AIModel", name)


def organization(name: str) -> NodeRef:
    """The name of an organization."""
    return NodeRef("Organization", name)


def same(alias: NodeRef, name: NodeRef, method: str = "data:names") -> Judgement:
    """A judgement that two names are one node."""
    return Judgement(alias, name, Verdict.SAME, method)


# Random ones ---------------------------------------------------------------------------------------------------------

NAMES = (
    "Sora", "SORA", "sora-1.0", "Gen-2", "GEN2", "文生视频", "文生視頻", "𠮷野家", "ＯｐｅｎＡＩ", "OpenAI, Inc.", "O'Brien \"x\"", "`} DROP //", "a%b_c",
    "back\\slash", "é", "e\u0301", "Ω", "zz top",
)  # fmt: skip
TEXTS = ("Overweight", "看好", "overweight", "100%", "a_b", "it's", '"quoted"', "line\nbreak", "zero\0end", "𠮷", "\uffee", "1.5")
DAYS = ("2024-01", "2024-01-10", "2024-02-19", "2024-02-20")
DATES = ("2023", "2023-06", "2023-06-05", "2024-02", "2024-02-20")
NUMBERS = (0.0, 0.5, 4.0, 16.0, 60.25)
INTEGERS = (0, 1, 2, 3, 12)

names = st.sampled_from(NAMES)


def refs(type_: str) -> st.SearchStrategy[NodeRef]:
    """A name of the type, seldom with a scope."""
    return st.builds(NodeRef, st.just(type_), names, st.sampled_from(("", "", "", "scope")))


def texts_of(property_: Property) -> st.SearchStrategy[str]:
    """The text of a value that the property takes (no quantity)."""
    pools: dict[Kind, Sequence[str]] = {
        Kind.TEXT: TEXTS, Kind.URL: ("https://example.org/a", "https://example.org/b"), Kind.ENUM: property_.values, Kind.DATE: DATES,
        Kind.BOOLEAN: ("true", "false"), Kind.INTEGER: tuple(map(str, INTEGERS)), Kind.FLOAT: tuple(map(str, NUMBERS)),
    }  # fmt: skip
    return st.sampled_from(pools[property_.kind])


@st.composite
def intervals(draw: st.DrawFn, property_: Property) -> dict[str, Any]:
    """Bounds, unit and text of a quantity."""
    low, high = sorted((draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(NUMBERS))))
    ends = draw(st.sampled_from(((low, high), (low, None), (None, high), (low, low))))
    unit = property_.unit or draw(st.sampled_from(("USD/month", "CNY/month")))
    return {"min": ends[0], "max": ends[1], "unit": unit, "text": f"{ends[0]}~{ends[1]}"}


_PROPERTIES = [(n.label, q) for n in ONTOLOGY.node_types for q in n.properties]
_polarities = st.sampled_from((Polarity.STATED,) * 9 + (Polarity.EXPLICITLY_NONE,))
_reviews = st.sampled_from((Review.NONE,) * 9 + (Review.REJECTED, Review.PINNED, Review.ACCEPTED))
_confidences = st.sampled_from((0.5, 0.75, 1.0))


@st.composite
def _property_claim(draw: st.DrawFn, paper: Paper) -> None:
    label, property_ = draw(st.sampled_from(_PROPERTIES))
    subject = paper.ref if label == "Report" else draw(refs(label))
    if property_.kind is Kind.QUANTITY:
        content = draw(intervals(property_))
    else:
        text = draw(texts_of(property_))
        content = {"value": text, "text": f"printed {text}"}
    paper.says(subject, property_.name, **content, **_common(draw))


@st.composite
def _relationship_claim(draw: st.DrawFn, paper: Paper) -> None:
    type_: RelationshipType = draw(st.sampled_from(ONTOLOGY.relationship_types))
    source = draw(st.sampled_from(type_.sources))
    subject = paper.ref if source == "Report" else draw(refs(source))
    object_ = draw(refs(draw(st.sampled_from(ONTOLOGY.targets(type_)))))
    own: dict[str, Scalar] = {q.name: draw(texts_of(q)) for q in type_.properties if draw(st.booleans())}
    paper.says(subject, type_.name, object_, properties=own, **_common(draw))


def _common(draw: st.DrawFn) -> dict[str, Any]:
    return {"polarity": draw(_polarities), "review": draw(_reviews), "confidence": draw(_confidences)}


@st.composite
def papers(draw: st.DrawFn, *, most: int = 3, claims: int = 12) -> list[Paper]:
    """Up to `most` papers of up to `claims` claims each, over few names, so that they meet."""
    made = []
    for number in range(draw(st.integers(1, most))):
        paper = Paper(f"{draw(names)} report {number}", draw(st.sampled_from(("2024-02-20", "2024-01", None))))
        for _ in range(draw(st.integers(0, claims))):
            draw(draw(st.sampled_from(_WAYS))(paper))
        made.append(paper)
    return made


_WAYS: tuple[Callable[[Paper], st.SearchStrategy[None]], ...] = (_property_claim, _relationship_claim, _relationship_claim)


FEW_NAMES = ("Sora", "SORA", "Gen-2")


@st.composite
def disputes(draw: st.DrawFn) -> list[Paper]:
    """Papers of several days about few nodes and few slots, so that their claims beat one another."""
    made = []
    for number in range(draw(st.integers(2, 5))):
        paper = Paper(f"report {number}", draw(st.sampled_from((*DAYS, None))))
        for _ in range(draw(st.integers(1, 6))):
            subject, other = (model(draw(st.sampled_from(FEW_NAMES))) for _ in range(2))
            own: dict[str, Scalar] = draw(st.sampled_from(({}, {"count": 2}, {"count": 7})))
            claims: tuple[tuple[NodeRef, str, dict[str, Any]], ...] = (
                (subject, "clipDuration", {"value": draw(st.sampled_from(NUMBERS))}),
                (subject, "clipDuration", {"value": draw(st.sampled_from(NUMBERS)), "min": None}),
                (subject, "modality", {"value": draw(st.sampled_from(("VIDEO", "IMAGE")))}),
                (subject, "DEVELOPED_BY", {"value": organization(draw(st.sampled_from(FEW_NAMES)))}),
                (subject, "COMPARED_WITH", {"value": other}),
                (subject, "BUILDS_ON", {"value": other}),
                (NodeRef("Report", "report 0"), "MENTIONS", {"value": subject, "properties": own}),
            )  # fmt: skip
            about, slot, content = draw(st.sampled_from(claims))
            paper.says(about, slot, **content, **_common(draw))
        made.append(paper)
    return made


@st.composite
def judgements(draw: st.DrawFn, most: int = 4) -> list[Judgement]:
    """Judgements about names that papers use, mostly SAME."""
    made = []
    for _ in range(draw(st.integers(0, most))):
        type_ = draw(st.sampled_from(("AIModel", "AIModel", "Organization", "Sector", "Report")))
        verdict = draw(st.sampled_from((Verdict.SAME, Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)))
        method = draw(st.sampled_from(("data:names", "person:ann")))
        made.append(Judgement(draw(refs(type_)), draw(refs(type_)), verdict, method))
    return made


@st.composite
def batches(draw: st.DrawFn) -> list[Batch]:
    """A random graph as the batches of one load."""
    return [*(paper.batch() for paper in draw(papers())), Batch(judgements=draw(judgements()))]


@st.composite
def histories(draw: st.DrawFn, of: st.SearchStrategy[list[Paper]] = papers()) -> list[Batch]:  # noqa: B008 - a strategy is a constant
    """A random graph and what became of it: documents loaded, said otherwise and withdrawn, reviews, judgements made and undone."""
    written, judged = draw(of), draw(judgements(most=5))
    claims = [claim for paper in written for claim in paper.claims]
    made: list[Batch] = []
    for _ in range(draw(st.integers(2, 8))):
        paper = draw(st.sampled_from(written))
        some = [claim for claim in paper.claims if draw(st.booleans())]
        ways = [
            paper.batch(),
            paper.batch(replaces=[paper.sha256]),
            Batch(documents=[paper.document], claims=some, replaces=[paper.sha256]),
            Batch(withdraw=[paper.sha256]),
            Batch(withdraw=[paper.sha256], documents=[paper.document], claims=some),
        ]
        if judged:
            one = draw(st.sampled_from(judged))
            ways += [Batch(judgements=[one]), Batch(judgements=judged), Batch(undo=[one.id]), paper.batch(undo=[one.id])]
        if claims:
            reviewed = [(draw(st.sampled_from(claims)).id, draw(st.sampled_from(Review))) for _ in range(2)]
            ways += [Batch(reviews=reviewed), paper.batch(reviews=reviewed)]
        made.append(draw(st.sampled_from(ways)))
    return made
