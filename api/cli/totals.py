"""campaign-graph list totals and list sums: announced totals beside what is known of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import app, print_table
from api.cli.options import LimitOption, MetricOption, limited

if TYPE_CHECKING:
    from graph.index.narrow import Limits


@app.command(
    "totals",
    epilog=examples("list totals --campaign summer-policing-2022", "list totals --kind teams", "list totals --json"),
)
@limited
def list_totals(
    *,
    kind: Annotated[str | None, typer.Option(help="teams or places; both if not given.", show_default=False)] = None,
    limits: "Limits",
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print announced totals of teams and places: stated, known, difference, and what is missing."""
    from api.answers import stretch_of
    from graph.questions.totals import totals
    from graph.workspace import Workspace

    found = totals(Workspace.open(folder(workspace)).index(), kind, limits, limit=limit)
    if json:
        print_json(stretch_of(found.items, 0, found.total))
        return
    rows = []
    for one in found.items:
        missing = "nobody can say which" if one.missing is None else " ".join(known.label for known in one.missing)
        inside = f" in {one.place_label}" if one.place_label else ""
        counts = [f"{one.stated} {one.unit}{inside}", str(len(one.known)), str(one.difference), str(one.stories)]
        rows.append([one.who_label, one.campaign or "", *counts, missing, one.said["evidence"]["quote"]])
    print_table(["Who", "Campaign", "Stated", "Known", "Difference", "Stories", "Missing", "Sentence"], rows)
    note(f"{found.total} totals. What is not known may be true all the same.")


@app.command(
    "sums", epilog=examples("list sums", "list sums --metric 破获刑事案件 --campaign summer-policing-2022 --json")
)
@limited
def list_sums(
    *,
    metric: MetricOption = None,
    limits: "Limits",
    limit: LimitOption = 20,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print national figures with the sum of what provinces report over the same window."""
    from api.answers import stretch_of
    from graph.questions.sums import sums
    from graph.workspace import Workspace

    found = sums(Workspace.open(folder(workspace)).index(), metric, limits, limit=limit)
    if json:
        print_json(stretch_of(found.items, 0, found.total))
        return
    rows = [
        [
            one.label, one.campaign or "", one.national.window.says, _span(one.national.low, one.national.high),
            _span(one.low, one.high), " ".join(part.label for part in one.parts), str(len(one.missing)),
            _span(one.least, one.most) if one.least is not None or one.most is not None else "", one.verdict,
        ]
        for one in found.items
    ]  # fmt: skip
    heads = ["Metric", "Campaign", "Window", "National", "Provinces", "Known", "Missing", "Difference", "Verdict"]
    print_table(heads, rows)
    note(f"{found.total} national figures with provinces' beside them.")


def _span(low: float | None, high: float | None) -> str:
    if low == high and low is not None:
        return f"{low:,.10g}"
    return f"{'…' if low is None else f'{low:,.10g}'} – {'…' if high is None else f'{high:,.10g}'}"
