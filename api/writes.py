"""Writing over HTTP: an article is read, judged against what is known, and committed; or only what would change is said."""

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Literal

from api.reading import find_private, read
from graph import sources
from graph.effects import Effect
from graph.entries import Act
from graph.foresight import Foreseen, foresee_plan, foresee_put, foresee_withdrawal
from graph.review import Decision, Plan, decide, planned, planned_undo, undo
from graph.workspace import Receipt, Workspace
from ontology.errors import ConflictError, ValueUnknown
from ontology.model import Article, ArticleRow, Fact

Outcome = Literal["added", "replaced", "unchanged", "retracted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Effect):
    """What a write did, or with `dry_run` would do, to one article: its receipt.

    `generation` is the log's after it (before it, with `dry_run`): what a reader may ask for at least. `facts` counts
    what the article states then; `added` and `removed` are the facts that came and went, in the order of the text. Of
    these, nobody makes the statements of `lost` any more, nobody made those of `gained` before; those of `support` have
    other stories behind them. `cells` of the coverage and `totals` are those that change.
    """

    id: str
    outcome: Outcome
    dry_run: bool
    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Effect):
    """What a decision about a fact did, or with `dry_run` would do; the rest as in `Change`.

    `correction` is the id of the entry in the log, null with `dry_run`; `fact` the fact's id then, null if it is none.
    """

    correction: str | None
    fact: str | None
    dry_run: bool
    generation: int


@dataclass(frozen=True, slots=True)
class Writer:
    """The one door for writes of this process; each waits for the one before, and for other processes up to a limit."""

    workspace: Workspace
    _turn: Lock = field(default_factory=Lock, repr=False)

    def put(self, offered: Article, act: Act, dry_run: bool = False) -> Change:
        """Read an article and commit what it states; the answer comes when it is durable.

        Raises ConflictError if its id is another source's, ValueUnknown for a reason that names a private person,
        WorkspaceLocked if another process goes on writing.
        """
        _check(act)
        row, facts = read(offered)
        with self._turn:
            foreseen = foresee_put(self.workspace, [(row, facts)])
            if foreseen.receipt.refused:
                raise ConflictError(foreseen.receipt.refused[0])
            change = _change(offered.id, foreseen, dry_run)
            if dry_run or change.outcome == "unchanged":
                return change
            act = replace(act, effect=foreseen.effect.counts())
            receipt = self._committed(offered, row, facts, act)
            self._show(foreseen, receipt)
        return replace(change, generation=receipt.generation)

    def _show(self, foreseen: Foreseen, receipt: Receipt) -> None:
        """Let readers have the index that was foreseen, if nobody else committed meanwhile; made ready behind this."""
        after = foreseen.after
        if after is not None and after.generation == receipt.generation:
            self.workspace.generations.offer(foreseen.before, after)
        self.workspace.latest()

    def _committed(self, offered: Article, row: ArticleRow, facts: tuple[Fact, ...], act: Act) -> Receipt:
        """Commit an article with its text. Raises ConflictError if another process took the id since."""
        folder = self.workspace.folder
        try:
            sources.offer(folder, offered.id, offered.text)
            receipt = self.workspace.put([(row, facts)], act=act)
        except BaseException:
            sources.drop(folder, offered.id, offered.text)
            raise
        if receipt.refused:
            sources.drop(folder, offered.id, offered.text)
            raise ConflictError(receipt.refused[0])
        sources.take(folder, offered.id, offered.text)
        return receipt

    def tidy(self, young: float = sources.YOUNG) -> None:
        """Finish what a killed writer left of texts, save of the last `young` seconds. Raises WorkspaceLocked."""
        if (self.workspace.folder / sources.FOLDER).is_dir():
            with self._turn, self.workspace.lock():
                known = self.workspace.known()
                sources.tidy(self.workspace.folder, {name: one.sha256 for name, one in known.items()}, young)

    def retract(self, name: str, act: Act, dry_run: bool = False) -> Change:
        """Withdraw an article and what only it said, with its text if it was sent here.

        Raises NotFound, ValueUnknown for a reason that names a private person.
        """
        _check(act)
        with self._turn:
            foreseen = foresee_withdrawal(self.workspace, name)
            change = _change(name, foreseen, dry_run)
            if dry_run:
                return change
            receipt = self.workspace.retract(name, act=replace(act, effect=foreseen.effect.counts()))
            sources.forget(self.workspace.folder, name)
            self._show(foreseen, receipt)
        return replace(change, generation=receipt.generation)

    def decide(self, fact: str, decision: Decision, dry_run: bool = False) -> Judgement:
        """Accept, reject or edit a fact; raises as `graph.review.decide`."""
        space = self.workspace
        with self._turn:
            plan = planned(space, space.index(), fact, decision, find_private)
            judgement = _judgement(plan, foresee_plan(space, plan), space.log.generation())
            if dry_run:
                return judgement
            done = decide(space, fact, decision, find_private)
        return replace(judgement, dry_run=False, correction=done.correction, generation=done.generation)

    def undo(self, correction: str, act: Act, dry_run: bool = False) -> Judgement:
        """Take a correction back; raises as `graph.review.undo`."""
        space = self.workspace
        with self._turn:
            plan = planned_undo(space, correction, act, find_private)
            judgement = _judgement(plan, foresee_plan(space, plan), space.log.generation())
            if dry_run:
                return judgement
            done = undo(space, correction, act, find_private)
        return replace(judgement, dry_run=False, correction=done.correction, generation=done.generation)


def _judgement(plan: Plan, moved: Effect, generation: int) -> Judgement:
    return Judgement(correction=None, fact=plan.fact, dry_run=True, generation=generation, **moved.parts())


def _check(act: Act) -> None:
    if act.why and find_private(act.why):
        raise ValueUnknown("The reason names a private person; people without a public office are never kept.")


def _change(name: str, foreseen: Foreseen, dry_run: bool) -> Change:
    receipt, moved = foreseen.receipt, foreseen.effect
    outcomes: tuple[tuple[Outcome, tuple[str, ...]], ...] = (
        ("added", receipt.added),
        ("replaced", receipt.replaced),
        ("retracted", receipt.retracted),
    )
    outcome: Outcome = next((found for found, names in outcomes if name in names), "unchanged")
    return Change(id=name, outcome=outcome, dry_run=dry_run, generation=receipt.generation, **moved.parts())
