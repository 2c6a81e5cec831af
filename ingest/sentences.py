"""Lines and sentences of a repaired text, and which of them are the article: furniture, headings, body.

Furniture (credits, menus, licence numbers, related news) yields nothing. A heading is a line without a full stop; headings before
the first body line are titles, and count as such when page metadata gives none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from ingest.values import dataclass

LineKind = Literal["body", "heading", "title", "furniture"]

_FURNITURE = re.compile(
    r"^[\[【(●■▪·>◎◆□]?(?:文字|文|图文?|图片|供图|摄影|视频|编辑|责编|责任编辑|值班编辑|实习编辑|审核|审校|校对|监制|签发|终审|初审|二审|三审|复审|编审|统筹|策划|供稿|撰稿|通讯员"
    r"|记者|作者|来源|出品|邮箱|邮编|电话|传真|地址|网址|值班编委|原标题|原题|标题|日期|发布时间|发布日期|时间|标签|关键词|关键字|分享|字号|字体|打印|返回|阅读原文|阅读全文|阅读次数|点击|浏览|扫码|关注"
    r"|版权|免责|声明|特别声明|本文(?:为|来源|系|篇)|上一篇|下一篇|上一条|下一条|相关(?:阅读|新闻|链接|文章|推荐)|热点|热门|推荐|延伸阅读|首页|登录|注册|收藏|评论|转载|下载|客户端|我要举报|举报|反馈"
    r"|当前位置|您(?:的|现在|当前)|网站地图|联系我们|关于我们|主办|承办|技术支持|增值电信|互联网新闻|信息网络|\S{0,2}ICP备|\S公网安备|©|Copyright|#)[^,。]{0,60}$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(（【\[][^()（）【】\[\]。]{0,40}(?:记者|通讯员|编辑|责编|作者|供图|摄影|供稿|审核|校对)[^()（）【】\[\]。]{0,40}[)）】\]]"
)
_LONG = 90
"""A line of so many characters is text."""
_BYLINE = re.compile(r"(?:来源|来自|作者|编辑|责任编辑|发布时间|浏览次数|字号|字体)\s?[::]")
LONGEST = 1000
"""Characters of a sentence at most: what runs on without a full stop is parted at a comma, so that looking back through a
sentence takes no longer the longer the text is."""
_STOP = re.compile(r"[。!?;…][。!?;…]*[”’)]*")
_SENTENCE_END = tuple("。!?;…:”)")
_LIST_LINE = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}(?:督察|督导|巡视|督查|检查|考核巡查)?组(?:[::]|[\s|]+[一-龥])|[^,。;]{0,20}组(?:长)?[\s|]*(?:副)?组长[::]"
)

_TEAM_LINE = re.compile(
    r"(?:[(①-⑳]?\d{0,2}[.、)]\s*)?[一-龥“”]{0,16}?第?[一二三四五六七八九十\d]{1,3}[一-龥]{0,12}?(?:督察|督导|督查|巡视|巡察|巡查|检查)组(?:$|(?=[\s:,、(|]))"
)
_STAY_LINE = re.compile(r"(?:进驻|驻点|督察|督导|巡视|工作|检查)(?:工作)?时间:")
_RELATED = re.compile(
    r"\W{0,3}(?:相关(?:新闻|阅读|链接|文章|推荐|报道|内容)|推荐阅读|延伸阅读|热点新闻|热门(?:新闻|文章|推荐)|更多(?:新闻|内容)|猜你喜欢|上一[篇条]|下一[篇条])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: offsets without its newline, and what it is."""

    start: int
    end: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (up to a full stop or semicolon) or a heading; `line` is the number of its line."""

    start: int
    end: int
    line: int
    kind: LineKind


def split_lines(text: str) -> list[Line]:
    """Return the lines that are not empty, each with its kind."""
    lines: list[Line] = []
    position = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = position + raw.index(words)
            lines.append(Line(start, start + len(words), _kind(words)))
        position += len(raw) + 1
    return _with_titles(text, lines)


def _kind(line: str) -> LineKind:
    packed = line.replace(" ", "").replace("\t", "").replace("|", "")
    if len(packed) < _LONG and (_FURNITURE.match(packed) or ("。" not in packed and _BYLINE.search(packed))):
        return "furniture"
    if _LIST_LINE.match(line) or len(line) > 60 or "。" in line or (len(line) > 8 and line.endswith(_SENTENCE_END)):
        return "body"
    return "heading"


def _with_titles(text: str, lines: list[Line]) -> list[Line]:
    """Mark the headings before the first body line as titles; trailing ones, and lists of related news, as furniture."""
    body = [number for number, line in enumerate(lines) if line.kind == "body"]
    if len(body) > 1 and _is_headline(text, lines[body[0]]):
        lines[body[0]] = Line(lines[body[0]].start, lines[body[0]].end, "heading")
        body = body[1:]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    result = []
    related = False
    cards = _cards(text, lines)
    for number, line in enumerate(lines):
        kind = line.kind
        related = related or (number > first and _RELATED.match(text, line.start) is not None)
        if related and "。" not in text[line.start : line.end]:
            kind = "furniture"
        elif kind == "heading" and number < first and line.end - line.start >= 6:
            kind = "title"
        elif kind == "heading" and number > last and number not in cards:
            kind = "body" if number == last + 1 and line.end - line.start > 36 else "furniture"
        result.append(line if kind == line.kind else Line(line.start, line.end, kind))
    return result


def _is_headline(text: str, line: Line) -> bool:
    """Whether the first line only seems to be text: it ends in the quotation marks, bracket or exclamation of a title."""
    return (
        6 <= line.end - line.start <= 60
        and text[line.end - 1] in "”)!?"
        and text[line.start] not in "“("
        and text.find("。", line.start, line.end) < 0
        and _LIST_LINE.match(text, line.start) is None
    )


def _cards(text: str, lines: list[Line]) -> set[int]:
    """Return the lines of cards that name teams (place, team, 进驻时间:…, each on a line of its own), which close many a list."""
    teams = [
        number
        for number, line in enumerate(lines)
        if text.find("组", line.start, line.end) >= 0 and _TEAM_LINE.match(text, line.start, line.end)
    ]
    if not teams:
        return set()
    around = {number + step for number in teams for step in (-1, 0)}
    return around | {number for number, line in enumerate(lines) if _STAY_LINE.match(text, line.start)}


def split_sentences(text: str, lines: list[Line]) -> list[Sentence]:
    """Return the sentences of all lines that are no furniture, in reading order."""
    stops = [match.end() for match in _STOP.finditer(text)]
    found: list[Sentence] = []
    following = 0
    for number, line in enumerate(lines):
        if line.kind == "furniture":
            continue
        start, limit, kind = line.start, line.end, line.kind
        following = bisect_right(stops, start, following)
        last = bisect_right(stops, limit, following)
        for end in (*stops[following:last], limit):
            while end - start > LONGEST:
                cut = text.rfind(",", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
                found.append(Sentence(start, cut, number, kind))
                start = cut
            if start < end:
                found.append(Sentence(start, end, number, kind))
                start = end
        following = last
    return found


def holding(
    sentences: Sequence[Sentence], starts: Sequence[int], positions: Iterable[int]
) -> Iterator[tuple[int, Sentence]]:
    """Yield the sentences in which positions lie, given in reading order, each with its number; `starts` is where all begin."""
    reached = 0
    for position in positions:
        if position < reached:
            continue
        number = bisect_right(starts, position) - 1
        if number >= 0 and position < sentences[number].end:
            reached = sentences[number].end
            yield number, sentences[number]


def find_sections(sentences: Sequence[Sentence], lines: Sequence[Line]) -> tuple[int, ...]:
    """Return where the sections begin: where body text goes on after furniture, another item on the same page."""
    starts = [0]
    seen_body = False
    line = sentences[0].line if sentences else 0
    for sentence in sentences:
        if sentence.line > line + 1 and seen_body:
            skipped = lines[line + 1 : sentence.line]
            if any(one.kind == "furniture" for one in skipped):
                starts.append(sentence.start)
        seen_body = seen_body or sentence.kind == "body"
        line = sentence.line
    return tuple(starts)


def find_credits(text: str) -> list[tuple[int, int]]:
    """Return the stretches in brackets that name reporters and editors."""
    return [match.span() for match in _CREDIT.finditer(text)]


def line_of(lines: list[Line], position: int) -> int:
    """Return the number of the line that holds a position."""
    return max(0, bisect_right([line.start for line in lines], position) - 1)
