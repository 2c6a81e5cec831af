"""A client that asks at fixed times, whatever the server does: a request that waits for its turn counts as late."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

import numpy as np

_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: what kind it is counted as, method, path with its query, JSON body and token, if any."""

    kind: str
    path: str
    method: str = "GET"
    body: bytes = b""
    token: str | None = None

    def written(self, host: str) -> bytes:
        """Return the request as HTTP/1.1."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip"]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"] if self.body else []
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(slots=True)
class Told:
    """What came of requests: seconds from the time they were due, by kind, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, seconds: float) -> None:
        """Count one that was answered."""
        self.seconds.setdefault(kind, []).append(seconds)

    @property
    def count(self) -> int:
        """How many were answered."""
        return sum(map(len, self.seconds.values()))

    def percentile(self, share: float, *kinds: str) -> float:
        """Return a percentile in milliseconds, of some kinds or of all."""
        chosen = [second for kind, some in self.seconds.items() if not kinds or kind in kinds for second in some]
        return float(np.percentile(chosen, share)) * 1000 if chosen else float("nan")


async def drive(address: str, asks: Iterator[Ask], rate: float, seconds: float, connections: int = 16) -> Told:
    """Ask `rate` times a second for some seconds, over connections that are kept; return what came of it."""
    told, due = Told(), asyncio.Queue[tuple[float, Ask] | None]()
    host = address.removeprefix("http://")
    workers = [asyncio.create_task(_worker(host, due, told)) for _ in range(connections)]
    start = perf_counter()
    for number in range(int(rate * seconds)):
        at = start + number / rate
        if (wait := at - perf_counter()) > 0:
            await asyncio.sleep(wait)
        due.put_nowait((at, next(asks)))
    for _ in workers:
        due.put_nowait(None)
    await asyncio.gather(*workers)
    return told


async def again(address: str, ask: Ask, until: asyncio.Event) -> Told:
    """Ask the same again and again, one after the other, until an event."""
    told, host = Told(), address.removeprefix("http://")
    while not until.is_set():
        due = asyncio.Queue[tuple[float, Ask] | None]()
        due.put_nowait((perf_counter(), ask))
        due.put_nowait(None)
        await _worker(host, due, told)
    return told


async def _worker(host: str, due: "asyncio.Queue[tuple[float, Ask] | None]", told: Told) -> None:
    name, _, port = host.rpartition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    while (item := await due.get()) is not None:
        at, ask = item
        try:
            writer.write(ask.written(host))
            status, body = await asyncio.wait_for(_answer(reader), _PATIENCE)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            told.wrong.append(f"{ask.method} {ask.path}: {type(error).__name__} {error}")
            reader, writer = await asyncio.open_connection(name, int(port))
            continue
        told.note(ask.kind, perf_counter() - at)
        if status >= 400 and ask.kind != "runaway":
            told.wrong.append(f"{ask.method} {ask.path}: {status} {body[:200]!r}")
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Read an answer whole, and return its status and the begin of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    headers = {name.lower(): value.strip() for name, _, value in lines}
    if headers.get("transfer-encoding") == "chunked":
        return status, await _chunks(reader)
    return status, await reader.readexactly(int(headers.get("content-length", 0)))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    begin = b""
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        piece = await reader.readexactly(size + 2)
        begin = begin or piece[:1000]
    await reader.readuntil(b"\r\n")
    return begin
