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


def prefiltered(article: Article) -> Clean | None:
    """Return the repaired text of an article that may state something, else None."""
    if sum(1 for _ in islice(_CHINESE.finditer(article.text, article.body), FEWEST)) < FEWEST:
        return None
    repaired = clean(article.text, article.body)
    return repaired if is_news(repaired.text) else None
