"""What answers look like, for the OpenAPI page only; the wire is written straight from lines and dataclasses.

A model a fact type is derived from the fact types themselves, so that the page can never differ from the format.
"""

from typing import Annotated, Any, Generic, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from api import examples
from graph.index.tallies import Tally
from graph.questions.place import PlaceView
from ontology.model import Clue, Directive, Fact, Inspection, Result, Role, Status
from ontology.terms import BASE
from ontology.wire import OWN

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """One page of a list; `next` is the cursor of the next page, null on the last."""

    items: list[Item]
    next: str | None = Field(examples=["eyJzdGFydCI6"])
    total: int = Field(examples=[12])


class Ranking(BaseModel, Generic[Item]):
    """A list that is answered whole, up to the limit asked for."""

    items: list[Item]


class Problem(BaseModel):
    """An error answer (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": BASE + "problem/value-unknown",
                "title": "Unprocessable Entity",
                "status": 422,
                "detail": "No campaign is called '百日行冻'.",
                "instance": "/v1/inspections",
            }
        }
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str


class QuoteModel(BaseModel):
    """A stretch of an article: code-point offsets into the text as given, and the characters there."""

    start: int
    end: int
    quote: str


class ReviewModel(BaseModel):
    """What a person decided about a fact, and the correction that says so; `by` is the name of a token."""

    verdict: Literal["accept", "edit"]
    by: str
    at: str
    correction: str


class WhyModel(BaseModel):
    """Why the place is this one: the clue, the place that gave it, the codes of that name that lost."""

    clue: Clue
    by: str | None
    lost: list[str]


class FactModel(BaseModel):
    """The fields that every fact has; those of its type follow."""

    model_config = ConfigDict(extra="allow")

    schema_: Literal[1] = Field(alias="schema")
    id: str
    type: str
    article: str
    campaign: str | None
    campaign_name: str | None
    campaign_year: int | None
    start: str | None
    end: str | None
    edtf: str | None
    date_text: str | None
    status: Status
    evidence: QuoteModel
    context: list[QuoteModel]
    confidence: Annotated[float, Field(ge=0, le=1)]
    rule: str
    review: ReviewModel | None
    why: WhyModel | None


_LISTED: dict[object, object] = {tuple[str, ...]: list[str]}
"""Tuples are lists on the wire."""


def _model(kind: type[Fact], example: dict[str, Any]) -> type[FactModel]:
    """Return the model of a fact type: common fields, then its own, all of them present in every line."""
    hints = get_type_hints(kind)
    own: dict[str, Any] = {name: (_LISTED.get(hints[name], hints[name]), ...) for name in OWN[kind.type]}
    model: type[FactModel] = create_model(kind.__name__, __base__=FactModel, __doc__=kind.__doc__, **own)
    model.model_config = ConfigDict(json_schema_extra={"example": example})
    model.model_rebuild(force=True)
    return model


def page_of(model: type[BaseModel]) -> type[BaseModel]:
    """Return the model of a page whose items are of a model made at run time."""
    return Page[model]  # type: ignore[valid-type]


FactPage = page_of(FactModel)
InspectionPage = page_of(_model(Inspection, examples.INSPECTION))
ResultPage = page_of(_model(Result, examples.RESULT))
DirectivePage = page_of(_model(Directive, examples.DIRECTIVE))
RolePage = page_of(_model(Role, examples.ROLE))
_PLACE: dict[str, Any] = {name: (hint, ...) for name, hint in get_type_hints(PlaceView).items()}
PlaceModel: type[BaseModel] = create_model(
    "PlaceView", __doc__=PlaceView.__doc__, **(_PLACE | {"facts": (Page[FactModel], ...)})
)


class NodeModel(BaseModel):
    """An entity in a diagram; some diagrams add `depth`, `links` or `community`.

    `size` counts the facts that name it (0: it only contains what they name), `radius` is what to draw; `x` grows to
    the right, `y` downward.
    """

    model_config = ConfigDict(extra="allow")

    id: str
    kind: str
    label: str
    label_en: str | None
    size: int
    layer: str
    x: float
    y: float
    radius: float
    color: str


class LinkModel(BaseModel):
    """What joins two entities: how many facts and independent stories say so, since when, up to five of their ids.

    `confidence` is the best of these facts'; `line` is dashed where nobody did it (yet) or no fact says it, dotted
    where it is doubtful.
    """

    model_config = ConfigDict(extra="allow")

    id: str
    source: str
    target: str
    kind: str
    count: int
    stories: int
    first: str | None
    last: str | None
    status: Status | None
    facts: list[str]
    confidence: float | None
    width: float
    color: str
    line: Literal["solid", "dashed", "dotted"]


class KindModel(BaseModel):
    """An entry of a diagram's legend."""

    id: str
    label: str
    label_en: str
    color: str


class LayerModel(BaseModel):
    """A layer of a diagram, with the middle of its column."""

    id: str
    label: str
    label_en: str
    x: float


class DrawnModel(BaseModel):
    """What was asked and how it was laid out; each question adds what it was asked with."""

    model_config = ConfigDict(extra="allow")

    question: str
    layout: Literal["layers", "force"]
    canvas: list[float] = Field(min_length=2, max_length=2)
    truncated: bool


class DiagramModel(BaseModel):
    """An answer as a diagram: networkx node-link data with positions, colours, sizes and a legend (docs/diagram.md)."""

    schema_: Literal[1] = Field(alias="schema")
    directed: bool
    multigraph: bool
    graph: DrawnModel
    kinds: list[KindModel]
    link_kinds: list[KindModel]
    layers: list[LayerModel]
    nodes: list[NodeModel]
    links: list[LinkModel]


class MatrixModel(BaseModel):
    """Teams by provinces as columns: cell i is `count[i]` facts of `teams[row[i]]` in `provinces[column[i]]`."""

    teams: list[str]
    team_labels: list[str]
    provinces: list[str]
    province_labels: list[str]
    row: list[int]
    column: list[int]
    count: list[int]


class MonthModel(BaseModel):
    """How many facts begin in a month."""

    month: str
    count: int


class TimelineModel(BaseModel):
    """An entity's facts by month, oldest first, and a page of them, newest first."""

    id: str
    label: str
    months: list[MonthModel]
    undated: int
    facts: Page[FactModel]


class PlaceNumberModel(BaseModel):
    """What was reported of a metric in a place: how often, and the newest result as it was stated."""

    place: Tally
    newest: FactModel


class StepModel(BaseModel):
    """One link of a path, in the direction of the walk or against it, and facts that state it."""

    source: str
    target: str
    kind: str
    count: int
    facts: list[FactModel]


class PathModel(BaseModel):
    """Entities from one end to the other, and the steps between them."""

    ids: list[str]
    labels: list[str]
    steps: list[StepModel]
