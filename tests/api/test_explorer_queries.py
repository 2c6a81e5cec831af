"""The SPARQL examples of the explorer: allowed, well formed, and in words that the ontology has."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import gate

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "web" / "src" / "sparql" / "examples.ts").read_text(encoding="utf-8")
PREFIXES = re.findall(r"PREFIXES = `(.*?)`", SOURCE, re.DOTALL)[0]
EXAMPLES = {
    name: query.replace("${PREFIXES}", PREFIXES)
    for name, query in re.findall(r'name: "(\w+)",\s+query: `(.*?)`', SOURCE, re.DOTALL)
}
TERMS = set(re.findall(r"^cg:(\w+)", (ROOT / "ontology" / "campaign.ttl").read_text(encoding="utf-8"), re.MULTILINE))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    query = EXAMPLES[name]
    gate.check(query)
    ox.Store().query(query)
    assert set(re.findall(r"\bcg:(\w+)", query)) <= TERMS


def test_completed_properties_exist() -> None:
    editor = (ROOT / "web" / "src" / "sparql" / "Editor.tsx").read_text(encoding="utf-8")
    completed = set(re.findall(r"\bcg:(\w+)", editor))
    assert completed
    assert completed <= TERMS
