"""What the project promises of itself: fields documented, everything tested, small modules and functions, nothing of one machine in it.

That every field is a property with labels and definitions in both languages is proved in tests/ontology/test_ontology.py.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.tables import ARTICLES
from ontology.wire import COMMON, OWN

ROOT = Path(__file__).parents[1]
ROOMS = ("ontology", "ingest", "graph", "api")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
FACTS = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
ELSEWHERE = re.compile(
    r"(?<![\w./:-])/(?:home|root|Users|work|mnt|private)/\w"  # a path of somebody's machine
    r"|pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|npm[m]irror|crates\.io|proxy\.golang\.org"
)
"""What is true on one machine or network only."""


def name_of(path: Path) -> str:
    """Return a path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def modules(folder: str) -> list[str]:
    """Return the modules of a folder that do something."""
    return sorted(path.stem for path in (ROOT / folder).glob("*.py") if path.stem != "__init__")


def section(title: str) -> str:
    """Return a section of docs/facts.md."""
    return re.split(r"^##+ ", FACTS.partition(f"# {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a module with its lines, the docstring's not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node, clean=False) is not None
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield f"{name_of(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1 - docstring


def tracked() -> list[Path]:
    """Return the text files under version control."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no clone; there is no list of tracked files")
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".parquet", ".gz"}]


@pytest.mark.parametrize("field", COMMON)
def test_common_field_is_documented(field: str) -> None:
    assert f"`{field}`" in section("Fields that every fact has")


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, names in OWN.items() for field in names])
def test_own_field_is_documented(kind: str, field: str) -> None:
    assert f"`{field}`" in section(kind)


@pytest.mark.parametrize("field", ARTICLES.names)
def test_article_field_is_documented(field: str) -> None:
    assert f"`{field}`" in section("Articles")


@pytest.mark.parametrize("name", modules("ingest/extractors"))
def test_extractor_has_a_test(name: str) -> None:
    assert (ROOT / "tests" / "ingest" / "extractors" / f"test_{name}.py").exists()


@pytest.mark.parametrize("name", modules("graph/questions"))
def test_question_has_a_test(name: str) -> None:
    tests = (path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "graph" / "questions").glob("test_*.py"))
    assert any(f"graph.questions.{name} import" in text for text in tests)


@pytest.mark.parametrize("name", modules("api/routes"))
def test_route_has_a_test(name: str) -> None:
    """Every address of the module is asked for in some test of the room."""
    text = (ROOT / "api" / "routes" / f"{name}.py").read_text(encoding="utf-8")
    prefix = next(iter(re.findall(r'APIRouter\(prefix="([^"]*)"', text)), "")
    asked = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "api").glob("test_*.py"))
    for address in re.findall(r'@router\.\w+\(\s*"([^"]*)"', text):
        fixed = (prefix + address).partition("{")[0]
        assert f'"{fixed}' in asked, f"no test asks for {prefix + address}"


def test_modules_are_short() -> None:
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: size for name, size in sizes.items() if size > LONGEST_MODULE}


def test_functions_are_short() -> None:
    sizes = dict(found for path in MODULES for found in functions(path))
    assert not {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION}


def test_nothing_of_one_machine_is_tracked() -> None:
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if match := ELSEWHERE.search(line):
                found.append(f"{name_of(path)}:{number} {match[0]}")
    assert not found


ONE_MACHINE = {
    "a home": ("open('/" + "home/me/facts.jsonl')", True),
    "a package index": ("--index-url https://pypi" + ".org/simple", True),
    "an address on the web": ("http://example.com/work/2022.html", False),
    "a relative path": ("../shared/eval", False),
    "a route": ('"/v1/teams"', False),
}


@pytest.mark.parametrize(("line", "seen"), ONE_MACHINE.values(), ids=ONE_MACHINE)
def test_what_belongs_to_one_machine(line: str, seen: bool) -> None:
    assert bool(ELSEWHERE.search(line)) is seen
