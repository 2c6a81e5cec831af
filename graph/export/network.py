"""The network of entities that facts join, for formats of diagram programs: the relation index's links, in networkx."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import networkx as nx
import pyarrow as pa

from graph.export.content import Content
from graph.index.coding import NONE, Texts
from graph.index.edges import LINKS
from graph.index.labels import NAMED, labels_in
from graph.index.mentions import NAMING, STATUSES, TYPES, Mentions, found_in, kind_of
from graph.index.tally import SHOWN

Attributes = dict[str, Any]
_SAID: Final = ("id", "type", "start", "end", "status")
_COLUMNS: Final = tuple(dict.fromkeys((*_SAID, *NAMED, *NAMING)))
"""What of the facts the network is made from; their sentences are not."""
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def network(content: Content) -> "nx.MultiDiGraph[str]":
    """Return the entities as nodes and their links as edges, keyed by kind.

    Nodes carry kind, label and size (facts); edges kind, count, first, last, status and facts (ids, at most five).
    """
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    facts = content.columns(_COLUMNS)
    texts = Texts(facts)
    named = found_in(texts, texts["type"].mapped(TYPES.index))
    further = _further(named)
    shown = labels_in(texts, named.ids)
    named = replace(named, ids=[fit(entity) for entity in named.ids])
    for entity, label in zip(named.ids, shown, strict=True):
        found.add_node(entity, kind=kind_of(entity), label=fit(label), size=0)
    for number, line in enumerate(_said(facts)):
        for entity in {named.ids[n] for n in _mentioned(named, number) + further[number]}:
            found.nodes[entity]["size"] += 1
        for source, target, kind in _links(named, number, further[number], line["type"]):
            if not found.has_edge(source, target, kind):
                found.add_edge(
                    source, target, kind, kind=kind, count=0, first=None, last=None, status="denied", facts=[]
                )
            _count(found.edges[source, target, kind], line)
    return found


def fit(text: str) -> str:
    """Replace characters that XML cannot hold: in ids too, for they carry the names of operations and measures."""
    return _UNFIT.sub("\ufffd", text)


def _said(facts: pa.Table) -> Iterator[Attributes]:
    for batch in facts.select(_SAID).to_batches(max_chunksize=4096):
        yield from batch.to_pylist()


def _further(named: Mentions) -> defaultdict[int, list[int]]:
    """Return the places that a fact names beyond its first, by fact number."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, place in zip(named.extra_facts.tolist(), named.extra_places.tolist(), strict=True):
        found[number].append(place)
    return found


def _mentioned(named: Mentions, number: int) -> list[int]:
    return [int(column[number]) for column in named.roles.values() if column[number] != NONE]


def _links(named: Mentions, number: int, further: list[int], kind_of_fact: str) -> Iterator[tuple[str, str, str]]:
    """Yield source, target and kind of what one fact joins."""
    for name, source, target, kind in LINKS:
        if name == kind_of_fact:
            for one in _ends(named, number, source, further):
                for two in _ends(named, number, target, further):
                    if one != two:
                        yield named.ids[one], named.ids[two], kind


def _ends(named: Mentions, number: int, role: str, further: list[int]) -> list[int]:
    first = int(named.roles[role][number])
    return [end for end in (first, *(further if role == "place" else ())) if end != NONE]


def _count(edge: Attributes, line: Attributes) -> None:
    """Add one fact to an edge: the earliest start, the latest end, the most certain status."""
    edge["count"] += 1
    days = [day for day in (line["start"], line["end"]) if day]
    if days:
        edge["first"] = min([days[0], *filter(None, [edge["first"]])])
        edge["last"] = max([days[-1], *filter(None, [edge["last"]])])
    edge["status"] = min(edge["status"], line["status"], key=STATUSES.index)
    if len(edge["facts"]) < SHOWN:
        edge["facts"].append(line["id"])
