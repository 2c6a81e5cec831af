"""Whatever is asked within or against the OpenAPI document, a real server answers as the document says, and never with a 5xx."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS, load_all_checks

from api.app import create_app
from api.settings import Settings
from api.tokens import made
from graph.workspace import Workspace
from tests.api.conftest import fill
from tests.api.test_serve import serving

pytestmark = [pytest.mark.server, pytest.mark.slow]
TOKEN, SECRET = made("contract", ["articles", "corrections"])
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "8"))
"""Requests an operation and a kind of test."""
PATIENCE = 60
"""Seconds for an answer, also on a busy machine: the first suggestion builds the search."""
load_all_checks()
NOT_PROMISED = {"positive_data_acceptance"}
"""A well-formed id that nobody has is refused: that is no break of a contract."""
ASKED: list[Any] = [check for check in CHECKS.get_all() if check.__name__ not in NOT_PROMISED]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server that takes writes."""
    workspace = fill(tmp_path_factory.mktemp("contract") / "workspace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_GRAPH_TOKENS", TOKEN.entry())
        with serving(workspace) as (_, address):
            yield address


def operations() -> list[tuple[str, str]]:
    """Return path and method of every operation of the application."""
    with TemporaryDirectory() as name:
        Workspace.open(Path(name) / "workspace", create=True)
        document = create_app(Settings(workspace=Path(name) / "workspace")).openapi()
    return [(path, method.upper()) for path, methods in document["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def document(server: str) -> schemathesis.BaseSchema:
    """Give the server's own OpenAPI document."""
    return schemathesis.openapi.from_url(f"{server}/openapi.json", timeout=PATIENCE)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), operations(), ids=lambda part: part)
def test_server_keeps_its_contract(
    document: schemathesis.BaseSchema, path: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    operation = document[path][method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {SECRET}"}, checks=ASKED, timeout=PATIENCE)

    try:
        check()
    except Unsatisfiable:
        assert mode is schemathesis.GenerationMode.NEGATIVE  # nothing about it can be wrong
