"""Questions answered without a detour: byte for byte what FastAPI's own routes answer, refusals included."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import Depends, Header, Query, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.app import ROUTES, create_app
from api.direct import Direct
from api.parameters import Function, Undeclared, question
from api.settings import Settings

TEAM = "mps-supervision-9@summer-policing-2022"
ADDRESSES = {
    "no parameters": "teams",
    "a path with slashes": f"teams/team/{TEAM}/places",
    "an id with a colon, coded": "teams/mps%2Dsupervision-9%40summer-policing-2022",
    "numbers and an alias": f"teams/{TEAM}/places?from=2022-07&limit=1&stories=1",
    "a choice": "inspections?status=done&team=第九督察组",
    "a flag": f"paths?from=team/{TEAM}&to=place/640000&hubs=true",
    "repeated": "facts?type=inspection&type=result&limit=2",
    "once where it may be repeated": f"graph/neighborhood?node=team/{TEAM}&kinds=team,place&limit=20",
    "one of two routes": "ask/complete?q=第九",
    "an ending": "inspections.csv?team=第九督察组",
    "a generation": "inspections?at_least=1",
    "what asks for nothing": "formats",
    "not there": "teams/nobody",
    "a person": "timeline?entity=person/李明",
    "unknown value": "inspections?place=nowhere",
    "unknown parameter": "inspections?plaice=640000",
    "given twice": "inspections?limit=1&limit=2",
    "no number": "inspections?limit=many",
    "out of range": "inspections?limit=0",
    "no choice": "inspections?status=perhaps",
    "empty": "inspections?team=",
    "missing": "timeline",
    "nothing is there": "nothing/at/all",
    "a slash too many": "inspections/",
    "a generation that is none": "inspections?at_least=x",
    "a generation that is none, of what has none": "formats?at_least=x",
    "a generation that is not there": "teams?at_least=99",
    "two generations": "teams?at_least=1&at_least=1",
    "sentences": "search?q=督察&limit=3",
    "suggestions": "suggest?q=第九&kinds=team",
    "an ending that it does not have": "suggest.csv?q=督察",
}


@pytest.fixture(scope="module")
def detour(folder: Path) -> Iterator[TestClient]:
    """Give the application as it is without what is tested here."""
    app = create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9"))
    tested: object = Direct
    app.user_middleware = [one for one in app.user_middleware if one.cls is not tested]
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("known", [False, True], ids=["new to the client", "known to it"])
def test_answer_is_that_of_the_route(client: TestClient, detour: TestClient, address: str, known: bool) -> None:
    headers = {"X-Request-ID": "1"}
    if known:
        headers["If-None-Match"] = client.get("/v1/inspections", headers={"Accept-Encoding": "identity"}).headers[
            "etag"
        ]
    mine, theirs = (one.get(f"/v1/{address}", headers=headers) for one in (client, detour))
    assert (mine.status_code, mine.content) == (theirs.status_code, theirs.content)
    assert dict(mine.headers) == dict(theirs.headers)


def test_every_question_is_read_here_and_takes_what_is_documented(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    routes = [route for module in ROUTES for route in module.router.routes if isinstance(route, APIRoute)]
    asked = [route for route in routes if route.methods == {"GET"} and route.path.startswith("/v1/")]
    assert len(asked) > 40
    for route in asked:
        told = paths[route.path_format]["get"]["parameters"]
        found = question(route.endpoint)
        for kind, names in (("query", found.query.keys() | {"at_least"}), ("path", found.path.keys())):
            assert {one["name"] for one in told if one["in"] == kind} == set(names), route.path


async def _header(agent: Annotated[str, Header()]) -> Response:
    return Response(agent)


def _thread(q: Annotated[str, Query()]) -> Response:
    return Response(q)


async def _model(q: Annotated[str, Query()]) -> str:
    return q


async def _bare(q: str) -> Response:
    return Response(q)


async def _needs(got: Annotated[str, Depends(_thread)]) -> Response:
    return Response(got)


@pytest.mark.parametrize("function", [_header, _thread, _model, _bare, _needs])
def test_what_is_not_read_here_is_left_to_fastapi(function: Function) -> None:
    with pytest.raises(Undeclared):
        question(function)


def test_a_dependency_is_called_once() -> None:
    calls = []

    async def shared(request: Request) -> int:
        calls.append(request)
        return len(calls)

    async def other(n: Annotated[int, Depends(shared)]) -> int:
        return n * 10

    async def asked(a: Annotated[int, Depends(shared)], b: Annotated[int, Depends(other)]) -> Response:
        return Response(f"{a} {b}")

    found = question(asked)
    given = found.given({}, [])
    assert given is not None
    assert asyncio.run(found.answer(Request({"type": "http"}), given)).body == b"1 10"
