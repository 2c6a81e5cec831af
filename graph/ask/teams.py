"""Names of teams in a question, put together from sender, kind and number: 公安部第九督察组, the ministry's ninth team."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from graph.ask.lexicon import Lexicon
from graph.ask.meanings import ANY_TEAM, Meaning, TeamMeant
from graph.ask.units import Unit, phrase, units
from ontology.packs import load_vocabulary

_TEAM: Final = "组"
_INSPECTOR: Final = "inspector"
"""Who is in a team; the word alone means their teams (the environmental inspectors)."""
_ENGLISH: Final = frozenset({"team", "group", _INSPECTOR})
_ADJECTIVES: Final = frozenset({"supervision", "inspection", "oversight", "supervisory", "inspecting", "supervising"})
_INSIDE: Final = frozenset({"s", "the", "of", "from", "no", "number", "nr"})
"""What may stand between the words of an English name."""
_JOINING: Final = frozenset({"和", "与", "及", "and"})
_TERMS: Final = frozenset({"round", "batch"})
"""What a number belongs to that is no team's."""
_LONGEST: Final = 12


def teams(parts: Sequence[Unit], first: int, lexicon: Lexicon) -> Iterator[tuple[int, Meaning]]:
    """Yield where names of teams end that begin at a unit, and which teams they mean."""
    for found in (_chinese(parts, first, lexicon), _english(parts, first, lexicon)):
        for last, meant in found:
            yield last, Meaning("team", meant, meant.suffix or "team")


def _chinese(parts: Sequence[Unit], first: int, lexicon: Lexicon) -> Iterator[tuple[int, TeamMeant]]:
    """Read [sender] [words before the number] [numbers] words after it."""
    for start, sender, code in _senders(parts, first, lexicon):
        for before_end, before in (*_ends(parts, start, _befores()), (start, "")):
            numbered, ordinals = _ordinals(parts, before_end)
            for last, suffix in _ends(parts, numbered, _afters()):
                kinds = frozenset(_forms().get((before, suffix), ()))
                if (kinds or not before) and (suffix != "组" or ordinals):
                    yield last, TeamMeant(sender, kinds, before + suffix, ordinals, code)


def _senders(parts: Sequence[Unit], first: int, lexicon: Lexicon) -> Iterator[tuple[int, str | None, str | None]]:
    """Yield where a sender ends that begins here, its id, and the place whose body it is; none at first."""
    yield first, None, None
    for last, meanings in lexicon.at(parts, first):
        for meaning in meanings:
            if meaning.role == "sender":
                yield last, str(meaning.value), None
            elif meaning.role == "place":
                for end, bodies in lexicon.at(parts, last):
                    yield from ((end, str(body.value), str(meaning.value)) for body in bodies if body.role == "body")


def _ordinals(parts: Sequence[Unit], at: int) -> tuple[int, tuple[int, ...]]:
    """Read 第九, 9, 第二、第九, 第2和第9."""
    found: list[int] = []
    while True:
        after = at + (at < len(parts) and parts[at].key in _JOINING and bool(found))
        after += after < len(parts) and parts[after].key == "第"
        if after >= len(parts) or parts[after].number is None or parts[after].ordinal:
            return at, tuple(found)
        found.append(parts[after].number or 0)
        at = after + 1


def _ends(parts: Sequence[Unit], at: int, known: Mapping[str, str]) -> list[tuple[int, str]]:
    found = ((last, known.get(phrase(parts[at:last]))) for last in range(at + 1, min(len(parts), at + _LONGEST) + 1))
    return [(last, text) for last, text in found if text is not None]


def _english(parts: Sequence[Unit], first: int, lexicon: Lexicon) -> Iterator[tuple[int, TeamMeant]]:
    """Read words of a team's name in any order, as long as one of them says that it is a team."""
    if not parts[first].key.isascii() or parts[first].key in _INSIDE:
        return
    at, sender, named, joined = first, "", False, False
    kinds, ordinals = frozenset[str](), list[int]()
    while at < len(parts):
        last, meant = _piece(parts, at, lexicon)
        joined = joined or parts[at].key in _JOINING
        if meant is None or (meant.ordinals and ordinals and not joined):
            return  # team 2 first …
        joined = joined and not meant.ordinals
        sender, kinds = meant.sender or sender, meant.kinds or kinds
        ordinals += meant.ordinals
        named = named or meant.suffix == "组"
        at = last
        if named and parts[last - 1].key not in _INSIDE:
            yield last, TeamMeant(sender or None, kinds, "", tuple(ordinals))


def _piece(parts: Sequence[Unit], at: int, lexicon: Lexicon) -> tuple[int, TeamMeant | None]:
    """Read one word or phrase of an English name of a team."""
    kinds = max(_ends(parts, at, _english_kinds()), default=None)
    senders = [(last, m) for last, found in lexicon.at(parts, at) for m in found if m.role == "sender"]
    unit = parts[at]
    if kinds is not None:
        suffix = "组" if parts[kinds[0] - 1].key == _INSPECTOR else ""
        return kinds[0], TeamMeant(kinds=frozenset({kinds[1]}), suffix=suffix)
    if senders:
        last, meaning = max(senders, key=lambda found: found[0])
        return last, TeamMeant(sender=str(meaning.value))
    if unit.number is not None and unit.number < 100 and not (at + 1 < len(parts) and parts[at + 1].key in _TERMS):
        return at + 1, TeamMeant(ordinals=(unit.number,))
    if unit.key in _ENGLISH:
        return at + 1, TeamMeant(suffix="组")
    return at + 1, TeamMeant() if unit.key in _INSIDE | _ADJECTIVES | _JOINING else None


@cache
def _forms() -> Mapping[tuple[str, str], frozenset[str]]:
    """Map words before and after a number to the kinds of team that are named so."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in load_vocabulary().team_kinds.values():
        for before, after in kind.forms:
            found[before, after].add(kind.id)
            if not before and after not in {"", _TEAM} and after.endswith(_TEAM):  # 督察二组, as people say it
                found[after.removesuffix(_TEAM), _TEAM].add(kind.id)
    return {form: frozenset(kinds) for form, kinds in found.items()}


@cache
def _befores() -> Mapping[str, str]:
    return {phrase(units(before)): before for before, _ in _forms() if before}


@cache
def _afters() -> Mapping[str, str]:
    return {phrase(units(after)): after for after in (*(after for _, after in _forms()), *ANY_TEAM)}


@cache
def _english_kinds() -> Mapping[str, str]:
    """Map English adjectives of teams (ecological inspection) to kinds; those that fit every kind are left out."""
    found = {}
    for kind in load_vocabulary().team_kinds.values():
        for name in (kind.name_en, *kind.hidden):
            key = phrase(units(name)).removesuffix(" team")
            if name.isascii() and key not in _ADJECTIVES:
                found[key] = kind.id
    return found
