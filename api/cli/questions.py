"""campaign-graph list and path: what joins teams, places and offices."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import app, of, print_summaries, print_table, show_facts, when
from api.cli.options import FormatOption, LimitOption, PlaceOption, limited

if TYPE_CHECKING:
    from graph.index.narrow import Limits
    from graph.questions.paths import PathFound

PATH_EPILOG = examples(
    "path team/mps-supervision-9@summer-policing-2022 place/640000",
    "path place/520000 place/640000 --hubs --json",
)
_TEAM = "team/mps-supervision-9@summer-policing-2022"


@app.command(
    "directives",
    epilog=examples(
        "list directives --place 宁夏", f"list directives --issuer {_TEAM}", "list directives --format csv > told.csv"
    ),
)
@limited
def list_directives(
    *,
    place: PlaceOption = None,
    issuer: Annotated[str | None, typer.Option(help="Who demands it: an entity's id.", show_default=False)] = None,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
    format_: FormatOption = None,
) -> None:
    """Print what a place was told to do, and by whom, newest first."""
    from graph.questions.directives import DirectiveFilter, directives
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    wanted = DirectiveFilter(place, issuer, limits)
    columns = {"When": when, "Issuer": of("issuer"), "Demand": of("demand"), "Place": of("place_code")}
    show_facts(space, directives(space.index(), wanted), columns, limit=limit, json=json, format_=format_)


@app.command(
    "leaders", epilog=examples(f"list leaders --body {_TEAM}", "list leaders --place 贵州", "list leaders --json")
)
@limited
def list_leaders(
    *,
    body: Annotated[str | None, typer.Option(help="Team or organization: its id.", show_default=False)] = None,
    place: PlaceOption = None,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
    format_: FormatOption = None,
) -> None:
    """Print who held which office in a team or organization, or in those of a place, newest first."""
    from graph.questions.leaders import leaders
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    found = leaders(space.index(), body, place, limits)
    columns = {"When": when, "Person": of("person"), "Office": of("role"), "Body": of("org")}
    show_facts(space, found, columns, limit=limit, json=json, format_=format_)


@app.command("places", epilog=examples("list places --team 第九督察组", f"list places --team {_TEAM} --json"))
@limited
def list_places(
    *,
    team: Annotated[str, typer.Option(help="Team: id or label, such as 第九督察组.", show_default=False)],
    limits: "Limits",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print the places that a team inspected, most reported first."""
    from graph.questions.places_of_team import places_of_team
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    found = places_of_team(index, team, limits)
    print_summaries(found, ("id", "label", "count", "stories", "first", "last"), json=json)


@app.command("matrix", epilog=examples("list matrix", "list matrix --campaign summer-policing-2022 --json"))
@limited
def list_matrix(
    *,
    limits: "Limits",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print how often each team was in each province; cells without inspections are left out."""
    from graph.questions.matrix import matrix
    from graph.workspace import Workspace

    found = matrix(Workspace.open(folder(workspace)).index(), limits)
    if json:
        print_json(found)
        return
    cells = zip(found.row.tolist(), found.column.tolist(), found.count.tolist(), strict=True)
    rows = [
        [found.teams[row], found.team_labels[row], found.province_labels[column], str(count)]
        for row, column, count in cells
    ]
    print_table(["Id", "Team", "Province", "Inspections"], rows)
    note(f"{len(found.teams)} teams, {len(found.provinces)} provinces.")


def path(
    source: Annotated[str, typer.Argument(metavar="A", help="An entity's id: team/…, org/…, place/CODE.")],
    target: Annotated[str, typer.Argument(metavar="B", help="The other entity's id.")],
    *,
    hubs: Annotated[bool, typer.Option("--hubs", help="Lead paths through campaigns and metrics too.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=20, help="Paths to print.")] = 3,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print the shortest paths between two entities, each step with its sentences."""
    from graph.questions.paths import paths
    from graph.workspace import Workspace

    found = paths(Workspace.open(folder(workspace)).index(), source, target, limit=limit, hubs=hubs)
    if json:
        print_json({"items": found})
        return
    for one in found:
        _show(one)
    note(f"{len(found)} found.")


def _show(found: "PathFound") -> None:
    sys.stdout.write(f"{' – '.join(found.labels)}\n")
    for step in found.steps:
        sys.stdout.write(f"  {step.source} {step.kind} {step.target} ({step.count})\n")
        sys.stdout.writelines(f"    “{line['evidence']['quote']}”  {line['article']}\n" for line in step.facts)
