"""Taking an article or a person down: out of the log, its entries, index, search, RDF store and texts, and out of the next backup.

A withdrawal leaves what was said in older parts of the log until they are compacted, and in the journal. A takedown writes
the whole log anew without it, in one step, as a commit of its own: readers at any earlier generation find no stamp of theirs
any more and begin anew. Then all that is derived is thrown away; a server that runs makes it again. What is left is an
entry that says how much went, and of a person a salted digest, by which articles that name them are read without them.
"""

import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph import ledger, sources
from graph.child import Child
from graph.entries import Act, Entry
from graph.withheld import Withheld, texts_of
from graph.workspace import Workspace
from ontology.errors import NotFound

_DERIVED: Final = ("index", "search")
_CLEARED: Final = ("title", "publisher", "url")
ADVICE: Final = "Backups, exports and copies that were made before still hold it: make a new backup and delete them."
"""What a takedown cannot do."""


@dataclass(frozen=True, slots=True)
class Takedown:
    """What a takedown removed, or with `dry_run` would remove, in numbers; it names nobody."""

    dry_run: bool
    generation: int
    articles: int
    facts: int
    entries: int
    texts: int
    advice: str = ADVICE


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes: articles by id, and whatever holds a name of `list_`."""

    articles: frozenset[str]
    list_: Withheld | None

    def rows(self, rows: pa.Table) -> pa.Table:
        kept = rows.filter(pc.invert(pc.is_in(rows["id"], value_set=pa.array(self.articles, pa.string()))))
        if self.list_ is None or not kept.num_rows:
            return kept
        for name in _CLEARED:
            values = [None if self.names(value) else value for value in kept[name].to_pylist()]
            kept = kept.set_column(kept.column_names.index(name), name, pa.array(values, pa.string()))
        return kept

    def facts(self, facts: pa.Table) -> pa.Table:
        gone = pc.is_in(facts["article"], value_set=pa.array(self.articles, pa.string()))
        if self.list_ is None:
            return facts.filter(pc.invert(gone))
        named = [self.names(row) for row in facts.to_pylist()]
        return facts.filter(pc.invert(pc.or_(gone, pa.array(named, pa.bool_()))))

    def entries(self, entries: Iterable[Entry]) -> list[Entry]:
        kept = []
        for entry in entries:
            left = tuple(name for name in entry.articles if name not in self.articles)
            about = entry.target.article if entry.target else None
            if about in self.articles or (entry.articles and not left) or self.names(asdict(entry)):
                continue
            kept.append(replace(entry, articles=left))
        return kept

    def names(self, value: object) -> bool:
        return self.list_ is not None and value is not None and self.list_.names_in(*texts_of(value))


def take_article_down(space: Workspace, article: str, act: Act, dry_run: bool = False) -> Takedown:
    """Remove all traces of an article, also of one that was withdrawn before. Raises NotFound, WorkspaceLocked."""
    known = set(space.log.rows_since(0, ("id",))["id"].to_pylist())
    if article not in known:
        raise NotFound(f"No article has or had the id {article!r} in the workspace {str(space.folder)!r}.")
    return _take_down(space, _Plan(frozenset({article}), None), act, dry_run)


def take_person_down(space: Workspace, name: str, act: Act, dry_run: bool = False) -> Takedown:
    """Remove all that names a person, and see to it that no article brings the name back.

    An article whose id or source holds the name goes whole. Raises ValueUnknown for what is no name, WorkspaceLocked.
    """
    listed = Withheld.load(space.folder).adding(name)
    rows = space.log.rows_since(0, ("id", "source")).to_pylist()
    whole = frozenset(row["id"] for row in rows if listed.names_in(row["id"], row["source"]))
    if not dry_run:
        listed.save(space.folder)
    return _take_down(space, _Plan(whole, listed), act, dry_run)


def _take_down(space: Workspace, plan: _Plan, act: Act, dry_run: bool) -> Takedown:
    with space.lock():
        found = _counted(space, plan, dry_run)
        if dry_run:
            return found
        effect = {name: getattr(found, name) for name in ("articles", "facts", "entries", "texts")}
        entry = Entry("takedown", act.by, act.at, act.why, effect=effect)
        generation = space.log.rewrite(plan.rows, plan.facts, plan.entries, [entry])
        for path in _texts(space, plan):
            path.unlink(missing_ok=True)
        (space.folder / ledger.FILE).unlink(missing_ok=True)
        for name in _DERIVED:
            shutil.rmtree(space.folder / name, ignore_errors=True)
        if (space.folder / "store").is_dir():
            Child(space.folder.resolve() / "store", 0).discard()
    return replace(found, generation=generation)


def _counted(space: Workspace, plan: _Plan, dry_run: bool) -> Takedown:
    facts, entries = space.log.facts(), space.log.entries()
    return Takedown(
        dry_run,
        space.log.generation(),
        len(plan.articles),
        facts.num_rows - plan.facts(facts).num_rows,
        len(entries) - len(plan.entries(entries)),
        len(_texts(space, plan)),
    )


def _texts(space: Workspace, plan: _Plan) -> list[Path]:
    """Return the files of texts that were sent and go."""
    folder = space.folder / sources.FOLDER
    names = {sources.source_of(article).rpartition("/")[2].removesuffix(".txt") for article in plan.articles}
    files = sorted(folder.glob("*.txt"))
    return [
        path for path in files if path.stem.partition("+")[0] in names or plan.names(path.read_text(encoding="utf-8"))
    ]
