"""A question cut into spans: names, words and dates, so that as little as possible is left unknown."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from graph.ask import dates, numbers, teams
from graph.ask.lexicon import Lexicon
from graph.ask.meanings import Meaning, Span
from graph.ask.units import Unit

_UNKNOWN: Final = 1000
_SPAN: Final = 10


Named = tuple[int, int, Meaning]
"""Where something stands in the text, and what it is."""


def spans(parts: Sequence[Unit], lexicon: Lexicon, named: Iterable[Named] = ()) -> tuple[Span, ...]:
    """Return the spans of a question in order, unknown words with no meaning; `named` are ids found in its text.

    Of all ways to cut it the one is taken that leaves fewest units unknown, then that has fewest spans, then whose
    later spans are longest.
    """
    fixed = _fixed(parts, named)
    best: list[tuple[int, list[Span]]] = [(0, [])] * (len(parts) + 1)
    for first in range(len(parts) - 1, -1, -1):
        choices = [(_UNKNOWN + best[first + 1][0], Span(first, first + 1, ()))]
        choices += [
            (_cost(span) + best[span.last][0], span) for span in (*_at(parts, first, lexicon), *fixed.get(first, ()))
        ]
        cost, chosen = min(choices, key=lambda choice: (choice[0], -choice[1].last))
        best[first] = cost, [chosen, *best[chosen.last][1]]
    return tuple(_merged(best[0][1]))


def _cost(span: Span) -> int:
    """Return what a span costs: a campaign is taken before a time where both cut the question alike (2023 | summer campaign).

    A number that is no more than one is dear (by | round 2, not by round | 2).
    """
    roles = {meaning.role for meaning in span.meanings}
    return _SPAN - ("campaign" in roles) + (_SPAN + 1) * (roles == {"stated"})


def _fixed(parts: Sequence[Unit], named: Iterable[Named]) -> dict[int, list[Span]]:
    """Return what is named as spans by their first unit."""
    found: dict[int, list[Span]] = {}
    for start, end, meaning in named:
        inside = [n for n, part in enumerate(parts) if start <= part.start and part.end <= end]
        if inside:
            found.setdefault(inside[0], []).append(Span(inside[0], inside[-1] + 1, (meaning,)))
    return found


def _at(parts: Sequence[Unit], first: int, lexicon: Lexicon) -> Iterator[Span]:
    """Yield all spans that begin at a unit, each with all its meanings."""
    found: dict[int, list[Meaning]] = {}
    for last, meanings in lexicon.at(parts, first):
        found.setdefault(last, []).extend(meanings)
    for source in (
        dates.times(parts, first),
        dates.terms(parts, first),
        numbers.stated(parts, first),
        teams.teams(parts, first, lexicon),
    ):
        for last, meaning in source:
            found.setdefault(last, []).append(meaning)
    for last, all_ in found.items():
        yield Span(first, last, tuple(dict.fromkeys(all_)))


def _merged(found: list[Span]) -> Iterator[Span]:
    """Put unknown units that adjoin into one word, with a measure word before them that counts nothing (张三)."""
    for known, run in groupby(_absorbed(found), key=lambda span: bool(span.meanings)):
        group = list(run)
        if known:
            yield from group
        else:
            yield Span(group[0].first, group[-1].last, ())


def _absorbed(found: list[Span]) -> Iterator[Span]:
    for place, span in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else span
        counts = place > 0 and found[place - 1].of("wh") is not None
        measure = {meaning.role for meaning in span.meanings} == {"unit"} and not counts
        yield Span(span.first, span.last, ()) if measure and not following.meanings else span
