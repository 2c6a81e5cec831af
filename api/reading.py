"""The reader of articles, loaded at the first text that is sent or shown: a server that only answers starts without it."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from ontology.model import Article, ArticleRow, Fact


def prepare() -> None:
    """Load all that reading needs: a server that takes articles does it before they come, for nothing else runs meanwhile."""
    import_module("ingest.pipeline")
    import_module("ingest.names").load()


def read(article: Article) -> tuple[ArticleRow, tuple[Fact, ...]]:
    """Read an article: its row for the log and its facts."""
    reading = import_module("ingest.pipeline").read(article)
    return reading.row, reading.facts


def find_private(text: str) -> list[tuple[int, int]]:
    """Return where words that people write beside facts name anybody."""
    found: list[tuple[int, int]] = import_module("ingest.privacy").find_names(text)
    return found


def digest(text: str) -> str:
    """Return the SHA-256 of a text as given, in hex."""
    found: str = import_module("ingest.stamp").digest(text)
    return found


def articles_of(path: Path) -> Iterator[Article]:
    """Yield the articles of a file; what cannot be read is left out. Raises ArticleError for a path that is not there."""
    found: Iterable[object] = import_module("ingest.reader").read_paths([path])
    yield from (article for article in found if isinstance(article, Article))
