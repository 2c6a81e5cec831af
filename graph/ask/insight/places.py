"""Places: two beside each other, teams and places that two share, those of which nothing is reported, coverage."""

from collections import Counter
from dataclasses import replace
from typing import Final

import numpy as np

from graph.ask import wording
from graph.ask.beside import Named, beside, ways
from graph.ask.frames import FRAMES
from graph.ask.given import Call, Given, ended, limits, parameters, place, say
from graph.ask.query import found
from graph.ask.reading import Reading
from graph.ask.roster import Listed, called, listed
from graph.ask.rows import MOST, SHOWN, Row, fact_row, rows
from graph.ask.unread import Unread
from graph.ask.wording import Language
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.questions.coverage import Coverage, coverage
from ontology.places import load_gazetteer

_TYPES: Final = {
    "inspection": ("督察", "inspections"), "result": ("数字", "figures"), "operation": ("行动", "operations"),
    "meeting": ("会议", "meetings"), "measure": ("机制", "mechanisms"), "directive": ("要求", "demands"), "role": ("职务", "offices"),
}  # fmt: skip


def shared(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return what two places, or two teams, have in common and what only the one has."""
    named = []
    if len(reading.scope.places) > 1:
        for code in reading.scope.places:
            alone = replace(reading, scope=replace(reading.scope, places=(code,)))
            named.append(Named(wording.place(code, language), alone))
    else:
        said = [(one, number) for one in reading.meant for number in one.ordinals or (None,)]
        for meant, number in said:
            one = meant if number is None else replace(meant, ordinals=(number,))
            teams = tuple(
                t
                for t in reading.teams
                if (number is None or t.ordinal == number) and _of(t.sender, meant.sender) and called(t, meant)
            )
            named.append(Named(wording.team((one,), teams, language), replace(reading, meant=(one,), teams=teams)))
    if len(named) != 2 or not _between(reading):
        raise Unread("一次只能比较两个。", "Two can be compared at a time.")
    return beside(index, named, ways(reading), language)


def compared(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return two places beside each other: figures of a metric, visits, or how much of everything there is."""
    if len(reading.scope.places) != 2:
        raise Unread("一次只能比较两个地方。", "Two places can be compared at a time.")
    if reading.metric is not None:
        return _figures(index, reading, language)
    visits = "inspect" in reading.verbs
    frame = next(frame for frame in FRAMES if frame.name == ("did-inspect" if visits else "about"))
    shown: list[Row] = []
    said = []
    for code in reading.scope.places:
        alone = replace(reading, frame=frame, scope=replace(reading.scope, places=(code,)), flags=frozenset())
        numbers = found(index, alone).numbers
        types = Counter(TYPES[kind] for kind in index.columns.type[numbers].tolist())
        articles = len(np.unique(index.columns.article[numbers]))
        counts = [
            f"{_TYPES[kind][language == 'en']} {number}" for kind, number in types.most_common() if kind in _TYPES
        ]
        name = wording.place(code, language)
        said.append(say(language, f"{name}:{len(numbers)}条事实({'、'.join(counts)}),{articles}篇文章",
                        f"{name}: {len(numbers)} facts ({', '.join(counts)}) in {articles} articles"))  # fmt: skip
        shown.append({"id": f"place/{code}", "kind": "place", "label": load_gazetteer().path(code), "count": len(numbers), "articles": articles,
                      "types": dict(types), "facts": index.lines.ids(numbers[:SHOWN])})  # fmt: skip
    note = say(
        language, "数的是文章里的事实条数,不是实际次数。", "These count statements in articles, not what happened."
    )
    return Given(ended(said, language), tuple(shown), tuple(f for row in shown for f in row["facts"]), notes=(note,))


def _figures(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the figures of a metric of both places."""
    frame = next(frame for frame in FRAMES if frame.name == "number")
    lines, said = [], []
    for code in reading.scope.places:
        alone = replace(reading, frame=frame, scope=replace(reading.scope, places=(code,)), flags=frozenset())
        told = [line for line in index.facts(found(index, alone).numbers) if line["scope_code"] == code]
        lines += told
        numbers = [
            f"{wording.number(line, language)}{_when(wording.span(line['start'], line['end'], language), language)}"
            for line in told
        ]
        said.append(
            f"{wording.place(code, language)}: "
            + (wording.joined(numbers, language) or say(language, "没有找到", "none found"))
        )
    if not lines:
        return Given("", ())
    note = say(language, "只有口径、时段相同的数字可以比较;两个数字可用 /v1/compare 逐对核对。",
               "Only numbers of the same scope and window can be compared; /v1/compare says of any two whether they can.")  # fmt: skip
    call = Call("series", (("metric", (reading.metric or "").partition("/")[2]), *parameters(limits(reading))))
    title = wording.metric(reading.metric, language) + say(language, ":", ": ")
    return Given(
        title + ended(said, language), tuple(map(fact_row, lines)), tuple(line["id"] for line in lines), call, (note,)
    )


def unreported(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the provinces of which no fact was found; never that nothing happened there."""
    if reading.meant and not reading.teams:
        return Given("", ())
    by_place = replace(reading, ask="province", flags=frozenset())
    told = {row["id"] for row in rows(index, by_place, found(index, by_place)).items if row.get("status") != "planned"}
    left = [one for one in load_gazetteer().divisions() if one.level == "province" and f"place/{one.code}" not in told]
    shown = tuple(
        {"id": f"place/{one.code}", "kind": "place", "label": one.name, "count": 0, "state": "none found", "facts": []}
        for one in left
    )
    what = {
        "places-unmentioned": ("任何报道", "report"), "places-without-metric": _figure_words(reading, language),
    }.get(reading.frame.name, ("督察的报道", "inspection"))  # fmt: skip
    names = [one.name if language == "zh" else wording.place(one.code, language) for one in left]
    articles = len(index.articles)
    listed_ = say(language, "、", ", ").join(names)
    return Given(
        f"在读过的{articles}篇文章里,{len(left)}个省级地方没有找到{what[0]}:{listed_}。没有找到不等于没有发生。" if language == "zh"
        else f"In the {articles} articles that were read no {what[1]} was found of {len(left)} provinces: {listed_}. "
        "That none was found does not mean that none took place.",
        shown,
    )  # fmt: skip


def least(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the places with fewest reports, and how many provinces have none."""
    blank = unreported(index, reading, language)
    told = [row for row in rows(index, reading, found(index, reading)).items if row.get("status") != "planned"]
    if not told:
        return blank
    fewest = min(row["count"] for row in told)
    shown = [row for row in told if row["count"] == fewest]
    names = wording.joined([wording.name_of(row["id"], row["label"], language) for row in shown], language)
    start = say(language, f"有报道的地方里,报道最少的是{names}({fewest}条事实)。",
                f"Of the places reported, fewest reports: {names} ({fewest} facts each). ")  # fmt: skip
    return Given(
        start + (blank.answer if reading.level == "province" else ""),
        tuple(shown),
        tuple(f for row in shown for f in row["facts"]),
    )


def teams_unreported(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the teams of which no visit to a place was found."""
    visited = {
        row["id"]
        for row in rows(index, replace(reading, teams=()), found(index, replace(reading, meant=(), teams=()))).items
    }
    pool = reading.teams if reading.meant else _pool(index, reading)
    left = [team for team in pool if team.id not in visited]
    shown: tuple[Row, ...] = tuple(
        {
            "id": team.id,
            "kind": "team",
            "label": team.label,
            "campaign": team.campaign,
            "count": 0,
            "state": "none found",
            "facts": [],
        }
        for team in left
    )
    names = [wording.name_of(team.id, team.label, language) for team in left]
    where = wording.joined([wording.place(code, language) for code in reading.scope.places], language)
    return Given(
        say(language, f"文章里的{len(pool)}个组中,{len(left)}个没有找到去过{where}的报道:{wording.joined(names, language)}。没有找到不等于没有去过。",
            f"Of the {len(pool)} teams that articles name, no visit to {where} was found of {len(left)}: {wording.joined(names, language)}. "
            "That none was found does not mean that none took place."), shown,
    )  # fmt: skip


def covered(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the cells of coverage: which team was reported, planned or counted where."""
    wanted = limits(reading)
    if reading.meant and not reading.teams:
        return Given("", ())
    meant = {team.id for team in reading.teams}
    table = coverage(index, next(iter(meant)) if len(meant) == 1 else None, place(reading), wanted)
    teams = [team for team in table.teams if not meant or team in meant]
    cells = [at for at, row in enumerate(table.row.tolist()) if not meant or table.teams[row] in meant]
    states = Counter(table.state[at] for at in cells)
    blank = len(teams) * len(table.places) - len(cells)
    shown = tuple(_cell(table, at) for at in cells[:MOST])
    label = (
        wording.team(reading.meant, reading.teams, language)
        if meant
        else say(language, f"{len(teams)}个组", f"{len(teams)} teams")
    )
    text = say(language, f"{label}:报道{states['reported']}格、计划{states['planned']}、只在总数里{states['counted']}、没有找到{blank}(一格是一个组在一个地方)。",
               f"{label}: cells reported {states['reported']}, planned {states['planned']}, only inside a total {states['counted']}, none found {blank} (a cell is a team in a place).")  # fmt: skip
    one = (("team", next(iter(meant))),) if len(meant) == 1 else ()
    return Given(text, shown, (), Call("coverage", (*one, *parameters(wanted))), total=len(cells))


def _cell(table: Coverage, at: int) -> Row:
    row, column = int(table.row[at]), int(table.column[at])
    return {"id": table.places[column], "kind": "cell", "label": table.place_labels[column], "team": table.team_labels[row],
            "team_id": table.teams[row], "state": table.state[at], "count": int(table.reported[at]), "stories": int(table.stories[at]), "facts": []}  # fmt: skip


def _between(reading: Reading) -> bool:
    """Whether a negation, if there is one, is said of the second alone."""
    uses = reading.uses
    at = [n for n, use in enumerate(uses) if any(m.value == "negation" for m in use.meanings if m.role == "flag")]
    if not at:
        return True
    named = [n for n, use in enumerate(uses) if any(m.role in {"place", "team"} for m in use.meanings)]
    first, last = named[0], named[-1]
    done = any(
        uses[n].of("verb") for n in range(first, last)
    )  # the first one's own verb: team 2 visited and team 7 did not
    return len(at) == 1 and (first < at[0] < last or (done and at[0] > last))


def _figure_words(reading: Reading, language: Language) -> tuple[str, str]:
    metric = wording.metric(reading.metric, language)
    return (f"“{metric}”的报道", f"figure of “{metric}”") if metric else ("任何数字", "figure")


def _pool(index: RelationIndex, reading: Reading) -> list[Listed]:
    keys = set(reading.scope.campaigns)
    return [team for team in listed(index) if team.ordinal is not None and (not keys or team.campaign in keys)]


def _of(sender: str | None, wanted: str | None) -> bool:
    return wanted is None or sender == wanted


def _when(text: str, language: Language) -> str:
    return say(language, f"({text})", f" ({text})") if text else ""
