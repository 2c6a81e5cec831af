"""Files to articles: text, HTML, JSON, JSON Lines, CSV, Parquet, WARC and WET, packed or not, in any Chinese encoding.

A file or record that cannot be read becomes a `Skipped` with its reason; the run goes on. What a page does not say
(title, publisher, date) comes from a sidecar `articles.csv` beside it or from the caller, never from the file's time.
"""

from ingest.reader.decoding import decode
from ingest.reader.files import SIDECAR, article_files, read_paths, read_stream
from ingest.reader.source import Limits, Read, Skipped

__all__ = ["SIDECAR", "Limits", "Read", "Skipped", "article_files", "decode", "read_paths", "read_stream"]
