"""campaign-graph search: entities by name, and sentences by their words."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json
from api.cli.options import CampaignOption, PlaceOption, SinceOption, StatusOption, UntilOption

if TYPE_CHECKING:
    from graph.search.entities import Suggestion
    from graph.search.sentences import Found

EPILOG = examples(
    "search 督察组 --place 宁夏",
    "search 夏夜治安巡查 --from 2022-07",
    "search gygaj",
    "search 破获 电信诈骗 --type result --json",
)
_NAMES = 5


def search(
    words: Annotated[
        list[str],
        typer.Argument(help="Words that a sentence has; for names also pinyin or initials.", metavar="WORD..."),
    ],
    *,
    kind: Annotated[str | None, typer.Option("--type", help="Type of fact: result, role …", show_default=False)] = None,
    place: PlaceOption = None,
    campaign: CampaignOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    status: StatusOption = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Sentences to print.")] = 20,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Find entities by name and facts by the words of their sentences, in characters of either script."""
    from dataclasses import asdict

    from graph.search.current import Searches
    from graph.search.sentences import SentenceFilter
    from graph.workspace import Workspace

    found = Searches(Workspace.open(folder(workspace))).current()
    text = " ".join(words)
    wanted = SentenceFilter(kind, place, campaign, since, until, status)
    sentences, names = found.quotes.search(found.index, text, wanted, limit), found.names.suggest(text, limit=_NAMES)
    if json:
        print_json({"entities": [asdict(name) for name in names], "sentences": asdict(sentences)})
    else:
        _show(names, sentences)


def _show(names: "list[Suggestion]", sentences: "Found") -> None:
    """Print entities, then sentences; counts go to standard error."""
    out = sys.stdout
    out.writelines(f"{name.label}  {name.id}  ({name.facts})\n" for name in names)
    if names and sentences.facts:
        out.write("\n")
    for line in sentences.facts:
        out.write(f"“{line['evidence']['quote']}”  {line['type']}, {line['start'] or 'undated'}, {line['article']}\n")
    near = "; none has the words as written, these come closest" if sentences.near else ""
    note(f"{len(names)} entities, {len(sentences.facts)} of {sentences.total} sentences{near}.")
