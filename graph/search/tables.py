"""tantivy indexes in folders: made empty, opened to read, and changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import tantivy

_LEAST: Final = 15_000_000
"""Bytes that a writer takes at least, which is plenty for some articles."""
PIECES: Final = "pieces"
"""Name of the tokenizer that takes what stands between blanks as it is."""


def blank(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Make an empty index in a folder, which is made too."""
    folder.mkdir()
    return _with_pieces(tantivy.Index(schema, str(folder)))


def opened(folder: Path) -> tantivy.Index:
    """Open an index. Raises ValueError if it is none."""
    return _with_pieces(tantivy.Index.open(str(folder)))


@contextmanager
def changing(folder: Path) -> Iterator[tantivy.IndexWriter]:
    """Change an index in one step, which is durable when the block ends; who has it open goes on reading the old state.

    Raises ValueError if it is none or cannot be written.
    """
    writer = opened(folder).writer(_LEAST, 1)
    yield writer
    writer.commit()
    writer.wait_merging_threads()  # else small segments are never put together


def _with_pieces(found: tantivy.Index) -> tantivy.Index:
    found.register_tokenizer(PIECES, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return found
