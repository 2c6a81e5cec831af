"""Views: what the articles say in the terms of other standards, by the CONSTRUCT queries of ontology/views.

A view is added to an RDF format by name: `ttl:data-cube`, `nq:web-annotation,owl-time`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

import ontology
from graph.export.content import Content
from graph.quads import graph_name, triples
from ontology.errors import ValueUnknown

_FOLDER: Final = Path(ontology.__file__).parent / "views"
VIEWS: Final = tuple(sorted(path.stem for path in _FOLDER.glob("*.rq")))
"""Names of the views that there are."""


def check(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names. Raises ValueUnknown for one that is no view."""
    for name in names:
        if name not in VIEWS:
            raise ValueUnknown(f"No view is called {name!r}; it is one of {', '.join(VIEWS)}.")
    return tuple(names)


def quads(content: Content, names: Sequence[str]) -> Iterator[ox.Quad]:
    """Yield the views of every article, each in the article's graph; what is said once stands in the default graph."""
    for name in names:
        yield from _once(name)
    for row, facts in content.pairs():
        store = ox.Store()
        store.bulk_load(triples(row, facts, linked=True), format=ox.RdfFormat.N_TRIPLES)
        graph = ox.NamedNode(graph_name(row["id"])[1:-1])
        for name in names:
            for triple in _constructed(store, name):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _constructed(store: ox.Store, name: str) -> ox.QueryTriples:
    found = store.query(_query(name))
    if not isinstance(found, ox.QueryTriples):
        raise TypeError(f"The view {name!r} is no CONSTRUCT query.")
    return found


@cache
def _query(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


@cache
def _once(name: str) -> tuple[ox.Quad, ...]:
    path = _FOLDER / f"{name}.ttl"
    return tuple(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)) if path.exists() else ()
