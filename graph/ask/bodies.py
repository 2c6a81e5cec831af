"""Which bodies a question names, and which places are a part of their names."""

from collections.abc import Iterator, Sequence

from graph.ask.draft import Draft, seat
from graph.ask.meanings import Meaning


def orgs(found: Draft, places: Sequence[str], teams: bool) -> tuple[str, ...]:
    """Return the bodies named: whole, as a body after its place, or as a sender that is not a team's."""
    if teams and not found.all("body"):
        return tuple(
            str(m.value) for use in found.uses if not use.of("sender") for m in use.meanings if m.role == "org"
        )
    named = [str(meaning.value) for meaning in found.all("org")]
    named += [f"org/{place.value}-{body.value}" for place, body in _seated(found) if place.value in places]
    named += [f"org/100000-{meaning.value}" for meaning in found.all("sender")]
    return tuple(dict.fromkeys(named))


def seats(found: Draft) -> set[str]:
    """Return the places that stand beside a body, and so are part of its name."""
    return {str(place.value) for place, _ in _seated(found)}


def _seated(found: Draft) -> Iterator[tuple[Meaning, Meaning]]:
    """Yield bodies, each with what its place may mean."""
    for at, use in enumerate(found.uses):
        body, place = use.of("body"), seat(found.uses, at)
        if body is not None and place is not None:
            yield from ((meaning, body) for meaning in found.uses[place].meanings if meaning.role == "place")
