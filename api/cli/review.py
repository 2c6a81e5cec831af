"""campaign-graph review and journal: judge facts, take that back, and see who changed what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.listing import print_table
from api.cli.options import LimitOption, PlaceOption, limited
from api.cli.receipt import NAME, AsOption, DryOption, ReasonOption, print_receipt
from ontology.errors import ValueUnknown

if TYPE_CHECKING:
    from api.writes import Judgement
    from graph.index.narrow import Limits
    from graph.review import Decision
    from ontology.model import Verdict

app = typer.Typer(name="review", help="Accept, reject or edit facts, and take that back.", no_args_is_help=True)
JOURNAL_EPILOG = examples("journal", "journal --article 2022-08-20-mps-teams-visits", "journal --json")
_FACT = "1bb87bae23184a88554b"
FactArgument = Annotated[str, typer.Argument(help="The fact's id.", show_default=False)]
WhyOption = Annotated[str, typer.Option("--reason", help="Why: one line, which names no private person.")]
ArticleOption = Annotated[str | None, typer.Option(help="Of one article, by id.", show_default=False)]


@app.command("list", epilog=examples("review list", "review list --type inspection --place 贵州", "review list --json"))
@limited
def list_facts(
    *,
    type_: Annotated[
        str | None, typer.Option("--type", help="A fact type, such as result.", show_default=False)
    ] = None,
    article: ArticleOption = None,
    rule: Annotated[str | None, typer.Option(help="The rule that read it.", show_default=False)] = None,
    place: PlaceOption = None,
    limits: "Limits",
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Facts that have a review instead.")] = False,
    limit: LimitOption = 20,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """List what to review first: facts that move most (facts × cells × totals), then the most doubtful."""
    from graph.questions.to_review import ReviewFilter, shown, to_review
    from graph.workspace import Workspace

    index = Workspace.open(folder(workspace)).index()
    found = to_review(index, ReviewFilter(type_, article, rule, place, limits, reviewed))
    page: Any = shown(index, found, None, limit)
    if json:
        print_json(page)
        return
    rows = [
        [
            one["fact"]["id"],
            str(one["impact"].score),
            f"{one['fact']['confidence']:.2f}",
            one["fact"]["type"],
            _quoted(one),
        ]
        for one in page["items"]
    ]
    print_table(["Fact", "Impact", "Confidence", "Type", "Sentence"], rows)
    note(f"{len(rows)} of {page['total']}.")


def _quoted(item: dict[str, Any]) -> str:
    return f"“{item['fact']['evidence']['quote']}”  {item['fact']['article']}"


@app.command("accept", epilog=examples(f"review accept {_FACT}"))
def accept(
    fact: FactArgument,
    *,
    reason: ReasonOption = None,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Accept a fact as it is."""
    _judge(workspace, fact, _decision("accept", as_, reason), dry_run=dry_run, json=json)


@app.command("reject", epilog=examples(f'review reject {_FACT} --reason "another campaign"'))
def reject(
    fact: FactArgument,
    *,
    reason: WhyOption,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Reject a fact: it is in no answer any more."""
    _judge(workspace, fact, _decision("reject", as_, reason), dry_run=dry_run, json=json)


@app.command("edit", epilog=examples(f'review edit {_FACT} --set place_code=640500 --reason "in Zhongwei"'))
def edit(
    fact: FactArgument,
    *,
    set_: Annotated[list[str], typer.Option("--set", help="FIELD=VALUE; may be repeated. null for nothing.")],
    reason: WhyOption,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Give fields of a fact other values (docs/corrections.md lists which)."""
    from ontology.amend import read_value

    pairs = [text.partition("=") for text in set_]
    for name, equals, _ in pairs:
        if not equals:
            raise ValueUnknown(f"--set {name!r} has no value; write FIELD=VALUE.")
    changes = {name: read_value(name, value) for name, _, value in pairs}
    _judge(workspace, fact, _decision("edit", as_, reason, changes), dry_run=dry_run, json=json)


@app.command("undo", epilog=examples('review undo 9d2f0c6be1a84375 --reason "it was right"'))
def undo(
    correction: Annotated[str, typer.Argument(help="The correction's id.", show_default=False)],
    *,
    reason: ReasonOption = None,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Take a correction back; the one before it holds again, or what was read."""
    from api.writes import Writer
    from graph.entries import Act
    from graph.workspace import Workspace

    done = Writer(Workspace.open(folder(workspace))).undo(correction, Act(as_, reason), dry_run)
    _show(done, json=json)


@app.command("corrections", epilog=examples("review corrections", "review corrections --state orphan --json"))
def list_corrections(
    *,
    state: Annotated[str | None, typer.Option(help="holds, superseded, undone or orphan.", show_default=False)] = None,
    article: ArticleOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """List what was decided, newest first, and what has become of it."""
    from typing import get_args

    from graph.review import State, corrections
    from graph.workspace import Workspace

    if state not in (None, *get_args(State)):
        raise ValueUnknown(f"No correction is {state!r}; it is one of {', '.join(get_args(State))}.")
    found = corrections(Workspace.open(folder(workspace)))
    found = [one for one in found if state in (None, one.state) and article in (None, one.article)]
    if json:
        print_json({"items": found})
        return
    rows = [[one.id, one.verdict, one.state, one.at, one.by, one.why or "", f"“{one.quote}”"] for one in found]
    print_table(["Correction", "Verdict", "State", "When", "Who", "Why", "Sentence"], rows)
    note(f"{len(found)} found.")


@app.command("gold", epilog=examples("review gold my-gold/", "evaluate my-gold/ facts.jsonl"))
def gold(
    out: Annotated[Path, typer.Argument(help="The folder to write to.", show_default=False)],
    *,
    workspace: WorkspaceOption = None,
) -> None:
    """Write corrections as gold for `evaluate`: one JSON file an article; what nobody reviewed is optional."""
    from urllib.parse import quote

    import orjson

    from graph.gold import gold as documents
    from graph.workspace import Workspace

    found = list(documents(Workspace.open(folder(workspace))))
    out.mkdir(parents=True, exist_ok=True)
    for document in found:
        name = quote(document["id"], safe="@ ") + ".json"
        (out / name).write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    note(f"Wrote gold of {len(found)} articles to {str(out)!r}.")


def journal(
    *,
    article: ArticleOption = None,
    limit: LimitOption = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print who changed what, when and why, newest first; nothing is ever dropped from it."""
    from graph.workspace import Workspace

    entries = Workspace.open(folder(workspace)).log.entries()
    found = [one for one in reversed(entries) if article is None or article in one.articles]
    if json:
        print_json({"items": found[:limit], "total": len(found)})
        return
    rows = [[one.at, one.by, one.action, _about(one.articles, one.effect), one.why or ""] for one in found[:limit]]
    print_table(["When", "Who", "What", "Articles", "Why"], rows)
    note(f"{len(rows)} of {len(found)}.")


def _about(articles: tuple[str, ...], effect: Any) -> str:  # noqa: ANN401  (what the entry counts)
    if not articles:
        return f"{(effect or {}).get('articles', 0)} new"
    return articles[0] + (f" and {len(articles) - 1} more" if len(articles) > 1 else "")


def _decision(verdict: "Verdict", name: str, reason: str | None, changes: dict[str, Any] | None = None) -> "Decision":
    from graph.entries import Act
    from graph.review import Decision

    return Decision(verdict, Act(name, reason), changes or {})


def _judge(workspace: Path | None, fact: str, decision: "Decision", *, dry_run: bool, json: bool) -> None:
    from api.writes import Writer
    from graph.workspace import Workspace

    _show(Writer(Workspace.open(folder(workspace))).decide(fact, decision, dry_run), json=json)


def _show(done: "Judgement", *, json: bool) -> None:
    if json:
        print_json(done)
        return
    print_receipt(done)
    note("Nothing was changed." if done.dry_run else f"Correction {done.correction}, generation {done.generation}.")
