"""What each span of a question does there: what is asked for, the names that limit it, and the words between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from graph.ask.lexicon import english_parts
from graph.ask.meanings import Meaning, Span, TeamMeant
from ontology.packs import load_vocabulary

_NAMED: Final = ("team", "campaign", "metric", "org", "place", "operation", "measure", "target", "sender")
"""Roles of names; of several that one phrase has the first is taken."""
_PLAIN_ASKS: Final = {"who": "who", "when": "when", "where": "place", "times": "times"}
_OF_VERBS: Final = {
    "demand": "directive", "told": "directive", "hold": "meeting", "run": "operation", "report": "figures", "happen": "about", "lead": "who",
    "target": "target", "inspect": "about", "relate": "about",
}  # fmt: skip
"""What `什么` or no word at all asks for beside a verb."""
_EMPTY: Final = Meaning("filler", "filler", "")
_POLICE: Final = "public-security-organs"
_LINKS: Final = frozenset({"filler", "unit", "verb", "flag", "status"})
"""What may stand between a question word and what it asks for."""


@dataclass(frozen=True, slots=True)
class Use:
    """A span and what it may do in the question: one name, or words of which any may be meant."""

    span: Span
    meanings: tuple[Meaning, ...]

    def of(self, role: str) -> Meaning | None:
        """Return its meaning with a role, None if it has none."""
        return next((meaning for meaning in self.meanings if meaning.role == role), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question's spans in use; `asks` is what it may ask for, most likely first, `counted` whether how many.

    `asked` holds the question words, each with what it may ask for.
    """

    uses: tuple[Use, ...]
    asks: tuple[str, ...]
    counted: bool
    asked: tuple[tuple[Use, frozenset[str]], ...] = ()

    def all(self, role: str) -> list[Meaning]:
        """Return all meanings with a role, in the order of the question."""
        return [meaning for use in self.uses for meaning in use.meanings if meaning.role == role]

    def values(self, role: str) -> frozenset[str]:
        """Return the values of all meanings with a role."""
        return frozenset(str(meaning.value) for meaning in self.all(role))


def draft(spans: Sequence[Span]) -> Draft:
    """Return what known spans do."""
    metrics = dict(_composed(spans))
    uses = _one_by_one([Use(span, _use(spans, place, metrics)) for place, span in enumerate(spans)])
    found = [(use, tuple(_asked(uses, place))) for place, use in enumerate(uses)]
    asked = tuple(ask for _, some in found for ask in some)
    if set(asked) <= {"whether"}:  # whether there is any: what there is
        asked += tuple(_unsaid(uses))
    asks = tuple(dict.fromkeys(asked)) or ("about",)
    counted = any(meaning.value == "many" for use in uses for meaning in use.meanings if meaning.role == "wh")
    asking = tuple((use, frozenset(some)) for use, some in found if some)
    return Draft(tuple(_presumed(uses, asking)), asks, counted, asking)


def _presumed(uses: Sequence[Use], asked: Sequence[tuple[Use, frozenset[str]]]) -> Iterator[Use]:
    """Yield the uses, a number of what is asked for as no word (八个组长是谁), save where a total is checked."""
    wanted = {ask for _, asks in asked for ask in asks}
    checked = any(meaning.value == "found" for use in uses for meaning in use.meanings)
    for place, use in enumerate(uses):
        following = uses[place + 1] if place + 1 < len(uses) else use
        said = use.of("stated") is not None and _noun(following) in wanted and not checked
        yield Use(use.span, (_EMPTY,)) if said else use


def _one_by_one(uses: list[Use]) -> list[Use]:
    """Take 都 for no word where there is nothing to hold for two, and 没有 at the end for a question word."""
    ordinals = [number for use in uses for m in use.meanings for number in getattr(m.value, "ordinals", ())]
    named = (sum(use.of(role) is not None for use in uses) for role in ("place", "year", "campaign", "batch", "round"))
    several = len(ordinals) > 1 or any(number > 1 for number in named) or len(list(filter(_named_team, uses))) > 1
    kept = [use if several or not _flag(use, "both") else Use(use.span, (_EMPTY,)) for use in uses]
    if any(use.of(role) for use in uses for role in ("campaign", "round", "session")):  # 十九届中央第六轮
        kept = [Use(use.span, (_EMPTY,)) if _is_central(use) else use for use in kept]
    if len(kept) > 1 and _flag(kept[-1], "negation") and not any(use.of("wh") for use in kept):
        kept[-1] = Use(kept[-1].span, (Meaning("wh", "whether", "没有"),))
    return kept


def _named_team(use: Use) -> bool:
    """Whether a use names a team or those of a sender."""
    team = use.of("team")
    return team is not None and isinstance(team.value, TeamMeant) and (not team.value.general or team.value.particular)


def _is_central(use: Use) -> bool:
    """Whether a use is the word 中央 alone, which says nothing beside a campaign."""
    sender = use.of("sender")
    return sender is not None and sender.value == "central" and not use.of("org")


def _flag(use: Use, name: str) -> bool:
    return any(meaning.role == "flag" and meaning.value == name for meaning in use.meanings)


def _use(spans: Sequence[Span], place: int, metrics: Mapping[int, Meaning]) -> tuple[Meaning, ...]:
    """Choose among a span's meanings: a metric put together, a body after its place, a name, else its words."""
    span = spans[place]
    if place in metrics:
        return (metrics[place],)
    if body := _body(spans, place):
        return body
    for role in _NAMED:
        if found := span.all(role):
            return (*found, *(span.all("sender") if role == "org" else ()))
    words = [meaning for meaning in span.meanings if not meaning.role.startswith("metric-")]
    if not words and (only := _only(span)):
        return (only,)
    return tuple(meaning for meaning in words if _holds(spans, place, meaning))


def _body(spans: Sequence[Span], place: int) -> tuple[Meaning, ...]:
    """Return what a body of some place means here, or an office that people work in; empty for no such word."""
    span = spans[place]
    if (body := span.of("body")) is not None:
        if seat(spans, place) is not None:
            return (body,)
        if (nouns := span.all("noun")) or body.value == _POLICE:  # 警方: whoever it is
            return (_EMPTY, *nouns)
        return () if any(span.of(role) for role in _NAMED) else (replace(body, role="body-alone"),)
    bureau = span.of("bureau")
    return (replace(bureau, role="office"),) if bureau is not None and _led(spans, place) else ()


def _led(spans: Sequence[Span], place: int) -> bool:
    """Whether an office is one of a campaign (the Summer Operation office), or one that somebody heads."""
    leads = any(verb.value == "lead" for span in spans[:place] for verb in span.all("verb"))
    return leads or (place > 0 and spans[place - 1].of("campaign") is not None)


def seat(spans: Sequence[Span | Use], body: int) -> int | None:
    """Return where the place of a body stands: before it (安徽公安厅), or in English behind `of` or `in`; None for nowhere."""
    if body and spans[body - 1].of("place"):
        return body - 1
    after = body + 1
    while after < len(spans) and spans[after].of("filler") and not spans[after].of("place"):
        after += 1
    english = body + 1 < after < len(spans) and spans[after].of("place") is not None
    return after if english else None


def _holds(spans: Sequence[Span], place: int, meaning: Meaning) -> bool:
    """Whether an English auxiliary is a question word: at the start only, and beside no other."""
    if meaning.role != "wh" or meaning.value != "whether" or not spans[place].of("filler"):
        return True
    others = (m for span in spans for m in span.all("wh") if m.value != "whether")
    return place == 0 and next(others, None) is None


def _composed(spans: Sequence[Span]) -> Iterator[tuple[int, Meaning]]:
    """Yield the spans of a metric whose verb and object stand apart (破获了多少起刑事案件), with the metric."""
    found: list[tuple[int, int, Meaning]] = []
    for one, verb in enumerate(spans):
        for other, thing in enumerate(spans):
            for said in verb.all("metric-verb"):
                for counted in thing.all("metric-object"):
                    metric = None if one == other else _metric(str(said.value), str(counted.value))
                    if metric and not _listed(spans, other):
                        found.append((one, other, Meaning("metric", f"metric/{metric}", _label(metric))))
    if found:
        one, other, meaning = max(found, key=lambda pair: spans[pair[1]].last - spans[pair[1]].first)
        yield one, meaning
        yield other, meaning


def _only(span: Span) -> Meaning | None:
    """Return the one metric that counts what a span says, where no verb is said (烟花爆竹); None for several."""
    things = {str(meaning.value) for meaning in span.all("metric-object")}
    known = [m for m in load_vocabulary().metrics.values() if things & {*m.objects, english_parts(m)[0]}]
    return Meaning("metric", f"metric/{known[0].id}", known[0].name) if len(known) == 1 else None


def _listed(spans: Sequence[Span], place: int) -> bool:
    """Whether a span is what is asked for one by one, and so no metric's object (检查了哪些场所, 召开了几次会议)."""
    noun, meeting = spans[place].of("noun"), spans[place].of("meeting")
    before = next((m for span in reversed(spans[:place]) if not span.of("unit") for m in span.all("wh")), None)
    if meeting is not None or (noun is not None and noun.value == "meeting"):
        return True
    return noun is not None and before is not None and before.value == "which"


@cache
def _english() -> Mapping[tuple[str, str], str]:
    """Map what English names of metrics count, and the participle, to the metric."""
    return {english_parts(metric): metric.id for metric in load_vocabulary().metrics.values()}


def _metric(verb: str, thing: str) -> str | None:
    if verb.isascii() or thing.isascii():
        return _english().get((thing, verb))
    metric = load_vocabulary().metric_of(verb + thing)
    return metric.id if metric else None


def _label(metric: str) -> str:
    return load_vocabulary().metrics[metric].name


def _asked(uses: Sequence[Use], place: int) -> Iterator[str]:
    """Yield what a use asks for, nothing if it is no question word."""
    word = uses[place].of("wh")
    if word is None:
        return
    if word.value in _PLAIN_ASKS:
        yield _PLAIN_ASKS[str(word.value)]
    elif word.value == "whether":
        yield "whether"
    elif word.value == "what" and not (uses[place + 1 :] and (_noun(uses[place + 1]) or _teams_of(uses[place + 1]))):
        yield from _of_verbs(uses)  # what did they demand, unlike what demands
        yield from _focus(uses, place, "which")
    else:
        yield from _focus(uses, place, str(word.value))


def _focus(uses: Sequence[Use], place: int, word: str) -> Iterator[str]:
    """Yield what stands beside `which` or `how many`: the noun that follows, else the one before."""
    measured = bool(uses[place + 1 :]) and uses[place + 1].of("unit") is not None
    before = uses[:place][::-1] if word != "any" or measured else []  # 督察组在哪: where, unlike 文章是哪篇
    for sequence in (uses[place + 1 :], before):
        for use in sequence:
            if noun := _noun(use) or _teams_of(use):
                yield noun
                return
            if not {meaning.role for meaning in use.meanings} & _LINKS:
                break
    if word == "many":
        if any(m.value == "inspect" for use in uses for m in use.meanings if m.role == "verb"):
            yield "times"
        yield "value"
    elif word == "any":
        yield "place"


def _noun(use: Use) -> str | None:
    """Return what a use may ask for, None if it is no noun."""
    if (noun := use.of("noun")) is not None:
        return str(noun.value)
    if use.of("office") is not None:
        return "who"
    if use.of("meeting") is not None:
        return "meeting"
    if use.of("kind-of-site") is not None:
        return "site"
    if use.of("metric") is not None:
        return "value"
    team = use.of("team")
    return "team" if team is not None and isinstance(team.value, TeamMeant) and team.value.general else None


def _teams_of(use: Use) -> str | None:
    """Return `team` for teams named by their sender alone, of which some may be asked for (which MPS teams)."""
    team = use.of("team")
    return "team" if team is not None and isinstance(team.value, TeamMeant) and not team.value.ordinals else None


def _unsaid(uses: Sequence[Use]) -> Iterator[str]:
    """Yield what a question may ask for that has no question word, or only `what`."""
    bare = not any(m.value != "whether" for use in uses for m in use.meanings if m.role == "wh")
    if bare and any(use.of("metric") for use in uses):
        yield "value"
    if bare:
        yield from (noun for use in uses if (noun := _noun(use) or _teams_of(use)) and noun != "value")
    yield from _of_verbs(uses)
    if bare:
        yield "about"


def _of_verbs(uses: Sequence[Use]) -> Iterator[str]:
    """Yield what `what` asks for beside the verbs of a question, and `about` beside none."""
    yield from (_OF_VERBS[value] for use in uses for m in use.meanings
                if m.role == "verb" and (value := str(m.value)) in _OF_VERBS)  # fmt: skip
