"""campaign-graph search: entities and sentences, for people and for machines."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from api.cli import app


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["search", *words, "--workspace", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_search_prints_entities_and_sentences(folder: Path) -> None:
    out = run(folder, "南明")
    assert "贵州省贵阳市南明区  place/520102  (1)" in out
    assert "“第七督察组到南明区”  inspection, 2022-08-19, guizhou" in out


WORDS = {
    "characters": (["督察组", "银川"], ["inspection"]),
    "traditional": (["銀川市興慶區"], ["inspection"]),
    "filtered": (["督察组", "--type", "role"], ["role"]),
    "nothing": (["乌有"], []),
}


@pytest.mark.parametrize(("words", "types"), WORDS.values(), ids=WORDS)
def test_search_prints_json(folder: Path, words: list[str], types: list[str]) -> None:
    found = orjson.loads(run(folder, *words, "--json"))
    assert [line["type"] for line in found["sentences"]["facts"]] == types
    assert found["sentences"]["total"] == len(types)
