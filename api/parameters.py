"""What a question takes, read from an address as its function declares it.

FastAPI reads the same declarations for the documentation, and says what is wrong with a request. But it looks at them anew
for every request; here that is done once, and whatever is not as declared is left to FastAPI.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Parameter, iscoroutinefunction, signature
from typing import Annotated, Any, Final, get_args, get_origin

from fastapi import Request
from fastapi.params import Depends, Path, Query
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError

Function = Callable[..., Awaitable[Any]]
Given = list[dict[str, Any]]
"""Arguments by name, for each function of a question."""
_TEXTS: Final = (str, str | None)
"""Types that any text of an address is of."""


class Undeclared(Exception):
    """A function takes what is not read here."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a value goes: the function's place, the argument's name; what checks it, whether it may be repeated."""

    at: int
    name: str
    check: Callable[[object], Any] | None = None
    several: bool = False


@dataclass(slots=True)
class Question:
    """A function that answers, last, and those that it depends on; where each gets its arguments from."""

    functions: list[Function] = field(default_factory=list)
    defaults: Given = field(default_factory=list)
    query: dict[str, _Slot] = field(default_factory=dict)
    path: dict[str, _Slot] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    requests: list[_Slot] = field(default_factory=list)
    results: dict[Function, list[_Slot]] = field(default_factory=dict)

    def given(self, path: Mapping[str, str], query: Sequence[tuple[str, str]]) -> Given | None:
        """Return the arguments that an address gives, None if one is missing, unknown, given twice or not as declared."""
        found = [dict(one) for one in self.defaults]
        lists: dict[str, list[str]] = {}
        names = {name for name, _ in query}
        if not (self.required <= names <= self.query.keys()):
            return None
        try:
            for name, text in path.items():
                _put(found, self.path[name], text)
            for name, text in query:
                if self.query[name].several:
                    lists.setdefault(name, []).append(text)
                else:
                    _put(found, self.query[name], text)
            for name, texts in lists.items():
                _put(found, self.query[name], texts)
        except ValidationError:
            return None
        return found if len(query) - sum(map(len, lists.values())) + len(lists) == len(names) else None

    async def answer(self, request: Request, given: Given) -> Response:
        """Call the functions in turn, and return what the last one answers. Raises what they raise."""
        for slot in self.requests:
            given[slot.at][slot.name] = request
        *needed, last = self.functions
        for function, arguments in zip(needed, given, strict=False):
            value = await function(**arguments)
            for slot in self.results[function]:
                given[slot.at][slot.name] = value
        answered: Response = await last(**given[-1])
        return answered


def question(function: Function) -> Question:
    """Return what a function takes. Raises Undeclared if that is more than query, path, request and such functions."""
    if signature(function, eval_str=True).return_annotation is not Response:
        raise Undeclared(f"{function.__name__} returns what FastAPI has to write.")
    found = Question()
    _add(found, function)
    return found


def _add(found: Question, function: Function) -> None:
    """Add a function after those that it depends on."""
    if not iscoroutinefunction(function):
        raise Undeclared(f"{function.__name__} runs in a thread.")
    declared = [_declared(one) for one in signature(function, eval_str=True).parameters.values()]
    for _, _, how, _ in declared:
        if isinstance(how, Depends) and _needed(how) not in found.results:
            _add(found, _needed(how))
    at = len(found.functions)
    found.functions.append(function)
    found.defaults.append({name: default for name, _, _, default in declared if default is not Parameter.empty})
    found.results[function] = []
    for name, kind, how, default in declared:
        match how:
            case Depends():
                found.results[_needed(how)].append(_Slot(at, name))
            case Query() | Path():
                _take(found, _Slot(at, name, *_check(kind, how)), how, optional=default is not Parameter.empty)
            case _:
                found.requests.append(_Slot(at, name))


def _needed(how: Depends) -> Function:
    if how.dependency is None:
        raise Undeclared("A dependency is its type.")
    return how.dependency


def _declared(one: Parameter) -> tuple[str, Any, Query | Path | Depends | None, Any]:
    """Return name, type, how it is given (None: the request itself) and default of a parameter."""
    if one.annotation is Request:
        return one.name, Request, None, one.default
    if get_origin(one.annotation) is not Annotated:
        raise Undeclared(f"{one.name} does not say where it is from.")
    kind, *said = get_args(one.annotation)
    how = said[-1]
    if not isinstance(how, Query | Path | Depends):
        raise Undeclared(f"{one.name} is neither in the path nor in the query.")
    return one.name, kind, how, one.default


def _take(found: Question, slot: _Slot, how: Query | Path, *, optional: bool) -> None:
    table, name = (found.query if isinstance(how, Query) else found.path), how.alias or slot.name
    if name in table:
        raise Undeclared(f"{name} is taken by two functions.")
    table[name] = slot
    if isinstance(how, Query) and not optional:
        found.required.add(name)


def _check(kind: Any, how: Query | Path) -> tuple[Callable[[object], Any] | None, bool]:  # noqa: ANN401  (a type)
    """Return what checks a text, or texts, and whether there may be several."""
    if kind in _TEXTS and not how.metadata:
        return None, False
    several = any(get_origin(one) is list for one in (kind, *get_args(kind)))
    return TypeAdapter(Annotated[kind, how]).validator.validate_python, several


def _put(found: Given, slot: _Slot, value: str | list[str]) -> None:
    found[slot.at][slot.name] = slot.check(value) if slot.check else value
