"""Words that a correction may bring into a fact: those of its own sentences, and those that the graph has already.

Reading keeps no private person's name because every word of a field stands in a quote, and quotes leave such names out. A
correction is held to the same: what it says is put together from the fact's quotes and from names of places, bodies, teams,
campaigns, metrics and offices. Nothing else comes in, with or without a sign that it is a name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.ask.words import tables
from graph.index.relation import RelationIndex
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_LEAST: Final = 2
"""Characters that a piece of a quote has at least: of single ones any name could be put together."""
_LONGEST: Final = 40
"""Characters of a name that is looked up."""
_PLAIN: Final = re.compile(
    r"第[一二三四五六七八九十百]+|[一二三四五六七八九十百]+(?=[组批轮届个、和与及]|$)|第|[\d.,%]+|[\s、,,。;;:()()“”\"《》·\-—/@]|[和与及的个名起组]"
)
"""What joins names: numbers, stops, and the particles between."""
_WORD: Final = re.compile(r"[A-Za-z]+")


def stray(text: str, quotes: Sequence[str], index: RelationIndex) -> bool:
    """Whether a text has words that neither some quotes nor the names that the graph has can account for."""
    if index.entities.number(text) is not None and not text.startswith("person/"):
        return False
    known = _known(text, index)
    reached = [True] + [False] * len(text)
    for start in range(len(text)):
        if reached[start]:
            for end in _ends(text, start, quotes, known):
                reached[end] = True
    return not reached[-1]


def _ends(text: str, start: int, quotes: Sequence[str], known: frozenset[str]) -> Iterator[int]:
    """Yield where pieces end that begin here: a stop or number, a known name, words of a quote."""
    if (plain := _PLAIN.match(text, start)) is not None:
        yield plain.end()
    for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
        if text[start:end] in known:
            yield end
    whole = _WORD.match(text, start)
    for end in range(start + _LEAST, len(text) + 1):
        if not any(text[start:end] in quote for quote in quotes):
            break
        if whole is None or end >= whole.end():
            yield end


def _known(text: str, index: RelationIndex) -> frozenset[str]:
    """Return the stretches of a text that are names the graph has: of the vocabulary, a place, an entity but no person."""
    spans = {text[a:b] for a in range(len(text)) for b in range(a + 1, min(len(text), a + _LONGEST) + 1)}
    return frozenset(word for word in spans if word in _labels()) | _entities(index, sorted(spans))


def _entities(index: RelationIndex, spans: Sequence[str]) -> frozenset[str]:
    """Return those stretches that are the label of an entity which is no person."""
    people = index.entities.of_kind("person")
    labels = index.entities.labels
    others = pa.chunked_array(
        [*_chunks(labels.slice(0, people.start)), *_chunks(labels.slice(people.stop))], pa.string()
    )
    values = pa.array(spans, pa.string())
    return frozenset(values.filter(pc.is_in(values, value_set=others)).to_pylist())


def _chunks(labels: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    chunks = labels.chunks if isinstance(labels, pa.ChunkedArray) else [labels]
    return [chunk.cast(pa.string()) for chunk in chunks]


@cache
def _labels() -> frozenset[str]:
    """Return the labels of the vocabulary, the names of places, and the words for bodies and offices."""
    vocabulary = load_vocabulary()
    labels = {label for label, _, _ in vocabulary.labels()}
    labels |= {part for kind in vocabulary.team_kinds.values() for form in kind.forms for part in form if part}
    labels |= {name for one in load_gazetteer() for name in (one.name, *one.shorts) if len(name) > 1}
    labels |= {word for table in ("body", "office", "meeting") for words in tables()[table].values() for word in words}
    slugs = (*vocabulary.senders, *vocabulary.team_kinds, *vocabulary.campaigns, *vocabulary.metrics, *tables()["body"])
    labels |= {"team", "org", *(word for slug in slugs for word in _WORD.findall(slug))}
    labels |= {unit for unit in tables()["unit"]["unit"] if unit not in {"人", "名"}} | {
        "人",
        "名",
        "元",
        "万",
        "亿",
        "%",
    }
    return frozenset(labels)
