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
from ontology.terms import VOCABULARY, entity_of

if TYPE_CHECKING:
    import rdflib

_SHAPES: Final = Path(ontology.__file__).with_name("shapes.ttl")
_TOGETHER: Final = 100
"""Articles in one run: starting a run costs more than a few articles."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: where (article id; fact or entity), in which field, what the rule says, the value that breaks it."""

    article: str | None
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
    """Validate one batch of N-Triples; results sorted by article, subject and field."""
    import pyshacl  # noqa: PLC0415 - heavy, and only validation needs it
    import rdflib  # noqa: PLC0415

    facts = rdflib.Graph().parse(data=data, format="nt")
    conforms, report, _ = pyshacl.validate(facts, shacl_graph=_shapes(), inference="none")
    if conforms:
        return []
    found = [
        _violation(report, result, facts) for result in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)
    ]
    order = {article: place for place, article in enumerate(articles)}
    return sorted(
        found, key=lambda one: (order.get(one.article or "", len(order)), one.subject, one.field or "", one.rule)
    )


@cache
def _shapes() -> "rdflib.Graph":
    import rdflib  # noqa: PLC0415

    return rdflib.Graph().parse(_SHAPES, format="turtle")


def _violation(report: "rdflib.Graph", result: "rdflib.term.Node", facts: "rdflib.Graph") -> Violation:
    from rdflib import SH, URIRef  # noqa: PLC0415

    focus, path, value, message = (
        report.value(result, name) for name in (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    )
    field = _name(path).removeprefix(VOCABULARY) if path is not None else None
    stated = facts.value(URIRef(str(focus)), URIRef(VOCABULARY + "article"))
    if stated is None:  # an entity or an article; the first of the batch that names it
        users = facts.subjects(None, URIRef(str(focus)))
        stated = next((facts.value(user, URIRef(VOCABULARY + "article")) for user in users), focus)
    article = _name(stated)
    return Violation(
        article=article.removeprefix("article/") if article.startswith("article/") else None,
        subject=_name(focus),
        field=field,
        rule=str(message),
        value=None if value is None or value == focus else _name(value),
    )


def _name(term: object) -> str:
    """Write a term without our base: `fact/…`, `place/610000`, or a literal as it is."""
    text = str(term)
    return text if text.startswith(VOCABULARY) else entity_of(text) or text
