"""What an operator sees: an id on every answer, a line a request that holds nothing of what was asked, and metrics.

Log lines carry the route's pattern, never the address: what people search for is their own business. Nor is it kept who they are.
"""

import asyncio
import logging
import re
import secrets
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import count
from time import perf_counter
from typing import Any, Final, TextIO

import orjson
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import Store
from api.dependencies import Readers

LOG: Final = logging.getLogger("api.requests")
SLOW: Final = 1.0
"""Seconds from which a request is logged even where requests are not."""
_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_ID: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_PROCESS: Final = secrets.token_hex(4)
_NUMBERS: Final = count(1)


@dataclass(frozen=True, slots=True)
class Meters:
    """The metrics of one application, and where they are collected."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram


class _State(Collector):
    """Gauges of what the server holds, read when they are collected."""

    def __init__(self, readers: Readers, store: Store) -> None:
        self.readers, self.store = readers, store

    def collect(self) -> Iterable[Metric]:
        """Yield the gauges."""
        held = self.readers.held
        if held is not None:
            index = held.index
            yield GaugeMetricFamily("campaign_graph_generation", "Commits that the open index has.", index.generation)
            yield GaugeMetricFamily("campaign_graph_facts", "Facts that the open index has.", index.size)
            yield GaugeMetricFamily("campaign_graph_articles", "Articles that the open index has.", len(index.articles))
        yield CounterMetricFamily("campaign_graph_cache_hits", "Answers from memory.", value=self.store.hits)
        yield CounterMetricFamily("campaign_graph_cache_misses", "Answers made anew.", value=self.store.misses)
        yield GaugeMetricFamily("campaign_graph_cache_bytes", "Bytes of answers kept.", self.store.size)


def meters(readers: Readers, store: Store) -> Meters:
    """Return the metrics of an application."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    registry.register(_State(readers, store))
    return Meters(
        registry,
        Counter("http_requests", "Requests answered.", ["method", "route", "status"], registry=registry),
        Histogram("http_request_seconds", "Time to answer.", ["route"], buckets=_BUCKETS, registry=registry),
    )


class Observed:
    """ASGI middleware: names, counts and times every request, and logs it."""

    def __init__(self, app: ASGIApp, meters: Meters, log: bool) -> None:
        """Wrap an application; without `log` only failures and slow answers are logged."""
        self.app, self.meters, self.log = app, meters, log
        # prometheus_client looks a child up under a lock each time
        self._count, self._time = cache(meters.requests.labels), cache(meters.seconds.labels)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name, method = _name(scope), scope["method"]
        status, size, start = 0, 0, perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", name)]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            self._note(
                {"request": name.decode(), "method": method, "status": status or 500, "bytes": size}, scope, start
            )

    def _note(self, line: dict[str, Any], scope: Scope, start: float) -> None:
        seconds, status = perf_counter() - start, line["status"]
        route = getattr(scope.get("route"), "path", "other")
        self._count(line["method"], route, status).inc()
        self._time(route).observe(seconds)
        if (self.log or status >= 500 or seconds >= SLOW) and LOG.isEnabledFor(logging.WARNING):
            said = orjson.dumps(line | {"route": route, "ms": round(seconds * 1000, 2)}).decode()
            # not LOG.warning, which looks for its caller's file and line: they are always these
            LOG.handle(logging.LogRecord(LOG.name, logging.WARNING, __file__, 0, said, (), None))


def log_to_stderr() -> None:
    """Write request lines to standard error as they are, one JSON object a line."""
    LOG.handlers, LOG.propagate = [_Plain(sys.stderr)], False


class _Plain(logging.StreamHandler[TextIO]):
    """Writes messages, which are whole lines; those of requests that end in the same turn of the event loop at once.

    A write a line costs a third of what an answer from memory does.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._waiting: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line, to be written when the loop has done what it is at; at once where no loop runs."""
        self._waiting.append(record.getMessage())
        try:
            asyncio.get_running_loop().call_soon(self.flush)
        except RuntimeError:
            self.flush()

    def flush(self) -> None:
        """Write what waits; logging does so too when a program ends."""
        with self.lock or nullcontext():
            if self._waiting:
                self.stream.write("\n".join(self._waiting) + "\n")
                self._waiting.clear()
                super().flush()


def _name(scope: Scope) -> bytes:
    """Return the request's id: the client's where it is one, else a new one."""
    for header, value in scope["headers"]:
        if header == b"x-request-id" and _ID.fullmatch(value):
            given: bytes = value
            return given
    return f"{_PROCESS}-{next(_NUMBERS):x}".encode()
