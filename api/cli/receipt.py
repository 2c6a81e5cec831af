"""What commands that change a workspace share: who does it and why, a trial run, and the receipt."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.writes import Change, Judgement

NAME = "command-line"
ReasonOption = Annotated[
    str | None, typer.Option(help="Why: one line, which names no private person.", show_default=False)
]
AsOption = Annotated[str, typer.Option("--as", help="The name that the journal keeps: a desk, not a person.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Change nothing, and say what would change.")]


def print_receipt(done: "Change | Judgement") -> None:
    """Print the facts that go and come, those whose statement nobody makes any more marked, then cells and totals."""
    lost = {line["id"] for line in done.lost}
    for sign, lines in (("-", done.removed), ("+", done.added)):
        for line in lines:
            mark = "  (nobody else says so)" if line["id"] in lost else ""
            sys.stdout.write(f"{sign} {line['type']} {line['id']} “{line['evidence']['quote']}”{mark}\n")
    for cell in done.cells:
        before, after = (f"{one['state']} (stories: {one['stories']})" for one in (cell.before, cell.after))
        sys.stdout.write(f"  {cell.team_label} – {cell.place_label}: {before} → {after}\n")
    for total in done.totals:
        sys.stdout.write(f"  {total.of or 'everything'}: {total.name} {total.before} → {total.after}\n")
