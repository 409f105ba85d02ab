"""Owns the settings of the API: what may be set from the environment, and the bounds that are on from the start."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Limits(BaseModel):
    """Bounds on what one operation may ask. A cost of 1 is one node in the answer, as far as page sizes tell."""

    model_config = ConfigDict(frozen=True)

    tokens: int = Field(default=2000, ge=1, description="Tokens in an operation's text.")
    depth: int = Field(default=16, ge=1, description="How deep fields may nest.")
    aliases: int = Field(default=60, ge=0, description="Aliases in a document.")
    root_fields: int = Field(default=20, ge=1, description="Fields at the root of an operation.")
    fields: int = Field(default=200, ge=1, description="Fields in one selection.")
    directives: int = Field(default=30, ge=0, description="Directives in a document.")
    page_size: int = Field(default=1000, ge=1, description="The greatest `first` or `last`.")
    default_page_size: int = Field(default=100, ge=1, description="The page size where neither is given.")
    list_size: int = Field(default=1000, ge=1, description="Elements of a list in an argument.")
    order_keys: int = Field(default=8, ge=1, description="Keys of one order.")
    compared: int = Field(default=50, ge=1, description="Nodes in one comparison.")
    projection: int = Field(default=200_000, ge=1, description="Relationships that paths, rankings and their kin may look at.")
    steps: int = Field(default=6, ge=1, description="The greatest `maxLength` of paths and `depth` of a subgraph.")
    paths: int = Field(default=50, ge=1, description="The greatest `first` of paths.")
    cost: int = Field(default=20_000_000, ge=1, description="The sum over all connections of the product of their page sizes.")
    outputs: int = Field(default=20_000, ge=1, description="Fields in an operation's plan, with each interface opened.")


def variable(limit: str) -> str:
    """The environment variable that sets one of the limits."""
    return f"REPORTGRAPH_LIMITS__{limit.upper()}"


class Settings(BaseSettings):
    """Settings, from REPORTGRAPH_STORE, REPORTGRAPH_PORT, REPORTGRAPH_LIMITS__DEPTH and so on."""

    model_config = SettingsConfigDict(env_prefix="REPORTGRAPH_", env_nested_delimiter="__", frozen=True, extra="ignore")

    store: str = Field(default="reportgraph.db", description="The store: a path, or neo4j://host:7687.")
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on.")
    token: SecretStr | None = Field(default=None, description="Who shows this text may change the graph; without it nobody may.")
    time_limit: float = Field(default=30.0, gt=0, description="Seconds that one operation may take.")
    max_body: int = Field(default=1_000_000, ge=1, description="Bytes of a request's body, or of a message over a WebSocket.")
    max_url: int = Field(default=16_384, ge=1, description="Bytes of a GET request's query.")
    documents: int = Field(default=512, ge=1, description="Documents that are kept parsed and validated.")
    plans: int = Field(default=1024, ge=1, description="Plans that are kept.")
    introspection: bool = Field(default=True, description="Whether the schema may be asked for.")
    graphiql: bool = Field(default=True, description="Whether a browser gets GraphiQL at /graphql.")
    explain: bool = Field(default=False, description="Whether `extensions.explain` may be asked for: it shows statements.")
    allowed_origins: tuple[str, ...] = Field(default=(), description="Origins of other sites whose pages may ask; none by default.")
    sockets: int = Field(default=1000, ge=0, description="WebSockets that may be open at once.")
    socket_operations: int = Field(default=50, ge=1, description="Operations that one WebSocket may have under way at once.")
    greeting_limit: float = Field(default=10.0, gt=0, description="Seconds that a WebSocket may take to send `connection_init`.")
    sending_limit: float = Field(default=20.0, gt=0, description="Seconds that a WebSocket may take to receive one message; then it is closed.")
    watch_interval: float = Field(default=0.5, gt=0, description="Seconds between two looks for changes, while somebody is subscribed.")
    limits: Limits = Field(default=Limits(), description="Bounds on one operation.")
