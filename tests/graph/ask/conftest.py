"""The index over the sample articles, and an RDF store over the same facts."""

import pyoxigraph as ox
import pytest

from graph.index.relation import RelationIndex
from graph.quads import quads
from graph.reference import reference_quads
from graph.workspace import Workspace
from tests.sample import sample_workspace


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give the workspace of the sample articles."""
    return sample_workspace(tmp_path_factory.mktemp("ask") / "workspace")


@pytest.fixture(scope="session")
def index(sample: Workspace) -> RelationIndex:
    """Give the index over it."""
    return sample.index()


@pytest.fixture(scope="session")
def store(sample: Workspace, index: RelationIndex) -> ox.Store:
    """Give an RDF store over the same facts."""
    store, lines = ox.Store(), index.facts(range(index.size))
    for row in sample.log.articles().to_pylist():
        store.bulk_load(quads(row, [line for line in lines if line["article"] == row["id"]]), ox.RdfFormat.N_QUADS)
    for piece in reference_quads():
        store.bulk_load(piece, ox.RdfFormat.N_QUADS)
    return store
