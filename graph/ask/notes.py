"""Notes on an answer: what is given in place of what was asked, and what is said in nearly the same words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graph.ask import refusals, wording
from graph.ask.alike import alike
from graph.ask.frames import NAMED
from graph.ask.query import Found, found
from graph.ask.reading import Reading
from graph.ask.rows import Row
from graph.ask.wording import Language
from graph.index.days import NO_DAY
from graph.index.relation import RelationIndex


def of_kin(index: RelationIndex, reading: Reading, facts: Found, language: Language) -> tuple[Reading, str]:
    """Return a reading of the metrics that the facts are of, and the note that these are not the one asked for."""
    known = index.entities.names(np.unique(index.columns.object[facts.numbers]))
    told = wording.joined([wording.metric(one, language) for one in known], language)
    note = refusals.BY_METRIC[language].format(asked=wording.metric(reading.metric, language), told=told)
    return replace(reading, metric=known[0] if len(known) == 1 else reading.metric, metrics=facts.metrics), note


def undated(reading: Reading, shown: Sequence[Row], language: Language) -> tuple[str, ...]:
    """Return the note for statements that say no day, where that is what is asked for."""
    if not reading.frame.name.startswith("when-"):
        return ()
    silent = sum(not row["start"] and not row["end"] for row in shown)
    told = silent == len(shown) or (silent and reading.flags & {"first", "last"})
    return (refusals.UNDATED[language].format(n=silent),) if told else ()


def not_counted(index: RelationIndex, reading: Reading, language: Language) -> tuple[str, ...]:
    """Return the note on the undated statements that visits of a team or place in a time leave out."""
    if reading.frame.type != "inspection" or reading.period is None or not (reading.meant or reading.scope.places):
        return ()
    ever = found(index, replace(reading, scope=replace(reading.scope, period=None))).numbers
    left = int((index.columns.start[ever] == NO_DAY).sum())
    return (refusals.NOT_COUNTED[language].format(n=left),) if left else ()


def nearly(index: RelationIndex, reading: Reading, language: Language) -> tuple[str, ...]:
    """Return the note of an answer without rows, with sentences that say nearly what was asked."""
    if reading.metric is None or not (reading.scope.places or reading.orgs):  # of everything it would be any figure
        return ()
    scope, change = replace(reading.scope, period=None), "any" if reading.change else None
    anything = replace(reading, metric=None, change=change, scope=scope, frame=NAMED["figures"])
    quotes = alike(index, reading.metric, found(index, anything).numbers)
    listed = "; ".join(f"“{quote}”" for quote in quotes)
    return (refusals.NEARLY[language].format(quotes=listed),) if quotes else ()
