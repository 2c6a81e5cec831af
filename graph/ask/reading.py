"""A question as it was understood: its frame, and what limits it; or why it is not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.ask.draft import Draft, Use, draft, seat
from graph.ask.frames import FRAMES, PLACES, Frame
from graph.ask.meanings import Meaning, Period, Span, TeamMeant
from graph.ask.roster import Listed, find
from graph.ask.scope import Scope, Unread, scope
from graph.index import names
from graph.index.relation import RelationIndex

_SLOTS: Final[Mapping[str, frozenset[str]]] = {
    "year": frozenset({"time", "campaign"}),
    "round": frozenset({"campaign"}),
    "batch": frozenset({"campaign"}),
    "session": frozenset({"campaign"}),
    "body": frozenset({"org"}),
    "sender": frozenset({"org", "team", "sender"}),
}
"""Role of a name to the slots that it may fill, where these differ."""
_FREE: Final = frozenset({"wh", "filler", "unit"})


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
    meant, general = _teams(found)
    features = _features(found, meant, general)
    best: tuple[Use, ...] | None = None
    for ask in found.asks:
        for frame in FRAMES:
            if ask in frame.asks and frame.needs <= features and (not frame.any_of or frame.any_of & features):
                left = tuple(use for use in found.uses if not _fits(use, frame, ask))
                if not left:
                    return _reading(index, found, _Fit(frame, ask, meant, general))
                best = left if best is None or len(left) < len(best) else best
    return Unfit(found.uses, best or ())


def _teams(found: Draft) -> tuple[tuple[TeamMeant, ...], TeamMeant | None]:
    """Return the teams named, and the general word for teams, a sender beside it put to it."""
    said = [meaning.value for meaning in found.all("team") if isinstance(meaning.value, TeamMeant)]
    named = [one for one in said if not one.general or one.particular]
    general = next((one for one in said if one.general), None)
    senders = [str(meaning.value) for meaning in found.all("sender")]
    if senders and not named and (general is not None or "send" in found.values("verb")):
        kinds, suffix = (general.kinds, general.suffix) if general else (frozenset[str](), "")
        return (TeamMeant(senders[0], kinds, suffix),), general
    return tuple(named), general


def _features(found: Draft, meant: Sequence[TeamMeant], general: TeamMeant | None) -> frozenset[str]:
    """Return what a frame may need: slots that are filled, verbs, flags."""
    roles = {meaning.role for use in found.uses for meaning in use.meanings} - {"team"}
    slots = {slot for role in roles for slot in _SLOTS.get(role, {role})} - {"team"}
    extra = {
        name for name, given in (("team", meant), ("counted", found.counted), ("general", general)) if given
    }  # fmt: skip
    return frozenset(slots | extra | found.values("verb") | found.values("flag"))


def _fits(use: Use, frame: Frame, ask: str) -> bool:
    """Whether a span has a place in a frame: any of its meanings will do."""
    words = {"noun": frame.nouns | frame.asks | {ask}, "verb": frame.verbs, "flag": frame.flags}
    return any(
        meaning.role in _FREE
        or meaning.value in words.get(meaning.role, ())
        or (isinstance(meaning.value, TeamMeant) and meaning.value.general)
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


def _reading(index: RelationIndex, found: Draft, fit: _Fit) -> Reading:
    where = scope(index, found)
    if where.period is not None and "time" not in fit.frame.slots:
        raise Unread("这个问题不能限定时间。", "This question cannot be limited to a time.")
    orgs = _orgs(found, where.places, bool(fit.meant))
    if orgs:
        where = replace(where, places=tuple(code for code in where.places if code not in _seats(found)))
    if fit.frame.name == "heads" and where.places and where.campaigns and not orgs:
        raise Unread("请写明是第几组的负责人。", "Say which team's head is meant.")
    metrics = list(dict.fromkeys(str(meaning.value) for meaning in found.all("metric")))
    if len(metrics) > 1:
        raise Unread("问题里有两个指标,请一次问一个。", "There are two metrics in the question; ask for one at a time.")
    teams, where = _of_year(tuple(_found(index, fit.meant, where)), where)
    return Reading(
        frame=fit.frame,
        ask=fit.ask,
        counted=found.counted,
        scope=where,
        teams=teams,
        meant=fit.meant,
        general=fit.general,
        metric=metrics[0] if metrics else None,
        orgs=orgs,
        offices=tuple(sorted(found.values("office"))),
        names=tuple(str(m.value) for role in ("operation", "measure", "target", "meeting") for m in found.all(role)),
        status=next(iter(sorted(found.values("status") & {"planned", "underway"})), None),
        change=next(iter(sorted(found.values("change"), reverse=True)), None),
        flags=found.values("flag"),
        verbs=found.values("verb"),
        nouns=found.values("noun"),
        uses=found.uses,
    )


def _of_year(teams: tuple[Listed, ...], where: Scope) -> tuple[tuple[Listed, ...], Scope]:
    """Take a year beside teams for that of their campaigns, of which facts often have no date of their own."""
    period = where.period
    if period is None or period.since != period.until or len(period.since or "") != 4:
        return teams, where
    kept = tuple(team for team in teams if (team.campaign or "").endswith(f"-{period.since}"))
    if not kept:
        return teams, where
    note = (f"“{period.since}年”读作这一年的行动,没有日期的也算。",
            f"{period.since} is read as the campaigns of that year; what has no date of its own counts as well.")  # fmt: skip
    return kept, replace(where, period=None, notes=(*where.notes, note))


def _found(index: RelationIndex, meant: Sequence[TeamMeant], where: Scope) -> list[Listed]:
    """Return the teams of the index that are meant, of the campaigns named only."""
    keys = {index.entities.id(n).partition("/")[2] for key in where.campaigns for n in names.campaigns(index, key)}
    if where.campaigns and not keys:
        return []
    return list({team.id: team for one in meant for team in find(index, one, keys)}.values())


def _orgs(found: Draft, places: Sequence[str], teams: bool) -> tuple[str, ...]:
    """Return the bodies named: whole, as a body after its place, or as a sender that is not a team's."""
    if teams and not found.all("body"):
        return tuple(
            str(m.value) for use in found.uses if not use.of("sender") for m in use.meanings if m.role == "org"
        )
    orgs = [str(meaning.value) for meaning in found.all("org")]
    orgs += [f"org/{place.value}-{body.value}" for place, body in _seated(found) if place.value in places]
    orgs += [f"org/100000-{meaning.value}" for meaning in found.all("sender")]
    return tuple(dict.fromkeys(orgs))


def _seats(found: Draft) -> set[str]:
    """Return the places that stand beside a body, and so are part of its name."""
    return {str(place.value) for place, _ in _seated(found)}


def _seated(found: Draft) -> Iterator[tuple[Meaning, Meaning]]:
    """Yield bodies, each with what its place may mean."""
    for at, use in enumerate(found.uses):
        body, place = use.of("body"), seat(found.uses, at)
        if body is not None and place is not None:
            yield from ((meaning, body) for meaning in found.uses[place].meanings if meaning.role == "place")
