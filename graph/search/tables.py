"""tantivy indexes in folders: made empty, and opened to read."""

from pathlib import Path
from typing import Final

import tantivy

PIECES: Final = "pieces"
"""Name of the tokenizer that takes what stands between blanks as it is."""


def blank(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Make an empty index in a folder, which is made too."""
    folder.mkdir()
    return _with_pieces(tantivy.Index(schema, str(folder)))


def opened(folder: Path) -> tantivy.Index:
    """Open an index. Raises ValueError if it is none."""
    return _with_pieces(tantivy.Index.open(str(folder)))


def _with_pieces(found: tantivy.Index) -> tantivy.Index:
    found.register_tokenizer(PIECES, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return found
