"""campaign-graph list coverage and list cell: which team was where, with honest blanks."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import app, print_table, when
from api.cli.options import LimitOption, PlaceOption, TeamOption, limited

if TYPE_CHECKING:
    from graph.index.narrow import Limits


@app.command(
    "coverage",
    epilog=examples(
        "list coverage --campaign summer-policing-2022",
        "list coverage --campaign summer-policing-2022 --place 安徽",
        "list coverage --team 公安部第二督察组 --json",
    ),
)
@limited
def list_coverage(
    *,
    team: TeamOption = None,
    place: PlaceOption = None,
    limits: "Limits",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print for each team where it was reported, planned or only counted, and how many articles were looked through."""
    from graph.questions.coverage import STATES, coverage
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    found = coverage(index, team, place, limits)
    if json:
        print_json(found)
        return
    cells: dict[tuple[int, str], list[str]] = {}
    for row, column, state in zip(found.row.tolist(), found.column.tolist(), found.state, strict=True):
        cells.setdefault((row, state), []).append(found.place_labels[column])
    rows = []
    for row, name in enumerate(found.team_labels):
        said = [cells.get((row, state), []) for state in STATES[:-1]]
        blank = len(found.places) - sum(map(len, said))
        looked = f"{blank} (looked through {found.articles[row]} articles, {found.naming[row]} name the team)"
        rows.append([name, found.campaigns[row] or "", *(" ".join(one) for one in said), looked])
    print_table(["Team", "Campaign", *(state.capitalize() for state in STATES)], rows)
    note(f"{len(found.teams)} teams, {len(found.places)} places. None found never means that it did not happen.")


@app.command(
    "cell",
    epilog=examples(
        "list cell --team 公安部第九督察组 --place 贵州", "list cell --team 第二督察组 --place 安徽 --json"
    ),
)
@limited
def list_cell(
    *,
    team: Annotated[str, typer.Option(help="Team: id or label, such as 第九督察组.", show_default=False)],
    place: Annotated[str, typer.Option(help="Place with all inside it: code or name.", show_default=False)],
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print what is said of a team in a place, and the articles that were looked through."""
    from api.routes.coverage import cell_answer
    from graph.index.select import page
    from graph.questions.cell import cell
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    found = cell(index, team, place, limits)
    if json:
        print_json(cell_answer(index, found, None, limit))
        return
    note(f"{found.team_label} in {found.place_label}: {found.state}.")
    lines = [*index.facts(page(index, found.facts, None, limit).numbers), *found.totals]
    print_table(
        ["Said", "When", "Status", "Article", "Sentence"],
        [[one["type"], when(one), one["status"], one["article"], one["evidence"]["quote"]] for one in lines],
    )
    rows = [index.articles.row(number) for number in found.articles[:limit].tolist()]
    flags = zip(found.names_team.tolist(), found.names_place.tolist(), strict=False)
    print_table(
        ["Looked through", "Published", "Names team", "Names place", "Title"],
        [
            [row["id"], row["published"] or "", *("yes" if one else "no" for one in named), row["title"] or ""]
            for row, named in zip(rows, flags, strict=False)
        ],
    )
    note(f"{len(found.articles)} articles, {found.stories} independent stories looked through.")
