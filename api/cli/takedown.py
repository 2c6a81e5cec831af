"""campaign-graph takedown: an article or a person out of everything that a workspace holds, and a receipt that names nobody."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.receipt import NAME, AsOption, DryOption, ReasonOption
from ontology.errors import ValueUnknown

if TYPE_CHECKING:
    from graph.takedown import Takedown

app = typer.Typer(
    name="takedown", help="Take an article or a person down, so that no trace is left.", no_args_is_help=True
)
ARTICLE_EPILOG = examples("takedown article 2022-08-03-ningxia --dry-run", "takedown article 2022-08-03-ningxia")
PERSON_EPILOG = examples(
    "takedown person 某人名 --dry-run", 'takedown person 某人名 --reason "asked for by the person"'
)


@app.command(epilog=ARTICLE_EPILOG)
def article(
    article: Annotated[str, typer.Argument(help="Id of the article.", show_default=False)],
    *,
    reason: ReasonOption = None,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Remove all that an article said from log, journal, index, search, RDF store and the next backup; one withdrawn before too."""
    from graph.entries import Act
    from graph.takedown import take_article_down
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    name = article.removeprefix("article/")
    _say(take_article_down(space, name, Act(as_, reason), dry_run), json=json)


@app.command(epilog=PERSON_EPILOG)
def person(
    name: Annotated[str, typer.Argument(help="The name; it is kept nowhere.", show_default=False)],
    *,
    reason: ReasonOption = None,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Remove every fact, correction and text that holds a name, and see to it that no article brings it back."""
    from graph.entries import Act
    from graph.takedown import take_person_down
    from graph.workspace import Workspace

    if reason and name in reason:
        raise ValueUnknown("The reason holds the name that is to be taken down; say it without.")
    space = Workspace.open(folder(workspace))
    _say(take_person_down(space, name, Act(as_, reason), dry_run), json=json)


def _say(done: "Takedown", *, json: bool) -> None:
    from dataclasses import asdict

    if json:
        print_json(asdict(done))
        return
    verb = "Would remove" if done.dry_run else "Removed"
    note(
        f"{verb} {done.articles} articles, {done.facts} facts, {done.entries} journal entries, {done.texts} texts; "
        f"the workspace is at generation {done.generation}."
    )
    note("Nothing was changed." if done.dry_run else done.advice)
