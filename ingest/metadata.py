"""Title, publisher and publication date from the page's own lines, where front matter and metadata are silent.

Only lines above and below the article count (bylines, stamps), never a date inside a sentence; the file's time and today never do.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from ingest.sentences import Line
from ontology.model import Article

_STAMP = re.compile(r"(?<!\d)(20[0-3]\d|19[89]\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_REVERSED = re.compile(r"(?<!\d)(\d{2})\.(\d{2})\.(20[0-3]\d)(?!\d)")
_SOURCE = re.compile(r"(?:来源|来自|稿源)\s?[::]\s?([^\s,。|()\[\]【】:]{2,20}?)(?=\s|作者|编辑|责任|记者|[,。|()\[\]【】]|$)")
_DATELINE_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日(?:电|讯|消息)")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年")


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines of a page say about it; None where they are silent."""

    title: str | None
    publisher: str | None
    published: str | None


def read_page(text: str, lines: list[Line]) -> Page:
    """Read title, publisher and date from the lines of a repaired text."""
    title = _title([text[line.start : line.end] for line in lines if line.kind == "title"])
    edges = [text[line.start : line.end] for line in _edges(lines)]
    published = next(filter(None, map(_stamp, edges)), None) or _dateline(text)
    publisher = next((match[1] for line in edges if (match := _SOURCE.search(line))), None)
    return Page(title, publisher, published)


def _title(candidates: list[str]) -> str | None:
    """The first line that reads as a headline: long enough, no menu (bars, many blanks)."""
    fit = [line for line in candidates if len(line) >= 8 and not re.search(r"[|>»]|\s\S{1,4}\s\S{1,4}\s", line)]
    return fit[0].strip() if fit else None


def completed(article: Article, page: Page) -> Article:
    """Fill what an article's own metadata leaves open with what its page says."""
    return replace(
        article,
        title=article.title or page.title,
        publisher=article.publisher or page.publisher,
        published=article.published or page.published,
    )


def iso_date(text: str) -> str | None:
    """Return the first full date in a text as ISO 8601, None if there is none."""
    return _stamp(text)


def _edges(lines: list[Line]) -> list[Line]:
    """The lines around the article: furniture and headings, and a first body line that begins with its stamp."""
    return [line for number, line in enumerate(lines) if line.kind != "body" or number < 4]


def _stamp(line: str) -> str | None:
    match = _STAMP.search(line[:80])
    if match and not (match[0].endswith("日") or "年" in match[0][:6] and len(line) > 60):
        return _iso(*match.groups())
    match = _REVERSED.search(line[:80])
    return _iso(match[3], match[2], match[1]) if match else None


def _dateline(text: str) -> str | None:
    """A dateline's day with a year near it (本报北京7月16日电 … 2023年)."""
    match = _DATELINE_DAY.search(text[:300])
    years = set(_YEAR.findall(text))
    return _iso(years.pop(), match[1], match[2]) if match and len(years) == 1 else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
