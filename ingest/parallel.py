"""Articles read by several processes: the order kept, memory bounded, what cannot be read set aside with its reason.

Reading never looks outside one article, so any process may read any. A few articles are read in this process, which is
sooner done than starting others. An article that ends the process which reads it is found and set aside; the others of
its batch are read again.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from typing import Any, Final, TypeVar

from ingest.reader import Page, Skipped, finish
from ontology.model import Article

AT_ONCE: Final = 48
"""Articles up to which no other process is started."""
BATCH: Final = 32
CHARACTERS: Final = 2**19
"""Articles, and characters or bytes, that are sent to a process at once."""
_ITEMS: Final = 1000
"""Items of any kind in a batch."""
_AHEAD: Final = 3
"""Batches a process that are read ahead of the one whose turn it is."""

Given = Article | Page
T = TypeVar("T")
"""What work makes of an article."""
M = TypeVar("M")
"""What passes through between articles, in its place."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(items: Iterable[Given | M], work: Callable[[Article], T], processes: int = 0) -> Iterator[T | Skipped | M]:
    """Yield what `work` makes of each article, in order, and between them what is no article, as it is.

    `work` is a function of a module; an article on which it raises becomes a `Skipped`. `processes` 0 means all cores.
    """
    processes, source = processes or cores(), iter(items)
    seen = 0
    for item in source:
        if not isinstance(item, Article | Page):
            yield item
            continue
        yield _worked(work, item)
        seen += 1
        if seen == AT_ONCE and processes > 1:
            break
    yield from _by_many(source, work, processes)


def _worked(work: Callable[[Article], T], item: Given) -> T | Skipped:
    """Return what work makes of an article, or why it makes nothing."""
    article = finish(item)
    if isinstance(article, Skipped):
        return article
    try:
        return work(article)
    except Exception as error:  # noqa: BLE001 - whatever one article does, the others are read
        return Skipped(article.source, f"article {article.id!r} cannot be read: {type(error).__name__}: {error}")


def _work_all(work: Callable[[Article], T], items: Sequence[Given]) -> list[T | Skipped]:
    return [_worked(work, item) for item in items]


@dataclass(slots=True)
class _Batch:
    """Items in order, and what the articles among them become."""

    items: list[Any]
    future: "Future[list[Any]]"

    def articles(self) -> list[Given]:
        return [item for item in self.items if isinstance(item, Article | Page)]

    def outcome(self, results: Iterable[Any]) -> Iterator[Any]:
        """Yield the results in the articles' places."""
        made = iter(results)
        yield from (next(made) if isinstance(item, Article | Page) else item for item in self.items)


class _Pool:
    """Processes that are started again when one of them dies."""

    def __init__(self, work: Callable[[Article], Any], processes: int) -> None:
        self._work, self._processes = work, processes
        self._executor = self._start(processes)

    def submit(self, articles: Sequence[Given]) -> "Future[list[Any]]":
        if not articles:
            nothing: Future[list[Any]] = Future()
            nothing.set_result([])
            return nothing
        return self._executor.submit(_work_all, self._work, articles)

    def mend(self, waiting: Iterable[_Batch]) -> None:
        """Start new processes and send them what waits."""
        self.close()
        self._executor = self._start(self._processes)
        for batch in waiting:
            batch.future = self.submit(batch.articles())

    def one_by_one(self, articles: Sequence[Given]) -> Iterator[Any]:
        """Yield what becomes of articles one of which ended its process; that one is set aside."""
        alone = self._start(1)
        try:
            for item in articles:
                try:
                    yield from alone.submit(_work_all, self._work, [item]).result()
                except BrokenProcessPool:
                    alone = self._start(1)
                    shown = item.shown if isinstance(item, Page) else item.source
                    yield Skipped(shown, "the process that read it was ended, by a fault or for want of memory")
        finally:
            alone.shutdown(cancel_futures=True)

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    @staticmethod
    def _start(processes: int) -> ProcessPoolExecutor:
        # spawn: a fork would copy threads' locks, and memory that is shared at first and not for long
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_follow_parent)


def _by_many(source: Iterator[Any], work: Callable[[Article], Any], processes: int) -> Iterator[Any]:
    batches = _batches(source)
    first = next(batches, None)
    if first is None:
        return
    pool, waiting = _Pool(work, processes), deque[_Batch]()
    send = partial(_send, pool, waiting)
    try:
        send(first)
        for items in batches:
            send(items)
            if len(waiting) > _AHEAD * processes:
                yield from _next(pool, waiting)
        while waiting:
            yield from _next(pool, waiting)
    finally:
        pool.close()


def _send(pool: _Pool, waiting: deque[_Batch], items: list[Any]) -> None:
    articles = [item for item in items if isinstance(item, Article | Page)]
    try:
        waiting.append(_Batch(items, pool.submit(articles)))
    except BrokenProcessPool as error:  # the batch whose turn it is will say so
        broken: Future[list[Any]] = Future()
        broken.set_exception(error)
        waiting.append(_Batch(items, broken))


def _next(pool: _Pool, waiting: deque[_Batch]) -> Iterator[Any]:
    """Yield the outcome of the batch whose turn it is."""
    batch = waiting.popleft()
    try:
        results = batch.future.result()
    except BrokenProcessPool:
        pool.mend(waiting)
        yield from batch.outcome(pool.one_by_one(batch.articles()))
        return
    yield from batch.outcome(results)


def _batches(source: Iterator[Any]) -> Iterator[list[Any]]:
    """Yield items in lists of at most BATCH articles, or of about CHARACTERS."""
    items: list[Any] = []
    articles = size = 0
    for item in source:
        items.append(item)
        if isinstance(item, Article):
            articles, size = articles + 1, size + len(item.text)
        elif isinstance(item, Page):
            articles, size = articles + 1, size + item.source.stream.seek(0, os.SEEK_END)
            item.source.stream.seek(0)
        if articles >= BATCH or size >= CHARACTERS or len(items) >= _ITEMS:
            yield items
            items, articles, size = [], 0, 0
    if items:
        yield items


def _follow_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:  # pragma: no cover - only called in a child
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
