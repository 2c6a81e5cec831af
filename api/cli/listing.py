"""campaign-graph list: facts of a workspace as a table, each with its sentence."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json

if TYPE_CHECKING:
    from graph.index.relation import RelationIndex
    from graph.index.select import Selection

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

TeamOption = Annotated[str | None, typer.Option(help="Team: id or label, such as 第九督察组.", show_default=False)]
PlaceOption = Annotated[
    str | None, typer.Option(help="Place with all inside it: code or name, such as 640000 or 宁夏.", show_default=False)
]
CampaignOption = Annotated[
    str | None, typer.Option(help="Campaign: key or label; a series means all its years.", show_default=False)
]
MetricOption = Annotated[
    str | None, typer.Option(help="What is counted: id, or words such as 破获刑事案件.", show_default=False)
]
SinceOption = Annotated[str | None, typer.Option("--from", help="Day, month or year: 2022-07.", show_default=False)]
UntilOption = Annotated[str | None, typer.Option("--to", help="Day, month or year: 2022-09-25.", show_default=False)]
StatusOption = Annotated[str | None, typer.Option(help="done, underway, planned or denied.", show_default=False)]
LimitOption = Annotated[int, typer.Option(min=1, max=1000, help="Lines to print.")]


@app.command(
    "inspections",
    epilog=examples(
        "list inspections --campaign summer-policing-2022",
        "list inspections --team 第九督察组 --place 宁夏",
        "list inspections --place 520000 --from 2022-08 --json",
    ),
)
def list_inspections(
    *,
    team: TeamOption = None,
    place: PlaceOption = None,
    campaign: CampaignOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    status: StatusOption = None,
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print which team worked where and when, newest first."""
    from graph.questions.inspections import InspectionFilter, inspections
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    wanted = InspectionFilter(team, place, campaign, since, until, status)
    columns = {"When": _when, "Team": _of("team"), "Place": _of("place"), "Status": _of("status")}
    _print(index, inspections(index, wanted), limit, columns, json=json)


@app.command(
    "results",
    epilog=examples(
        "list results --scope 贵州",
        "list results --metric 破获刑事案件 --campaign summer-policing",
        "list results --from 2022-06 --to 2022-09 --json",
    ),
)
def list_results(
    *,
    metric: MetricOption = None,
    scope: PlaceOption = None,
    campaign: CampaignOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    status: StatusOption = None,
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print numbers that were reported, newest first; --scope is where they were counted."""
    from graph.questions.results import ResultFilter, results
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    wanted = ResultFilter(metric, scope, campaign, since, until, status)
    columns = {"When": _when, "Scope": _of("scope"), "What": _of("metric"), "Number": _number, "Change": _of("change")}
    _print(index, results(index, wanted), limit, columns, json=json)


@app.command("teams", epilog=examples("list teams", "list teams --campaign summer-policing-2022", "list teams --json"))
def list_teams(*, campaign: CampaignOption = None, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Print all teams in numbers, those with most inspections first."""
    from graph.questions.teams import teams
    from graph.workspace import Workspace

    found = teams(Workspace.open(folder(workspace)).index(), campaign)
    names = ("id", "label", "inspections", "places", "articles", "first", "last")
    _print_summaries(found, names, json=json)


@app.command("campaigns", epilog=examples("list campaigns", "list campaigns --json"))
def list_campaigns(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Print the campaigns of the vocabulary and those that articles name besides, in numbers."""
    from graph.questions.campaigns import campaigns
    from graph.workspace import Workspace

    found = campaigns(Workspace.open(folder(workspace)).index())
    _print_summaries(found, ("key", "label", "start", "end", "articles", "teams", "places"), json=json)


def _print_summaries(found: Sequence[object], names: Sequence[str], *, json: bool) -> None:
    """Print dataclasses: as a list of the API, or some of their fields as a table."""
    if json:
        print_json({"items": found, "next": None, "total": len(found)})
        return
    rows = [["" if (value := getattr(one, name)) is None else str(value) for name in names] for one in found]
    _print_table([name.capitalize() for name in names], rows)
    note(f"{len(found)} found.")


def _print(index: "RelationIndex", found: "Selection", limit: int, columns: Columns, *, json: bool) -> None:
    """Print the first facts of a selection: as a page of the API, or as a table."""
    from graph.index.select import page

    shown = page(index, found, None, limit)
    lines = index.facts(shown.numbers)
    if json:
        print_json({"items": lines, "next": shown.next, "total": found.total})
        return
    rows = [[*(show(line) for show in columns.values()), line["article"], line["evidence"]["quote"]] for line in lines]
    _print_table([*columns, "Article", "Sentence"], rows)
    more = f", the first {len(lines)} are shown (--limit)" if found.total > len(lines) else ""
    note(f"{found.total} found{more}.")


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
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


def _of(name: str) -> Callable[[Line], str]:
    return lambda line: str(line[name] or "")


def _when(line: Line) -> str:
    start, end = line["start"], line["end"]
    if start == end:
        return start or line["edtf"] or ""
    return f"{start or '…'} – {end or '…'}"


def _number(line: Line) -> str:
    sign = {"over": ">", "under": "<", "about": "~", "near": "≲"}.get(line["modifier"], "")
    return f"{sign}{line['value']:,} {line['unit']}"
