"""The command line: what it prints where, and with which exit code it ends."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from api.cli import main
from api.cli.console import examples
from api.tokens import holder, listed
from graph.workspace import Workspace

ARTICLE = """---
title: 公安部督察组赴宁夏督察
publisher: 中国警察网
published: 2022-08-03
---
7月29日，公安部第九督察组到宁夏回族自治区银川市兴庆区，对夏季治安打击整治“百日行动”开展专项督察。
"""
OTHER = ARTICLE.replace("第九", "第七").replace("宁夏回族自治区银川市兴庆区", "贵州省贵阳市南明区")


@dataclass(frozen=True, slots=True)
class Run:
    """How one command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Give a function that runs one command over the workspace `w` of an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_GRAPH_WORKSPACE", "w")

    def run(*args: str) -> Run:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(args)
        said = capfd.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        assert "Traceback" not in said.err
        return Run(code, said.out, said.err)

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Give a folder with two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "nine.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "seven.txt").write_text(OTHER, encoding="utf-8")
    return folder


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_prints_facts_with_the_characters_that_say_so(command: Command, articles: Path) -> None:
    run = command("extract", "articles")
    facts = lines(run.out)
    assert {(fact["article"], fact["place_code"]) for fact in facts if fact["type"] == "inspection"} == {
        ("nine", "640104"),
        ("seven", "520102"),
    }
    for fact in facts:
        text, evidence = (articles / f"{fact['article']}.txt").read_text(encoding="utf-8"), fact["evidence"]
        assert evidence["quote"] == text[evidence["start"] : evidence["end"]]
    assert run.code == 0


def test_extract_writes_the_same_bytes_again(command: Command, articles: Path) -> None:
    assert articles.is_dir()
    for name in ("one.jsonl", "two.jsonl", "one.parquet", "two.parquet"):
        assert command("extract", "articles", "--format", Path(name).suffix[1:], "-o", name).code == 0
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()
    assert Path("one.parquet").read_bytes() == Path("two.parquet").read_bytes()
    facts = lines(Path("one.jsonl").read_text(encoding="utf-8"))
    assert pq.read_table("one.parquet")["id"].to_pylist() == [fact["id"] for fact in facts]


def test_extract_reads_standard_input(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert "640104" in {fact.get("place_code") for fact in lines(command("extract", "-").out)}


def test_extract_skips_what_is_no_text_and_goes_on(command: Command, articles: Path) -> None:
    (articles / "image.txt").write_bytes(bytes(range(256)) * 8)
    run = command("extract", "articles")
    assert run.code == 3
    assert {fact["article"] for fact in lines(run.out)} == {"nine", "seven"}
    assert "image.txt" in run.err


def test_ingest_is_idempotent(command: Command, articles: Path) -> None:
    first = json.loads(command("ingest", "articles", "--json").out)
    again = json.loads(command("ingest", "articles", "--json").out)
    assert articles.is_dir()
    assert (first["added"], first["generation"]) == (2, 1)
    assert (again["added"], again["unchanged"], again["generation"]) == (0, 2, 1)


def test_ingest_replaces_what_changed(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    (articles / "nine.txt").write_text(ARTICLE.replace("29日", "28日"), encoding="utf-8")
    assert json.loads(command("ingest", "articles", "--json").out)["replaced"] == 1
    found = json.loads(command("list", "inspections", "--team", "第九督察组", "--json").out)
    assert [fact["start"] for fact in found["items"]] == ["2022-07-28"]


def test_ingest_names_both_sources_of_one_id(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    other = articles.parent / "more"
    other.mkdir()
    (other / "nine.txt").write_text(OTHER, encoding="utf-8")
    run = command("ingest", "more")
    assert run.code == 3
    assert "articles/nine.txt" in run.err
    assert "more/nine.txt" in run.err


def test_ingest_sync_retracts_what_is_gone(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    (articles / "nine.txt").unlink()
    assert json.loads(command("ingest", "articles", "--json").out)["retracted"] == 0
    run = command("ingest", "articles", "--sync", "--yes", "--json")
    assert json.loads(run.out)["retracted"] == 1
    assert "  nine" in run.err
    assert set(Workspace.open(Path("w")).known()) == {"seven"}


def test_ingest_sync_keeps_what_only_cannot_be_read(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    (articles / "nine.txt").write_bytes(bytes(range(256)) * 8)
    run = command("ingest", "articles", "--sync", "--yes", "--json")
    assert (run.code, json.loads(run.out)["retracted"]) == (3, 0)


def test_ingest_sync_leaves_other_folders_alone(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    (articles.parent / "empty").mkdir()
    assert json.loads(command("ingest", "empty", "--sync", "--yes", "--json").out)["retracted"] == 0


def test_retract_takes_an_article_back(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    assert json.loads(command("retract", "nine", "--json").out)["retracted"] == ["nine"]
    assert json.loads(command("stats", "--json").out)["articles"] == 1


def test_list_prints_a_table_with_sentences(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    run = command("list", "inspections", "--place", "贵州")
    assert articles.is_dir()
    assert "公安部第七督察组到贵州省贵阳市南明区" in run.out
    assert "宁夏" not in run.out
    assert "1 found" in run.err


def test_list_of_nothing_is_done(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    run = command("list", "results", "--scope", "上海")
    assert (run.code, run.out) == (0, "")


def test_stats_prints_counts(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    assert "inspection" in command("stats").out


def test_export_writes_what_was_extracted(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    assert command("export", "--format", "jsonl", "-o", "out.jsonl").code == 0
    extracted = lines(command("extract", "articles").out)
    exported = lines(Path("out.jsonl").read_text(encoding="utf-8"))
    assert sorted(fact["id"] for fact in exported) == sorted(fact["id"] for fact in extracted)
    assert "640104" in command("export", "--format", "csv").out


def test_validate_finds_nothing_wrong(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    run = command("validate", "--json")
    assert (run.code, json.loads(run.out)) == (0, {"articles": 2, "violations": []})


WRONG: dict[str, tuple[int, Sequence[str], str]] = {
    "no such command": (2, ["lsit"], "lsit"),
    "no such option": (2, ["stats", "--jsn"], "--jsn"),
    "path that is not there": (2, ["extract", "nothing"], "'nothing' does not exist"),
    "folder without articles": (2, ["ingest", "."], "No article is in '.'"),
    "date that is none": (2, ["extract", "a.txt", "--published", "2022-13-01"], "'2022-13-01', which is no date"),
    "sync of a file": (2, ["ingest", "a.txt", "--sync"], "folders only"),
    "format that is none": (2, ["export", "--format", "docx"], "'docx'"),
    "no workspace": (1, ["stats"], "does not exist"),
    "file where the workspace should be": (1, ["stats", "-w", "a.txt"], "is not a folder"),
    "folder of an output that is not there": (1, ["extract", "a.txt", "-o", "no/where"], "no such file"),
}


@pytest.mark.parametrize(("code", "args", "said"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_one_sentence(command: Command, code: int, args: Sequence[str], said: str) -> None:
    if "a.txt" in args:
        Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    run = command(*args)
    assert (run.code, run.out) == (code, "")
    assert said in run.err


UNKNOWN: dict[str, tuple[Sequence[str], str]] = {
    "team": (["--team", "第九十九督察组"], "'第九十九督察组'"),
    "place": (["--place", "999999"], "'999999'"),
    "place of several": (["--place", "鼓楼区"], "320106"),
    "campaign": (["--campaign", "百日行冻"], "'百日行冻'"),
    "date": (["--from", "2022-02-30"], "'2022-02-30'"),
    "status": (["--status", "gone"], "'gone'"),
}


@pytest.mark.parametrize(("args", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_list_says_which_value_is_unknown(command: Command, articles: Path, args: Sequence[str], said: str) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    run = command("list", "inspections", *args)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_retract_of_an_unknown_article(command: Command, articles: Path) -> None:
    command("ingest", "articles")
    assert articles.is_dir()
    run = command("retract", "ten")
    assert (run.code, "'ten'" in run.err) == (2, True)


COMMANDS = ["extract", "ingest", "retract", "serve", "stats", "export", "validate", "rebuild", "path"] + [
    f"list {kind}"
    for kind in ("inspections", "results", "teams", "campaigns", "directives", "leaders", "places", "matrix")
]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(command: Command, name: str) -> None:
    run = command(*name.split(), "--help")
    assert run.code == 0
    assert f"$ campaign-graph {name}" in run.out


def test_examples_are_command_lines() -> None:
    assert examples("stats").endswith("campaign-graph stats")


def test_token_prints_a_secret_that_its_entry_knows(command: Command) -> None:
    said = command("token", "editor", "--scope", "articles")
    secret, entry = said.out.strip(), said.err.strip().splitlines()[-1]
    [token] = listed(entry)
    assert holder([token], secret) == token
    assert (token.name, token.scopes, secret in said.err) == ("editor", frozenset({"articles"}), False)
    assert json.loads(command("token", "both", "--json").out)["scopes"] == ["articles", "corrections"]
    assert command("token", "editor", "--scope", "root").code == 2
