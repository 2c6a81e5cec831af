"""Questions answered without a detour: an address that is as declared goes straight to the function that answers it.

FastAPI tries each route in turn and reads each declaration anew, which takes longer than most questions do. Its routes
stay what decides: here is looked up what they say, and what is not plain is passed on to them.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from api import problems
from api.dependencies import AT_LEAST, NotModified, generation_asked, not_modified
from api.parameters import Function, Question, Undeclared, question
from ontology.errors import CampaignGraphError

_PREFIX: Final = "/v1/"


class Direct:
    """ASGI middleware: answers GET under /v1 itself where a route's function takes what the address gives."""

    def __init__(self, app: ASGIApp, routes: Iterable[APIRoute]) -> None:
        """Wrap an application that has these routes, in their order."""
        self.app = app
        self.sections: dict[str, list[APIRoute]] = {}
        for route in routes:
            if route.methods == {"GET"} and route.path.startswith(_PREFIX):
                self.sections.setdefault(_section(route.path), []).append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        found = self._found(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if found is None:
            await self.app(scope, receive, send)
            return
        route, path, asked = found
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = [one for one in query if one[0] != AT_LEAST]
        given = asked.given(path, rest) if len(query) - len(rest) <= 1 else None
        if given is None:
            await self.app(scope, receive, send)
            return
        scope["route"] = route
        request = Request(scope, receive)
        try:
            if len(rest) < len(query):
                generation_asked(request)
            answer = await asked.answer(request, given)
        except CampaignGraphError as error:
            answer = await problems.ours(request, error)
        except NotModified as error:
            answer = await not_modified(request, error)
        await answer(scope, receive, send)

    def _found(self, scope: Scope) -> tuple[APIRoute, dict[str, str], Question] | None:
        """Return the route of an address, its values in the path and its question; None for what FastAPI has to do."""
        path = scope["path"]
        if scope.get("root_path") or not path.startswith(_PREFIX):
            return None
        for route in self.sections.get(_section(path), ()):
            match = route.path_regex.match(path)
            if match:
                asked = None if route.dependencies else _question(route.endpoint)
                return None if asked is None else (route, match.groupdict(), asked)
        return None


@cache
def _question(function: Function) -> Question | None:
    """Return what a function takes, looked at when it is first asked; None for what only FastAPI can read."""
    try:
        return question(function)
    except Undeclared:
        return None


def _section(path: str) -> str:
    """Return the first part of an address below its version."""
    return path.split("/", 3)[2]
