"""campaign-graph list: facts of a workspace as a table, each with its sentence."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, output, print_json
from api.cli.options import (
    CampaignOption,
    FormatOption,
    LimitOption,
    MetricOption,
    PlaceOption,
    TeamOption,
    limited,
)

if TYPE_CHECKING:
    from graph.index.narrow import Limits
    from graph.index.select import Selection
    from graph.workspace import Workspace

WIDTH = 200
"""Columns of a table that goes into a file or a pipe."""
Line = Mapping[str, Any]
Columns = Mapping[str, Callable[[Line], str]]
"""Head of a column to what it shows of a line."""

app = typer.Typer(
    name="list",
    help="Print facts of a workspace as a table with evidence.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.command(
    "inspections",
    epilog=examples(
        "list inspections --campaign summer-policing-2022",
        "list inspections --team 第九督察组 --place 宁夏",
        "list inspections --place 520000 --from 2022-08 --json",
    ),
)
@limited
def list_inspections(
    *,
    team: TeamOption = None,
    place: PlaceOption = None,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
    format_: FormatOption = None,
) -> None:
    """Print which team worked where and when, newest first."""
    from graph.questions.inspections import InspectionFilter, inspections
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    index = space.index()
    wanted = InspectionFilter(team, place, limits)
    columns = {"When": when, "Team": of("team"), "Place": of("place"), "Status": of("status")}
    show_facts(space, inspections(index, wanted), columns, limit=limit, json=json, format_=format_)


@app.command(
    "results",
    epilog=examples(
        "list results --scope 贵州",
        "list results --metric 破获刑事案件 --campaign summer-policing",
        "list results --from 2022-06 --to 2022-09 --json",
    ),
)
@limited
def list_results(
    *,
    metric: MetricOption = None,
    scope: PlaceOption = None,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
    format_: FormatOption = None,
) -> None:
    """Print numbers that were reported, newest first; --scope is where they were counted."""
    from graph.questions.results import ResultFilter, results
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    index = space.index()
    wanted = ResultFilter(metric, scope, limits)
    columns = {"When": when, "Scope": of("scope"), "What": of("metric"), "Number": _number, "Change": of("change")}
    show_facts(space, results(index, wanted), columns, limit=limit, json=json, format_=format_)


@app.command("teams", epilog=examples("list teams", "list teams --campaign summer-policing-2022", "list teams --json"))
def list_teams(*, campaign: CampaignOption = None, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Print all teams in numbers, those with most inspections first."""
    from graph.questions.teams import teams
    from graph.workspace import Workspace

    found = teams(Workspace.open(folder(workspace)).index(), campaign)
    names = ("id", "label", "inspections", "places", "articles", "first", "last")
    print_summaries(found, names, json=json)


@app.command("campaigns", epilog=examples("list campaigns", "list campaigns --json"))
def list_campaigns(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Print the campaigns of the vocabulary and those that articles name besides, in numbers."""
    from graph.questions.campaigns import campaigns
    from graph.workspace import Workspace

    found = campaigns(Workspace.open(folder(workspace)).index())
    print_summaries(found, ("key", "label", "start", "end", "articles", "teams", "places"), json=json)


def print_summaries(found: Sequence[object], names: Sequence[str], *, json: bool) -> None:
    """Print dataclasses: as a list of the API, or some of their fields as a table."""
    if json:
        print_json({"items": list(found), "next": None, "total": len(found)})
        return
    rows = [["" if (value := getattr(one, name)) is None else str(value) for name in names] for one in found]
    print_table([name.capitalize() for name in names], rows)
    note(f"{len(found)} found.")


def show_facts(
    space: "Workspace", found: "Selection", columns: Columns, *, limit: int, json: bool, format_: str | None
) -> None:
    """Print the first facts of a selection as a page of the API or as a table, or write all of them in a format."""
    from graph.index.select import page

    index = space.index()
    if format_ is not None:
        _write(space, index.facts(found.numbers), format_)
        return
    shown = page(index, found, None, limit)
    lines = index.facts(shown.numbers)
    if json:
        print_json({"items": lines, "next": shown.next, "total": found.total})
        return
    rows = [[*(show(line) for show in columns.values()), line["article"], line["evidence"]["quote"]] for line in lines]
    print_table([*columns, "Article", "Sentence"], rows)
    more = f", the first {len(lines)} are shown (--limit)" if found.total > len(lines) else ""
    note(f"{found.total} found{more}.")


def _write(space: "Workspace", lines: Sequence[dict[str, Any]], format_: str) -> None:
    from graph.export.content import Content
    from graph.export.formats import format_of

    write = format_of(format_).write
    content = Content.of_lines(space.log, lines)
    with output(None) as stream:
        write(content, stream)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, nothing where there are no rows."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))  # Text, not markup: a sentence may hold square brackets
    if rows:
        Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


def of(name: str) -> Callable[[Line], str]:
    """Return what shows a field of a line, empty where there is none."""
    return lambda line: str(line[name] or "")


def when(line: Line) -> str:
    """Return the day or the span of a fact."""
    start, end = line["start"], line["end"]
    if start == end:
        return start or line["edtf"] or ""
    return f"{start or '…'} – {end or '…'}"


def _number(line: Line) -> str:
    sign = {"over": ">", "under": "<", "about": "~", "near": "≲"}.get(line["modifier"], "")
    return f"{sign}{line['value']:,} {line['unit']}"
