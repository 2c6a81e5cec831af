"""The jurisdiction an article is about, for all that it says without a place's name (全市, 我省)."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from ingest.bodies import at_level, find_bodies
from ingest.hints import hinted
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence
from ontology.model import COUNTRY, Article

_NATIONAL = re.compile(r"公安部(?!署)|生态环境部|应急管理部|国务院|中央[^,。]{0,8}(?:督察|督导|巡视)|党中央|全国")
_OWN = re.compile(r"我(省|市|县|区|州|盟|旗)(?![里域长])")
_MEDIUM = re.compile(
    r"(?:^|[\n(])\W{0,3}([一-龥]{2,10}?(?:新闻网|日报|晚报|晨报|早报|时报|商报|都市报|网|电视台|融媒体?(?:中心)?|在线|发布))(?:讯|消息|供稿)"
)


def home_of(article: Article, text: str, places: Sequence[PlaceMention], sentences: Sequence[Sentence]) -> str | None:
    """Return the jurisdiction an article is about: its title's place, else the first in its text, else its publisher's."""
    named = {place.code for place in places}
    codes = hinted(article.title, text, named)
    if codes:
        return codes[-1] if len({code[:2] for code in codes}) == 1 else codes[0]
    titled = [sentence for sentence in sentences if sentence.kind == "title"]
    for mention in places:
        if any(sentence.start <= mention.start < sentence.end for sentence in titled):
            return mention.code
    codes = hinted(article.publisher, text, named)
    if codes:
        return codes[0]
    first = [mention.code for mention in places[:1]]
    acting = _acting(text, places)
    if acting in (None, COUNTRY):
        acting = _ours(text, places) or acting
    return acting or next(iter([*_seat(text, named), *first]), None)


def _ours(text: str, places: Sequence[PlaceMention]) -> str | None:
    """The province, city or county that a text calls its own (我省) and names most."""
    own = _OWN.search(text)
    codes = Counter(filter(None, (at_level(place.code, own[1]) for place in places))) if own else None
    return codes.most_common(1)[0][0] if codes else None


def _seat(text: str, named: Collection[str]) -> list[str]:
    """The place of the medium that the text names as its own (黄冈新闻网讯; 竹山县电视台供稿)."""
    media = _MEDIUM.search(text)
    return hinted(media[1], text, named) if media else []


def _acting(text: str, places: Sequence[PlaceMention]) -> str | None:
    """The jurisdiction that acts most in a text whose title names none; the country where a national body opens it or none prevails."""
    local = Counter(
        body.codes[0]
        for body in find_bodies(text, places, None, None)
        if body.codes != (COUNTRY,) and len(body.codes) == 1
    )
    national = len(_NATIONAL.findall(text))
    if local:
        code, count = local.most_common(1)[0]
        if count >= 2 and count >= 0.5 * local.total() and (count >= national or local.total() == count):
            return code
    return COUNTRY if _NATIONAL.search(text, 0, 200) or national > local.total() else None
