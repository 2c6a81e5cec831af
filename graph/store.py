"""The RDF store: a reader of the log that answers SPARQL, kept in an Oxigraph of our own or in any SPARQL endpoint.

One named graph an article, replaced whole, and the reference graphs. The log's generation that the store has reached is
written into the store, last; so whatever breaks off in between is done again, and a store can always be thrown away.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph import gate
from graph.connection import Connection
from graph.endpoint import Endpoint, TooLong
from graph.lock import locked
from graph.log import Changes, Log
from graph.pairs import pairs
from graph.quads import MAPPING, quads, triples
from graph.reached import STATE, bindings, held, written
from graph.reference import reference_digest, reference_graphs, reference_quads
from graph.results import represent
from ontology import terms
from ontology.errors import WorkspaceLocked
from ontology.limits import LIMITS, Limits

_ARTICLE: Final = f"?g a <{terms.VOCABULARY}Article>"
_SMALL: Final = 2 * 2**20
"""Bytes of N-Quads up to which one transaction is quicker than a bulk load; nothing of it is seen before its end."""
_FEW: Final = 50
"""Articles up to which a change is one request."""
_DROPPED: Final = 200
_ASKED: Final = 1000
_WAIT: Final = 60.0
_PIECE: Final = 2**16


class Store:
    """The RDF store of one workspace, from one process; safe to share between threads."""

    def __init__(self, workspace: Path, address: str | None = None, limits: Limits = LIMITS) -> None:
        """Take the workspace's folder, and the setting of a SPARQL server (graph/dialects.py) if it is not our own."""
        self._folder = workspace.resolve() / "store"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._server = Connection(self._folder, limits, address)
        self._longest = limits.query
        self._mutex = Lock()
        self._reached: tuple[int, int] | None = None

    @property
    def turn(self) -> int:
        """Grows whenever another server answers than before: it may hold less than was filled in, so catch up again."""
        return self._server.turn

    def trouble(self) -> str | None:
        """Return why the server does not answer right now, None if it does; starts nothing."""
        return self._server.trouble()

    def start(self) -> str:
        """Start the server, or find the one that another process runs; what it says of itself.

        Raises StoreError if it does not come up.
        """
        self._server.use(lambda endpoint: endpoint.query("ASK {}"))
        child = self._server.child
        return "given" if child is None else "own" if child.owner else "shared"

    def check(self, query: str) -> str:
        """Return the text of a query that may be put to the store. Raises QueryRefused."""
        return gate.check(query, self._longest)

    def query(self, query: str, accept: str = "") -> tuple[str, bytes]:
        """Return media type and bytes of a query's result, in the type that an Accept header prefers.

        Raises QueryRefused (gate, syntax) and StoreError (time limit, half an answer, endpoint gone).
        """
        checked = self.check(query)
        try:
            answer = represent(self._server.use(lambda endpoint: endpoint.query(checked)), accept)
        except TooLong:
            # Oxigraph looks at its clock only while it reads, and some joins in memory never end
            self._server.restart()
            raise
        return answer.media_type, answer.body

    def generation(self) -> int | None:
        """Return the log's generation that the store has reached, None if it was never filled."""
        state = self._server.use(held)
        return state.generation if state else None

    def catch_up(self, log: Log) -> int:
        """Take over what the log says since the store's generation, and return the generation reached.

        Where another process is already at it, nothing is done and its generation so far is returned.
        """
        if self._reached is not None and self._reached[1] == self.turn and not log.newer_than(self._reached[0]):
            return self._reached[0]
        try:
            return self._filling(lambda: self._follow(log), 0)
        except WorkspaceLocked:
            return self.generation() or 0

    def rebuild(self, log: Log) -> int:
        """Fill the store anew from the log alone, and return the generation reached.

        Raises WorkspaceLocked where another process goes on filling it for too long.
        """
        return self._filling(lambda: self._fill(log), _WAIT)

    def close(self) -> None:
        """Stop the server if this process runs it, and close the connections."""
        self._server.close()

    def _filling(self, fill: Callable[[], int], wait: float) -> int:
        """Fill the store, one process and thread at a time. Raises WorkspaceLocked after `wait` seconds."""
        with self._mutex, locked(self._folder / "filling", wait):
            reached = fill()
            self._reached = reached, self.turn
            return reached

    def _follow(self, log: Log) -> int:
        state, newest = self._server.use(held), log.generation()
        if state is None or state.mapping != MAPPING or state.generation > newest:
            return self._fill(log)
        if state.stamp != log.stamp_of(state.generation):  # put back from a backup, or written anew without something
            return self._fill(log)
        if state.reference != reference_digest():
            self._replace_reference()
        changes = log.changed_since(state.generation)
        if not self._in_one(changes, log):
            self._apply(changes)
            self._reach(changes.generation, log)
        return changes.generation

    def _in_one(self, changes: Changes, log: Log) -> bool:
        """Make a small change, and write down what the store then holds, in one request, which is one transaction."""
        if len(changes.gone) > _FEW:
            return False
        graphs = {_name(article): b"" for article in changes.gone}
        for row, facts in pairs(changes.articles, changes.facts):
            graphs[_name(row["id"])] = triples(row, facts)
        graphs[STATE] = written(changes.generation, log.stamp())
        update = "".join(f"DROP SILENT GRAPH <{name}> ;\n" for name in graphs).encode() + b"".join([
            b"INSERT DATA {\n",
            *(f"GRAPH <{name}> {{\n".encode() + content + b"}\n" for name, content in graphs.items() if content),
            b"}",
        ])  # fmt: skip
        # a backslash before a u is an escape of the whole text in SPARQL, but not in N-Triples
        if update.count(b"\n") > self._server.endpoint().dialect.statements or b"\\\\u" in update.lower():
            return False
        self._server.use(lambda endpoint: endpoint.update(update.decode()))
        return True

    def _fill(self, log: Log) -> int:
        stamp, changes = log.stamp(), log.changed_since(0)
        self._clear()
        self._add(_everything(changes))
        self._reach(changes.generation, log, stamp)
        return changes.generation

    def _clear(self) -> None:
        if self._server.child is not None:
            self._server.use(Endpoint.clear)
        else:  # the server may hold other people's graphs
            self._drop(self._all())

    def _apply(self, changes: Changes) -> None:
        """Drop what is gone, replace what was there, add what is new."""
        standing = {_name(article) for article in changes.articles["id"].to_pylist()}
        there = self._there(sorted({_name(article) for article in changes.gone}))
        self._drop(sorted(there - standing))
        old, new = _split(changes, there)
        for row, facts in pairs(old.articles, old.facts):
            name, content = _name(row["id"]), triples(row, facts)
            self._server.use(lambda endpoint, name=name, content=content: endpoint.put(name, content))  # type: ignore[misc]
        if new.articles.num_rows:
            self._add(quads(row, facts) for row, facts in pairs(new.articles, new.facts))

    def _add(self, content: Iterator[bytes]) -> None:
        """Add what no graph holds yet: a little in one transaction, much as a bulk load."""
        pieces = _pieces(content)
        first = list(islice(pieces, _SMALL // _PIECE))
        rest = next(pieces, None)
        if rest is None:
            self._server.use(lambda endpoint: endpoint.add(first))
        else:
            self._server.use(lambda endpoint: endpoint.add(chain(first, [rest], pieces), bulk=True), tries=1)

    def _replace_reference(self) -> None:
        self._drop([name for name in self._all() if name.startswith(terms.BASE + "graph/") and name != STATE])
        content = b"".join(reference_quads())
        self._server.use(lambda endpoint: endpoint.add([content]))

    def _all(self) -> list[str]:
        """Return the names of all our graphs, at least of those that there may be."""
        if self._server.endpoint().dialect.lists:
            return self._names("")
        return [*self._names(_ARTICLE), *reference_graphs(), STATE]

    def _there(self, names: list[str]) -> set[str]:
        """Return which of some articles' graphs the store has."""
        found: set[str] = set()
        for first in range(0, len(names), _ASKED):
            values = " ".join(f"<{name}>" for name in names[first : first + _ASKED])
            found.update(self._names(_ARTICLE, f"VALUES ?g {{ {values} }}"))
        return found

    def _names(self, pattern: str, values: str = "") -> list[str]:
        """Return the names of our graphs that hold a pattern."""
        query = f"SELECT DISTINCT ?g {{ {values} GRAPH ?g {{ {pattern} }} }}"
        names = [found["g"]["value"] for found in bindings(self._server.use(lambda endpoint: endpoint.query(query)))]
        return [name for name in names if name.startswith(terms.BASE)]

    def _drop(self, names: list[str]) -> None:
        for first in range(0, len(names), _DROPPED):
            update = ";\n".join(f"DROP SILENT GRAPH <{name}>" for name in names[first : first + _DROPPED])
            self._server.use(lambda endpoint, update=update: endpoint.update(update))  # type: ignore[misc]

    def _reach(self, generation: int, log: Log, stamp: str | None = None) -> None:
        """Write down, last, what the store now holds."""
        content = written(generation, stamp or log.stamp())
        self._server.use(lambda endpoint: endpoint.put(STATE, content))


def _name(article: str) -> str:
    return terms.iri(terms.article_id(article))


def _split(changes: Changes, there: set[str]) -> tuple[Changes, Changes]:
    """Part changes into articles whose graph is there and those that are new."""
    known = pa.array([_name(article) in there for article in changes.articles["id"].to_pylist()], pa.bool_())
    parts = []
    for articles in (changes.articles.filter(known), changes.articles.filter(pc.invert(known))):
        facts = changes.facts.filter(pc.is_in(changes.facts["article"], value_set=articles["id"].combine_chunks()))
        parts.append(replace(changes, articles=articles, facts=facts))
    return parts[0], parts[1]


def _everything(changes: Changes) -> Iterator[bytes]:
    yield from reference_quads()
    for row, facts in pairs(changes.articles, changes.facts):
        yield quads(row, facts)


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces, so that a long load is not sent in crumbs."""
    held, size = [], 0
    for piece in content:
        held.append(piece)
        size += len(piece)
        if size > _PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
