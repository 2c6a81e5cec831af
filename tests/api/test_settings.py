"""Settings come from the environment, and say what is wrong with it."""

from pathlib import Path

import pytest

from api.settings import Settings, from_environment
from api.tokens import listed
from ontology.errors import ValueUnknown

ENTRY = "editor:articles:" + "a" * 64
GIVEN: dict[str, tuple[dict[str, str], Settings]] = {
    "nothing": ({}, Settings()),
    "others' variables": ({"PORT": "1", "WORKSPACE": "x"}, Settings()),
    "empty": ({"CAMPAIGN_GRAPH_PORT": ""}, Settings()),
    "workspace": ({"CAMPAIGN_GRAPH_WORKSPACE": "/data"}, Settings(workspace=Path("/data"))),
    "host and port": ({"CAMPAIGN_GRAPH_HOST": "::1", "CAMPAIGN_GRAPH_PORT": "9"}, Settings(host="::1", port=9)),
    "tokens": ({"CAMPAIGN_GRAPH_TOKENS": ENTRY}, Settings(tokens=listed(ENTRY))),
    "origins": ({"CAMPAIGN_GRAPH_CORS": "https://a.org http://b:80"}, Settings(cors=("https://a.org", "http://b:80"))),
    "processes": ({"CAMPAIGN_GRAPH_PROCESSES": "3"}, Settings(processes=3)),
    "endpoint": ({"CAMPAIGN_GRAPH_SPARQL": "http://h:1/"}, Settings(sparql="http://h:1/")),
}


@pytest.mark.parametrize(("environ", "settings"), GIVEN.values(), ids=GIVEN)
def test_from_environment(environ: dict[str, str], settings: Settings) -> None:
    assert from_environment(environ) == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("PORT", "70000"), ("PORT", "-1"), ("SPARQL", "host:1"), ("PROCESSES", "many")],
)
def test_from_environment_names_what_cannot_be_meant(name: str, value: str) -> None:
    with pytest.raises(ValueUnknown, match=f"CAMPAIGN_GRAPH_{name} is '{value}'"):
        from_environment({f"CAMPAIGN_GRAPH_{name}": value})


def test_tokens_come_from_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"# editors\n{ENTRY}\n")
    found = from_environment(
        {"CAMPAIGN_GRAPH_TOKENS_FILE": str(file), "CAMPAIGN_GRAPH_TOKENS": f"b:articles:{'b' * 64}"}
    )
    assert [token.name for token in found.tokens] == ["b", "editor"]


@pytest.mark.parametrize(("name", "value"), [("TOKENS_FILE", "no/such"), ("CORS", "example.org"), ("TOKENS", "a:b:c")])
def test_from_environment_refuses_what_would_weaken_it(name: str, value: str) -> None:
    with pytest.raises(ValueUnknown):
        from_environment({f"CAMPAIGN_GRAPH_{name}": value})
