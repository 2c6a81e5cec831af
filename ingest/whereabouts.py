"""Where a team counted what it reports: in the places that it visited, not in all of its sender's jurisdiction.

One place is the scope; several that the same sentence lists count together; else the narrowest division that holds them all.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from ingest.document import Document
from ingest.scopes import Scope, acts_between, scope_of
from ingest.team_names import TeamMention
from ingest.visits import find_visits
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

_KIND = 3
"""Characters of 督察组 and its kin, at the end of every kind."""

_SINCE = re.compile(r"(?:以来|期间|至今|后)(?=[,。;:])")
"""What follows the place of a stay over which a number was counted (进驻内蒙古以来)."""
_ENTERED = ("进驻", "入驻", "抵达", "来到", "下沉", "在")

_Key = tuple[str, str, int | None]
"""A team's sender, the last word of its kind, its number."""


class Whereabouts:
    """Where the teams of a document were; looked up only once a team has reported a number."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: dict[_Key, list[tuple[int, str]]] = {}
        self._first: dict[_Key, dict[str, int]] = {}
        self._counts: dict[str, int] = {}
        self._visited: set[int] = set()
        self._looked = False

    def scope(self, scope: Scope, position: int) -> Scope:
        """Return where a number at a position was counted: `scope`, unless a team reports it that was in places named before."""
        team = self._reporter(position)
        codes = self._places(team, position) if team else []
        if not codes:
            return scope
        return replace(scope_of(codes), agency=scope.agency, agency_id=scope.agency_id)

    def _reporter(self, position: int) -> TeamMention | None:
        """The team spoken of last in the paragraph before a number, nobody else acting between."""
        document = self._document
        starts = document.starts.teams
        number = bisect_left(starts, position) - 1
        if number < 0 or document.text.find("\n", starts[number], position) >= 0:
            return None
        self._look()
        team = document.teams[number]
        return None if acts_between(document, team.end, position, self._visited) else team

    def _look(self) -> None:
        """Find the visits, once."""
        if self._looked:
            return
        self._looked = True
        for visit in find_visits(self._document):
            key = (visit.team.sender_slug, visit.team.kind[-_KIND:], visit.team.number)
            self._seen.setdefault(key, []).append((visit.place.start, visit.place.code))
            codes = self._first.setdefault(key, {})
            codes[visit.place.code] = min(visit.place.start, codes.get(visit.place.code, visit.place.start))
            self._visited.add(visit.place.start)
        for seen in self._seen.values():
            seen.sort()
        for team in self._document.teams:
            self._counts[team.sender_slug] = max(team.count or 0, self._counts.get(team.sender_slug, 0))

    def _places(self, team: TeamMention, position: int) -> list[str]:
        """The codes of the places in which a team, or its kin, was before a position."""
        kin = self._kin(team)
        floor = self._document.sentence(position).start
        stay = self._stay(floor, position)
        if stay:
            return [stay]
        here = {code for key in kin for code in self._between(key, floor, position)}
        before = {code for key in kin for code, first in self._first.get(key, {}).items() if first < position}
        return _together(sorted(here or before), listed=bool(here))

    def _stay(self, start: int, end: int) -> str | None:
        """The place of the stay with which a stretch opens (督导组进驻内蒙古以来,…)."""
        text = self._document.text
        for place in self._document.places_in(start, end):
            if _SINCE.match(text, place.end) and text.endswith(_ENTERED, start, place.start):
                return place.code
        return None

    def _between(self, key: _Key, start: int, end: int) -> list[str]:
        seen = self._seen.get(key, [])
        return [code for _, code in seen[bisect_left(seen, (start, "")) : bisect_left(seen, (end, ""))]]

    def _kin(self, team: TeamMention) -> list[_Key]:
        """The team itself; all of its body's where the body, or 督察组 behind several of them, is meant."""
        kind = team.kind[-_KIND:]
        kin = [key for key in self._seen if key[:2] == (team.sender_slug, kind)]
        numbered = [key for key in kin if key[2] is not None]
        count = self._counts.get(team.sender_slug, 0)
        if team.number is not None and not (team.pointing and len(numbered) > 1):
            return [(team.sender_slug, kind, team.number)]
        return kin if len(numbered) >= count or len(numbered) == 0 else []


def _together(codes: Sequence[str], *, listed: bool) -> list[str]:
    """Return the codes that several places are counted as: themselves in one sentence, else what holds them all."""
    if listed or len(codes) < 2:
        return list(codes)
    gazetteer = load_gazetteer()
    whole = reduce(_common, [(*reversed(gazetteer.ancestors(code)), code) for code in codes])
    return [whole[-1]] if whole and whole[-1] != COUNTRY else list(codes)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return how far two ways down to a place go together."""
    size = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return one[:size]
