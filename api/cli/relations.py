"""campaign-graph list and diagram: relationship questions, for people and for machines."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import app, of, print_summaries, print_table, show_facts, when
from api.cli.options import FormatOption, LimitOption, MetricOption, limited

if TYPE_CHECKING:
    from graph.index.narrow import Limits

_TEAM = "team/mps-supervision-9@summer-policing-2022"
_TALLY = ("id", "label", "count", "stories", "first", "last")
DIAGRAM_EPILOG = examples(f"diagram {_TEAM} > team.json", "diagram place/640000 --depth 2 --limit 200 --layout force")
EntityArgument = Annotated[str, typer.Argument(metavar="ENTITY", help="An entity's id: team/…, org/…, place/CODE.")]


@app.command("visitors", epilog=examples("list visitors 宁夏", "list visitors 520000 --from 2022 --json"))
@limited
def list_visitors(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Place with all inside it: code or name.")],
    *,
    limits: "Limits",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print the teams that inspected a place or anywhere inside it, most reported first."""
    from graph.questions.teams_of_place import teams_of_place
    from graph.workspace import Workspace

    print_summaries(teams_of_place(Workspace.open(folder(workspace)).index(), place, limits), _TALLY, json=json)


@app.command("timeline", epilog=examples(f"list timeline {_TEAM}", "list timeline place/640000 --from 2022 --json"))
@limited
def list_timeline(
    entity: EntityArgument,
    *,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
    format_: FormatOption = None,
) -> None:
    """Print the facts on an entity, newest first; a place means all inside it."""
    from graph.questions.timeline import timeline
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    found = timeline(space.index(), entity, limits)
    show_facts(space, found.facts, {"When": when, "Type": of("type")}, limit=limit, json=json, format_=format_)


@app.command("shared", epilog=examples(f"list shared {_TEAM} place/640000", f"list shared {_TEAM} place/640000 --json"))
@limited
def list_shared(
    one: Annotated[str, typer.Argument(metavar="A", help="An entity's id.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other entity's id.")],
    *,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
    format_: FormatOption = None,
) -> None:
    """Print the facts that name both of two entities, newest first."""
    from graph.questions.shared import shared
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    found = shared(space.index(), one, other, limits)
    show_facts(space, found, {"When": when, "Type": of("type")}, limit=limit, json=json, format_=format_)


@app.command("connected", epilog=examples("list connected team", "list connected org --limit 10 --json"))
def list_connected(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="campaign, place, team, org, metric, operation …")],
    *,
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print the entities of a kind that are joined to most others."""
    from graph.questions.connected import connected
    from graph.workspace import Workspace

    found = connected(Workspace.open(folder(workspace)).index(), kind, limit)
    print_summaries(found, ("id", "label", "links", "facts"), json=json)


@app.command("communities", epilog=examples("list communities", "list communities --by measures --json"))
@limited
def list_communities(
    *,
    by: Annotated[str, typer.Option(help="What joins two provinces: teams, measures or targets.")] = "teams",
    limits: "Limits",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print groups of provinces that share more teams, measures or targets with each other than with the rest."""
    from graph.questions.communities import communities
    from graph.workspace import Workspace

    found = communities(Workspace.open(folder(workspace)).index(), by, limits)
    if json:
        print_json({"items": found})
        return
    print_table(["Provinces", "Weight"], [["、".join(one.labels), f"{one.weight:g}"] for one in found])
    note(f"{len(found)} found.")


@app.command("metric", epilog=examples("list metric criminal-cases-solved", "list metric 破获刑事案件 --json"))
@limited
def list_metric(
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="What is counted: id, or its words.")],
    *,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print where a metric was reported, each place with its newest number."""
    from graph.questions.metric import across_places
    from graph.workspace import Workspace

    found = across_places(Workspace.open(folder(workspace)).index(), metric, limits, limit)
    if json:
        print_json({"items": found})
        return
    rows = [
        [one.place.label, f"{one.newest['value']:,} {one.newest['unit']}", when(one.newest), str(one.place.count)]
        for one in found
    ]
    print_table(["Place", "Newest", "When", "Facts"], rows)
    note(f"{len(found)} found.")


@app.command("years", epilog=examples("list years summer-policing", "list years summer-policing --metric 破获刑事案件"))
def list_years(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Campaign or series: key or label.")],
    *,
    metric: MetricOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print a campaign in each of its years, with the metrics that were reported most."""
    from graph.questions.metric import across_years
    from graph.workspace import Workspace

    found = across_years(Workspace.open(folder(workspace)).index(), campaign, metric)
    if json:
        print_json({"items": found})
        return
    rows = [
        [
            one.campaign.label,
            str(one.campaign.count),
            str(one.campaign.stories),
            "、".join(m.label for m in one.metrics),
        ]
        for one in found
    ]
    print_table(["Campaign", "Facts", "Stories", "Metrics"], rows)
    note(f"{len(found)} found.")


def diagram(
    entity: EntityArgument,
    *,
    depth: Annotated[int, typer.Option(min=1, max=4, help="Steps away from it.")] = 1,
    kind: Annotated[list[str] | None, typer.Option(help="Kind of entity to keep; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=2000, help="Nodes at most.")] = 100,
    layout: Annotated[str, typer.Option(help="Positions: layers or force.")] = "layers",
    workspace: WorkspaceOption = None,
) -> None:
    """Print what surrounds an entity as a diagram in JSON, with positions and colours, as the server answers it."""
    from graph.diagram.views import of_neighborhood
    from graph.workspace import Workspace
    from ontology.errors import ValueUnknown

    if layout not in ("layers", "force"):
        raise ValueUnknown(f"No layout is called {layout!r}; it is 'layers' or 'force'.")
    index = Workspace.open(folder(workspace)).index()
    how: Literal["layers", "force"] = "force" if layout == "force" else "layers"
    print_json(of_neighborhood(index, entity, depth=depth, kinds=kind or (), limit=limit, layout=how))
