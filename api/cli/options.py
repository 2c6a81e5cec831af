"""Options that several commands share, described once."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Final

import typer

TeamOption = Annotated[str | None, typer.Option(help="Team: id or label, such as 第九督察组.", show_default=False)]
PlaceOption = Annotated[
    str | None, typer.Option(help="Place with all inside it: code or name, such as 640000 or 宁夏.", show_default=False)
]
CampaignOption = Annotated[
    str | None, typer.Option(help="Campaign: key or label; a series means all its years.", show_default=False)
]
MetricOption = Annotated[
    str | None, typer.Option(help="What is counted: id, or words such as 破获刑事案件.", show_default=False)
]
SinceOption = Annotated[str | None, typer.Option("--from", help="Day, month or year: 2022-07.", show_default=False)]
UntilOption = Annotated[str | None, typer.Option("--to", help="Day, month or year: 2022-09-25.", show_default=False)]
StatusOption = Annotated[str | None, typer.Option(help="done, underway, planned or denied.", show_default=False)]
StoriesOption = Annotated[int, typer.Option(min=1, help="Independent stories that have to say the same, at least.")]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", help="Write all that is found, as `export` does: csv, xlsx, ttl …", show_default=False),
]
LimitOption = Annotated[int, typer.Option(min=1, max=1000, help="Lines to print.")]
_LIMITS: Final[dict[str, tuple[object, object]]] = {
    "campaign": (CampaignOption, None),
    "since": (SinceOption, None),
    "until": (UntilOption, None),
    "status": (StatusOption, None),
    "stories": (StoriesOption, 1),
}
"""The fields of `Limits` in their order: option and default."""


def limited(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that takes `limits` (graph.index.narrow.Limits) the five options that make them, in its place."""

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401  (what typer read from the command line)
        from graph.index.narrow import Limits

        command(limits=Limits(**{name: given.pop(name) for name in _LIMITS}), **given)

    parameters: list[inspect.Parameter] = []
    for one in inspect.signature(command).parameters.values():
        made = [one.replace(name=name, annotation=kind, default=default) for name, (kind, default) in _LIMITS.items()]
        parameters += made if one.name == "limits" else [one]
    # typer reads the signature and the annotations
    run.__dict__["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run
