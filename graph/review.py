"""Reviewing: accept, reject or edit a fact with a reason, and take that back. Each is an entry in the log.

A correction is written together with its article's row and facts as they were read; so readers take it up as they take up
an article that came again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pyarrow as pa

from graph.brought import stray
from graph.corrections import bound, changed, corrected, holding, standing, target_of
from graph.entries import Act, Entry
from graph.index.relation import RelationIndex
from graph.pairs import lines
from graph.workspace import PATIENCE, Workspace
from ontology.amend import amended
from ontology.errors import NotFound, ValueUnknown
from ontology.model import Verdict
from ontology.wire import Line

PrivacyGate = Callable[[str], Sequence[tuple[int, int]]]
"""Finds the stretches of a text that name private people; the reading room has one (ingest.privacy)."""
WORDED: Final = frozenset(
    "activities agency agency_id demand host host_id issuer issuer_id metric name org org_id role scope sent_by sites target "
    "team team_id term topics unit who who_id".split()
)
"""Fields of words: what they say has to come from the fact's sentence or from names that are known."""
State = Literal["holds", "superseded", "undone", "orphan"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as the log has it, and what has become of it.

    `state`: it holds; a newer one for the same fact holds; it was taken back (`undone_by` is that entry's id); no fact is
    what it was about, because the article is gone or reads differently now. `before` is the fact as it was read, `after` as
    the correction leaves it (None: rejected); both None for an orphan.
    """

    id: str
    verdict: Verdict
    state: State
    by: str
    at: str
    why: str | None
    article: str
    type: str
    identity: Mapping[str, Any]
    quote: str
    changes: Mapping[str, Any]
    before: Line | None
    after: Line | None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about a fact, by whom and why; `changes` are an edit's fields with their new values."""

    verdict: Verdict
    act: Act
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did: the correction's id, the fact's id now (None: rejected), the log's generation after it."""

    correction: str
    fact: str | None
    generation: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written: the article's row and facts as they were read, the entry; and the fact's id then, if any."""

    articles: pa.Table
    facts: pa.Table
    entry: Entry
    fact: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact in the log: its article's row and facts as they were read, and the fact's line among them."""

    articles: pa.Table
    facts: pa.Table
    read: Line
    now: Line | None


def decide(space: Workspace, fact: str, decision: Decision, private: PrivacyGate, wait: float = PATIENCE) -> Decided:
    """Accept, reject or edit a fact by its id, as it is now or as it was read.

    Raises NotFound for a fact that there is not, ValueUnknown for a change that cannot be and for words that name a private
    person, WorkspaceLocked.
    """
    index = space.index()
    with space.lock(wait):
        plan = planned(space, index, fact, decision, private)
        generation = space.commit(plan.articles, plan.facts, [plan.entry])
    return Decided(_written(space, generation), plan.fact, generation)


def planned(space: Workspace, index: RelationIndex, fact: str, decision: Decision, private: PrivacyGate) -> Plan:
    """Return what a decision would write; raises as `decide`."""
    _check(decision)
    verdict, act, fact = decision.verdict, decision.act, fact.removeprefix("fact/")
    article = _article_of(space, index, fact)
    found = _find(space, article, fact)
    quotes = [str(quote["quote"]) for quote in (found.read["evidence"], *found.read["context"])]
    _check_names(decision, quotes, private)
    kept = _kept(found, decision, index)
    _check_words(decision, quotes, index)
    target = target_of(found.read)
    entry = Entry(verdict, act.by, act.at, act.why, (article,), target=target, changes=kept or None)
    after = None if verdict == "reject" else changed(found.read, kept)["id"]
    return Plan(found.articles, found.facts, entry, after)


def undo(space: Workspace, correction: str, act: Act, private: PrivacyGate, wait: float = PATIENCE) -> Decided:
    """Take a correction back; the one before it, if there is any, holds again.

    Raises NotFound for an id that is no correction's, ValueUnknown if it was taken back already, WorkspaceLocked.
    """
    with space.lock(wait):
        plan = planned_undo(space, correction, act, private)
        generation = space.commit(plan.articles, plan.facts, [plan.entry])
    return Decided(correction, plan.fact, generation)


def planned_undo(space: Workspace, correction: str, act: Act, private: PrivacyGate) -> Plan:
    """Return what an undo would write; raises as `undo`."""
    entries = space.log.entries()
    meant = next((entry for entry in entries if entry.id == correction and entry.verdict), None)
    check_reason(act.why, [meant.target.quote] if meant and meant.target else [], private)
    if meant is None or meant.target is None:
        raise NotFound(f"No correction has the id {correction!r}; see the list of corrections.")
    if any(entry.undoes == correction for entry in entries):
        raise ValueUnknown(f"The correction {correction!r} was taken back already.")
    articles, facts = space.log.stated(meant.articles)
    entry = Entry("undo", act.by, act.at, act.why, meant.articles, undoes=correction)
    read, left = list(lines(facts)), standing([*entries, entry]).get(meant.target.article, [])
    fact = bound(meant.target, read)
    now = corrected(read, left).get(fact) if fact else None
    return Plan(articles, facts, entry, now["id"] if now else None)


def corrections(space: Workspace) -> list[Correction]:
    """Return all corrections, newest first, those taken back, superseded and orphaned too."""
    entries = space.log.entries()
    undone = {entry.undoes: entry.id for entry in entries if entry.undoes}
    judged = [entry for entry in entries if entry.verdict]
    by_article = standing(entries)
    read: dict[str, list[Line]] = {entry.articles[0]: [] for entry in judged}
    for line in lines(space.log.stated(read)[1]):
        read[line["article"]].append(line)
    held = {article: holding(read[article], by_article.get(article, ())) for article in read}
    return [_shown(entry, read[entry.articles[0]], held[entry.articles[0]], undone) for entry in reversed(judged)]


def _shown(entry: Entry, read: Sequence[Line], held: Mapping[str, Entry], undone: Mapping[str, str]) -> Correction:
    target = entry.target
    assert target is not None  # noqa: S101  (an entry that judges has one)
    assert entry.verdict is not None  # noqa: S101
    fact = bound(target, read)
    state: State = "orphan" if fact is None else "holds" if held.get(fact) == entry else "superseded"
    if entry.id in undone:
        state = "undone"
    before = next((line for line in read if line["id"] == fact), None)
    changes = entry.changes or {}
    after = None if before is None or entry.verdict == "reject" else changed(before, changes)
    return Correction(
        id=entry.id,
        verdict=entry.verdict,
        state=state,
        by=entry.by,
        at=entry.at,
        why=entry.why,
        article=target.article,
        type=target.type,
        identity=target.identity,
        quote=target.quote,
        changes=changes,
        before=before,
        after=after,
        undone_by=undone.get(entry.id),
    )


def _check(decision: Decision) -> None:
    verdict, changes = decision.verdict, decision.changes
    if verdict == "edit" and not changes:
        raise ValueUnknown("An edit needs changes: fields with their new values.")
    if verdict != "edit" and changes:
        raise ValueUnknown(f"{verdict!r} takes no changes; use 'edit'.")
    if verdict != "accept" and not decision.act.why:
        raise ValueUnknown(f"{verdict!r} needs a reason.")


def _check_names(decision: Decision, quotes: Sequence[str], private: PrivacyGate) -> None:
    """Refuse a reason or value that names a person; which one is not said again."""
    check_reason(decision.act.why, quotes, private)
    for name, text in _texts(decision):
        if _names(text, (), private):
            raise ValueUnknown(f"The {name} names a private person; people without a public office are never kept.")


def _check_words(decision: Decision, quotes: Sequence[str], index: RelationIndex) -> None:
    """Refuse values with words from elsewhere, among which any name might be."""
    for name, text in _texts(decision):
        if name in WORDED and stray(text, quotes, index):
            raise ValueUnknown(
                f"The {name} has words that stand neither in the fact's sentence nor among the names that are known here; "
                "a correction brings no others in, so that no private person's name comes with them."
            )


def _texts(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield the texts of an edit by field, save the person's, who has to stand in the fact's own sentence."""
    for name, value in decision.changes.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and name != "person":
                yield name, text


def check_reason(why: str | None, quotes: Sequence[str], private: PrivacyGate) -> None:
    """Refuse a reason that names a person whom some quotes do not name; which one is not said again."""
    if why and _names(why, quotes, private):
        raise ValueUnknown("The reason names a private person; people without a public office are never kept.")


def _names(text: str, quotes: Sequence[str], private: PrivacyGate) -> bool:
    """Whether a text names a person whom no quote does; quotes hold nobody but people in office."""
    return any(not any(text[start:end] in quote for quote in quotes) for start, end in private(text))


def _article_of(space: Workspace, index: RelationIndex, fact: str) -> str:
    """Return the article that states a fact, or of which a correction says so."""
    number = index.lines.number(fact)
    if number is not None:
        return str(index.fact(number)["article"])
    for entry in reversed(space.log.entries()):
        if entry.target is not None and entry.target.fact == fact:
            return entry.target.article
    raise NotFound(f"No fact has the id {fact!r}.")


def _find(space: Workspace, article: str, fact: str) -> _Found:
    articles, facts = space.log.stated([article])
    read = list(lines(facts))
    now = corrected(read, standing(space.log.entries()).get(article, ()))
    for line in read:
        after = now[line["id"]]
        if after and after["id"] == fact:
            return _Found(articles, facts, line, after)
    for line in read:
        if line["id"] == fact:
            return _Found(articles, facts, line, now[fact])
    raise NotFound(f"No fact has the id {fact!r} any more; its article was read again.")


def _kept(found: _Found, decision: Decision, index: RelationIndex) -> Mapping[str, Any]:
    """Return what is to be laid over the fact as it was read: earlier edits that still hold, and the new ones."""
    if decision.verdict == "reject":
        return {}
    now = found.now or found.read

    def label(entity: str) -> str | None:
        number = index.entities.number(entity)
        return None if number is None else index.entities.label(number)

    new = amended({**now, "review": None}, decision.changes, label) if decision.changes else now
    own = set(new) - {"id", "confidence", "review", "part_of"}
    return {name: new[name] for name in new if name in own and new[name] != found.read[name]}


def _written(space: Workspace, generation: int) -> str:
    """Return the id of the entry that a commit of one holds."""
    return next(entry.id for entry in reversed(space.log.entries()) if entry.generation == generation)
