"""campaign-graph list agreement, list series and compare: numbers beside numbers."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import app, print_table
from api.cli.options import LimitOption, MetricOption, PlaceOption, limited

if TYPE_CHECKING:
    from graph.figures.shown import Figure
    from graph.index.narrow import Limits

COMPARE_EPILOG = examples(
    "compare 8f21d9094c209f7ed6e2 002ac38f0f2cfa0dffcb", "compare 8f21d9094c209f7ed6e2 7939809cde7cbda3075f --json"
)
_HEADS = ("Value", "Window", "Campaign", "Stories", "First told by", "Published", "Sentence")


@app.command(
    "agreement",
    epilog=examples(
        "list agreement --campaign summer-policing-2022",
        "list agreement --metric 破获刑事案件 --scope 全国",
        "list agreement --label contradicts --json",
    ),
)
@limited
def list_agreement(
    *,
    metric: MetricOption = None,
    scope: PlaceOption = None,
    label: Annotated[
        str | None,
        typer.Option(help="same, rounds to, later update, contradicts or not comparable.", show_default=False),
    ] = None,
    limits: "Limits",
    limit: LimitOption = 20,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print measures that two stories or more speak of, with all that they state, contradictions first."""
    from api.routes.figures import agreement_page
    from graph.questions.agreement import AgreementFilter, agreement
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    found = agreement(index, AgreementFilter(metric, scope, label, limits), limit=limit)
    if json:
        print_json(agreement_page(found, 0))
        return
    rows = []
    for one in found.items:
        rows.append([f"{one.label} · {one.scope} · {', '.join(one.labels)}", *[""] * len(_HEADS)])
        rows += [[f"  {at}", *_row(figure)] for at, figure in enumerate(one.statements, 1)]
        for pair in one.pairs:
            reasons = f" ({', '.join(pair.reasons)})" if pair.reasons else ""
            rows.append([f"  {pair.one + 1} – {pair.other + 1}", pair.label + reasons, *[""] * (len(_HEADS) - 1)])
    print_table(["Measure", *_HEADS], rows)
    counts = ", ".join(f"{count} {name}" for name, count in found.labels.items() if count)
    note(f"{found.total} measures" + (f": {counts}." if counts else "."))


@app.command(
    "series",
    epilog=examples(
        "list series --metric 破获刑事案件 --scope 全国",
        "list series --metric drugs-seized --campaign summer-policing --json",
    ),
)
@limited
def list_series(
    *,
    metric: Annotated[str, typer.Option(help="What is counted: id, or words.", show_default=False)],
    scope: PlaceOption = None,
    limits: "Limits",
    limit: LimitOption = 20,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print the numbers of a metric as series that place, unit and time allow to compare."""
    from graph.questions.series import SeriesFilter, series
    from graph.workspace import Workspace

    found = series(Workspace.open(folder(workspace)).index(), SeriesFilter(metric, scope, limits), limit)
    if json:
        print_json(found)
        return
    rows = []
    for one in found.items:
        known = [one.words, one.scope, one.campaign, one.unit, one.change, one.window]
        said = " · ".join(name for name in known if name)
        rows.append([said if one.comparable else f"{said} ({', '.join(one.reasons)})", *[""] * len(_HEADS)])
        rows += [["", *_row(figure)] for figure in one.points]
    print_table(["Series", *_HEADS], rows)
    note(f"{found.total} series; numbers of two series are not comparable.")


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A result's id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another's.")],
    *,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print how two results stand to each other, or why they cannot be compared."""
    from graph.questions.compare import compare as compared
    from graph.workspace import Workspace

    found = compared(Workspace.open(folder(workspace)).index(), a, b)
    if json:
        print_json(found)
        return
    print_table(["Number", *_HEADS], [[name, *_row(one)] for name, one in (("A", found.one), ("B", found.other))])
    note(f"{found.label}{': ' + '; '.join(found.says) if found.says else ''}.")


def _row(one: "Figure") -> list[str]:
    if one.low == one.high:
        value = f"{one.value:,.10g}"
    else:
        value = f"{one.low:,.10g} – {one.high:,.10g}" if one.low is not None and one.high is not None else _open(one)
    return [
        f"{value} {one.unit}", one.window.says, one.campaign or "", str(one.stories), one.article, one.published or "",
        one.quote,
    ]  # fmt: skip


def _open(one: "Figure") -> str:
    return f"{one.low:,.10g} and more" if one.low is not None else f"{one.high:,.10g} and less"
