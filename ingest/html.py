"""The main text of a web page, and what the page says about it: metadata, headline, byline; the door to trafilatura and lxml.

Offsets point into the main text as extracted here. A publication date is taken only where the page states it (metadata or
byline), never guessed from addresses, footers or lists of related news.
"""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html

from ingest.cleaning import fold
from ingest.metadata import headline, publisher, stamp
from ingest.reader.days import day_of

_MAX_TITLE = 200
_HIDDEN = frozenset("script style noscript template svg iframe select button form nav footer".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del em font i ins label mark q s small span strong sub sup time tt u var wbr".split()
)
_BOXES = ("ul", "ol", "dl", "div", "table", "section", "aside", "header", "tr", "p")
_DATE_METAS = (
    "pubdate", "publishdate", "publish_date", "publish-date", "publishtime", "article:published_time", "og:published_time",
    "weibo:article:create_at", "datepublished", "dc.date.issued", "dcterms.issued", "og:release_date", "firstpublishedtime", "date",
)  # fmt: skip
_SOURCE_METAS = ("contentsource", "source", "article:source", "mediaid", "copyrightholder")
_SITE_METAS = ("og:site_name", "sitename", "application-name", "siteName")
_TITLE_METAS = ("articletitle", "og:title", "twitter:title", "headline")
_LINKED_DATA = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')
_CLOCK = re.compile(r"^\W{0,3}(?:今天是|现在是|当前时间|欢迎您?访问)")
_SITE = re.compile(r" ?[_|–—-]+ ?([^_|–—]{2,16})$")
_PROSE = re.compile(r"[。,,;;]")
_MOST = 1000
"""So many lines are searched for lost sentences."""
_NEAR = 12
"""So many lines above the text may be its byline where the headline is not found among them."""


def read_html(page: str) -> tuple[str, dict[str, str]]:
    """Return a page's main text and those of title, publisher, published and url that it states.

    The text is what offsets point into and what is shown; an unreadable page gives an empty text.
    """
    tree = _parsed(page)
    if tree is None:
        return "", {}
    metas = _metas(tree)
    title, site = _title(tree, metas)
    linked = _LINKED_DATA.search(page)
    _prune(tree)
    lines = list(_lines(tree))
    text = _completed(_main_text(tree), lines, title)
    above, below = ([fold(line) for line in some] for some in _around(lines, text, title))
    said = {
        "title": title or headline(above),
        "publisher": _first(metas, _SOURCE_METAS) or publisher([*above, *below]) or site,
        "published": _published(metas, linked[1] if linked else None, stamp(above, below)),
        "url": _address(tree, metas),
    }
    return text, {key: value.strip()[:_MAX_TITLE] for key, value in said.items() if value and value.strip()}


def _parsed(page: str) -> html.HtmlElement | None:
    # As bytes: lxml refuses a str that declares an encoding, and characters that XML does not allow.
    data = page.encode("utf-8", "replace").replace(b"\x00", b"")
    if not data.strip():
        return None
    try:
        tree = html.document_fromstring(
            data, parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """Return the first content of each named meta element, names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    for time in tree.iter("time"):
        if time.get("datetime") and (time.get("itemprop") == "datePublished" or time.get("pubdate") is not None):
            found.setdefault("datepublished", time.get("datetime"))
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas and not metas[name].startswith("http")), None)


def _title(tree: html.HtmlElement, metas: dict[str, str]) -> tuple[str | None, str | None]:
    """Return the headline and the site's name: the heading that the title element begins with, the site after it."""
    whole = " ".join((tree.findtext(".//title") or "")[:_MAX_TITLE].split())
    headings = [" ".join(one.text_content().split()) for level in ("h1", "h2", "h3") for one in tree.iter(level)]
    suffix = _SITE.search(whole)
    site = _first(metas, _SITE_METAS) or (suffix[1] if suffix and len(whole) - len(suffix[0]) >= 6 else None)
    named = _first(metas, _TITLE_METAS)
    if named and len(named) >= 6:
        return _without(named, site), site
    stem = _without(whole, site)
    heading = next((one for one in headings if len(one) >= 6 and (not stem or one in stem)), None)
    return heading or stem or None, site


def _without(title: str, site: str | None) -> str:
    suffix = _SITE.search(title)
    return title[: suffix.start()] if suffix and site and suffix[1] in site else title


def _prune(tree: html.HtmlElement) -> None:
    """Drop what is never text: scripts, menus, the visitor's clock, and boxes of links without a sentence."""
    for element in [one for one in tree.iter() if one.tag in _HIDDEN or _CLOCK.match(one.text or "")]:
        _drop(element)
    for element in tree.iter("article", "main", "section"):
        _wrap(element)
    weights = _weights(tree)
    for element in [one for one in tree.iter(*_BOXES) if _is_menu(weights.get(one))]:
        _drop(element)


def _wrap(element: html.HtmlElement) -> None:
    """Give text that stands bare at the beginning of a box a paragraph: trafilatura would lose it."""
    if (element.text or "").strip():
        first = html.Element("p")
        first.text, element.text = element.text, None
        element.insert(0, first)


def _weights(tree: html.HtmlElement) -> dict[html.HtmlElement, tuple[int, int, int, bool]]:
    """Return for each element the characters of its text, those in links, its links, and whether it has a full stop."""
    weights: dict[html.HtmlElement, tuple[int, int, int, bool]] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        own = (element.text or "").strip()
        size, linked, links, stops = len(own), 0, 0, "。" in own
        for child in element:
            inner = weights.get(child, (0, 0, 0, False))
            tail = (child.tail or "").strip()
            size, linked, links = size + inner[0] + len(tail), linked + inner[1], links + inner[2]
            stops = stops or inner[3] or "。" in tail
        weights[element] = (size, size, 1, stops) if element.tag == "a" else (size, linked, links, stops)
    return weights


def _is_menu(weight: tuple[int, int, int, bool] | None) -> bool:
    if weight is None:
        return False
    size, linked, links, stops = weight
    return links >= 3 and linked > 0.5 * size and not stops


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None and element.tag not in ("body", "html"):
        element.drop_tree()


def _lines(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the lines of text as a browser would break them, blanks folded."""
    line: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in ("head", "title", "meta") or not isinstance(element.tag, str):
            continue
        if element.tag not in _INLINE:
            folded = " ".join("".join(line).split())
            line = []
            if folded:
                yield folded
        line.append((element.text if event == "start" else element.tail) or "")
    folded = " ".join("".join(line).split())
    if folded:
        yield folded


def _main_text(tree: html.HtmlElement) -> str:
    found = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
    return found or ""


def _completed(text: str, lines: list[str], title: str | None) -> str:
    """Put back sentences that were lost between the headline and the end of the text."""
    known = {" ".join(line.split()) for line in text.splitlines()}
    found = [number for number, line in enumerate(lines) if line in known and len(line) >= 8]
    heads = [number for number in range(found[0] if found else 0) if title and lines[number] == title]
    region = lines[heads[-1] if heads else found[0] : found[-1] + 1] if found else []
    lost = {line for line in region[:_MOST] if _PROSE.search(line) and line not in known and line not in text}
    return "\n".join(line for line in region if line in known or line in lost) if lost else text


def _around(lines: list[str], text: str, title: str | None) -> tuple[list[str], list[str]]:
    """Return the lines between headline and text, and the few below the text."""
    inside = [number for number, line in enumerate(lines) if "。" in line and len(line) >= 20 and line[:20] in text]
    if not inside:
        return lines[:_NEAR], []
    first, last = inside[0], inside[-1]
    heads = [
        number
        for number, line in enumerate(lines[:first])
        if title and (title in line or (len(line) >= 8 and line in title))
    ]
    start = heads[-1] if heads else max(0, first - _NEAR)
    return lines[start:first], lines[last + 1 : last + 5]


def _published(metas: dict[str, str], linked: str | None, byline: str | None) -> str | None:
    """Return the day that metadata and byline state; the earlier where they differ, since pages are moved and updated."""
    named = next((day for name in _DATE_METAS if name in metas and (day := day_of(metas[name]))), None)
    days = [day for day in (named or (day_of(linked) if linked else None), byline) if day]
    return min(days, default=None)


def _address(tree: html.HtmlElement, metas: dict[str, str]) -> str | None:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return next((url for url in (*links, metas.get("og:url", "")) if url.startswith(("http://", "https://"))), None)
