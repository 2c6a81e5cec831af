"""Completion as one types: names that go on from what stands there, and whole questions that can be asked of them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.ask.frames import FRAMES
from graph.ask.lexicon import lexicon, names
from graph.ask.meanings import NAMES, Meaning, Span, TeamMeant
from graph.ask.near import id_of
from graph.ask.roster import find, listed
from graph.ask.spans import spans
from graph.ask.units import language_of, units
from graph.index.relation import RelationIndex
from graph.search.folding import fold
from ontology.errors import ValueUnknown

MOST = 50


@dataclass(frozen=True, slots=True)
class Completion:
    """A text as it would stand; `kind` is question, or what the name that was completed names."""

    text: str
    kind: str
    id: str | None
    label: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A name as it is looked up, and how many facts name what it means."""

    folded: str
    name: str
    kind: str
    id: str | None
    facts: int


def complete(index: RelationIndex, text: str, limit: int = 8) -> list[Completion]:
    """Return up to `limit` completions: names first while one is being typed, then questions. Raises ValueUnknown."""
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")
    found: dict[str, Completion] = {}
    for one in (*_names(index, text, limit), *_questions(index, text)):
        if one.text != text:
            found.setdefault(one.text, one)
    return list(islice(found.values(), limit))


def _names(index: RelationIndex, text: str, limit: int) -> Iterator[Completion]:
    """Yield the text with its end completed to a name, the longest end that begins one; those most told of first."""
    table = index.remembered(_table)
    parts = units(text)
    for part in parts:
        typed = fold(text[part.start :])
        at = bisect_left(table, typed, key=lambda named: named.folded)
        beginning: list[_Named] = []
        while at < len(table) and table[at].folded.startswith(typed):
            beginning.append(table[at])
            at += 1
        if beginning and typed:
            best = sorted(beginning, key=lambda named: (-named.facts, len(named.name)))
            once = {named.id or named.folded: named for named in reversed(best)}
            for named in [named for named in best if once[named.id or named.folded] is named][:limit]:
                yield Completion(text[: part.start] + named.name, named.kind, named.id, named.name)
            return


def _table(index: RelationIndex) -> list[_Named]:
    """Return all names in folded order; of those that one thing has, each."""
    found: dict[tuple[str, str | None], _Named] = {}
    for name, meaning in names(index):
        entity = id_of(meaning)
        folded = fold(name)
        found[folded, entity] = _Named(folded, name, meaning.role, entity, _facts(index, entity))
    for team in listed(index):
        folded = fold(team.label)
        before = found.get((folded, None))
        number = index.entities.number(team.id)
        facts = int(index.entities.facts[number]) if number is not None else 0
        found[folded, None] = _Named(folded, team.label, "team", None, facts + (before.facts if before else 0))
    return sorted(found.values(), key=lambda named: named.folded)


def _facts(index: RelationIndex, entity: str | None) -> int:
    if entity is None:
        return 0
    if entity.startswith("place/"):
        return int(index.entities.facts[index.entities.inside(entity.partition("/")[2])].sum())
    number = index.entities.number(entity)
    return int(index.entities.facts[number]) if number is not None else 0


def _questions(index: RelationIndex, text: str) -> Iterator[Completion]:
    """Yield questions that begin with the text, and those that can be asked of the one name that it is."""
    language = language_of(text)
    typed = fold(text)
    examples = [frame.zh if language == "zh" else frame.en for frame in FRAMES]
    yield from (Completion(one, "question", None, one) for one in examples if fold(one).startswith(typed))
    cut = spans(units(text), lexicon(index))
    said = [role for span in cut if (role := _role(index, span)) is not None]
    if len(cut) == 1 and said:
        for before, after in _templates(index.remembered(_examples, language), said[0]):
            whole = before + text.strip() + after
            yield Completion(whole, "question", None, whole)


def _role(index: RelationIndex, span: Span) -> str | None:
    """Return the role of a span that is a name, None for a word; a team's has to fit one that facts name."""
    for meaning in span.meanings:
        if isinstance(meaning.value, TeamMeant):
            if not meaning.value.general and find(index, meaning.value):
                return "team"
        elif _is_name(meaning):
            return meaning.role
    return None


def _is_name(meaning: Meaning) -> bool:
    return meaning.role in NAMES and meaning.role != "sender"


def _examples(index: RelationIndex, language: str) -> list[tuple[str, str, str]]:
    """Return the example questions with one name, as its role, what stands before it, and what behind."""
    found = []
    for frame in FRAMES:
        example = frame.zh if language == "zh" else frame.en
        parts = units(example)
        named = [(role, span) for span in spans(parts, lexicon(index)) if (role := _template_role(span)) is not None]
        if len(named) == 1:
            role, span = named[0]
            found.append((role, example[: parts[span.first].start], example[parts[span.last - 1].end :]))
    return found


def _template_role(span: Span) -> str | None:
    for meaning in span.meanings:
        if isinstance(meaning.value, TeamMeant):
            return None if meaning.value.general else "team"
        if _is_name(meaning) or meaning.role in {"year", "round", "batch", "time"}:
            return meaning.role
    return None


def _templates(examples: Sequence[tuple[str, str, str]], role: str) -> Iterator[tuple[str, str]]:
    yield from ((before, after) for one, before, after in examples if one == role)
