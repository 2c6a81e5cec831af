"""Reference data as named graphs: the ontology, each pack's vocabulary, the places of GB/T 2260.

Graph names are BASE + `graph/ontology`, `graph/pack/NAME` and `graph/places`. No blank nodes, so that any SPARQL store
can take and replace them.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import pyoxigraph as ox

import ontology
from graph.quads import node, text
from ontology import terms
from ontology.errors import VocabularyError
from ontology.packs import load_vocabulary
from ontology.places import Division, load_gazetteer

_ROOM: Final = Path(ontology.__file__).parent
_SKOS: Final = terms.PREFIXES["skos"]
_NOTATION, _LABEL, _OTHER, _BROADER, _ABOVE = (
    f"<{_SKOS}{name}>" for name in ("notation", "prefLabel", "altLabel", "broader", "broaderTransitive")
)


def reference_quads() -> Iterator[bytes]:
    """Yield the reference graphs as N-Quads, one piece a graph."""
    for name, files in _files().items():
        yield b"".join(_file_quads(name, path) for path in files)
    yield _place_quads()


def reference_graphs() -> list[str]:
    """Return the names of the reference graphs."""
    return [terms.iri(name) for name in (*_files(), "graph/places")]


@cache
def reference_digest() -> str:
    """Return a digest of the files behind the reference graphs: what tells a store that it holds others."""
    digest = blake2b(digest_size=10)
    for path in [path for files in _files().values() for path in files] + [_ROOM / "codes" / "places.csv"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> dict[str, list[Path]]:
    """Map graph names to the Turtle files that fill them; the alignments are the ontology's."""
    core = [path for path in (_ROOM / "campaign.ttl", _ROOM / "alignments.ttl") if path.exists()]
    packs = {f"graph/pack/{pack.name}": [pack.path / "pack.ttl"] for pack in load_vocabulary().packs}
    return {"graph/ontology": core, **packs}


def _file_quads(name: str, path: Path) -> bytes:
    """Return a Turtle file's triples as N-Quads. Raises VocabularyError for a blank node."""
    graph_name = ox.NamedNode(terms.iri(name))
    found = [ox.Quad(quad.subject, quad.predicate, quad.object, graph_name) for quad in _parsed(path)]
    for quad in found:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise VocabularyError(f"{path.name}: {quad} has a blank node; reference data uses IRIs only.")
    return ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""


def _parsed(path: Path) -> Iterator[ox.Quad]:
    return ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


def _place_quads() -> bytes:
    """Every code that was ever given: newest name, other names, what contains it directly and at all."""
    gazetteer = load_gazetteer()
    names: dict[str, list[Division]] = {}
    for division in gazetteer:
        names.setdefault(division.code, []).append(division)
    end = f" <{terms.iri('graph/places')}> .\n"
    lines = (statement + end for code in names for statement in _place(gazetteer.division(code), names[code]))
    return "".join(lines).encode()


def _place(newest: Division, divisions: list[Division]) -> Iterator[str]:
    place = node(terms.place_id(newest.code))
    yield f"{place} {_NOTATION} {text(newest.code)}"
    yield f"{place} {_LABEL} {text(newest.name)}@zh"
    others = dict.fromkeys(name for division in divisions for name in (division.name, *division.shorts))
    yield from (f"{place} {_OTHER} {text(name)}@zh" for name in others if name != newest.name)
    if newest.parent:
        yield f"{place} {_BROADER} {node(terms.place_id(newest.parent))}"
    for code in load_gazetteer().ancestors(newest.code):
        yield f"{place} {_ABOVE} {node(terms.place_id(code))}"
