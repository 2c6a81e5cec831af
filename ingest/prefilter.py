"""The cheap look at a page before it is read: what is not Chinese, or no news, states nothing and is dropped.

It never loses a fact: a fact's words are Chinese, and of a text that is no news (ingest/genre.py) no extractor is asked.
On a crawl of the web this is most of the pages.
"""

import re
from itertools import islice
from typing import Final

from ingest.cleaning import Clean, clean
from ingest.genre import is_news
from ontology.model import Article

FEWEST: Final = 4
"""Chinese characters that the shortest statement has at least: who, and what was done."""
_CHINESE: Final = re.compile("[⺀-⿕㐀-鿿豈-\ufaff\U00020000-\U0003ffff]")


_CODED: Final = re.compile(rb"[\0\x1b]|~\{|&#")
"""What may hide Chinese in plain ASCII: UTF-16, ISO-2022 and HZ, and references to characters."""


def may_be_chinese(page: bytes) -> bool:
    """Whether a page as it was sent may hold Chinese; only what is surely without is dropped before it is parsed."""
    if page.isascii():
        return _CODED.search(page) is not None
    try:
        text = page.decode()
    except UnicodeDecodeError:
        return True
    return _chinese(text) or _CODED.search(page) is not None


def _chinese(text: str, start: int = 0) -> bool:
    return sum(1 for _ in islice(_CHINESE.finditer(text, start), FEWEST)) == FEWEST


def prefiltered(article: Article) -> Clean | None:
    """Return the repaired text of an article that may state something, else None."""
    if not _chinese(article.text, article.body):
        return None
    repaired = clean(article.text, article.body)
    return repaired if is_news(repaired.text) else None
