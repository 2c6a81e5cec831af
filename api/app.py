"""The HTTP application: routes, error shape, documentation page; made from settings, with nothing global."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from api import (
    cache,
    dependencies,
    direct,
    explorer,
    formats,
    guard,
    headers,
    observe,
    openapi,
    problems,
    reading,
    swagger,
)
from api.dependencies import NotModified, Readers, not_modified, only_known
from api.readiness import Watch
from api.routes import (
    articles,
    ask,
    campaigns,
    cite,
    corrections,
    coverage,
    diagrams,
    directives,
    exports,
    facts,
    figures,
    health,
    inspections,
    linked,
    matrix,
    metrics,
    paths,
    places,
    results,
    rounds,
    search,
    sparql,
    teams,
    texts,
    totals,
)
from api.settings import Settings
from api.writes import Writer
from graph.search.current import Searches
from graph.store import Store
from graph.workspace import Workspace
from ontology.errors import CampaignGraphError

LOOK = 0.5
"""Seconds between looks for what other processes committed."""
ROUTES = (
    facts,
    inspections,
    results,
    directives,
    articles,
    texts,
    teams,
    places,
    campaigns,
    metrics,
    figures,
    totals,
    rounds,
    matrix,
    coverage,
    paths,
    diagrams,
    search,
    corrections,
    ask,
    exports,
    linked,
    cite,
    health,
)


def create_app(settings: Settings) -> FastAPI:
    """Return the application that serves the workspace of the settings.

    Raises WorkspaceError at once if there is none.
    """
    workspace = Workspace.open(settings.workspace)
    app = FastAPI(
        title="campaign-graph",
        version=version("campaign-graph"),
        description=openapi.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_life,
        generate_unique_id_function=openapi.operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # api.observe, which tells nobody what was asked
    )
    app.state.settings = settings
    app.state.readers = Readers(workspace, Store(workspace.folder, settings.sparql, settings.limits))
    app.state.watch = Watch(app.state.readers, settings.limits.free)
    app.state.writer = Writer(workspace)
    app.state.searches = Searches(workspace)
    openapi.install(app)
    problems.install(app)
    app.add_exception_handler(NotModified, not_modified)
    swagger.install(app)
    _wrap(app, settings)
    for module in ROUTES:
        router: APIRouter = module.router
        app.include_router(router, dependencies=[Depends(only_known)])
    app.include_router(sparql.router)  # SPARQL clients send hints of their own, such as format=json
    explorer.install(app)
    return app


def _wrap(app: FastAPI, settings: Settings) -> None:
    """Put the middleware around the routes, the innermost first."""
    store = cache.Store()
    app.state.meters = observe.meters(app.state.readers, store)
    routes = [route for module in ROUTES for route in module.router.routes if isinstance(route, APIRoute)]
    app.add_middleware(direct.Direct, routes=routes)
    app.add_middleware(formats.Formats)
    app.add_middleware(headers.Headers)
    app.add_middleware(cache.Cached, readers=app.state.readers, store=store)
    app.add_middleware(headers.Head)
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", dependencies.AT_LEAST_HEADER],
            expose_headers=["ETag", "Generation", "Link", "Location", "X-Request-ID"],
        )
    app.add_middleware(guard.Guard, hosts=settings.hosts, requests=settings.limits.requests)
    app.add_middleware(observe.Observed, meters=app.state.meters, log=settings.log == "requests")


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """Open the index before the first request, start the store behind it, and stop the store after the last."""
    held: Readers = app.state.readers
    await run_in_threadpool(held.open)
    watching = asyncio.create_task(_watch(held, app.state.searches))
    warming = asyncio.create_task(run_in_threadpool(_warm, held, app.state.writer, bool(app.state.settings.tokens)))
    try:
        yield
    finally:
        watching.cancel()
        await run_in_threadpool(held.store.close)
        # What filling a store says that is being closed under it is no news.
        await asyncio.gather(watching, warming, return_exceptions=True)


async def _watch(held: Readers, searches: Searches) -> None:
    """Look for new parts of the log also while nobody asks, so that whoever asks next need not; search where it is used."""
    while True:
        await asyncio.sleep(LOOK)
        try:
            held.latest()
            searches.follow(unasked=False)
        except (CampaignGraphError, OSError) as error:
            logging.getLogger(__name__).warning("The workspace cannot be read: %s", error)


def _warm(held: Readers, writer: Writer, writes: bool) -> None:
    """Load what writes need, tidy up after killed writers, and fill the store.

    A failure is told to whoever asks the store something, and tried again then.
    """
    if writes:
        reading.prepare()
    try:
        writer.tidy()
        held.fill()
    except (CampaignGraphError, OSError) as error:
        logging.getLogger(__name__).warning("%s", error)
