"""Facts as RDF: pure functions from an article's row and its facts to N-Quads, by templates, because that is fast.

One named graph an article, named by the article's IRI. It holds what the article says (fact nodes), the labels it uses
for entities, the short edges that people expect (`team cg:inspected place`) and where all this comes from (PROV-O). No
blank nodes; at most 12 quads a fact on the average, so what only the log needs, or what another quad says already, is
left out (docs/decisions/0011-lean-quads.md). `shapes.ttl` checks what comes out.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final

import pyoxigraph as ox

from ontology import terms
from ontology.packs import load_vocabulary

MAPPING: Final = 3
"""Version of this mapping; a store filled by another version is rebuilt."""

Values = Mapping[str, Any]
"""A fact's flat line or an article's row; names that are missing count as null."""

_CG: Final = terms.VOCABULARY
_PROV: Final = terms.PREFIXES["prov"]
_TYPE: Final = f"<{terms.PREFIXES['rdf']}type>"
_LABEL: Final = f"<{terms.PREFIXES['rdfs']}label>"
_XSD: Final = terms.PREFIXES["xsd"]
_SPECIAL: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_VISITED: Final = frozenset({"done", "underway"})


def text(value: str) -> str:
    """Return a plain string literal."""
    return f'"{value.translate(_SPECIAL)}"'


def _integer(value: float) -> str:
    return f'"{int(value)}"^^<{_XSD}integer>'


def _number(value: float) -> str:
    """Return an integer where the number is whole, else a decimal without exponent."""
    if float(value).is_integer():
        return _integer(value)
    return f'"{format(value, ".10f").rstrip("0")}"^^<{_XSD}decimal>'


def _decimal(value: float) -> str:
    """Return a confidence: four digits are what the log keeps."""
    return f'"{format(value, ".4f").rstrip("0").rstrip(".")}"^^<{_XSD}decimal>'


@lru_cache(maxsize=65536)
def node(entity: str) -> str:
    """Return an entity's IRI in angle brackets."""
    return f"<{terms.iri(entity)}>"


def _place(code: str) -> str:
    return node(terms.place_id(code))


def _fact(fact: str) -> str:
    return node(f"fact/{fact}")


def _campaign(key: str) -> str:
    return node(terms.campaign_id(key))


def _metric(metric: str) -> str:
    return f"<{terms.CONCEPT}{terms.iri(metric)[len(terms.BASE) :]}>"


Writer = Callable[[Any], str]
_Column = tuple[str, str, Writer]


@cache
def _cg(name: str) -> str:
    return f"<{_CG}{name}>"


def _columns(*columns: tuple[str, str, Writer]) -> tuple[_Column, ...]:
    return tuple((field, _cg(name), writer) for field, name, writer in columns)


_ARTICLE: Final = _columns(
    ("title", "title", text),
    ("publisher", "publisher", text),
    ("published", "published", text),
)
_KEPT: Final = _columns(("sha256", "sha256", text), ("extractor", "extractor", text))
"""The log's own account of an article: written where a graph has to stand alone."""
_EVERY: Final = _columns(("confidence", "confidence", _decimal))
_STANDING: Final = frozenset({"role", "team"})
"""An office held and a team named are no deeds: they have a status only where it is not `done` (decision 17)."""
_AFTER: Final = _columns(("start", "from", text), ("end", "to", text), ("campaign", "campaign", _campaign))
_PLACE: Final = ("place_code", "place", _place)
_AGENCY: Final = ("agency_id", "agency", node)
_NAME: Final = ("name", "name", text)
_OWN: Final[Mapping[str, tuple[_Column, ...]]] = {
    "inspection": _columns(("team_id", "team", node), _PLACE),
    "directive": _columns(("issuer_id", "issuer", node), ("demand", "demand", text), _PLACE, ("org_id", "org", node)),
    "meeting": _columns(_NAME, ("host_id", "host", node), _PLACE),
    "operation": _columns(_NAME, _AGENCY, _PLACE, ("parent", "parent", _campaign)),
    "measure": _columns(_NAME, _AGENCY, _PLACE),
    "target": _columns(("target", "target", text), _AGENCY),
    "result": _columns(
        ("value", "value", _number), ("unit", "unit", text), ("change", "change", text), ("window", "window", text),
        ("part_of", "part_of", _fact), _AGENCY,
    ),
    "role": _columns(("role", "role", text), ("org_id", "org", node)),
    "team": _columns(
        ("team_id", "team", node), ("sent_by", "sent_by", text), ("count", "count", _integer), ("term", "term", text),
    ),
    "coverage": _columns(("who_id", "who", node), ("count", "count", _integer), ("unit", "unit", text), _PLACE),
}  # fmt: skip
"""Fact type to its own fields that are one quad each; `_details` writes the rest."""

_NAMED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "inspection": (("team_id", "team"),),
    "team": (("team_id", "team"),),
    "directive": (("issuer_id", "issuer"), ("org_id", "org")),
    "meeting": (("host_id", "host"),),
    "operation": (("agency_id", "agency"),),
    "measure": (("agency_id", "agency"),),
    "target": (("agency_id", "agency"),),
    "result": (("agency_id", "agency"),),
    "role": (("org_id", "org"),),
    "coverage": (("who_id", "who"),),
}
"""Fact type to the fields that name an entity: id, and the article's words for it."""


def quads(row: Values, facts: Sequence[Values], campaigns: Container[str] | None = None) -> bytes:
    """Return an article's graph as N-Quads.

    `row` is the article's row, `facts` its lines. `campaigns` are the keys that need no label here
    (default: those of the installed packs).
    """
    end = f" {graph_name(row['id'])} .\n"
    return _joined(_statements(row, facts, campaigns), end)


def triples(
    row: Values, facts: Sequence[Values], campaigns: Container[str] | None = None, linked: bool = False
) -> bytes:
    """Return an article's graph as N-Triples, to be stored under its name.

    `linked` is for what has to stand alone (a format that loses the name of the graph, validation): it adds `cg:article`
    to every fact, and the article's digest and extractor.
    """
    found = _joined(_statements(row, facts, campaigns), " .\n")
    if not linked:
        return found
    article = graph_name(row["id"])
    links = (f"{_fact(fact['id'])} {_cg('article')} {article}" for fact in facts)
    return found + _joined(chain(_given(article, row, _KEPT), links), " .\n")


def graph_name(article: str) -> str:
    """Return the name of an article's graph in angle brackets: the article's own IRI."""
    return node(terms.article_id(article))


def _joined(statements: Iterable[str], end: str) -> bytes:
    return "".join([statement + end for statement in statements]).encode("utf-8", "replace")


def _statements(row: Values, facts: Sequence[Values], campaigns: Container[str] | None) -> Iterator[str]:
    """Yield `subject predicate object` for all that one article's graph holds, nothing twice."""
    known = load_vocabulary().campaigns if campaigns is None else campaigns
    labels: dict[str, str] = {}
    edges: dict[str, None] = {}
    yield from _about(row)
    for fact in facts:
        yield from _fact_node(fact)
        edges.update(dict.fromkeys(_edges(fact, known)))
        for entity, name in _names(fact, known):
            labels.setdefault(entity, name)
    yield from (f"{entity} {_LABEL} {text(name)}@zh" for entity, name in labels.items())
    yield from edges


def _about(row: Values) -> Iterator[str]:
    """Yield what is known of the article, and where its graph comes from."""
    article = graph_name(row["id"])
    yield f"{article} {_TYPE} {_cg('Article')}"
    yield from _given(article, row, _ARTICLE)
    url, extractor = row.get("url"), row.get("extractor")
    if url and _is_iri(url):
        yield f"{article} {_cg('url')} <{url}>"
    if extractor:
        yield f"{article} <{_PROV}wasGeneratedBy> {node(f'run/{extractor}')}"


def _given(subject: str, values: Values, columns: tuple[_Column, ...]) -> Iterator[str]:
    for field, predicate, writer in columns:
        value = values.get(field)
        if value is not None:
            yield f"{subject} {predicate} {writer(value)}"


def _fact_node(fact: Values) -> Iterator[str]:
    subject, kind, evidence = _fact(fact["id"]), fact["type"], fact["evidence"]
    yield f"{subject} {_TYPE} {_cg(kind.capitalize())}"
    yield f"{subject} {_cg('start')} {_integer(evidence['start'])}"
    yield f"{subject} {_cg('end')} {_integer(evidence['end'])}"
    yield f"{subject} {_cg('exact')} {text(evidence['quote'])}"
    if not (kind in _STANDING and fact["status"] == "done"):
        yield f"{subject} {_cg('status')} {text(fact['status'])}"
    yield from _given(subject, fact, _EVERY)
    yield from _given(subject, fact, _AFTER)
    if _says_more(fact):
        yield f"{subject} {_cg('edtf')} {text(fact['edtf'])}"
    yield from _given(subject, fact, _OWN[kind])
    yield from _details(subject, fact)
    yield from _review(subject, fact.get("review"))


def _review(subject: str, review: Values | None) -> Iterator[str]:
    """Yield who judged a fact, and when."""
    if review is None:
        return
    correction = node(f"correction/{review['correction']}")
    yield f"{subject} {_cg('review')} {correction}"
    yield f"{correction} {_TYPE} {_cg('Correction')}"
    yield f"{correction} {_cg('verdict')} {text(review['verdict'])}"
    yield f'{correction} <{_PROV}endedAtTime> "{review["at"]}"^^<{_XSD}dateTime>'
    yield f"{correction} <{_PROV}wasAssociatedWith> {node('reviewer/' + review['by'])}"


def _says_more(fact: Values) -> bool:
    """Whether the EDTF says what the two bounds do not."""
    start, end, edtf = fact.get("start"), fact.get("end"), fact.get("edtf")
    bounds = f"{start or '..'}/{end or '..'}"
    return bool(edtf) and edtf != bounds and not (edtf == start == end)


def _details(subject: str, fact: Values) -> Iterator[str]:
    """Yield the fields that are no quad, or several."""
    kind = fact["type"]
    if kind == "result":
        yield f"{subject} {_counted(fact)}"
        for code in filter(None, (fact.get("scope_code") or "").split(",")):
            yield f"{subject} {_cg('scope')} {_place(code)}"
        if (fact.get("modifier") or "exact") != "exact":
            yield f"{subject} {_cg('modifier')} {text(fact['modifier'])}"
    elif kind == "role":
        yield f"{subject} {_cg('person')} {_person(fact)}"
    elif kind == "coverage" and fact.get("who_id") is None:
        yield f"{subject} {_cg('name')} {text(fact['who'])}"
    for field in ("sites", "topics"):
        for item in dict.fromkeys(fact.get(field) or ()):
            yield f"{subject} {_cg(field)} {text(item)}"


def _counted(fact: Values) -> str:
    if fact.get("metric_id") is not None:
        return f"{_cg('metric')} {_metric(fact['metric_id'])}"
    return f"{_cg('counted')} {text(fact['metric'])}"


def _person(fact: Values) -> str:
    return node(terms.person_id(fact["person"], fact.get("org_id")))


def _names(fact: Values, campaigns: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield entities that a fact names and no reference data does, with the name."""
    kind, key = fact["type"], fact.get("campaign")
    for id_field, name_field in _NAMED[kind]:
        entity, name = fact.get(id_field), fact.get(name_field)
        if entity and name and not entity.startswith("place/"):
            yield node(entity), name
    if kind == "role":
        yield _person(fact), fact["person"]
    if key and key not in campaigns and fact.get("campaign_name"):
        yield _campaign(key), fact["campaign_name"]


def _edges(fact: Values, campaigns: Container[str]) -> Iterator[str]:
    """Yield what a fact says straight of entities: the short edge, the year of a campaign that no pack knows."""
    key = fact.get("campaign")
    if key and key not in campaigns and fact.get("campaign_year") is not None:
        yield f"{_campaign(key)} {_cg('year')} {_integer(fact['campaign_year'])}"
    if fact["type"] == "inspection" and fact.get("status") in _VISITED:
        yield f"{node(fact['team_id'])} {_cg('inspected')} {_place(fact['place_code'])}"


def _is_iri(address: str) -> bool:
    """Whether a store would read it as an absolute IRI; one bad address would cost the whole batch."""
    try:
        ox.NamedNode(address)
    except ValueError:
        return False
    return True
