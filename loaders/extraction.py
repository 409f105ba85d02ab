"""Owns the way from one document to its claims: the ordered tuple of extractors, and what is checked of what they find.

It must not write to a store, and nothing that one extractor does may stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from graph.claim import Claim, Document, validate
from graph.errors import InvalidClaim
from graph.identity import Judgement
from graph.values import NodeRef
from loaders.account import Account, account
from loaders.document import read_document
from loaders.extractors import Context, Extractor
from loaders.extractors.capabilities import capabilities
from loaders.extractors.developers import developers
from loaders.extractors.events import events
from loaders.extractors.exhibits import exhibits
from loaders.extractors.figures import figures
from loaders.extractors.gazetteer import judgements_for
from loaders.extractors.header import header
from loaders.extractors.lineage import lineage
from loaders.extractors.names import names
from loaders.extractors.related import related
from loaders.extractors.reportfacts import reportfacts
from loaders.extractors.risks import risks
from loaders.extractors.sectors import sectors
from loaders.extractors.securities import securities
from loaders.extractors.subscriptions import subscriptions
from loaders.extractors.tables import tables
from loaders.extractors.techniques import techniques
from loaders.extractors.traits import traits
from loaders.healing import Healed, heal
from loaders.issues import Issue

EXTRACTORS: tuple[Extractor, ...] = (
    header, reportfacts, related, names, risks, exhibits,
    tables, subscriptions, figures, developers, traits, lineage, capabilities, techniques, sectors, securities, events,
)  # fmt: skip


@dataclass(frozen=True)
class Extraction:
    """What was found in one document. `claims` are valid, distinct and in the order of the extractors."""

    document: Document
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    issues: tuple[Issue, ...]
    account: Account


def extract(path: Path) -> Extraction:
    """The claims of the document at `path`. NotFound or UnreadableDocument if there is none; nothing is stored."""
    return extract_document(read_document(path))


def extract_document(document: Document) -> Extraction:
    """The claims of a document, with the names that are the same, the issues and the account of its characters."""
    healed = heal(document)
    context = Context(NodeRef("Report", PurePath(document.name).stem))
    found: dict[str, Claim] = {}
    for extractor in EXTRACTORS:
        for claim in _run(extractor, healed, context):
            checked = _checked(claim, document, context)
            if checked is not None:
                found.setdefault(checked.id, checked)
    claims = tuple(found.values())
    told = account(healed, context, claims)
    facts = {"healing": {"raw": len(document.raw), "clean": len(healed.text)}, "account": told.to_json()}
    judgements = judgements_for(node for claim in claims for node in (claim.subject, claim.object) if node is not None)
    return Extraction(replace(document, facts=facts), claims, tuple(judgements), tuple(context.issues), told)


def _run(extractor: Extractor, healed: Healed, context: Context) -> Iterator[Claim]:
    """The claims of one extractor; where it fails, those before the failure, and an issue."""
    try:
        yield from extractor(healed, context)
    except Exception as error:  # noqa: BLE001 - a layout that breaks one extractor must not lose what the others find
        name = getattr(extractor, "__name__", "extractor")
        context.issues.append(Issue(healed.document.sha256, f"{name} failed: {type(error).__name__}: {error}"))


def _checked(claim: Claim, document: Document, context: Context) -> Claim | None:
    """The claim with the report's date where it had none; None, and an issue, if it is not valid or its span is wrong."""
    published = context.published_on
    if claim.said_on is None and published:
        claim = replace(claim, said_on=published, as_of=claim.as_of or published)
    span = claim.span
    reason = None
    if not span.quote or document.raw[span.start : span.end] != span.quote:
        reason = "the span does not hold its quote"
    else:
        try:
            validate(claim)
        except InvalidClaim as error:
            reason = error.message
    if reason is None:
        return claim
    context.issues.append(Issue(document.sha256, f"{claim.method} on {claim.subject.type} {claim.slot}: {reason}", span.start, span.end))
    return None
