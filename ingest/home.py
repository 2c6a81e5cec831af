"""The jurisdiction an article is about, for all that it says without a place's name (全市, 我省)."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.bodies import find_bodies
from ingest.resolve import PlaceMention, hinted
from ingest.sentences import Sentence
from ontology.model import COUNTRY, Article

_NATIONAL = re.compile(r"公安部(?!署)|生态环境部|应急管理部|国务院|中央[^,。]{0,8}(?:督察|督导|巡视)|党中央|全国")


def home_of(article: Article, text: str, places: Sequence[PlaceMention], sentences: Sequence[Sentence]) -> str | None:
    """Return the jurisdiction an article is about: its title's place, else the first in its text, else its publisher's."""
    for hint in (article.title, article.publisher):
        codes = hinted(hint)
        if codes and hint == article.title:
            return codes[-1] if len({code[:2] for code in codes}) == 1 else codes[0]
    titled = [sentence for sentence in sentences if sentence.kind == "title"]
    for mention in places:
        if any(sentence.start <= mention.start < sentence.end for sentence in titled):
            return mention.code
    codes = hinted(article.publisher)
    if codes:
        return codes[0]
    return _acting(text, places) or (places[0].code if places else None)


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
