"""Who tells it: publishers, independent stories, one article and what only it says."""

from dataclasses import asdict
from typing import Any

import numpy as np

from graph.ask import wording
from graph.ask.given import Call, Given, ended, say
from graph.ask.query import found
from graph.ask.reading import Reading
from graph.ask.rows import MOST, SHOWN, Row, article_row, fact_row
from graph.ask.wording import Language
from graph.figures.stated import published
from graph.index.coding import Coded, Ints, coded, offsets, ordered
from graph.index.days import NO_DAY
from graph.index.relation import RelationIndex
from graph.questions.article import article
from graph.questions.sources import first_articles, sources


def publishers(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return who published the articles that say it, those with most articles first; the earliest where that is asked."""
    facts = _facts(index, reading)
    if reading.flags & {"first", "last"}:
        return _dated(index, reading, facts, language)
    by = index.remembered(_publishers)
    told = np.zeros(len(index.articles), bool)
    told[index.columns.article[facts]] = True
    counts = np.bincount(by.codes[told] + 1, minlength=len(by.values) + 1)  # the first one is for no publisher
    order = np.argsort(-counts, kind="stable")[:MOST]
    named = ["", *by.values]
    shown: list[Row] = [
        {"id": None, "kind": "publisher", "label": named[one] or say(language, "没有写明发布者", "publisher not stated"),
         "count": int(counts[one]), "facts": index.lines.ids(some)}
        for one, some in zip(order.tolist(), _shown(facts, by.codes[index.columns.article[facts]] + 1, order), strict=True)
        if counts[one]
    ]  # fmt: skip
    total, outlets = int(np.count_nonzero(told)), int(np.count_nonzero(counts[1:]))
    said = [row["label"] + say(language, f"({row['count']}篇)", f" ({row['count']})") for row in shown]
    start = say(language, f"{outlets}家媒体,{total}篇文章:", f"{outlets} publishers, {total} articles: ")
    rows = outlets + int(counts[0] > 0)
    text = start + wording.joined(said, language, rows) + say(language, "。", ".")
    return Given(text, tuple(shown), tuple(index.lines.ids(facts[:MOST])), total=rows)


def _publishers(index: RelationIndex) -> Coded:
    return coded(index.articles.rows, "publisher")


def _shown(facts: Ints, groups: Ints, wanted: Ints) -> list[Ints]:
    """Return the first SHOWN facts of each of some groups."""
    order = ordered(groups, ())
    start = offsets(groups, int(max(groups.max(initial=0), wanted.max(initial=0))) + 1)
    return [facts[order[start[one] : start[one + 1]][:SHOWN]] for one in wanted.tolist()]


def stories(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the independent stories that say it, each by the article of it that was published first."""
    facts = _facts(index, reading)
    if not len(facts):
        return Given("", ())
    numbers, first, counts = np.unique(index.story(facts), return_index=True, return_counts=True)
    heads, one = first_articles(index)[numbers], bool(reading.flags & {"first", "last"})
    order = _by_day(index, heads, newest="last" in reading.flags)[: 1 if one else MOST]
    shown = [article_row(index, int(heads[n]), int(counts[n])) for n in order.tolist()]
    total, articles = len(numbers), len(np.unique(index.columns.article[facts]))
    said = [_article(row, language) for row in shown[: wording.LISTED]]
    start = say(language, f"{total}个独立来源({articles}篇文章,转载只算一个),由早到晚:",
                f"{total} independent sources ({articles} articles; reprints count once), earliest first: ")  # fmt: skip
    text = ("" if one else start) + wording.joined(said, language, None if one else total) + say(language, "。", ".")
    ids = tuple(index.lines.ids(facts[first[order]]))
    return Given(text, tuple({**row, "kind": "story"} for row in shown), ids, total=1 if one else total)


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


def _dated(index: RelationIndex, reading: Reading, facts: Ints, language: Language) -> Given:
    """Return the article published first or last."""
    articles = np.unique(index.columns.article[facts])
    dated = articles[published(index)[articles] != NO_DAY]
    if not len(dated):
        return Given("", ())
    number = int(dated[_by_day(index, dated, newest="last" in reading.flags)[0]])
    told = facts[index.columns.article[facts] == number]
    row = article_row(index, number, len(told))
    return Given(_article(row, language) + say(language, "。", "."), (row,), tuple(index.lines.ids(told)))


def _by_day(index: RelationIndex, articles: Ints, *, newest: bool) -> Ints:
    """Return the order of articles by the day on which they were published, undated ones last."""
    day = published(index)[articles].astype(np.int64)
    undated = day == NO_DAY
    order: Ints = np.lexsort((np.arange(len(day)), -day if newest else day, undated))
    return order


def _article(row: Row, language: Language) -> str:
    about = say(language, ",", ", ").join(filter(None, (row["publisher"], (row["published"] or "")[:10])))
    return f"{row['label']}" + (say(language, f"({about})", f" ({about})") if about else "")
