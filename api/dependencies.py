"""What routes ask for: the newest index, the SPARQL store, and a request that says nothing unknown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any

from anyio import CapacityLimiter
from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.writes import Writer
from graph.index.relation import RelationIndex
from graph.store import Store
from graph.workspace import Workspace
from ontology.errors import CampaignGraphError, NotFound, StoreError, ValueUnknown

AT_LEAST, AT_LEAST_HEADER = "at_least", "At-Least-Generation"
"""How a reader asks for at least a generation."""
_ASKERS = 8
"""SPARQL queries at a time; others wait."""
_TURNS = 3
"""Times that a query is put to a store that is started again meanwhile."""


class NotModified(Exception):
    """The client has this answer already; carries its tag."""

    def __init__(self, tag: str) -> None:
        """Take the tag."""
        super().__init__(tag)
        self.tag = tag


@dataclass(frozen=True, slots=True)
class Held:
    """An open index, and the tag that tells its answers from those of any other state of any workspace."""

    index: RelationIndex
    tag: str


@dataclass(slots=True)
class Readers:
    """The two readers of a workspace's log that a server holds, caught up behind the requests."""

    workspace: Workspace
    store: Store
    held: Held | None = None
    store_ready: bool = False
    """Whether the store was filled once since the server started."""
    askers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_ASKERS))
    trouble: str | None = None
    """Why the store could not be filled the last time, None if it could."""

    def open(self) -> Held:
        """Open the index, built first if it is missing: what a server does before its first request."""
        return self._hold(self.workspace.latest())

    def latest(self) -> Held:
        """Return the index that is open, at once; where the log is ahead, a thread catches up behind it."""
        index = self.workspace.latest()
        return self.held if self.held is not None and self.held.index is index else self._hold(index)

    def at_least(self, generation: int) -> Held:
        """Return the index of a generation or a later one, caught up first. Raises ValueUnknown if it is not there yet."""
        held = self.latest()
        if held.index.generation >= generation:
            return held
        newest = self.workspace.log.generation()
        if newest < generation:
            raise ValueUnknown(f"Generation {generation} is not there yet; the newest is {newest}.")
        return self._hold(self.workspace.index(at_least=generation))

    def sparql(self, query: str, accept: str) -> tuple[str, bytes]:
        """Return media type and bytes of a query's result over everything committed; waits for the store."""
        self.store.check(query)
        for _ in range(_TURNS):
            self.fill()
            turn = self.store.turn
            found = self.store.query(query, accept)
            if self.store.turn == turn:
                return found  # else another server answered, which may have held less
        raise StoreError("The RDF store was started again while it was asked; ask again in a moment.")

    def fill(self) -> None:
        """Let the store catch up with the log. Raises StoreError, also while another process fills an empty one."""
        try:
            reached = self.store.catch_up(self.workspace.log)
        except CampaignGraphError as error:
            self.trouble = str(error).rstrip(".")
            raise
        if not reached and self.workspace.log.generation():
            raise StoreError("The RDF store is being filled by another process; ask again in a moment.")
        self.store_ready, self.trouble = True, None

    def _hold(self, index: RelationIndex) -> Held:
        stamp = self.workspace.log.stamp_of(index.generation)
        held = self.held = Held(index, f'"{stamp or index.generation}"')
        return held


async def readers(request: Request) -> Readers:
    """Return the application's readers."""
    held: Readers = request.app.state.readers
    return held


ReadersDep = Annotated[Readers, Depends(readers)]


async def writer(request: Request) -> Writer:
    """Return the application's writer."""
    held: Writer = request.app.state.writer
    return held


WriterDep = Annotated[Writer, Depends(writer)]


async def newest_index(request: Request) -> RelationIndex:
    """Return the index that is open, or one of the generation asked for; raises NotModified if the client has it.

    No look at the disk: the server looks for new commits all the time, and after its own writes.
    """
    found: Readers = request.app.state.readers
    wanted = generation_asked(request)
    held = await run_in_threadpool(found.at_least, wanted) if wanted else found.held or found.open()
    answer_from(request, held.tag, held.index.generation)
    return held.index


IndexDep = Annotated[RelationIndex, Depends(newest_index)]


def answer_from(request: Request, tag: str, generation: int) -> None:
    """Note of what state an answer is. Raises NotModified, with the client's own tag, if the client has that already."""
    request.scope.setdefault("state", {}).update(tag=tag, generation=generation)
    header = header_of(request, b"if-none-match")
    found = known_tag(header, tag) if header else None
    if found is not None:
        raise NotModified(found)


def header_of(request: Request, name: bytes) -> str | None:
    """Return a request's first header of a name in small letters."""
    return next((value.decode("latin-1") for one, value in request.scope["headers"] if one == name), None)


def known_tag(header: str, tag: str) -> str | None:
    """Return the tag of an If-None-Match header that is this one in any content coding, None if there is none."""
    wanted = {f'{tag[:-1]}{coding}"' for coding in ("", "-br", "-gzip")}
    return next((one for text in header.split(",") if (one := text.strip().removeprefix("W/")) in wanted), None)


def generation_asked(request: Request) -> int:
    """Return the generation that a request wants at least, by parameter or header, 0 if it does not say.

    Raises ValueUnknown for what is no number.
    """
    text = header_of(request, AT_LEAST_HEADER.lower().encode())
    if AT_LEAST.encode() in request.scope["query_string"]:
        text = request.query_params.get(AT_LEAST, text)
    if text is None:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ValueUnknown(f"The generation {text!r} is no number; give the `generation` that a write answered.")
    return int(text)


async def not_modified(_request: Request, error: Exception) -> Response:
    """Answer 304; an application's handler for NotModified."""
    return Response(status_code=304, headers={"ETag": str(error), "Cache-Control": "no-cache"})


@contextmanager
def in_address() -> Iterator[None]:
    """Take what nobody knows as an address that leads nowhere. Raises NotFound for ValueUnknown."""
    try:
        yield
    except ValueUnknown as error:
        raise NotFound(str(error)) from error


@contextmanager
def in_filter() -> Iterator[None]:
    """Take an id that there is not as a wrong value. Raises ValueUnknown for NotFound."""
    try:
        yield
    except NotFound as error:
        raise ValueUnknown(str(error)) from error


async def only_known(request: Request) -> None:
    """Refuse query parameters that the route does not take, and single ones given twice.

    Raises ValueUnknown, which names the parameter and those that are allowed.
    """
    known = _parameters(request.app)[request.scope["endpoint"].__name__]
    for name in request.query_params:
        if name not in known:
            allowed = f"possible are {', '.join(known)}" if known else "there are none here"
            raise ValueUnknown(f"No query parameter is called {name!r}; {allowed}.")
        if len(request.query_params.getlist(name)) > 1 and not known[name]:
            raise ValueUnknown(f"The query parameter {name!r} is given twice; give it once.")
    if AT_LEAST in request.query_params:
        generation_asked(request)


def _parameters(app: FastAPI) -> dict[str, dict[str, bool]]:
    """Return each operation's query parameters as the OpenAPI page lists them, and whether one may be repeated."""
    table: dict[str, dict[str, bool]] | None = getattr(app.state, "parameters", None)
    if table is None:
        operations = [entry for path in app.openapi()["paths"].values() for entry in path.values()]
        table = app.state.parameters = {
            entry["operationId"]: _queried(entry.get("parameters", [])) for entry in operations
        }
    return table


def _queried(parameters: list[dict[str, Any]]) -> dict[str, bool]:
    return {one["name"]: "array" in str(one["schema"]) for one in parameters if one["in"] == "query"}
