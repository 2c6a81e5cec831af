"""What is known is the union of what the standing articles say, after any sequence of ingest, replace, retract and compact.

After each step the index that caught up and an RDF store that followed are compared with ones built from the survivors alone.
"""

from dataclasses import asdict
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from graph.index.relation import RelationIndex
from graph.log import Changes
from graph.pairs import pairs
from graph.quads import graph_name, quads, triples
from graph.questions.matrix import matrix
from graph.questions.stats import stats
from graph.questions.teams import teams
from graph.workspace import Workspace
from ontology.model import ArticleRow, Fact
from ontology.wire import flatten
from tests.graph.index.generated import generated
from tests.graph.index.test_catchup import assert_same, fresh
from tests.helpers import article_row, signature

NAMES = [f"a{number}" for number in range(6)]
Said = tuple[ArticleRow, list[Fact]]


def followed(store: ox.Store, changes: Changes) -> None:
    """Do to a store what graph.store does to the server: drop the graphs that changed, put those that stand."""
    for name in changes.gone:
        store.remove_graph(ox.NamedNode(graph_name(name)[1:-1]))
    for row, facts in pairs(changes.articles, changes.facts):
        graph = ox.NamedNode(graph_name(row["id"])[1:-1])
        store.load(triples(row, facts), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)


def quads_of(said: Said) -> set[ox.Quad]:
    row, facts = said
    return set(ox.parse(quads(asdict(row), [flatten(fact) for fact in facts]), format=ox.RdfFormat.N_QUADS))


class Union(RuleBasedStateMachine):
    """A workspace, what its articles should say, and an RDF store that follows."""

    @initialize()
    def start(self) -> None:
        """Begin with nothing."""
        self.folder = TemporaryDirectory()
        self.workspace = Workspace.open(Path(self.folder.name) / "workspace", create=True)
        self.standing: dict[str, Said] = {}
        self.store, self.reached, self.steps = ox.Store(), 0, 0

    def teardown(self) -> None:
        """Remove the workspace."""
        self.folder.cleanup()

    @rule(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), seed=st.integers(0, 2**20))
    def ingest(self, names: list[str], seed: int) -> None:
        """Ingest articles: those that are known are replaced, some are reprints of others."""
        rng = Random(seed)  # noqa: S311 (no secret)
        batch = [self._drawn(rng, name) for name in names]
        self.workspace.put(batch)
        self.standing |= {row.id: (row, facts) for row, facts in batch}

    def _drawn(self, rng: Random, name: str) -> Said:
        signed = (
            signature(rng.randrange(3))
            if rng.random() < 0.5
            else signature(*(rng.randrange(2**32) for _ in range(128)))
        )
        return article_row(name, text=str(rng.random()), signature=signed), generated(rng, name)

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        """Take an article back: what only it said goes, what others say too stays."""
        name = data.draw(st.sampled_from(sorted(self.standing)))
        before = set().union(*map(quads_of, self.standing.values()))
        others = set().union(*(quads_of(said) for one, said in self.standing.items() if one != name))
        self.workspace.retract(name)
        gone = quads_of(self.standing.pop(name))
        self._follow()
        assert before - set(self.store) == gone - others == gone
        assert {quad.triple for quad in self.store} == {quad.triple for quad in others}

    @rule()
    def compact(self) -> None:
        """Put the log's parts together; nothing that is known changes."""
        self.workspace.compact()

    @invariant()
    def index_is_that_of_the_survivors(self) -> None:
        """Compare the index that caught up with one built anew."""
        found, wanted = self.workspace.index(), self._anew()
        assert_same(found, wanted)
        assert answers(found) == answers(wanted)
        told = {line["id"] for line in found.facts(range(found.size))}
        assert told == {fact.id for _, facts in self.standing.values() for fact in facts}

    @invariant()
    def store_is_that_of_the_survivors(self) -> None:
        """Compare the store that followed with what the survivors say."""
        self._follow()
        assert set(self.store) == set().union(*map(quads_of, self.standing.values()))

    def _follow(self) -> None:
        changes = self.workspace.log.changed_since(self.reached)
        followed(self.store, changes)
        self.reached = changes.generation

    def _anew(self) -> RelationIndex:
        self.steps += 1
        return fresh(self.workspace, Path(self.folder.name) / f"fresh-{self.steps}")


def answers(index: RelationIndex) -> list[Any]:
    """Return answers that depend on everything: labels and numbers of stories may differ, these not."""
    cells = matrix(index)
    counted = sorted(zip(cells.row.tolist(), cells.column.tolist(), cells.count.tolist(), strict=True))
    return [stats(index), [one.id for one in teams(index)], cells.teams, cells.provinces, counted]


@pytest.mark.slow
def test_union_is_that_of_the_survivors() -> None:
    limits = settings(
        max_examples=12,
        stateful_step_count=6,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(Union, settings=limits)
