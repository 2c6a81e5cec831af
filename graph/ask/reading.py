"""A question as it was understood: its frame, and what limits it; or why it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from graph.ask.bodies import orgs, seats
from graph.ask.draft import Draft, Use, draft
from graph.ask.frames import ANY, FRAMES, PLACES, TOPICS, Frame
from graph.ask.meanings import Period, Span, TeamMeant
from graph.ask.named import of_year, teams_named, teams_of
from graph.ask.roster import Listed
from graph.ask.scope import Scope, scope
from graph.ask.sides import named_sides
from graph.ask.unread import Unread
from graph.index.relation import RelationIndex
from ontology.places import load_gazetteer

_SLOTS: Final[Mapping[str, frozenset[str]]] = {
    "year": frozenset({"time", "campaign"}),
    "round": frozenset({"campaign"}),
    "batch": frozenset({"campaign"}),
    "session": frozenset({"campaign"}),
    "body": frozenset({"org"}),
    "sender": frozenset({"org", "team", "sender"}),
}
"""Role of a name to the slots that it may fill, where these differ."""
_SUBJECTS: Final = frozenset({"campaign", "operation", "org", "place", "year"})
"""Names that something is told of."""
_FREE: Final = frozenset({"wh", "filler", "unit"})
_ANSWERS_MORE: Final = frozenset({"beside"})
"""Frames whose rows say more than what is asked first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; `level` is that of the places asked for, `teams` those in the facts that were named.

    `general` is the word for teams that was used (督察组), `split` whether a name fits several teams.
    """

    frame: Frame
    ask: str
    counted: bool
    scope: Scope
    teams: tuple[Listed, ...]
    meant: tuple[TeamMeant, ...]
    general: TeamMeant | None
    metric: str | None
    orgs: tuple[str, ...]
    offices: tuple[str, ...]
    names: tuple[str, ...]
    status: str | None
    change: str | None
    flags: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    uses: tuple[Use, ...]
    unanswered: tuple[Use, ...] = ()
    metrics: tuple[str, ...] = ()
    direction: str | None = None

    @property
    def of_level(self) -> bool:
        """Whether provinces, cities or counties are asked for where bodies are shown otherwise (哪些县开展了…)."""
        return self.frame.name == "who-ran" and self.ask in PLACES[:-1]

    @property
    def each_place(self) -> bool:
        """Whether a number is asked of every place of a level."""
        return self.frame.name == "number" and bool(self.nouns & {"province", "city", "county"})

    @property
    def by_teams(self) -> bool:
        """Whether the places asked for are those with most teams (被最多督察组督察的省), not with most reports."""
        if "most" not in self.flags or self.ask not in PLACES:
            return False
        kinds = [_kind(use) for use in self.uses if use.of("filler") is None]
        return any(pair in {("most", "team"), ("team", "most")} for pair in pairwise(kinds))

    def said(self, role: str) -> list[str]:
        """Return the values that the question names with a role."""
        return list(dict.fromkeys(str(m.value) for use in self.uses for m in use.meanings if m.role == role))

    @property
    def split(self) -> bool:
        """Whether one number names several teams, so that the answer is given for each."""
        return any(one.ordinals for one in self.meant) and len({team.id for team in self.teams}) > 1

    @property
    def level(self) -> str:
        """The level of place that is asked for."""
        said = [level for level in PLACES if level in self.nouns]
        return self.ask if self.ask in PLACES else (said or ["place"])[0]

    @property
    def period(self) -> Period | None:
        """The time that was named."""
        return self.scope.period


@dataclass(frozen=True, slots=True)
class Unfit:
    """A question of known words that fits no frame, and the words that found no place in the nearest one."""

    uses: tuple[Use, ...]
    left: tuple[Use, ...]


def read(index: RelationIndex, spans: Sequence[Span]) -> Reading | Unfit:
    """Read a question whose words are all known. Raises Unread for a place or time that is not clear."""
    found = draft(spans)
    for body in found.all("body-alone"):
        raise Unread(f"请写明是哪里的“{body.label}”。", f"Say which place's {body.label} is meant.")
    meant, general = teams_named(index, found)
    features = _features(found, meant, general) | _several(found, meant)
    best: tuple[Use, ...] | None = None
    for ask in found.asks:
        for frame in FRAMES:
            if (
                (ask in frame.asks or ANY in frame.asks)
                and frame.needs <= features
                and (not frame.any_of or frame.any_of & features)
            ):
                left = tuple(use for use in found.uses if not _fits(use, frame, ask))
                if not left:
                    return _reading(index, found, _Fit(frame, ask, meant, general))
                best = left if best is None or len(left) < len(best) else best
    return Unfit(found.uses, best or ())


def _kind(use: Use) -> str:
    """Return `most` or `team` for the word that says so."""
    if any(meaning.value == "most" for meaning in use.meanings):
        return "most"
    return "team" if any(isinstance(m.value, TeamMeant) and m.value.general for m in use.meanings) else ""


def _features(found: Draft, meant: Sequence[TeamMeant], general: TeamMeant | None) -> frozenset[str]:
    """Return what a frame may need: slots that are filled, verbs, flags."""
    roles = {meaning.role for use in found.uses for meaning in use.meanings} - {"team"}
    slots = {slot for role in roles for slot in _SLOTS.get(role, {role})} - {"team"}
    extra = {
        name for name, given in (("team", meant), ("counted", found.counted), ("general", general)) if given
    }  # fmt: skip
    flags = found.values("flag")
    extra |= {"negation"} if "missing" in flags else set()
    extra |= {"missing"} if "negation" in flags and "found" in found.values("verb") else set()
    return frozenset(slots | extra | found.values("verb") | flags)


def _several(found: Draft, meant: Sequence[TeamMeant]) -> frozenset[str]:
    """Return of what a question names more than one: campaigns, years, places, teams; and what it is about by a noun."""
    numbers = [number for one in meant for number in one.ordinals]
    places = [use for use in found.uses if use.of("place") and not use.of("body")]
    apart = [one for one in places if not _inside(one, places)]
    counts = {
        "pair": sum(1 for _ in named_sides(found)) > 1, "places": len(apart) > 1, "teams": len(numbers) > 1 or len(meant) > 1,
    }  # fmt: skip
    counts["figures"] = "metric" in found.values("noun")
    several = frozenset(name for name, given in counts.items() if given) | (found.values("noun") & TOPICS)
    roles = {meaning.role for use in found.uses for meaning in use.meanings}
    leads = "office" in roles or "office" in found.values("noun") or "lead" in found.values("verb")
    several |= {"office"} if leads else set()
    asked = {ask for _, asks in found.asked for ask in asks}
    each = "team" in asked or any(one.of("every") and _is_team(other) for one, other in pairwise(found.uses))
    several |= {"assignment"} if each and asked & set(PLACES) else set()
    return several | (frozenset({"subject"}) if meant or roles & _SUBJECTS else frozenset())


def _is_team(use: Use) -> bool:
    """Whether a use is the word for teams."""
    noun = use.of("noun")
    return use.of("team") is not None or (noun is not None and noun.value == "team")


def _inside(one: Use, places: Sequence[Use]) -> bool:
    """Whether a place named may hold another one that is named (贵州贵阳), or is named again."""
    gazetteer = load_gazetteer()
    codes = [str(m.value) for m in one.meanings if m.role == "place"]
    others = [str(m.value) for other in places if other is not one for m in other.meanings if m.role == "place"]
    return any(gazetteer.inside(other, code) for code in codes for other in others if other != code)


def _fits(use: Use, frame: Frame, ask: str) -> bool:
    """Whether a span has a place in a frame: any of its meanings will do."""
    flags = frame.flags | ({"missing"} if "negation" in frame.flags else set())
    words = {"noun": frame.nouns | frame.asks | {ask}, "verb": frame.verbs, "flag": flags}
    return any(
        meaning.role in _FREE
        or (meaning.role == "noun" and ANY in frame.nouns)
        or meaning.value in words.get(meaning.role, ())
        or (isinstance(meaning.value, TeamMeant) and meaning.value.general and _speaks_of_teams(frame))
        or (meaning.role not in words and bool(_SLOTS.get(meaning.role, frozenset({meaning.role})) & frame.slots))
        for meaning in use.meanings
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """A frame that takes everything in a question."""

    frame: Frame
    ask: str
    meant: tuple[TeamMeant, ...]
    general: TeamMeant | None


def _speaks_of_teams(frame: Frame) -> bool:
    """Whether a frame takes the word for teams, which names none."""
    return bool(frame.slots & {"general", "team"}) or "team" in frame.asks | frame.nouns or frame.type == "inspection"


def _reading(index: RelationIndex, found: Draft, fit: _Fit) -> Reading:
    where = scope(index, found)
    if where.period is not None and "time" not in fit.frame.slots:
        raise Unread("这个问题不能限定时间。", "This question cannot be limited to a time.")
    bodies = orgs(found, where.places, bool(fit.meant))
    if bodies:
        where = replace(where, places=tuple(code for code in where.places if code not in seats(found)))
    counts = sum(word.value == "many" for word in found.all("wh"))
    if len(where.places) > 1 and counts > 1 and fit.frame.type:
        raise Unread("请一次问一个地方。", "Ask for one place at a time.")
    metrics = list(dict.fromkeys(str(meaning.value) for meaning in found.all("metric")))
    if len(metrics) > 1:
        raise Unread("问题里有两个指标,请一次问一个。", "There are two metrics in the question; ask for one at a time.")
    teams, where = of_year(tuple(teams_of(index, fit.meant, where)), where)
    return Reading(
        frame=fit.frame,
        ask=fit.ask,
        counted=found.counted,
        scope=where,
        teams=teams,
        meant=fit.meant,
        general=fit.general,
        metric=metrics[0] if metrics else None,
        orgs=bodies,
        offices=tuple(sorted(found.values("office"))),
        names=tuple(str(m.value) for role in ("operation", "measure", "target", "meeting") for m in found.all(role)),
        status=next(iter(sorted(found.values("status") & {"planned", "underway"})), None),
        change=next(iter(sorted(found.values("change"), reverse=True)), None),
        flags=found.values("flag"),
        verbs=found.values("verb"),
        nouns=found.values("noun"),
        uses=found.uses,
        unanswered=_unanswered(found, fit),
        direction=_direction(found, fit),
    )


def _direction(found: Draft, fit: _Fit) -> str | None:
    """Return which way numbers have to have gone, where it is asked whether or where they did; not by how much they fell."""
    said = found.values("direction")
    return next(iter(said)) if len(said) == 1 and fit.frame.name in {"did-report", "places-with-metric"} else None


def _unanswered(found: Draft, fit: _Fit) -> tuple[Use, ...]:
    """Return question words that ask for something else than what is answered (…, and in which month)."""
    if fit.frame.type is None or fit.frame.name in _ANSWERS_MORE or len(found.asked) < 2:
        return ()
    answered = fit.frame.asks | fit.frame.nouns | {fit.ask, "whether"}
    if ANY in fit.frame.asks:
        return tuple(use for use, _ in found.asked if (word := use.of("wh")) is not None and word.value == "many")
    return tuple(use for use, asks in found.asked if not answered & asks)
