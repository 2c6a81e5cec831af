"""The packs: each campaign type is a folder of data, `packs/NAME/pack.ttl`, read once a process.

A new campaign type is a new folder; nothing here names one. Terms are those of campaign.ttl; what a pack must give is
checked here, and a VocabularyError names file, concept and rule.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph as ox

from ontology.errors import VocabularyError
from ontology.terms import BASE, CONCEPT, PREFIXES, VOCABULARY
from ontology.vocabulary import (
    Campaign,
    Concept,
    Cue,
    Measure,
    Metric,
    Operation,
    Pack,
    Sender,
    TeamKind,
    Topic,
    Vocabulary,
)

FOLDER: Final = Path(__file__).with_name("packs")
"""Where the packs of this installation are."""
_CAMPAIGN: Final = BASE + "campaign/"
_TYPE: Final = PREFIXES["rdf"] + "type"
_LABEL: Final = PREFIXES["skos"] + "prefLabel"
_OTHER: Final = PREFIXES["skos"] + "altLabel"
_HIDDEN: Final = PREFIXES["skos"] + "hiddenLabel"
_BROADER: Final = PREFIXES["skos"] + "broader"
_PART: Final = PREFIXES["dcterms"] + "isPartOf"
_C = TypeVar("_C", bound=Concept)


@dataclass(frozen=True, slots=True)
class _Node:
    """One subject of a pack: property IRI to its objects in the order of the file."""

    address: str
    file: Path
    said: dict[str, list[ox.Literal | ox.NamedNode]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.address.removeprefix(_CAMPAIGN).removeprefix(CONCEPT)

    def fail(self, rule: str) -> VocabularyError:
        return VocabularyError(f"{self.file.parent.name}/{self.file.name}: {self.id!r} {rule}.")

    def all(self, name: str, language: str | None = None) -> tuple[str, ...]:
        """Values of a property (cg: unless an IRI), literals of one language only if asked."""
        values = self.said.get(name if ":" in name else VOCABULARY + name, [])
        return tuple(v.value for v in values if language is None or getattr(v, "language", None) == language)

    def one(self, name: str, language: str | None = None) -> str | None:
        values = self.all(name, language)
        if len(values) > 1:
            raise self.fail(f"has {len(values)} values of {name.rpartition('#')[2]}; at most one is allowed")
        return values[0] if values else None

    def number(self, name: str) -> int | None:
        value = self.one(name)
        if value is not None and not value.isdecimal():
            raise self.fail(f"has {name} {value!r}; it must be a whole number")
        return int(value) if value is not None else None

    def ids(self, name: str) -> tuple[str, ...]:
        """Tails of the IRIs that a property points at."""
        return tuple(value.removeprefix(_CAMPAIGN).removeprefix(CONCEPT) for value in self.all(name))

    def id_of(self, name: str) -> str | None:
        self.one(name)
        return next(iter(self.ids(name)), None)


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Return the vocabulary of all packs in a folder (default: ours), cached per process.

    Raises VocabularyError for a pack that breaks a rule.
    """
    return _load(folder.resolve()) if folder else _own(FOLDER)


@lru_cache(maxsize=1)
def _own(folder: Path) -> Vocabulary:
    # Asked for at every turn while reading; looking the folder up on the disk would cost more than the answer.
    return _load(folder.resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Vocabulary:
    packs = tuple(Pack(path.parent.name, path.parent) for path in sorted(folder.glob("*/pack.ttl")))
    if not packs:
        raise VocabularyError(f"No pack in {str(folder)!r}; a pack is a folder with a pack.ttl.")
    nodes = _nodes(packs)
    vocabulary = Vocabulary(
        packs=packs,
        campaigns=_table(nodes["CampaignSeries"] + nodes["Campaign"], _campaign),
        operations=_table(nodes["NamedOperation"], _operation),
        metrics=_table(nodes["Metric"], _metric),
        topics=_table(nodes["Topic"], _topic),
        measures=_table(nodes["NamedMeasure"], _measure),
        senders=_table(nodes["Sender"], _sender),
        team_kinds=_table(nodes["TeamKind"], _team_kind),
        cues=_table(nodes["Cue"], _cue),
    )
    _check(vocabulary)
    return vocabulary


def _nodes(packs: Iterable[Pack]) -> Mapping[str, list[_Node]]:
    """Group the subjects of all packs by their class."""
    by_class: dict[str, list[_Node]] = defaultdict(list)
    for pack in packs:
        for node in _read(pack.path / "pack.ttl").values():
            for kind in node.all(_TYPE):
                by_class[kind.removeprefix(VOCABULARY)].append(node)
    return by_class


def _read(file: Path) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            address = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if not address or not isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                raise VocabularyError(f"{file.parent.name}/{file.name}: {quad} has a blank node; packs use IRIs only.")
            node = nodes.setdefault(address, _Node(address, file))
            node.said.setdefault(quad.predicate.value, []).append(quad.object)
    except SyntaxError as error:
        raise VocabularyError(f"{file.parent.name}/{file.name} is not Turtle: {error.msg}.") from error
    return nodes


def _table(nodes: Iterable[_Node], build: Callable[[_Node], _C]) -> dict[str, _C]:
    table: dict[str, _C] = {}
    for node in nodes:
        if node.id in table:
            raise node.fail(f"is declared twice, also in pack {table[node.id].pack!r}; an id names one concept")
        table[node.id] = build(node)
    return table


def _common(node: _Node) -> tuple[str, str, str, tuple[str, ...], str, tuple[str, ...]]:
    """Return id, both names, labels (name first, quoted ones also bare), pack and hidden labels of any concept."""
    name, name_en = node.one(_LABEL, "zh"), node.one(_LABEL, "en")
    for language, label in (("zh", name), ("en", name_en)):
        if not label:
            raise node.fail(f"has no skos:prefLabel in @{language}; every concept needs one in each language")
    labels = [label for form in (name or "", *node.all(_OTHER, "zh")) for label in (form, _bare(form))]
    return node.id, name or "", name_en or "", tuple(dict.fromkeys(labels)), node.file.parent.name, node.all(_HIDDEN)


def _bare(label: str) -> str:
    """Drop quotation marks, but not from what is nothing but a quotation (`“断流”`: rivers run dry, too)."""
    if label.startswith("“") and label.find("”") == len(label) - 1:
        return label
    return label.replace("“", "").replace("”", "")


def _campaign(node: _Node) -> Campaign:
    is_series = VOCABULARY + "CampaignSeries" in node.all(_TYPE)
    year, start, end = node.number("year"), node.one("begins"), node.one("ends")
    if not is_series and (year is None or node.id_of("series") is None):
        raise node.fail("has no cg:year or no cg:series; every campaign needs both")
    if is_series and year is not None:
        raise node.fail("is a series and has a cg:year; its campaigns have")
    if start and end and start[: len(end)] > end[: len(start)]:
        raise node.fail(f"begins {start!r} after it ends {end!r}; the order is begins, ends")
    return Campaign(
        *_common(node), node.id_of("series"), year, start, end, node.id_of(_PART), node.number("round"),
        node.number("batch"), node.one("ranOnce") == "true", is_series,
    )  # fmt: skip


def _operation(node: _Node) -> Operation:
    return Operation(*_common(node), node.ids(_PART), node.one("begins"), node.one("ends"))


def _metric(node: _Node) -> Metric:
    verbs, objects = node.all("verb"), node.all("object")
    if bool(verbs) != bool(objects):
        raise node.fail("has cg:verb or cg:object alone; they go together")
    return Metric(*_common(node), node.id_of(_BROADER), verbs, objects, node.all("expectedUnit"))


def _topic(node: _Node) -> Topic:
    return Topic(*_common(node), node.id_of(_BROADER))


def _measure(node: _Node) -> Measure:
    return Measure(*_common(node))


def _sender(node: _Node) -> Sender:
    return Sender(*_common(node), node.one("jurisdiction"))


def _team_kind(node: _Node) -> TeamKind:
    common, heads = _common(node), sorted(node.all("ordinalBefore"), key=len, reverse=True)
    forms = []
    for label in sorted(common[3], key=len, reverse=True):
        head = next((head for head in heads if label.endswith(head)), label)
        forms.append((label.removesuffix(head), head))
    return TeamKind(
        *common, tuple(forms), node.ids("usualSender"), node.ids("forSeries"), node.one("placeMaySend") == "true"
    )


def _cue(node: _Node) -> Cue:
    fact = node.one("cueOf")
    if fact is None:
        raise node.fail("has no cg:cueOf; a cue names the class of fact that it introduces")
    return Cue(*_common(node), fact.removeprefix(VOCABULARY).lower())


def _check(vocabulary: Vocabulary) -> None:
    """Check what ties concepts to each other."""
    campaigns, senders = vocabulary.campaigns, vocabulary.senders
    for campaign in campaigns.values():
        _exists(campaign, "cg:series", campaign.series, campaigns)
        _exists(campaign, "dcterms:isPartOf", campaign.parent, campaigns)
        if campaign.year and not campaign.key.endswith(f"-{campaign.year}"):
            raise _broken(campaign, f"is a campaign of {campaign.year}; its key must end with -{campaign.year}")
    for operation in vocabulary.operations.values():
        for parent in operation.parents:
            _exists(operation, "dcterms:isPartOf", parent, campaigns)
    for kind in vocabulary.team_kinds.values():
        for sender in kind.senders:
            _exists(kind, "cg:usualSender", sender, senders)
        for series in kind.series:
            _exists(kind, "cg:forSeries", series, campaigns)
    _check_hierarchy(vocabulary.metrics)
    _check_hierarchy(vocabulary.topics)
    _check_labels(vocabulary)


def _check_hierarchy(table: Mapping[str, Metric] | Mapping[str, Topic]) -> None:
    for concept in table.values():
        seen = {concept.id}
        above: Metric | Topic = concept
        while above.broader is not None:
            _exists(above, "skos:broader", above.broader, table)
            above = table[above.broader]
            if above.id in seen:
                raise _broken(concept, "is broader than itself; skos:broader must lead to a top concept")
            seen.add(above.id)


def _check_labels(vocabulary: Vocabulary) -> None:
    """Check that a label means one concept of its kind, and verb and object one metric."""
    owner: dict[tuple[str, str], str] = {}
    for label, kind, concept_id in vocabulary.labels():
        if owner.setdefault((kind, label), concept_id) != concept_id and kind != "cue":
            other = owner[kind, label]
            raise VocabularyError(
                f"The label {label!r} is that of {other!r} and {concept_id!r}; it must mean one {kind}."
            )
    for metric in vocabulary.metrics.values():
        for pair in ((verb, thing) for verb in metric.verbs for thing in metric.objects):
            if owner.setdefault(pair, metric.id) != metric.id:
                words = "".join(pair)
                raise _broken(metric, f"counts {words!r}, as does {owner[pair]!r}; verb and object mean one metric")


def _exists(concept: Concept, name: str, target: str | None, table: Mapping[str, Concept]) -> None:
    if target is not None and target not in table:
        raise _broken(concept, f"has {name} {target!r}, which no pack declares; it must exist")


def _broken(concept: Concept, rule: str) -> VocabularyError:
    return VocabularyError(f"{concept.pack}/pack.ttl: {concept.id!r} {rule}.")
