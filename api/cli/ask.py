"""campaign-graph ask: a question in words."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json

if TYPE_CHECKING:
    from graph.ask.ask import Asked

EPILOG = examples(
    'ask "公安部第九督察组去过哪些省?"',
    'ask "which teams inspected Anhui in August 2022?"',
    'ask "2023年夏季行动破获刑事案件多少起?" --how',
    'ask "谁是第二轮第三批第五组组长?" --json',
)
_SHOWN = 20


def ask(
    question: Annotated[list[str], typer.Argument(help="A question in Chinese or English.", metavar="QUESTION...")],
    *,
    how: Annotated[
        bool, typer.Option("--how", help="Print how it was read, and the same as address and SPARQL.")
    ] = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a question with the sentences that say so; words that are not known are named, never guessed."""
    from api.asked import answered
    from graph.ask.ask import ask as asking
    from graph.workspace import Workspace

    asked = asking(Workspace.open(folder(workspace)).index(), " ".join(question))
    if json:
        print_json(answered(asked))
    else:
        _show(asked, how=how)
    if asked.status == "refused":
        raise typer.Exit(2)


def _show(asked: "Asked", *, how: bool) -> None:
    """Print the answer and its sentences; what was understood goes to standard error."""
    from api.asked import address_of

    out = sys.stdout
    if asked.status == "refused":
        note(asked.answer)
        for unknown in asked.unknown:
            near = ", ".join(near.text for near in unknown.near)
            note(f"  {unknown.text}" + (f" → {near}?" if near else ""))
        note("\n".join(asked.suggestions))
        return
    out.write(f"{asked.answer}\n")
    for line in asked.facts[:_SHOWN]:
        out.write(f"  “{line['evidence']['quote']}”  {line['article']}\n")
    if asked.facts_total > len(asked.facts):
        note(f"{len(asked.facts)} of {asked.facts_total} sentences are shown.")
    for text in asked.notes:
        note(text)
    if how:
        for word in asked.words:
            note(f"{word.text}: {word.role} {word.meaning} {' '.join(word.ids)}")
        note(f"\n{address_of(asked) or ''}\n\n{asked.sparql or ''}")
