"""Files to articles: text, HTML, JSON, JSON Lines, CSV, Parquet, WARC and WET, packed or not, in any Chinese encoding.

A file or record that cannot be read becomes a `Skipped` with its reason; the run goes on. What a page does not say
(title, publisher, date) comes from a sidecar `articles.csv` beside it or from the caller, never from the file's time.
"""

from ingest.reader.decoding import decode
from ingest.reader.files import SIDECAR, article_files, finish, read_file, read_paths, read_stream, walk
from ingest.reader.source import Page, Read, Skipped
from ontology.limits import Limits

__all__ = [
    "SIDECAR",
    "Limits",
    "Page",
    "Read",
    "Skipped",
    "article_files",
    "decode",
    "finish",
    "read_file",
    "read_paths",
    "read_stream",
    "walk",
]
