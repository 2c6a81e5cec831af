"""What is known of one IRI of ours, as quads: an article, a fact, an entity, a concept, the ontology, a run, a correction.

An entity is described by the newest facts that name it, with what the reference data says of it; persons are shown
beside a body and have no description of their own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow.compute as pc
import pyoxigraph as ox

from graph.index.coding import Ints
from graph.index.narrow import facts_on
from graph.index.relation import RelationIndex
from graph.index.select import Selection, page
from graph.quads import quads
from graph.questions.article import article
from graph.reference import reference_quads
from ontology import terms
from ontology.errors import NotFound
from ontology.wire import Line

MOST: Final = 200
"""Facts, or articles of a run, that a description holds at most, the newest."""
_PROV: Final = terms.PREFIXES["prov"]
_A: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_LABELS: Final = tuple(
    ox.NamedNode(name)
    for name in (terms.PREFIXES["skos"] + "prefLabel", terms.PREFIXES["rdfs"] + "label", terms.VOCABULARY + "title")
)


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """An IRI, its quads, and how many facts name it in all; `quads` holds those of the MOST newest."""

    entity: str
    iri: str
    quads: tuple[ox.Quad, ...]
    facts: int

    @property
    def labels(self) -> Mapping[ox.NamedNode, str]:
        """The names of what the quads speak of, Chinese ones where there are several."""
        found: dict[ox.NamedNode, str] = {}
        for quad in self.quads:
            match quad.subject, quad.object:
                case ox.NamedNode() as subject, ox.Literal() as value if quad.predicate in _LABELS:
                    if value.language == "zh" or subject not in found:
                        found[subject] = value.value
        return found


def resource(index: RelationIndex, entity: str) -> Resource:
    """Return what is known of an entity id (IRI without its base). Raises NotFound if that is nothing."""
    kind, _, key = entity.partition("/")
    known = _about(terms.iri(entity))
    describe: Callable[[RelationIndex, str], tuple[Ints, list[ox.Quad]]] = _KINDS.get(kind, _facts)
    if kind == "person":
        raise NotFound(f"{entity!r} is a person; people are shown beside a body and have no page of their own.")
    numbers, found = describe(index, key if kind in _KINDS else entity)
    shown = page(index, Selection(len(numbers), numbers), None, MOST).numbers
    found = list(dict.fromkeys([*known, *found, *_stated(index, shown.tolist())]))
    if not found:
        raise NotFound(f"Nothing is known of {entity!r}.")
    return Resource(entity, terms.iri(entity), tuple(found), len(numbers))


def ontology() -> tuple[ox.Quad, ...]:
    """Return the classes and properties, and how they are those of other vocabularies."""
    return _graph("graph/ontology")


def serialized(found: Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    """Write quads in a format of RDF; those that know no graphs lose the graphs' names."""
    if form in {ox.RdfFormat.N_QUADS, ox.RdfFormat.JSON_LD}:
        return ox.serialize(found, format=form) or b""
    prefixes = None if form == ox.RdfFormat.N_TRIPLES else dict(terms.PREFIXES)
    return ox.serialize(dict.fromkeys(quad.triple for quad in found), format=form, prefixes=prefixes) or b""


def _facts(index: RelationIndex, entity: str) -> tuple[Ints, list[ox.Quad]]:
    """Return the facts that name an entity."""
    number = index.entities.number(entity)
    return (facts_on(index, np.array([number])) if number is not None else np.empty(0, np.int64)), []


def _concept(index: RelationIndex, key: str) -> tuple[Ints, list[ox.Quad]]:
    return _facts(index, f"metric/{key}")


def _article(index: RelationIndex, key: str) -> tuple[Ints, list[ox.Quad]]:
    """Return all that an article says. Raises NotFound."""
    view = article(index, key)
    return np.empty(0, np.int64), _parsed(quads(view.row, view.facts))


def _fact(index: RelationIndex, key: str) -> tuple[Ints, list[ox.Quad]]:
    number = index.lines.number(key)
    return np.array([number] if number is not None else [], np.int64), []


def _graph_of(_index: RelationIndex, key: str) -> tuple[Ints, list[ox.Quad]]:
    return np.empty(0, np.int64), list(_graph(f"graph/{key}"))


def _run(index: RelationIndex, key: str) -> tuple[Ints, list[ox.Quad]]:
    """Return a run of the reader and the articles it read."""
    rows = pc.equal(index.articles.rows["extractor"], key)
    ids = index.articles.rows["id"].filter(rows).slice(0, MOST).to_pylist()
    run = ox.NamedNode(terms.iri(f"run/{key}"))
    told = [
        ox.Quad(ox.NamedNode(terms.iri(terms.article_id(name))), ox.NamedNode(_PROV + "wasGeneratedBy"), run)
        for name in ids
    ]
    return np.empty(0, np.int64), [ox.Quad(run, _A, ox.NamedNode(_PROV + "Activity")), *told] if told else []


def _reviewed(field: str) -> Callable[[RelationIndex, str], tuple[Ints, list[ox.Quad]]]:
    """Return what finds the facts whose review has a value in a field; few facts have a review."""

    def found(index: RelationIndex, key: str) -> tuple[Ints, list[ox.Quad]]:
        ids: list[str] = []
        for batch in index.lines.batches:
            rows = batch.filter(pc.is_valid(batch["review"])).select(["id", "review"]).to_pylist()
            ids += [row["id"] for row in rows if row["review"][field] == key]
        numbers = (index.lines.number(name) for name in dict.fromkeys(ids))
        return np.array(sorted(number for number in numbers if number is not None), np.int64), []

    return found


_KINDS: Final[Mapping[str, Callable[[RelationIndex, str], tuple[Ints, list[ox.Quad]]]]] = {
    "article": _article,
    "fact": _fact,
    "concept": _concept,
    "graph": _graph_of,
    "run": _run,
    "correction": _reviewed("correction"),
    "reviewer": _reviewed("by"),
}
"""Kinds of IRI that are no entities of the index."""


def _stated(index: RelationIndex, numbers: Iterable[int]) -> Iterable[ox.Quad]:
    """Yield facts in their articles' graphs."""
    by_article: dict[str, list[Line]] = {}
    for line in index.facts(list(numbers)):
        by_article.setdefault(line["article"], []).append(line)
    for name, lines in by_article.items():
        number = index.articles.number(name)
        row: dict[str, Any] = index.articles.row(number) if number is not None else {"id": name}
        yield from _parsed(quads(row, lines))


def _parsed(text: bytes) -> list[ox.Quad]:
    return list(ox.parse(text, format=ox.RdfFormat.N_QUADS))


@cache
def _reference() -> ox.Store:
    store = ox.Store()
    for piece in reference_quads():
        store.bulk_load(piece, format=ox.RdfFormat.N_QUADS)
    return store


def _about(iri: str) -> list[ox.Quad]:
    """Return what the reference data says of an IRI."""
    return list(_reference().quads_for_pattern(ox.NamedNode(iri), None, None))


def _graph(name: str) -> tuple[ox.Quad, ...]:
    return tuple(_reference().quads_for_pattern(None, None, None, ox.NamedNode(terms.iri(name))))
