"""Keeping: what the answers about corrections, review and journal look like, for the OpenAPI page, and what is sent."""

from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from api import examples
from api.examples import Example
from api.models import FactModel
from graph.effects import CellChange, Support, TotalChange
from graph.entries import LONGEST, Action
from graph.questions.to_review import Impact
from graph.review import State
from ontology.model import Verdict

_BY: Final[Example] = {"by": "editor", "at": "2026-11-22T06:00:00Z", "why": "the team was in Zhongwei"}
_CHANGES: Final[Example] = {"place_code": "640500"}
_IDENTITY: Final[Example] = {name: examples.INSPECTION[name] for name in ("team_id", "place_code")}
DECISION: Final[Example] = {
    "fact": examples.INSPECTION["id"], "verdict": "edit", "changes": _CHANGES, "reason": _BY["why"],
}  # fmt: skip
CORRECTION: Final[Example] = {
    "id": "9d2f0c6be1a84375",
    "verdict": "edit",
    "state": "holds",
    **_BY,
    "article": examples.INSPECTION["article"],
    "type": "inspection",
    "identity": _IDENTITY,
    "quote": examples.INSPECTION["evidence"]["quote"],
    "changes": _CHANGES,
    "before": examples.INSPECTION,
    "after": examples.INSPECTION | {"place_code": "640500", "place": "宁夏回族自治区中卫市"},
    "undone_by": None,
}
ENTRY: Final[Example] = {
    "action": "withdraw",
    **_BY,
    "articles": [examples.INSPECTION["article"]],
    "effect": {"added": 0, "removed": 4, "lost": 3, "gained": 0, "support": 1, "cells": 1, "totals": 5},
    "target": None,
    "changes": None,
    "undoes": None,
    "id": "5b1c7e0d92f4a683",
    "generation": 9,
}


class DecisionIn(BaseModel):
    """A decision about a fact, by its id; `changes` belong to an edit: fields with their new values."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": DECISION})

    fact: str = Field(min_length=1, max_length=64)
    verdict: Verdict
    reason: str | None = Field(None, min_length=1, max_length=LONGEST, description="Needed to reject and to edit.")
    changes: dict[str, Any] = Field(default_factory=dict)


class JudgementModel(BaseModel):
    """What a decision did, or would do: the fact's id then, and what moves with it as in a receipt for an article."""

    correction: str | None
    fact: str | None
    dry_run: bool
    generation: int
    facts: int
    added: list[FactModel]
    removed: list[FactModel]
    lost: list[FactModel]
    gained: list[FactModel]
    support: list[Support]
    cells: list[CellChange]
    totals: list[TotalChange]


class CorrectionModel(BaseModel):
    """A correction, and what has become of it; `before` is the fact as read, `after` as the correction leaves it."""

    model_config = ConfigDict(json_schema_extra={"example": CORRECTION})

    id: str
    verdict: Verdict
    state: State
    by: str
    at: str
    why: str | None
    article: str
    type: str
    identity: dict[str, Any]
    quote: str
    changes: dict[str, Any]
    before: FactModel | None
    after: FactModel | None
    undone_by: str | None


class TargetModel(BaseModel):
    """The fact that a correction means: article, type, identifying fields, evidence, and the id it had."""

    article: str
    type: str
    identity: dict[str, Any]
    start: int
    end: int
    quote: str
    fact: str


class EntryModel(BaseModel):
    """One act of the journal: who did what, when and why; `effect` counts what its receipt said."""

    model_config = ConfigDict(json_schema_extra={"example": ENTRY})

    action: Action
    by: str
    at: str
    why: str | None
    articles: list[str]
    effect: dict[str, int] | None
    target: TargetModel | None
    changes: dict[str, Any] | None
    undoes: str | None
    id: str
    generation: int


class ToReviewModel(BaseModel):
    """A fact to be reviewed, the fields that can be edited, and what moves if it is wrong."""

    fact: FactModel
    impact: Impact
    editable: list[str]


class GoldModel(BaseModel):
    """Corrections of an article as gold: facts that are right (optional: not reviewed), and what is ruled out."""

    id: str
    facts: list[dict[str, Any]]
    must_not: list[dict[str, Any]]
