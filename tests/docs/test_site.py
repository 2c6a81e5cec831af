"""The site: every page is in it, and nothing in it is loaded from another host."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.test_docs import ROOT

TOOLS = ROOT / ".venv-docs" / "bin"
LOADED = re.compile(
    r"<(?:script|img|iframe|source)[^>]+src=\"(?:https?:)?//|<link[^>]+href=\"(?:https?:)?//(?![^>]*rel=\"canonical)"
)


@pytest.mark.slow
@pytest.mark.skipif(not (TOOLS / "mkdocs").exists(), reason="there is no .venv-docs; run `make site`")
def test_site_is_whole_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [str(TOOLS / "mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(tmp_path / "site").as_posix() for page in (tmp_path / "site").rglob("*.html")}
    written = {page.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for page in ROOT.glob("docs/**/*.md")}
    written = {page.replace("README.html", "index.html") for page in written}
    assert written | {"accuracy.html", "contributing.html", "changelog.html"} <= pages
    for page in pages:
        assert not LOADED.findall((tmp_path / "site" / page).read_text(encoding="utf-8")), page
    accuracy = (tmp_path / "site" / "accuracy.html").read_text(encoding="utf-8")
    assert "Limits, honestly" in accuracy
    assert "F1 as" in accuracy
    for file in [*(tmp_path / "site").rglob("*.css"), *(tmp_path / "site").rglob("*.js")]:
        assert "fonts.googleapis" not in file.read_text(encoding="utf-8", errors="replace"), file.name
