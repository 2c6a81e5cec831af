"""Corrections as gold: what people accepted and edited is right, what they rejected is ruled out.

Facts that nobody reviewed are optional, neither rewarded nor punished; so a few corrections already measure a reader
(docs/annotating.md has the format, `campaign-graph evaluate` the measure).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from graph.corrections import corrected, holding, standing
from graph.entries import Entry
from graph.pairs import lines
from graph.workspace import Workspace
from ontology.amend import identity
from ontology.wire import OWN, Line

_LEFT_OUT: Final = frozenset({"activities", "part_of", "place"})

Document = dict[str, Any]
"""A gold file: `id`, `facts`, `must_not`."""


def gold(space: Workspace) -> Iterator[Document]:
    """Yield a gold document for every article that has a correction which holds, by id."""
    judged = standing(space.log.entries())
    read: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines(space.log.stated(judged)[1]):
        read[line["article"]].append(line)
    for article in sorted(read):
        held = holding(read[article], judged[article])
        if held:
            yield _document(article, read[article], judged[article], held)


def _document(article: str, read: list[Line], judged: list[Entry], held: dict[str, Entry]) -> Document:
    after = corrected(read, judged)
    facts = [_fact(now, optional=line["id"] not in held) for line in read if (now := after[line["id"]]) is not None]
    wrong = [_ruled_out(line, held[line["id"]]) for line in read if _is_wrong(line, after[line["id"]], held)]
    return {"id": article, "facts": facts, "must_not": wrong}


def _is_wrong(line: Line, now: Line | None, held: dict[str, Entry]) -> bool:
    """Whether what was read is ruled out: rejected, or edited into another statement."""
    return line["id"] in held and (now is None or identity(now) != identity(line))


def _fact(line: Line, *, optional: bool) -> Document:
    own = {name: line[name] for name in OWN[line["type"]] if name not in _LEFT_OUT and line[name] not in (None, [])}
    said = {"type": line["type"], **own, "start": line["start"], "end": line["end"], "status": line["status"]}
    if line["type"] == "meeting":
        said["date"] = line["start"]
    if optional:
        said["optional"] = True
    return {**said, "text": line["evidence"]["quote"]}


def _ruled_out(line: Line, entry: Entry) -> Document:
    said = {name: value for name, value in identity(line).items() if value is not None}
    return {"type": line["type"], **said, "why": entry.why or ""}
