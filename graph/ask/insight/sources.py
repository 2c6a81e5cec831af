"""Who tells it: publishers, independent stories, one article and what only it says."""

from collections import Counter
from dataclasses import asdict
from typing import Any

import numpy as np

from graph.ask import wording
from graph.ask.given import Call, Given, ended, say
from graph.ask.query import found
from graph.ask.reading import Reading
from graph.ask.rows import MOST, SHOWN, Row, article_row, fact_row
from graph.ask.wording import Language
from graph.index.coding import Ints
from graph.index.relation import RelationIndex
from graph.questions.article import article
from graph.questions.sources import first_articles, sources


def publishers(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return who published the articles that say it, those with most articles first; the earliest where that is asked."""
    facts = _facts(index, reading)
    articles, told = np.unique(index.columns.article[facts], return_counts=True)
    rows = [
        article_row(index, int(one), int(count)) for one, count in zip(articles.tolist(), told.tolist(), strict=True)
    ]
    if reading.flags & {"first", "last"}:
        return _dated(index, reading, rows, facts, language)
    counted = Counter(row["publisher"] or "" for row in rows)
    shown: list[Row] = [
        {"id": None, "kind": "publisher", "label": name or say(language, "没有写明发布者", "publisher not stated"), "count": count,
         "facts": index.lines.ids(facts[np.isin(index.columns.article[facts], _numbers(index, rows, name))][:SHOWN])}
        for name, count in counted.most_common()
    ]  # fmt: skip
    named = sum(1 for name in counted if name)
    said = [row["label"] + say(language, f"({row['count']}篇)", f" ({row['count']})") for row in shown]
    start = say(language, f"{named}家媒体,{len(rows)}篇文章:", f"{named} publishers, {len(rows)} articles: ")
    return Given(
        start + wording.joined(said, language) + say(language, "。", "."),
        tuple(shown),
        tuple(index.lines.ids(facts[:MOST])),
    )


def stories(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the independent stories that say it, each by the article of it that was published first."""
    facts = _facts(index, reading)
    if not len(facts):
        return Given("", ())
    numbers, first, counts = np.unique(index.story(facts), return_index=True, return_counts=True)
    heads = first_articles(index)
    rows = [
        article_row(index, int(heads[n]), int(count))
        for n, count in zip(numbers.tolist(), counts.tolist(), strict=True)
    ]
    rows = sorted(rows, key=lambda row: row["published"] or "9999", reverse="last" in reading.flags)
    total, articles = len(rows), len(np.unique(index.columns.article[facts]))
    said = [_article(row, language) for row in rows[: wording.LISTED]]
    shown = rows[:1] if reading.flags & {"first", "last"} else rows
    start = say(language, f"{total}个独立来源({articles}篇文章,转载只算一个),由早到晚:",
                f"{total} independent sources ({articles} articles; reprints count once), earliest first: ")  # fmt: skip
    if reading.flags & {"first", "last"}:
        start = say(language, "", "")
        said = said[:1]
    text = (
        start
        + wording.joined(said, language, total if not reading.flags & {"first", "last"} else None)
        + say(language, "。", ".")
    )
    return Given(
        text,
        tuple({**row, "kind": "story"} for row in shown),
        tuple(index.lines.ids(facts[np.sort(first)][:MOST])),
        total=len(shown),
    )


def of_fact(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return which independent stories state the same as some facts."""
    names = reading.said("statement")
    told = sources(index, names)
    said = [
        say(language, f"{one.stories}个独立来源({one.articles}篇文章)说了“{one.fact['evidence']['quote']}”,最早的是{one.earliest}",
            f"{one.stories} independent sources ({one.articles} articles) state “{one.fact['evidence']['quote']}”, the earliest is {one.earliest}")
        for one in told
    ]  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"id": f"article/{one.article}", "kind": "story", "label": one.title or one.article, "count": one.articles,
         **asdict(one), "facts": [one.fact]}
        for fact in told for one in fact.told
    ]  # fmt: skip
    return Given(
        ended(said, language),
        tuple(rows),
        tuple(row["facts"][0] for row in rows),
        Call("sources", tuple(("fact", n) for n in names)),
    )


def document(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return what an article states."""
    name = reading.said("document")[0]
    view = article(index, name)
    said = [f"“{line['evidence']['quote']}”" for line in view.facts]
    start = say(
        language,
        f"{view.row['title'] or name}:{len(view.facts)}条事实:",
        f"{view.row['title'] or name}: {len(view.facts)} facts: ",
    )
    rows = tuple(fact_row(line) for line in view.facts)
    return Given(
        start + ended(said, language), rows, tuple(line["id"] for line in view.facts), Call(f"articles/{name}")
    )


def withdrawal(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the facts of an article that no other story states; what its withdrawal would take away."""
    name = reading.said("document")[0]
    view = article(index, name)
    names = [line["id"] for line in view.facts]
    told = [one for at in range(0, len(names), MOST) for one in sources(index, names[at : at + MOST])]
    alone = [one.fact for one in told if one.stories == 1]
    said = [f"“{line['evidence']['quote']}”" for line in alone]
    start = say(language, f"这篇文章有{len(view.facts)}条事实,其中{len(alone)}条没有别的独立来源:",
                f"Of the {len(view.facts)} facts of this article {len(alone)} have no other independent source: ")  # fmt: skip
    note = say(language, "写入前的完整影响:DELETE /v1/articles/{id}?dry_run=true。",
               "All that a withdrawal would change: DELETE /v1/articles/{id}?dry_run=true.")  # fmt: skip
    return Given(start + ended(said, language), tuple(map(fact_row, alone)), tuple(line["id"] for line in alone),
                 Call(f"articles/{name}"), (note.replace("{id}", name),))  # fmt: skip


def _facts(index: RelationIndex, reading: Reading) -> Ints:
    return found(index, reading).numbers


def _numbers(index: RelationIndex, rows: list[Row], publisher: str) -> list[int]:
    names = (str(row["id"]).partition("/")[2] for row in rows if (row["publisher"] or "") == publisher)
    return [number for name in names if (number := index.articles.number(name)) is not None]


def _dated(index: RelationIndex, reading: Reading, rows: list[Row], facts: Ints, language: Language) -> Given:
    """Return the article published first or last."""
    dated = [row for row in rows if row["published"]]
    if not dated:
        return Given("", ())
    row = (min if "first" in reading.flags else max)(dated, key=lambda one: one["published"])
    number = index.articles.number(str(row["id"]).partition("/")[2])
    ids = index.lines.ids(facts[index.columns.article[facts] == number])
    return Given(_article(row, language) + say(language, "。", "."), (row,), tuple(ids))


def _article(row: Row, language: Language) -> str:
    about = say(language, ",", ", ").join(filter(None, (row["publisher"], (row["published"] or "")[:10])))
    return f"{row['label']}" + (say(language, f"({about})", f" ({about})") if about else "")
