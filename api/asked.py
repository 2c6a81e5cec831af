"""Answers of the question box as programs get them: with the address that gives the same facts."""

from typing import Any
from urllib.parse import urlencode

from api.routes.facts import ADDRESS
from graph.ask.ask import Asked, as_json
from graph.questions.facts import FactFilter


def answered(asked: Asked) -> dict[str, Any]:
    """Return an answer as JSON; `api` is the address of the same facts in place of the filter, None where none can fit."""
    fields = as_json(asked)
    for name in ("filter", "call"):
        fields.pop(name)
    return fields | {"api": address_of(asked)}


def address_of(asked: Asked) -> str | None:
    """Return the address that gives the same facts or the same answer, None where there is none."""
    if asked.call is not None:
        query = urlencode(asked.call.parameters, safe="/@")
        return f"/v1/{asked.call.name}" + (f"?{query}" if query else "")
    return address(asked.filter) if asked.filter is not None else None


def address(wanted: FactFilter) -> str:
    """Return the address of a filter's facts."""
    limits = wanted.limits
    pairs = [
        *(("type", kind) for kind in wanted.types),
        *(("actor", name) for name in wanted.actors),
        *(("object", name) for name in wanted.objects),
        *(("place", code) for code in wanted.places),
        *(("scope", code) for code in wanted.scopes),
        *(("campaign", key) for key in wanted.campaigns),
        *(("named", name) for name in wanted.named),
        *(("status", name) for name in wanted.statuses),
        *(
            (name, value)
            for name, value in (("change", wanted.change), ("from", limits.since), ("to", limits.until))
            if value
        ),
    ]
    return f"{ADDRESS}?{urlencode(pairs, safe='/@')}" if pairs else ADDRESS
