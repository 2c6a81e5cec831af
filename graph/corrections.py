"""Corrections: what people decided about facts, laid over what was read whenever the log is read.

A correction binds to article, type, identifying fields and a span that overlaps; so it survives when the article is read
again. One that finds no fact is an orphan: it waits, and is listed. Of several for one fact the newest that was not taken
back holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph.entries import Entry, Target
from ontology.amend import identity
from ontology.tables import FACTS, own_fields
from ontology.wire import Line, flatten, unflatten


def standing(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the corrections that were not taken back, oldest first, by article."""
    found = list(entries)
    undone = {entry.undoes for entry in found if entry.undoes}
    by_article: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        if entry.target is not None and entry.verdict is not None and entry.id not in undone:
            by_article[entry.target.article].append(entry)
    return dict(by_article)


def target_of(line: Line) -> Target:
    """Return how a correction names a fact, from its line as it was read."""
    evidence = line["evidence"]
    return Target(
        article=line["article"],
        type=line["type"],
        identity=identity(line),
        start=evidence["start"],
        end=evidence["end"],
        quote=evidence["quote"],
        fact=line["id"],
    )


def bound(target: Target, lines: Sequence[Line]) -> str | None:
    """Return the id of the fact that a target means among an article's lines as read, None if it is an orphan.

    The same words elsewhere count where no span overlaps: an article that got a new heading says the same further down.
    """
    alike = [line for line in lines if line["type"] == target.type and identity(line) == target.identity]
    found = max(((_overlap(target, line), line["id"]) for line in alike), default=(0, ""))
    if found[0] > 0:
        return str(found[1])
    return min((str(line["id"]) for line in alike if line["evidence"]["quote"] == target.quote), default=None)


def _overlap(target: Target, line: Line) -> int:
    start, end = line["evidence"]["start"], line["evidence"]["end"]
    return int(min(end, target.end) - max(start, target.start))


def holding(lines: Sequence[Line], corrections: Sequence[Entry]) -> dict[str, Entry]:
    """Return the correction that holds for each fact of an article, by the id it was read with."""
    held: dict[str, Entry] = {}
    for entry in corrections:
        fact = bound(entry.target, lines) if entry.target else None
        if fact is not None:
            held[fact] = entry
    return held


def corrected(lines: Sequence[Line], corrections: Sequence[Entry]) -> dict[str, Line | None]:
    """Return each fact of an article as it is after corrections (None: rejected), by the id it was read with.

    Where an edit makes a fact the same as another one, only the edited one stays.
    """
    held = holding(lines, corrections)
    after = {line["id"]: _judged(line, held.get(line["id"])) for line in lines}
    after = {read: _part(line, after) for read, line in after.items()}
    edited = {line["id"] for line in after.values() if line and line["review"]}
    return {
        read: None if line and line["id"] in edited and not line["review"] else line for read, line in after.items()
    }


def changed(line: Line, changes: Mapping[str, Any]) -> Line:
    """Return a fact's line with other values, and the id that it has then; nothing is checked (ontology.amend does)."""
    return flatten(unflatten({**line, **changes}))


def _judged(line: Line, entry: Entry | None) -> Line | None:
    if entry is None:
        return line
    if entry.verdict == "reject":
        return None
    new = changed(line, entry.changes or {})
    review = {"verdict": entry.verdict, "by": entry.by, "at": entry.at, "correction": entry.id}
    return {**new, "confidence": 1.0, "review": review}


def _part(line: Line | None, after: Mapping[str, Line | None]) -> Line | None:
    """Return a fact whose whole, if it is a part, is named as it is now."""
    if line is None or line.get("part_of") not in after:
        return line
    whole = after[line["part_of"]]
    return {**line, "part_of": whole and whole["id"]}


def lay_over(facts: pa.Table, corrections: Mapping[str, Sequence[Entry]]) -> pa.Table:
    """Return a table of facts with corrections laid over the articles that have any; its schema stays."""
    if not corrections or not facts.num_rows:
        return facts
    touched = pc.is_in(facts["article"], value_set=pa.array(list(corrections), pa.string()))
    if not pc.any(touched).as_py():
        return facts
    by_article: defaultdict[str, list[Line]] = defaultdict(list)
    for row in facts.filter(touched).to_pylist():
        by_article[row["article"]].append(own_fields(row))
    lines = [line for article, read in by_article.items() for line in _kept(read, corrections[article])]
    return pa.concat_tables([facts.filter(pc.invert(touched)), _encoded_as(facts, lines)])


def _kept(lines: Sequence[Line], corrections: Sequence[Entry]) -> list[Line]:
    kept: dict[str, Line] = {}
    for line in corrected(lines, corrections).values():
        if line is not None:
            kept.setdefault(line["id"], line)
    return list(kept.values())


def _encoded_as(facts: pa.Table, lines: Sequence[Line]) -> pa.Table:
    """Return lines as a table, columns as dictionaries where those of `facts` are."""
    return pa.Table.from_pylist(list(lines), schema=FACTS).cast(facts.schema)
