"""Why a fact's place is the one it is: the clue that settled its mention, else the jurisdiction that the article speaks of."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ingest.document import Document
from ingest.resolve import PlaceMention
from ontology.model import Fact, Why


def explained(document: Document, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts, those with a place with the reason for it; several places at once (a joint scope) have none."""
    named: dict[str, list[PlaceMention]] = {}
    for place in document.places:
        named.setdefault(place.code, []).append(place)
    starts: dict[str, list[int]] = {}
    home = Why("home", document.home)
    for fact in facts:
        code = getattr(fact, "place_code", None) or getattr(fact, "scope_code", None)
        if code is None or "," in code:
            yield fact
            continue
        places = named.get(code, ())
        if places and code not in starts:
            starts[code] = [document.clean.origin(place.start) for place in places]
        yield fact.explained(_why(places, starts.get(code, ()), fact) or home)


def _why(places: Sequence[PlaceMention], starts: Sequence[int], fact: Fact) -> Why | None:
    """The reason of the mention inside the evidence, else of the last before it; 全市 has none but the article's home."""
    following = bisect_left(starts, fact.evidence.start)
    if following < len(starts) and starts[following] < fact.evidence.end:
        return places[following].why
    return places[following - 1].why if following else None
