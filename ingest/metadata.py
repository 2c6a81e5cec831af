"""Title, publisher and publication date from the page's own lines, where front matter and metadata are silent.

Only bylines and stamps around the article count, never a date inside a sentence; the file's time and today never do.
Better no date than a wrong one: years, places and the order of events hang on it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ingest.cleaning import clean
from ingest.sentences import Line, split_lines
from ingest.values import dataclass
from ontology.model import Article

_DAY = r"(20[0-3]\d|19[89]\d)\s?[-/.年?\ufffd□]\s?(\d{1,2})\s?[-/.月?\ufffd□]\s?(\d{1,2})(?!\d)日?"
"""What parts a day's numbers may be lost in the page's encoding (2022?08?03?)."""
_CLOCK = r"[ T]{0,3}(?:星期[一二三四五六日天] ?)?(?:[上下]午 ?)?\d{1,2}:\d{2}(?::\d{2})?"
_FULL = re.compile(rf"(?<![\d./-]){_DAY}")
_REVERSED = re.compile(r"(?<![\d./-])(\d{2})[./](\d{2})[./](20[0-3]\d)(?!\d)")
_LABEL = (
    r"(?<!当前)(?<!现在)(?<!系统)(?<!北京)"
    r"(?:(?:发布|发表|发稿|刊[发登]|出版|上传|录入|发文|成文|印发|更新|编辑|添加|创建)?(?:时间|日期)|[发刊]布于|刊期)"
)
_LABELLED = re.compile(rf"{_LABEL}[\s:?\ufffd□]{{0,3}}{_DAY}")
_LABELLED_PART = re.compile(rf"{_LABEL}\s?:\s?(\d{{1,2}})[-/.月](\d{{1,2}})日?(?!\d)")
_ALONE = re.compile(rf"^\W{{0,3}}{_DAY}(?:{_CLOCK})?(?: ?星期[一二三四五六日天])?[^\w\s]{{0,2}}$")
_OPENING = re.compile(
    rf"^\W{{0,3}}{_DAY}(?:{_CLOCK}|(?=[\s?\ufffd□]*(?:(?:信息)?来源|来自|来历|稿源|作者|浏览|字号|编辑|点击)))"
)
_CLOCKED = re.compile(rf"{_DAY}{_CLOCK}")
_BESIDE = re.compile(rf"^(?:[^\s,。;:]{{2,16}}\s*)?{_DAY}\s*[·|]?\s*[^\s,。;:]{{0,16}}$")
_ENDING = re.compile(
    rf"(?:^|[\s)】\]·>|]){_DAY}(?:{_CLOCK})?\s*(?:(?:来源|来自|稿源|作者|编辑|责编|浏览|字号|点击)[^。]*|[一-龥]{{2,8}})?$"
)
_NO_STAMP = re.compile(
    r"今天是|现在是|当前时间|系统时间|今日(?:是|日期)|ICP|公安?网安?备|备案|许可证|版权|©|Copyright|电话|热线|传真|邮编|证号",
    re.IGNORECASE,
)

_SOURCE = re.compile(
    r"(?<!图片)(?<!图)(?<!数据)(?<!资料)(?<!视频)(?:来源|来自|来历|稿源|信息来源|发布机构|发布单位|报纸名称)\s?[:?\ufffd□]\s?"
    r"([^\s,。|()\[\]【】:?\ufffd□]{2,24}?)(?=[\s?\ufffd□]|\d{4}[-/.年]|发布|时间|日期|作者|收集|编辑|责任|记者|浏览|字[号体]|点击|阅读|[,。|()\[\]【】]|$)"
)
_OUTLET = r"[一-龥·]{2,14}(?:网|报|社|新闻|在线|频道|电视台|广播|融媒体?|观察|看点|发布|时评|公安|客户端|杂志|公众号)"
_NAMED = re.compile(rf"^(?:({_OUTLET})\s*)?{_DAY}(?:{_CLOCK})?\s*[·|]?\s*({_OUTLET})?$")
_AGENCY = re.compile(
    r"^\W{0,3}(新华社|中新社|中新网|人民网|央广网|央视网|新华网|光明网)(?:记者)?[一-龥]{0,6}\d{1,2}月\d{1,2}日(?:电|讯|消息)"
)
_CODED = re.compile(r"[a-zA-Z]*\d{5,}|[\d\W]+$")

_DATELINE_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日(?:电|讯|消息)")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年")
_MENU = re.compile(r"[|>»]|\s\S{1,4}\s\S{1,4}\s|举报|登录|客户端|不信谣|数字报|电子报|网站首页|正文\s*$|\d版:|:$")
_REPORTER = re.compile(r"(?:记者|通讯员|作者|文/|图/|摄影)[ ::]?\S{2,4}(?: \S{1,4}){0,4}$")
_SUFFIX = re.compile(r"\s?[_|]\s?[^_|]{2,14}$|\s?-{1,2}\s?[一-龥]{2,12}(?:网|频道|报|厅|局|政府|新闻|在线)$")
_LEAD = 4
"""So many lines from the top may hold the byline even where they look like text."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines of a page say about it; None where they are silent."""

    title: str | None
    publisher: str | None
    published: str | None


def read_page(text: str, lines: list[Line]) -> Page:
    """Read title, publisher and date from the lines of a repaired text."""
    above, below = _edges(text, lines)
    titles = [text[line.start : line.end] for line in lines if line.kind == "title"]
    published = stamp(above, below) or _dateline(text)
    return Page(headline(titles), publisher([*above, *below]) or _agency(text, lines), published)


def page_of(article: Article) -> Page:
    """Read what an article's own lines say, for callers that know something else to fall back on."""
    text = clean(article.text, article.body).text
    return read_page(text, split_lines(text))


def completed(article: Article, page: Page) -> Article:
    """Fill what an article's own metadata leaves open with what its page says."""
    return replace(
        article,
        title=article.title or page.title,
        publisher=article.publisher or page.publisher,
        published=article.published or page.published,
    )


def stamp(above: Sequence[str], below: Sequence[str] = ()) -> str | None:
    """Return the publication date that lines around an article give, as ISO 8601.

    A labelled date (发布时间:) wins over a stamp with its time, that over a bare date; below the text only a label or
    the closing date of a notice counts, since lists of related news have dates too.
    """
    whole = _first(_LABELLED, above)
    above = [line for line in above if not _NO_STAMP.search(line)]
    bare = _first(_OPENING, above) or _first(_CLOCKED, [line for line in above if "。" not in line]) or _bare(above)
    part = None if whole else _partial(above, bare)
    closing = [line for line in below[:1] if not _NO_STAMP.search(line)]
    return whole or part or bare or _first(_LABELLED, below) or _first(_ALONE, closing)


def publisher(lines: Iterable[str]) -> str | None:
    """Return the publisher that bylines name (来源:), or that stands beside a stamp; article codes are none."""
    names: list[str] = []
    lines = list(lines)
    for pattern in (_SOURCE, _NAMED):
        for match in filter(None, map(pattern.search, lines)):
            names += [name for name in (match[1], match[match.re.groups]) if name]
    return next((name for name in names if not _CODED.match(name)), None)


def headline(candidates: Sequence[str]) -> str | None:
    """Return the first line that reads as a headline (no menu, byline or stamp), without the site's name after it."""
    for line in candidates:
        if 8 <= len(line) <= 80 and not any(one.search(line) for one in (_MENU, _FULL, _REPORTER, _SOURCE)):
            return _SUFFIX.sub("", line).strip() or None
    return None


def iso_date(text: str) -> str | None:
    """Return the first full date in a text as ISO 8601, None if there is none."""
    return _first(_FULL, [text]) or _reversed(text)


def _edges(text: str, lines: list[Line]) -> tuple[list[str], list[str]]:
    """Return the lines above the article's second paragraph that may be its byline, and those right below it."""
    body = [number for number, line in enumerate(lines) if line.kind == "body"]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    lead = min(max(first + 1, _LEAD), last + 1)
    above = [line for line in lines[:lead] if line.kind != "body" or line is lines[first]]
    above += [line for line in lines[lead : last + 1] if line.kind == "furniture"]
    below = lines[last + 1 : last + 7]
    return [_words(text, line) for line in above], [_words(text, line) for line in below]


def _words(text: str, line: Line) -> str:
    """The words of a line, blanks that the page left as entities among them."""
    return text[line.start : line.end].replace("&nbsp;", " ").strip()


def _bare(lines: Sequence[str]) -> str | None:
    """Return a date alone on its line, beside a short name, or at the end of a byline."""
    short = [line for line in lines if len(line) <= 40]
    ending = [line for line in lines if len(line) <= 80 and "。" not in line]
    return (
        _first(_ALONE, short)
        or _first(_BESIDE, short)
        or _first(_ENDING, ending)
        or next(filter(None, map(_reversed, short)), None)
    )


def _reversed(line: str) -> str | None:
    match = _REVERSED.search(line)
    return _iso(match[3], match[2], match[1]) if match else None


def _partial(lines: Sequence[str], bare: str | None) -> str | None:
    """Return a labelled month and day, with the year of a stamp that is not before it (an e-paper's own day)."""
    match = next(filter(None, map(_LABELLED_PART.search, lines)), None)
    found = _iso(bare[:4], match[1], match[2]) if match and bare else None
    return found if found and bare and found <= bare else None


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> str | None:
    matches = (match for line in lines for match in pattern.finditer(line[:160]))
    return next(filter(None, (_iso(*match.groups()[:3]) for match in matches)), None)


def _dateline(text: str) -> str | None:
    """Return a dateline's day (本报北京7月16日电) in the year of a day shortly before it, else the only year named."""
    match = _DATELINE_DAY.search(text[:300])
    if not match:
        return None
    latest = max(filter(None, (_iso(*full.groups()[:3]) for full in _FULL.finditer(text))), default=None)
    if latest:
        years = (int(latest[:4]), int(latest[:4]) + 1)
        near = [day for year in years if (day := _iso(str(year), match[1], match[2])) and 0 <= _days(latest, day) <= 31]
        return near[0] if near else None
    named = set(_YEAR.findall(text))
    # In January and February news sums up the year before.
    return _iso(named.pop(), match[1], match[2]) if len(named) == 1 and int(match[1]) > 2 else None


def _agency(text: str, lines: list[Line]) -> str | None:
    """Return the news agency whose dateline opens the first paragraph."""
    body = next((text[line.start : line.end] for line in lines if line.kind == "body"), "")
    match = _AGENCY.match(body)
    return match[1] if match else None


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
