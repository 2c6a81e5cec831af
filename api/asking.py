"""Asking our own API from inside: the whole answer to an address, with the facts behind it.

What cites an answer or reads it for people asks exactly what everybody asks, so no question has to know about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import orjson
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, QueryParams

from api.dependencies import Readers
from api.guard import INSIDE
from graph.bundle import Cited
from graph.index.relation import RelationIndex
from ontology.errors import CampaignGraphError, NotFound, ValueUnknown
from ontology.wire import Line

PAGES: Final = 1000
"""Pages that are followed at most, of 1000 items each."""
_TRIES: Final = 3
_LIMITS: Final = ("campaign", "from", "to", "status", "stories")
COMPANIONS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "/v1/matrix": ("/v1/inspections", {}),
    "/v1/graph/matrix": ("/v1/inspections", {}),
    "/v1/coverage": ("/v1/inspections", {"team": "team", "place": "place"}),
    "/v1/communities": ("/v1/inspections", {}),
    "/v1/graph/communities": ("/v1/inspections", {}),
    "/v1/teams": ("/v1/inspections", {}),
    "/v1/teams/{id}": ("/v1/timeline", {"id": "entity=team/"}),
    "/v1/campaigns/{key}": ("/v1/inspections", {"key": "campaign"}),
    "/v1/campaigns/{key}/years": ("/v1/results", {"key": "campaign", "metric": "metric"}),
}
"""Answers that only count, and where the facts are that they count."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an address answered: the JSON, the generation it is of."""

    answer: Any
    generation: int


async def ask(app: FastAPI, path: str, parameters: Mapping[str, Any]) -> Said:
    """Return what an address answers. Raises NotFound and ValueUnknown as it does, CampaignGraphError for the rest."""
    given = {name: value for name, value in parameters.items() if value is not None}
    async with AsyncClient(
        transport=ASGITransport(app, raise_app_exceptions=False, client=(INSIDE, 0)), base_url="http://inside"
    ) as client:
        response = await client.get(path, params=QueryParams(given), headers={"Accept-Encoding": "identity"})
    if response.status_code == 200 and response.headers.get("content-type", "").startswith("application/json"):
        return Said(orjson.loads(response.content), int(response.headers.get("generation", 0)))
    try:
        detail = str(orjson.loads(response.content)["detail"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        detail = f"{path!r} answers no JSON; cite addresses under /v1 that do."
    kind = {404: NotFound, 422: ValueUnknown}.get(response.status_code, CampaignGraphError)
    raise (ValueUnknown if response.status_code == 200 else kind)(detail)


async def ask_all(app: FastAPI, path: str, parameters: Mapping[str, Any]) -> Said:
    """Return a list's whole answer, all pages together; any other answer as it is. All of one generation."""
    for _ in range(_TRIES):
        said = await ask(app, path, parameters)
        if not (isinstance(said.answer, dict) and said.answer.get("next")):
            return said
        rest = await _following(app, path, parameters, said)
        if rest is not None:
            return Said({**said.answer, "items": [*said.answer["items"], *rest], "next": None}, said.generation)
    raise CampaignGraphError("The workspace changes faster than all pages can be read; ask again.")


async def _following(app: FastAPI, path: str, parameters: Mapping[str, Any], first: Said) -> list[Any] | None:
    """Return the items of the pages after the first, None if the workspace changed in between."""
    items: list[Any] = []
    cursor = first.answer["next"]
    for _ in range(PAGES):
        said = await ask(app, path, {**parameters, "cursor": cursor, "limit": 1000})
        if said.generation != first.generation:
            return None
        items += said.answer["items"]
        cursor = said.answer["next"]
        if cursor is None:
            return items
    raise ValueUnknown(f"The answer has more than {PAGES * 1000:,} rows; narrow the question.")


async def cited(app: FastAPI, query: str, at_least: int = 0) -> Cited:
    """Return an answer with all that citing it needs, of a generation at least.

    Raises ValueUnknown for an address that cannot be cited.
    """
    parts = urlsplit(query)
    if parts.scheme or parts.netloc or not parts.path.startswith("/v1/") or parts.path.startswith("/v1/cite"):
        raise ValueUnknown(
            f"{query!r} cannot be cited; give an address of this API, such as '/v1/inspections?place=640000'."
        )
    given = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"cursor", "limit", "at_least"}]
    names = [name for name, _ in given]
    parameters = {name: [value for other, value in given if other == name] for name in dict.fromkeys(names)}
    said = await ask_all(app, parts.path, {**parameters, "at_least": at_least or None})
    held: Readers = app.state.readers
    index = held.at_least(said.generation).index
    companion = companion_of(parts.path, parameters)
    more = await ask_all(app, *companion) if companion else None
    facts = facts_behind(index, [said.answer, more and more.answer])
    rows = [index.articles.row(number) for number in _articles(index, facts, said.answer)]
    address = parts.path + (f"?{urlencode(given)}" if given else "")
    stamp = held.workspace.log.stamp_of(said.generation) or ""
    return Cited(address, said.generation, stamp, said.answer, facts, rows)


def facts_behind(index: RelationIndex, answer: Any) -> list[Line]:  # noqa: ANN401  (any JSON)
    """Return the facts that an answer shows or names by id, each once, in its order."""
    found: dict[str, Line | None] = {}
    for one in _walk(answer):
        if isinstance(one, str):
            found.setdefault(one, None)
        else:
            found[one["id"]] = one
    missing = {name: index.lines.number(name) for name, line in found.items() if line is None}
    numbers = [number for number in missing.values() if number is not None]
    lines = {line["id"]: line for line in index.facts(numbers)} if numbers else {}
    return [line for name, shown in found.items() if (line := shown or lines.get(name)) is not None]


def companion_of(path: str, parameters: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """Return the address and parameters of the facts that an answer counts, None where it has none."""
    for pattern, (target, passed) in COMPANIONS.items():
        values = _matched(pattern, path)
        if values is None:
            continue
        given = {name: parameters[name] for name in _LIMITS if name in parameters}
        for name, wanted in passed.items():
            value = values.get(name, parameters.get(name))
            key, _, prefix = wanted.partition("=")
            if value is not None:
                given[key] = f"{prefix}{str(value).removeprefix(prefix)}" if prefix else value
        return target, given
    return None


def _matched(pattern: str, path: str) -> dict[str, str] | None:
    """Return what a path has at the names of a pattern, None if it does not fit."""
    wanted, parts = pattern.split("/"), unquote(path).rstrip("/").split("/")
    if len(wanted) != len(parts):
        return None
    pairs = list(zip(wanted, parts, strict=True))
    if any(one != other for one, other in pairs if not one.startswith("{")):
        return None
    return {one[1:-1]: other for one, other in pairs if one.startswith("{")}


def _walk(value: Any) -> Iterator[Line | str]:  # noqa: ANN401  (any JSON)
    """Yield the facts in a JSON value, as lines or ids."""
    if isinstance(value, dict):
        if "evidence" in value and "article" in value and "id" in value:
            yield value
            return
        for name, inner in value.items():
            if name in {"facts", "evidence"} and isinstance(inner, list) and all(isinstance(one, str) for one in inner):
                yield from inner
            elif name == "fact" and isinstance(inner, str):
                yield inner
            else:
                yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


def _articles(index: RelationIndex, facts: list[Line], answer: Any) -> list[int]:  # noqa: ANN401  (any JSON)
    """Return the articles of facts, and the one that the answer is about, in their order."""
    names = dict.fromkeys(line["article"] for line in facts)
    if isinstance(answer, dict) and "same_story" in answer:
        names.setdefault(answer["id"])
    numbers = (index.articles.number(name) for name in names)
    return [number for number in numbers if number is not None]
