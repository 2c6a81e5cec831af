"""Web archives: the pages of a WARC file and the texts of a WET file, one record at a time; the door to FastWARC."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.prefilter import may_be_chinese
from ingest.reader.documents import open_page, read_text
from ingest.reader.source import Found, Page, Skipped, Source, megabytes
from ontology.errors import ArticleError
from ontology.limits import named
from ontology.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")


def read_archive(source: Source) -> Found:
    """Yield the article of each response that is a page or a text, and of each conversion record.

    Other records (requests, images, failed responses) are passed over, and pages without Chinese, which are most of a
    crawl. A crawl's time is no publication date.
    """
    for number, record in _records(source):
        address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        shown, complaint = f"{source.shown}:{number}", f"the record of {address!r} is no article: "
        one = replace(source, path=f"{source.path}#{number}", shown=shown)
        try:
            for item in _article(record, number, one, address):
                yield replace(item, complaint=complaint) if isinstance(item, Page) else item
        except ArticleError as error:
            yield Skipped(shown, f"{complaint}{error}")


def _records(source: Source) -> "Iterator[tuple[int, WarcRecord]]":
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - for archives only

    kept = (WarcRecordType.response, WarcRecordType.conversion, WarcRecordType.resource)
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(source.stream, parse_http=False), 1):
            if record.record_type in kept:
                yield number, record
    except (OSError, ValueError, EOFError) as error:
        raise ArticleError(f"it is no web archive after record {number}: {error}") from error
    if not number:
        raise ArticleError("it is no web archive: it holds no record")


def _article(record: "WarcRecord", number: int, source: Source, address: str) -> Found:
    if record.content_length > source.limits.text:
        raise ArticleError(f"it has more than {megabytes(source.limits.text)}; {named('text')}")
    kind = record.headers.get("Content-Type") or ""
    if record.is_http:
        record.parse_http(auto_decode="all")
        kind = record.http_content_type or ""
        if record.http_headers and (record.http_headers.status_code or 200) != 200:
            return
    reader = open_page if kind.startswith(_PAGES) else read_text if kind.startswith("text/plain") else None
    if reader is None:
        return
    page = record.reader.read(source.limits.text + 1)
    if not may_be_chinese(page):
        return
    one = replace(source, stream=io.BytesIO(page), name=f"{source.name}-{number}")
    for item in reader(one):
        if isinstance(item, Page):
            yield replace(item, address=address or None)
        else:
            yield replace(item, url=item.url or address or None) if isinstance(item, Article) else item
