"""Owns the plan: what an operation asks of the graph, as frozen values that know neither a store nor GraphQL.

A plan is a tuple of roots, each under its response key; a store compiles the whole plan to one statement that answers
with one value. It must hold no user's value: those are `Param`s, bound when the plan is run, so that one plan serves
every run of an operation. `explain` prints a plan on one screen.

Semantics that every store and the oracle share
- Order: the given keys, then `name`, then `id`, always ascending there; a missing value comes last in both directions; strings by code point.
- A comparison with a missing value is not true, and neither is its negation by NE or NOT_IN; `Not` is plain negation of truth.
- ALL holds where no related node fails (also where there is none); SINGLE where exactly one passes.
- PartialDates compare as their text (2024 < 2024-02 < 2024-02-01).
- MATCHES finds a regular expression anywhere in the text; CONTAINS and its kin mind the case, unless they are said to be caseless.
- A comparison with a param that is None is not true either (nor IS_NULL None). An empty list (aliases, roles) is missing to IS_NULL and
  prints as [].
- A quantity orders and aggregates by its upper bound. Of no values COUNT and COUNT_DISTINCT are 0, every other aggregate is missing (SUM too).
- Across a hop each node is met once. A mutual relationship between two nodes is one, whichever way round it was said; a node related to
  itself is met once by it too.
- A to-one hop that leads to several nodes (ToOne, Via) takes the first by name and id.
- Forwards (`first`) hasNextPage says that more nodes follow the page before `before`, hasPreviousPage that `after` is given; backwards
  (`last`) the mirror image. With no page both are false. The cursors of an empty page are null.
- A cursor's key values compare as the order does, missing ones included. A claim's `name` is missing.
- Lookup finds a node by the key of any of its names: those in claims and both sides of SAME judgements (see `graph.store.base`).
- Group keys that are nodes order by name and id, missing last; values likewise.
- `Claim` is a node type too. Its relationships are ABOUT (to the subject), POINTS_TO (to the object), STATED_IN (to the report).
"""

from graph.plan.conditions import (
    All,
    Any,
    Compare,
    CompareMeasure,
    Measure,
    Not,
    OfType,
    Order,
    OrderBy,
    Page,
    Predicate,
    Related,
    Typed,
    TypeIs,
    Via,
    conjuncts,
)
from graph.plan.fields import (
    ABOUT,
    CLAIM_COLUMNS,
    CLAIM_HOPS,
    LENGTHS,
    POINTS_TO,
    STATED_IN,
    Aggregate,
    DatePart,
    Field,
    Hop,
    On,
    Op,
    Param,
    Quantifier,
    leads_to_one,
)
from graph.plan.outputs import (
    Across,
    AggregateGroup,
    AggregateOutputs,
    Aggregates,
    AggregateValue,
    Connection,
    ConnectionOutput,
    Constant,
    Cursor,
    EdgeClaims,
    EdgeOutput,
    Edges,
    Everything,
    FullText,
    Group,
    GroupKey,
    GroupKeyOutput,
    GroupNodes,
    GroupOrder,
    Groups,
    GroupsOutput,
    Having,
    Highlight,
    Node,
    Nodes,
    OfRelationship,
    Output,
    Outputs,
    PageInfo,
    Score,
    Shape,
    Source,
    ToOne,
    TotalCount,
    Value,
)
from graph.plan.roots import Arrivals, AsOf, Lookup, Plan, Root

__all__ = [
    "ABOUT",
    "CLAIM_COLUMNS",
    "CLAIM_HOPS",
    "LENGTHS",
    "POINTS_TO",
    "STATED_IN",
    "Across",
    "Aggregate",
    "AggregateGroup",
    "AggregateOutputs",
    "AggregateValue",
    "Aggregates",
    "All",
    "Any",
    "Arrivals",
    "AsOf",
    "Compare",
    "CompareMeasure",
    "Connection",
    "ConnectionOutput",
    "Constant",
    "Cursor",
    "DatePart",
    "EdgeClaims",
    "EdgeOutput",
    "Edges",
    "Everything",
    "Field",
    "FullText",
    "Group",
    "GroupKey",
    "GroupKeyOutput",
    "GroupNodes",
    "GroupOrder",
    "Groups",
    "GroupsOutput",
    "Having",
    "Highlight",
    "Hop",
    "Lookup",
    "Measure",
    "Node",
    "Nodes",
    "Not",
    "OfRelationship",
    "OfType",
    "On",
    "Op",
    "Order",
    "OrderBy",
    "Output",
    "Outputs",
    "Page",
    "PageInfo",
    "Param",
    "Plan",
    "Predicate",
    "Quantifier",
    "Related",
    "Root",
    "Score",
    "Shape",
    "Source",
    "ToOne",
    "TotalCount",
    "TypeIs",
    "Typed",
    "Value",
    "Via",
    "conjuncts",
    "leads_to_one",
]
