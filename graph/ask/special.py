"""Answers that are no selection of facts: campaigns and their dates, what the workspace holds, provinces not reported."""

from dataclasses import asdict, dataclass

from graph.ask import wording
from graph.ask.query import found
from graph.ask.reading import Reading
from graph.ask.rows import Row, rows
from graph.ask.wording import Language
from graph.index.relation import RelationIndex
from graph.questions.campaigns import campaign, campaigns
from graph.questions.stats import stats
from ontology.errors import NotFound
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer


@dataclass(frozen=True, slots=True)
class Given:
    """An answer in words and rows."""

    answer: str
    rows: tuple[Row, ...]


def special(index: RelationIndex, reading: Reading, language: Language) -> Given | None:
    """Return the answer to a reading that is no selection of facts, None for all others."""
    match reading.frame.name:
        case "when-campaign":
            return _campaigns(index, reading.scope.campaigns, language)
        case "campaigns":
            return _campaigns(index, _members(index, reading), language)
        case "stock":
            return _stock(index, language)
        case "places-not-reported":
            return _unreported(index, reading, language)
        case _:
            return None


def _members(index: RelationIndex, reading: Reading) -> tuple[str, ...]:
    """Return the campaigns of the series named, all that facts name where none is."""
    members = load_vocabulary().members
    if not reading.scope.campaigns:
        return tuple(one.key for one in campaigns(index) if one.articles)
    inside = [one.key for key in reading.scope.campaigns for one in members(key)]
    return tuple(dict.fromkeys(inside)) or reading.scope.campaigns


def _campaigns(index: RelationIndex, keys: tuple[str, ...], language: Language) -> Given:
    known = []
    for key in keys:
        try:
            known.append(asdict(campaign(index, key)))
        except NotFound:
            continue
    shown = [row | {"kind": "campaign", "count": row["articles"], "facts": []} for row in known]
    lines = [_campaign(row, language) for row in shown]
    mark = ";" if language == "zh" else "; "
    end = "。" if language == "zh" else "."
    more = len(lines) - wording.LISTED
    tail = "" if more <= 0 else (f"……(还有{more}个)" if language == "zh" else f" … ({more} more)")
    return Given(mark.join(lines[: wording.LISTED]) + tail + end, tuple(shown))


def _campaign(row: Row, language: Language) -> str:
    name = wording.campaign_name(row["key"], language, row["label"])
    planned = wording.span(row["start"], row["end"], language)
    told = wording.span(row["first"], row["last"], language)
    if language == "zh":
        dates = f"{planned}" if planned else f"起止没有记载{f',报道的事实在{told}' if told else ''}"
        return f"{name}:{dates},{row['articles']}篇文章"
    dates = planned or f"no dates known{f', facts are of {told}' if told else ''}"
    return f"{name}: {dates}, {row['articles']} articles"


def _stock(index: RelationIndex, language: Language) -> Given:
    held = stats(index)
    row: Row = {"id": None, "kind": "stock", "label": "workspace", "count": held.facts, "facts": [],
           "articles": held.articles, "stories": held.stories}  # fmt: skip
    return Given(
        f"{held.articles}篇文章({held.stories}个独立来源),{held.facts}条事实。" if language == "zh"
        else f"{held.articles} articles ({held.stories} independent stories) with {held.facts} facts.",
        (row,),
    )  # fmt: skip


def _unreported(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the provinces of which no fact was found; never that nothing happened there."""
    if reading.meant and not reading.teams:
        return Given("", ())
    told = {
        row["id"]: row for row in rows(index, reading, found(index, reading)).items if row.get("status") != "planned"
    }
    provinces = [one for one in load_gazetteer().divisions() if one.level == "province"]
    left = [one for one in provinces if f"place/{one.code}" not in told]
    shown = tuple({"id": f"place/{one.code}", "kind": "place", "label": one.name, "count": 0, "state": "none found", "facts": []}
                  for one in left)  # fmt: skip
    names = (
        "、".join(one.name for one in left)
        if language == "zh"
        else ", ".join(wording.place(one.code, language) for one in left)
    )
    articles = len(index.articles)
    return Given(
        f"在读过的{articles}篇文章里,{len(left)}个省级地方没有找到督察的报道:{names}。没有找到不等于没有去过。" if language == "zh"
        else f"In the {articles} articles that were read no inspection was found of {len(left)} provinces: {names}. "
        "That none was found does not mean that none took place.",
        shown,
    )  # fmt: skip
