"""Why a fact's place is the one it is: the clue that settled its mention, else the jurisdiction that the article speaks of."""

from collections.abc import Iterable, Iterator

from ingest.document import Document
from ingest.resolve import PlaceMention
from ontology.model import Fact, Why


def explained(document: Document, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts, those with a place with the reason for it; several places at once (a joint scope) have none."""
    named: dict[str, list[tuple[int, PlaceMention]]] = {}
    for place in document.places:
        named.setdefault(place.code, []).append((document.clean.span(place.start, place.end)[0], place))
    for fact in facts:
        code = getattr(fact, "place_code", None) or getattr(fact, "scope_code", None)
        if code is None or "," in code:
            yield fact
        else:
            yield fact.explained(_why(document, named.get(code, []), fact))


def _why(document: Document, named: list[tuple[int, PlaceMention]], fact: Fact) -> Why:
    """The reason of the mention inside the evidence, else of the last before it; 全市 has none but the article's home."""
    start, end = fact.evidence.start, fact.evidence.end
    inside = next((mention for at, mention in named if start <= at < end), None)
    before = next((mention for at, mention in reversed(named) if at < start), None)
    mention = inside or before
    return mention.why if mention else Why("home", document.home)
