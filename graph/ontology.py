"""Owns the ontology: node types, relationship types and properties, as data. It must hold no logic beyond look-ups.

SQL tables, Cypher constraints, GraphQL types, filters and orders, claim validation, Browser's style and
`docs/ontology.md` are all made from `ONTOLOGY`; adding a node type is one edit here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

CLAIM = "Claim"
REPORT = "Report"


class Kind(StrEnum):
    """The type of a property's value."""

    TEXT = "TEXT"
    ENUM = "ENUM"
    BOOLEAN = "BOOLEAN"
    INTEGER = "INTEGER"
    FLOAT = "FLOAT"
    URL = "URL"
    DATE = "DATE"
    QUANTITY = "QUANTITY"


class Better(StrEnum):
    """Which way a comparable property is better."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or a relationship.

    `unit` is the canonical unit of a QUANTITY; None there means that each value carries its own (a currency).
    `many` says that the value is a list: the union of what the claims state.
    `values` are those that an ENUM may have, `meanings` what each of them means.
    """

    name: str
    kind: Kind
    en: str
    zh: str
    description: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    many: bool = False
    better: Better | None = None
    comparable: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The stored columns: a QUANTITY has Min, Max, Unit and Text (as printed)."""
        if self.kind is Kind.QUANTITY:
            return tuple(self.name + part for part in ("Min", "Max", "Unit", "Text"))
        return (self.name,)


@dataclass(frozen=True, slots=True)
class NodeType:
    """A node type: `field` and `plural` are its names in the GraphQL query type."""

    label: str
    field: str
    plural: str
    en: str
    zh: str
    description: str
    colour: str
    properties: tuple[Property, ...] = ()
    entity: bool = True

    def property(self, name: str) -> Property | None:
        """The property of that name, or None."""
        return next((p for p in self.properties if p.name == name), None)


@dataclass(frozen=True, slots=True)
class Reverse:
    """How a relationship is named at the far end, for the sources that it lists."""

    field: str
    sources: tuple[str, ...]
    to_one: bool = False


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A relationship type; `sources` and `targets` are labels, an empty `targets` is any entity.

    `order` is the own property by which the relationship's nodes come when nothing else is asked.
    `mutual` relationships have one field, the same from both ends.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    field: str
    reverse: tuple[Reverse, ...]
    en: str
    zh: str
    description: str
    to_one: bool = False
    mutual: bool = False
    properties: tuple[Property, ...] = ()
    order: str | None = None

    def property(self, name: str) -> Property | None:
        """The own property of that name, or None."""
        return next((p for p in self.properties if p.name == name), None)


class Direction(StrEnum):
    """Which way a relationship is walked."""

    OUT = "OUT"
    IN = "IN"
    BOTH = "BOTH"


@dataclass(frozen=True, slots=True)
class RelationshipField:
    """A relationship as one node type sees it: the field's name, the way it is walked, the types at the other end."""

    name: str
    relationship: RelationshipType
    direction: Direction
    types: tuple[str, ...]
    to_one: bool


@dataclass(frozen=True)
class Ontology:
    """All node types and relationship types, with the look-ups that are made from them."""

    node_types: tuple[NodeType, ...]
    relationship_types: tuple[RelationshipType, ...]

    @cached_property
    def nodes(self) -> dict[str, NodeType]:
        """Node types by label, Claim excepted."""
        return {n.label: n for n in self.node_types}

    @cached_property
    def relationships(self) -> dict[str, RelationshipType]:
        """Relationship types by name."""
        return {r.name: r for r in self.relationship_types}

    @cached_property
    def properties(self) -> dict[tuple[str, str], Property]:
        """Every property by the name of its node type or relationship type and its own."""
        found = {(n.label, p.name): p for n in self.node_types for p in n.properties}
        return found | {(r.name, p.name): p for r in self.relationship_types for p in r.properties}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every label, in order of declaration, Claim excepted."""
        return tuple(n.label for n in self.node_types)

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The labels of the entities: all but Claim and Report."""
        return tuple(n.label for n in self.node_types if n.entity)

    def targets(self, relationship: RelationshipType) -> tuple[str, ...]:
        """The labels at the far end of a relationship type."""
        return relationship.targets or self.entities

    @cached_property
    def _fields(self) -> dict[str, dict[str, RelationshipField]]:
        found: dict[str, dict[str, RelationshipField]] = {label: {} for label in self.labels}
        for r in self.relationship_types:
            out = RelationshipField(r.field, r, Direction.BOTH if r.mutual else Direction.OUT, self.targets(r), r.to_one)
            for label in r.sources:
                found[label][out.name] = out
            for back in r.reverse:
                for label in self.targets(r):
                    found[label][back.field] = RelationshipField(back.field, r, Direction.IN, back.sources, back.to_one)
        return found

    def fields(self, label: str) -> dict[str, RelationshipField]:
        """The relationship fields of a node type, by name."""
        return self._fields[label]

    def shared_fields(self, labels: tuple[str, ...]) -> dict[str, RelationshipField]:
        """The relationship fields that all of `labels` have in the same form: those of an interface."""
        return in_common([self._fields[label] for label in labels])


def in_common(fields: Sequence[Mapping[str, RelationshipField]]) -> dict[str, RelationshipField]:
    """The fields that all have in the same form."""
    first, *rest = fields
    return {name: f for name, f in first.items() if all(other.get(name) == f for other in rest)}


def _text(name: str, en: str, zh: str, description: str, *, comparable: bool = False) -> Property:
    return Property(name, Kind.TEXT, en, zh, description, comparable=comparable)


def _enum(  # noqa: PLR0913 - a row of a table
    name: str, en: str, zh: str, description: str, values: Mapping[str, str], *, many: bool = False, comparable: bool = False
) -> Property:  # fmt: skip
    return Property(name, Kind.ENUM, en, zh, description, None, tuple(values), tuple(values.values()), many=many, comparable=comparable)


def _integer(name: str, en: str, zh: str, description: str, better: Better | None = None) -> Property:
    return Property(name, Kind.INTEGER, en, zh, description, better=better, comparable=better is not None)


def _date(name: str, en: str, zh: str, description: str, *, comparable: bool = False) -> Property:
    return Property(name, Kind.DATE, en, zh, description, comparable=comparable)


def _quantity(name: str, en: str, zh: str, description: str, unit: str | None, better: Better) -> Property:  # noqa: PLR0913, PLR0917 - a row of a table
    return Property(name, Kind.QUANTITY, en, zh, description, unit=unit, better=better, comparable=True)


_RATING = _text("rating", "rating", "评级", "The rating as printed: 看好, 强于大市(维持), Overweight.")

NODE_TYPES = (
    NodeType("Report", "report", "reports", "report", "研究报告", "A research report that was loaded, or one that a report cites.", "#4C8BF5", (
        _text("kind", "kind", "报告类型", "The kind of report as printed: 行业点评, 晨会, Company note."),
        _enum("language", "language", "语言", "The language of most of the text.", {"ZH": "Chinese.", "EN": "English.", "OTHER": "Another one."}),
        _date("publishedOn", "published on", "发布日期", "The day the report gives as its own."),
        _integer("pageCount", "page count", "总页数", "Pages that the report says it has."),
        _integer("pagesSeen", "pages seen", "已读页数", "Pages that the document holds."),
        Property("truncated", Kind.BOOLEAN, "truncated", "是否截断", "Whether the document ends before the report does."),
        Property("sourceUrl", Kind.URL, "source URL", "来源网址", "The page that the document was taken from, where it says so."),
        _text("documentHash", "document hash", "文档哈希", "SHA-256 of the document's bytes."),
    ), entity=False),
    NodeType("Organization", "organization", "organizations", "organization", "机构", "A company, lab, broker, data provider or authority.", "#F2A541", (
        _enum("roles", "roles", "角色", "What it does in the reports.", {
            "COMPANY": "It sells products or services.", "LAB": "It does research on models.", "BROKER": "It publishes research for investors.",
            "DATA_PROVIDER": "Exhibits take their data from it.", "AUTHORITY": "It makes rules, or oversees that they are kept.",
        }, many=True),
    )),
    NodeType("Analyst", "analyst", "analysts", "analyst", "分析师", "A person named as an author of a report.", "#8E6CC1", (
        _text("licence", "licence", "登记编码", "The licence number with the securities association. Contact details are never kept."),
    )),
    NodeType("AIModel", "aiModel", "aiModels", "AI model", "AI模型", "An AI model or a family of them.", "#D64550", (
        _enum("modality", "modality", "模态", "What it makes.", {
            "TEXT": "Text, code included.", "IMAGE": "Still pictures.", "VIDEO": "Moving pictures.", "AUDIO": "Speech, music or sounds.",
            "MULTIMODAL": "Several of these.",
        }, comparable=True),
        _date("releasedOn", "released on", "推出时间", "When it was released or announced.", comparable=True),
        _quantity("clipDuration", "clip duration", "视频时长", "How long a clip it can make.", "s", Better.HIGHER),
        _quantity("defaultClipDuration", "default clip duration", "默认时长", "How long a clip is when nothing is asked.", "s", Better.HIGHER),
        _quantity("frameRate", "frame rate", "视频帧率", "Frames per second.", "fps", Better.HIGHER),
        _quantity("resolution", "resolution", "分辨率", "Pixels along the short side.", "px", Better.HIGHER),
        _quantity("contextWindow", "context window", "上下文长度", "Tokens that it can take in.", "token", Better.HIGHER),
        _quantity("parameters", "parameters", "参数量", "Number of parameters.", "1", Better.HIGHER),
        _text("availability", "availability", "开放情况", "Who may use it, as printed.", comparable=True),
    )),
    NodeType("Product", "product", "products", "product", "产品", "A product or service that is no AI model: chips, devices, apps.", "#3FA796", (
        _date("releasedOn", "released on", "推出时间", "When it was released or announced.", comparable=True),
    )),
    NodeType("Capability", "capability", "capabilities", "capability", "能力", "Something that a model can do.", "#7FB069"),
    NodeType("Technique", "technique", "techniques", "technique", "技术", "A method that a model is built with.", "#5B8E7D"),
    NodeType("Sector", "sector", "sectors", "sector", "行业", "An industry or a part of one.", "#BC6C25"),
    NodeType("Risk", "risk", "risks", "risk", "风险", "Something a report warns of.", "#B23A48"),
    NodeType("Event", "event", "events", "event", "事件", "Something that happened, as a report tells it.", "#E07A5F", (
        _enum("kind", "kind", "类型", "What sort of thing happened.", {
            "RELEASE": "Something can be used from then on.", "UPDATE": "Something that was there became another version.",
            "ANNOUNCEMENT": "Something was shown or promised.", "POLICY": "An authority decided something.",
            "DEAL": "Money, shares or rights changed hands, or were agreed to.", "OTHER": "Anything else.",
        }),
        _date("happenedOn", "happened on", "发生时间", "When it happened."),
    )),
    NodeType("PricingPlan", "pricingPlan", "pricingPlans", "pricing plan", "定价方案", "A plan under which a model or a product is offered.", "#6D597A", (
        _text("tier", "tier", "档位", "The plan's own name as printed: Pro, 标准会员.", comparable=True),
        _quantity("price", "price", "价格", "Price per month in its ISO 4217 currency; no exchange rate is applied.", None, Better.LOWER),
        _enum("billing", "billing", "计费周期", "How often one pays at that price.", {
            "MONTHLY": "Month by month.", "ANNUAL": "For a year at once.", "FREE": "Never.", "CUSTOM": "As agreed with each customer.",
        }, comparable=True),
        _integer("creditsPerMonth", "credits per month", "每月积分", "Credits each month.", Better.HIGHER),
        _integer("creditsPerDay", "credits per day", "每日积分", "Credits each day.", Better.HIGHER),
        _integer("creditsIncluded", "credits included", "赠送积分", "Credits given once.", Better.HIGHER),
        _integer("seats", "seats", "席位", "Users in a workspace.", Better.HIGHER),
    )),
    NodeType("Exhibit", "exhibit", "exhibits", "exhibit", "图表", "A figure or a table of a report; its name is its caption.", "#90A4AE", (
        _integer("number", "number", "编号", "Its number in the report."),
    )),
    NodeType("MarketIndex", "marketIndex", "marketIndexes", "market index", "市场指数", "A stock market index.", "#607D8B"),
    NodeType("Security", "security", "securities", "security", "证券", "A security that a report covers.", "#C9A227", (
        _text("ticker", "ticker", "证券代码", "The code with its exchange where printed: 300624.SZ."),
    )),
)  # fmt: skip

RELATIONSHIP_TYPES = (
    RelationshipType("PUBLISHED_BY", ("Report",), ("Organization",), "publisher", (Reverse("publishedReports", ("Report",)),),
                     "published by", "发布机构", "The organization that published the report.", to_one=True),
    RelationshipType("WRITTEN_BY", ("Report",), ("Analyst",), "authors", (Reverse("reports", ("Report",)),),
                     "written by", "作者", "Who wrote the report, or is named as its contact.", properties=(
                         _enum("role", "role", "角色", "What the person is in the report.", {
                             "ANALYST": "Wrote it and answers for it.", "CONTACT": "Can be asked about it.", "ASSISTANT": "Helped to write it."}),)),
    RelationshipType("WORKS_FOR", ("Analyst",), ("Organization",), "employer", (Reverse("analysts", ("Analyst",)),),
                     "works for", "任职于", "The organization whose report names the analyst.", to_one=True),
    RelationshipType("COVERS", ("Report",), ("Sector",), "sectors", (Reverse("reports", ("Report",)),),
                     "covers", "覆盖行业", "The sector that the report is about.", properties=(
                         _RATING, _text("ratingAction", "rating action", "评级变动", "What became of the rating: 维持, 上调, initiated."))),
    RelationshipType("FAVOURS", ("Report",), ("Sector",), "favouredSectors", (Reverse("favouredBy", ("Report",)),),
                     "favours", "看好行业", "A sector or theme that the report speaks well of."),
    RelationshipType("MENTIONS", ("Report",), (), "mentions", (Reverse("mentionedIn", ("Report",)),),
                     "mentions", "提及", "The report names the entity.", properties=(
                         _integer("count", "count", "次数", "How often the report names it."),)),
    RelationshipType("WARNS_OF", ("Report",), ("Risk",), "risks", (Reverse("warnedOfIn", ("Report",)),),
                     "warns of", "提示风险", "A risk that the report warns of.", order="rank", properties=(
                         _integer("rank", "rank", "序号", "Its place in the report's list, from 1."),)),
    RelationshipType("REPORTS", ("Report",), ("Event",), "events", (Reverse("reportedIn", ("Report",)),),
                     "reports", "报道事件", "An event that the report tells of."),
    RelationshipType("CITES", ("Report",), ("Report",), "citedReports", (Reverse("citedBy", ("Report",)),),
                     "cites", "相关研究", "A report that the report lists as related."),
    RelationshipType("HAS_EXHIBIT", ("Report",), ("Exhibit",), "exhibits", (Reverse("report", ("Report",), to_one=True),),
                     "has exhibit", "图表", "A figure or table of the report.", order="number", properties=(
                         _integer("number", "number", "编号", "Its number in the report."),)),
    RelationshipType("SOURCED_FROM", ("Exhibit",), ("Organization",), "sources", (Reverse("exhibits", ("Exhibit",)),),
                     "sourced from", "资料来源", "Where the exhibit's data come from."),
    RelationshipType("COVERS_SECURITY", ("Report",), ("Security",), "securities", (Reverse("reports", ("Report",)),),
                     "covers security", "覆盖证券", "A security that the report is about.", properties=(
                         _RATING, _text("targetPrice", "target price", "目标价", "The target price as printed."))),
    RelationshipType("ISSUED_BY", ("Security",), ("Organization",), "issuer", (Reverse("securities", ("Security",)),),
                     "issued by", "发行人", "The organization that issued the security.", to_one=True),
    RelationshipType("DEVELOPED_BY", ("AIModel", "Product"), ("Organization",), "developer",
                     (Reverse("aiModels", ("AIModel",)), Reverse("products", ("Product",))),
                     "developed by", "开发者", "The organization that made it.", to_one=True),
    RelationshipType("HAS_CAPABILITY", ("AIModel",), ("Capability",), "capabilities", (Reverse("aiModels", ("AIModel",)),),
                     "has capability", "具备能力", "Something that the model can do."),
    RelationshipType("USES", ("AIModel",), ("Technique",), "techniques", (Reverse("aiModels", ("AIModel",)),),
                     "uses", "使用技术", "A technique that the model is built with."),
    RelationshipType("BUILDS_ON", ("AIModel",), ("AIModel",), "buildsOn", (Reverse("basisOf", ("AIModel",)),),
                     "builds on", "基于", "A model whose results or technique this one uses."),
    RelationshipType("COMPARED_WITH", ("AIModel",), ("AIModel",), "comparedWith", (),
                     "compared with", "对比", "A report holds the two models against each other.", mutual=True),
    RelationshipType("OFFERED_AS", ("AIModel", "Product"), ("PricingPlan",), "pricingPlans",
                     (Reverse("offeredFor", ("AIModel", "Product")),),
                     "offered as", "定价方案", "A plan under which it is offered."),
    RelationshipType("INVOLVES", ("Event",), (), "involves", (Reverse("events", ("Event",)),),
                     "involves", "涉及", "An entity that the event is about.", properties=(
                         _text("role", "role", "角色", "Its part in the event."),)),
)  # fmt: skip

ONTOLOGY = Ontology(NODE_TYPES, RELATIONSHIP_TYPES)
