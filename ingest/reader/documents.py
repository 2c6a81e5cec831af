"""Files that hold one article, or one JSON document of several: text with front matter, HTML, JSON."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import orjson

from ingest.reader.decoding import decode, decode_page
from ingest.reader.record import GUESSES, make_article, read_record
from ingest.reader.source import Found, Page, Read, Skipped, Source
from ontology.errors import ArticleError
from ontology.model import Article

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FRONT_LINE = re.compile(r"(\w+)[ \t]*:[ \t]*(.*)")


def read_text(source: Source) -> Read:
    """Yield the article of a text file, front matter included in its text."""
    text = decode(source.whole())
    if not text.strip():
        raise ArticleError("it is empty")
    front = _FRONT.match(text)
    said = {match[1]: match[2] for match in map(_FRONT_LINE.match, front[1].splitlines()) if match} if front else {}
    yield make_article(said, text, source, front.end() if front else 0)


def open_page(source: Source) -> Found:
    """Yield a web page as it is."""
    data = source.whole(source.limits.page)
    yield Page(replace(source, stream=io.BytesIO(data)), source.shown)


def read_page(source: Source) -> Article:
    """Return the main text of a web page, with what its metadata says. Raises ArticleError where it has none."""
    from ingest.html import read_html  # noqa: PLC0415 - lxml and trafilatura load only for pages

    page = decode_page(source.whole(source.limits.page))
    try:
        text, said = read_html(page)
    except ValueError as error:  # lxml meets a character that no XML may hold, as in damaged pages
        raise ArticleError(f"the page cannot be read: {error}") from error
    if not text.strip():
        raise ArticleError("no main text was found in the page")
    return make_article(said, text, source)


def read_json(source: Source) -> Read:
    """Yield the articles of a JSON document: an object, a list of them, or an object that holds one such list."""
    try:
        value = orjson.loads(decode(source.whole()))
    except orjson.JSONDecodeError as error:
        raise ArticleError(f"it is no JSON: {error}") from error
    records = _records(value)
    yield from read_records(records, source, alone=len(records) == 1)


def read_records(records: Iterable[Any], source: Source, *, alone: bool = False) -> Read:
    """Yield the article of each record, or why it is none."""
    for number, record in enumerate(records, 1):
        try:
            yield read_record(record, number, source, alone=alone)
        except ArticleError as error:
            yield Skipped(source.shown if alone else f"{source.shown}:{number}", f"the record is no article: {error}")


def _records(value: object) -> list[Any]:
    """Return the records of a document: its list, the only list of objects inside its object, or the object itself."""
    if isinstance(value, list):
        return value
    inside = list(value.values()) if isinstance(value, dict) else []
    lists = [one for one in inside if isinstance(one, list) and one and isinstance(one[0], dict)]
    alone = isinstance(value, dict) and any(name in value for name in GUESSES["text"])
    return lists[0] if len(lists) == 1 and not alone else [value]
