"""campaign-graph stats, rebuild, export and validate: what a workspace holds, and what is made from it."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import FAILED, JsonOption, WorkspaceOption, examples, folder, note, output, print_json
from api.cli.extract import OutputOption
from ontology.errors import NotFound, ValueUnknown

if TYPE_CHECKING:
    from graph.questions.stats import Stats

STATS_EPILOG = examples("stats", "stats --json", "stats --workspace /data/campaigns")
EXPORT_EPILOG = examples(
    "export --format ttl -o facts.ttl",
    "export --format parquet -o facts.parquet",
    "export --format nq --split -o quads/",
    "export --format graphml -o network.graphml --workspace /data/campaigns",
)
VALIDATE_EPILOG = examples("validate", "validate 2022-08-03-ningxia", "validate --json")
REBUILD_EPILOG = examples("rebuild", "rebuild --workspace /data/campaigns")


def stats(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Count what a workspace says; the same however often and in whatever order it was ingested."""
    from dataclasses import asdict

    from graph.questions.stats import stats as count
    from graph.workspace import Workspace

    counted = count(Workspace.open(folder(workspace)).index())
    if json:
        print_json(asdict(counted))
    else:
        _table(counted)


def rebuild(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Build the relation index and the RDF store anew from the log, which is the only truth."""
    from graph.store import Store
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    index = space.rebuild()
    store = Store(space.folder, _endpoint())
    try:
        store.rebuild(space.log)
    finally:
        store.close()
    if json:
        print_json({"generation": index.generation, "facts": index.size, "articles": len(index.articles)})
    else:
        note(f"Rebuilt index and RDF store from {len(index.articles)} articles with {index.size} facts.")


def export(
    *,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help="jsonl, csv, xlsx, parquet; ttl, nq, jsonld, each with views: ttl:data-cube,owl-time; graphml, gexf, "
            "nodelink, cytoscape, echarts; neo4j.",
            show_default=False,
        ),
    ],
    split: Annotated[
        bool, typer.Option("--split", help="N-Quads in several files, for bulk loaders; -o names a new folder.")
    ] = False,
    out: OutputOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write everything that a workspace says, in a format of other tools.

    Tables: jsonl, csv, xlsx, parquet. RDF: ttl, nq, jsonld.
    RDF takes views after a colon: data-cube, org, owl-time, prov, web-annotation.
    Diagrams for Gephi, networkx, D3, Cytoscape or ECharts: graphml, gexf, nodelink, cytoscape, echarts. Bulk CSV: neo4j.
    """
    from graph.export.content import Content
    from graph.export.formats import format_of
    from graph.workspace import Workspace

    write = format_of(format_).write
    log = Workspace.open(folder(workspace)).log
    if split:
        from graph.export.split import write_split

        if format_ != "nq" or out is None:
            raise ValueUnknown("--split is for --format nq, and -o names the folder of the files.")
        note(f"Wrote {len(write_split(log, out))} files into {str(out)!r}.")
        return
    content = Content.of_log(log)
    with output(out) as stream:
        write(content, stream)


def validate(
    article: Annotated[
        list[str] | None, typer.Argument(help="Ids of articles. (default: all)", show_default=False)
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Check what articles contribute to the graph against its shapes (SHACL); exit code 1 if a rule is broken."""
    from graph.export.content import Content
    from graph.validate import violations
    from graph.workspace import Workspace

    wanted = [name.removeprefix("article/") for name in article or ()]
    pairs = list(Content.of_log(Workspace.open(folder(workspace)).log).pairs())
    known = {row["id"] for row, _ in pairs}
    for name in wanted:
        if name not in known:
            raise NotFound(f"No article has the id {name!r}.")
    checked = [(row, facts) for row, facts in pairs if not wanted or row["id"] in wanted]
    found = list(violations(checked))
    if json:
        print_json({"articles": len(checked), "violations": found})
    else:
        sys.stdout.writelines(f"{one}\n" for one in found)
        note(f"{len(checked)} articles checked, {len(found)} rules broken.")
    if found:
        raise typer.Exit(FAILED)


def _endpoint() -> str | None:
    import os

    from api.settings import from_environment

    return from_environment(os.environ).sparql


def _table(counted: "Stats") -> None:
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, value in asdict(counted).items():
        if isinstance(value, dict):
            table.add_row(name, "")
            for part, number in value.items():
                table.add_row(f"  {part}", f"{number:,}")
        else:
            table.add_row(name, f"{value:,}" if isinstance(value, int) else value or "")
    Console(file=sys.stdout).print(table)
