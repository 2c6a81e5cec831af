"""Foresight: the index as it would be, and the effect of a write before it is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc

from graph.corrections import lay_over, standing
from graph.effects import Effect, effect
from graph.entries import Entry
from graph.index.arranged import ENCODED
from graph.index.build import build
from graph.index.catchup import caught_up
from graph.index.relation import RelationIndex
from graph.log import Changes, Log
from graph.review import Plan
from graph.workspace import Readings, Receipt, Workspace
from ontology.errors import NotFound
from ontology.tables import ARTICLES, FACTS


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a write would do: to which articles, what that moves, and the index before and after it.

    `after` is of the commit that comes next, None where it was not spliced from the one before.
    """

    receipt: Receipt
    effect: Effect
    before: RelationIndex
    after: RelationIndex | None


def foresee_put(space: Workspace, readings: Readings) -> Foreseen:
    """Return what putting read articles would do."""
    receipt, articles, facts = space.weigh(readings)
    names = [*articles["id"].to_pylist(), *receipt.unchanged]
    if receipt.unchanged:
        rows, told = space.log.stated(receipt.unchanged)
        articles, facts = pa.concat_tables([articles, rows]), pa.concat_tables([facts, told])
    return Foreseen(receipt, *_moved(space, names, articles, facts))


def foresee_withdrawal(space: Workspace, article: str) -> Foreseen:
    """Return what withdrawing an article would do. Raises NotFound if the workspace does not know it."""
    if space.index().articles.number(article) is None:
        raise NotFound(f"No article has the id {article!r}.")
    receipt = Receipt(space.log.generation(), retracted=(article,))
    return Foreseen(receipt, *_moved(space, [article], ARTICLES.empty_table(), FACTS.empty_table()))


def foresee_plan(space: Workspace, plan: Plan) -> Effect:
    """Return what a decision about a fact, or taking one back, would move."""
    return _moved(space, plan.entry.articles, plan.articles, plan.facts, [plan.entry])[0]


def _moved(
    space: Workspace, gone: Iterable[str], articles: pa.Table, facts: pa.Table, entries: Iterable[Entry] = ()
) -> tuple[Effect, RelationIndex, RelationIndex | None]:
    """Return what putting articles and facts, as read, in the place of some moves, with entries besides.

    With it the index before, and the one after if it was spliced.
    """
    names = sorted(gone)
    before = space.index()
    judged = standing([*space.log.entries(), *entries])
    changes = Changes(before.generation + 1, frozenset(names), articles, lay_over(facts, judged))
    after = caught_up(before, changes)
    return effect(before, after or _built(space.log, changes), names), before, after


def _built(log: Log, changes: Changes) -> RelationIndex:
    """Build what cannot be spliced; the files are gone at once and stay readable while they are mapped."""
    gone = pa.array(sorted(changes.gone), pa.string())
    articles, facts = log.articles(), log.facts(ENCODED)
    articles = articles.filter(pc.invert(pc.is_in(articles["id"], value_set=gone)))
    facts = facts.filter(pc.invert(pc.is_in(facts["article"], value_set=gone)))
    with TemporaryDirectory(prefix="campaign-graph-") as folder:
        build(
            pa.concat_tables([articles, changes.articles]),
            pa.concat_tables([facts, changes.facts.cast(facts.schema)]),
            Path(folder),
        )
        return RelationIndex.open(Path(folder), changes.generation)
