"""Owns the contender that most Python services are: Strawberry types with DataLoaders over the neo4j driver, one statement a batch of keys.

`python -m benchmarks.dataloaders --port N --store ADDRESS` serves it. It must not use the product's engine.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias

import neo4j
import strawberry
import uvicorn
import uvloop
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

from benchmarks.bare import driver_of
from graph.cypher.names import FULL_TEXT

Row: TypeAlias = dict[str, Any]

# What a DataLoader sends: for ids, rows of (id, its related rows).
_RELATED = {
    "developer": "UNWIND $ids AS id MATCH (n:AIModel {id: id}) RETURN id, [(n)-[:DEVELOPED_BY]->(o:Organization) | o{.id, .name}] AS found",
    "plans": "UNWIND $ids AS id MATCH (n:AIModel {id: id}) RETURN id, "
             "[(n)-[:OFFERED_AS]->(p:PricingPlan) | p{.id, .name, .tier, .priceMin, .priceMax, .priceUnit, .seats}] AS found",
    "publisher": "UNWIND $ids AS id MATCH (n:Report {id: id}) RETURN id, [(n)-[:PUBLISHED_BY]->(o:Organization) | o{.id, .name}] AS found",
    "authors": "UNWIND $ids AS id MATCH (n:Report {id: id}) RETURN id, [(n)-[:WRITTEN_BY]->(a:Analyst) | a{.id, .name}] AS found",
    "mentions": "UNWIND $ids AS id MATCH (n:Report {id: id}) RETURN id, COLLECT { MATCH (n)-[k:MENTIONS]->(e) "
                "RETURN {count: k.count, type: labels(e)[0], id: e.id, name: e.name} ORDER BY e.name, e.id } AS found",
    "risks": "UNWIND $ids AS id MATCH (n:Report {id: id}) RETURN id, [(n)-[w:WARNS_OF]->(k:Risk) | {rank: w.rank, id: k.id, name: k.name}] AS found",
}  # fmt: skip


@dataclass
class Loading:
    """What one request reads with: the driver, and a DataLoader for each relationship."""

    driver: neo4j.AsyncDriver
    loaders: dict[str, DataLoader[str, list[Row]]] = field(default_factory=dict)

    async def rows(self, statement: str, **parameters: object) -> list[Row]:
        """The records of a statement, as dictionaries."""
        async with self.driver.session(default_access_mode="READ") as session:
            result = await session.run(statement, parameters)
            return [dict(record) async for record in result]

    def related(self, name: str) -> DataLoader[str, list[Row]]:
        """The DataLoader of a relationship."""
        if name not in self.loaders:

            async def load(ids: list[str]) -> Sequence[list[Row]]:
                found = {row["id"]: row["found"] for row in await self.rows(_RELATED[name], ids=ids)}
                return [found.get(id_, []) for id_ in ids]

            self.loaders[name] = DataLoader(load_fn=load)
        return self.loaders[name]


Info: TypeAlias = strawberry.Info[Loading, None]


@strawberry.type
class Organization:
    """An organization."""

    id: str
    name: str


@strawberry.type
class Analyst:
    """An analyst."""

    id: str
    name: str


@strawberry.type
class PricingPlan:
    """A plan."""

    id: str
    name: str
    tier: str | None
    price_min: float | None
    price_max: float | None
    price_unit: str | None
    seats: int | None


@strawberry.type
class AIModel:
    """A model; what it is related to is loaded when it is asked for."""

    id: str
    name: str
    aliases: list[str] = strawberry.field(default_factory=list)
    modality: str | None = None
    released_on: str | None = None
    availability: str | None = None
    clip_duration_min: float | None = None
    clip_duration_max: float | None = None
    clip_duration_unit: str | None = None
    frame_rate_min: float | None = None
    frame_rate_max: float | None = None
    frame_rate_unit: str | None = None
    context_window_min: float | None = None
    context_window_max: float | None = None
    context_window_unit: str | None = None

    @strawberry.field
    async def developer(self, info: Info) -> Organization | None:
        """Who made it."""
        found = await info.context.related("developer").load(self.id)
        return Organization(**found[0]) if found else None

    @strawberry.field
    async def plans(self, info: Info) -> list[PricingPlan]:
        """How it is offered."""
        return [
            PricingPlan(
                id=p["id"], name=p["name"], tier=p["tier"], price_min=p["priceMin"], price_max=p["priceMax"], price_unit=p["priceUnit"], seats=p["seats"]
            )
            for p in await info.context.related("plans").load(self.id)
        ]


Entity: TypeAlias = Annotated[AIModel | Organization, strawberry.union("Entity")]


@strawberry.type
class Mention:
    """A mention, with its node."""

    count: int | None
    node: Entity


@strawberry.type
class Named:
    """A node as a search finds it."""

    id: str
    name: str


@strawberry.type
class RankedRisk:
    """A risk, with its rank."""

    rank: int | None
    node: Named


@strawberry.type
class Report:
    """A report; what it is related to is loaded when it is asked for."""

    id: str
    name: str
    published_on: str | None

    @strawberry.field
    async def publisher(self, info: Info) -> Organization | None:
        """Who published it."""
        found = await info.context.related("publisher").load(self.id)
        return Organization(**found[0]) if found else None

    @strawberry.field
    async def authors(self, info: Info) -> list[Analyst]:
        """Who wrote it."""
        return [Analyst(**a) for a in await info.context.related("authors").load(self.id)]

    @strawberry.field
    async def mentions(self, info: Info, first: int) -> list[Mention]:
        """What it mentions."""
        found = await info.context.related("mentions").load(self.id)
        return [Mention(count=m["count"], node=(AIModel if m["type"] == "AIModel" else Organization)(id=m["id"], name=m["name"])) for m in found[:first]]

    @strawberry.field
    async def risks(self, info: Info) -> list[RankedRisk]:
        """What it warns of."""
        return [RankedRisk(rank=r["rank"], node=Named(id=r["id"], name=r["name"])) for r in await info.context.related("risks").load(self.id)]


@strawberry.type
class Hit:
    """What a search found."""

    score: float
    node: Named


@strawberry.type
class ReportGroup:
    """Reports counted."""

    publisher: str
    sector: str
    count: int


def _model(row: Row) -> AIModel:
    m = row["m"]
    get = m.get
    return AIModel(
        id=m["id"], name=m["name"], aliases=get("aliases") or [], modality=get("modality"), released_on=get("releasedOn"), availability=get("availability"),
        clip_duration_min=get("clipDurationMin"), clip_duration_max=get("clipDurationMax"), clip_duration_unit=get("clipDurationUnit"),
        frame_rate_min=get("frameRateMin"), frame_rate_max=get("frameRateMax"), frame_rate_unit=get("frameRateUnit"),
        context_window_min=get("contextWindowMin"), context_window_max=get("contextWindowMax"), context_window_unit=get("contextWindowUnit"),
    )  # fmt: skip


def _report(row: Row) -> Report:
    return Report(id=row["id"], name=row["name"], published_on=row["publishedOn"])


@strawberry.type
class Query:
    """The operations' roots."""

    @strawberry.field
    async def ai_model(self, info: Info, id: strawberry.ID) -> AIModel | None:
        """A model by id."""
        found = await info.context.rows("MATCH (m:AIModel {id: $id}) RETURN m{.*} AS m", id=str(id))
        return _model(found[0]) if found else None

    @strawberry.field
    async def ai_models(self, info: Info, prefix: str, from_: Annotated[str, strawberry.argument(name="from")]) -> list[AIModel]:
        """The first 50 in order of release."""
        statement = (
            "MATCH (m:AIModel)-[:DEVELOPED_BY]->(d:Organization) WHERE d.name STARTS WITH $prefix AND m.releasedOn >= $from "
            "RETURN m{.*} AS m ORDER BY m.releasedOn, m.name, m.id LIMIT 50")  # fmt: skip
        return [_model(row) for row in await info.context.rows(statement, prefix=prefix, **{"from": from_})]

    @strawberry.field
    async def ai_models_by_ids(self, info: Info, ids: list[str]) -> list[AIModel]:
        """Models by their ids."""
        return [_model(row) for row in await info.context.rows("MATCH (m:AIModel) WHERE m.id IN $ids RETURN m{.*} AS m", ids=ids)]

    @strawberry.field
    async def reports(self, info: Info, from_: Annotated[str, strawberry.argument(name="from")]) -> list[Report]:
        """The first 100 in order of publication."""
        statement = (
            "MATCH (r:Report) WHERE r.publishedOn >= $from RETURN r.id AS id, r.name AS name, r.publishedOn AS publishedOn "
            "ORDER BY r.publishedOn, r.name, r.id LIMIT 100")  # fmt: skip
        return [_report(row) for row in await info.context.rows(statement, **{"from": from_})]

    @strawberry.field
    async def reports_of_makers(self, info: Info, over: float) -> list[Report]:
        """The first 50 that mention a maker of a model with long clips."""
        statement = (
            "MATCH (r:Report) WHERE r.name IS NOT NULL AND EXISTS { MATCH (r)-[:MENTIONS]->(:Organization)<-[:DEVELOPED_BY]-(m:AIModel) "
            "WHERE m.clipDurationMax > $over } RETURN r.id AS id, r.name AS name, r.publishedOn AS publishedOn ORDER BY r.name, r.id LIMIT 50")  # fmt: skip
        return [_report(row) for row in await info.context.rows(statement, over=over)]

    @strawberry.field
    async def search_reports(self, info: Info, phrase: str) -> list[Hit]:
        """The first 20 that a phrase finds."""
        statement = (
            f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', $phrase) YIELD node, score WHERE node:Report "
            "RETURN score, node.id AS id, node.name AS name ORDER BY score DESC, name, id LIMIT 20")  # fmt: skip
        return [Hit(score=row["score"], node=Named(id=row["id"], name=row["name"])) for row in await info.context.rows(statement, phrase=phrase)]

    @strawberry.field
    async def report_groups(self, info: Info) -> list[ReportGroup]:
        """Reports counted by publisher and sector."""
        statement = (
            "MATCH (o:Organization)<-[:PUBLISHED_BY]-(r:Report)-[:COVERS]->(s:Sector) WITH o, s, count(r) AS count "
            "RETURN o.name AS publisher, s.name AS sector, count ORDER BY count DESC, publisher, sector LIMIT 50")  # fmt: skip
        return [ReportGroup(**row) for row in await info.context.rows(statement)]


class Service(GraphQL[Loading, None]):
    """The HTTP application; each request has DataLoaders of its own."""

    def __init__(self, driver: neo4j.AsyncDriver) -> None:
        super().__init__(strawberry.Schema(Query), graphql_ide=None)
        self._driver = driver

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Loading:  # noqa: ARG002 - Strawberry's signature
        """What resolvers read with."""
        return Loading(self._driver)


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description="Strawberry with DataLoaders.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--store", required=True)
    chosen = parser.parse_args()

    async def serve() -> None:
        config = uvicorn.Config(Service(driver_of(chosen.store)), host="127.0.0.1", port=chosen.port, log_level="warning", access_log=False, lifespan="off")
        await uvicorn.Server(config).serve()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())


if __name__ == "__main__":
    main()
