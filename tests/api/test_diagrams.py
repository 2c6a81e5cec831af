"""Diagrams over HTTP: one shape for every question, described as it is."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.models import DiagramModel

NINTH = "team/mps-supervision-9@summer-policing-2022"
ASKED = {
    "/v1/graph/neighborhood": {"node": NINTH, "depth": 2, "kinds": "team,place"},
    "/v1/graph/paths": {"from": NINTH, "to": "place/640000", "hubs": True},
    "/v1/graph/matrix": {"campaign": "summer-policing"},
    "/v1/graph/shared": {"a": NINTH, "b": "place/640000"},
    "/v1/graph/facts": {"type": "inspection", "entity": "place/640000"},
    "/v1/graph/communities": {"by": "teams"},
}


@pytest.mark.parametrize("layout", ["layers", "force"])
@pytest.mark.parametrize(("path", "query"), ASKED.items(), ids=ASKED)
def test_diagram_is_as_described(client: TestClient, path: str, query: dict[str, Any], layout: str) -> None:
    drawn = client.get(path, params=query | {"layout": layout}).json()
    DiagramModel.model_validate(drawn)
    assert drawn["nodes"]
    assert drawn["graph"]["layout"] == layout


REFUSED = {
    "unknown entity": ("/v1/graph/neighborhood?node=team/nobody", 404),
    "person": ("/v1/graph/facts?entity=person/李明", 404),
    "unknown layout": ("/v1/graph/matrix?layout=spiral", 422),
    "unknown type": ("/v1/graph/facts?type=rumour", 422),
    "unknown place": ("/v1/graph/shared?a=place/640000&b=place/0", 404),
}


@pytest.mark.parametrize(("address", "status"), REFUSED.values(), ids=REFUSED)
def test_wrong_question_is_a_problem(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
