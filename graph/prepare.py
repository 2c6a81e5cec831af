"""What a server wants ready before it gives a new index out: answers over all facts, made once a generation."""

from graph.ask.lexicon import lexicon
from graph.index.network import network
from graph.index.relation import RelationIndex
from graph.questions.campaigns import campaigns
from graph.questions.matrix import matrix
from graph.questions.stats import stats
from graph.questions.teams import teams


def prepare(index: RelationIndex) -> None:
    """Make what the index remembers."""
    assert len(index.by_rank) == index.size  # noqa: S101  (made by looking at it)
    network(index)
    for question in (stats, teams, campaigns, matrix, lexicon):
        question(index)
