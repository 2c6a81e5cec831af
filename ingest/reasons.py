"""Why a fact's place is the one it is: the clue that settled its mention, else the jurisdiction that the article speaks of."""

from bisect import bisect_left

from ingest.document import Document
from ingest.resolve import PlaceMention
from ontology.model import Fact, Why


class Reasons:
    """The reasons that a document gives for the places of its facts."""

    def __init__(self, document: Document) -> None:
        self._origin = document.clean.origin
        self._home = Why("home", document.home)
        self._starts: dict[str, list[int]] = {}
        self._named: dict[str, list[PlaceMention]] = {}
        for place in document.places:
            self._named.setdefault(place.code, []).append(place)

    def of(self, fact: Fact) -> Why | None:
        """Return the reason for a fact's place; a fact without one, and several at once (a joint scope), have none."""
        code = getattr(fact, "place_code", None) or getattr(fact, "scope_code", None)
        if code is None or "," in code:
            return fact.why
        places = self._named.get(code)
        if places is None:  # 全市 has no reason but the article's home
            return self._home
        starts = self._starts.get(code)
        if starts is None:
            starts = self._starts[code] = [self._origin(place.start) for place in places]
        following = bisect_left(starts, fact.evidence.start)
        if following < len(starts) and starts[following] < fact.evidence.end:
            return places[following].why
        return places[following - 1].why if following else self._home
