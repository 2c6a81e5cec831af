"""campaign-graph rounds, sources and list stories: two campaigns beside each other, and who states the same."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import app, print_summaries, print_table
from api.cli.options import LimitOption

if TYPE_CHECKING:
    from graph.figures.shown import Figure
    from graph.questions.rounds import Rounds, Said

ROUNDS_EPILOG = examples(
    "rounds ecological-inspection-2-4-2021 ecological-inspection-2-5-2021",
    "rounds summer-policing-2022 summer-policing-2023 --json",
)
SOURCES_EPILOG = examples("sources 8f21d9094c209f7ed6e2", "sources 8f21d9094c209f7ed6e2 002ac38f0f2cfa0dffcb --json")


def rounds(
    a: Annotated[str, typer.Argument(metavar="A", help="A campaign: key or label.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The campaign that came after.")],
    *,
    limit: LimitOption = 100,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print what a campaign adds and drops: provinces, teams, heads, measures, and metrics up and down."""
    from graph.questions.rounds import rounds as compared
    from graph.workspace import Workspace

    found = compared(Workspace.open(folder(workspace)).index(), a, b, limit)
    if json:
        print_json(found)
        return
    print_table(["What", "Change", "Name", found.one.label, found.other.label], _rows(found))
    _note(found)


def sources(
    facts: Annotated[list[str], typer.Argument(metavar="FACT...", help="Facts' ids.")],
    *,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print which independent stories state the same as a fact, the earliest first; reprints are one story."""
    from graph.questions.sources import sources as found_by
    from graph.workspace import Workspace

    found = found_by(Workspace.open(folder(workspace)).index(), facts)
    if json:
        print_json({"items": found})
        return
    rows = [
        [one.fact["id"], told.story, told.published or "", told.publisher or "", str(told.articles), told.quote]
        for one in found
        for told in one.told
    ]
    print_table(["Fact", "Story", "Published", "Publisher", "Articles", "Sentence"], rows)
    for one in found:
        note(f"{one.fact['id']}: {one.stories} stories, {one.articles} articles.")


@app.command("stories", epilog=examples("list stories", "list stories --articles 3 --json"))
def list_stories(
    *,
    articles: Annotated[int, typer.Option(min=1, help="Articles that tell the story, at least.")] = 2,
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print articles with the same words as stories, each by the article that was published first."""
    from api.answers import stretch_of
    from graph.questions.sources import stories
    from graph.workspace import Workspace

    found = stories(Workspace.open(folder(workspace)).index(), articles, limit=limit)
    if json:
        print_json(stretch_of(found.items, 0, found.total))
        return
    print_summaries(found.items, ("id", "published", "publisher", "articles", "facts", "title"), json=False)


def _rows(found: "Rounds") -> list[list[str]]:
    rows = [
        [kind, one.change, one.label, _said(one.one), _said(one.other)]
        for kind, section in (("Place", found.places), ("Team", found.teams), ("Measure", found.measures))
        for one in section
    ]
    for heads in found.heads:
        posts = (" ".join(f"{post.role}{post.person}" for post in side) for side in (heads.one, heads.other))
        rows.append(["Heads", "", heads.label, *posts])
    for metric in found.metrics:
        moved = _moved(metric.direction, metric.reasons, assumed=metric.assumed)
        name = f"{metric.words} {metric.scope or ''}"
        rows.append(["Metric", moved, name, _numbers(metric.one), _numbers(metric.other)])
    return rows


def _said(one: "Said | None") -> str:
    if one is None:
        return ""
    return f"{one.count} facts, {one.stories} stories" + (", planned" if one.planned else "")


def _moved(direction: str | None, reasons: tuple[str, ...], *, assumed: bool) -> str:
    if direction is None:
        return f"not comparable: {', '.join(reasons)}"
    return direction + (f" (assumed: {', '.join(reasons)})" if assumed else "")


def _numbers(figures: "tuple[Figure, ...]") -> str:
    return " / ".join(f"{one.value:,.10g} {one.unit} {one.window.says}" for one in figures)


def _note(found: "Rounds") -> None:
    sides = "; ".join(
        f"{one.label}: {one.articles} articles, {one.stories} stories" for one in (found.one, found.other)
    )
    note(f"{sides}. Dropped means not found in these, never that it did not happen.")
