"""The same question in SPARQL, for the store that holds the same facts; None where SPARQL cannot say it."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.ask.query import Found
from graph.ask.reading import Reading
from graph.index import names
from graph.index.relation import RelationIndex
from graph.quads import text
from graph.questions.facts import FactFilter
from ontology.model import COUNTRY
from ontology.packs import load_vocabulary
from ontology.terms import CONCEPT, PREFIXES, iri

_ACTOR: Final = {
    "inspection": "team", "directive": "issuer", "meeting": "host", "operation": "agency", "measure": "agency",
    "target": "agency", "result": "agency", "role": "org", "team": "team", "coverage": "who",
}  # fmt: skip
_PLACE: Final = {"inspection": "place", "operation": "place", "measure": "place", "result": "scope"}
_NAME: Final = {"role": "role", "meeting": "name", "operation": "name", "measure": "name", "target": "target"}
_CHANGED: Final = {"any": "?fact cg:change ?change .", "none": "FILTER NOT EXISTS { ?fact cg:change ?change }"}
_SHOWN: Final = {"place": "?place", "actor": "?actor", "campaign": "?campaign", "site": "?site", "article": "?article"}


def sparql(index: RelationIndex, reading: Reading, found: Found) -> str | None:
    """Return a query whose solutions are the rows of the answer, None where SPARQL cannot say it."""
    wanted = found.filter
    if wanted is None or not wanted.types:
        return None
    kind = wanted.types[0]
    if wanted.places and any(one not in _PLACE for one in wanted.types):
        return None
    shown = _shown(reading, kind)
    if shown is None or reading.each_place:
        return None
    head, pattern = shown
    lines = [*_what(index, reading, wanted, kind), *pattern, *_when(wanted)]
    body = "\n".join(f"  {line}" for line in lines)
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("cg", "skos"))
    return f"{prefixes}\nSELECT {head} WHERE {{\n{body}\n}}" + _grouped(head)


def _grouped(head: str) -> str:
    kept = [word for word in head.partition("(")[0].split() if word.startswith("?")]
    return f"\nGROUP BY {' '.join(kept)}\nORDER BY DESC(?count)" if "COUNT" in head else ""


def _shown(reading: Reading, kind: str) -> tuple[str, list[str]] | None:
    """Return what is selected, and the pattern that binds it; None for levels of place that the store does not know."""
    by = reading.frame.by
    if by == "fact":
        counted = ["?fact cg:count ?count ."] if reading.frame.name == "teams-sent" and reading.counted else []
        return "DISTINCT ?fact ?exact", ["?fact cg:exact ?exact .", *counted]
    count = "(COUNT(DISTINCT ?fact) AS ?count)"
    actor = [f"?fact cg:{_ACTOR[kind]} ?actor ."]
    if reading.frame.name == "busiest-teams":
        places = _levelled(reading, kind)
        return ("?actor (COUNT(DISTINCT ?place) AS ?count)", [*actor, *places]) if places else None
    pattern = {
        "actor": actor, "campaign": ["?fact cg:campaign ?campaign ."], "site": ["?fact cg:sites ?site ."],
    }.get(by)  # fmt: skip
    if by == "place":
        pattern = _levelled(reading, kind)
    if pattern is None:
        return None
    split = by == "place" and reading.split
    if reading.by_teams:
        return f"{_SHOWN[by]} (COUNT(DISTINCT ?actor) AS ?count)", [*pattern, *actor]
    return f"{_SHOWN[by]} {'?actor ' if split else ''}{count}", [*pattern, *(actor if split else [])]


def _levelled(reading: Reading, kind: str) -> list[str] | None:
    at = f"cg:{_PLACE[kind]}"
    if reading.level == "place":
        return [f"?fact {at} ?place ."]
    if reading.level != "province":
        return None
    return [
        f"{{ ?fact {at} ?place }} UNION {{ ?fact {at} ?inner . ?inner skos:broaderTransitive ?place }}",
        f"?place skos:broader {_entity(f'place/{COUNTRY}')} .",
    ]


def _what(index: RelationIndex, reading: Reading, wanted: FactFilter, kind: str) -> Iterator[str]:
    """Yield the patterns of type, who, where, which campaign and what."""
    yield _values("type", (f"cg:{one.capitalize()}" for one in wanted.types))
    yield "?fact a ?type ."
    if wanted.actors:
        yield _values("who", map(_entity, wanted.actors))
        yield f"?fact cg:{_ACTOR[kind]} ?who ."
    if wanted.places:
        at = f"cg:{_PLACE[kind]}"
        yield _values("inside", (_entity(f"place/{names.place_code(place)}") for place in wanted.places))
        yield f"{{ ?fact {at} ?inside }} UNION {{ ?fact {at} ?there . ?there skos:broaderTransitive ?inside }}"
    if wanted.scopes:
        yield _values("scope", (_entity(f"place/{names.place_code(place)}") for place in wanted.scopes))
        yield f"?fact cg:{_PLACE[kind]} ?scope ."
    if wanted.campaigns:
        numbers = {int(n) for key in wanted.campaigns for n in names.campaigns(index, key)}
        yield _values("within", (_entity(index.entities.id(n)) for n in sorted(numbers)))
        yield "?fact cg:campaign ?within ."
    yield from _things(reading, wanted, kind)
    if wanted.named:
        yield _values("named", map(text, wanted.named))
        yield f"?fact cg:{_NAME[kind]} ?named ."


def _things(reading: Reading, wanted: FactFilter, kind: str) -> Iterator[str]:
    """Yield the patterns of a metric, of what is done under a name, or of bodies that are told."""
    if kind == "result" and reading.metric is not None:
        key = reading.metric.partition("/")[2]
        known = key in load_vocabulary().metrics
        yield f"?fact cg:metric <{CONCEPT}{key}> ." if known else f"?fact cg:counted {text(key)} ."
    elif wanted.objects and kind in _NAME:
        yield _values("called", map(text, reading.names))
        yield f"?fact cg:{_NAME[kind]} ?called ."
    elif wanted.objects:
        yield _values("told", map(_entity, wanted.objects))
        yield "?fact cg:org ?told ."
    if wanted.change is not None:
        yield _CHANGED.get(wanted.change, f"?fact cg:change {text(wanted.change)} .")


def _when(wanted: FactFilter) -> Iterator[str]:
    """Yield the patterns of status and time; a date of which one bound is stated has it as both."""
    limits = wanted.limits
    if wanted.statuses:
        # an office held and a team named say their status only where it is not done
        yield "OPTIONAL { ?fact cg:status ?status }"
        yield f'FILTER(COALESCE(?status, "done") IN ({", ".join(map(text, wanted.statuses))}))'
    if limits.since or limits.until:
        yield "OPTIONAL { ?fact cg:from ?from } OPTIONAL { ?fact cg:to ?to }"
    if limits.since:
        yield "BIND(COALESCE(?to, ?from) AS ?last)"
        yield f"FILTER({_cut('?last', limits.since)} >= {_cut(text(limits.since), '?last')})"
    if limits.until:
        yield "BIND(COALESCE(?from, ?to) AS ?first)"
        yield f"FILTER({_cut('?first', limits.until)} <= {_cut(text(limits.until), '?first')})"


def _cut(value: str, length: str) -> str:
    """Return a date cut to the length of another, so that reduced dates compare."""
    size = f"STRLEN({length})" if length.startswith("?") else str(len(length))
    return f"SUBSTR({value}, 1, {size})"


def _values(name: str, terms: Sequence[str] | Iterator[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(terms)} }}"


def _entity(name: str) -> str:
    return f"<{iri(name)}>"
