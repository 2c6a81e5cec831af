"""What a store holds, written into the store itself: the log's generation and stamp, and what the rest was made of."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

import orjson

from graph.endpoint import Answer, Endpoint
from graph.quads import MAPPING, text
from graph.reference import reference_digest
from graph.results import represent
from ontology import terms

STATE: Final = terms.iri("graph/state")
"""The name of the graph that says it, and of what it says it of."""
_VALUE: Final = terms.PREFIXES["rdf"] + "value"


@dataclass(frozen=True, slots=True)
class State:
    """What a store holds: the log's generation and stamp, the reference data's digest, the mapping's version."""

    generation: int
    stamp: str
    reference: str
    mapping: int


def written(generation: int, stamp: str) -> bytes:
    """Return the graph that says what the store holds, as N-Triples."""
    state = State(generation, stamp, reference_digest(), MAPPING)
    return f"<{STATE}> <{_VALUE}> {text(orjson.dumps(asdict(state)).decode())} .\n".encode()


def held(endpoint: Endpoint) -> State | None:
    """Return what a store says that it holds, None where it was never filled."""
    query = f"SELECT ?o {{ GRAPH <{STATE}> {{ <{STATE}> <{_VALUE}> ?o }} }}"
    for found in bindings(endpoint.query(query)):
        return State(**orjson.loads(found["o"]["value"]))
    return None


def bindings(answer: Answer) -> Iterator[dict[str, dict[str, str]]]:
    """Yield the rows of an answer. Raises StoreError if it is not whole."""
    yield from orjson.loads(represent(answer, "").body)["results"]["bindings"]
