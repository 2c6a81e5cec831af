"""One record (an object, a row, front matter) to one article, by a field mapping or by the names that data sets use."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.reader.days import day_of
from ingest.reader.source import Source
from ontology.errors import ArticleError
from ontology.limits import named
from ontology.model import Article

GUESSES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": ("text", "content", "body", "正文", "内容"),
    "title": ("title", "headline", "标题"),
    "publisher": ("publisher", "source", "来源", "媒体"),
    "published": ("published", "date", "pubdate", "publish_date", "publish_time", "发布时间", "发布日期", "日期"),
    "url": ("url", "link", "网址", "链接"),
}
"""Our field names to those tried in turn where no mapping names one; upper and lower case are the same."""
_META = ("title", "publisher", "published", "url")


def columns(names: Mapping[str, object] | list[str] | tuple[str, ...], fields: Mapping[str, str]) -> dict[str, str]:
    """Return our field names to the record's, of those it has.

    Raises ArticleError where the mapping names a field of ours that is none, or there is no text.
    """
    unknown = [ours for ours in fields if ours not in GUESSES]
    if unknown:
        raise ArticleError(f"the field mapping names {unknown[0]!r}; it may name {', '.join(GUESSES)}")
    known = {str(name).strip().lower(): str(name) for name in reversed(list(names))}
    found = {ours: theirs for ours, theirs in fields.items() if theirs in names}
    for ours, guesses in GUESSES.items():
        name = next((known[guess] for guess in guesses if guess in known), None)
        if ours not in fields and name is not None:
            found[ours] = name
    if "text" not in found:
        wanted = repr(fields["text"]) if "text" in fields else "text, content, body or 正文"
        given = ", ".join(map(repr, list(names)[:12])) or "none"
        raise ArticleError(f"no field {wanted} is among {given}; a record needs its text")
    return found


def read_record(record: object, number: int, source: Source, *, alone: bool = False) -> Article:
    """Return the article of a record; `number` makes its id where it has none, unless it is alone in its file.

    Raises ArticleError for what is no object, has no text, or an unreadable date under a name that is no guess.
    """
    if not isinstance(record, Mapping):
        raise ArticleError(f"it is a {type(record).__name__}; a record is an object with a field for its text")
    found = columns(record, source.fields)
    said = {ours: record[theirs] for ours, theirs in found.items() if record[theirs] not in (None, "")}
    text = said.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError(f"its field {found['text']!r} is empty or no string; a record needs its text")
    guessed = "published" not in source.fields and found.get("published") != "published"
    if guessed and "published" in said and not day_of(said["published"]):
        del said["published"]  # the page's own lines may say it
    if "publisher" not in source.fields and str(said.get("publisher", "")).startswith(("http:", "https:")):
        said.setdefault("url", said.pop("publisher"))
    name = source.name if alone else f"{source.name}-{number}"
    return make_article(said, text, replace(source, name=name, path=f"{source.path}#{number}"))


def make_article(said: Mapping[str, Any], text: str, source: Source, body: int = 0) -> Article:
    """Return an article with the metadata that is said of it.

    Raises ArticleError for an empty id, a date that is none, and a text that is too long.
    """
    if len(text) > source.limits.article:
        most = source.limits.article
        raise ArticleError(f"it has {len(text):,} characters; an article has at most {most:,}, {named('article')}")
    identity = str(said.get("id") or source.name).strip()
    if not identity:
        raise ArticleError("its id is empty")
    meta = {key: str(said[key]).strip() or None for key in _META if said.get(key) is not None}
    if meta.get("published"):
        meta["published"] = checked_day(said["published"])
    return Article(id=identity, text=text, source=source.path, body=body, **meta)


def checked_day(value: object) -> str:
    """Return a date as ISO 8601 (a time after it is dropped); raises ArticleError for what is none."""
    day = day_of(value)
    if day is None:
        raise ArticleError(f"its date {str(value)[:40]!r} is none; write it as 2022-08-14")
    return day
