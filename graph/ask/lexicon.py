"""The names that a question may hold: of places, campaigns, senders and metrics, and of what the facts name besides."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.ask import words
from graph.ask.meanings import Meaning
from graph.ask.units import Unit, key_of, phrase, stem
from graph.index.relation import RelationIndex
from ontology.english import english_places
from ontology.packs import load_vocabulary
from ontology.places import Division, load_gazetteer
from ontology.vocabulary import Concept, Metric

Table = Mapping[str, tuple[Meaning, ...]]
_LEAST: Final = 4
"""Characters that a metric's words have at least where no pack knows them: shorter ones are scraps (政府, 发案)."""


_LEVELS: Final = {
    "province": ("province", "municipality", "autonomous region"), "prefecture": ("city", "prefecture"),
    "county": ("county", "city", "district", "banner"),
}  # fmt: skip
"""What English names of places may be followed by."""
_QUOTED: Final = re.compile(r"“([^”]+)”")
_NOTE: Final = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases to meanings: those that hold everywhere, and those of one index; `longest` in units."""

    tables: tuple[Table, ...]
    longest: int

    def at(self, parts: Sequence[Unit], first: int) -> Iterator[tuple[int, tuple[Meaning, ...]]]:
        """Yield where each phrase ends that begins at a unit, and its meanings."""
        for last in range(first + 1, min(len(parts), first + self.longest) + 1):
            found = self.meanings(phrase(parts[first:last]))
            if found:
                yield last, found

    def meanings(self, key: str) -> tuple[Meaning, ...]:
        """Return all meanings of a phrase."""
        return tuple(meaning for table in self.tables for meaning in table.get(key, ()))


def lexicon(index: RelationIndex) -> Lexicon:
    """Return the lexicon over an index, made once."""
    return index.remembered(_made)


def names(index: RelationIndex) -> Sequence[tuple[str, Meaning]]:
    """Return the names of the lexicon as people write them; words of the grammar are none."""
    return (*_general_names(), *_own_names(index))


def _made(index: RelationIndex) -> Lexicon:
    own = _table((*_own_names(index), *_persons(index)))
    return Lexicon((_general(), own), max(_longest_general(), _longest(own)))


def _longest(table: Table) -> int:
    return max((key.count(" ") for key in table), default=0) + 1


@cache
def _longest_general() -> int:
    return _longest(_general())


@cache
def _general() -> Table:
    return _table((*words.said(), *_metric_parts(), *_general_names()))


def _table(entries: Iterable[tuple[str, Meaning]]) -> Table:
    table: defaultdict[str, dict[Meaning, None]] = defaultdict(dict)
    for name, meaning in entries:
        if found := _key(name):
            table[found][meaning] = None
    return {name: tuple(meanings) for name, meanings in table.items()}


_key: Final = lru_cache(maxsize=1 << 18)(key_of)
"""Nearly all names of an index are those of the one before."""


@cache
def _general_names() -> tuple[tuple[str, Meaning], ...]:
    return (*_places(), *_concepts())


def _places() -> Iterator[tuple[str, Meaning]]:
    for division in load_gazetteer():
        meaning = Meaning("place", division.code, division.name)
        for name in (division.name, *division.shorts, *_english(division)):
            yield name, meaning


def _english(division: Division) -> tuple[str, ...]:
    """Return the English names of a place, else the pinyin of its short names of two characters and more."""
    known = english_places().get(division.code)
    if known is not None or division.valid_to:
        return tuple(_with_level(known or (), division))
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes a moment to load

    shorts = [name for name in division.shorts if len(name) > 1] or [division.name[:-1]]
    return tuple(_with_level(["".join(lazy_pinyin(name)) for name in shorts if len(name) > 1], division))


def _with_level(names: Sequence[str], division: Division) -> Iterator[str]:
    """Yield English names, and the same with the word for what it is (Anhui province, Jinhu county)."""
    for name in names:
        yield name
        yield from (f"{name} {word}" for word in _LEVELS.get(division.level, ()))


def _concepts() -> Iterator[tuple[str, Meaning]]:
    vocabulary = load_vocabulary()
    for campaign in vocabulary.campaigns.values():
        yield from _named(campaign, "campaign", campaign.key)
    for sender in vocabulary.senders.values():
        yield from _named(sender, "sender" if sender.code else "body", sender.id)
    for metric in vocabulary.metrics.values():
        yield from _named(_without_noun(metric), "metric", f"metric/{metric.id}")
    for operation in vocabulary.operations.values():
        yield from _named(operation, "operation", operation.name)
    for measure in vocabulary.measures.values():
        yield from _named(measure, "measure", measure.name)


def _named(concept: Concept, role: str, value: str) -> Iterator[tuple[str, Meaning]]:
    meaning = Meaning(role, value, concept.name)
    quoted = _QUOTED.findall(concept.name_en) if role == "operation" else []
    names = (*concept.labels, concept.name_en, _NOTE.sub("", concept.name_en), *concept.hidden, *quoted)
    if role == "campaign":
        yield from ((name, replace(meaning, said=name.strip("“”"))) for name in names)
    else:
        yield from ((name, meaning) for name in names)


def _without_noun(metric: Metric) -> Metric:
    """Take its English name from a metric that counts what a noun of the grammar asks for (meetings held)."""
    thing, _ = english_parts(metric)
    return replace(metric, name_en="") if thing and words.is_noun(stem(thing)) else metric


def _metric_parts() -> Iterator[tuple[str, Meaning]]:
    """Yield verbs and objects of metrics, which a question may say apart (破获了多少起刑事案件)."""
    forms, things, others = words.english_verbs(), words.english_objects(), words.chinese_objects()
    doing = words.chinese_verbs()
    for metric in load_vocabulary().metrics.values():
        for verb in metric.verbs:
            yield from ((form, Meaning("metric-verb", verb, verb)) for form in (verb, *doing.get(verb, ())))
        for thing in metric.objects:
            yield from ((form, Meaning("metric-object", thing, thing)) for form in (thing, *others.get(thing, ())))
        thing, verb = english_parts(metric)
        for form in forms.get(verb, (verb,)) if verb else ():
            yield form, Meaning("metric-verb", verb, verb)
        for form in (thing, *things.get(thing, ())) if verb else ():
            yield form, Meaning("metric-object", thing, thing)


def english_parts(metric: Metric) -> tuple[str, str]:
    """Return what an English name of a metric counts, and the participle it ends with; empty if it ends with none."""
    thing, _, verb = metric.name_en.lower().rpartition(" ")
    known = verb in words.english_verbs() or verb.endswith("ed")
    return (thing, verb) if thing and known else ("", "")


def _own_names(index: RelationIndex) -> tuple[tuple[str, Meaning], ...]:
    return index.remembered(_stated)


def _stated(index: RelationIndex) -> tuple[tuple[str, Meaning], ...]:
    """Return names that facts give: bodies, campaigns, metrics, operations, measures, targets."""
    return tuple(entry for kind in ("campaign", "org", "metric", "operation", "measure", "target")
                 for entry in _of_kind(index, kind))  # fmt: skip


def _persons(index: RelationIndex) -> Iterator[tuple[str, Meaning]]:
    """Yield who holds an office, so that a question about a person is told from one with an unknown word."""
    numbers = index.entities.of_kind("person")
    for name in pc.unique(index.entities.labels.slice(numbers.start, len(numbers))).to_pylist():
        yield name, Meaning("person", name, name)


def _of_kind(index: RelationIndex, kind: str) -> Iterator[tuple[str, Meaning]]:
    """Yield the names of a kind that no pack has, each once, however many bodies have a thing of that name."""
    vocabulary = load_vocabulary()
    operations = {operation.name for operation in vocabulary.operations.values()}
    numbers = index.entities.of_kind(kind)
    ids, labels = (column.slice(numbers.start, len(numbers)) for column in (index.entities.ids, index.entities.labels))
    if kind in {"operation", "measure", "target"}:
        yield from ((label, Meaning(kind, key, label)) for key, label in _things(kind, ids, labels))
        return
    for name, label in zip(ids.to_pylist(), labels.to_pylist(), strict=True):
        key = name.partition("/")[2]
        if kind == "campaign" and key not in vocabulary.campaigns and label not in operations:
            yield label, Meaning(kind, key, label)
        elif (kind == "metric" and key not in vocabulary.metrics and len(label) >= _LEAST) or kind == "org":
            yield label, Meaning(kind, name, label)


def _things(kind: str, ids: pa.Array, labels: pa.Array) -> Iterator[tuple[str, str]]:
    """Yield each thing once, with its last label: of hundreds of thousands, told apart outside Python."""
    keys = pc.list_element(pc.split_pattern(pc.utf8_slice_codeunits(ids, len(kind) + 1), "@", max_splits=1), 0)
    table = pa.table({"key": keys, "label": labels})
    last = table.group_by("key", use_threads=False).aggregate([("label", "last")])
    return zip(last["key"].to_pylist(), last["label_last"].to_pylist(), strict=True)
