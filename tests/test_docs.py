"""The documentation is true: its links lead somewhere, its commands exist, its examples are what the reader and the API really answer.

That every command, route, parameter and setting is named in docs/cli.md and docs/api.md is proved in tests/api/test_docs.py.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
import typer
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import app as commands
from api.settings import Settings
from graph import gate
from graph.workspace import Workspace
from ingest.pipeline import read
from ontology.model import Article
from ontology.packs import FOLDER
from ontology.terms import PREFIXES, VOCABULARY
from ontology.wire import Line, flatten
from tests.test_gold import PACKS, digests

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("ontology/**/*.md")])
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| ([^|]*[。！]) \| ([^|]*) \|$", re.MULTILINE)
WORD = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def text(page: str) -> str:
    """Return a page by its path from the root."""
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """Return the code blocks of a page in a language."""
    return [code for marked, code in BLOCK.findall(text(page)) if marked == language]


def name(page: Path) -> str:
    """Return the path of a page from the root."""
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(
        re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    ):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@cache
def options() -> dict[str, set[str]]:
    """Return every command, such as `list teams`, with its options."""
    found: dict[str, set[str]] = {}

    def walk(command: Any, words: str) -> None:
        for key, one in getattr(command, "commands", {}).items():
            walk(one, f"{words} {key}".strip())
        if not hasattr(command, "commands"):
            found[words] = {word for one in command.params for word in (*one.opts, *one.secondary_opts)} | {"--help"}

    walk(typer.main.get_command(commands), "")
    return found


def calls() -> Iterator[tuple[str, list[str]]]:
    """Yield each command line of the pages, with the page's name."""
    for page in PAGES:
        for code in blocks(name(page), "console"):
            for line in code.splitlines():
                if line.startswith("$ "):
                    yield name(page), shlex.split(line[2:], comments=True)


@pytest.mark.parametrize(
    ("page", "words"), list(calls()), ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_command_of_a_page_exists(page: str, words: list[str]) -> None:
    program, *rest = words
    if program == "make":
        targets = set(re.findall(r"^(\w+):", text("Makefile"), re.MULTILINE))
        assert {word for word in rest if "=" not in word} <= targets
    elif program.endswith("campaign-graph"):
        command = next((key for key in options() if rest[: len(key.split())] == key.split()), None)
        if command is None:
            assert set(rest) <= {"--help", "--version"}, f"{page}: {words}"
        else:
            assert {word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"} <= options()[
                command
            ]
    else:
        assert program in {"curl", "python", ".venv/bin/pre-commit", ".venv/bin/python", "git", "cp", "npx"}, (
            f"{page}: {words}"
        )


@pytest.mark.parametrize("command", options())
def test_option_is_documented(command: str) -> None:
    known = {word for word in options()[command] if word.startswith("--") and not word.startswith("--no-")}
    hidden = {"--help", "--workspace", "--output", "--json"}  # said once for all commands
    described = re.findall(rf"^[^\n]*`{command}(?: [^`]*)?`.*?(?=^`|^#)", text("docs/cli.md"), re.MULTILINE | re.DOTALL)
    assert known - hidden <= set(WORD.findall("\n".join(described))), command


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give the application over all packs' digests, as `make demo` serves it, but without a store."""
    workspace = Workspace.open(tmp_path_factory.mktemp("docs") / "workspace", create=True)
    workspace.put((reading.row, reading.facts) for pack in PACKS for _, reading in digests(pack))
    with TestClient(create_app(Settings(workspace=workspace.folder, sparql="http://127.0.0.1:9"))) as client:
        yield client


def asked(call: str) -> tuple[str, dict[str, str]]:
    """Return path and parameters of a curl command."""
    _, *words = shlex.split(call.replace("\\\n", " "))
    address = next(word for word in words if word.startswith("http"))
    given = [words[at + 1].partition("=") for at, word in enumerate(words) if word in ("-d", "--data-urlencode")]
    return "/" + address.split("/", 3)[3], {key: value for key, _, value in given}


def holds(whole: object, part: object) -> bool:
    """Whether an answer holds what a shortened one shows: keys and list items may be left out, nothing may differ."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return all(any(holds(one, wanted) for one in whole) for wanted in part)
    return bool(whole == part)


def examples(page: str) -> list[tuple[str, str]]:
    """Return the calls of a page, each with the answer that follows it."""
    calls = [code for code in blocks(page, "bash") if code.startswith("curl")]
    return list(zip(calls, blocks(page, "json"), strict=True))


EXAMPLES = examples("README.md")


def test_readme_has_three_questions() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("call", "shown"), [*EXAMPLES, *examples("docs/insight.md"), *examples("docs/ask.md")])
def test_answer_of_a_page_is_real(call: str, shown: str, client: TestClient) -> None:
    path, parameters = asked(call)
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    assert holds(answer.json(), json.loads(shown)), json.dumps(answer.json(), ensure_ascii=False, indent=1)[:4000]


@cache
def lines() -> tuple[Line, ...]:
    """Return all facts of all packs' digests."""
    return tuple(flatten(fact) for pack in PACKS for _, reading in digests(pack) for fact in reading.facts)


@pytest.mark.parametrize("shown", blocks("docs/facts.md", "json"), ids=lambda code: json.loads(code)["type"])
def test_example_fact_is_real(shown: str) -> None:
    example = json.loads(shown)
    example.pop("confidence", None)  # measured anew with every change of the rules
    assert any(holds(line, example) for line in lines())


def said(line: Line) -> str:
    """Return a fact as docs/reading.md writes it."""
    own = {
        "inspection": ("team", "edtf", "status"),
        "result": ("metric", "modifier", "change", "scope_code"),
        "role": ("person", "role", "org"),
        "meeting": ("name", "host", "edtf"),
        "coverage": ("who", "count"),
        "directive": ("issuer", "demand"),
        "measure": ("name", "agency"),
    }[line["type"]]
    shown = {key: line[key] for key in own}
    match line["type"]:
        case "inspection":
            shown["team"] += f" → {line['place_code']}"
        case "result":
            shown["metric"] += f" {line['value']} {line['unit']}"
            shown["scope_code"] = "in " + shown["scope_code"].replace(",", "+")
        case "coverage":
            shown["count"] = f"{line['count']} {line['unit']}"
    return f"{line['type']} " + ", ".join(value for value in shown.values() if value not in (None, "done", "exact"))


@pytest.mark.parametrize(("sentence", "facts"), ROW.findall(text("docs/reading.md")))
def test_sentence_is_read_as_the_page_says(sentence: str, facts: str) -> None:
    article = Article(id="page", text=sentence, source="page", published="2022-09-20")
    found = sorted(said(flatten(fact)) for fact in read(article).facts if fact.type != "team")
    assert found == ([] if facts == "nothing" else facts.split("<br>"))


def test_page_of_reading_has_examples() -> None:
    assert len(ROW.findall(text("docs/reading.md"))) >= 20


@pytest.mark.slow
def test_pack_of_the_page_reads_the_article_of_the_page(tmp_path: Path) -> None:
    """A new campaign type is a folder: a copy of the package with it, in a process of its own, reads with it."""
    for room in ("ontology", "ingest"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    pack = tmp_path / "ontology" / FOLDER.name / "flood-control"
    pack.mkdir()
    (pack / "pack.ttl").write_text(blocks("docs/annotating.md", "turtle")[0], encoding="utf-8")
    (tmp_path / "article.txt").write_text(blocks("docs/annotating.md", "text")[0], encoding="utf-8")
    code = (
        "from pathlib import Path; from ingest.pipeline import read; from ingest.reader import read_paths;"
        "from ontology.wire import dumps; [article] = read_paths([Path('article.txt')]);"
        "print(b''.join(dumps(read(article).facts)).decode())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    found = {line["type"]: line for line in map(json.loads, filter(None, done.stdout.splitlines()))}
    visit, result = found["inspection"], found["result"]
    assert (visit["team_id"], visit["place_code"], visit["start"]) == (
        "team/mem-flood-control-supervision-2@flood-control-2025",
        "360400",
        "2025-06-10",
    )
    assert (result["metric_id"], result["value"], result["campaign"]) == ("dikes-reinforced", 36, "flood-control-2025")


def test_classes_of_the_ontology_page_are_those_of_the_file() -> None:
    file = ox.parse(path=str(ROOT / "ontology" / "campaign.ttl"), format=ox.RdfFormat.TURTLE)
    kind, a_class = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["owl"] + "Class")
    classes = {quad.subject.value for quad in file if (quad.predicate, quad.object) == (kind, a_class)}
    table = text("docs/ontology.md").partition("## Classes")[2].partition("\n## ")[0]
    assert {VOCABULARY + name for name in re.findall(r"`cg:(\w+)`", table)} == classes


@pytest.mark.parametrize("query", blocks("docs/ontology.md", "sparql"))
def test_query_of_a_page_passes_the_gate(query: str) -> None:
    assert gate.check(query) == query
    ox.Store().query(query)
