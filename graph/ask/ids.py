"""Ids of articles and facts in a question, which no table of names holds: there are as many as articles and facts."""

import re
from collections.abc import Iterator
from typing import Final

from graph.ask.meanings import Meaning
from graph.index.relation import RelationIndex

_WRITTEN: Final = re.compile(r"[0-9A-Za-z_.\-]{6,}[0-9A-Za-z]")


def ids(index: RelationIndex, question: str) -> Iterator[tuple[int, int, Meaning]]:
    """Yield where ids stand: start, end, and a `document` (article id) or `statement` (fact id)."""
    for match in _WRITTEN.finditer(question):
        word = match[0]
        if not any(character.isdigit() for character in word):
            continue
        if index.articles.number(word) is not None:
            yield match.start(), match.end(), Meaning("document", word, word)
        elif index.lines.number(word) is not None:
            yield match.start(), match.end(), Meaning("statement", word, word)
