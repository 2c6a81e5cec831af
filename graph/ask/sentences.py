"""Answers as one sentence, in the language of the question; every frame has its own words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.ask import wording
from graph.ask.reading import Reading
from graph.ask.rows import Row, Rows
from graph.ask.wording import Language

_ENTITIES: Final[Mapping[str, tuple[str, str, str]]] = {
    "places-of-team": ("", "{team}到过{n}:{list}", "{team} was in {n}: {list}"),
    "places-of-campaign": ("", "{campaign}督察了{n}:{list}", "{campaign} inspected {n}: {list}"),
    "places-inspected": ("", "有报道被督察的有{n}:{list}", "{n} reported as inspected: {list}"),
    "most-inspected": (
        "",
        "报道最多的是{top}({count}条事实);其后:{list}",
        "Reported most often: {top} ({count} facts each); then: {list}",
    ),
    "teams-of-place": ("team", "到过{place}的有{n}:{list}", "{n} in {place}: {list}"),
    "teams-of-campaign": ("team", "{campaign}有{n}:{list}", "{campaign}: {n}: {list}"),
    "teams-named": ("team", "有{n}:{list}", "{n}: {list}"),
    "teams-at-time": ("team", "{time}在督察的有{n}:{list}", "{n} inspecting in {time}: {list}"),
    "teams": ("team", "文章里有{n}:{list}", "{n} named: {list}"),
    "busiest-teams": (
        "team",
        "到过地方最多的是{top}({count}个);其后:{list}",
        "Most places: {top} ({count} each); then: {list}",
    ),
    "campaigns-of": ("campaign", "{subject}涉及{n}:{list}", "{subject}: {n}: {list}"),
    "places-with-metric": ("", "报告“{metric}”的有{n}:{list}", "“{metric}” was reported of {n}: {list}"),
    "reporters": ("body", "写明报告“{metric}”的有{n}:{list}", "{n} said to report “{metric}”: {list}"),
    "who-demanded": ("body", "提出要求的有{n}:{list}", "{n} made demands: {list}"),
    "who-ran": ("body", "开展过{name}的有{n}:{list}", "{name} was carried out by or in {n}: {list}"),
    "sites": ("site", "{subject}有{n}:{list}", "{subject}: {n}: {list}"),
    "articles": ("article", "有{n}:{list}", "{n}: {list}"),
}
"""Frame to what it counts (empty: places of the level asked for) and its sentence over rows of entities, zh and en."""
_MOST_TEAMS: Final = (
    "",
    "去过的组最多的是{top}({count}个组);其后:{list}",
    "Most teams: {top} ({count} teams each); then: {list}",
)
"""The sentence of places by the number of teams that were there."""
_FACTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "did-inspect": ("fact", "有:{list}", "Yes: {list}"),
    "did-report": ("fact", "有:{list}", "Yes: {list}"),
    "number": ("figure", "{metric}:{list}", "{metric}: {list}"),
    "by-year": ("figure", "{metric}:{list}", "{metric}: {list}"),
    "figures": ("figure", "{subject}有{n}:{list}", "{subject}: {n}: {list}"),
    "heads": ("fact", "{list}", "{list}"),
    "when-inspected": ("fact", "{list}", "{list}"),
    "times-inspected": (
        "fact",
        "{subject}:{n}说到督察(几条可能说的是同一次):{list}",
        "{subject}: {n} of an inspection (several may tell of one): {list}",
    ),
    "teams-sent": ("fact", "{list}", "{list}"),
    "sender": ("fact", "{list}", "{list}"),
    "together": ("fact", "{n}同时说到两者:{list}", "{n} on both: {list}"),
}
"""The same over facts; others are a count and a list."""
_ANY: Final = ("fact", "{n}:{list}", "{n}: {list}")
_SAYS_WHERE: Final = frozenset({"did-inspect", "when-inspected", "together", "about", "times-inspected"})
"""Frames whose facts say which place, so that it need not be said again."""
_NONE: Final = (
    "在读过的{articles}篇文章里没有找到{what}。没有找到不等于没有发生。",
    "Nothing was found in the {articles} articles that were read{what}. That none was found does not mean that it did not happen.",
)
_PLANNED: Final = (";另有{n}个只见于计划:{list}", "; {n} more only as planned: {list}")
_PLANNED_FACTS: Final = (";另有{n}条只见于计划:{list}", "; {n} more only as planned: {list}")
_ONLY_PLANNED: Final = ("只见于计划:{list}", "Only planned: {list}")
_OTHERWISE: Final = (";另有{n}个不叫“{word}”的组:{list}", "; {n} more that are called otherwise: {list}")


@dataclass(frozen=True, slots=True)
class _Said:
    """What sentences are made of."""

    reading: Reading
    language: Language

    def pick(self, pair: tuple[str, str]) -> str:
        return pair[self.language == "en"]

    def words(self) -> dict[str, str]:
        """Return what templates may say of the question."""
        reading, language = self.reading, self.language
        place = wording.joined([wording.place(code, language) for code in reading.scope.places], language)
        team = wording.team(reading.meant, reading.teams, language) if reading.meant else ""
        body = wording.joined([wording.body(org, language) for org in reading.orgs], language)
        campaign, metric = wording.campaign(reading, language), wording.metric(reading.metric, language)
        return {
            "place": place, "team": team, "campaign": campaign, "time": wording.period(reading.period, language),
            "metric": metric, "name": wording.joined([wording.thing(name, language) for name in reading.names], language), "body": body,
            "subject": team or body or place or campaign or metric,
        }  # fmt: skip


def sentence(reading: Reading, rows: Rows, language: Language) -> str:
    """Return the answer to a reading as a sentence; there is at least one row."""
    said = _Said(reading, language)
    name = reading.frame.name
    if name in _ENTITIES:
        template = _MOST_TEAMS if reading.by_teams else _ENTITIES[name]
        text = _of_entities(said, rows, template)
    else:
        template = _FACTS.get(name, _ANY)
        text = _of_facts(said, rows, template)
    return text + _scope(said, said.pick(template[1:])) + said.pick(("。", "."))


def nothing(reading: Reading, articles: int, language: Language) -> str:
    """Return the sentence for an answer without a row."""
    said = _Said(reading, language)
    words = said.words()
    named = [words[slot] for slot in ("team", "body", "place", "campaign", "metric", "name", "time") if words[slot]]
    if language == "zh":
        what = f"这样的内容({'、'.join(named)})" if named else "这样的内容"
    else:
        what = f" on {', '.join(named)}" if named else ""
    return said.pick(_NONE).format(articles=articles, what=what)


def _of_entities(said: _Said, found: Rows, template: tuple[str, str, str]) -> str:
    """Say which entities there are: what was only planned, and teams that are called otherwise, apart."""
    language, reading, rows = said.language, said.reading, found.items
    more = found.total - len(rows)
    fit = [row for row in rows if row.get("named_so", True)]
    ahead = "" if reading.status == "planned" else "planned"
    real = [row for row in fit if row.get("status") != ahead]
    planned = [row for row in fit if row.get("status") == ahead]
    others = [row for row in rows if not row.get("named_so", True)]
    text = said.pick(_ONLY_PLANNED).format(list=_list(planned, language))
    if real or others:
        top, count = _top(reading, real)
        text = said.pick(template[1:]).format(
            n=wording.counted(len(real) + more, reading.level if reading.of_level else template[0] or reading.level, language), count=count,
            top=_list(top, language), list=_list(real[len(top) :], language, measured=bool(top), more=more), **said.words(),
        )  # fmt: skip
        text += said.pick(_PLANNED).format(n=len(planned), list=_list(planned, language)) if planned else ""
    if others:
        word = reading.general.suffix if reading.general else ""
        text += said.pick(_OTHERWISE).format(n=len(others), word=word, list=_list(others, language))
    return text


def _top(reading: Reading, rows: Sequence[Row]) -> tuple[list[Row], int]:
    """Return the rows that share the first place, where a question asks for the most, and how many they have."""
    if "most" not in reading.flags or not rows:
        return [], 0
    most = _measure(rows[0])
    return [row for row in rows if _measure(row) == most], most


def _measure(row: Row) -> int:
    return int(row.get("places", row.get("teams", row["count"])))


def _list(rows: Sequence[Row], language: Language, *, measured: bool = False, more: int = 0) -> str:
    shown = rows[: wording.LISTED]
    names = [_label(row, language) + (f"({_measure(row)})" if measured else "") for row in shown]
    return wording.joined(names, language, len(rows) + more) or ("无" if language == "zh" else "none")


def _label(row: Row, language: Language) -> str:
    if row["kind"] == "campaign":
        key = str(row["id"]).partition("/")[2]
        name = wording.campaign_name(key, language, row["label"])
        dates = wording.span(row.get("start"), row.get("end"), language)
        return f"{name}({dates})" if dates else name
    name = wording.name_of(row["id"], row["label"], language)
    if row.get("team"):
        return (
            f"{wording.name_of(row['team_id'], row['team'], language)}{_of_campaign(row['team_id'], language)}: {name}"
        )
    return name + (_of_campaign(row["id"], language) if row["kind"] == "team" else "")


def _of_campaign(team: str, language: Language) -> str:
    """Return the campaign of a team in brackets, for teams of one name are several."""
    key = team.partition("@")[2]
    known = wording.campaign_name(key, language)
    return f"({known})" if key and known != key else ""


def _of_facts(said: _Said, rows: Rows, template: tuple[str, str, str]) -> str:
    frame = said.reading.frame.name
    shown: Sequence[Row] = rows.items
    if frame.startswith("when-"):
        shown = _dated(said.reading, shown)
    if frame.startswith("did-") and all(row["status"] == "planned" for row in shown):
        return said.pick(_ONLY_PLANNED).format(list=_facts(shown, said))
    if frame == "times-inspected" and said.reading.status is None:
        return _counted(said, rows, template)
    if len(shown) == 1 < rows.total:  # the first or last of several
        template = ("fact", "{list}", "{list}")
    return _filled(said, template, shown, rows)


def _counted(said: _Said, rows: Rows, template: tuple[str, str, str]) -> str:
    """Say how many visits are told of; what was only planned is none of them, and counted apart."""
    done = [row for row in rows.items if row["status"] != "planned"]
    ahead = [row for row in rows.items if row["status"] == "planned"]
    if not done:
        return said.pick(_ONLY_PLANNED).format(list=_facts(ahead, said))
    text = _filled(said, template, done, replace(rows, total=rows.total - len(ahead), items=done))
    return text + (said.pick(_PLANNED_FACTS).format(n=len(ahead), list=_facts(ahead, said)) if ahead else "")


def _filled(said: _Said, template: tuple[str, str, str], shown: Sequence[Row], rows: Rows) -> str:
    """Return a template over facts with how many there are, and those that are shown."""
    n = wording.counted(rows.total, template[0], said.language)
    return said.pick(template[1:]).format(n=n, list=_facts(shown, said, rows.total - len(rows.items)), **said.words())


def _dated(reading: Reading, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have a date, the first or last alone where that is asked for; all if none has."""
    dated = [row for row in rows if row["start"] or row["end"]]
    if reading.flags & {"first", "last"} and dated:
        return [(min if "first" in reading.flags else max)(dated, key=lambda row: row["start"] or row["end"])]
    return dated or list(rows)


def _facts(rows: Sequence[Row], said: _Said, unseen: int = 0) -> str:
    texts = list(dict.fromkeys(_fact(row, said.language, said) for row in rows))
    mark = "; " if said.language == "en" else ";"
    more = len(texts) - 6 + unseen
    tail = "" if more <= 0 else (f" … ({more} more)" if said.language == "en" else f"……(还有{more}条)")
    return mark.join(texts[:6]) + tail


def _fact(row: Mapping[str, Any], language: Language, said: _Said) -> str:
    """Return one fact in a few words."""
    when = wording.span(row["start"], row["end"], language)
    mark = "" if row["status"] == "done" else wording.status(row["status"], language)
    extra = ", ".join(filter(None, (when, mark)))
    return _SHOWN.get(row["kind"], _other)(row, language, said) + (f" ({extra})" if extra else "")


def _inspection(row: Row, language: Language, _said: _Said) -> str:
    team = wording.name_of(row["team_id"], row["team"], language) + _of_campaign(row["team_id"], language)
    return f"{team} – {wording.name_of('place/' + row['place_code'], row['place'], language)}"


def _result(row: Row, language: Language, said: _Said) -> str:
    """Say where and how many; what, where it is not what was asked for; of which campaign, where that is asked."""
    where = wording.name_of(f"place/{row['scope_code']}", row["scope"] or "", language)
    what = "" if row["metric"] == wording.metric(said.reading.metric, "zh") else row["metric"]
    key = row["campaign"] if said.reading.frame.name == "by-year" else None
    campaign = wording.campaign_name(key, language) + ":" if key else ""
    return " ".join(filter(None, (campaign, where, what, wording.number(row, language))))


def _role(row: Row, language: Language, _said: _Said) -> str:
    body = wording.name_of(row["org_id"], row["org"] or "", language)
    text = f"{row['person']},{body}{row['role']}" if language == "zh" else f"{row['person']}, {row['role']}, {body}"
    return text + _of_campaign(row["org_id"] or "", language)


def _team(row: Row, language: Language, _said: _Said) -> str:
    if language == "zh":
        count = f"{row['count']}个" if row["count"] else ""
        return f"{count}{row['team']}" + (f",{row['sent_by']}派出" if row["sent_by"] else "")
    count = f"{row['count']} × " if row["count"] else ""
    sender = f", sent by {row['sent_by']}" if row["sent_by"] else ""
    return count + wording.name_of(row["team_id"], row["team"], language) + sender


def _other(row: Row, language: Language, _said: _Said) -> str:
    who = row.get("issuer") or row.get("host") or row.get("agency")
    entity = row.get("issuer_id") or row.get("host_id") or row.get("agency_id")
    label = str(row["label"])
    return f"{wording.name_of(entity, who, language)}:{label}" if who else label


_SHOWN: Final[Mapping[str, Callable[[Row, Language, _Said], str]]] = {
    "inspection": _inspection, "result": _result, "role": _role, "team": _team,
}  # fmt: skip


def _scope(said: _Said, template: str) -> str:
    """Return what else limited the answer, in brackets."""
    reading, words, language = said.reading, said.words(), said.language
    parts = [
        words[slot] for slot in ("campaign", "body", "place", "time") if words[slot] and f"{{{slot}}}" not in template
    ]
    if reading.frame.name in _SAYS_WHERE:
        parts = [part for part in parts if part != words["place"]]
    if "{subject}" in template:
        parts = [part for part in parts if part != words["subject"]]
    parts += [wording.status(reading.status, language)] if reading.status else []
    if not parts:
        return ""
    return said.pick(("(范围:{})", " (scope: {})")).format((";" if language == "zh" else "; ").join(parts))
