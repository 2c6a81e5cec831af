"""SHACL: what articles contribute, checked against shapes.ttl, as a report that a person can read.

pyshacl and rdflib take a second to load; they are loaded when the first article is checked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import ontology
from graph.pairs import Row
from graph.quads import Values, triples
from ontology.terms import PREFIXES, VOCABULARY, entity_of

if TYPE_CHECKING:
    import rdflib

_SHAPES: Final = Path(ontology.__file__).with_name("shapes.ttl")
_TOGETHER: Final = 100
"""Articles in one run: starting a run costs more than a few articles."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: article id, fact or entity, field, what the rule says, the value that breaks it."""

    article: str
    subject: str
    field: str | None
    rule: str
    value: str | None

    def __str__(self) -> str:
        """Return it as one sentence."""
        field = f", {self.field}" if self.field else ""
        value = f"; it is {self.value!r}" if self.value is not None else ""
        return f"Article {self.article!r}, {self.subject}{field}: {self.rule.rstrip('.')}{value}."


def violations(content: Iterable[tuple[Row, Sequence[Values]]]) -> Iterator[Violation]:
    """Yield what is wrong with articles and their facts: rows and lines as `graph.pairs` gives them, in their order."""
    waiting = iter(content)
    while together := list(islice(waiting, _TOGETHER)):
        data = b"".join(triples(row, facts, linked=True) for row, facts in together)
        yield from _checked(data, [row["id"] for row, _ in together])


def _checked(data: bytes, articles: Sequence[str]) -> list[Violation]:
    """Validate one batch of N-Triples; violations sorted by article, subject and field."""
    import pyshacl  # noqa: PLC0415 - heavy, and only validation needs it
    from rdflib import RDF, SH, Graph  # noqa: PLC0415

    stated, shapes = Graph().parse(data=data, format="nt"), _shapes()
    _, report, _ = pyshacl.validate(stated, shacl_graph=shapes.core, inference="none")
    found = [_violation(report, result, stated) for result in report.subjects(RDF.type, SH.ValidationResult)]
    for rule, query in shapes.queries:
        found += [_at(row[0], None, rule, None, stated) for row in stated.query(query)]  # type: ignore[index]
    order = {article: place for place, article in enumerate(articles)}
    return sorted(
        found, key=lambda one: (order.get(one.article or "", len(order)), one.subject, one.field or "", one.rule)
    )


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes without their SPARQL constraints, and those as rule and query."""

    core: "rdflib.Graph"
    queries: tuple[tuple[str, str], ...]


@cache
def _shapes() -> _Shapes:
    """Read shapes.ttl. A SPARQL constraint is asked once a batch: pyshacl parses it anew for every fact, 30 ms each."""
    from rdflib import SH, Graph  # noqa: PLC0415

    shapes = Graph().parse(_SHAPES, format="turtle")
    prefixes = "".join(f"PREFIX {name}: <{address}>\n" for name, address in PREFIXES.items())
    queries = []
    for shape, constraint in list(shapes.subject_objects(SH.sparql)):
        shapes.remove((shape, SH.sparql, constraint))
        queries.append((str(shapes.value(constraint, SH.message)), prefixes + str(shapes.value(constraint, SH.select))))
    return _Shapes(shapes, tuple(sorted(queries)))


def _violation(report: "rdflib.Graph", result: "rdflib.term.Node", stated: "rdflib.Graph") -> Violation:
    """Read one result of pyshacl's report."""
    from rdflib import SH  # noqa: PLC0415

    focus, path, value, message = (
        report.value(result, name) for name in (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    )
    field = None if path is None else str(path).removeprefix(VOCABULARY)
    shown = None if value is None or value == focus else _name(value)
    return _at(focus, field, str(message), shown, stated)


def _at(focus: object, field: str | None, rule: str, value: str | None, stated: "rdflib.Graph") -> Violation:
    """Find the article of a node: a fact's own, else that of the first fact that names it, else the node itself."""
    from rdflib import URIRef  # noqa: PLC0415

    node, link = URIRef(str(focus)), URIRef(VOCABULARY + "article")
    articles = [stated.value(subject, link) for subject in (node, *sorted(stated.subjects(None, node), key=str))]
    article = _name(next((found for found in articles if found is not None), node))
    return Violation(article.removeprefix("article/"), _name(focus), field, rule, value)


def _name(term: object) -> str:
    """Write a term without our base: `fact/…`, `place/610000`, or a literal as it is."""
    text = str(term)
    return text if text.startswith(VOCABULARY) else entity_of(text) or text
