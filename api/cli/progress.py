"""How far a run over files is: articles, rate and time left, on standard error where that is a terminal."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

    from ingest.feed import Meter

T = TypeVar("T")
EVERY = 0.2
"""Seconds between two looks at the meter."""


@contextmanager
def progress(paths: Sequence[Path]) -> "Iterator[tuple[Meter, Shown]]":
    """Give a meter for the reader to move, and what counts the articles that were read."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from ingest.feed import Meter, files, size

    console, meter = Console(stderr=True), Meter()
    if not console.is_terminal:
        yield meter, Shown(meter)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        shown = Shown(meter, bar, sum(map(size, files(path for path in paths if path.exists()))))
        yield meter, shown
        shown.look(0)


class Shown:
    """Counts what passes, and moves the bar if there is one."""

    def __init__(self, meter: "Meter", bar: "Progress | None" = None, total: int = 0) -> None:
        """Take the meter, and the bar with the bytes of all files."""
        self._meter, self._bar, self._articles = meter, bar, 0
        self._began = self._looked = time.monotonic()
        self._task = bar.add_task("Reading", total=total or None) if bar else None

    def count(self, items: Iterable[T]) -> Iterator[T]:
        """Pass articles on, counting."""
        from ingest.feed import Mark

        for item in items:
            self._articles += not isinstance(item, Mark)
            self.look()
            yield item

    def look(self, every: float = EVERY) -> None:
        """Move the bar to where the meter is, at most once in `every` seconds."""
        now = time.monotonic()
        if self._bar is None or self._task is None or now - self._looked < every:
            return
        self._looked = now
        rate = self._articles / max(now - self._began, EVERY)
        self._bar.update(
            self._task, completed=self._meter.behind, description=f"{self._articles:,} articles, {rate:,.0f} a second"
        )
